//! What a home holds beside the database: the key that auth's secrets are stored under.

use std::{
    fs::{self, OpenOptions},
    io::Write as _,
    os::unix::fs::OpenOptionsExt as _,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, anyhow};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use kernel::{
    Entropy,
    secret::{Secret, SecretRef},
};

/// The file that says that the demo shop was made.
const DEMO: &str = "demo-shop";

/// The folder of one NovaPOS on this computer.
pub struct Home(PathBuf);

impl Home {
    #[must_use]
    pub const fn at(folder: PathBuf) -> Self {
        Self(folder)
    }

    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Whether a database was made here.
    #[must_use]
    pub fn has_data(&self) -> bool {
        self.0.join("data").is_dir()
    }

    /// Whether the demo shop was made here: it is not made again, whatever became of it.
    #[must_use]
    pub fn has_demo(&self) -> bool {
        self.0.join(DEMO).exists()
    }

    /// Remembers that the demo shop was made.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn remember_demo(&self) -> Result<()> {
        let path = self.0.join(DEMO);
        let note = "The demo shop was made in this folder. Without this file the next start finishes it, where something is missing.\n";
        fs::write(&path, note).with_context(|| format!("{} could not be written", path.display()))
    }

    /// The key that private signing keys are encrypted with: made on the first start, readable by the owner alone. Whoever moves the data
    /// moves this file with it.
    ///
    /// # Errors
    /// When it can be neither read nor made.
    pub fn auth_key(&self, entropy: &Entropy) -> Result<Secret> {
        let path = self.0.join("auth.key");
        if !path.exists() {
            let key = format!("{}\n", STANDARD.encode(entropy.bytes::<32>()));
            write_secretly(&path, key.as_bytes())
                .with_context(|| format!("The key file {} could not be made", path.display()))?;
        }
        SecretRef::File(path)
            .read_here()
            .map_err(|why| anyhow!("The key for sign-ins could not be read: {why}"))
    }
}

/// Writes what only the owner may read, beside it and renamed: the file is the old one or the new one, never half of it.
///
/// # Errors
/// The operating system's.
pub fn write_secretly(path: &Path, content: &[u8]) -> Result<()> {
    let mut fresh = path.as_os_str().to_owned();
    fresh.push(".new");
    let mut file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&fresh)?;
    file.write_all(content)?;
    file.sync_all()?;
    fs::rename(&fresh, path)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn the_key_is_made_once_and_is_the_owners_alone() {
        let folder = std::env::temp_dir().join(format!("novapos-key-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let home = Home::at(folder.clone());
        let first = home.auth_key(&Entropy::system()).unwrap();
        let again = home.auth_key(&Entropy::system()).unwrap();
        assert_eq!(first.expose(), again.expose());
        assert_eq!(first.expose().len(), 44);
        assert_eq!(
            fs::metadata(folder.join("auth.key")).unwrap().permissions().mode() & 0o777,
            0o600
        );
        fs::remove_dir_all(&folder).unwrap();
    }
}
