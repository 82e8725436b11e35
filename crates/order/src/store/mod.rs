//! The context's SQL: free functions over a tenant's transaction, a file for each table or statement.

pub mod orders;
pub mod sale_batch;
mod sale_rows;
pub mod tax;
pub mod void;
