//! Stock levels as a CSV file.

use contracts::product::ProductLabel;
use kernel::{
    Result,
    csv::{decimal, guarded, rows},
};

use crate::store::level::LevelRow;

pub(crate) const COLUMNS: [&str; 11] = [
    "store",
    "sku",
    "name",
    "unit",
    "on_hand",
    "reserved",
    "available",
    "in_transit",
    "damaged",
    "reorder_point",
    "product_id",
];

/// A line for each shelf: which store's it is, and what the product is called where the catalogue says.
///
/// # Errors
/// 500, never in memory.
pub(crate) fn lines<'a>(
    shelves: impl IntoIterator<Item = (&'a LevelRow, &'a str, Option<&'a ProductLabel>)>,
) -> Result<Vec<u8>> {
    rows(shelves.into_iter().map(|(row, store, label)| {
        [
            guarded(store),
            guarded(label.map_or("", |label| &label.sku)),
            guarded(label.map_or("", |label| &label.name)),
            label.map_or("", |label| label.unit.name()).to_owned(),
            decimal(row.on_hand_milli, 3),
            decimal(row.reserved_milli, 3),
            decimal(row.available_milli(), 3),
            decimal(row.in_transit_milli, 3),
            decimal(row.damaged_milli, 3),
            row.reorder_milli.map(|milli| decimal(milli, 3)).unwrap_or_default(),
            row.product_id.to_string(),
        ]
    }))
}
