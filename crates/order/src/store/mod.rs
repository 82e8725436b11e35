//! The context's SQL: free functions over a tenant's transaction, a file for each table or statement.

pub mod cash_settings;
pub mod deposit;
pub mod orders;
pub mod sale_batch;
mod sale_rows;
pub mod session;
pub mod takings;
pub mod tax;
pub mod totals;
pub mod training;
pub mod void;
pub mod z_document;
