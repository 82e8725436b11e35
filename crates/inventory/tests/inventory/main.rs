//! Inventory through the real router, on a database of each test's own.

mod documents;
mod exceptions;
mod holds_for_orders;
mod ledger;
mod measure;
mod properties;
mod reservations;
mod retention;
mod stock;
mod support;
