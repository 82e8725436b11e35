//! A member of a tenant's staff.

use chrono::{DateTime, Utc};
use kernel::{Caller, id::TenantId, id::UserId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::grants::{self, RoleGrant};

/// Where a user stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum UserStatus {
    /// Can sign in.
    Active,
    /// Has not accepted their invitation yet.
    Invited,
    /// Cannot sign in.
    Deactivated,
}

impl UserStatus {
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Invited => "invited",
            Self::Deactivated => "deactivated",
        }
    }

    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        [Self::Active, Self::Invited, Self::Deactivated]
            .into_iter()
            .find(|status| status.name() == name)
    }
}

/// A user as stored.
#[derive(Clone, Debug)]
pub(crate) struct User {
    pub id: UserId,
    pub email: String,
    pub name: String,
    pub status: UserStatus,
    pub password_hash: Option<String>,
    pub pin_hash: Option<String>,
    pub version: i32,
    pub created_at: DateTime<Utc>,
}

impl User {
    /// What the user is when they are switched on again: whoever never joined still has to.
    pub(crate) const fn status_again(&self) -> UserStatus {
        if self.password_hash.is_some() {
            UserStatus::Active
        } else {
            UserStatus::Invited
        }
    }

    /// The user as whoever acts, once they have proved who they are.
    pub(crate) fn caller(&self, tenant: TenantId, roles: &[RoleGrant], session: Uuid) -> Caller {
        Caller {
            tenant,
            user: self.id,
            name: self.name.as_str().into(),
            grants: grants::for_token(roles).into(),
            session,
            via: None,
        }
    }
}
