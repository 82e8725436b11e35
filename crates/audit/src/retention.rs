//! Retention: what is older than it must be kept is removed, from the front of the chain and up to a checkpoint only. The checkpoint's head
//! stays as the anchor, so that what is left still verifies.
//!
//! That a chain forgets is written in the trail, in the transaction that moves its beginning; then the entries go. The database removes no
//! entry that its chain has not forgotten, whoever asks.

use chrono::{DateTime, TimeDelta, Utc};
use kernel::{Caller, Result, audit::AuditEvent, id::TenantId, service::Deps};
use serde_json::json;
use uuid::Uuid;

use crate::store;

/// Entries that one transaction removes.
const BATCH_MAX: i64 = 1000;
/// Chains that are looked at in one go.
const CHAINS_MAX: i64 = 500;

/// Forgets what is due in every chain and removes one batch of it. Returns how many chains it moved and entries it removed.
///
/// # Errors
/// 503 when the database cannot be reached.
pub(crate) async fn forget_old(deps: &Deps, keep_days: u16) -> Result<u64> {
    let before = deps.clock.now() - TimeDelta::days(keep_days.into());
    let mut done = 0;
    let mut after = Uuid::nil();
    loop {
        let mut tx = deps.db.system("chains that may have old entries").await?;
        let chains = store::chain::page(&mut tx, after, CHAINS_MAX).await?;
        drop(tx);
        let Some(last) = chains.last() else { break };
        after = last.tenant.uuid();
        for chain in chains {
            done += u64::from(forget(deps, chain.tenant, before).await?);
        }
    }
    let mut tx = deps.db.system("remove forgotten entries").await?;
    done += store::entry::remove_forgotten(&mut tx, BATCH_MAX).await?;
    tx.commit().await?;
    Ok(done)
}

/// Moves the beginning of a tenant's chain behind the last checkpoint before that time. Returns whether there was one.
async fn forget(deps: &Deps, tenant: TenantId, before: DateTime<Utc>) -> Result<bool> {
    let mut tx = deps.db.for_tenant(tenant).await?;
    let Some((size, head)) = store::checkpoint::last_before(&mut tx, before).await? else {
        return Ok(false);
    };
    if !store::chain::forget(&mut tx, size, &head).await? {
        return Ok(false);
    }
    let audit =
        AuditEvent::new("audit.forgotten", tenant.uuid()).after(&json!({"up_to": size, "older_than": before}))?;
    deps.record(&mut tx, &Caller::service(tenant, "audit"), audit).await?;
    tx.commit().await?;
    tracing::info!(%tenant, up_to = size, "old audit entries are forgotten");
    Ok(true)
}
