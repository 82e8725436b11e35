//! Entering a stock document: the document once, each of its moves once, and what it tells others.

use chrono::{DateTime, Utc};
use contracts::{
    auth::StockPolicy,
    inventory::{Adjusted, INVENTORY_ADJUSTED, Shortage, StockLine},
};
use kernel::{Caller, Result, audit::AuditEvent, db::TenantTx, outbox::NewEvent, service::Deps};
use serde_json::json;
use uuid::Uuid;

use crate::{
    book::book,
    codes,
    document::{DocumentKind, Entry, LINES_MAX, Leg, Note},
    oversold::LowShelf,
    posting::{Bucket, Ending, Move},
    store,
};

/// What was entered, by whom and when.
#[derive(Debug)]
pub(crate) struct Entered {
    pub(crate) user_id: Uuid,
    pub(crate) at: DateTime<Utc>,
    /// It was entered before: nothing was changed.
    pub(crate) known: bool,
}

impl Entered {
    /// What is stored already.
    #[must_use]
    pub(crate) const fn before(stored: store::document::Entered) -> Self {
        Self {
            user_id: stored.user_id,
            at: stored.at,
            known: true,
        }
    }
}

/// Enters the document in the caller's transaction. In a strict store no line may take a record below zero. A step of a transfer is told
/// of with the transfer, by its caller.
///
/// # Errors
/// 422 `stock_document_reused` or `stock_line_reused` when an id stands for something else, `would_go_negative` with `shortages`,
/// `stock_limit_reached`; 503 when another holds the same shelves for too long.
pub(crate) async fn enter(
    deps: &Deps,
    tx: &mut TenantTx<'_>,
    caller: &Caller,
    entry: &Entry,
    policy: StockPolicy,
) -> Result<Entered> {
    let now = deps.clock.now();
    if !store::document::insert(tx, entry, caller.user, now).await? {
        let same = store::document::find_same(tx, entry)
            .await?
            .ok_or_else(|| codes::STOCK_DOCUMENT_REUSED.error())?;
        return Ok(Entered::before(same));
    }
    let moves: Vec<Move> = entry.legs.iter().map(|leg| to_move(entry, leg, caller, now)).collect();
    let posted = book(deps, tx, moves, &Ending::none()).await?;
    if posted.moves != entry.legs.len() as u64 {
        return Err(codes::STOCK_LINE_REUSED.error());
    }
    let shortages = match policy {
        StockPolicy::Strict => taken_below_zero(&posted.low),
        StockPolicy::SellThrough => Vec::new(),
    };
    if !shortages.is_empty() {
        return Err(codes::WOULD_GO_NEGATIVE.error().with("shortages", shortages));
    }
    record(deps, tx, caller, entry, entry.line_count).await?;
    if !matches!(
        entry.kind,
        DocumentKind::Ship | DocumentKind::Arrive(_) | DocumentKind::Resolve(..)
    ) {
        tell(deps, tx, entry).await?;
    }
    Ok(Entered {
        user_id: caller.user.uuid(),
        at: now,
        known: false,
    })
}

fn to_move(entry: &Entry, leg: &Leg, caller: &Caller, now: DateTime<Utc>) -> Move {
    Move {
        cause: leg.cause,
        kind: entry.kind.moves(),
        shelf: leg.shelf,
        bucket: leg.bucket,
        change: leg.change,
        document: entry.id.uuid(),
        reason: entry.kind.reason(),
        user: caller.user,
        at: now,
    }
}

/// The shelves that a document took below zero, or further below. One that raises a record is never refused.
fn taken_below_zero(low: &[LowShelf]) -> Vec<Shortage> {
    low.iter()
        .filter(|low| low.on_hand_milli < 0 && low.moved_milli < 0)
        .map(|low| Shortage {
            product_id: low.shelf.product,
            wanted_milli: -low.moved_milli,
            available_milli: low.before_milli().max(0),
        })
        .collect()
}

/// The trail's one row for a document of `line_count` lines.
///
/// # Errors
/// 503 when the database cannot be reached.
pub(crate) async fn record(
    deps: &Deps,
    tx: &mut TenantTx<'_>,
    caller: &Caller,
    entry: &Entry,
    line_count: usize,
) -> Result<()> {
    let note = entry.note.as_ref().map(Note::as_str);
    let transfer = entry.kind.transfer();
    let after =
        json!({ "location_id": entry.location, "note": note, "line_count": line_count, "transfer_id": transfer });
    let mut event = AuditEvent::new(entry.kind.action(), entry.id.uuid()).after(&after)?;
    if let Some(reason) = entry.kind.reason() {
        event = event.because(reason);
    }
    deps.record(tx, caller, event).await
}

/// Lines that one event carries at most.
const TOLD_LINES_MAX: usize = LINES_MAX;

/// Tells by how much the shelves changed; of what is written off, by how much the damaged goods did.
async fn tell(deps: &Deps, tx: &mut TenantTx<'_>, entry: &Entry) -> Result<()> {
    let bucket = match entry.kind {
        DocumentKind::WriteOff(_) => Bucket::Damaged,
        _ => Bucket::Shelf,
    };
    let lines: Vec<StockLine> = entry
        .legs
        .iter()
        .filter(|leg| leg.bucket == bucket)
        .map(|leg| StockLine {
            product_id: leg.shelf.product,
            quantity_milli: leg.change.milli(),
        })
        .collect();
    for (version, lines) in (1..).zip(lines.chunks(TOLD_LINES_MAX)) {
        let told = Adjusted {
            cause_id: entry.id.uuid(),
            location_id: entry.location,
            kind: entry.kind.moves().name().to_owned(),
            lines: lines.to_vec(),
        };
        deps.publish(tx, NewEvent::new(INVENTORY_ADJUSTED, entry.id.uuid(), version, &told)?)
            .await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use contracts::ids::{LocationId, ProductId};

    use super::*;
    use crate::posting::Shelf;

    #[test]
    fn only_what_takes_away_is_refused() {
        let low = |on_hand_milli, moved_milli| LowShelf {
            shelf: Shelf {
                location: LocationId::from_uuid(Uuid::nil()),
                product: ProductId::from_uuid(Uuid::nil()),
            },
            on_hand_milli,
            moved_milli,
        };
        let refused = |low| {
            taken_below_zero(&[low])
                .first()
                .map(|s| (s.wanted_milli, s.available_milli))
        };
        assert_eq!(refused(low(-1, -3)), Some((3, 2)));
        assert_eq!(refused(low(-5, -3)), Some((3, 0)), "it was below zero before");
        assert_eq!(refused(low(-1, 3)), None, "a correction towards the truth");
        assert_eq!(refused(low(0, 3)), None);
    }
}
