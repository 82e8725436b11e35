//! Stock levels as a CSV file.

use contracts::product::ProductLabel;
use kernel::{Error, Result};

use crate::store::level::LevelRow;

const COLUMNS: [&str; 11] = [
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

/// The first line.
///
/// # Errors
/// 500, never in memory.
pub(crate) fn header() -> Result<Vec<u8>> {
    rows([COLUMNS.map(str::to_owned)])
}

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
            decimal(row.on_hand_milli),
            decimal(row.reserved_milli),
            decimal(row.available_milli()),
            decimal(row.in_transit_milli),
            decimal(row.damaged_milli),
            row.reorder_milli.map(decimal).unwrap_or_default(),
            row.product_id.to_string(),
        ]
    }))
}

/// Signs that make a spreadsheet take a text for a formula.
const FORMULA_SIGNS: [char; 4] = ['=', '+', '-', '@'];

/// Text as it goes into a file that spreadsheets open: an apostrophe before what they would take for a formula (OWASP, "CSV Injection").
/// Numbers are left alone: a minus before digits is a number, and no text of ours stands in their columns.
fn guarded(text: &str) -> String {
    let guard = text.starts_with(|sign: char| FORMULA_SIGNS.contains(&sign) || sign == '\'' || sign.is_control());
    if guard { format!("'{text}") } else { text.to_owned() }
}

/// Thousandths, written out: 1500 is `1.500`, -5 is `-0.005`.
fn decimal(milli: i64) -> String {
    let sign = if milli < 0 { "-" } else { "" };
    let milli = milli.unsigned_abs();
    format!("{sign}{}.{:03}", milli / 1000, milli % 1000)
}

fn rows<const N: usize>(rows: impl IntoIterator<Item = [String; N]>) -> Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer.write_record(row).map_err(Error::internal)?;
    }
    writer.into_inner().map_err(|error| Error::internal(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities_are_written_with_their_sign_and_three_places() {
        for (milli, wanted) in [(0, "0.000"), (1_500, "1.500"), (-5, "-0.005"), (-12_345, "-12.345")] {
            assert_eq!(decimal(milli), wanted);
        }
        assert_eq!(decimal(i64::MIN), "-9223372036854775.808");
    }

    #[test]
    fn no_text_begins_like_a_formula() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "'quoted"] {
            assert_eq!(guarded(text), format!("'{text}"));
        }
        assert_eq!(guarded("Tea = good"), "Tea = good");
    }
}
