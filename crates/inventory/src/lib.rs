//! Inventory: what is on the shelves of every location, how it came and went, and what of it is held.
//!
//! It owns the ledger of stock moves, the levels that are its running sums, reservations, receipts and corrections, and the exceptions
//! that a record below zero opens.
//!
//! Invariants (numbers: the suite of `novapos verify`):
//! - every move has a unique cause, the id of the line that caused it, so that a replay is a no-op by a constraint (I20);
//! - a shelf's `on_hand` is the sum of its moves (I18), its `reserved` the sum of the holds on it (I19); they change in one statement
//!   with the rows that they sum;
//! - a hold takes only what is there, and ends exactly once in one of its ways (I21); an order's ends with the sale that it was made for,
//!   and a sale whose hold has lapsed moves the stock alone;
//! - a record below zero has exactly one open exception (I19). A sale is a fact and is never refused here: a strict store asks for a hold
//!   before it sells, a store that sells through finds out afterwards;
//! - rows are locked in one order: holds first, then shelves by location and product.
//!
//! What it deliberately does not do: it knows no product (any id has stock once something moved) and no price; it does not hold for sales
//! over the counter of stores that sell through; it leaves the trail of orders' holds to the order context, which asks for them.

// A gram that a float rounds away is stock that nobody finds again: amounts are whole numbers.
#![deny(clippy::float_arithmetic)]

pub mod codes;

mod book;
mod consumers;
mod document;
mod entering;
mod faults;
mod hold;
mod holding;
mod jobs;
mod oversold;
mod places;
mod posting;
mod quantity;
mod routes;
mod seed;
mod store;

use contracts::{auth::Directories, contexts::INVENTORY};
use kernel::{
    Capability, Service,
    db::ContextMigrations,
    peer::Peer,
    service::{Access, Deps, Routes},
};
use sqlx::migrate::Migrator;
use utoipa_axum::routes;

pub use seed::seed_stock;

/// The port of the seed's table.
const PORT: u16 = 8087;

static MIGRATOR: Migrator = sqlx::migrate!("./migrations");

/// What every handler works with.
#[derive(Clone)]
pub(crate) struct State {
    pub(crate) deps: Deps,
    pub(crate) places: places::Places,
}

/// Inventory's tables, for whoever migrates.
#[must_use]
pub fn migrations() -> ContextMigrations {
    ContextMigrations {
        context: INVENTORY,
        own: &MIGRATOR,
    }
}

/// The service, with auth as the peer that knows the tenant's stores.
#[must_use]
pub fn service(deps: Deps, auth: Peer) -> Service {
    use routes::{documents, exceptions, internal, reservations, stock};
    let places = places::Places::new(Directories::new(auth, deps.clock.clone(), deps.tasks.clone()));
    let (router, routes, openapi) = Routes::new(INVENTORY.name, deps.gate.clone())
        .add(Access::With(Capability::StockRead), routes!(stock::list_stock))
        .add(
            Access::With(Capability::StockRead),
            routes!(exceptions::list_stock_exceptions),
        )
        .add(Access::With(Capability::StockRead), routes!(stock::get_stock))
        .add(Access::With(Capability::StockRead), routes!(stock::list_stock_moves))
        .add(
            Access::With(Capability::StockReceive),
            routes!(documents::create_receipt),
        )
        .add(
            Access::With(Capability::StockAdjust),
            routes!(documents::create_adjustment),
        )
        .add(
            Access::With(Capability::StockReserve),
            routes!(reservations::create_reservation),
        )
        .add(
            Access::With(Capability::StockRead),
            routes!(reservations::get_reservation),
        )
        .add(
            Access::With(Capability::StockReserve),
            routes!(reservations::release_reservation),
        )
        .add(
            Access::With(Capability::StockReserve),
            routes!(reservations::commit_reservation),
        )
        .add(Access::Services, routes!(internal::hold_for_order))
        .add(Access::Services, routes!(internal::release_for_order))
        .build(State {
            deps: deps.clone(),
            places,
        });
    let orders = consumers::orders(deps.clone());
    Service {
        context: INVENTORY,
        port: PORT,
        router,
        routes,
        jobs: jobs::all(&deps, &orders),
        consumers: vec![orders],
        migrations: migrations(),
        openapi,
    }
}
