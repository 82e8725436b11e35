//! How somebody who forgot their password comes in again: by a link that an administrator makes and hands over.
//!
//! The link is good once, for a day. Until it is used nothing changes: the old password and every sign-in stay as they are.

use axum::{extract::State as AxumState, http::StatusCode, response::Response};
use chrono::{DateTime, TimeDelta, Utc};
use kernel::{
    Caller, Error, Result,
    audit::AuditEvent,
    codes as kernel_codes,
    http::{Body, Nothing, Path},
    id::{TenantId, UserId},
    idempotency::{Claim, Idempotent, json_response, mark_replayed},
    secret::Secret,
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{kept_answer, users::UserView};
use crate::{
    State,
    client_address::ClientAddress,
    codes,
    faults::Faults,
    password::Chosen,
    secrets::OpaqueToken,
    session::EndReason,
    staff,
    store::{self, password_reset::PasswordReset},
    user::{User, UserStatus},
};

/// How long a reset can be used.
const GOOD_FOR: TimeDelta = TimeDelta::hours(24);

/// A way to a new password. The token is shown here and nowhere else.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PasswordReset)]
pub(crate) struct PasswordResetView {
    user: UserView,
    /// For `POST /auth/password-resets/accept`, once.
    reset_token: String,
    /// 24 hours after it was made.
    expires_at: DateTime<Utc>,
}

/// What is kept of the answer: all but the token, which is made again for a repeated request.
#[derive(Debug, Serialize, Deserialize)]
struct KeptReset {
    user: UserView,
    reset_id: Uuid,
    expires_at: DateTime<Utc>,
}

/// A new password of somebody who forgot theirs.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AcceptPasswordReset {
    #[schema(value_type = String)]
    token: Secret,
    /// 10 to 1,024 bytes.
    #[schema(value_type = String)]
    password: Secret,
}

/// Makes a way to a new password for somebody who can sign in; the one before is no longer good. Nobody makes their own: the old
/// password would not be asked for.
#[utoipa::path(post, path = "/users/{user_id}/password-reset", operation_id = "make_password_reset", tag = "auth", request_body = Nothing,
    params(("user_id" = UserId, Path), ("Idempotency-Key" = String, Header)),
    responses(
        (status = 201, body = PasswordResetView),
        (status = 403, description = "forbidden, own_password, role_above_own"),
        (status = 404, description = "not_found"),
        (status = 409, description = "not_active, request_in_progress"),
    ))]
pub(crate) async fn make_password_reset(
    AxumState(state): AxumState<State>,
    caller: Caller,
    Path(id): Path<UserId>,
    request: Idempotent<Nothing>,
) -> Result<Response> {
    if caller.user == id {
        return Err(codes::OWN_PASSWORD.error());
    }
    let mut tx = state.deps.db.tenant(&caller).await?;
    if let Claim::Replay(answer) = request.claim(&mut tx, &state.deps.clock).await? {
        let mut again = answered(&state, caller.tenant, kept_answer(answer).await?)?;
        mark_replayed(&mut again);
        return Ok(again);
    }
    let target = staff::hold(&mut tx, id).await?;
    staff::may_manage(&mut tx, &caller, &[&target.roles]).await?;
    // A token outlives its sign-in by minutes: enough to leave oneself a way back in as somebody else.
    store::session::lock_open(&mut tx, caller.session)
        .await?
        .ok_or_else(|| kernel_codes::UNAUTHENTICATED.error())?;
    if target.user.status != UserStatus::Active {
        return Err(codes::NOT_ACTIVE.error());
    }
    let now = state.deps.clock.now();
    let reset = PasswordReset {
        id: state.deps.entropy.id::<()>(now).uuid(),
        user: id,
        made_by: caller.user,
        created_at: now,
        expires_at: now + GOOD_FOR,
    };
    store::password_reset::revoke(&mut tx, id).await?;
    store::password_reset::insert(&mut tx, &reset, &state.resets.token(caller.tenant, reset.id).hash()).await?;
    let audit =
        AuditEvent::new("auth.password_reset_made", id.uuid()).after(&json!({"expires_at": reset.expires_at}))?;
    state.deps.record(&mut tx, &caller, audit).await?;
    let kept = KeptReset {
        user: UserView::new(target.user, target.roles),
        reset_id: reset.id,
        expires_at: reset.expires_at,
    };
    request.keep(&mut tx, StatusCode::CREATED, &kept).await?;
    tx.commit().await?;
    answered(&state, caller.tenant, kept)
}

fn answered(state: &State, tenant: TenantId, kept: KeptReset) -> Result<Response> {
    let token = state.resets.token(tenant, kept.reset_id).text();
    let answer = PasswordResetView {
        user: kept.user,
        reset_token: token.expose().to_owned(),
        expires_at: kept.expires_at,
    };
    Ok(json_response(
        StatusCode::CREATED,
        serde_json::to_string(&answer).map_err(Error::internal)?,
    ))
}

/// Chooses a new password by a reset. Every sign-in of the user ends. Needs no Idempotency-Key: a reset is good once.
#[utoipa::path(post, path = "/auth/password-resets/accept", operation_id = "accept_password_reset", tag = "auth",
    request_body = AcceptPasswordReset,
    responses(
        (status = 204),
        (status = 400, description = "invalid_body"),
        (status = 404, description = "reset_ended"),
        (status = 422, description = "weak_password"),
        (status = 429, description = "too_many_attempts"),
        (status = 503, description = "busy"),
    ))]
pub(crate) async fn accept_password_reset(
    AxumState(state): AxumState<State>,
    address: ClientAddress,
    Body(given): Body<AcceptPasswordReset>,
) -> Result<StatusCode> {
    let mut faults = Faults::default();
    let Some(password) = faults.take("/password", Chosen::parse(&given.password)) else {
        return Err(faults.error());
    };
    state.attempts.by_address(address.0).await?;
    let ended = || codes::RESET_ENDED.error();
    let token = OpaqueToken::parse(&given.token).ok_or_else(ended)?;
    let now = state.deps.clock.now();
    let (user, shop_code) = look_up(&state, &token, now).await?.ok_or_else(ended)?;
    password.refuse_guessable(&user.email, &shop_code)?;
    let hash = state.hasher.hash(password.secret()).await?;

    let mut tx = state.deps.db.for_tenant(token.tenant()).await?;
    let user = store::users::lock(&mut tx, user.id)
        .await?
        .filter(|user| user.status == UserStatus::Active)
        .ok_or_else(ended)?;
    if !store::password_reset::take(&mut tx, &token.hash(), now).await? {
        return Err(ended());
    }
    store::users::set_password(&mut tx, user.id, &hash).await?;
    store::session::end_all(&mut tx, user.id, None, EndReason::PasswordReset, now).await?;
    store::known_device::forget(&mut tx, user.id).await?;
    store::password_reset::revoke_for_and_by(&mut tx, user.id).await?;
    let roles = store::role_grant::of(&mut tx, user.id).await?;
    let (caller, audit) = (
        user.caller(token.tenant(), &roles, Uuid::nil()),
        AuditEvent::new("auth.password_reset", user.id.uuid()),
    );
    state.deps.record(&mut tx, &caller, audit).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Whose password a token resets, and the shop code, which it must not be.
async fn look_up(state: &State, token: &OpaqueToken, now: DateTime<Utc>) -> Result<Option<(User, String)>> {
    let mut tx = state.deps.db.for_tenant(token.tenant()).await?;
    let Some(id) = store::password_reset::user_of(&mut tx, &token.hash(), now).await? else {
        return Ok(None);
    };
    let user = store::users::load(&mut tx, id)
        .await?
        .ok_or_else(|| kernel_codes::NOT_FOUND.error())?;
    let (tenant, _) = store::tenant::load(&mut tx).await?;
    tx.commit().await?;
    Ok(Some((user, tenant.shop_code)))
}
