//! The SQL of inventory, a file for each table. Every statement names its tenant.

pub(crate) mod document;
pub(crate) mod exception;
pub(crate) mod ledger;
pub(crate) mod level;
pub(crate) mod outbox;
pub(crate) mod reservation;
