//! `novapos openapi` and `novapos docs`: writes what is made from the code.

use std::{fs, path::Path};

use anyhow::{Context as _, Result};

use crate::documents;

pub fn write_openapi(out: &Path) -> Result<()> {
    fs::create_dir_all(out).with_context(|| format!("cannot make {}", out.display()))?;
    for (name, text) in documents::openapi()? {
        write(&out.join(format!("{name}.json")), &text)?;
    }
    Ok(())
}

pub fn write_pages(out: &Path) -> Result<()> {
    fs::create_dir_all(out).with_context(|| format!("cannot make {}", out.display()))?;
    write(&out.join("errors.md"), &documents::errors_page())
}

fn write(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))?;
    println!("{}", path.display());
    Ok(())
}
