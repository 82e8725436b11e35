//! `novapos backup` and `novapos restore`: everything that a shop has, in a folder, and back.
//!
//! The folder has `database.dump` (pg_dump's own format, which a newer Postgres reads, too), `auth.key` where the home has one, and
//! `checkpoints`, which are copied first: a chain may be longer than what was signed, never shorter.

use std::{
    fs::{self, DirBuilder},
    os::unix::fs::DirBuilderExt as _,
    path::Path,
    process::ExitCode,
};

use anyhow::{Context as _, Result, bail, ensure};
use audit::Destination;
use kernel::Clock;
use tokio::process::Command;

use crate::{cli::Where, config::Config, database::Database, embedded, home::Home, verify};

const DUMP: &str = "database.dump";
const KEY: &str = "auth.key";
const CHECKPOINTS: &str = "checkpoints";

pub async fn write(config: &Config, place: &Where, to: &Path) -> Result<()> {
    let database = Database::find(config, place.home.as_deref()).await?;
    let written = write_from(&database, config, to).await;
    database.close().await?;
    written
}

async fn write_from(database: &Database, config: &Config, to: &Path) -> Result<()> {
    make_folder(to).with_context(|| format!("{} must be a folder that is not there yet", to.display()))?;
    let written = async {
        if let Some(Destination::Folder(checkpoints)) = database.checkpoints(config)
            && checkpoints.is_dir()
        {
            copy_files(&checkpoints, &to.join(CHECKPOINTS))?;
        }
        if let Some(home) = &database.home {
            copy(&home.join(KEY), &to.join(KEY))?;
        }
        println!("Writing the database. A large one takes some minutes.");
        let mut dump = database.program("pg_dump")?;
        run(dump.arg("--format=custom").arg("--file").arg(to.join(DUMP))).await
    };
    if let Err(why) = written.await {
        // Half a backup would look like one.
        let _ = fs::remove_dir_all(to);
        return Err(why);
    }
    let megabytes = fs::metadata(to.join(DUMP))?.len().div_ceil(1_000_000);
    println!(
        "Wrote {} ({megabytes} MB). Keep it where only you can read it: it has the shop's keys.",
        to.display()
    );
    if database.home.is_none() {
        println!(
            "The keys that the configuration names (auth.key, audit.key) are not in it: keep a copy of them, too."
        );
    }
    Ok(())
}

pub async fn restore(config: &Config, place: &Where, from: &Path) -> Result<ExitCode> {
    ensure!(
        from.join(DUMP).is_file(),
        "{} is not what `novapos backup` has written: there is no {DUMP} in it.",
        from.display()
    );
    let database = if place.home.is_none() && config.database.url.is_some() {
        Database::configured(config).await?
    } else {
        new_home(config, place, from).await?
    };
    let restored = restore_into(&database, from).await;
    let home = database.home.clone();
    let said = match &home {
        Some(home) => format!("Restored. Start it: novapos up --home {}", home.display()),
        None => "Restored.".to_owned(),
    };
    database.close().await?;
    let report = restored.with_context(|| match &home {
        Some(home) => format!(
            "It was not restored. Remove {}, which is half filled, before you try again",
            home.display()
        ),
        None => "It was not restored; the database must be empty before you try again".to_owned(),
    })?;
    if report.holds() {
        println!("{said}");
        Ok(ExitCode::SUCCESS)
    } else {
        print!("{report}");
        Ok(ExitCode::FAILURE)
    }
}

/// A home with the keys of the backup, and a database that is still empty.
async fn new_home(config: &Config, place: &Where, from: &Path) -> Result<Database> {
    let say = |text: &str| println!("{text}");
    let home = Home::at(embedded::choose_home(place.home.as_deref(), &say)?);
    if home.has_data() {
        bail!(
            "There is data in {} already. Name a home that is not there yet: novapos restore --home FOLDER {}",
            home.path().display(),
            from.display()
        );
    }
    ensure!(
        from.join(KEY).is_file(),
        "There is no {KEY} in {}: the backup is of a Postgres of your own. Restore it into one that the configuration names.",
        from.display()
    );
    // Before there is a home that is half filled.
    embedded::program(home.path(), "pg_restore")?;
    fs::create_dir_all(home.path()).with_context(|| format!("{} could not be made", home.path().display()))?;
    copy(&from.join(KEY), &home.path().join(KEY))?;
    if from.join(CHECKPOINTS).is_dir() {
        copy_files(&from.join(CHECKPOINTS), &home.path().join(CHECKPOINTS))?;
    }
    Database::start(config, &home, &say).await
}

async fn restore_into(database: &Database, from: &Path) -> Result<verify::Report> {
    database.make_ready_for_a_dump().await?;
    println!("Reading the database back.");
    let mut restore = database.program("pg_restore")?;
    // Given by an argument, because pg_restore writes a script where it is told no database.
    let name = database.admin.get_database().unwrap_or("novapos").to_owned();
    run(restore
        .arg("--exit-on-error")
        .arg("--dbname")
        .arg(name)
        .arg(from.join(DUMP)))
    .await?;
    database.migrate().await?;
    println!("Checking what must always hold.");
    verify::check(&database.login, Clock::system().now()).await
}

async fn run(command: &mut Command) -> Result<()> {
    let output = command
        .output()
        .await
        .context("a program of Postgres could not be started")?;
    ensure!(
        output.status.success(),
        "Postgres says: {}",
        String::from_utf8_lossy(&output.stderr).trim()
    );
    Ok(())
}

fn make_folder(folder: &Path) -> std::io::Result<()> {
    DirBuilder::new().mode(0o700).create(folder)
}

/// With its rights: a key stays its owner's alone.
fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::copy(from, to).with_context(|| format!("{} could not be copied to {}", from.display(), to.display()))?;
    Ok(())
}

/// The files of a folder that has no folders in it.
fn copy_files(from: &Path, to: &Path) -> Result<()> {
    make_folder(to).with_context(|| format!("{} could not be made", to.display()))?;
    for entry in fs::read_dir(from).with_context(|| format!("{} cannot be read", from.display()))? {
        let entry = entry?;
        copy(&entry.path(), &to.join(entry.file_name()))?;
    }
    Ok(())
}
