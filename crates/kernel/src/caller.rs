//! Who asks: the verified identity behind a request, and what it may do where.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use http::request::Parts;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    Error, Result,
    capability::{Capability, Role},
    codes,
    id::{TenantId, UserId},
};

/// A role held for one store, or for all when `store` is absent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    pub role: Role,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub store: Option<Uuid>,
}

/// The verified caller. Only [`crate::token`] and in-process peers make one.
#[derive(Clone, Debug)]
pub struct Caller {
    pub tenant: TenantId,
    pub user: UserId,
    /// The user's display name at sign-in, for documents such as receipts.
    pub name: Arc<str>,
    pub grants: Arc<[Grant]>,
    /// The sign-in that the token belongs to.
    pub session: Uuid,
    /// The service that asks on the user's behalf, if one does.
    pub via: Option<&'static str>,
}

impl Caller {
    /// A service acting for a tenant by itself, with nobody behind it: consumers and jobs.
    #[must_use]
    pub fn service(tenant: TenantId, name: &'static str) -> Self {
        Self {
            tenant,
            user: UserId::from_uuid(Uuid::nil()),
            name: name.into(),
            grants: Arc::new([Grant {
                role: Role::Admin,
                store: None,
            }]),
            session: Uuid::nil(),
            via: Some(name),
        }
    }

    /// Whether some grant, for whatever store, gives the capability.
    #[must_use]
    pub fn can(&self, capability: Capability) -> bool {
        self.grants
            .iter()
            .any(|grant| grant.role.capabilities().contains(&capability))
    }

    /// Whether the capability is held in this store.
    #[must_use]
    pub fn can_in(&self, capability: Capability, store: Uuid) -> bool {
        self.grants
            .iter()
            .any(|grant| grant.store.is_none_or(|s| s == store) && grant.role.capabilities().contains(&capability))
    }

    /// # Errors
    /// 403 `forbidden` when no grant gives the capability.
    pub fn require(&self, capability: Capability) -> Result<()> {
        if self.can(capability) {
            Ok(())
        } else {
            Err(codes::FORBIDDEN.error())
        }
    }

    /// # Errors
    /// 403 `forbidden` when the capability is not held in this store.
    pub fn require_in(&self, capability: Capability, store: Uuid) -> Result<()> {
        if self.can_in(capability, store) {
            Ok(())
        } else {
            Err(codes::FORBIDDEN.error())
        }
    }

    /// # Errors
    /// 403 `forbidden` when the capability is not held for all stores.
    pub fn require_everywhere(&self, capability: Capability) -> Result<()> {
        self.require(capability)?;
        if self.stores_with(capability).is_none() {
            Ok(())
        } else {
            Err(codes::FORBIDDEN.because("This holds for every store, and your role is for some of them."))
        }
    }

    /// The stores in which the capability is held: `None` is all of them.
    #[must_use]
    pub fn stores_with(&self, capability: Capability) -> Option<Vec<Uuid>> {
        let mut stores = Vec::new();
        for grant in self
            .grants
            .iter()
            .filter(|g| g.role.capabilities().contains(&capability))
        {
            stores.push(grant.store?);
        }
        Some(stores)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Caller {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self> {
        parts
            .extensions
            .get::<Self>()
            .cloned()
            .ok_or_else(|| codes::UNAUTHENTICATED.error())
    }
}
