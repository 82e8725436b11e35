//! What sales do to stock: one move for each line of a completed order, and one back for each line of a cancelled one.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use contracts::{
    contexts::ORDER,
    ids::{LocationId, OrderId, ProductId},
    inventory::ReservationState,
    order::{ORDER_COMPLETED, ORDER_VOIDED, OrderCompleted, OrderVoided},
};
use kernel::{
    Error, Result,
    db::TenantTx,
    events::{Consumer, Event, Log},
    id::UserId,
    service::Deps,
};
use uuid::Uuid;

use crate::{
    book::book,
    hold::Holder,
    posting::{Bucket, Ending, Move, MoveKind, Shelf},
    quantity::{Change, Quantity},
};

/// One consumer for both types, so that an order's events are applied in their order.
#[must_use]
pub(crate) fn orders(deps: Deps) -> Consumer {
    Consumer {
        name: "inventory.orders",
        source: ORDER,
        log: Log::Outbox,
        kinds: &[ORDER_COMPLETED, ORDER_VOIDED],
        in_order: true,
        apply: Arc::new(move |tx, events| {
            let deps = deps.clone();
            Box::pin(async move { apply(&deps, tx, events).await })
        }),
    }
}

/// Applies a slice of one tenant's events with one statement, whatever their number; a few more when a record crosses zero.
///
/// The hold of a completed order ends with it where there is one, also when the event does not speak of it: a request that timed out may
/// have held goods that the order knows nothing of. Where it has ended already (it lapsed, or this is a replay) the move is made alone.
async fn apply(deps: &Deps, tx: &mut TenantTx<'_>, events: &[Event]) -> Result<()> {
    let mut moves = Vec::new();
    let mut holds = Vec::new();
    for event in events {
        match event.kind.as_str() {
            ORDER_COMPLETED => {
                let sale: OrderCompleted = event.payload()?;
                let document = Document::of(
                    event,
                    sale.order_id,
                    sale.location_id,
                    sale.cashier_id,
                    sale.completed_at,
                )?;
                for line in &sale.lines {
                    moves.push(document.line(
                        MoveKind::Sale,
                        line.line_id.uuid(),
                        line.product_id,
                        line.quantity_milli,
                    )?);
                }
                holds.push(sale.order_id.uuid());
            }
            ORDER_VOIDED => {
                let void: OrderVoided = event.payload()?;
                let document = Document::of(event, void.order_id, void.location_id, void.user_id, void.voided_at)?;
                for line in &void.lines {
                    moves.push(document.line(
                        MoveKind::Void,
                        line.line_id.uuid(),
                        line.product_id,
                        line.quantity_milli,
                    )?);
                }
            }
            _ => {}
        }
    }
    let ending = Ending {
        holds,
        holder: Some(Holder::Order),
        state: ReservationState::Committed,
        told: false,
    };
    book(deps, tx, moves, &ending).await?;
    Ok(())
}

/// What the moves of one order have in common.
struct Document {
    order: OrderId,
    location: LocationId,
    user: UserId,
    at: DateTime<Utc>,
}

impl Document {
    /// # Errors
    /// 500 when the event is filed under another order than it tells of: a dead letter (reliability A32).
    fn of(event: &Event, order: OrderId, location: LocationId, user: UserId, at: DateTime<Utc>) -> Result<Self> {
        if event.aggregate != order.uuid() {
            return Err(Error::internal(format!(
                "event {} of aggregate {} tells of order {order}",
                event.id, event.aggregate
            )));
        }
        Ok(Self {
            order,
            location,
            user,
            at,
        })
    }

    /// # Errors
    /// 500 when the quantity is out of range: a dead letter.
    fn line(&self, kind: MoveKind, cause: Uuid, product: ProductId, milli: i64) -> Result<Move> {
        let quantity = Quantity::of_milli(milli)
            .ok_or_else(|| Error::internal(format!("line {cause} has a quantity of {milli}")))?;
        Ok(Move {
            cause,
            kind,
            shelf: Shelf {
                location: self.location,
                product,
            },
            bucket: Bucket::Shelf,
            change: if kind == MoveKind::Void {
                Change::inward(quantity)
            } else {
                Change::outward(quantity)
            },
            document: self.order.uuid(),
            reason: None,
            user: self.user,
            at: self.at,
        })
    }
}
