//! Holds that persons make, look at and end.

use axum::{extract::State as Extract, response::Response};
use contracts::{
    ids::ReservationId,
    inventory::{Reservation, ReservationState, Reserve},
};
use http::StatusCode;
use kernel::{
    Caller, Capability, Result,
    audit::AuditEvent,
    codes,
    http::{Nothing, Path, extract::Json},
    idempotency::{Claim, Idempotent},
};

use crate::{
    State, codes as own_codes,
    hold::{Holder, Wish},
    holding, store,
};

/// Holds goods for a while: all of them or none.
#[utoipa::path(
    post,
    path = "/reservations",
    operation_id = "create_reservation",
    tag = "inventory",
    params(("Idempotency-Key" = String, Header, description = "The same key gives the same answer.")),
    request_body = Reserve,
    responses(
        (status = 201, description = "Held; or the hold that this id already stands for, as it is now.", body = Reservation),
        (status = 400, description = "`invalid_body`, `idempotency_key_missing`"),
        (status = 403, description = "`forbidden`"),
        (status = 404, description = "`not_found`: no such location"),
        (status = 409, description = "`out_of_stock` with `shortages`; `request_in_progress`"),
        (status = 422, description = "`reservation_reused`, `too_many_holds`, `idempotency_key_reused`"),
    )
)]
pub(crate) async fn create_reservation(
    Extract(state): Extract<State>,
    caller: Caller,
    request: Idempotent<Reserve>,
) -> Result<Response> {
    let wish = Wish::read(&request.body, Holder::Person)?;
    state
        .places
        .allowed_at(&caller, Capability::StockReserve, wish.location)
        .await?;
    let mut tx = state.deps.db.tenant(&caller).await?;
    if let Claim::Replay(answer) = request.claim(&mut tx, &state.deps.clock).await? {
        return Ok(answer);
    }
    let outcome = holding::hold(&state.deps, &mut tx, &caller, &wish).await?;
    if outcome.changed {
        let event = AuditEvent::new("reservation.held", wish.id.uuid()).after(&outcome.reservation)?;
        state.deps.record(&mut tx, &caller, event).await?;
    }
    let answer = request.keep(&mut tx, StatusCode::CREATED, &outcome.reservation).await?;
    tx.commit().await?;
    state.deps.wake.written();
    Ok(answer)
}

/// A hold, a person's or an order's.
#[utoipa::path(
    get,
    path = "/reservations/{reservation_id}",
    operation_id = "get_reservation",
    tag = "inventory",
    params(("reservation_id" = Uuid, Path, description = "The hold; an order's has the order's id")),
    responses(
        (status = 200, description = "The hold as it is now.", body = Reservation),
        (status = 403, description = "`forbidden`: it is of another store"),
        (status = 404, description = "`not_found`"),
    )
)]
pub(crate) async fn get_reservation(
    Extract(state): Extract<State>,
    caller: Caller,
    Path(id): Path<ReservationId>,
) -> Result<Json<Reservation>> {
    let mut tx = state.deps.db.tenant(&caller).await?;
    let held = store::reservation::find(&mut tx, id, false)
        .await?
        .ok_or_else(|| codes::NOT_FOUND.error())?;
    tx.rollback().await?;
    state
        .places
        .allowed_at(&caller, Capability::StockRead, held.location)
        .await?;
    Ok(Json(held.seen(state.deps.clock.now())))
}

/// Gives the goods of a hold back. One that was released or has lapsed is answered as it is.
#[utoipa::path(
    post,
    path = "/reservations/{reservation_id}/release",
    operation_id = "release_reservation",
    tag = "inventory",
    params(
        ("reservation_id" = Uuid, Path, description = "The hold"),
        ("Idempotency-Key" = String, Header, description = "The same key gives the same answer."),
    ),
    request_body = Nothing,
    responses(
        (status = 200, description = "It holds nothing any more.", body = Reservation),
        (status = 400, description = "`idempotency_key_missing`"),
        (status = 403, description = "`forbidden`"),
        (status = 404, description = "`not_found`"),
        (status = 409, description = "`reservation_ended`: its goods were taken; `reservation_of_order`; `request_in_progress`"),
    )
)]
pub(crate) async fn release_reservation(
    Extract(state): Extract<State>,
    caller: Caller,
    Path(id): Path<ReservationId>,
    request: Idempotent<Nothing>,
) -> Result<Response> {
    end(&state, &caller, id, &request, End::Release).await
}

/// Takes the goods of a hold: they leave the shelves.
#[utoipa::path(
    post,
    path = "/reservations/{reservation_id}/commit",
    operation_id = "commit_reservation",
    tag = "inventory",
    params(
        ("reservation_id" = Uuid, Path, description = "The hold"),
        ("Idempotency-Key" = String, Header, description = "The same key gives the same answer."),
    ),
    request_body = Nothing,
    responses(
        (status = 200, description = "The goods were taken.", body = Reservation),
        (status = 400, description = "`idempotency_key_missing`"),
        (status = 403, description = "`forbidden`"),
        (status = 404, description = "`not_found`"),
        (status = 409, description = "`reservation_ended`: it was released or has lapsed; `reservation_of_order`; `request_in_progress`"),
    )
)]
pub(crate) async fn commit_reservation(
    Extract(state): Extract<State>,
    caller: Caller,
    Path(id): Path<ReservationId>,
    request: Idempotent<Nothing>,
) -> Result<Response> {
    end(&state, &caller, id, &request, End::Commit).await
}

/// The two ways in which a person ends a hold.
#[derive(Clone, Copy, Debug)]
enum End {
    Release,
    Commit,
}

async fn end(
    state: &State,
    caller: &Caller,
    id: ReservationId,
    request: &Idempotent<Nothing>,
    how: End,
) -> Result<Response> {
    // A hold never changes its place while it is a person's, so where the caller may is asked before the transaction.
    let location = {
        let mut tx = state.deps.db.tenant(caller).await?;
        let held = store::reservation::find(&mut tx, id, false)
            .await?
            .ok_or_else(|| codes::NOT_FOUND.error())?;
        tx.rollback().await?;
        held.location
    };
    state
        .places
        .allowed_at(caller, Capability::StockReserve, location)
        .await?;
    let mut tx = state.deps.db.tenant(caller).await?;
    if let Claim::Replay(answer) = request.claim(&mut tx, &state.deps.clock).await? {
        return Ok(answer);
    }
    let held = holding::lock_persons(&mut tx, id).await?;
    let (outcome, action) = match how {
        End::Release if held.state == ReservationState::Committed => {
            return Err(own_codes::RESERVATION_ENDED.because("The goods of this hold were taken."));
        }
        End::Release => (
            holding::release(&state.deps, &mut tx, &held).await?,
            "reservation.released",
        ),
        End::Commit => (
            holding::commit(&state.deps, &mut tx, caller, &held).await?,
            "reservation.committed",
        ),
    };
    if outcome.changed {
        let event = AuditEvent::new(action, id.uuid()).after(&outcome.reservation)?;
        state.deps.record(&mut tx, caller, event).await?;
    }
    let answer = request.keep(&mut tx, StatusCode::OK, &outcome.reservation).await?;
    tx.commit().await?;
    state.deps.wake.written();
    Ok(answer)
}
