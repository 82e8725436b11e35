//! SQL, one file for each table or list. Every function works in the caller's transaction and names its tenant.

pub mod barcode;
pub mod category;
pub mod change;
pub mod family;
pub mod feed;
pub mod head;
pub mod import;
pub mod imports;
pub mod label;
pub mod list;
pub mod picture;
pub mod price;
pub mod product;
pub mod scheduled_price;
pub mod spelling;
pub mod term;
