//! A product: what it is, what it costs, and how others see it.

use chrono::{DateTime, Utc};
use contracts::{
    ids::{CategoryId, ProductId, StoreId},
    product::{CatalogItem, Unit, Variant},
};
use kernel::{Result, codes::INVALID_BODY};
use pricing::{Key, PriceEntry, Target, Timestamp, UnitPrice};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    barcode::{self, Barcode},
    faults::{Fault, Faults},
    fold,
    price::{OwnPrice, Price},
    text::{ImageRef, Name, Sku, TaxCategory},
    variant::VariantOf,
};

/// A product to be made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewProduct {
    /// 1 to 200 characters.
    #[schema(example = "Apple Braeburn", min_length = 1, max_length = 200)]
    pub name: String,
    /// The shop's own number: 1 to 64 visible characters, unique in the shop.
    #[schema(example = "FRT-001", min_length = 1, max_length = 64)]
    pub sku: String,
    /// At most 20, each 1 to 48 visible ASCII characters, unique in the shop; a UPC-A and its EAN-13 are the same code.
    #[serde(default)]
    #[schema(max_items = 20)]
    pub barcodes: Vec<String>,
    #[serde(default)]
    pub category_id: Option<CategoryId>,
    /// What tax rules go by: 1 to 40 of a-z, 0-9, `_` and `-`.
    #[schema(example = "standard", min_length = 1, max_length = 40)]
    pub tax_category: String,
    #[serde(default = "piece")]
    pub unit: Unit,
    pub price: Price,
    /// Where the image is: 1 to 500 characters.
    #[serde(default)]
    #[schema(min_length = 1, max_length = 500)]
    pub image: Option<String>,
    /// Where it is to be one of a family.
    #[serde(default)]
    pub variant: Option<VariantOf>,
}

pub(crate) const fn piece() -> Unit {
    Unit::Piece
}

impl NewProduct {
    /// The checked product, on sale, of no family yet. `pointer` is where it stands in the body: empty, or `/17` for one of many.
    ///
    /// # Errors
    /// 400 `invalid_body` with every field that is wrong.
    pub(crate) fn parse(self, pointer: &str) -> Result<Details> {
        let mut faults = Faults::default();
        let name = faults.take("/name", Name::parse(&self.name));
        let sku = faults.take("/sku", Sku::parse(&self.sku));
        let barcodes = parse_barcodes(&self.barcodes, "", &mut faults);
        let tax_category = faults.take("/tax_category", TaxCategory::parse(&self.tax_category));
        let price = self.price.parse("/price", &mut faults);
        let image = self.image.map(|image| faults.take("/image", ImageRef::parse(&image)));
        match (name, sku, tax_category, price) {
            (Some(name), Some(sku), Some(tax_category), Some(price)) if faults.is_empty() => Ok(Details {
                name,
                sku,
                barcodes,
                category_id: self.category_id,
                tax_category,
                unit: self.unit,
                price,
                own_prices: Vec::new(),
                image: image.flatten(),
                variant: None,
                active: true,
            }),
            _ => Err(faults.error(pointer)),
        }
    }
}

/// `at` is where the product stands in the body.
pub(crate) fn parse_barcodes(texts: &[String], at: &str, faults: &mut Faults) -> Vec<Barcode> {
    if texts.len() > barcode::PER_PRODUCT_MAX {
        let fault = Fault::new(
            "too_many",
            format!("a product has at most {} barcodes", barcode::PER_PRODUCT_MAX),
        );
        faults.take::<()>(&format!("{at}/barcodes"), Err(fault));
        return Vec::new();
    }
    let parsed: Vec<Barcode> = texts
        .iter()
        .enumerate()
        .filter_map(|(n, text)| faults.take(&format!("{at}/barcodes/{n}"), Barcode::parse(text)))
        .collect();
    faults.take(&format!("{at}/barcodes"), barcode::check_set(&parsed));
    parsed
}

/// Changes to a product: what is left out stays as it is.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeProduct {
    /// The revision of the product that was read: the change is refused when it is no longer the newest.
    pub rev: i64,
    #[schema(min_length = 1, max_length = 200)]
    pub name: Option<String>,
    #[schema(min_length = 1, max_length = 64)]
    pub sku: Option<String>,
    /// All barcodes that it shall have.
    #[schema(max_items = 20)]
    pub barcodes: Option<Vec<String>>,
    /// Null takes the product out of its category.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<CategoryId>)]
    pub category_id: Option<Option<CategoryId>>,
    #[schema(min_length = 1, max_length = 40)]
    pub tax_category: Option<String>,
    pub unit: Option<Unit>,
    /// Holds from now on for every store; earlier prices stay in the history.
    pub price: Option<Price>,
    /// Null removes the image.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>, min_length = 1, max_length = 500)]
    pub image: Option<Option<String>>,
    /// Null takes the product out of its family.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<VariantOf>)]
    pub variant: Option<Option<VariantOf>>,
}

/// Tells a field that is null from one that is left out.
pub(crate) fn given<'de, T: Deserialize<'de>, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

/// Checked changes.
#[derive(Clone, Debug)]
pub struct Edit {
    name: Option<Name>,
    sku: Option<Sku>,
    barcodes: Option<Vec<Barcode>>,
    category_id: Option<Option<CategoryId>>,
    tax_category: Option<TaxCategory>,
    unit: Option<Unit>,
    price: Option<UnitPrice>,
    image: Option<Option<ImageRef>>,
}

impl ChangeProduct {
    /// # Errors
    /// 400 `invalid_body` with every field that is wrong.
    pub(crate) fn parse(self) -> Result<Edit> {
        let mut faults = Faults::default();
        if self.rev < 1 {
            return Err(INVALID_BODY
                .error()
                .at("/rev", "out_of_range", "send the rev of the product that you read"));
        }
        let edit = Edit {
            name: self.name.and_then(|text| faults.take("/name", Name::parse(&text))),
            sku: self.sku.and_then(|text| faults.take("/sku", Sku::parse(&text))),
            barcodes: self.barcodes.map(|texts| parse_barcodes(&texts, "", &mut faults)),
            category_id: self.category_id,
            tax_category: self
                .tax_category
                .and_then(|text| faults.take("/tax_category", TaxCategory::parse(&text))),
            unit: self.unit,
            price: self.price.and_then(|price| price.parse("/price", &mut faults)),
            image: self
                .image
                .map(|text| text.and_then(|text| faults.take("/image", ImageRef::parse(&text)))),
        };
        if faults.is_empty() {
            Ok(edit)
        } else {
            Err(faults.error(""))
        }
    }
}

impl Edit {
    /// The product as it is after the changes, in the family that it was in.
    #[must_use]
    pub fn apply(self, before: &Details) -> Details {
        let before = before.clone();
        Details {
            name: self.name.unwrap_or(before.name),
            sku: self.sku.unwrap_or(before.sku),
            barcodes: self.barcodes.unwrap_or(before.barcodes),
            category_id: self.category_id.unwrap_or(before.category_id),
            tax_category: self.tax_category.unwrap_or(before.tax_category),
            unit: self.unit.unwrap_or(before.unit),
            price: self.price.unwrap_or(before.price),
            own_prices: before.own_prices,
            image: self.image.unwrap_or(before.image),
            variant: before.variant,
            active: before.active,
        }
    }
}

/// What a product is. In the trail, before and after are this as JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Details {
    pub name: Name,
    pub sku: Sku,
    pub barcodes: Vec<Barcode>,
    pub category_id: Option<CategoryId>,
    pub tax_category: TaxCategory,
    pub unit: Unit,
    /// The price in force for the whole tenant.
    pub price: UnitPrice,
    /// Those of stores that have their own, by the stores' ids.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub own_prices: Vec<OwnPrice>,
    pub image: Option<ImageRef>,
    /// Where it is one of several that differ in size, colour and the like.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub variant: Option<Variant>,
    pub active: bool,
}

impl Details {
    /// The words by which the product is found: those of its name and its SKU, the SKU without its punctuation, and those of its family and
    /// its values there.
    /// Sorted, each once.
    #[must_use]
    pub fn terms(&self) -> Vec<String> {
        let mut terms = fold::words(self.name.as_str());
        let sku = fold::words(self.sku.as_str());
        terms.push(sku.concat().chars().take(fold::WORD_CHARS_MAX).collect());
        terms.extend(sku);
        if let Some(variant) = &self.variant {
            terms.extend(fold::words(&variant.family));
            terms.extend(variant.options.iter().flat_map(|option| fold::words(&option.value)));
        }
        terms.retain(|term| !term.is_empty());
        terms.sort_unstable();
        terms.dedup();
        terms
    }
}

/// A product as it is stored.
#[derive(Clone, Debug)]
pub struct Product {
    pub id: ProductId,
    pub details: Details,
    /// From when the price in force holds.
    pub price_from: DateTime<Utc>,
    /// Prices that will hold later, in the order of their beginnings.
    pub later_prices: Vec<PriceEntry>,
    /// The tenant's revision of the last change.
    pub rev: i64,
    /// The number of the last event about this product.
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

impl Product {
    /// The product as tills of the store read it, or the price book, which reads for all stores. The price in force has no beginning here: a till whose clock
    /// is behind must find a price, too. When it began is in the history.
    #[must_use]
    pub fn item(&self, store: Option<StoreId>) -> CatalogItem {
        let details = self.details.clone();
        let in_force = entry(None, details.price);
        let own = details.own_prices.iter();
        let own = own
            .filter(|own| store.is_none_or(|store| own.store_id == store))
            .map(|own| PriceEntry {
                target: Target::Store {
                    store: Key::from(own.store_id.uuid().as_u128()),
                },
                ..entry(None, own.price)
            });
        CatalogItem {
            id: self.id,
            rev: self.rev,
            name: details.name.into_string(),
            sku: details.sku.into_string(),
            barcodes: details.barcodes.into_iter().map(Barcode::into_string).collect(),
            category_id: details.category_id,
            tax_category: details.tax_category.into_string(),
            unit: details.unit,
            image: details.image.map(ImageRef::into_string),
            variant: details.variant,
            prices: std::iter::once(in_force)
                .chain(self.later_prices.iter().copied())
                .chain(own)
                .collect(),
        }
    }
}

/// A price for the whole tenant.
#[must_use]
pub fn entry(from: Option<DateTime<Utc>>, price: UnitPrice) -> PriceEntry {
    PriceEntry {
        target: Target::Tenant,
        from: from.map(|at| Timestamp::from(at.timestamp_millis())),
        until: None,
        amount_minor: price.amount_minor,
        per_milli: price.per_milli,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn new_product(body: serde_json::Value) -> NewProduct {
        serde_json::from_value(body).unwrap()
    }

    fn apple() -> Details {
        new_product(json!({"name": "Apple Braeburn", "sku": "FRT-001", "tax_category": "reduced", "price": {"amount_minor": 249}}))
            .parse("")
            .unwrap()
    }

    #[test]
    fn all_faults_are_told_at_once_with_their_places() {
        let wrong = new_product(json!({
            "name": " ", "sku": "A B", "barcodes": ["1", "ä", "1"], "tax_category": "X", "price": {"amount_minor": -1}, "image": ""
        }));
        let problem = wrong.parse("/3").unwrap_err().problem();
        let pointers: Vec<_> = problem["errors"]
            .as_array()
            .unwrap()
            .iter()
            .map(|e| e["pointer"].as_str().unwrap().to_owned())
            .collect();
        assert_eq!(
            pointers,
            [
                "/3/name",
                "/3/sku",
                "/3/barcodes/1",
                "/3/barcodes",
                "/3/tax_category",
                "/3/price/amount_minor",
                "/3/image"
            ]
        );
    }

    #[test]
    fn a_field_that_is_null_is_cleared_and_one_left_out_stays() {
        let before = Details {
            image: Some(ImageRef::stored("a.png".into())),
            ..apple()
        };
        let edit = |body| {
            serde_json::from_value::<ChangeProduct>(body)
                .unwrap()
                .parse()
                .unwrap()
                .apply(&before)
        };
        assert_eq!(edit(json!({"rev": 1})), before);
        assert_eq!(edit(json!({"rev": 1, "image": null})).image, None);
        assert_eq!(edit(json!({"rev": 1, "barcodes": []})).barcodes, vec![]);
        assert_eq!(
            edit(json!({"rev": 1, "price": {"amount_minor": 1499, "per_milli": 10_000}}))
                .price
                .per_milli,
            10_000
        );
        assert!(serde_json::from_value::<ChangeProduct>(json!({"rev": 1, "active": false})).is_err());
        assert!(serde_json::from_value::<ChangeProduct>(json!({"name": "x"})).is_err());
    }

    #[test]
    fn a_product_is_found_by_the_words_of_its_name_and_its_sku() {
        assert_eq!(apple().terms(), ["001", "apple", "braeburn", "frt", "frt001"]);
    }

    #[test]
    fn the_price_in_force_has_no_beginning_in_the_feed() {
        let later = entry(
            DateTime::from_timestamp_millis(5_000),
            UnitPrice {
                amount_minor: 300,
                per_milli: 1000,
            },
        );
        let product = Product {
            id: ProductId::from_uuid(uuid::Uuid::nil()),
            details: apple(),
            price_from: DateTime::UNIX_EPOCH,
            later_prices: vec![later],
            rev: 7,
            version: 1,
            created_at: DateTime::UNIX_EPOCH,
            updated_at: DateTime::UNIX_EPOCH,
        };
        assert_eq!(product.item(None).prices, [entry(None, product.details.price), later]);
    }
}
