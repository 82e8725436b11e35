//! The database's folder: whether it is ours, and how it is made.

use std::{
    fs::{self, DirBuilder, File},
    io,
    os::unix::fs::DirBuilderExt,
    path::{Path, PathBuf},
    time::Duration,
};

use super::{
    StartError,
    binaries::{Binaries, SUPPORTED},
    child::Child,
    identity::User,
    leftover,
    server::ADMIN,
};

/// Making a database takes 1 to 4 seconds; this is for a very slow disk.
const CREATE_LIMIT: Duration = Duration::from_mins(3);
/// What a new database and its first log segments take, with room for a first day.
const NEEDED_MB: u64 = 300;
/// The file by which we know our own folder again. It is part of the data, so every copy of the folder has it.
const MARK: &str = "novapos-data";
const MARK_TEXT: &str =
    "This is the database of a NovaPOS. Do not change or remove files in here; back it up with `novapos backup`.\n";

/// What a database's folder holds beside `pg_...` and `postgresql....`.
const OTHER_NAMES: [&str; 5] = ["PG_VERSION", "base", "global", "postmaster.pid", MARK];

/// `<home>/data` as it was found.
pub struct DataFolder {
    pub path: PathBuf,
    home: PathBuf,
    major: Option<u32>,
}

impl DataFolder {
    /// The Postgres version that made it, or nothing when it has yet to be made.
    pub fn major(&self) -> Option<u32> {
        self.major
    }
}

/// Looks at the data folder without changing anything.
pub fn inspect(home: &Path) -> Result<DataFolder, StartError> {
    let path = home.join("data");
    let missing = DataFolder {
        path: path.clone(),
        home: home.to_owned(),
        major: None,
    };
    let foreign = |why: &str| StartError::ForeignFolder {
        folder: path.clone(),
        why: why.to_owned(),
    };
    match path.symlink_metadata() {
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(missing),
        Err(cause) => return Err(StartError::disk("look at", &path)(cause)),
        Ok(found) if !found.is_dir() && !path.is_dir() => return Err(foreign("it is not a folder")),
        Ok(_) => {}
    }
    if !fs::exists(path.join(MARK)).map_err(StartError::disk("look into", &path))? {
        return match is_empty(&path)? {
            true => Ok(missing),
            false if path.join("PG_VERSION").exists() => Err(foreign("the PostgreSQL database of another program")),
            false => Err(foreign("files")),
        };
    }
    let version = path.join("PG_VERSION");
    let text = fs::read_to_string(&version).map_err(StartError::disk("read", &version))?;
    match text.trim().parse() {
        Ok(major) if SUPPORTED.contains(&major) => Ok(DataFolder {
            major: Some(major),
            ..missing
        }),
        Ok(wanted) => Err(StartError::UnsupportedVersion { data: path, wanted }),
        Err(_) => Err(foreign("its version cannot be read")),
    }
}

/// Makes the database: in `data.new`, renamed when it is complete and on disk.
pub async fn create(
    data: &DataFolder,
    binaries: &Binaries,
    user: &User,
    progress: &(dyn Fn(&str) + Sync),
) -> Result<(), StartError> {
    progress("Preparing the database for the first time; this takes a few seconds.");
    require_space(&data.home)?;
    let fresh = data.home.join("data.new");
    remove_unfinished(&fresh).await?;
    DirBuilder::new()
        .mode(0o700)
        .create(&fresh)
        .map_err(StartError::disk("create the folder", &fresh))?;
    user.give(&fresh)?;
    run_initdb(&fresh, binaries, user).await?;
    let mark = fresh.join(MARK);
    fs::write(&mark, MARK_TEXT).map_err(StartError::disk("write", &mark))?;
    user.give(&mark)?;
    save(&fresh).await?;
    finish(&fresh, data)
}

/// Puts the new database on the disk. On Linux with one call, because a thousand files one by one take several times as long
/// (`initdb` does that elsewhere).
async fn save(fresh: &Path) -> Result<(), StartError> {
    let folder = File::open(fresh).map_err(StartError::disk("open", fresh))?;
    #[cfg(target_os = "linux")]
    let saving = tokio::task::spawn_blocking(move || Ok(rustix::fs::syncfs(folder)?));
    #[cfg(not(target_os = "linux"))]
    let saving = tokio::task::spawn_blocking(move || folder.sync_all());
    saving
        .await
        .map_err(io::Error::other)
        .flatten()
        .map_err(StartError::disk("save", fresh))
}

fn finish(fresh: &Path, data: &DataFolder) -> Result<(), StartError> {
    if data.path.exists() {
        fs::remove_dir(&data.path).map_err(StartError::disk("replace the empty folder", &data.path))?;
    }
    fs::rename(fresh, &data.path).map_err(StartError::disk("finish the folder", &data.path))?;
    File::open(&data.home)
        .and_then(|home| home.sync_all())
        .map_err(StartError::disk("save", &data.home))
}

async fn run_initdb(fresh: &Path, binaries: &Binaries, user: &User) -> Result<(), StartError> {
    let program = binaries.folder.join("initdb");
    let mut command = user.command(&program, "KILL");
    command
        .arg("-D")
        .arg(fresh)
        .args(["-U", ADMIN, "-E", "UTF8", "--data-checksums", "--no-instructions"]);
    command.args(["--auth-local=trust", "--auth-host=reject"]);
    if cfg!(target_os = "linux") {
        command.arg("--no-sync"); // see `save`
    }
    if binaries.major >= 17 {
        command.args(["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]);
    }
    // The character class of letters must be UTF-8 as well: trigram search looks at it.
    command.arg(if cfg!(target_os = "macos") {
        "--locale=en_US.UTF-8"
    } else {
        "--locale=C.UTF-8"
    });
    let mut child = Child::spawn(command, None, ())
        .await
        .map_err(|cause| StartError::Spawn { program, cause })?;
    match child.ended_within(CREATE_LIMIT).await {
        Some(end) if end.success => Ok(()),
        Some(end) => Err(StartError::Initdb {
            how: end.how,
            said: child.last_words().await,
        }),
        None => Err(StartError::Initdb {
            how: format!("it took more than {} seconds", CREATE_LIMIT.as_secs()),
            said: child.last_words().await,
        }),
    }
}

/// Removes what a cut-short preparation left, and nothing that can be something else.
async fn remove_unfinished(fresh: &Path) -> Result<(), StartError> {
    if !fresh.exists() {
        return Ok(());
    }
    let entries = fs::read_dir(fresh).map_err(StartError::disk("look into", fresh))?;
    let made_by_initdb =
        |name: &str| name.starts_with("pg_") || name.starts_with("postgresql.") || OTHER_NAMES.contains(&name);
    if !entries
        .flatten()
        .all(|entry| entry.file_name().to_str().is_some_and(made_by_initdb))
    {
        return Err(StartError::ForeignFolder {
            folder: fresh.to_owned(),
            why: "files".to_owned(),
        });
    }
    leftover::clear_initdb(fresh).await;
    fs::remove_dir_all(fresh).map_err(StartError::disk("remove the unfinished folder", fresh))
}

fn is_empty(folder: &Path) -> Result<bool, StartError> {
    let mut entries = fs::read_dir(folder).map_err(StartError::disk("look into", folder))?;
    Ok(entries.next().is_none())
}

fn require_space(home: &Path) -> Result<(), StartError> {
    let disk =
        rustix::fs::statvfs(home).map_err(|errno| StartError::disk("look at the disk of", home)(errno.into()))?;
    let free_mb = disk.f_bavail.saturating_mul(disk.f_frsize) / 1_000_000;
    if free_mb < NEEDED_MB {
        return Err(StartError::LowSpace {
            home: home.to_owned(),
            free_mb,
            needed_mb: NEEDED_MB,
        });
    }
    Ok(())
}
