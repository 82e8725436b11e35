//! The catalogue as a CSV file: every column that an import reads, so that a file that comes back unchanged changes nothing.

use std::collections::HashMap;

use contracts::ids::CategoryId;
use kernel::{
    Result,
    csv::{decimal, guarded, rows},
};

use crate::{importing::columns::Column, product::Product};

/// A line for each product. `decimals` are the decimal places of the shop's money.
///
/// # Errors
/// 500, never in memory.
pub(crate) fn lines(products: &[Product], categories: &HashMap<CategoryId, String>, decimals: u32) -> Result<Vec<u8>> {
    rows(products.iter().map(|product| {
        let cell = |column| guarded(&text(product, categories, decimals, column));
        Column::ALL.map(cell)
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
        Column::Family => {
            let variant = details.variant.as_ref();
            variant.map(|variant| variant.family.clone()).unwrap_or_default()
        }
        Column::Options => {
            let options = details.variant.iter().flat_map(|variant| &variant.options);
            let options: Vec<String> = options
                .map(|option| format!("{}={}", option.name, option.value))
                .collect();
            options.join("; ")
        }
        Column::Active => if details.active { "yes" } else { "no" }.to_owned(),
    }
}
