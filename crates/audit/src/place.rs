//! A place off the database that checkpoints are written to, and how that goes.

use std::{
    path::PathBuf,
    sync::{Mutex, PoisonError},
};

use chrono::{DateTime, TimeDelta, Utc};
use kernel::Secrets;

use crate::{
    bucket::Bucket,
    checkpoint::{Checkpoint, KeyLine},
    config::{AuditSettings, Destination},
    folder,
};

/// After a failure a place is left alone, at first this long, then twice as long each time,
const REST: TimeDelta = TimeDelta::seconds(5);
/// but never longer.
const REST_MAX: TimeDelta = TimeDelta::seconds(60);

/// Where checkpoints go.
pub(crate) struct Place {
    /// As `audit.exported` and the log know it.
    pub(crate) name: String,
    /// As metrics know it.
    pub(crate) kind: &'static str,
    target: Target,
    failing: Mutex<Option<Failing>>,
}

enum Target {
    Folder(PathBuf),
    Bucket(Box<Bucket>),
}

/// Since when a place takes nothing.
#[derive(Clone, Copy)]
struct Failing {
    rest: TimeDelta,
    until: DateTime<Utc>,
}

/// The places that are configured.
///
/// # Errors
/// A sentence that says which setting cannot be used.
pub(crate) fn all(settings: &AuditSettings, secrets: &Secrets) -> Result<Vec<Place>, String> {
    let mut places = Vec::new();
    if let Some(destination) = &settings.checkpoints {
        let Destination::Folder(folder) = destination;
        places.push(Place::new(
            destination.to_string(),
            "folder",
            Target::Folder(folder.clone()),
        ));
    }
    if let Some(bucket) = &settings.bucket {
        let target = Target::Bucket(Box::new(Bucket::open(bucket.clone(), secrets)?));
        places.push(Place::new(bucket.to_string(), "bucket", target));
    }
    Ok(places)
}

impl Place {
    fn new(name: String, kind: &'static str, target: Target) -> Self {
        Self {
            name,
            kind,
            target,
            failing: Mutex::new(None),
        }
    }

    /// Whether it is left alone at this time, because it failed a moment ago.
    pub(crate) fn rests(&self, now: DateTime<Utc>) -> bool {
        self.failing().is_some_and(|failing| now < failing.until)
    }

    fn failing(&self) -> std::sync::MutexGuard<'_, Option<Failing>> {
        self.failing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Why it does not answer; a folder is not asked.
    pub(crate) async fn away(&self) -> Option<String> {
        match &self.target {
            Target::Folder(_) => None,
            Target::Bucket(bucket) => bucket.answers().await.err(),
        }
    }

    /// Writes keys that are not there yet and then the checkpoints. Returns whether it took them; the log is told when that changes.
    pub(crate) async fn write(&self, keys: Vec<KeyLine>, checkpoints: Vec<Checkpoint>, now: DateTime<Utc>) -> bool {
        let written = match &self.target {
            Target::Folder(folder) => {
                let folder = folder.clone();
                let written = tokio::task::spawn_blocking(move || folder::write(&folder, &keys, &checkpoints)).await;
                written
                    .map_err(|why| why.to_string())
                    .and_then(|done| done.map_err(|why| why.to_string()))
            }
            Target::Bucket(bucket) => bucket.write(&keys, &checkpoints).await,
        };
        let mut failing = self.failing();
        match written {
            Ok(()) => {
                if failing.take().is_some() {
                    tracing::info!(place = self.name, "checkpoints are written off the database again");
                }
                true
            }
            Err(cause) => {
                metrics::counter!("audit_export_failures_total", "place" => self.kind).increment(1);
                let rest = failing.map_or(REST, |failing| (failing.rest * 2).min(REST_MAX));
                let is_first = failing
                    .replace(Failing {
                        rest,
                        until: now + rest,
                    })
                    .is_none();
                if is_first {
                    tracing::error!(
                        place = self.name,
                        cause,
                        "checkpoints cannot be written off the database; shops sell on, and they are written when it takes them"
                    );
                }
                false
            }
        }
    }
}
