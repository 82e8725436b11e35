//! Why the private Postgres could not be started or stopped, in words for the shop's owner: what happened, then what to do.

use std::{
    io,
    path::{Path, PathBuf},
};

/// Why the private Postgres could not be started.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Another NovaPOS holds the lock of this home.
    #[error(
        "NovaPOS is already running with the data in {home} (process {pid}). Use that one, stop it first, or start this one \
         with another folder."
    )]
    AlreadyRunning { home: PathBuf, pid: String },

    /// No supported Postgres is installed.
    #[error(
        "No usable PostgreSQL was found. Install version 15, 16, 17 or 18 (Debian and Ubuntu: `sudo apt-get install postgresql`; \
         macOS: `brew install postgresql@17`), or set NOVAPOS_PG_BIN to the folder that holds `postgres` and `initdb`.{}",
        list("\nFound, but not usable: ", found)
    )]
    NoPostgres { found: Vec<String> },

    /// A program for dumps is missing: some packages have the server alone.
    #[error(
        "{name} is not on this computer. Install the PostgreSQL client of the same version as the server or newer (Debian: \
         apt-get install postgresql-client), or set NOVAPOS_PG_BIN to its folder."
    )]
    NoProgram { name: &'static str },

    /// The data needs a Postgres that is not installed.
    #[error(
        "The data in {data} was made by PostgreSQL {wanted}, and that version is not installed. Install PostgreSQL {wanted} beside \
         the others, or set NOVAPOS_PG_BIN to its folder. The data is untouched.{}",
        list("\nFound: ", found)
    )]
    OtherVersion {
        data: PathBuf,
        wanted: u32,
        found: Vec<String>,
    },

    /// The data needs a Postgres that NovaPOS does not work with.
    #[error(
        "The data in {data} was made by PostgreSQL {wanted}; NovaPOS works with 15 to 18. Start it with the NovaPOS that made \
         it. The data is untouched."
    )]
    UnsupportedVersion { data: PathBuf, wanted: u32 },

    /// Something is in the way that NovaPOS did not make.
    #[error(
        "{folder} already holds something that NovaPOS did not make ({why}). It was left alone. Start NovaPOS with another \
         folder, or move that one away first."
    )]
    ForeignFolder { folder: PathBuf, why: String },

    /// The data belongs to another user than the one who started NovaPOS.
    #[error("{path} belongs to another user ({owner}). Start NovaPOS as that user, or with sudo.")]
    OtherOwner { path: PathBuf, owner: String },

    /// Root started NovaPOS, and nobody else can run Postgres there.
    #[error(
        "PostgreSQL refuses to run as root, and no other user of this computer can be used for it: {}. Start NovaPOS as an \
         ordinary user, or with a folder that every user can reach, such as /var/lib/novapos.",
        tried.join("; ")
    )]
    NoUser { tried: Vec<String> },

    /// The operating system refused something with a file or folder.
    #[error("NovaPOS could not {doing} {path}: {}", reason(cause))]
    Disk {
        doing: &'static str,
        path: PathBuf,
        cause: io::Error,
    },

    /// Too little space for a new database.
    #[error(
        "Only {free_mb} MB are free where {home} lies; a new database needs {needed_mb} MB. Free some space and start NovaPOS \
         again."
    )]
    LowSpace {
        home: PathBuf,
        free_mb: u64,
        needed_mb: u64,
    },

    /// `initdb` failed.
    #[error("The database could not be prepared ({how}). {}\n{said}", advice(said))]
    Initdb { how: String, said: String },

    /// Postgres ended before it was ready.
    #[error(
        "The database stopped while it was starting ({how}). {} Its log is {log}.\n{said}",
        advice(said)
    )]
    EndedAtStart { how: String, said: String, log: PathBuf },

    /// Postgres runs, but is not ready in time.
    #[error(
        "The database was not ready after {seconds} seconds. Start NovaPOS again; if it keeps happening, look at the end of \
         {log}."
    )]
    NotReady { seconds: u64, log: PathBuf },

    /// A Postgres of an earlier run does not end.
    #[error(
        "The database of an earlier run (process {pid}) is still stopping. Wait a minute and start NovaPOS again; if this \
         stays, restart the computer. The data is safe."
    )]
    LeftoverStays { pid: i32 },

    /// A program could not be run at all.
    #[error("{program} could not be run: {}", reason(cause))]
    Spawn { program: PathBuf, cause: io::Error },
}

impl StartError {
    /// For `map_err`: what was being done, to which file.
    pub(super) fn disk(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |cause| Self::Disk {
            doing,
            path: path.to_owned(),
            cause,
        }
    }
}

/// Why the private Postgres could not be stopped.
#[derive(Debug, thiserror::Error)]
#[error(
    "The database (process {pid}) did not stop within {seconds} seconds. The next start will wait for it; nothing that was \
     confirmed is lost."
)]
pub struct StopError {
    pub pid: i32,
    pub seconds: u64,
}

fn list(before: &str, items: &[String]) -> String {
    if items.is_empty() {
        String::new()
    } else {
        format!("{before}{}.", items.join(", "))
    }
}

/// The operating system's refusal, and what to do about it.
fn reason(cause: &io::Error) -> String {
    let advice = match cause.kind() {
        io::ErrorKind::PermissionDenied => {
            "This user may not do that: start NovaPOS as the user who owns the folder, or choose another folder."
        }
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "The disk is full: free some space and start NovaPOS again."
        }
        io::ErrorKind::ReadOnlyFilesystem => "The disk can only be read: choose a folder on another disk.",
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => {
            "A part of that path is a file: choose another folder."
        }
        io::ErrorKind::NotFound => "A part of that path does not exist: check it, or choose another folder.",
        _ => "Check the disk, or choose another folder.",
    };
    format!("{cause}. {advice}")
}

/// What to do about what Postgres itself complained of.
fn advice(said: &str) -> &'static str {
    if said.contains("No space left on device") || said.contains("Disk quota exceeded") {
        "The disk is full: free some space and start NovaPOS again."
    } else if said.contains("Permission denied") || said.contains("Operation not permitted") {
        "Its user may not use a file that it needs: check who owns the folder."
    } else if said.contains("Cannot allocate memory") || said.contains("could not map anonymous shared memory") {
        "There is not enough free memory: close other programs and start NovaPOS again."
    } else if said.contains("Read-only file system") || said.contains("Input/output error") {
        "The disk does not take data any more: check it before you go on."
    } else {
        "What PostgreSQL said is below; start NovaPOS again, and keep this text for support if it stays."
    }
}
