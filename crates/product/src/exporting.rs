//! The catalogue as a CSV file: every column that an import reads, so that a file that comes back unchanged changes nothing.

use std::collections::HashMap;

use contracts::ids::CategoryId;
use kernel::{Error, Result};

use crate::{
    importing::{columns::Column, row::guarded},
    product::Product,
};

/// The first line.
///
/// # Errors
/// 500, never in memory.
pub(crate) fn header() -> Result<Vec<u8>> {
    rows([Column::ALL.map(|column| column.name().to_owned()).to_vec()])
}

/// A line for each product. `decimals` are the decimal places of the shop's money.
///
/// # Errors
/// 500, never in memory.
pub(crate) fn lines(products: &[Product], categories: &HashMap<CategoryId, String>, decimals: u32) -> Result<Vec<u8>> {
    rows(products.iter().map(|product| {
        let cell = |column| guarded(&text(product, categories, decimals, column));
        Column::ALL.map(cell).to_vec()
    }))
}

fn text(product: &Product, categories: &HashMap<CategoryId, String>, decimals: u32, column: Column) -> String {
    let details = &product.details;
    match column {
        Column::Sku => details.sku.as_str().to_owned(),
        Column::Name => details.name.as_str().to_owned(),
        Column::Barcodes => {
            let codes: Vec<&str> = details.barcodes.iter().map(|code| code.as_str()).collect();
            codes.join(" ")
        }
        Column::Category => {
            let name = details.category_id.and_then(|id| categories.get(&id));
            name.cloned().unwrap_or_default()
        }
        Column::TaxCategory => details.tax_category.as_str().to_owned(),
        Column::Unit => details.unit.name().to_owned(),
        Column::Price => decimal(details.price.amount_minor, decimals),
        Column::PricePer => decimal(details.price.per_milli, 3),
        Column::Image => details
            .image
            .as_ref()
            .map(|image| image.as_str().to_owned())
            .unwrap_or_default(),
        Column::Active => if details.active { "yes" } else { "no" }.to_owned(),
    }
}

/// A number of last decimal places, written out: 250 with two places is `2.50`. Not below zero.
fn decimal(number: i64, decimals: u32) -> String {
    if decimals == 0 {
        return number.to_string();
    }
    let digits = format!("{number:0>width$}", width = decimals as usize + 1);
    let (whole, part) = digits.split_at(digits.len() - decimals as usize);
    format!("{whole}.{part}")
}

fn rows(rows: impl IntoIterator<Item = Vec<String>>) -> Result<Vec<u8>> {
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
    fn amounts_are_written_with_their_decimal_places() {
        for (number, decimals, wanted) in [
            (250, 2, "2.50"),
            (5, 2, "0.05"),
            (0, 2, "0.00"),
            (1500, 0, "1500"),
            (1, 3, "0.001"),
            (1000, 3, "1.000"),
        ] {
            assert_eq!(decimal(number, decimals), wanted);
        }
    }
}
