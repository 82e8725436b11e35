//! Background work: chaining, signing, writing off the database, forgetting.

use std::{sync::Arc, time::Duration};

use kernel::{Job, events::Consumer, service::Deps};

use crate::{chaining, checkpointing::Checkpoints, place::Place, retention, watching::Watching};

/// With what relay and consumers take, a row is chained within 5 s.
const CHAIN_EVERY: Duration = Duration::from_secs(1);
/// How often it is looked whether a checkpoint is due, and whether one waits to be written off the database.
const SIGN_EVERY: Duration = Duration::from_secs(5);
const FORGET_EVERY: Duration = Duration::from_secs(3600);
const WATCH_EVERY: Duration = Duration::from_secs(15);

pub(crate) fn all(
    deps: &Deps,
    consumers: &[Consumer],
    checkpoints: Checkpoints,
    places: Arc<[Place]>,
    keep_days: u16,
) -> Vec<Job> {
    let (chaining_deps, forgetting_deps) = (deps.clone(), deps.clone());
    let watching = Arc::new(Watching::new(deps, places));
    let exported = checkpoints.clone();
    let mut jobs = vec![
        Job {
            name: "audit.chain",
            every: CHAIN_EVERY,
            run: Arc::new(move || {
                let deps = chaining_deps.clone();
                Box::pin(async move { chaining::chain_once(&deps).await })
            }),
        },
        Job {
            name: "audit.checkpoints",
            every: SIGN_EVERY,
            run: Arc::new(move || {
                let checkpoints = checkpoints.clone();
                Box::pin(async move { checkpoints.make().await })
            }),
        },
        Job {
            name: "audit.export",
            every: SIGN_EVERY,
            run: Arc::new(move || {
                let checkpoints = exported.clone();
                Box::pin(async move { checkpoints.export().await })
            }),
        },
        Job {
            name: "audit.watch",
            every: WATCH_EVERY,
            run: Arc::new(move || {
                let watching = Arc::clone(&watching);
                Box::pin(async move { watching.look().await })
            }),
        },
        Job {
            name: "audit.retention",
            every: FORGET_EVERY,
            run: Arc::new(move || {
                let deps = forgetting_deps.clone();
                Box::pin(async move { retention::forget_old(&deps, keep_days).await })
            }),
        },
    ];
    jobs.extend(consumers.iter().map(|consumer| Job::prune_inbox(deps, consumer)));
    jobs
}
