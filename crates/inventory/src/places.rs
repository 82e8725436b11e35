//! Where stock lies: a location belongs to one store, and what a caller may do there is decided by that store.

use std::collections::HashMap;

use contracts::{
    auth::{Directories, Directory, Store},
    ids::LocationId,
};
use kernel::{Caller, Capability, Result, codes};
use uuid::Uuid;

/// The locations of each tenant, from auth's directory.
#[derive(Clone)]
pub(crate) struct Places {
    directories: Directories,
}

impl Places {
    #[must_use]
    pub(crate) const fn new(directories: Directories) -> Self {
        Self { directories }
    }

    /// The store of a location, whoever asks: for other services, which have checked their user.
    ///
    /// # Errors
    /// 404 `not_found` when the tenant has no such location.
    pub(crate) async fn store_at(&self, caller: &Caller, location: LocationId) -> Result<Store> {
        let store = |directory: &Directory| directory.store_at(location).cloned();
        let (_, store) = self.directories.find(caller, store).await?;
        store.ok_or_else(|| codes::NOT_FOUND.error())
    }

    /// The store of a location in which the caller holds the capability.
    ///
    /// # Errors
    /// 404 `not_found` when the tenant has no such location, 403 `forbidden` when the role is held in other stores only.
    pub(crate) async fn allowed_at(
        &self,
        caller: &Caller,
        capability: Capability,
        location: LocationId,
    ) -> Result<Store> {
        let store = self.store_at(caller, location).await?;
        caller.require_in(capability, store.id.uuid())?;
        Ok(store)
    }

    /// Every location in which the caller holds the capability, in order of their ids; or the one that is asked for.
    ///
    /// # Errors
    /// 404 `not_found` and 403 `forbidden` for the one that is asked for.
    pub(crate) async fn allowed(
        &self,
        caller: &Caller,
        capability: Capability,
        asked: Option<LocationId>,
    ) -> Result<Vec<Uuid>> {
        if let Some(location) = asked {
            self.allowed_at(caller, capability, location).await?;
            return Ok(vec![location.uuid()]);
        }
        let directory = self.directories.of(caller).await?;
        let mut locations: Vec<Uuid> = directory
            .stores
            .iter()
            .filter(|store| caller.can_in(capability, store.id.uuid()))
            .map(|store| store.location_id.uuid())
            .collect();
        locations.sort_unstable();
        Ok(locations)
    }

    /// What the tenant's stores are called, by their locations.
    ///
    /// # Errors
    /// 503 when auth does not answer and nothing is known yet.
    pub(crate) async fn names(&self, caller: &Caller) -> Result<HashMap<Uuid, String>> {
        let directory = self.directories.of(caller).await?;
        let names = directory
            .stores
            .iter()
            .map(|store| (store.location_id.uuid(), store.name.clone()));
        Ok(names.collect())
    }
}
