//! The catalogue: what a shop sells, under which numbers, and at which price since when.
//!
//! Owns categories, families of products (size, colour), products with their SKU, barcodes and pictures, prices and their history, the trail of every change, the
//! search over them, and the change feed (`/catalog/changes`) that tills and the price book follow.
//!
//! Invariants:
//! - a SKU and a barcode name one product of the tenant, on sale or not; a UPC-A and its EAN-13 are the same barcode;
//! - every change of a product takes the tenant's next revision, and revisions become visible in their order: nobody
//!   who follows the feed by its cursor misses one;
//! - a family changes only behind the head, and no two of its products have the same values;
//! - prices and the trail are appended, never changed; a product is never deleted, only taken off sale;
//! - a scheduled price becomes an ordinary one at its moment, once; the feed knows no other kind;
//! - `catalog_head.rev` is the newest revision of a product, `catalog_head.on_sale` the number of products on sale;
//! - row, trail, audit and events of a change are one transaction; of an import, of a chunk of its rows.
//!
//! Deliberately not here: stock, taxes (a product only names its tax category), promotions, what a sale costs. A price is the whole
//! tenant's, or a store's own in its place; the table has room for those of a register.

mod acting;
mod barcode;
mod bulk;
mod category;
mod change;
pub mod codes;
mod exporting;
mod family;
mod faults;
mod feed;
mod finding;
mod fold;
mod importing;
mod jobs;
mod listing;
mod picture;
mod price;
mod product;
mod routes;
mod saving;
mod saving_family;
mod saving_many;
mod schedule;
mod search;
mod seeding;
mod spelling;
mod store;
mod text;
mod variant;

use contracts::{auth::Directories, contexts::PRODUCT, ids::StoreId};
use kernel::{
    Access, Caller, Capability, Job, Result, Routes, Service, admission::Lane, db::ContextMigrations, peer::Peer,
    service::Deps,
};
use utoipa_axum::routes;

pub use category::NewCategory;
pub use price::Price;
pub use product::NewProduct;
pub use seeding::{seed_categories, seed_products};

use crate::routes::{
    bulk_edit, catalog, categories, families, imports, labels, lifecycle, pictures, product_export, product_list,
    product_past, products, scheduled_prices, store_prices,
};

/// The port of the service when it listens alone.
pub const PORT: u16 = 8081;

static MIGRATOR: sqlx::migrate::Migrator = sqlx::migrate!("./migrations");

/// What the handlers work with.
#[derive(Clone)]
pub(crate) struct State {
    deps: Deps,
    directories: Directories,
}

impl State {
    /// # Errors
    /// 422 `unknown_store` when the tenant has no such store; 503 when auth does not answer.
    pub(crate) async fn require_store(&self, caller: &Caller, id: StoreId) -> Result<()> {
        let (_, store) = self
            .directories
            .find(caller, |directory| directory.store(id).map(drop))
            .await?;
        store.ok_or_else(|| codes::UNKNOWN_STORE.error())
    }
}

/// The contexts that product asks.
pub struct Peers {
    /// Knows the tenant's stores.
    pub auth: Peer,
}

/// The tables of the catalogue.
#[must_use]
pub fn migrations() -> ContextMigrations {
    ContextMigrations {
        context: PRODUCT,
        own: &MIGRATOR,
        hears: &[],
        keeps_trail_of: &[],
    }
}

/// The catalogue as a service.
#[must_use]
pub fn service(deps: Deps, peers: Peers) -> Service {
    let read = Access::With(Capability::CatalogRead);
    // The catalogue is every store's.
    let write = Access::Everywhere(Capability::CatalogWrite);
    let trail = Access::With(Capability::CatalogWrite);
    let jobs = vec![
        Job::prune_idempotency(&deps),
        jobs::apply_imports(&deps),
        jobs::prune_imports(&deps),
        jobs::make_scheduled_prices(&deps),
    ];
    let (router, routes, openapi) = Routes::new(PRODUCT.name, deps.gate.clone())
        .add(read, routes!(categories::list_categories))
        .add(write, routes!(categories::create_category))
        .add(write, routes!(categories::update_category))
        .add(read, routes!(families::list_families))
        .add(write, routes!(families::create_family))
        .add(read, routes!(families::get_family))
        .add(write, routes!(families::update_family))
        .add(read, routes!(product_list::list_products))
        .add(write, routes!(products::create_product))
        .add(read, routes!(products::get_product))
        .add(write, routes!(products::update_product))
        .add(write, routes!(lifecycle::deactivate_product))
        .add(write, routes!(lifecycle::activate_product))
        .add(write, routes!(bulk_edit::bulk_edit_products))
        .add(write, routes!(pictures::put_picture))
        .add(read, routes!(pictures::get_picture))
        .add(write, routes!(store_prices::set_store_price))
        .add(write, routes!(scheduled_prices::schedule_price))
        .add(trail, routes!(scheduled_prices::list_scheduled_prices))
        .add(write, routes!(scheduled_prices::cancel_scheduled_price))
        // Who changed what is for those who manage the catalogue.
        .add(trail, routes!(product_past::list_product_history))
        .add(trail, routes!(product_past::list_product_prices))
        .add_in(Lane::Analytics, trail, routes!(product_export::export_products))
        .add(write, routes!(imports::put_import))
        .add(write, routes!(imports::start_import))
        .add(trail, routes!(imports::list_imports))
        .add(trail, routes!(imports::get_import))
        .add(trail, routes!(imports::list_import_faults))
        .add_in(Lane::Sync, read, routes!(catalog::list_catalog_changes))
        .add(Access::Services, routes!(labels::list_product_labels))
        .build(State {
            directories: Directories::new(peers.auth, deps.clock.clone(), deps.tasks.clone()),
            deps,
        });
    Service {
        context: PRODUCT,
        port: PORT,
        router: catalog::compressed(router),
        routes,
        consumers: Vec::new(),
        jobs,
        migrations: migrations(),
        openapi,
    }
}
