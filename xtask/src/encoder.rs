//! The commands of the encoder, the reader that judges meaning: they make the Python that it is trained with, and hand
//! on to the scripts of `reader/encoder/`.

use crate::tools::{self, root, run, step};
use anyhow::{Context, Result};
use std::{fs, path::PathBuf, process::Command};

const SCRIPTS: &str = "reader/encoder";

/// Runs a script of the encoder with these arguments.
pub fn script(name: &str, arguments: &[String]) -> Result<()> {
    let python = python()?;
    run(Command::new(python)
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .arg("-u")
        .arg(root().join(SCRIPTS).join(name))
        .args(arguments))
}

/// A Python that has the pinned requirements: a virtual environment in `target/`.
fn python() -> Result<PathBuf> {
    let folder = root().join("target/encoder-python");
    let python = folder.join("bin/python");
    let requirements = root().join(SCRIPTS).join("requirements.txt");
    let wanted = fs::read(&requirements).with_context(|| format!("{}: cannot be read", requirements.display()))?;
    let stamp = folder.join("installed.txt");
    if fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(python);
    }
    if tools::output("python3", &["-c", "import venv, ensurepip"]).is_none() {
        tools::apt_install(&["python3", "python3-venv"], "training the encoder")?;
    }
    step("Installing what the encoder is trained with");
    run(Command::new("python3").args(["-m", "venv"]).arg(&folder))?;
    run(Command::new(&python).args(["-m", "pip", "install", "--quiet", "--requirement"]).arg(&requirements))?;
    fs::write(&stamp, wanted).with_context(|| format!("{}: cannot be written", stamp.display()))?;
    Ok(python)
}
