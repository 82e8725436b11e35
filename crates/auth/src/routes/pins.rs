//! PINs for the till: signing in with one, setting and removing one's own, taking away somebody else's.

use axum::{
    extract::State as AxumState,
    http::{HeaderMap, StatusCode},
    response::Response,
};
use kernel::{
    Caller, Result,
    audit::AuditEvent,
    http::{Body, Nothing, Path},
    id::UserId,
    idempotency::{Claim, Idempotent},
    secret::Secret,
};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{account, sessions, users::UserView};
use crate::{
    State, client_address::ClientAddress, codes, device, faults::Faults, password::Typed, pin::Pin, pin_sign_in,
    session::Client, staff, store,
};

/// Who wants to sign in to the till where they are known.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PinSignIn {
    shop_code: String,
    email: String,
    /// 4 to 6 digits.
    #[schema(value_type = String)]
    pin: Secret,
}

/// One's own PIN, instead of the one before.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SetPin {
    #[schema(value_type = String)]
    password: Secret,
    /// 4 to 6 digits: not one repeated, not in their order.
    #[schema(value_type = String)]
    pin: Secret,
}

/// The end of one's own PIN.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RemovePin {
    #[schema(value_type = String)]
    password: Secret,
}

/// Signs in to the till with a PIN: in a browser where the same person signed in with their password in the last days (30, as it is
/// configured), which its cookie says. After five wrong tries the PIN sleeps until they sign in with the password.
#[utoipa::path(post, path = "/auth/pin-sign-in", operation_id = "sign_in_by_pin", tag = "auth", request_body = PinSignIn,
    responses(
        (status = 200, body = sessions::Session),
        (status = 400, description = "invalid_body"),
        (status = 401, description = "wrong_pin, pin_sleeps"),
        (status = 429, description = "too_many_attempts"),
        (status = 503, description = "busy"),
    ))]
pub(crate) async fn sign_in_by_pin(
    AxumState(state): AxumState<State>,
    address: ClientAddress,
    headers: HeaderMap,
    Body(given): Body<PinSignIn>,
) -> Result<Response> {
    let mut faults = Faults::default();
    let Some(pin) = faults.take("/pin", Pin::parse(&given.pin)) else {
        return Err(faults.error());
    };
    let (shop, email) = sessions::attempted(&state, address, &given.shop_code, &given.email).await?;
    let signed_in = pin_sign_in::sign_in(&state, shop, email, &pin, device::presented(&headers)).await?;
    sessions::answer(&state, Client::Pos, signed_in)
}

/// Sets one's own PIN. Needs no Idempotency-Key: the same again sets the same.
#[utoipa::path(put, path = "/auth/me/pin", operation_id = "set_pin", tag = "auth", request_body = SetPin,
    responses(
        (status = 204),
        (status = 400, description = "invalid_body"),
        (status = 401, description = "unauthenticated"),
        (status = 422, description = "wrong_password, weak_pin"),
        (status = 429, description = "too_many_attempts"),
        (status = 503, description = "busy"),
    ))]
pub(crate) async fn set_pin(
    AxumState(state): AxumState<State>,
    caller: Caller,
    address: ClientAddress,
    Body(given): Body<SetPin>,
) -> Result<StatusCode> {
    let mut faults = Faults::default();
    let password = faults.take("/password", Typed::parse(&given.password));
    let pin = faults.take("/pin", Pin::parse(&given.pin));
    let (Some(password), Some(pin)) = (password, pin) else {
        return Err(faults.error());
    };
    pin.refuse_guessable()?;
    let seen = account::proved(&state, &caller, address, &password).await?;
    let hash = state.hasher.hash(pin.secret()).await?;

    let mut tx = state.deps.db.tenant(&caller).await?;
    account::held(&mut tx, &caller, &seen).await?;
    store::users::set_pin(&mut tx, seen.id, Some(&hash)).await?;
    let audit = AuditEvent::new("auth.pin_set", seen.id.uuid());
    state.deps.record(&mut tx, &caller, audit).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Removes one's own PIN. Needs no Idempotency-Key: the same again changes nothing.
#[utoipa::path(post, path = "/auth/me/pin/remove", operation_id = "remove_pin", tag = "auth", request_body = RemovePin,
    responses(
        (status = 204),
        (status = 400, description = "invalid_body"),
        (status = 401, description = "unauthenticated"),
        (status = 422, description = "wrong_password"),
        (status = 429, description = "too_many_attempts"),
        (status = 503, description = "busy"),
    ))]
pub(crate) async fn remove_pin(
    AxumState(state): AxumState<State>,
    caller: Caller,
    address: ClientAddress,
    Body(given): Body<RemovePin>,
) -> Result<StatusCode> {
    let mut faults = Faults::default();
    let Some(password) = faults.take("/password", Typed::parse(&given.password)) else {
        return Err(faults.error());
    };
    let seen = account::proved(&state, &caller, address, &password).await?;

    let mut tx = state.deps.db.tenant(&caller).await?;
    let (user, _) = account::held(&mut tx, &caller, &seen).await?;
    if user.pin_hash.is_some() {
        store::users::set_pin(&mut tx, user.id, None).await?;
        let audit = AuditEvent::new("auth.pin_removed", user.id.uuid());
        state.deps.record(&mut tx, &caller, audit).await?;
    }
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes a user's PIN away: they sign in with their password until they set another. The same again changes nothing.
#[utoipa::path(post, path = "/users/{user_id}/pin/remove", operation_id = "remove_users_pin", tag = "auth", request_body = Nothing,
    params(("user_id" = UserId, Path), ("Idempotency-Key" = String, Header)),
    responses(
        (status = 200, body = UserView),
        (status = 403, description = "forbidden, own_pin, role_above_own"),
        (status = 404, description = "not_found"),
        (status = 409, description = "request_in_progress"),
    ))]
pub(crate) async fn remove_users_pin(
    AxumState(state): AxumState<State>,
    caller: Caller,
    Path(id): Path<UserId>,
    request: Idempotent<Nothing>,
) -> Result<Response> {
    if caller.user == id {
        return Err(codes::OWN_PIN.error());
    }
    let mut tx = state.deps.db.tenant(&caller).await?;
    if let Claim::Replay(answer) = request.claim(&mut tx, &state.deps.clock).await? {
        return Ok(answer);
    }
    let mut target = staff::hold(&mut tx, id).await?;
    staff::may_manage(&mut tx, &caller, &[&target.roles]).await?;
    if target.user.pin_hash.take().is_some() {
        store::users::set_pin(&mut tx, id, None).await?;
        let audit = AuditEvent::new("auth.pin_removed", id.uuid());
        state.deps.record(&mut tx, &caller, audit).await?;
    }
    let answer = request
        .keep(&mut tx, StatusCode::OK, &UserView::new(target.user, target.roles))
        .await?;
    tx.commit().await?;
    Ok(answer)
}
