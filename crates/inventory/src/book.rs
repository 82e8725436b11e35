//! Booking: moves into the ledger, levels along, and what follows from a record that goes below zero, or to its reorder point, or back.

use contracts::inventory::{INVENTORY_OVERSOLD, Oversold};
use kernel::{Error, Result, db::TenantTx, outbox::NewEvent, service::Deps};
use uuid::Uuid;

use crate::{
    codes,
    oversold::sinking_order,
    posting::{Ending, Move},
    reordering,
    store::{self, exception::Opening, ledger::Posted},
};

/// The most moves in one statement: a batch of sales of ordinary size is one, the largest possible one must not outlast the statement's deadline.
const MOVES_MAX: usize = 4096;

/// Books the moves and ends the holds, in the caller's transaction. Moves are given in the order in which they happened; those that are in the
/// ledger already are passed over. The holds end with the first statement, so callers give holds only with moves of about their own shelves.
///
/// # Errors
/// 422 `stock_limit_reached` when a record would leave its range, `not_enough_damaged`; 503 when the database cannot be reached.
pub(crate) async fn book(deps: &Deps, tx: &mut TenantTx<'_>, moves: Vec<Move>, ending: &Ending) -> Result<Posted> {
    let now = deps.clock.now();
    let mut moves = number(deps, moves);
    // By shelf, so that rows are locked in one order over all statements; stable, so that a shelf's moves stay in theirs.
    moves.sort_by_key(|(_, entry)| entry.shelf);
    let mut booked = Posted::default();
    let mut rest = moves.as_slice();
    let mut ending = ending;
    let none = Ending::none();
    loop {
        let (now_these, later) = rest.split_at(end_of_statement(rest));
        let posted = store::ledger::post(tx, now_these, ending, now).await.map_err(limit)?;
        booked.moves += posted.moves;
        booked.low.extend(posted.low);
        booked.crossings.extend(posted.crossings);
        (rest, ending) = (later, &none);
        if rest.is_empty() {
            break;
        }
    }
    follow_low(deps, tx, &moves, &booked).await?;
    reordering::follow(deps, tx, &booked.crossings).await?;
    Ok(booked)
}

/// Gives the moves ids that rise in the order in which they happened, so that a history lists them so.
fn number(deps: &Deps, moves: Vec<Move>) -> Vec<(Uuid, Move)> {
    let now = deps.clock.now();
    let mut ids: Vec<Uuid> = moves.iter().map(|_| deps.entropy.id::<()>(now).uuid()).collect();
    ids.sort_unstable();
    ids.into_iter().zip(moves).collect()
}

/// Where to cut: after [`MOVES_MAX`] moves, but never within a shelf, which each statement may touch only once.
fn end_of_statement(moves: &[(Uuid, Move)]) -> usize {
    let Some((_, last)) = moves.get(MOVES_MAX - 1) else {
        return moves.len();
    };
    moves.partition_point(|(_, entry)| entry.shelf <= last.shelf)
}

fn limit(error: Error) -> Error {
    if error.violates("level_on_hand_milli_check") {
        codes::STOCK_LIMIT_REACHED.error().caused_by(error)
    } else if error.violates("level_bucket_check") {
        codes::NOT_ENOUGH_DAMAGED.error().caused_by(error)
    } else {
        error
    }
}

/// Opens and closes exceptions where a record crossed zero, and tells of those that a sale opened. No statement when none did.
async fn follow_low(deps: &Deps, tx: &mut TenantTx<'_>, moves: &[(Uuid, Move)], posted: &Posted) -> Result<()> {
    let now = deps.clock.now();
    let healed: Vec<_> = posted
        .low
        .iter()
        .filter(|low| low.has_healed())
        .map(|low| low.shelf)
        .collect();
    if !healed.is_empty() {
        store::exception::close(tx, &healed, now).await?;
    }
    let openings: Vec<Opening> = posted
        .low
        .iter()
        .filter(|low| low.has_sunk())
        .map(|low| {
            let from = moves.partition_point(|(_, entry)| entry.shelf < low.shelf);
            let to = moves.partition_point(|(_, entry)| entry.shelf <= low.shelf);
            Opening {
                id: deps.entropy.id::<()>(now).uuid(),
                low: *low,
                order: sinking_order(low, moves[from..to].iter().map(|(_, entry)| entry)),
            }
        })
        .collect();
    if openings.is_empty() {
        return Ok(());
    }
    let opened = store::exception::open(tx, &openings, now).await?;
    let mut events = Vec::new();
    for opening in openings.iter().filter(|opening| opened.contains(&opening.id)) {
        let Some(order_id) = opening.order else { continue };
        let low = &opening.low;
        let payload = Oversold {
            product_id: low.shelf.product,
            location_id: low.shelf.location,
            on_hand_milli: low.on_hand_milli,
            order_id,
        };
        events.push(NewEvent::new(INVENTORY_OVERSOLD, opening.id, 1, &payload)?);
    }
    publish_all(deps, tx, events).await
}

/// Writes several events in one round trip.
///
/// # Errors
/// 503 when the database cannot be reached.
pub(crate) async fn publish_all(deps: &Deps, tx: &mut TenantTx<'_>, events: Vec<NewEvent>) -> Result<()> {
    if events.is_empty() {
        return Ok(());
    }
    let now = deps.clock.now();
    let ids: Vec<Uuid> = events.iter().map(|_| deps.entropy.id::<()>(now).uuid()).collect();
    store::outbox::publish_all(tx, events, &ids, now).await
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use contracts::ids::{LocationId, ProductId};
    use kernel::id::UserId;

    use super::*;
    use crate::{
        posting::{Bucket, MoveKind, Shelf},
        quantity::Change,
    };

    fn moves(shelves: &[(u128, usize)]) -> Vec<(Uuid, Move)> {
        let entry = |product| Move {
            cause: Uuid::nil(),
            kind: MoveKind::Sale,
            shelf: Shelf {
                location: LocationId::from_uuid(Uuid::nil()),
                product: ProductId::from_uuid(Uuid::from_u128(product)),
            },
            bucket: Bucket::Shelf,
            change: Change::of_milli(-1).unwrap(),
            document: Uuid::nil(),
            reason: None,
            user: UserId::from_uuid(Uuid::nil()),
            at: DateTime::UNIX_EPOCH,
        };
        shelves
            .iter()
            .flat_map(|(product, count)| std::iter::repeat_with(move || (Uuid::nil(), entry(*product))).take(*count))
            .collect()
    }

    #[test]
    fn statements_are_cut_between_shelves() {
        assert_eq!(end_of_statement(&[]), 0);
        assert_eq!(end_of_statement(&moves(&[(1, 10)])), 10);
        assert_eq!(end_of_statement(&moves(&[(1, 4096), (2, 1)])), 4096);
        assert_eq!(
            end_of_statement(&moves(&[(1, 4000), (2, 200), (3, 5)])),
            4200,
            "the cut waits for the end of the shelf"
        );
        assert_eq!(end_of_statement(&moves(&[(1, 5000)])), 5000);
    }
}
