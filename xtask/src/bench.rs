use anyhow::Result;
pub fn run_all() -> Result<()> {
    Ok(())
}
