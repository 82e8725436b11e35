//! The directory: a tenant's stores and registers, which every context reads from auth and keeps.

mod directories;
pub mod events;

use kernel::{
    error::{Code, Kind},
    id::TenantId,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use directories::Directories;

use crate::{
    Currency,
    ids::{LocationId, ProductId, RegisterId, StoreId},
};

/// What every context says of a store that the directory does not have.
pub const UNKNOWN_STORE: Code = Code::new(
    Kind::Refused,
    "unknown_store",
    "There is no such store in this shop.",
    "Choose one from the list of stores.",
);

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

/// The language of what a store prints: receipts and reports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReceiptLanguage {
    #[default]
    En,
    De,
    Fr,
    Es,
    It,
    Nl,
}

impl ReceiptLanguage {
    pub const ALL: [Self; 6] = [Self::En, Self::De, Self::Fr, Self::Es, Self::It, Self::Nl];

    /// ISO 639.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::De => "de",
            Self::Fr => "fr",
            Self::Es => "es",
            Self::It => "it",
            Self::Nl => "nl",
        }
    }

    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.name() == name)
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
    /// What the receipt says last: thanks, opening hours, terms; one line each.
    #[serde(default)]
    pub receipt_footer: String,
    /// English, as all receipts were once, in a message that does not say it.
    #[serde(default)]
    pub receipt_language: ReceiptLanguage,
    /// The goods that its tills show first, in this order, until a till has some of its own: at most 60.
    #[serde(default)]
    pub favourites: Vec<ProductId>,
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
