//! One program per home: the lock file, and who holds it.

use std::{
    fs::{File, OpenOptions},
    io::{Read, Write},
    os::unix::fs::OpenOptionsExt,
    path::Path,
};

use rustix::{
    fs::{FlockOperation, flock},
    io::Errno,
};

use super::StartError;

/// The held lock. The operating system lets go of it when this is dropped or the program ends, however it ends.
pub struct Lock {
    file: File,
}

/// Takes the lock of a home, or says which process holds it.
pub fn take(home: &Path) -> Result<Lock, StartError> {
    let path = home.join("novapos.lock");
    let mut file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .read(true)
        .write(true)
        .mode(0o644)
        .open(&path)
        .map_err(StartError::disk("open the lock file", &path))?;
    match flock(&file, FlockOperation::NonBlockingLockExclusive) {
        Ok(()) => {}
        Err(Errno::WOULDBLOCK) => {
            return Err(StartError::AlreadyRunning {
                home: home.to_owned(),
                pid: holder(&mut file),
            });
        }
        Err(errno) => return Err(StartError::disk("lock", &path)(errno.into())),
    }
    let written = file.set_len(0).and_then(|()| writeln!(file, "{}", std::process::id()));
    written.map_err(StartError::disk("write the lock file", &path))?;
    Ok(Lock { file })
}

fn holder(file: &mut File) -> String {
    let mut text = String::new();
    let read = Read::take(file, 32).read_to_string(&mut text);
    match text.trim() {
        pid if read.is_ok() && !pid.is_empty() => pid.to_owned(),
        _ => "unknown".to_owned(),
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Only the lock counts; the emptied file merely spares a reader a process number that is no longer true.
        let _ = self.file.set_len(0);
    }
}
