//! The context's HTTP operations, one file for each resource.

pub mod orders;
pub mod registers;
pub mod sales;
pub mod tax;
pub mod voids;
