//! What follows when a shelf falls to its reorder point or rises above it: an open row for as long as it is low, told once.

use contracts::inventory::{INVENTORY_LOW_STOCK, LowStock};
use kernel::{Caller, Result, audit::AuditEvent, db::TenantTx, outbox::NewEvent, service::Deps};
use serde_json::json;

use crate::{
    book::publish_all,
    posting::Shelf,
    reorder::Crossing,
    store::{self, low_stock::Opening},
    threshold::Threshold,
};

/// Opens and closes the rows of shelves that crossed, and tells of those that were opened. The shelves are locked. No statement when none did.
///
/// # Errors
/// 503 when the database cannot be reached.
pub(crate) async fn follow(deps: &Deps, tx: &mut TenantTx<'_>, crossings: &[Crossing]) -> Result<()> {
    let risen: Vec<Shelf> = crossings.iter().filter(|c| !c.is_low()).map(|c| c.shelf).collect();
    close(deps, tx, &risen).await?;
    let now = deps.clock.now();
    let openings: Vec<Opening> = crossings
        .iter()
        .filter(|crossing| crossing.is_low())
        .map(|crossing| Opening {
            id: deps.entropy.id::<()>(now).uuid(),
            crossing: *crossing,
        })
        .collect();
    if openings.is_empty() {
        return Ok(());
    }
    let opened = store::low_stock::open(tx, &openings, now).await?;
    let mut events = Vec::new();
    for Opening { id, crossing } in openings.iter().filter(|opening| opened.contains(&opening.id)) {
        let payload = LowStock {
            product_id: crossing.shelf.product,
            location_id: crossing.shelf.location,
            on_hand_milli: crossing.on_hand_milli,
            reorder_milli: crossing.reorder_milli,
        };
        events.push(NewEvent::new(INVENTORY_LOW_STOCK, *id, 1, &payload)?);
    }
    publish_all(deps, tx, events).await
}

async fn close(deps: &Deps, tx: &mut TenantTx<'_>, shelves: &[Shelf]) -> Result<()> {
    if shelves.is_empty() {
        return Ok(());
    }
    store::low_stock::close(tx, shelves, deps.clock.now()).await
}

/// Sets reorder points of one location, or takes them away.
///
/// # Errors
/// 503 when another holds the same shelves for too long.
pub(crate) async fn set(deps: &Deps, tx: &mut TenantTx<'_>, caller: &Caller, threshold: &Threshold) -> Result<()> {
    let levels = store::level::set_reorder(tx, threshold).await?;
    let (mut pointless, mut crossings) = (Vec::new(), Vec::new());
    for (shelf, on_hand_milli, reorder_milli) in levels {
        match reorder_milli {
            None => pointless.push(shelf),
            Some(reorder_milli) => crossings.push(Crossing {
                shelf,
                on_hand_milli,
                reorder_milli,
            }),
        }
    }
    close(deps, tx, &pointless).await?;
    follow(deps, tx, &crossings).await?;
    let points: serde_json::Map<_, _> = threshold
        .points
        .iter()
        .map(|(product, milli)| (product.to_string(), json!(milli)))
        .collect();
    let event = AuditEvent::new("stock.threshold_set", threshold.location.uuid()).after(&points)?;
    deps.record(tx, caller, event).await
}
