//! Inventory: what is on the shelves of every location, how it came and went, and what of it is held.
//!
//! It owns the ledger of stock moves, the levels that are its running sums, reservations, stock documents (receipts, corrections, transfers,
//! damage), counts, reorder points, and the exceptions that a record below zero opens.
//!
//! Invariants (numbers: the suite of `novapos verify`):
//! - every move has a unique cause, the id of the line that caused it, so that a replay is a no-op by a constraint (I20);
//! - a shelf's `on_hand`, `in_transit` and `damaged` are the sums of their buckets' moves (I18), its `reserved` the sum of the holds on it
//!   (I19); they change in one statement with the rows that they sum;
//! - a transfer makes no goods and loses none: what is in transit is what was shipped less what was received and resolved (I22);
//! - goods that run low are told of once, and again only after they were above their reorder point (I23);
//! - a count books what was counted less what the record held at that instant, so that sales meanwhile keep their effect;
//! - a hold takes only what is there, and ends exactly once in one of its ways (I21); an order's ends with the sale that it was made for,
//!   and a sale whose hold has lapsed moves the stock alone;
//! - a record below zero has exactly one open exception (I19). A sale is a fact and is never refused here: a strict store asks for a hold
//!   before it sells, a store that sells through finds out afterwards;
//! - rows are locked in one order: transfers, counts and holds first, then shelves by location and product.
//!
//! What it deliberately does not do: it keeps no product and no price (documents and lists
//! ask the catalogue before their transaction; a sale's goods are what the sale says); it does not hold for sales
//! over the counter of stores that sell through; it leaves the trail of orders' holds to the order context, which asks for them.

// A gram that a float rounds away is stock that nobody finds again: amounts are whole numbers.
#![deny(clippy::float_arithmetic)]

pub mod codes;

mod book;
mod consumers;
mod count;
mod counting;
mod document;
mod entering;
mod exporting;
mod faults;
mod goods;
mod hold;
mod holding;
mod jobs;
mod oversold;
mod places;
mod posting;
mod quantity;
mod reorder;
mod reordering;
mod routes;
mod seed;
mod store;
mod threshold;
mod transfer;
mod transferring;

use contracts::{
    auth::Directories,
    contexts::{INVENTORY, ORDER},
    product::ProductClient,
};
use kernel::{
    Capability, Service,
    admission::Lane,
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
    pub(crate) goods: goods::Goods,
}

/// The contexts that inventory asks.
pub struct Peers {
    /// Knows the tenant's stores.
    pub auth: Peer,
    /// Knows its goods.
    pub product: Peer,
}

/// Inventory's tables, for whoever migrates.
#[must_use]
pub fn migrations() -> ContextMigrations {
    ContextMigrations {
        context: INVENTORY,
        own: &MIGRATOR,
        hears: &[ORDER],
        keeps_trail_of: &[],
    }
}

/// The service.
#[must_use]
pub fn service(deps: Deps, peers: Peers) -> Service {
    let places = places::Places::new(Directories::new(peers.auth, deps.clock.clone(), deps.tasks.clone()));
    let goods = goods::Goods {
        catalogue: ProductClient { peer: peers.product },
    };
    let (router, routes, openapi) = routes(&deps).build(State {
        deps: deps.clone(),
        places,
        goods,
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

/// Every operation with who may call it.
fn routes(deps: &Deps) -> Routes<State> {
    use routes::{
        count_lines, counts, damages, documents, exceptions, export, goods, internal, reservations, stock, thresholds,
        transfer_export, transfers,
    };
    let read = Access::With(Capability::StockRead);
    let adjust = Access::With(Capability::StockAdjust);
    let reserve = Access::With(Capability::StockReserve);
    let receive = Access::With(Capability::StockReceive);
    let count = Access::With(Capability::StockCount);
    Routes::new(INVENTORY.name, deps.gate.clone())
        .add(read, routes!(stock::list_stock))
        .add(read, routes!(goods::list_goods_stock))
        .add_in(Lane::Analytics, read, routes!(export::export_stock))
        .add(read, routes!(exceptions::list_stock_exceptions))
        .add(read, routes!(stock::get_stock))
        .add(read, routes!(stock::list_stock_moves))
        .add(receive, routes!(documents::create_receipt))
        .add(adjust, routes!(documents::create_adjustment))
        .add(adjust, routes!(damages::create_damage))
        .add(adjust, routes!(thresholds::set_thresholds))
        .add(read, routes!(transfers::list_transfers))
        .add_in(Lane::Analytics, read, routes!(transfer_export::export_transfers))
        .add(
            Access::With(Capability::StockTransfer),
            routes!(transfers::create_transfer),
        )
        .add(read, routes!(transfers::get_transfer))
        .add(receive, routes!(transfers::receive_transfer))
        .add(adjust, routes!(transfers::resolve_transfer))
        .add(read, routes!(counts::list_counts))
        .add(count, routes!(counts::begin_count))
        .add(read, routes!(counts::get_count))
        .add(read, routes!(count_lines::list_count_lines))
        .add(count, routes!(count_lines::enter_count_lines))
        .add(count, routes!(counts::submit_count))
        .add(count, routes!(counts::cancel_count))
        // Whoever counts does not decide about the difference.
        .add(adjust, routes!(counts::approve_count))
        .add(adjust, routes!(counts::reopen_count))
        .add(reserve, routes!(reservations::create_reservation))
        .add(read, routes!(reservations::get_reservation))
        .add(reserve, routes!(reservations::release_reservation))
        .add(reserve, routes!(reservations::commit_reservation))
        .add(Access::Services, routes!(internal::hold_for_order))
        .add(Access::Services, routes!(internal::release_for_order))
}
