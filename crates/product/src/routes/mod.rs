//! The HTTP side: one file for each resource.

pub mod bulk_edit;
pub mod catalog;
pub mod categories;
pub mod families;
pub mod imports;
pub mod labels;
pub mod lifecycle;
pub mod pictures;
pub mod product_export;
pub mod product_list;
pub mod product_past;
pub mod products;
pub mod scheduled_prices;
pub mod store_prices;
