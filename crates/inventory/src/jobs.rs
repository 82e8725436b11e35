//! Background work: holds that are past their end give their goods back, and those that ended long ago are removed.

use std::{sync::Arc, time::Duration};

use chrono::TimeDelta;
use contracts::inventory::{INVENTORY_RELEASED, Released, ReservationState};
use kernel::{Job, Result, events::Consumer, failpoint, id::TenantId, outbox::NewEvent, service::Deps};

use crate::{
    book::{book, publish_all},
    posting::Ending,
    store,
};

/// Holds that one run ends at most.
const SWEEP_MAX: i64 = 200;
/// Tenants that one run looks at.
const SWEEP_TENANTS_MAX: i64 = 50;
/// Holds that one run removes at most.
const PRUNE_MAX: i64 = 500;
/// How long a hold that has ended is kept: as long as answers to retried requests.
const KEPT_DAYS: i64 = kernel::idempotency::KEPT_DAYS as i64;

#[must_use]
pub(crate) fn all(deps: &Deps, orders: &Consumer) -> Vec<Job> {
    let (sweeper, pruner, measurer) = (deps.clone(), deps.clone(), deps.clone());
    vec![
        Job::prune_idempotency(deps),
        Job::prune_inbox(deps, orders),
        Job {
            name: "inventory.sweep_reservations",
            every: Duration::from_secs(5),
            run: Arc::new(move || {
                let deps = sweeper.clone();
                Box::pin(async move { sweep(&deps).await })
            }),
        },
        Job {
            name: "inventory.measure",
            every: Duration::from_secs(60),
            run: Arc::new(move || {
                let deps = measurer.clone();
                Box::pin(async move { measure(&deps).await })
            }),
        },
        Job {
            name: "inventory.prune_reservations",
            every: Duration::from_secs(3600),
            run: Arc::new(move || {
                let deps = pruner.clone();
                Box::pin(async move { prune(&deps).await })
            }),
        },
    ]
}

/// Ends holds that are past their end. Each tenant's in a transaction of its own, so that no lock of one waits for another's, and what
/// is wrong with one tenant's holds keeps no other's goods.
async fn sweep(deps: &Deps) -> Result<u64> {
    let tenants = {
        let mut tx = deps.db.system("find reservations past their end").await?;
        store::reservation::tenants_due(&mut tx, deps.clock.now(), SWEEP_TENANTS_MAX).await?
    };
    failpoint::pass_if(!tenants.is_empty(), failpoint::SWEEP_FOUND);
    let mut swept = 0;
    for tenant in tenants {
        match sweep_tenant(deps, tenant, SWEEP_MAX - swept).await {
            Ok(count) => swept += count,
            Err(error) if error.is_connection() => return Err(error),
            Err(error) => {
                tracing::error!(%tenant, cause = error.chain(), "a tenant's reservations could not be ended");
            }
        }
        if swept >= SWEEP_MAX {
            break;
        }
    }
    Ok(u64::try_from(swept).unwrap_or(0))
}

async fn sweep_tenant(deps: &Deps, tenant: TenantId, count: i64) -> Result<i64> {
    let mut tx = deps.db.for_tenant(tenant).await?;
    let ids = store::reservation::lock_due(&mut tx, deps.clock.now(), count).await?;
    if ids.is_empty() {
        return Ok(0);
    }
    let holds = store::reservation::read_ending(&mut tx, &ids).await?;
    let state = ReservationState::Expired;
    let count = ids.len();
    book(
        deps,
        &mut tx,
        Vec::new(),
        &Ending {
            holds: ids,
            holder: None,
            state,
            told: true,
        },
    )
    .await?;
    let mut events = Vec::with_capacity(holds.len());
    for hold in holds {
        let told = Released {
            reservation_id: hold.id,
            location_id: hold.location,
            state,
            lines: hold.lines,
        };
        events.push(NewEvent::new(
            INVENTORY_RELEASED,
            hold.id.uuid(),
            hold.event_version + 1,
            &told,
        )?);
    }
    publish_all(deps, &mut tx, events).await?;
    failpoint::pass(failpoint::SWEEP_WRITTEN);
    tx.commit().await?;
    failpoint::pass(failpoint::SWEEP_COMMITTED);
    deps.wake.written();
    Ok(i64::try_from(count).unwrap_or(SWEEP_MAX))
}

/// Removes holds that ended long ago.
async fn prune(deps: &Deps) -> Result<u64> {
    let mut tx = deps.db.system("remove reservations that ended long ago").await?;
    let before = deps.clock.now() - TimeDelta::days(KEPT_DAYS);
    let removed = store::reservation::prune(&mut tx, before, PRUNE_MAX).await?;
    tx.commit().await?;
    Ok(removed)
}

/// Counts what an operator watches, over all tenants. Does nothing that there could be more of.
async fn measure(deps: &Deps) -> Result<u64> {
    let mut tx = deps.db.system("count holds and low shelves").await?;
    let (held, low) = store::counts(&mut tx).await?;
    #[expect(clippy::cast_precision_loss, reason = "a gauge is a float")]
    {
        metrics::gauge!("reservations_active").set(held as f64);
        metrics::gauge!("low_stock").set(low as f64);
    }
    Ok(0)
}
