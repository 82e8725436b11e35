//! The home: the one folder that holds everything NovaPOS keeps on this computer.

use std::{
    env,
    fs::{self, DirBuilder},
    os::unix::fs::DirBuilderExt,
    path::{Path, PathBuf},
};

use super::{StartError, identity};

/// The home of a NovaPOS that is told nothing: beside the user's work.
const BESIDE_THE_WORK: &str = ".novapos";
/// The home when root starts NovaPOS in a folder that no other user can reach (such as /root): Postgres does not run as root.
const FOR_THE_SYSTEM: &str = "/var/lib/novapos";

/// Chooses the home: the one that was asked for, else `.novapos` in the current folder, except that root gets `/var/lib/novapos`
/// where no ordinary user could reach the current folder.
///
/// # Errors
/// When the current folder cannot be named (it was removed).
pub fn choose_home(asked: Option<&Path>, progress: &(dyn Fn(&str) + Sync)) -> Result<PathBuf, StartError> {
    if let Some(asked) = asked {
        return Ok(asked.to_owned());
    }
    let here = env::current_dir().map_err(StartError::disk("find the current folder", Path::new(".")))?;
    Ok(home_in(&here, progress))
}

fn home_in(here: &Path, progress: &(dyn Fn(&str) + Sync)) -> PathBuf {
    if identity::someone_can_reach(here) {
        return here.join(BESIDE_THE_WORK);
    }
    progress(&format!(
        "The database cannot run as root, and no other user can reach {}: keeping the data in {FOR_THE_SYSTEM}.",
        here.display()
    ));
    PathBuf::from(FOR_THE_SYSTEM)
}

/// Creates the home where it is missing and returns its full path.
///
/// Root's home can be crossed by the user who runs Postgres, though not listed; anyone else's is private.
pub(super) fn prepare(home: &Path) -> Result<PathBuf, StartError> {
    let mode = if identity::am_root() { 0o711 } else { 0o700 };
    if let Some(parent) = home.parent() {
        fs::create_dir_all(parent).map_err(StartError::disk("create the folder", parent))?;
    }
    match DirBuilder::new().mode(mode).create(home) {
        Ok(()) => {}
        Err(_) if home.is_dir() => {}
        Err(cause) => return Err(StartError::disk("create the folder", home)(cause)),
    }
    fs::canonicalize(home).map_err(StartError::disk("open the folder", home))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn root_in_a_private_folder_gets_the_system_s_home() {
        let here = env::temp_dir().join(format!("novapos-home-{}", std::process::id()));
        fs::create_dir_all(&here).unwrap();
        assert_eq!(home_in(&here, &|_| ()), here.join(BESIDE_THE_WORK));
        if identity::am_root() {
            fs::set_permissions(&here, fs::Permissions::from_mode(0o700)).unwrap();
            assert_eq!(home_in(&here, &|_| ()), Path::new(FOR_THE_SYSTEM));
        }
        fs::remove_dir(&here).unwrap();
    }
}
