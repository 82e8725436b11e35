//! The folder of the database's socket: private, and with a path short enough for the operating system.

use std::{
    fs::{self, DirBuilder, Permissions},
    io,
    os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt},
    path::{Path, PathBuf},
};

use rustix::process::geteuid;

use super::{StartError, identity::User, server::PORT};

/// The longest path of a socket, in bytes; the operating system keeps one more for the end mark.
const PATH_LIMIT: usize = if cfg!(target_os = "macos") { 103 } else { 107 };

/// Makes the socket's folder: `run` in the home, or a short folder of our own where that path would be too long.
pub fn prepare(home: &Path, user: &User) -> Result<PathBuf, StartError> {
    let beside = home.join("run");
    let folder = if fits(&beside) {
        beside
    } else {
        PathBuf::from("/tmp").join(short_name(home, user.uid()))
    };
    match DirBuilder::new().mode(0o700).create(&folder) {
        Ok(()) => {}
        Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => {}
        Err(cause) => return Err(StartError::disk("create the folder", &folder)(cause)),
    }
    // Anyone may create names in /tmp: a link, or a folder of another user, is not taken.
    let found = folder
        .symlink_metadata()
        .map_err(StartError::disk("look at", &folder))?;
    let ours = found.uid() == user.uid() || found.uid() == geteuid().as_raw();
    if !found.is_dir() || !ours {
        return Err(StartError::ForeignFolder {
            folder,
            why: "it is not a folder of this user".to_owned(),
        });
    }
    user.give(&folder)?;
    fs::set_permissions(&folder, Permissions::from_mode(0o700)).map_err(StartError::disk("protect", &folder))?;
    Ok(folder)
}

fn fits(folder: &Path) -> bool {
    folder.join(socket_name()).as_os_str().len() <= PATH_LIMIT
}

/// The name that Postgres gives its socket.
pub fn socket_name() -> String {
    format!(".s.PGSQL.{PORT}")
}

/// The same home always gets the same name, and two homes different ones.
fn short_name(home: &Path, uid: u32) -> String {
    let fold = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
    let hash = home
        .as_os_str()
        .as_encoded_bytes()
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, fold);
    format!("novapos-{uid}-{hash:016x}")
}
