//! A sign-in: who, from what kind of client, until when; and the access tokens that it earns.

use chrono::{DateTime, Utc};
use kernel::{
    Result,
    id::{TenantId, UserId},
    token::{self, Claims},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    grants::{self, RoleGrant},
    signing_key::SigningKey,
    user::User,
};

/// What kind of program signs in. It decides where the refresh token is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Client {
    /// The till in a browser: a cookie that no script can read.
    Pos,
    /// The admin portal in a browser: a cookie of its own.
    Admin,
    /// A program that keeps its secrets itself: the body.
    Api,
}

impl Client {
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pos => "pos",
            Self::Admin => "admin",
            Self::Api => "api",
        }
    }

    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        [Self::Pos, Self::Admin, Self::Api]
            .into_iter()
            .find(|client| client.name() == name)
    }

    /// The cookie that holds the refresh token, where one does. Till and portal can be open in one browser, so they share none.
    #[must_use]
    pub const fn cookie(self) -> Option<&'static str> {
        match self {
            Self::Pos => Some("novapos_refresh_pos"),
            Self::Admin => Some("novapos_refresh_admin"),
            Self::Api => None,
        }
    }
}

/// Why a sign-in ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndReason {
    SignedOut,
    PasswordChanged,
    /// A new password by a reset.
    PasswordReset,
    /// An administrator ended every sign-in of the user.
    SignedOutEverywhere,
    RolesChanged,
    Deactivated,
    /// A refresh token was used twice by two parties.
    Replayed,
    Expired,
}

impl EndReason {
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::SignedOut => "signed_out",
            Self::PasswordChanged => "password_changed",
            Self::PasswordReset => "password_reset",
            Self::SignedOutEverywhere => "signed_out_everywhere",
            Self::RolesChanged => "roles_changed",
            Self::Deactivated => "deactivated",
            Self::Replayed => "replayed",
            Self::Expired => "expired",
        }
    }
}

/// A sign-in that has not ended.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Session {
    pub id: Uuid,
    pub user: UserId,
    pub client: Client,
    pub expires_at: DateTime<Utc>,
    pub used_at: DateTime<Utc>,
}

/// The access token of a session, for as long as access tokens live.
///
/// # Errors
/// 500 when the library refuses; it does not.
pub(crate) fn access_token(
    key: &SigningKey,
    tenant: TenantId,
    user: &User,
    roles: &[RoleGrant],
    session: Uuid,
    now: DateTime<Utc>,
) -> Result<String> {
    key.sign(&Claims {
        iss: token::ISSUER.to_owned(),
        aud: token::AUDIENCE.to_owned(),
        sub: user.id,
        tid: tenant,
        sid: session,
        name: user.name.clone(),
        grants: grants::for_token(roles),
        iat: now.timestamp(),
        exp: now.timestamp() + token::LIFETIME_S_MAX,
    })
}
