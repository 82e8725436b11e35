//! The staff: listing, switching off and on.

use std::collections::HashMap;

use axum::{extract::State as AxumState, http::StatusCode, response::Response};
use chrono::{DateTime, Utc};
use contracts::auth::events;
use kernel::{
    Caller, Capability, Result,
    audit::AuditEvent,
    http::{Path, Query, extract::Json},
    id::UserId,
    idempotency::{Claim, Idempotent},
    outbox::NewEvent,
    page::{self, Page},
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::{IntoParams, ToSchema};

use super::Nothing;
use crate::{
    State,
    grants::RoleGrant,
    session::EndReason,
    staff, store,
    user::{User, UserStatus},
};

/// A member of the staff.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = User)]
pub(crate) struct UserView {
    pub id: UserId,
    pub name: String,
    pub email: String,
    pub status: UserStatus,
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
            roles,
            created_at: user.created_at,
        }
    }
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ListUsers {
    /// 1 to 200; 50 when absent.
    limit: Option<u32>,
    /// Where the page before ended.
    cursor: Option<String>,
}

/// The staff by e-mail address; for somebody who may see users in some stores only, those who work there or everywhere.
#[utoipa::path(get, path = "/users", operation_id = "list_users", tag = "auth", params(ListUsers),
    responses((status = 200, body = Page<UserView>), (status = 400, description = "invalid_query, invalid_cursor"), (status = 403, description = "forbidden")))]
pub(crate) async fn list_users(
    AxumState(state): AxumState<State>,
    caller: Caller,
    Query(query): Query<ListUsers>,
) -> Result<Json<Page<UserView>>> {
    let limit = page::limit(query.limit)?;
    let after: Option<String> = page::decode_cursor(query.cursor.as_deref())?;
    let stores = caller.stores_with(Capability::UserRead);
    let mut tx = state.deps.db.tenant(&caller).await?;
    let users = store::users::page(&mut tx, stores.as_deref(), after.as_deref(), i64::from(limit) + 1).await?;
    let ids: Vec<UserId> = users.iter().map(|user| user.id).collect();
    let mut roles: HashMap<UserId, Vec<RoleGrant>> = store::role_grant::of_all(&mut tx, &ids).await?;
    tx.commit().await?;
    let page = Page::of(users, limit, |user| user.email.clone())?;
    Ok(Json(page.map(|user| {
        let held = roles.remove(&user.id).unwrap_or_default();
        UserView::new(user, held)
    })))
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
        store::invitation::revoke(&mut tx, id).await?;
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
