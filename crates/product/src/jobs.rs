//! Background work: one bounded batch each time.

use std::{sync::Arc, time::Duration};

use chrono::TimeDelta;
use kernel::{Job, service::Deps};

use crate::{importing::apply, schedule, store};

/// How soon an import begins after somebody said so.
const APPLY_EVERY: Duration = Duration::from_millis(500);

/// Applies imports, chunk by chunk.
pub(crate) fn apply_imports(deps: &Deps) -> Job {
    let deps = deps.clone();
    Job {
        name: "product.apply_imports",
        every: APPLY_EVERY,
        run: Arc::new(move || {
            let deps = deps.clone();
            Box::pin(async move { apply::run(&deps).await })
        }),
    }
}

/// How late a scheduled price may be while the program runs.
const SCHEDULE_EVERY: Duration = Duration::from_secs(1);

/// Makes scheduled prices whose moment has come.
pub(crate) fn make_scheduled_prices(deps: &Deps) -> Job {
    let deps = deps.clone();
    Job {
        name: "product.make_scheduled_prices",
        every: SCHEDULE_EVERY,
        run: Arc::new(move || {
            let deps = deps.clone();
            Box::pin(async move { schedule::run(&deps).await })
        }),
    }
}

const PRUNE_EVERY: Duration = Duration::from_secs(3600);
/// How long an import and its faults can be looked at.
const IMPORTS_KEPT_DAYS: i64 = 30;
/// Imports that are removed at once.
const IMPORTS_PRUNED_MAX: i64 = 20;

/// Forgets imports that nothing happened to for a month.
pub(crate) fn prune_imports(deps: &Deps) -> Job {
    let deps = deps.clone();
    Job {
        name: "product.prune_imports",
        every: PRUNE_EVERY,
        run: Arc::new(move || {
            let deps = deps.clone();
            Box::pin(async move {
                let before = deps.clock.now() - TimeDelta::days(IMPORTS_KEPT_DAYS);
                let mut tx = deps.db.system("forget old imports").await?;
                let removed = store::imports::prune(&mut tx, before, IMPORTS_PRUNED_MAX).await?;
                tx.commit().await?;
                Ok(removed)
            })
        }),
    }
}
