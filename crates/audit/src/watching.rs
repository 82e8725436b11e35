//! What an operator sees of the trail: how long rows wait for their place in the chain and for a signature, how long checkpoints wait to be
//! written off the database, and whether the chains are whole.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use kernel::{Result, service::Deps};

use crate::{
    place::Place,
    store,
    verifying::{self, Kept},
};

/// How often all chains are walked: every entry is read and hashed.
const WALK_EVERY: TimeDelta = TimeDelta::hours(6);

pub(crate) struct Watching {
    deps: Deps,
    places: Arc<[Place]>,
    /// When the chains were walked last, or the process began.
    walked: Mutex<DateTime<Utc>>,
}

impl Watching {
    pub(crate) fn new(deps: &Deps, places: Arc<[Place]>) -> Self {
        Self {
            places,
            walked: Mutex::new(deps.clock.now()),
            deps: deps.clone(),
        }
    }

    /// Measures, and walks the chains when that is due. There is never more to do.
    ///
    /// # Errors
    /// 503 when the database cannot be reached.
    pub(crate) async fn look(&self) -> Result<u64> {
        let now = self.deps.clock.now();
        let waiting = {
            let mut tx = self.deps.db.system("how long the trail waits").await?;
            store::waiting_since(&mut tx).await?
        };
        let age = |since: Option<DateTime<Utc>>| since.map_or(0, |since| (now - since).num_seconds());
        set(&metrics::gauge!("audit_unchained_age_seconds"), age(waiting.unchained));
        set(&metrics::gauge!("audit_unsigned_age_seconds"), age(waiting.unsigned));
        for place in self.places.iter() {
            let mut tx = self.deps.db.system("how long checkpoints wait").await?;
            let since = store::checkpoint::unexported_since(&mut tx, &place.name).await?;
            drop(tx);
            let gauge = metrics::gauge!("audit_unexported_age_seconds", "place" => place.kind);
            set(&gauge, age(since));
        }
        if self.is_due(now) {
            let verdict = verifying::verify(&self.deps.db, None, Kept::default()).await?;
            for (tenant, fault) in &verdict.faults {
                tracing::error!(%tenant, %fault, "the audit trail is not what was written");
            }
            set(
                &metrics::gauge!("audit_faults"),
                i64::try_from(verdict.faults.len()).unwrap_or(i64::MAX),
            );
        }
        Ok(0)
    }

    fn is_due(&self, now: DateTime<Utc>) -> bool {
        let mut walked = self.walked.lock().unwrap_or_else(PoisonError::into_inner);
        let is_due = now - *walked >= WALK_EVERY;
        if is_due {
            *walked = now;
        }
        is_due
    }
}

#[expect(clippy::cast_precision_loss, reason = "a gauge is a float")]
fn set(gauge: &metrics::Gauge, to: i64) {
    gauge.set(to as f64);
}
