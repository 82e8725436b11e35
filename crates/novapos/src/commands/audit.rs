//! `novapos audit verify`: whether anybody changed the trail.

use std::{
    io::ErrorKind,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context as _, Result, anyhow, bail};
use audit::{Bucket, BucketSettings, Checkpoint, CheckpointLine, Destination, Kept, KeyLine, Keys, Lines, Verdict};
use contracts::contexts;
use kernel::id::TenantId;

use super::services::with_services;
use crate::{
    cli::Where,
    config::Config,
    database::{Database, told},
};

pub async fn verify(
    config: &Config,
    place: &Where,
    tenant: Option<TenantId>,
    folder: Option<PathBuf>,
) -> Result<ExitCode> {
    let verdict = with_services(config, place, async |services, database| {
        let kept = match folder {
            Some(folder) => Some(in_folder(&folder)?.with_context(|| nothing_in(&folder))?),
            None => kept_elsewhere(config, database).await?,
        };
        if kept.is_none() {
            println!(
                "There are no checkpoints outside of the database: a chain that was cut off or written anew as a whole looks whole."
            );
        }
        audit::verify(&services.deps(contexts::AUDIT).db, tenant, kept.unwrap_or_default())
            .await
            .map_err(|error| told("The trail could not be read", &error))
    });
    let verdict = verdict.await?;
    print!("{}", told_of(&verdict));
    Ok(if verdict.faults.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn nothing_in(folder: &Path) -> String {
    format!("There are no checkpoints in {}.", folder.display())
}

/// What the configured places have. Where there is a bucket, its keys alone are believed, because nothing in it can be written over; none where
/// nothing was written yet.
async fn kept_elsewhere(config: &Config, database: &Database) -> Result<Option<Kept>> {
    let folder = match database.checkpoints(config) {
        Some(Destination::Folder(folder)) => in_folder(&folder)?,
        None => None,
    };
    let Some(settings) = &config.audit.bucket else {
        return Ok(folder);
    };
    let Some(mut kept) = in_bucket(settings, database).await? else {
        return Ok(folder);
    };
    kept.checkpoints
        .extend(folder.into_iter().flat_map(|folder| folder.checkpoints));
    Ok(Some(kept))
}

async fn in_bucket(settings: &BucketSettings, database: &Database) -> Result<Option<Kept>> {
    let bucket = Bucket::open(settings.clone(), database.secrets()).map_err(|why| anyhow!(why))?;
    let read = bucket.read().await;
    let (keys, checkpoints) = read.map_err(|why| anyhow!("{settings} cannot be read: {why}"))?;
    if keys.read.is_empty() {
        return Ok(None);
    }
    kept_of(&settings.to_string(), &keys, &checkpoints).map(Some)
}

/// The checkpoints and the keys in the folder; none where nothing was written there yet.
fn in_folder(folder: &Path) -> Result<Option<Kept>> {
    let keys = match audit::read_keys(folder) {
        Ok(keys) => keys,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error).with_context(|| format!("{} cannot be read", folder.display())),
    };
    let lines = audit::read_checkpoints(folder).with_context(|| format!("{} cannot be read", folder.display()))?;
    kept_of(&folder.display().to_string(), &keys, &lines).map(Some)
}

fn kept_of(place: &str, keys: &Lines<KeyLine>, lines: &Lines<CheckpointLine>) -> Result<Kept> {
    let mut kept = Kept {
        keys: Keys::default(),
        checkpoints: Vec::with_capacity(lines.read.len()),
    };
    for line in &keys.read {
        if !kept.keys.add(line) {
            bail!(
                "In {place} the key {} is not what its name says: do not trust this place.",
                line.key
            );
        }
    }
    let malformed = lines.read.iter().filter(|line| {
        let checkpoint = Checkpoint::of(line);
        let is_none = checkpoint.is_none();
        kept.checkpoints.extend(checkpoint);
        is_none
    });
    let malformed = malformed.count();
    for place in keys.unreadable.iter().chain(&lines.unreadable) {
        println!("{place} cannot be read: a crash leaves such a line, and what it was to say is written again.");
    }
    if malformed > 0 {
        bail!("In {place} are {malformed} lines that look like checkpoints and are none.");
    }
    Ok(kept)
}

/// The verdict in words.
fn told_of(verdict: &Verdict) -> String {
    let mut text: String = verdict
        .faults
        .iter()
        .map(|(tenant, fault)| format!("BROKEN  tenant {tenant}: {fault}.\n"))
        .collect();
    let Verdict {
        chains,
        entries,
        checkpoints,
        faults,
    } = verdict;
    text.push_str(&format!(
        "{chains} chains with {entries} entries were walked and compared with {checkpoints} checkpoints: "
    ));
    text.push_str(&match faults.len() {
        0 => "all whole.\n".to_owned(),
        count => format!("{count} faults.\n"),
    });
    text
}
