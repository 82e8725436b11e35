//! The context's HTTP operations, one file for each resource.

pub mod cash_settings;
pub mod deposits;
pub mod drawers;
pub mod orders;
pub mod registers;
pub mod sales;
pub mod sessions;
pub mod tax;
pub mod totals;
pub mod voids;
pub mod z_reports;
