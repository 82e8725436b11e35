//! Holding goods, giving them back, and taking them: the flows behind the public operations and those for orders.

use contracts::{
    ids::ReservationId,
    inventory::{
        Adjusted, INVENTORY_ADJUSTED, INVENTORY_RELEASED, INVENTORY_RESERVED, Released, Reservation, ReservationState,
        Reserved, StockLine,
    },
};
use kernel::{Caller, Result, db::TenantTx, outbox::NewEvent, service::Deps};
use uuid::Uuid;

use crate::{
    book::book,
    codes,
    hold::{self, Held, Holder, Step, Wish},
    posting::{Bucket, Ending, Move, MoveKind, Shelf},
    quantity::Change,
    store,
};

/// How many holds persons may have open at once in one tenant: against somebody who holds everything and buys nothing. Requests that run at
/// the same time may overshoot it by their number.
const OPEN_HOLDS_MAX: i64 = 1000;

/// What a request came to.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) reservation: Reservation,
    /// Something was changed, and an event tells of it.
    pub(crate) changed: bool,
}

/// Holds all the goods or none, or finds what the id already stands for.
///
/// # Errors
/// 409 `out_of_stock` with `shortages`; 422 `reservation_reused`, `too_many_holds`; 503 when another holds the same rows for too long.
pub(crate) async fn hold(deps: &Deps, tx: &mut TenantTx<'_>, caller: &Caller, wish: &Wish) -> Result<Outcome> {
    let now = deps.clock.now();
    let fresh = store::reservation::insert(tx, wish, caller.user, now).await?;
    let known = if fresh {
        None
    } else {
        store::reservation::find(tx, wish.id, true).await?
    };
    if let Some(held) = &known {
        match hold::step(held, wish, now) {
            Step::Reused => return Err(codes::RESERVATION_REUSED.error()),
            Step::Answer => {
                return Ok(Outcome {
                    reservation: held.seen(now),
                    changed: false,
                });
            }
            Step::Prolong => return prolong(deps, tx, held.clone(), wish).await,
            Step::Take => {}
        }
    }
    if wish.holder == Holder::Person && store::reservation::count_open(tx, OPEN_HOLDS_MAX + 1).await? > OPEN_HOLDS_MAX {
        return Err(codes::TOO_MANY_HOLDS.error());
    }
    let claims = hold::claims(known.as_ref(), wish);
    let free = store::level::lock_free(tx, &claims).await?;
    let shortages = hold::shortages(&claims, &free);
    if !shortages.is_empty() {
        return Err(codes::OUT_OF_STOCK.error().with("shortages", shortages));
    }
    store::level::claim(tx, &claims).await?;
    let version = known.as_ref().map_or(1, |held| held.event_version + 1);
    if known.is_some() {
        store::reservation::hold_anew(tx, wish, version, now).await?;
    }
    let line_ids: Vec<Uuid> = wish.lines.iter().map(|_| deps.entropy.id::<()>(now).uuid()).collect();
    store::reservation::insert_lines(tx, wish.id, &wish.lines, &line_ids).await?;
    let lines: Vec<StockLine> = wish
        .lines
        .iter()
        .map(|(product, q)| StockLine {
            product_id: *product,
            quantity_milli: q.milli(),
        })
        .collect();
    let reservation = Reservation {
        id: wish.id,
        location_id: wish.location,
        state: ReservationState::Held,
        expires_at: now + wish.lasts,
        lines,
    };
    let told = Reserved {
        reservation_id: reservation.id,
        location_id: reservation.location_id,
        expires_at: reservation.expires_at,
        lines: reservation.lines.clone(),
    };
    deps.publish(tx, NewEvent::new(INVENTORY_RESERVED, wish.id.uuid(), version, &told)?)
        .await?;
    Ok(Outcome {
        reservation,
        changed: true,
    })
}

/// Moves the end of an order's hold to where this request wants it; never nearer.
async fn prolong(deps: &Deps, tx: &mut TenantTx<'_>, mut held: Held, wish: &Wish) -> Result<Outcome> {
    let now = deps.clock.now();
    if held.expires_at < now + wish.lasts {
        held.expires_at = now + wish.lasts;
        store::reservation::prolong(tx, held.id, held.expires_at).await?;
    }
    Ok(Outcome {
        reservation: held.seen(now),
        changed: false,
    })
}

/// Gives the goods of a locked hold back to the shelves. One that has ended is left as it is.
///
/// # Errors
/// 503 when another holds the same rows for too long.
pub(crate) async fn release(deps: &Deps, tx: &mut TenantTx<'_>, held: &Held) -> Result<Outcome> {
    let now = deps.clock.now();
    if held.state != ReservationState::Held {
        return Ok(Outcome {
            reservation: held.seen(now),
            changed: false,
        });
    }
    let state = ReservationState::Released;
    let ending = Ending {
        holds: vec![held.id.uuid()],
        holder: None,
        state,
        told: true,
    };
    book(deps, tx, Vec::new(), &ending).await?;
    let told = Released {
        reservation_id: held.id,
        location_id: held.location,
        state,
        lines: held.stock_lines(),
    };
    deps.publish(
        tx,
        NewEvent::new(INVENTORY_RELEASED, held.id.uuid(), held.event_version + 1, &told)?,
    )
    .await?;
    Ok(Outcome {
        reservation: ended(held, state),
        changed: true,
    })
}

/// Takes the goods of a person's locked hold: they leave the shelves, one move for each line, whose id is its cause.
///
/// # Errors
/// 409 `reservation_ended` when the hold was released or has lapsed; 503 when another holds the same rows for too long.
pub(crate) async fn commit(deps: &Deps, tx: &mut TenantTx<'_>, caller: &Caller, held: &Held) -> Result<Outcome> {
    let now = deps.clock.now();
    if held.state == ReservationState::Committed {
        return Ok(Outcome {
            reservation: held.seen(now),
            changed: false,
        });
    }
    if !held.is_live(now) {
        return Err(codes::RESERVATION_ENDED.error());
    }
    let state = ReservationState::Committed;
    let moves = held.lines.iter().map(|line| Move {
        cause: line.id,
        kind: MoveKind::Reservation,
        shelf: Shelf {
            location: held.location,
            product: line.product,
        },
        bucket: Bucket::Shelf,
        change: Change::outward(line.quantity),
        document: held.id.uuid(),
        reason: None,
        user: caller.user,
        at: now,
    });
    let ending = Ending {
        holds: vec![held.id.uuid()],
        holder: None,
        state,
        told: true,
    };
    book(deps, tx, moves.collect(), &ending).await?;
    let taken = |line: StockLine| StockLine {
        product_id: line.product_id,
        quantity_milli: -line.quantity_milli,
    };
    let told = Adjusted {
        cause_id: held.id.uuid(),
        location_id: held.location,
        kind: MoveKind::Reservation.name().to_owned(),
        lines: held.stock_lines().into_iter().map(taken).collect(),
    };
    deps.publish(
        tx,
        NewEvent::new(INVENTORY_ADJUSTED, held.id.uuid(), held.event_version + 1, &told)?,
    )
    .await?;
    Ok(Outcome {
        reservation: ended(held, state),
        changed: true,
    })
}

fn ended(held: &Held, state: ReservationState) -> Reservation {
    Reservation {
        id: held.id,
        location_id: held.location,
        state,
        expires_at: held.expires_at,
        lines: held.stock_lines(),
    }
}

/// A hold that a person may end, locked.
///
/// # Errors
/// 404 `not_found`; 409 `reservation_of_order` for an order's.
pub(crate) async fn lock_persons(tx: &mut TenantTx<'_>, id: ReservationId) -> Result<Held> {
    let held = store::reservation::find(tx, id, true)
        .await?
        .ok_or_else(|| kernel::codes::NOT_FOUND.error())?;
    match held.holder {
        Holder::Person => Ok(held),
        Holder::Order => Err(codes::RESERVATION_OF_ORDER.error()),
    }
}
