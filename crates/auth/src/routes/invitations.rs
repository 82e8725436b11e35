//! How somebody joins the staff.

use axum::{
    extract::State as AxumState,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use chrono::{DateTime, Utc};
use contracts::auth::events;
use kernel::{
    Caller, Error, Result,
    audit::AuditEvent,
    codes as kernel_codes,
    http::{Body, Nothing, Path},
    id::{TenantId, UserId},
    idempotency::{Claim, Idempotent, json_response, mark_replayed},
    outbox::NewEvent,
    secret::Secret,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{kept_answer, users::UserView};
use crate::{
    State,
    client_address::ClientAddress,
    codes,
    faults::Faults,
    grants::{RoleGrant, Roles},
    invitations::{self, Issued},
    password::Chosen,
    secrets::OpaqueToken,
    staff, store,
    texts::{Email, Name},
    user::{User, UserStatus},
};

/// Somebody who shall join the staff.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct InviteUser {
    /// Unique in the shop.
    email: String,
    /// 1 to 200 characters.
    name: String,
    /// 1 to 50, each once.
    roles: Vec<RoleGrant>,
}

/// An invitation. The token is shown here and nowhere else.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Invited {
    user: UserView,
    /// For `POST /auth/invitations/accept`, once.
    invitation_token: String,
    /// 72 hours after it was made.
    expires_at: DateTime<Utc>,
}

/// What is kept of the answer: all but the token, which is made again for a repeated request.
#[derive(Debug, Serialize, Deserialize)]
struct KeptInvited {
    user: UserView,
    invitation_id: Uuid,
    expires_at: DateTime<Utc>,
}

/// The acceptance of an invitation.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AcceptInvitation {
    #[schema(value_type = String)]
    token: Secret,
    /// 10 to 1,024 bytes.
    #[schema(value_type = String)]
    password: Secret,
}

/// Invites somebody to the staff.
#[utoipa::path(post, path = "/users/invitations", operation_id = "invite_user", tag = "auth", request_body = InviteUser,
    params(("Idempotency-Key" = String, Header)),
    responses(
        (status = 201, body = Invited),
        (status = 400, description = "invalid_body"),
        (status = 403, description = "forbidden, role_above_own"),
        (status = 409, description = "email_taken, request_in_progress"),
        (status = 422, description = "unknown_store, too_many_users, idempotency_key_reused"),
    ))]
pub(crate) async fn invite_user(
    AxumState(state): AxumState<State>,
    caller: Caller,
    request: Idempotent<InviteUser>,
) -> Result<Response> {
    let (user, roles) = invitee(&state, &request.body)?;
    let mut tx = state.deps.db.tenant(&caller).await?;
    if let Claim::Replay(answer) = request.claim(&mut tx, &state.deps.clock).await? {
        return replayed(&state, caller.tenant, answer).await;
    }
    store::tenant::lock(&mut tx).await?;
    staff::may_manage(&mut tx, &caller, &[roles.list()]).await?;
    if store::users::count(&mut tx).await? >= staff::USERS_MAX {
        return Err(codes::TOO_MANY_USERS.error());
    }
    let taken = |error: Error| {
        if error.violates("users_email_key") {
            codes::EMAIL_TAKEN.error()
        } else {
            error
        }
    };
    store::users::insert(&mut tx, &user).await.map_err(taken)?;
    store::role_grant::replace(&mut tx, user.id, &roles)
        .await
        .map_err(staff::unknown_store)?;
    let issued = invitations::issue(&state, &mut tx, &caller, &user, roles.list(), user.version).await?;
    let kept = kept(user, roles.list().to_vec(), issued);
    request.keep(&mut tx, StatusCode::CREATED, &kept).await?;
    tx.commit().await?;
    state.deps.wake.written();
    invited(&state, caller.tenant, kept)
}

fn invitee(state: &State, body: &InviteUser) -> Result<(User, Roles)> {
    let mut faults = Faults::default();
    let email = faults.take("/email", Email::parse(&body.email));
    let name = faults.take("/name", Name::parse(&body.name));
    let roles = faults.take("/roles", Roles::parse(&body.roles));
    let (Some(email), Some(name), Some(roles)) = (email, name, roles) else {
        return Err(faults.error());
    };
    let now = state.deps.clock.now();
    let user = User {
        id: state.deps.entropy.id(now),
        email: email.to_string(),
        name: name.as_str().to_owned(),
        status: UserStatus::Invited,
        password_hash: None,
        pin_hash: None,
        version: 1,
        created_at: now,
    };
    Ok((user, roles))
}

/// Sends a new invitation to somebody who has not joined; the one before is no longer good.
#[utoipa::path(post, path = "/users/{user_id}/invitations", operation_id = "invite_again", tag = "auth", request_body = Nothing,
    params(("user_id" = UserId, Path), ("Idempotency-Key" = String, Header)),
    responses(
        (status = 201, body = Invited),
        (status = 403, description = "forbidden, role_above_own"),
        (status = 404, description = "not_found"),
        (status = 409, description = "not_invited, request_in_progress"),
    ))]
pub(crate) async fn invite_again(
    AxumState(state): AxumState<State>,
    caller: Caller,
    Path(id): Path<UserId>,
    request: Idempotent<Nothing>,
) -> Result<Response> {
    let mut tx = state.deps.db.tenant(&caller).await?;
    if let Claim::Replay(answer) = request.claim(&mut tx, &state.deps.clock).await? {
        return replayed(&state, caller.tenant, answer).await;
    }
    let target = staff::hold(&mut tx, id).await?;
    staff::may_manage(&mut tx, &caller, &[&target.roles]).await?;
    if target.user.status != UserStatus::Invited {
        return Err(codes::NOT_INVITED.error());
    }
    let version = store::users::next_version(&mut tx, id).await?;
    let issued = invitations::issue(&state, &mut tx, &caller, &target.user, &target.roles, version).await?;
    let kept = kept(target.user, target.roles, issued);
    request.keep(&mut tx, StatusCode::CREATED, &kept).await?;
    tx.commit().await?;
    state.deps.wake.written();
    invited(&state, caller.tenant, kept)
}

fn kept(user: User, roles: Vec<RoleGrant>, issued: Issued) -> KeptInvited {
    KeptInvited {
        user: UserView::new(user, roles),
        invitation_id: issued.id,
        expires_at: issued.expires_at,
    }
}

fn invited(state: &State, tenant: TenantId, kept: KeptInvited) -> Result<Response> {
    let token = state.invitations.token(tenant, kept.invitation_id).text();
    let answer = Invited {
        user: kept.user,
        invitation_token: token.expose().to_owned(),
        expires_at: kept.expires_at,
    };
    Ok(json_response(
        StatusCode::CREATED,
        serde_json::to_string(&answer).map_err(Error::internal)?,
    ))
}

/// The first answer again, token and all.
async fn replayed(state: &State, tenant: TenantId, answer: Response) -> Result<Response> {
    let mut answer = invited(state, tenant, kept_answer(answer).await?)?;
    mark_replayed(&mut answer);
    Ok(answer)
}

/// Joins the staff with a password of one's own. Needs no Idempotency-Key: an invitation is good once.
#[utoipa::path(post, path = "/auth/invitations/accept", operation_id = "accept_invitation", tag = "auth", request_body = AcceptInvitation,
    responses(
        (status = 204),
        (status = 400, description = "invalid_body"),
        (status = 404, description = "invitation_ended"),
        (status = 422, description = "weak_password"),
        (status = 429, description = "too_many_attempts"),
        (status = 503, description = "busy"),
    ))]
pub(crate) async fn accept_invitation(
    AxumState(state): AxumState<State>,
    address: ClientAddress,
    Body(given): Body<AcceptInvitation>,
) -> Result<Response> {
    let mut faults = Faults::default();
    let Some(password) = faults.take("/password", Chosen::parse(&given.password)) else {
        return Err(faults.error());
    };
    state.attempts.by_address(address.0).await?;
    let ended = || codes::INVITATION_ENDED.error();
    let token = OpaqueToken::parse(&given.token).ok_or_else(ended)?;
    let (tenant, now) = (token.tenant(), state.deps.clock.now());
    let invitee = look_up(&state, &token, now).await?.ok_or_else(ended)?;
    password.refuse_guessable(&invitee.email, &invitee.shop_code)?;
    let hash = state.hasher.hash(password.secret()).await?;

    let mut tx = state.deps.db.for_tenant(tenant).await?;
    let user = store::users::lock(&mut tx, invitee.id)
        .await?
        .filter(|user| user.status == UserStatus::Invited)
        .ok_or_else(ended)?;
    if !store::invitation::take(&mut tx, &token.hash(), now).await? {
        return Err(ended());
    }
    let version = store::users::activate(&mut tx, user.id, &hash).await?;
    let roles = store::role_grant::of(&mut tx, user.id).await?;
    let payload = events::UserJoined {
        user_id: user.id,
        joined_at: now,
    };
    let audit = AuditEvent::new("auth.user_joined", user.id.uuid());
    let event = NewEvent::new(events::USER_JOINED, user.id.uuid(), version, &payload)?;
    state
        .tell(&mut tx, &user.caller(tenant, &roles, Uuid::nil()), audit, event)
        .await?;
    tx.commit().await?;
    state.deps.wake.written();
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Whom an invitation is for, and what their password must not be.
struct Invitee {
    id: UserId,
    email: String,
    shop_code: String,
}

async fn look_up(state: &State, token: &OpaqueToken, now: DateTime<Utc>) -> Result<Option<Invitee>> {
    let mut tx = state.deps.db.for_tenant(token.tenant()).await?;
    let Some(id) = store::invitation::invited(&mut tx, &token.hash(), now).await? else {
        return Ok(None);
    };
    let user = store::users::load(&mut tx, id)
        .await?
        .ok_or_else(|| kernel_codes::NOT_FOUND.error())?;
    let (tenant, _) = store::tenant::load(&mut tx).await?;
    tx.commit().await?;
    Ok(Some(Invitee {
        id,
        email: user.email,
        shop_code: tenant.shop_code,
    }))
}
