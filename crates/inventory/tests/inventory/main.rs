//! Inventory through the real router, on a database of each test's own.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may end with a panic and makes its own ids, tasks and clients"
)]

mod counts;
mod damages;
mod day_before;
mod documents;
mod exceptions;
mod goods;
mod holds_for_orders;
mod ledger;
mod measure;
mod moving;
mod properties;
mod reservations;
mod retention;
mod stock;
mod support;
mod thresholds;
mod transfers;
