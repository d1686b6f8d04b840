//! Finds what the commands need, and installs what is missing with Debian's and Node's package managers.
//!
//! Where it cannot, the error says exactly what to install and why.

use anyhow::{Context, Result, bail};
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

/// The top of the repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask stands in the repository")
}

/// Says on standard error what is being done: the steps are long.
pub fn step(what: &str) {
    eprintln!("\n▸ {what}");
}

/// Runs a program at the top of the repository and waits; an error if it fails.
pub fn run(command: &mut Command) -> Result<()> {
    let shown = format!("{command:?}");
    let status = command.current_dir(root()).status().with_context(|| format!("{shown}: cannot be started"))?;
    if !status.success() {
        bail!("{shown}: {status}");
    }
    Ok(())
}

/// What a program prints, or `None` if it cannot be run or fails.
pub fn output(program: &str, args: &[&str]) -> Option<String> {
    let output = Command::new(program).args(args).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Where a program stands, by `PATH`.
fn find(program: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?).map(|folder| folder.join(program)).find(|path| path.is_file())
}

/// Where the first of some programs stands.
fn first_of(programs: &[&str]) -> Option<PathBuf> {
    programs.iter().find_map(|program| find(program))
}

/// Installs Debian packages, with sudo where that is needed.
pub fn apt_install(packages: &[&str], why: &str) -> Result<()> {
    let by_hand = format!("install {} (for {why}): `apt-get install {}`", packages.join(", "), packages.join(" "));
    if find("apt-get").is_none() {
        bail!("there is no apt-get here: {by_hand}, or your system's packages of the same name");
    }
    step(&format!("Installing {} for {why}", packages.join(", ")));
    let is_root = output("id", &["-u"]).as_deref() == Some("0");
    let apt = |args: &[&str]| -> Result<()> {
        let mut command = if is_root { Command::new("apt-get") } else { Command::new("sudo") };
        if !is_root {
            command.arg("apt-get");
        }
        run(command.env("DEBIAN_FRONTEND", "noninteractive").args(args))
    };
    apt(&["update", "-qq"]).with_context(|| by_hand.clone())?;
    let mut args = vec!["install", "-y", "-qq", "--no-install-recommends"];
    args.extend(packages);
    apt(&args).with_context(|| by_hand)
}

/// Node, npm and the packages of package-lock.json.
pub fn node() -> Result<()> {
    if find("node").is_none() || find("npm").is_none() {
        apt_install(&["nodejs", "npm"], "bundling the extension and driving the browsers")?;
    }
    let major = output("node", &["-p", "process.versions.node.split('.')[0]"]).and_then(|v| v.parse::<u32>().ok());
    if major.is_none_or(|major| major < 18) {
        bail!("Node is too old ({}): version 18 or newer is needed", major.map_or("unknown".into(), |m| m.to_string()));
    }
    // npm leaves a copy of the lock file it last installed from.
    let lock = fs::read(root().join("package-lock.json")).context("package-lock.json cannot be read")?;
    let stamp = root().join("node_modules/.second-look-lock.json");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    step("Installing the Node packages");
    run(Command::new("npm").args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]))?;
    fs::write(&stamp, lock).context("node_modules cannot be written")
}

/// A program that an npm package brings.
pub fn npm_program(name: &str) -> Command {
    Command::new(root().join("node_modules/.bin").join(name))
}

/// The two browsers that tests drive.
pub struct Browsers {
    /// Chromium's program.
    pub chromium: PathBuf,
    /// Firefox's program.
    pub firefox: PathBuf,
}

/// Finds Chromium and Firefox, and installs Debian's if they are missing.
///
/// Branded Chrome is not looked for: it no longer loads an unpacked extension from the command line.
pub fn browsers() -> Result<Browsers> {
    let look = || (first_of(&["chromium", "chromium-browser"]), first_of(&["firefox-esr", "firefox"]));
    let (chromium, firefox) = look();
    let mut missing = Vec::new();
    if chromium.is_none() {
        missing.push("chromium");
    }
    if firefox.is_none() {
        missing.push(if is_ubuntu() { "firefox" } else { "firefox-esr" });
    }
    if !missing.is_empty() {
        // Emoji in posts need a font, or their widths are those of an empty box.
        missing.push("fonts-noto-color-emoji");
        apt_install(&missing, "driving the extension in real browsers")?;
    }
    match look() {
        (Some(chromium), Some(firefox)) => Ok(Browsers { chromium, firefox }),
        _ => bail!("Chromium and Firefox were installed and still cannot be found on PATH"),
    }
}

fn is_ubuntu() -> bool {
    fs::read_to_string("/etc/os-release").is_ok_and(|release| release.lines().any(|line| line == "ID=ubuntu"))
}

/// rustfmt and clippy, which a minimal installation of Rust lacks.
pub fn rust_components() -> Result<()> {
    for (program, component) in [("cargo-fmt", "rustfmt"), ("cargo-clippy", "clippy")] {
        if find(program).is_none_or(|_| output(program, &["--version"]).is_none()) {
            step(&format!("Adding {component} to the toolchain"));
            run(Command::new("rustup").args(["component", "add", component])).with_context(|| {
                format!("install {component} (for `cargo xtask test`): `rustup component add {component}`")
            })?;
        }
    }
    Ok(())
}
