//! The directory: a tenant's stores and registers, which every context reads from auth and keeps.

pub mod events;

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

use chrono::{DateTime, TimeDelta, Utc};
use kernel::{Caller, Clock, Result, codes, id::TenantId, peer::Peer};
use serde::{Deserialize, Serialize};
use tokio::sync::Mutex;
use utoipa::ToSchema;

use crate::{
    Currency,
    ids::{LocationId, RegisterId, StoreId},
};

/// What happens when a sale asks for more than the shelf's record holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum StockPolicy {
    /// The goods are in the customer's hands, so the record is wrong: sell, and open an exception.
    SellThrough,
    /// Refuse what is not there.
    Strict,
}

impl StockPolicy {
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::SellThrough => "sell_through",
            Self::Strict => "strict",
        }
    }

    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        [Self::SellThrough, Self::Strict]
            .into_iter()
            .find(|policy| policy.name() == name)
    }
}

/// A shop: where goods are sold, under one currency, one clock and one tax scope.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Store {
    pub id: StoreId,
    pub name: String,
    /// Short, unique in the tenant; it begins receipt labels.
    pub code: String,
    /// IANA name.
    #[schema(example = "Europe/Berlin")]
    pub time_zone: String,
    /// When the business day ends, local time: a sale before it belongs to the day before.
    #[schema(example = "04:00")]
    pub day_cutoff: String,
    pub currency: Currency,
    /// What the receipt says first: legal name, address, tax id; one line each.
    pub receipt_header: String,
    pub stock_policy: StockPolicy,
    /// The one place that its sales take stock from.
    pub location_id: LocationId,
    pub active: bool,
}

/// A till's place in a store, with a receipt series of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Register {
    pub id: RegisterId,
    pub store_id: StoreId,
    pub name: String,
    /// Short, unique in the store.
    pub code: String,
    /// What stands before the receipt number: unique in the tenant, fixed for ever.
    #[schema(example = "A1")]
    pub series: String,
    pub active: bool,
}

/// The tenant itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TenantEntry {
    pub id: TenantId,
    pub shop_code: String,
    pub name: String,
    /// How the tenant's prices are meant until it says otherwise.
    pub prices_include_tax: bool,
}

/// Everything of a tenant that other contexts need to know. `version` rises with each change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Directory {
    pub version: i64,
    pub tenant: TenantEntry,
    pub stores: Vec<Store>,
    pub registers: Vec<Register>,
}

impl Directory {
    #[must_use]
    pub fn store(&self, id: StoreId) -> Option<&Store> {
        self.stores.iter().find(|store| store.id == id)
    }

    #[must_use]
    pub fn register(&self, id: RegisterId) -> Option<&Register> {
        self.registers.iter().find(|register| register.id == id)
    }

    #[must_use]
    pub fn store_at(&self, location: LocationId) -> Option<&Store> {
        self.stores.iter().find(|store| store.location_id == location)
    }
}

/// A directory older than this is read again in the background of its next use.
const FRESH: TimeDelta = TimeDelta::seconds(5);
/// When auth does not answer, what was read last serves this long.
const USABLE: TimeDelta = TimeDelta::hours(24);
/// Tenants kept; beyond that all are forgotten and read again when used.
const TENANTS_MAX: usize = 10_000;

/// A directory and when it was read.
type Kept = (Arc<Directory>, DateTime<Utc>);

/// The directory of each tenant, kept for a few seconds and usable for a day when auth is away.
#[derive(Clone)]
pub struct Directories {
    auth: Peer,
    clock: Clock,
    kept: Arc<RwLock<HashMap<TenantId, Kept>>>,
    reading: Arc<Mutex<()>>,
}

impl Directories {
    #[must_use]
    pub fn new(auth: Peer, clock: Clock) -> Self {
        Self {
            auth,
            clock,
            kept: Arc::default(),
            reading: Arc::default(),
        }
    }

    /// The caller's tenant, not older than a few seconds while auth answers.
    ///
    /// # Errors
    /// 503 when auth does not answer and nothing usable is kept.
    pub async fn of(&self, caller: &Caller) -> Result<Arc<Directory>> {
        self.newer_than(caller, FRESH).await
    }

    /// Read anew, because an id was not in the one that is kept: it may have been made a moment ago.
    ///
    /// # Errors
    /// 503 when auth does not answer and nothing usable is kept.
    pub async fn reread(&self, caller: &Caller) -> Result<Arc<Directory>> {
        self.newer_than(caller, TimeDelta::zero()).await
    }

    /// The register and its store.
    ///
    /// # Errors
    /// 404 `not_found` when the tenant has no such register.
    pub async fn register(&self, caller: &Caller, id: RegisterId) -> Result<(Arc<Directory>, Register, Store)> {
        let mut directory = self.of(caller).await?;
        if directory.register(id).is_none() {
            directory = self.reread(caller).await?;
        }
        let register = directory
            .register(id)
            .cloned()
            .ok_or_else(|| codes::NOT_FOUND.error())?;
        let store = directory
            .store(register.store_id)
            .cloned()
            .ok_or_else(|| codes::NOT_FOUND.error())?;
        Ok((directory, register, store))
    }

    async fn newer_than(&self, caller: &Caller, age: TimeDelta) -> Result<Arc<Directory>> {
        if let Some(directory) = self.kept(caller.tenant, age) {
            return Ok(directory);
        }
        let _one_at_a_time = self.reading.lock().await;
        if let Some(directory) = self.kept(caller.tenant, age) {
            return Ok(directory);
        }
        match self.auth.get::<Directory>(Some(caller), "/internal/directory").await {
            Ok(read) => {
                let directory = Arc::new(read);
                let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
                if kept.len() >= TENANTS_MAX {
                    kept.clear();
                }
                kept.insert(caller.tenant, (Arc::clone(&directory), self.clock.now()));
                Ok(directory)
            }
            Err(error) => self.kept(caller.tenant, USABLE).ok_or(error),
        }
    }

    fn kept(&self, tenant: TenantId, age: TimeDelta) -> Option<Arc<Directory>> {
        let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner);
        let (directory, read) = kept.get(&tenant)?;
        (self.clock.now() - *read < age).then(|| Arc::clone(directory))
    }
}
