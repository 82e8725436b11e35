//! Managing the staff: who does it, to whom, and what must stay true.

use kernel::{Caller, Error, Result, TenantTx, caller::Grant, codes as kernel_codes, id::UserId};

use crate::{
    codes,
    grants::{self, RoleGrant},
    store,
    user::{User, UserStatus},
};

/// The most users of one tenant.
pub(crate) const USERS_MAX: i64 = 10_000;

/// A user about to be changed, held with the tenant's row: changes of a tenant's staff come one at a time, so that two of them cannot
/// each rely on what the other takes away.
pub(crate) struct Target {
    pub user: User,
    pub roles: Vec<RoleGrant>,
}

/// Holds the tenant and the user.
///
/// # Errors
/// 404 `not_found` when the tenant has no such user.
pub(crate) async fn hold(tx: &mut TenantTx<'_>, id: UserId) -> Result<Target> {
    store::tenant::lock(tx).await?;
    let user = store::users::lock(tx, id)
        .await?
        .ok_or_else(|| kernel_codes::NOT_FOUND.error())?;
    let roles = store::role_grant::of(tx, id).await?;
    Ok(Target { user, roles })
}

/// Refuses what would leave the tenant without an administrator.
///
/// # Errors
/// 409 `last_admin`.
pub(crate) async fn keep_an_admin(tx: &mut TenantTx<'_>, target: &Target, after: &[RoleGrant]) -> Result<()> {
    let is_admin = target.user.status == UserStatus::Active && grants::administers_all(&target.roles);
    if is_admin && !grants::administers_all(after) && !store::role_grant::another_admin(tx, target.user.id).await? {
        return Err(codes::LAST_ADMIN.error());
    }
    Ok(())
}

/// Refuses whoever may not give or take these roles: by what they hold now, not by what their token says.
///
/// # Errors
/// 401 `unauthenticated` when the caller can no longer sign in, 403 `role_above_own`.
pub(crate) async fn may_manage(tx: &mut TenantTx<'_>, caller: &Caller, roles: &[&[RoleGrant]]) -> Result<()> {
    let own = held(tx, caller).await?;
    if roles.iter().all(|roles| grants::may_manage(&own, roles)) {
        Ok(())
    } else {
        Err(codes::ROLE_ABOVE_OWN.error())
    }
}

async fn held(tx: &mut TenantTx<'_>, caller: &Caller) -> Result<Vec<Grant>> {
    let user = store::users::load(tx, caller.user).await?;
    user.filter(|user| user.status == UserStatus::Active)
        .ok_or_else(|| kernel_codes::UNAUTHENTICATED.error())?;
    Ok(grants::for_token(&store::role_grant::of(tx, caller.user).await?))
}

/// Refuses what nobody does to themselves.
///
/// # Errors
/// 403 `own_roles`.
pub(crate) fn not_oneself(caller: &Caller, id: UserId) -> Result<()> {
    if caller.user == id {
        Err(codes::OWN_ROLES.error())
    } else {
        Ok(())
    }
}

/// A role for a store that is not the tenant's.
pub(crate) fn unknown_store(error: Error) -> Error {
    if error.violates("role_grant_store_fkey") {
        codes::UNKNOWN_STORE
            .error()
            .at("/roles", "unknown", "one of the stores does not exist")
    } else {
        error
    }
}
