//! Where the demo shop sells: a store that sells what is in the customer's hands, and a strict one that sells what it has on record.

use std::collections::HashMap;

use anyhow::{Context as _, Result};
use contracts::product::Unit;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    goods::{self, Article},
    places,
};
use crate::client::{Client, unless};

/// The one article of which the strict store has a single piece: a panettone.
pub const LAST_PIECE_SKU: &str = "BAK-027";

/// Tax categories, and how high their rates are: Germany's. Receipts name a rate with its percentage.
const TAXES: &[(&str, i64)] = &[("standard", 190_000), ("reduced", 70_000)];

/// Beyond the number of any article.
const VARIANTS_FROM: u64 = 1_000;

/// Constant ids make what is sent twice the same thing.
pub(super) const fn fixed_id(group: u64, number: u64) -> Uuid {
    Uuid::from_u64_pair(0x0dec_0000_0000_7000 | group << 16, 0x8000_0000_0000_0000 | number)
}

/// Adds the tax rules.
pub async fn tax(owner: &Client) -> Result<()> {
    for (number, (category, rate_micro)) in (1..).zip(TAXES) {
        let rate = json!({"id": fixed_id(1, 100 + number), "name": "VAT", "rate_micro": rate_micro, "compound": false});
        let rule = json!({"id": fixed_id(1, number), "target": {"type": "tenant"}, "category": category, "from": null, "until": null,
            "exempt": false, "rates": [rate]});
        unless(
            owner.post(&format!("demo:tax:{category}"), "/tax/rules", &rule).await,
            "tax_rule_exists",
        )?;
    }
    Ok(())
}

/// Says what cashiers and managers may take off a price, and why they do.
pub async fn discounts(owner: &Client) -> Result<()> {
    let settings = json!({"cashier_limit_micro": 100_000, "manager_limit_micro": 500_000,
        "reasons": ["Regular customer", "Best before soon", "Damaged"]});
    owner.put("/discounts/settings", &settings).await?;
    Ok(())
}

/// Furnishes the first store, opens the second, and brings goods to both and from one to the other.
pub async fn open(owner: &Client) -> Result<()> {
    let stores = owner.get("/stores").await?;
    let first = with_code(&stores, "A").context("the first store")?;
    let first_id = text(&first["id"]);
    let header = "Corner Grocery\nMarket Square 1, 10115 Berlin\nVAT ID DE 000 000 000 (demo)";
    owner
        .patch(
            &format!("/stores/{first_id}"),
            &json!({"name": "Market Square", "receipt_header": header}),
        )
        .await?;
    let till = json!({"store_id": first_id, "name": "Register 2", "code": "2"});
    unless(
        owner.post("demo:till:A2", "/registers", &till).await,
        "register_code_taken",
    )?;
    let second = match with_code(&stores, "B") {
        Some(second) => second,
        None => owner.post("demo:store:B", "/stores", &second_store()).await?,
    };
    let till = json!({"store_id": second["id"], "name": "Register 1", "code": "1"});
    unless(
        owner.post("demo:till:B1", "/registers", &till).await,
        "register_code_taken",
    )?;
    receive(owner, 2, &first["location_id"], false).await?;
    receive(owner, 3, &second["location_id"], true).await?;
    places::spread(owner, &first["location_id"], &second["location_id"]).await
}

fn second_store() -> Value {
    json!({"name": "Station Kiosk", "code": "B", "time_zone": "Europe/Berlin", "day_cutoff": "04:00", "currency": "EUR",
        "receipt_header": "Corner Grocery, Station Kiosk\nPlatform 1, 10557 Berlin\nVAT ID DE 000 000 000 (demo)", "stock_policy": "strict"})
}

/// The opening stock: one receipt with a line for each article.
async fn receive(owner: &Client, group: u64, location: &Value, strict: bool) -> Result<()> {
    let catalogue = owner.get("/catalog/changes?limit=5000").await?;
    let items = catalogue["items"].as_array().into_iter().flatten();
    let products: HashMap<&str, &Value> = items
        .filter_map(|item| Some((item["sku"].as_str()?, &item["id"])))
        .collect();
    let items = catalogue["items"].as_array().into_iter().flatten();
    let mut variants: Vec<(&str, &Value)> = items
        .filter(|item| item.get("variant").is_some())
        .filter_map(|item| Some((item["sku"].as_str()?, &item["id"])))
        .collect();
    variants.sort_unstable_by_key(|(sku, _)| *sku);
    let variants = (VARIANTS_FROM..).zip(variants).map(|(number, (_, product))| {
        json!({"id": fixed_id(group, number), "product_id": product, "quantity_milli": 24_000})
    });
    let lines: Vec<Value> = (0..)
        .zip(goods::all()?)
        .filter_map(|(number, article)| {
            let quantity_milli = if strict && article.sku == LAST_PIECE_SKU {
                1000
            } else {
                opening_milli(number, &article)
            };
            let product = products.get(article.sku.as_str())?;
            Some(json!({"id": fixed_id(group, number + 1), "product_id": product, "quantity_milli": quantity_milli}))
        })
        .chain(variants)
        .collect();
    let receipt =
        json!({"id": fixed_id(group, 0), "location_id": location, "reference": "Opening stock", "lines": lines});
    owner
        .post(&format!("demo:stock:{group}"), "/stock/receipts", &receipt)
        .await?;
    Ok(())
}

/// Some of each, neither few nor all alike.
fn opening_milli(number: u64, article: &Article) -> i64 {
    let spread = i64::try_from(number * 7 % 29).unwrap_or_default();
    match article.unit {
        Unit::Kilogram => 18_000 + spread * 1_250,
        _ => (24 + spread * 2) * 1000,
    }
}

fn with_code(stores: &Value, code: &str) -> Option<Value> {
    stores["items"]
        .as_array()?
        .iter()
        .find(|store| store["code"] == code)
        .cloned()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_piece_is_an_article_that_is_counted() {
        let all = goods::all().unwrap();
        assert!(
            all.iter()
                .any(|article| article.sku == LAST_PIECE_SKU && article.unit == Unit::Piece)
        );
    }

    #[test]
    fn fixed_ids_are_version_7_and_differ() {
        assert_eq!(fixed_id(2, 5).get_version_num(), 7);
        assert_ne!(fixed_id(2, 5), fixed_id(3, 5));
        assert_ne!(fixed_id(2, 5), fixed_id(2, 6));
    }
}
