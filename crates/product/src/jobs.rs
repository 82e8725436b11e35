//! Background work: one bounded batch each time.

use std::{sync::Arc, time::Duration};

use kernel::{
    Result, idempotency,
    service::{Deps, Job},
};

/// The most answers that are forgotten at once.
const PRUNED_MAX: i64 = 1000;
const PRUNE_EVERY: Duration = Duration::from_secs(3600);

/// Forgets the answers to requests that nobody sends again after 90 days.
pub(crate) fn prune_idempotency(deps: &Deps) -> Job {
    let deps = deps.clone();
    Job {
        name: "product.prune_idempotency",
        every: PRUNE_EVERY,
        run: Arc::new(move || {
            let deps = deps.clone();
            Box::pin(async move { prune(&deps).await })
        }),
    }
}

async fn prune(deps: &Deps) -> Result<u64> {
    let mut tx = deps.db.system("prune idempotency keys").await?;
    let done = idempotency::prune(&mut tx, &deps.clock, PRUNED_MAX).await?;
    tx.commit().await?;
    Ok(done)
}
