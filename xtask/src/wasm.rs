//! Compiles the core to WebAssembly, and the encoder beside it.
//!
//! They are two modules, so that the core stays small and starts at once.
//!
//! There are two ways to the target, since not every machine can fetch it. Where rustup has
//! `wasm32-unknown-unknown` or can add it, that is used. Otherwise Debian's `rustc-web` and its sources build
//! the standard library as well, linked with the `rust-lld` that every toolchain of rustup carries.

use crate::tools::{self, npm_program, output, root, run, step};
use anyhow::{Context, Result, bail};
use flate2::{Compression, write::GzEncoder};
use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::Command,
};
use wasm_bindgen_cli_support::Bindgen;

const TARGET: &str = "wasm32-unknown-unknown";

/// What the module may weigh without the reader's weights, after wasm-opt and gzip, in bytes (DESIGN, "Budgets").
pub const MOST_GZIP_BYTES: usize = 350 * 1024;

/// What the weights of the linear reader may weigh, gzip.
const MOST_READER_BYTES: usize = 400 * 1024;

/// The weights of the linear reader, which are part of the module.
const READER: &str = "reader/linear.bin";

/// Vectors, which every supported browser has: both readers add sixteen numbers at once.
const VECTORS: &str = "-Ctarget-feature=+simd128";

/// In the core, functions are written into others less readily than by default: at 100 it weighed 8 KB less and was as quick,
/// at 60 another 3 KB less; its time has not been compared with that of 100.
const CORE_FLAGS: &str = "-Ctarget-feature=+simd128 -Cllvm-args=-inline-threshold=60";

/// The name of the module and its JavaScript.
const NAME: &str = "second_look";

/// The same of the encoder's.
pub const ENCODER: &str = "second_look_encoder";

/// Builds the module and writes it with its JavaScript and TypeScript to `folder`.
pub fn build(folder: &Path) -> Result<()> {
    step("Compiling the core to WebAssembly");
    let (raw, whole) = finish(&compile("second-look", CORE_FLAGS)?, NAME, folder)?;
    let (_, reader) = sizes(&root().join(READER))?;
    let core = whole - reader;
    eprintln!("  {raw} bytes; gzip {core} without the reader (at most {MOST_GZIP_BYTES})");
    eprintln!("  and {reader} for its weights (at most {MOST_READER_BYTES})");
    if core > MOST_GZIP_BYTES {
        bail!("the core weighs {core} bytes gzip, more than the budget of {MOST_GZIP_BYTES}: find what grew");
    }
    if reader > MOST_READER_BYTES {
        bail!("{READER} weighs {reader} bytes gzip, more than {MOST_READER_BYTES}: train it with greater steps");
    }
    Ok(())
}

/// Builds the encoder's module and writes it likewise. Quick code counts there, and not its size.
pub fn build_encoder(folder: &Path) -> Result<()> {
    step("Compiling the encoder to WebAssembly");
    let (raw, gzip) = finish(&compile("second-look-encoder", VECTORS)?, ENCODER, folder)?;
    eprintln!("  {raw} bytes; gzip {gzip}");
    Ok(())
}

/// Writes a compiled module with its JavaScript and TypeScript, makes it small, and gives its bytes and those of its gzip.
fn finish(module: &Path, name: &str, folder: &Path) -> Result<(usize, usize)> {
    fs::create_dir_all(folder)?;
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(module)
        .out_name(name)
        // So that `init()` finds the module beside its JavaScript.
        .omit_default_module_path(false)
        .web(true)
        .and_then(|b| b.typescript(true).remove_name_section(true).remove_producers_section(true).generate(folder))
        .context("wasm-bindgen")?;
    step("Making it small");
    let path = folder.join(format!("{name}_bg.wasm"));
    // The features are those that rustc switches on by default, and SIMD: every supported browser has them.
    run(npm_program("wasm-opt")
        .args(["-O3", "--enable-bulk-memory", "--enable-nontrapping-float-to-int", "--enable-sign-ext"])
        .args(["--enable-simd", "--enable-mutable-globals", "--enable-reference-types", "--enable-multivalue"])
        // A function with one caller is not written into it where it is long: browsers compile what grows so to slower code.
        .arg("--one-caller-inline-max-function-size=500")
        // It would cut the tables into thousands of pieces to leave out zeros, which gzip packs better.
        .arg("--skip-pass=memory-packing")
        .arg(&path)
        .arg("-o")
        .arg(&path))?;
    sizes(&path)
}

/// The bytes of a file, and of its gzip.
pub fn sizes(path: &Path) -> Result<(usize, usize)> {
    let bytes = fs::read(path).with_context(|| format!("{}: cannot be read", path.display()))?;
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&bytes)?;
    Ok((bytes.len(), encoder.finish()?.len()))
}

fn compile(package: &str, flags: &str) -> Result<PathBuf> {
    let mut command = if rustup_target() { Command::new("cargo") } else { debian_cargo()? };
    let folder = root().join("target/wasm");
    run(command
        .args(["build", "--release", "--locked", "--quiet", "--package", package, "--lib"])
        .args(["--no-default-features", "--features", "wasm", "--target", TARGET, "--target-dir"])
        .arg(&folder)
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags)
        // The flags of the run that started us are not meant for this build.
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS"))?;
    Ok(folder.join(TARGET).join("release").join(format!("{}.wasm", package.replace('-', "_"))))
}

/// Whether rustup's toolchain has the target, or could get it.
fn rustup_target() -> bool {
    let is_there = || {
        output("rustc", &["--print", "target-libdir", "--target", TARGET])
            .is_some_and(|folder| Path::new(&folder).is_dir())
    };
    is_there() || {
        step("Asking rustup for the WebAssembly target");
        let added = Command::new("rustup").args(["target", "add", TARGET]).status();
        added.is_ok_and(|status| status.success()) && is_there()
    }
}

/// Debian's cargo, set up to build the standard library for the target.
fn debian_cargo() -> Result<Command> {
    const SOURCES: &str = "/usr/lib/rustlib/src/rust/library";
    if !Path::new(SOURCES).is_dir() || !Path::new("/usr/bin/cargo").is_file() {
        tools::apt_install(
            &["rustc-web", "cargo-web", "rust-web-src"],
            "the WebAssembly target, which rustup could not fetch",
        )?;
    }
    let sysroot = output("rustc", &["--print", "sysroot"]).context("rustc cannot be run")?;
    let host = output("rustc", &["--print", "host-tuple"]).context("rustc does not say its host")?;
    let linker = Path::new(&sysroot).join("lib/rustlib").join(host).join("bin/rust-lld");
    if !linker.is_file() {
        bail!("{}: is missing: install Rust with rustup, which brings it", linker.display());
    }
    let mut command = Command::new("/usr/bin/cargo");
    command
        .args(["-Zbuild-std=std,panic_abort"])
        // Debian's compiler is a stable one; building the standard library is still an unstable option.
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTC", "/usr/bin/rustc")
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker)
        // Cargo of rustup passes its own toolchain on to what it runs.
        .env_remove("RUSTUP_TOOLCHAIN")
        .env_remove("CARGO");
    Ok(command)
}
