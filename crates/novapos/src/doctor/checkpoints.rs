//! The places off the database that checkpoints of the trail are written to.

use anyhow::Result;
use chrono::Duration;
use contracts::contexts;
use kernel::Clock;

use super::Finding;
use crate::{
    assembly::Assembly,
    config::Config,
    database::{Database, told},
};

/// A minute is usual; a place that is away is tried again at least once in another.
const WAIT_MAX: Duration = Duration::minutes(5);

pub async fn examine(assembly: &Assembly, database: &Database, config: &Config) -> Result<Vec<Finding>> {
    let mut settings = config.audit.clone();
    settings.checkpoints = database.checkpoints(config);
    let db = &assembly.deps(contexts::AUDIT).db;
    let standings = audit::standing(db, &settings, database.secrets()).await;
    let standings = standings.map_err(|error| told("The trail's checkpoints could not be read", &error))?;
    if standings.is_empty() {
        return Ok(vec![Finding::ok(
            "Checkpoints of the audit trail stay in the database: no folder and no bucket is configured.",
        )]);
    }
    Ok(standings.iter().map(found).collect())
}

fn found(standing: &audit::Standing) -> Finding {
    let place = &standing.place;
    if let Some(why) = &standing.away {
        return Finding::problem(
            format!("Checkpoints cannot be written to {place}: {why}."),
            "Correct audit.bucket, its keys or its rights; shops sell on, and what waits is written when it answers.",
        );
    }
    let waits = standing
        .waits_since
        .map_or(Duration::zero(), |at| Clock::system().now() - at);
    let what = match standing.waits_since {
        None => format!("All checkpoints are in {place}."),
        Some(_) => format!(
            "Checkpoints wait to be written to {place}, the oldest for {} s.",
            waits.num_seconds()
        ),
    };
    Finding::when(
        waits <= WAIT_MAX,
        what,
        "They are written while NovaPOS runs: start it, or look into its log for why the place takes none.",
    )
}
