//! The SQL of inventory, a file for each table. Every statement names its tenant.

pub(crate) mod count;
pub(crate) mod document;
pub(crate) mod exception;
pub(crate) mod ledger;
pub(crate) mod level;
pub(crate) mod low_stock;
pub(crate) mod outbox;
pub(crate) mod reservation;
pub(crate) mod totals;
pub(crate) mod transfer;
