//! Prices that are to hold from a moment to come, and what happens when it has come: the price becomes an ordinary one, with its change,
//! trail, event and place in the feed, and the schedule is done with in the same transaction. While the program is down moments pass; each is
//! then made up for, in their order and from its own moment on.

use chrono::{DateTime, TimeDelta, Utc};
use contracts::ids::StoreId;
use kernel::{Caller, Error, Result, TenantTx, audit::AuditEvent, codes::INVALID_BODY, id::TenantId, service::Deps};
use uuid::Uuid;

use crate::{
    acting,
    price::with_own,
    product::Details,
    saving,
    store::{self, scheduled_price::ScheduledPrice},
};

/// The most prices of a product that wait for their moment.
pub(crate) const WAITING_MAX: i64 = 50;
/// How far ahead a moment may be.
const AHEAD_DAYS_MAX: i64 = 731;
/// Moments that one run looks at.
const DUE_MAX: i64 = 100;

/// Checks that the moment is to come, and not too far away.
///
/// # Errors
/// 400 `invalid_body` for one that has passed or is more than two years away.
pub(crate) fn check_moment(from: DateTime<Utc>, now: DateTime<Utc>) -> Result<()> {
    if from > now && from <= now + TimeDelta::days(AHEAD_DAYS_MAX) {
        return Ok(());
    }
    let detail = "this is a moment to come, at most two years ahead";
    Err(INVALID_BODY.error().at("/from", "out_of_range", detail))
}

/// What becomes of a price whose moment has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Turn {
    /// It holds.
    Applied,
    /// Another price was set after the moment and before this one was made: that one stays.
    Overtaken,
}

impl Turn {
    fn of(moment: DateTime<Utc>, newest_from: Option<DateTime<Utc>>) -> Self {
        match newest_from {
            Some(newest) if newest > moment => Self::Overtaken,
            _ => Self::Applied,
        }
    }

    const fn state(self) -> &'static str {
        match self {
            Self::Applied => "applied",
            Self::Overtaken => "overtaken",
        }
    }
}

/// Makes prices whose moment has come, each in a transaction of its own. One that fails waits for the next run. Returns how many were made.
///
/// # Errors
/// 503 when the database cannot be reached.
pub(crate) async fn run(deps: &Deps) -> Result<u64> {
    let mut tx = deps.db.system("find prices whose moment has come").await?;
    let due = store::scheduled_price::due(&mut tx, deps.clock.now(), DUE_MAX).await?;
    drop(tx);
    let mut made = 0;
    for (tenant, id) in due {
        match take_effect(deps, tenant, id).await {
            Ok(()) => made += 1,
            Err(error) if error.is_connection() => return Err(error),
            Err(error) => tracing::warn!(%tenant, %id, cause = error.chain(), "a scheduled price waits"),
        }
    }
    Ok(made)
}

async fn take_effect(deps: &Deps, tenant: TenantId, id: Uuid) -> Result<()> {
    let mut tx = deps.db.for_tenant(tenant).await?;
    // Somebody may have cancelled it meanwhile, or made it.
    let Some(scheduled) = store::scheduled_price::lock_waiting(&mut tx, id).await? else {
        return Ok(());
    };
    let caller = acting::as_whoever_said_so(tenant, scheduled.user_id, &scheduled.user_name);
    let turn = hold(deps, &mut tx, &caller, &scheduled).await?;
    store::scheduled_price::end(&mut tx, id, turn.state()).await?;
    tx.commit().await?;
    deps.wake.written();
    Ok(())
}

async fn hold(deps: &Deps, tx: &mut TenantTx<'_>, caller: &Caller, scheduled: &ScheduledPrice) -> Result<Turn> {
    let product = scheduled.product_id.into();
    let store = scheduled.store_id.map(StoreId::from_uuid);
    let before = store::product::lock(tx, product, deps.clock.now())
        .await?
        .ok_or_else(|| Error::internal(format!("product {product} vanished")))?;
    let turn = Turn::of(scheduled.from_at, store::price::newest_from(tx, product, store).await?);
    if turn == Turn::Applied {
        let mut after: Details = before.details.clone();
        match store {
            None => after.price = scheduled.price(),
            Some(store) => after.own_prices = with_own(&after.own_prices, store, Some(scheduled.price())),
        }
        saving::update_from(deps, tx, caller, before, after, scheduled.from_at).await?;
    } else {
        let audit = AuditEvent::new("product.scheduled_price_overtaken", scheduled.product_id).after(scheduled)?;
        deps.record(tx, caller, audit).await?;
    }
    Ok(turn)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(s: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(s, 0).unwrap()
    }

    #[test]
    fn a_price_that_was_set_after_the_moment_stays() {
        assert_eq!(Turn::of(at(100), None), Turn::Applied);
        assert_eq!(Turn::of(at(100), Some(at(100))), Turn::Applied);
        assert_eq!(Turn::of(at(100), Some(at(101))), Turn::Overtaken);
    }

    #[test]
    fn a_moment_is_to_come_and_within_two_years() {
        let code = |from, now| check_moment(from, now).map_err(|error| error.code().to_owned());
        let far = AHEAD_DAYS_MAX * 86_400;
        assert_eq!(code(at(101), at(100)), Ok(()));
        assert_eq!(code(at(100 + far), at(100)), Ok(()));
        assert_eq!(code(at(100), at(100)), Err("invalid_body".to_owned()));
        assert_eq!(code(at(101 + far), at(100)), Err("invalid_body".to_owned()));
    }
}
