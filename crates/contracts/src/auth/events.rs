//! What auth tells the others. No event carries a name, an e-mail address or a secret of a person (invariant I29): users are ids.

use chrono::{DateTime, Utc};
use kernel::{
    caller::Grant,
    id::{TenantId, UserId},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Register, Store, TenantEntry};

/// [`TenantCreated`]; the aggregate is the tenant.
pub const TENANT_CREATED: &str = "auth.tenant_created";
/// [`TenantChanged`]; the aggregate is the tenant.
pub const TENANT_CHANGED: &str = "auth.tenant_changed";
/// [`StoreChanged`]; the aggregate is the store.
pub const STORE_CHANGED: &str = "auth.store_changed";
/// [`RegisterChanged`]; the aggregate is the register.
pub const REGISTER_CHANGED: &str = "auth.register_changed";
/// [`UserInvited`]; the aggregate is the user, as in all that follow.
pub const USER_INVITED: &str = "auth.user_invited";
/// [`UserJoined`].
pub const USER_JOINED: &str = "auth.user_joined";
/// [`RolesChanged`].
pub const ROLES_CHANGED: &str = "auth.roles_changed";
/// [`UserDeactivated`].
pub const USER_DEACTIVATED: &str = "auth.user_deactivated";
/// [`UserReactivated`].
pub const USER_REACTIVATED: &str = "auth.user_reactivated";
/// [`LoginFailed`].
pub const LOGIN_FAILED: &str = "auth.login_failed";
/// [`RefreshReplayed`].
pub const REFRESH_REPLAYED: &str = "auth.refresh_replayed";

/// `auth.tenant_created`: a shop signed up or was created, with its owner, one store and one register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TenantCreated {
    pub tenant: TenantEntry,
    pub owner_id: UserId,
    pub store: Store,
    pub register: Register,
    pub created_at: DateTime<Utc>,
}

/// `auth.tenant_changed`: a shop has another name. It carries the shop as it is now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TenantChanged {
    /// The directory's version with this change in it.
    pub directory_version: i64,
    pub tenant: TenantEntry,
}

/// `auth.store_changed`: a store is new or different. It carries the store as it is now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoreChanged {
    pub tenant_id: TenantId,
    /// The directory's version with this change in it.
    pub directory_version: i64,
    pub store: Store,
}

/// `auth.register_changed`: a register is new or different. It carries the register as it is now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterChanged {
    pub tenant_id: TenantId,
    /// The directory's version with this change in it.
    pub directory_version: i64,
    pub register: Register,
}

/// `auth.user_invited`: somebody may join the staff, or got a new invitation because the first ran out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserInvited {
    pub user_id: UserId,
    pub roles: Vec<Grant>,
    pub invited_by: UserId,
    pub expires_at: DateTime<Utc>,
}

/// `auth.user_joined`: an invitation was accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserJoined {
    pub user_id: UserId,
    pub joined_at: DateTime<Utc>,
}

/// `auth.roles_changed`: a user's roles, as they are now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RolesChanged {
    pub user_id: UserId,
    pub roles: Vec<Grant>,
    pub changed_by: UserId,
}

/// `auth.user_deactivated`: the user can no longer sign in, and every sign-in of theirs has ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserDeactivated {
    pub user_id: UserId,
    pub deactivated_by: UserId,
}

/// `auth.user_reactivated`: the user can sign in again, or be invited again if they never joined.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserReactivated {
    pub user_id: UserId,
    pub reactivated_by: UserId,
}

/// `auth.login_failed`: a wrong password or PIN for an account that exists. Sparse: at most one a minute for each account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoginFailed {
    pub user_id: UserId,
    pub at: DateTime<Utc>,
}

/// `auth.refresh_replayed`: a refresh token was used after its successor had been used, so one of the two was stolen. The sign-in
/// has ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefreshReplayed {
    pub user_id: UserId,
    pub session_id: Uuid,
    pub at: DateTime<Utc>,
}
