//! Background work of a service: jobs that a process runs one batch at a time.

use std::{sync::Arc, time::Duration};

use futures_util::future::BoxFuture;

use crate::{Result, service::Deps};

/// Rows that a job removes at once.
const PRUNE_BATCH: i64 = 1000;

/// A piece of background work: one bounded batch each time, returning how many it did.
#[derive(Clone)]
pub struct Job {
    pub name: &'static str,
    /// How long it rests after a batch that found nothing.
    pub every: Duration,
    pub run: Arc<dyn Fn() -> BoxFuture<'static, Result<u64>> + Send + Sync>,
}

impl Job {
    /// Removes this context's kept answers when they are old enough.
    #[must_use]
    pub fn prune_idempotency(deps: &Deps) -> Self {
        let (db, clock) = (deps.db.clone(), deps.clock.clone());
        Self {
            name: "prune_idempotency",
            every: Duration::from_secs(600),
            run: Arc::new(move || {
                let (db, clock) = (db.clone(), clock.clone());
                Box::pin(async move {
                    let mut tx = db.system("prune idempotency").await?;
                    let removed = crate::idempotency::prune(&mut tx, &clock, PRUNE_BATCH).await?;
                    tx.commit().await?;
                    Ok(removed)
                })
            }),
        }
    }
}
