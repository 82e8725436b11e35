//! What somebody who is signed in does about themselves.

use axum::{extract::State as AxumState, http::StatusCode};
use kernel::{
    Caller, Result, TenantTx,
    audit::AuditEvent,
    codes as kernel_codes,
    http::{Body, extract::Json},
    limits::Key,
    secret::Secret,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::sessions::{SessionTenant, SessionUser};
use crate::{
    State,
    client_address::ClientAddress,
    codes,
    faults::Faults,
    password::{Chosen, Typed},
    session::{EndReason, Session},
    store,
    user::{User, UserStatus},
};

/// Where one is signed in, and as whom.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Me {
    tenant: SessionTenant,
    user: SessionUser,
}

/// A change of one's own password.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChangePassword {
    #[schema(value_type = String)]
    current_password: Secret,
    /// 10 to 1,024 bytes.
    #[schema(value_type = String)]
    new_password: Secret,
}

/// Who is signed in, with the roles as they are now.
#[utoipa::path(get, path = "/auth/me", operation_id = "get_me", tag = "auth",
    responses((status = 200, body = Me), (status = 401, description = "unauthenticated")))]
pub(crate) async fn get_me(AxumState(state): AxumState<State>, caller: Caller) -> Result<Json<Me>> {
    let mut tx = state.deps.db.tenant(&caller).await?;
    let user = active(store::users::load(&mut tx, caller.user).await?)?;
    let roles = store::role_grant::of(&mut tx, user.id).await?;
    let (tenant, _) = store::tenant::load(&mut tx).await?;
    tx.commit().await?;
    let tenant = SessionTenant {
        id: tenant.id,
        shop_code: tenant.shop_code,
        name: tenant.name,
    };
    Ok(Json(Me {
        tenant,
        user: SessionUser::new(user, roles),
    }))
}

/// Changes one's own password. Every other sign-in of the user ends, and no device knows them for a PIN any more. Needs no Idempotency-Key: the second time the current password is
/// another.
#[utoipa::path(post, path = "/auth/password", operation_id = "change_password", tag = "auth", request_body = ChangePassword,
    responses(
        (status = 204),
        (status = 400, description = "invalid_body"),
        (status = 401, description = "unauthenticated"),
        (status = 422, description = "wrong_password, weak_password"),
        (status = 429, description = "too_many_attempts"),
        (status = 503, description = "busy"),
    ))]
pub(crate) async fn change_password(
    AxumState(state): AxumState<State>,
    caller: Caller,
    address: ClientAddress,
    Body(given): Body<ChangePassword>,
) -> Result<StatusCode> {
    let mut faults = Faults::default();
    let current = faults.take("/current_password", Typed::parse(&given.current_password));
    let new = faults.take("/new_password", Chosen::parse(&given.new_password));
    let (Some(current), Some(new)) = (current, new) else {
        return Err(faults.error());
    };
    let seen = proved(&state, &caller, address, &current).await?;
    new.refuse_guessable(&seen.email, &shop_code(&state, &caller).await?)?;
    let hash = state.hasher.hash(new.secret()).await?;

    let now = state.deps.clock.now();
    let mut tx = state.deps.db.tenant(&caller).await?;
    let (user, session) = held(&mut tx, &caller, &seen).await?;
    store::users::set_password(&mut tx, user.id, &hash).await?;
    store::session::end_all(&mut tx, user.id, Some(session.id), EndReason::PasswordChanged, now).await?;
    store::known_device::forget(&mut tx, user.id).await?;
    store::password_reset::revoke_for_and_by(&mut tx, user.id).await?;
    state
        .deps
        .record(
            &mut tx,
            &caller,
            AuditEvent::new("auth.password_changed", user.id.uuid()),
        )
        .await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The caller, once they have proved by their password that they are. Every try counts, whatever it is for.
///
/// # Errors
/// 401 `unauthenticated` when they can no longer sign in, 422 `wrong_password`, 429 `too_many_attempts`, 503 `busy`.
pub(super) async fn proved(state: &State, caller: &Caller, address: ClientAddress, password: &Typed) -> Result<User> {
    let account = Key::of(&["password", &caller.tenant.to_string(), &caller.user.to_string()]);
    state.attempts.on_account(address.0, account).await?;
    let mut tx = state.deps.db.tenant(caller).await?;
    let user = active(store::users::load(&mut tx, caller.user).await?)?;
    tx.commit().await?;
    if state
        .hasher
        .verify(user.password_hash.as_deref(), password.secret())
        .await?
    {
        Ok(user)
    } else {
        Err(codes::WRONG_PASSWORD.error())
    }
}

/// The caller and their session, held, if both are still what was seen when they proved who they are.
///
/// # Errors
/// 401 `unauthenticated` when the session has ended, 422 `wrong_password` when it is another meanwhile.
pub(super) async fn held(tx: &mut TenantTx<'_>, caller: &Caller, seen: &User) -> Result<(User, Session)> {
    let user = active(store::users::lock(tx, caller.user).await?)?;
    if user.password_hash != seen.password_hash {
        return Err(codes::WRONG_PASSWORD.error());
    }
    let session = store::session::lock_open(tx, caller.session)
        .await?
        .ok_or_else(|| kernel_codes::UNAUTHENTICATED.error())?;
    Ok((user, session))
}

async fn shop_code(state: &State, caller: &Caller) -> Result<String> {
    let mut tx = state.deps.db.tenant(caller).await?;
    let (tenant, _) = store::tenant::load(&mut tx).await?;
    tx.commit().await?;
    Ok(tenant.shop_code)
}

/// The user of a token, unless they can no longer sign in.
fn active(user: Option<User>) -> Result<User> {
    user.filter(|user| user.status == UserStatus::Active)
        .ok_or_else(|| kernel_codes::UNAUTHENTICATED.error())
}
