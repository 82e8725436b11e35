//! The order context: what was sold, when, where, for how much, and how it was paid.
//!
//! It owns orders with their lines and tenders, the sales ledger (double entry), each register's receipt numbers, and the tax
//! settings. It prices every sale itself: the till's price is a claim.
//!
//! Invariants: an order's id is its identity for ever; receipt numbers of a register have no gap; ledger lines of a transaction sum
//! to zero; total = net + tax; a completed sale has its `order.completed` event in the transaction that wrote it; nothing of a
//! sale but its status changes after.
//!
//! It deliberately keeps no stock (inventory follows by event), no catalogue but the price book in memory, and calls nobody while a
//! transaction is open.

// A cent that a float rounds away is money that nobody finds again: amounts are whole numbers.
#![deny(clippy::float_arithmetic)]

mod business_day;
mod cart;
mod cash;
mod checkout;
pub mod codes;
mod consumers;
mod counted;
mod discount;
mod document;
mod ledger;
mod mail;
mod paper;
mod price_book;
mod printer;
mod receipt;
mod routes;
mod sending;
pub mod status;
mod store;
mod tax;
mod traces;
mod trail;

use std::sync::Arc;

use contracts::{auth::Directories, contexts, inventory::InventoryClient, product::ProductClient};
use kernel::{
    Access, Capability, Job, Routes, Secrets, Service,
    admission::Lane,
    batcher::{BatchLimits, Batcher},
    db::ContextMigrations,
    peer::Peer,
    service::Deps,
};
use utoipa_axum::routes;

pub use mail::MailSettings;
pub use printer::{Printer, Printers};

use crate::{
    cash::sessions::Sessions, checkout::Sale, mail::Mailer, price_book::PriceBooks, store::sale_batch::SaleOutcome,
};

static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("./migrations");

/// Whom order asks.
pub struct Peers {
    pub auth: Peer,
    pub product: Peer,
    pub inventory: Peer,
}

/// What handlers share.
#[derive(Clone)]
pub(crate) struct State {
    deps: Deps,
    directories: Directories,
    books: PriceBooks,
    sessions: Sessions,
    inventory: InventoryClient,
    mailer: Mailer,
    printers: Printers,
    sales: Arc<Batcher<Sale, SaleOutcome>>,
}

/// The migrations of this context.
#[must_use]
pub fn migrations() -> ContextMigrations {
    ContextMigrations {
        context: contexts::ORDER,
        own: &MIGRATIONS,
        hears: &[contexts::PRODUCT],
        keeps_trail_of: &[],
    }
}

/// The order service.
#[must_use]
pub fn service(
    deps: Deps,
    peers: Peers,
    batches: BatchLimits,
    mail: MailSettings,
    secrets: Secrets,
    printers: Printers,
) -> Service {
    let books = PriceBooks::new(
        ProductClient { peer: peers.product },
        deps.db.clone(),
        deps.clock.clone(),
        deps.tasks.clone(),
    );
    let sales = Batcher::start(
        "sales",
        &deps.db,
        batches,
        &deps.tasks,
        Arc::new(|tx, sales| Box::pin(store::sale_batch::write(tx, sales))),
    );
    let state = State {
        directories: Directories::new(peers.auth, deps.clock.clone(), deps.tasks.clone()),
        books: books.clone(),
        sessions: Sessions::new(deps.db.clone()),
        inventory: InventoryClient { peer: peers.inventory },
        mailer: Mailer::new(mail, secrets),
        printers,
        sales,
        deps: deps.clone(),
    };
    let (router, routes, openapi) = Routes::new("order", deps.gate.clone())
        .add_in(
            Lane::Sync,
            Access::With(Capability::OrderCreate),
            routes!(routes::registers::get_register_setup),
        )
        .add_in(
            Lane::Checkout,
            Access::With(Capability::OrderCreate),
            routes!(routes::sales::compute_order),
        )
        .add_in(
            Lane::Checkout,
            Access::With(Capability::OrderCreate),
            routes!(routes::sales::create_order),
        )
        .add(
            Access::With(Capability::OrderRead),
            routes!(routes::orders::list_orders),
        )
        .add_in(
            Lane::Analytics,
            Access::With(Capability::OrderRead),
            routes!(routes::totals::get_order_totals),
        )
        .add_in(
            Lane::Analytics,
            Access::With(Capability::OrderRead),
            routes!(routes::order_export::export_orders),
        )
        .add(
            Access::With(Capability::OrderCreate),
            routes!(routes::parked_sales::park_sale),
        )
        .add(
            Access::With(Capability::OrderCreate),
            routes!(routes::parked_sales::list_parked_sales),
        )
        .add(
            Access::With(Capability::OrderCreate),
            routes!(routes::parked_sales::recall_sale),
        )
        .add(Access::With(Capability::OrderRead), routes!(routes::orders::get_order))
        .add(
            Access::With(Capability::OrderRead),
            routes!(routes::orders::get_receipt),
        )
        .add(
            Access::With(Capability::OrderCreate),
            routes!(routes::receipt_emails::email_receipt),
        )
        .add(
            Access::With(Capability::OrderCreate),
            routes!(routes::receipt_prints::print_receipt),
        )
        .add(Access::With(Capability::OrderVoid), routes!(routes::voids::void_order))
        .add(
            Access::With(Capability::StoreRead),
            routes!(routes::tax::get_tax_settings),
        )
        .add(
            Access::Everywhere(Capability::TaxManage),
            routes!(routes::tax::put_tax_settings),
        )
        .add(
            Access::With(Capability::StoreRead),
            routes!(routes::tax::list_tax_rules),
        )
        .add(
            Access::With(Capability::TaxManage),
            routes!(routes::tax::create_tax_rule),
        )
        .add(
            Access::With(Capability::CashHandle),
            routes!(routes::sessions::open_session),
        )
        .add(
            Access::With(Capability::OrderRead),
            routes!(routes::sessions::list_sessions),
        )
        .add_in(
            Lane::Analytics,
            Access::With(Capability::OrderRead),
            routes!(routes::session_export::export_sessions),
        )
        .add(
            Access::With(Capability::OrderRead),
            routes!(routes::sessions::get_session),
        )
        .add(
            Access::With(Capability::OrderRead),
            routes!(routes::sessions::get_x_report),
        )
        .add(
            Access::With(Capability::CashHandle),
            routes!(routes::drawers::move_cash),
        )
        .add(
            Access::With(Capability::CashHandle),
            routes!(routes::drawer_openings::open_drawer),
        )
        .add(
            Access::With(Capability::CashHandle),
            routes!(routes::drawers::count_drawer),
        )
        .add(
            Access::With(Capability::CashHandle),
            routes!(routes::drawers::close_session),
        )
        .add(
            Access::With(Capability::OrderRead),
            routes!(routes::z_reports::list_z_reports),
        )
        .add_in(
            Lane::Analytics,
            Access::With(Capability::OrderRead),
            routes!(routes::z_export::export_z_reports),
        )
        .add(
            Access::With(Capability::OrderRead),
            routes!(routes::z_reports::get_z_report),
        )
        .add(
            Access::With(Capability::OrderRead),
            routes!(routes::z_reports::print_z_report),
        )
        .add(
            Access::With(Capability::OrderRead),
            routes!(routes::z_reports::list_corrections),
        )
        .add(
            Access::With(Capability::CashApprove),
            routes!(routes::deposits::make_deposit),
        )
        .add(
            Access::With(Capability::CashApprove),
            routes!(routes::deposits::get_safe),
        )
        .add(
            Access::With(Capability::StoreRead),
            routes!(routes::cash_settings::get_cash_settings),
        )
        .add(
            Access::Everywhere(Capability::StoreManage),
            routes!(routes::cash_settings::put_cash_settings),
        )
        .add(
            Access::With(Capability::StoreRead),
            routes!(routes::discount_settings::get_discount_settings),
        )
        .add(
            Access::Everywhere(Capability::StoreManage),
            routes!(routes::discount_settings::put_discount_settings),
        )
        .build(state);
    let price_book = consumers::price_book(books);
    Service {
        context: contexts::ORDER,
        port: 8084,
        router,
        routes,
        jobs: vec![Job::prune_idempotency(&deps), Job::prune_inbox(&deps, &price_book)],
        consumers: vec![price_book],
        migrations: migrations(),
        openapi,
    }
}
