//! `novapos audit verify`: whether anybody changed the trail.

use std::{
    io::ErrorKind,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context as _, Result, bail};
use audit::{Checkpoint, Destination, Kept, Keys, Verdict};
use contracts::contexts;
use kernel::id::TenantId;

use super::services::with_services;
use crate::{cli::Where, config::Config, database::told};

pub async fn verify(
    config: &Config,
    place: &Where,
    tenant: Option<TenantId>,
    folder: Option<PathBuf>,
) -> Result<ExitCode> {
    let verdict = with_services(config, place, async |services, database| {
        let kept = match (folder, database.checkpoints(config)) {
            (Some(folder), _) => Some(kept_in(&folder)?.with_context(|| nothing_in(&folder))?),
            (None, Some(Destination::Folder(folder))) => kept_in(&folder)?,
            (None, None) => None,
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

/// The checkpoints and the keys in the folder; none where nothing was written there yet.
fn kept_in(folder: &Path) -> Result<Option<Kept>> {
    let keys = match audit::read_keys(folder) {
        Ok(keys) => keys,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error).with_context(|| format!("{} cannot be read", folder.display())),
    };
    let lines = audit::read_checkpoints(folder).with_context(|| format!("{} cannot be read", folder.display()))?;
    let mut kept = Kept {
        keys: Keys::default(),
        checkpoints: Vec::with_capacity(lines.read.len()),
    };
    for line in &keys.read {
        if !kept.keys.add(line) {
            bail!(
                "In {} the key {} is not what its name says: do not trust this folder.",
                folder.display(),
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
        bail!(
            "In {} are {malformed} lines that look like checkpoints and are none.",
            folder.display()
        );
    }
    Ok(Some(kept))
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
