//! How it stands with what is written off the database, for whoever looks after it.

use chrono::{DateTime, Utc};
use kernel::{Db, Result, Secrets};

use crate::{AuditSettings, place, store};

/// How it stands with one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// `folder:/path`, or `bucket:` with where it is.
    pub place: String,
    /// Since when the oldest checkpoint waits that is not there yet.
    pub waits_since: Option<DateTime<Utc>>,
    /// Why it does not answer; a folder is not asked.
    pub away: Option<String>,
}

/// How it stands with each place that is configured. Buckets are asked, with bounded tries.
///
/// # Errors
/// 503 when the database cannot be reached; 500 when a setting cannot be used, which the service would have said at its start.
pub async fn standing(db: &Db, settings: &AuditSettings, secrets: &Secrets) -> Result<Vec<Standing>> {
    let mut standings = Vec::new();
    for place in place::all(settings, secrets).map_err(kernel::Error::internal)? {
        let mut tx = db.system("how long checkpoints wait").await?;
        let waits_since = store::checkpoint::unexported_since(&mut tx, &place.name).await?;
        drop(tx);
        let away = place.away().await;
        standings.push(Standing {
            place: place.name,
            waits_since,
            away,
        });
    }
    Ok(standings)
}
