//! What a row does to the catalogue: decided here for the check and for the application alike.

use std::collections::HashMap;

use contracts::{
    ids::{CategoryId, ProductId},
    product::Unit,
};
use pricing::UnitPrice;

use super::{families::Families, row::Row};
use crate::{
    barcode::Barcode,
    change::Change,
    faults::Fault,
    fold,
    product::{Details, Product},
    text::{ImageRef, Name, Sku, TaxCategory},
};

/// What the catalogue has of what a chunk of rows names.
#[derive(Debug, Default)]
pub(crate) struct Known {
    /// By SKU.
    pub products: HashMap<String, Product>,
    /// Who has a barcode, by its lookup: the product and its SKU.
    pub barcodes: HashMap<String, (ProductId, String)>,
    /// By folded name.
    pub categories: HashMap<String, CategoryId>,
    pub families: Families,
}

/// What a row does.
#[derive(Debug)]
pub(crate) enum Step {
    Create(Details),
    Update(Box<Product>, Details, Change),
    Nothing,
    /// The column and what is wrong with it.
    Refuse(&'static str, Fault),
}

/// What a new product is where its row does not say.
const TAX_CATEGORY: &str = "standard";
const PER_MILLI: i64 = 1000;

/// Decides what the row does. A category that is not known yet counts as none: the application makes it first.
#[must_use]
pub(crate) fn decide(row: &Row, known: &Known) -> Step {
    let before = known.products.get(&row.sku);
    let after = match (before, &row.name, row.amount_minor) {
        (Some(before), ..) => changed(row, &before.details, known),
        (None, Some(name), Some(amount_minor)) => {
            let new = Details {
                name: Name::stored(name.clone()),
                sku: Sku::stored(row.sku.clone()),
                barcodes: Vec::new(),
                category_id: None,
                tax_category: TaxCategory::stored(TAX_CATEGORY.to_owned()),
                unit: Unit::Piece,
                price: UnitPrice {
                    amount_minor,
                    per_milli: PER_MILLI,
                },
                own_prices: Vec::new(),
                image: None,
                variant: None,
                active: true,
            };
            changed(row, &new, known)
        }
        (None, None, _) => return missing("name", "a product that is new needs a name"),
        (None, _, None) => return missing("price", "a product that is new needs a price"),
    };
    let after = match known.families.placed(row, after.variant.as_ref()) {
        Ok(variant) => Details { variant, ..after },
        Err((column, fault)) => return Step::Refuse(column, fault),
    };
    let own = before.map(|before| before.id);
    for barcode in &after.barcodes {
        match known.barcodes.get(&barcode.lookup()) {
            Some((owner, sku)) if Some(*owner) != own => {
                let detail = format!("{} belongs to the product with the SKU {sku}", barcode.as_str());
                return Step::Refuse("barcodes", Fault::new("barcode_taken", detail));
            }
            _ => {}
        }
    }
    match before {
        None => Step::Create(after),
        Some(before) => match Change::between(&before.details, &after) {
            None => Step::Nothing,
            Some(change) => Step::Update(Box::new(before.clone()), after, change),
        },
    }
}

fn missing(column: &'static str, detail: &str) -> Step {
    Step::Refuse(column, Fault::new("missing", detail))
}

/// The product with what the row says; the rest stays.
fn changed(row: &Row, before: &Details, known: &Known) -> Details {
    let before = before.clone();
    let stored = |text: &String| text.clone();
    let category = |name: &String| known.categories.get(&fold::fold(name)).copied();
    Details {
        name: row.name.as_ref().map_or(before.name, |name| Name::stored(stored(name))),
        sku: before.sku,
        barcodes: row.barcodes.as_ref().map_or(before.barcodes, |codes| {
            codes.iter().map(|code| Barcode::stored(stored(code))).collect()
        }),
        category_id: row.category.as_ref().map_or(before.category_id, category),
        tax_category: row
            .tax_category
            .as_ref()
            .map_or(before.tax_category, |text| TaxCategory::stored(stored(text))),
        unit: row.unit.unwrap_or(before.unit),
        price: UnitPrice {
            amount_minor: row.amount_minor.unwrap_or(before.price.amount_minor),
            per_milli: row.per_milli.unwrap_or(before.price.per_milli),
        },
        own_prices: before.own_prices,
        image: match &row.image {
            None => before.image,
            Some(text) if text.is_empty() => None,
            Some(text) => Some(ImageRef::stored(stored(text))),
        },
        variant: before.variant,
        active: row.active.unwrap_or(before.active),
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;

    fn row(sku: &str) -> Row {
        let json = serde_json::json!({"line": 2, "sku": sku});
        serde_json::from_value(json).unwrap()
    }

    fn new(sku: &str) -> Row {
        Row {
            name: Some("Tea".into()),
            amount_minor: Some(250),
            ..row(sku)
        }
    }

    fn created(row: &Row) -> Details {
        match decide(row, &Known::default()) {
            Step::Create(details) => details,
            other => panic!("{other:?}"),
        }
    }

    fn shelf(row: &Row) -> (Known, Product) {
        let at = DateTime::UNIX_EPOCH;
        let product = Product {
            id: uuid::Uuid::from_u128(1).into(),
            details: created(row),
            price_from: at,
            later_prices: Vec::new(),
            rev: 1,
            version: 1,
            created_at: at,
            updated_at: at,
        };
        let sku = row.sku.clone();
        let barcodes = product
            .details
            .barcodes
            .iter()
            .map(|code| (code.lookup(), (product.id, sku.clone())));
        let known = Known {
            barcodes: barcodes.collect(),
            products: [(sku.clone(), product.clone())].into(),
            ..Known::default()
        };
        (known, product)
    }

    #[test]
    fn a_new_product_needs_a_name_and_a_price_and_gets_the_rest() {
        let details = created(&new("A"));
        assert_eq!(
            (details.tax_category.as_str(), details.unit, details.active),
            ("standard", Unit::Piece, true)
        );
        let refused = |row: &Row| match decide(row, &Known::default()) {
            Step::Refuse(column, fault) => (column, fault.code),
            other => panic!("{other:?}"),
        };
        assert_eq!(refused(&row("A")), ("name", "missing"));
        assert_eq!(
            refused(&Row {
                name: Some("Tea".into()),
                ..row("A")
            }),
            ("price", "missing")
        );
    }

    #[test]
    fn a_known_product_changes_where_the_row_says_so_and_nowhere_else() {
        let (known, before) = shelf(&Row {
            barcodes: Some(vec!["40".into()]),
            ..new("A")
        });
        assert!(matches!(decide(&row("A"), &known), Step::Nothing));
        assert!(matches!(decide(&new("A"), &known), Step::Nothing));
        let price = Row {
            amount_minor: Some(199),
            ..row("A")
        };
        let Step::Update(_, after, _) = decide(&price, &known) else {
            panic!("no update")
        };
        assert_eq!(
            (after.price.amount_minor, &after.name, &after.barcodes),
            (199, &before.details.name, &before.details.barcodes)
        );
    }

    #[test]
    fn a_barcode_of_another_product_is_refused_and_its_own_is_not() {
        let (known, _) = shelf(&Row {
            barcodes: Some(vec!["036000291452".into()]),
            ..new("A")
        });
        let same = |sku: &str| Row {
            barcodes: Some(vec!["0036000291452".into()]),
            ..new(sku)
        };
        assert!(
            matches!(decide(&same("B"), &known), Step::Refuse("barcodes", fault) if fault.detail.contains("SKU A"))
        );
        assert!(
            matches!(decide(&same("A"), &known), Step::Update(..)),
            "a UPC-A and its EAN-13 are one code, written anew"
        );
    }
}
