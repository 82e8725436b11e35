//! Holds for orders, asked for by services. The asking service has checked its user and keeps the trail of the order.

use axum::extract::State as Extract;
use contracts::{
    ids::ReservationId,
    inventory::{Reservation, Reserve},
};
use kernel::{
    Caller, Result, codes, failpoint,
    http::{Body, Nothing, Path, extract::Json},
};

use crate::{
    State, codes as own_codes,
    hold::{Holder, Wish},
    holding, store,
};

/// Holds an order's goods under the order's id: all of them or none, until the order is completed, the hold is released or it lapses.
/// What the id already holds is changed to what is asked for now; once the sale took the goods, that is the answer.
#[utoipa::path(
    post,
    path = "/internal/reservations",
    operation_id = "hold_for_order",
    tag = "inventory",
    request_body = Reserve,
    responses(
        (status = 200, description = "Held, or taken by the sale already.", body = Reservation),
        (status = 400, description = "`invalid_body`"),
        (status = 403, description = "`services_only`"),
        (status = 404, description = "`not_found`: no such location"),
        (status = 409, description = "`out_of_stock` with `shortages`"),
        (status = 422, description = "`reservation_reused`: the id is a person's hold"),
    )
)]
pub(crate) async fn hold_for_order(
    Extract(state): Extract<State>,
    caller: Caller,
    Body(body): Body<Reserve>,
) -> Result<Json<Reservation>> {
    let wish = Wish::read(&body, Holder::Order)?;
    state.places.store_at(&caller, wish.location).await?;
    let mut tx = state.deps.db.tenant(&caller).await?;
    let outcome = holding::hold(&state.deps, &mut tx, &caller, &wish).await?;
    failpoint::pass(failpoint::HOLD_WRITTEN);
    tx.commit().await?;
    failpoint::pass(failpoint::HOLD_COMMITTED);
    if outcome.changed {
        state.deps.wake.written();
    }
    Ok(Json(outcome.reservation))
}

/// Gives an order's goods back. A hold that has ended is answered as it is.
#[utoipa::path(
    post,
    path = "/internal/reservations/{reservation_id}/release",
    operation_id = "release_for_order",
    tag = "inventory",
    params(("reservation_id" = Uuid, Path, description = "The order's id")),
    request_body = Nothing,
    responses(
        (status = 200, description = "The hold as it is now.", body = Reservation),
        (status = 403, description = "`services_only`"),
        (status = 404, description = "`not_found`"),
        (status = 422, description = "`reservation_reused`: the id is a person's hold"),
    )
)]
pub(crate) async fn release_for_order(
    Extract(state): Extract<State>,
    caller: Caller,
    Path(id): Path<ReservationId>,
    Body(Nothing {}): Body<Nothing>,
) -> Result<Json<Reservation>> {
    let mut tx = state.deps.db.tenant(&caller).await?;
    let held = store::reservation::find(&mut tx, id, true)
        .await?
        .ok_or_else(|| codes::NOT_FOUND.error())?;
    if held.holder != Holder::Order {
        return Err(own_codes::RESERVATION_REUSED.error());
    }
    let outcome = holding::release(&state.deps, &mut tx, &held).await?;
    failpoint::pass(failpoint::RELEASE_WRITTEN);
    tx.commit().await?;
    failpoint::pass(failpoint::RELEASE_COMMITTED);
    if outcome.changed {
        state.deps.wake.written();
    }
    Ok(Json(outcome.reservation))
}
