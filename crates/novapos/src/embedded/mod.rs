//! The private Postgres of a NovaPOS that runs on its own: found, prepared, started, watched and stopped by the program itself.
//!
//! What it owns: one folder (`home`), in it `data` (the database), `run` (the socket), `postgres.log` and `novapos.lock`.
//!
//! What always holds:
//! - one program per home: whoever holds the lock on `novapos.lock` owns the database, and the lock is let go only when
//!   Postgres has ended;
//! - a half-made database is never used: it is made as `data.new` and renamed when it is complete;
//! - a folder that NovaPOS did not make is never started, changed or removed;
//! - Postgres listens on no network address; its socket lies in a folder that only its user can enter;
//! - when NovaPOS dies, even by `kill -9`, Postgres shuts down by itself (Linux), or is stopped by the next start (everywhere);
//! - Postgres never runs as root.
//!
//! What it deliberately does not do: create databases, roles or tables (that is `migrate`), upgrade a database to another
//! Postgres version, or run more than one Postgres.

mod binaries;
mod child;
mod data_folder;
mod error;
mod home;
mod identity;
mod leftover;
mod lock;
mod log;
mod running;
mod server;
mod socket_folder;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

pub use error::{StartError, StopError};
pub use home::choose_home;
pub use running::running;
pub use server::{ConnectOptions, Server};

/// What `start` needs to know.
pub struct Options<'a> {
    /// The folder that holds everything; created when it is missing. See [`choose_home`].
    pub home: PathBuf,
    /// Told, in plain words, about each step that may take a while.
    pub progress: &'a (dyn Fn(&str) + Sync),
}

/// Where a program of Postgres is that this home can use, for what only it can do: dumps (`pg_dump`, `pg_restore`).
///
/// # Errors
/// That it is on this computer nowhere, and what to install.
pub fn program(home: &Path, name: &'static str) -> Result<PathBuf, StartError> {
    binaries::find_program(home, name)
}

/// Starts the private Postgres and returns when it takes connections.
///
/// # Errors
/// Each error says what happened and what to do next, in words for the shop's owner.
pub async fn start(options: Options<'_>) -> Result<Server, StartError> {
    let progress = options.progress;
    let home = home::prepare(&options.home)?;
    let lock = lock::take(&home)?;
    let data = data_folder::inspect(&home)?;
    let binaries = binaries::find(&home, data.major())?;
    let user = identity::choose(&home, &data, &binaries)?;
    let socket_folder = socket_folder::prepare(&home, &user)?;
    match data.major() {
        None => data_folder::create(&data, &binaries, &user, progress).await?,
        Some(_) => leftover::clear(&data, progress).await?,
    }
    leftover::remove_socket(&socket_folder);
    server::start(
        server::Plan {
            home,
            data,
            binaries,
            user,
            socket_folder,
            lock,
        },
        progress,
    )
    .await
}
