//! The operations of inventory, a file for each resource.

pub(crate) mod count_lines;
pub(crate) mod counts;
pub(crate) mod damages;
pub(crate) mod documents;
pub(crate) mod exceptions;
pub(crate) mod export;
pub(crate) mod goods;
pub(crate) mod internal;
pub(crate) mod reservations;
pub(crate) mod stock;
pub(crate) mod thresholds;
pub(crate) mod transfer_export;
pub(crate) mod transfers;
