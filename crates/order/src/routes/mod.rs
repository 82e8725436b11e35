//! The context's HTTP operations, one file for each resource.

pub mod cash_settings;
pub mod deposits;
pub mod discount_settings;
pub mod drawer_openings;
pub mod drawers;
pub mod order_export;
pub mod orders;
pub mod parked_sales;
mod period;
pub mod receipt_emails;
pub mod receipt_prints;
pub mod registers;
pub mod sales;
pub mod session_export;
pub mod sessions;
pub mod tax;
pub mod totals;
pub mod voids;
pub mod z_export;
pub mod z_reports;
