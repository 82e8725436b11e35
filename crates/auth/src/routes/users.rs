//! One member of the staff: looking at them, switching them off and on, ending their sign-ins.

use axum::{extract::State as AxumState, http::StatusCode, response::Response};
use chrono::{DateTime, Utc};
use contracts::auth::events;
use kernel::{
    Caller, Capability, Result,
    audit::AuditEvent,
    codes as kernel_codes,
    http::{Nothing, Path, extract::Json},
    id::UserId,
    idempotency::{Claim, Idempotent},
    outbox::NewEvent,
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    State,
    grants::RoleGrant,
    session::{Client, EndReason},
    staff, store,
    user::{User, UserStatus},
};

/// The most sign-ins that are shown of one user.
const SESSIONS_SHOWN: i64 = 20;

/// A member of the staff.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = User)]
pub(crate) struct UserView {
    pub id: UserId,
    pub name: String,
    pub email: String,
    pub status: UserStatus,
    /// Whether they have set a PIN for the till. An answer that was kept before there were any does not say so.
    #[serde(default)]
    #[schema(required = true)]
    pub has_pin: bool,
    pub roles: Vec<RoleGrant>,
    pub created_at: DateTime<Utc>,
}

impl UserView {
    pub(crate) fn new(user: User, roles: Vec<RoleGrant>) -> Self {
        Self {
            id: user.id,
            name: user.name,
            email: user.email,
            status: user.status,
            has_pin: user.pin_hash.is_some(),
            roles,
            created_at: user.created_at,
        }
    }
}

/// A member of the staff, with what is open for them.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct UserDetails {
    user: UserView,
    /// Until when their invitation can be accepted; null when there is none that can.
    invitation_expires_at: Option<DateTime<Utc>>,
    /// Until when the link to a new password can be used; null when there is none that can.
    password_reset_expires_at: Option<DateTime<Utc>>,
    /// Where they are signed in, last used first: 20 at most.
    sessions: Vec<OpenSession>,
}

/// A sign-in that has not ended.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OpenSession {
    id: Uuid,
    client: Client,
    created_at: DateTime<Utc>,
    /// When an access token was last asked for.
    used_at: DateTime<Utc>,
}

/// How many sign-ins were ended.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SignedOutEverywhere {
    sessions: u64,
}

/// One member of the staff; for somebody who may see users in some stores only, one who works there or everywhere.
#[utoipa::path(get, path = "/users/{user_id}", operation_id = "get_user", tag = "auth", params(("user_id" = UserId, Path)),
    responses((status = 200, body = UserDetails), (status = 403, description = "forbidden"), (status = 404, description = "not_found")))]
pub(crate) async fn get_user(
    AxumState(state): AxumState<State>,
    caller: Caller,
    Path(id): Path<UserId>,
) -> Result<Json<UserDetails>> {
    let now = state.deps.clock.now();
    let mut tx = state.deps.db.tenant(&caller).await?;
    let user = store::users::load(&mut tx, id)
        .await?
        .ok_or_else(|| kernel_codes::NOT_FOUND.error())?;
    let roles = store::role_grant::of(&mut tx, id).await?;
    if let Some(stores) = caller.stores_with(Capability::UserRead)
        && !roles
            .iter()
            .any(|grant| grant.store_id.is_none_or(|store| stores.contains(&store.uuid())))
    {
        return Err(kernel_codes::FORBIDDEN.error());
    }
    let sessions = store::session::open_of(&mut tx, id, now, SESSIONS_SHOWN).await?;
    let details = UserDetails {
        invitation_expires_at: store::invitation::open_until(&mut tx, id, now).await?,
        password_reset_expires_at: store::password_reset::open_until(&mut tx, id, now).await?,
        user: UserView::new(user, roles),
        sessions: sessions
            .into_iter()
            .map(|(session, created_at)| OpenSession {
                id: session.id,
                client: session.client,
                created_at,
                used_at: session.used_at,
            })
            .collect(),
    };
    tx.commit().await?;
    Ok(Json(details))
}

/// Switches a user off: they cannot sign in, and every sign-in of theirs ends. The same again changes nothing.
#[utoipa::path(post, path = "/users/{user_id}/deactivate", operation_id = "deactivate_user", tag = "auth", request_body = Nothing,
    params(("user_id" = UserId, Path), ("Idempotency-Key" = String, Header)),
    responses(
        (status = 200, body = UserView),
        (status = 403, description = "forbidden, own_roles, role_above_own"),
        (status = 404, description = "not_found"),
        (status = 409, description = "last_admin, request_in_progress"),
    ))]
pub(crate) async fn deactivate_user(
    AxumState(state): AxumState<State>,
    caller: Caller,
    Path(id): Path<UserId>,
    request: Idempotent<Nothing>,
) -> Result<Response> {
    staff::not_oneself(&caller, id)?;
    let mut tx = state.deps.db.tenant(&caller).await?;
    if let Claim::Replay(answer) = request.claim(&mut tx, &state.deps.clock).await? {
        return Ok(answer);
    }
    let mut target = staff::hold(&mut tx, id).await?;
    staff::keep_an_admin(&mut tx, &target, &[]).await?;
    staff::may_manage(&mut tx, &caller, &[&target.roles]).await?;
    if target.user.status != UserStatus::Deactivated {
        let now = state.deps.clock.now();
        let version = store::users::set_status(&mut tx, id, UserStatus::Deactivated).await?;
        store::session::end_all(&mut tx, id, None, EndReason::Deactivated, now).await?;
        store::known_device::forget(&mut tx, id).await?;
        store::invitation::revoke(&mut tx, id).await?;
        store::password_reset::revoke_for_and_by(&mut tx, id).await?;
        let audit =
            AuditEvent::new("auth.user_deactivated", id.uuid()).before(&json!({"status": target.user.status}))?;
        let payload = events::UserDeactivated {
            user_id: id,
            deactivated_by: caller.user,
        };
        let event = NewEvent::new(events::USER_DEACTIVATED, id.uuid(), version, &payload)?;
        state.tell(&mut tx, &caller, audit, event).await?;
        target.user.status = UserStatus::Deactivated;
    }
    let answer = request
        .keep(&mut tx, StatusCode::OK, &UserView::new(target.user, target.roles))
        .await?;
    tx.commit().await?;
    state.deps.wake.written();
    Ok(answer)
}

/// Switches a user on again, with the roles they had. Who never joined is invited again. The same again changes nothing.
#[utoipa::path(post, path = "/users/{user_id}/reactivate", operation_id = "reactivate_user", tag = "auth", request_body = Nothing,
    params(("user_id" = UserId, Path), ("Idempotency-Key" = String, Header)),
    responses(
        (status = 200, body = UserView),
        (status = 403, description = "forbidden, own_roles, role_above_own"),
        (status = 404, description = "not_found"),
        (status = 409, description = "request_in_progress"),
    ))]
pub(crate) async fn reactivate_user(
    AxumState(state): AxumState<State>,
    caller: Caller,
    Path(id): Path<UserId>,
    request: Idempotent<Nothing>,
) -> Result<Response> {
    staff::not_oneself(&caller, id)?;
    let mut tx = state.deps.db.tenant(&caller).await?;
    if let Claim::Replay(answer) = request.claim(&mut tx, &state.deps.clock).await? {
        return Ok(answer);
    }
    let mut target = staff::hold(&mut tx, id).await?;
    staff::may_manage(&mut tx, &caller, &[&target.roles]).await?;
    if target.user.status == UserStatus::Deactivated {
        let status = target.user.status_again();
        let version = store::users::set_status(&mut tx, id, status).await?;
        let audit = AuditEvent::new("auth.user_reactivated", id.uuid()).after(&json!({"status": status}))?;
        let payload = events::UserReactivated {
            user_id: id,
            reactivated_by: caller.user,
        };
        let event = NewEvent::new(events::USER_REACTIVATED, id.uuid(), version, &payload)?;
        state.tell(&mut tx, &caller, audit, event).await?;
        target.user.status = status;
    }
    let answer = request
        .keep(&mut tx, StatusCode::OK, &UserView::new(target.user, target.roles))
        .await?;
    tx.commit().await?;
    state.deps.wake.written();
    Ok(answer)
}

/// Ends every sign-in of a user, makes every device forget them, and takes back the links to new passwords that were made for them or by them. One may do it to oneself.
#[utoipa::path(post, path = "/users/{user_id}/sign-out", operation_id = "sign_out_everywhere", tag = "auth", request_body = Nothing,
    params(("user_id" = UserId, Path), ("Idempotency-Key" = String, Header)),
    responses(
        (status = 200, body = SignedOutEverywhere),
        (status = 403, description = "forbidden, role_above_own"),
        (status = 404, description = "not_found"),
        (status = 409, description = "request_in_progress"),
    ))]
pub(crate) async fn sign_out_everywhere(
    AxumState(state): AxumState<State>,
    caller: Caller,
    Path(id): Path<UserId>,
    request: Idempotent<Nothing>,
) -> Result<Response> {
    let mut tx = state.deps.db.tenant(&caller).await?;
    if let Claim::Replay(answer) = request.claim(&mut tx, &state.deps.clock).await? {
        return Ok(answer);
    }
    let target = staff::hold(&mut tx, id).await?;
    staff::may_manage(&mut tx, &caller, &[&target.roles]).await?;
    let now = state.deps.clock.now();
    let sessions = store::session::end_all(&mut tx, id, None, EndReason::SignedOutEverywhere, now).await?;
    store::known_device::forget(&mut tx, id).await?;
    store::password_reset::revoke_for_and_by(&mut tx, id).await?;
    let audit = AuditEvent::new("auth.signed_out_everywhere", id.uuid()).after(&json!({"sessions": sessions}))?;
    state.deps.record(&mut tx, &caller, audit).await?;
    let answer = request
        .keep(&mut tx, StatusCode::OK, &SignedOutEverywhere { sessions })
        .await?;
    tx.commit().await?;
    Ok(answer)
}
