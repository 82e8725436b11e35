//! Which roles a user holds.

use axum::extract::State as AxumState;
use contracts::auth::events;
use kernel::{
    Caller, Result,
    audit::AuditEvent,
    http::{Body, Path, extract::Json},
    id::UserId,
    outbox::NewEvent,
};
use serde::Deserialize;
use utoipa::ToSchema;

use super::users::UserView;
use crate::{
    State,
    faults::Faults,
    grants::{self, RoleGrant, Roles},
    session::EndReason,
    staff, store,
};

/// All roles that a user shall hold.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PutRoles {
    /// 1 to 50, each once.
    roles: Vec<RoleGrant>,
}

/// Gives a user these roles and no others. Every sign-in of theirs ends: the next one has the new roles.
#[utoipa::path(put, path = "/users/{user_id}/roles", operation_id = "put_roles", tag = "auth", request_body = PutRoles,
    params(("user_id" = UserId, Path)),
    responses(
        (status = 200, body = UserView),
        (status = 400, description = "invalid_body"),
        (status = 403, description = "forbidden, own_roles, role_above_own"),
        (status = 404, description = "not_found"),
        (status = 409, description = "last_admin"),
        (status = 422, description = "unknown_store"),
    ))]
pub(crate) async fn put_roles(
    AxumState(state): AxumState<State>,
    caller: Caller,
    Path(id): Path<UserId>,
    Body(given): Body<PutRoles>,
) -> Result<Json<UserView>> {
    let mut faults = Faults::default();
    let Some(roles) = faults.take("/roles", Roles::parse(&given.roles)) else {
        return Err(faults.error());
    };
    staff::not_oneself(&caller, id)?;
    let mut tx = state.deps.db.tenant(&caller).await?;
    let target = staff::hold(&mut tx, id).await?;
    staff::keep_an_admin(&mut tx, &target, roles.list()).await?;
    staff::may_manage(&mut tx, &caller, &[&target.roles, roles.list()]).await?;
    if target.roles != roles.list() {
        store::role_grant::replace(&mut tx, id, &roles)
            .await
            .map_err(staff::unknown_store)?;
        let version = store::users::next_version(&mut tx, id).await?;
        store::session::end_all(&mut tx, id, None, EndReason::RolesChanged, state.deps.clock.now()).await?;
        store::password_reset::revoke_for_and_by(&mut tx, id).await?;
        let audit = AuditEvent::new("auth.roles_changed", id.uuid())
            .before(&target.roles)?
            .after(&roles.list())?;
        let payload = events::RolesChanged {
            user_id: id,
            roles: grants::for_token(roles.list()),
            changed_by: caller.user,
        };
        let event = NewEvent::new(events::ROLES_CHANGED, id.uuid(), version, &payload)?;
        state.tell(&mut tx, &caller, audit, event).await?;
    }
    tx.commit().await?;
    state.deps.wake.written();
    Ok(Json(UserView::new(target.user, roles.list().to_vec())))
}
