//! Stock in two places: goods that are under way from one store to the other, a count that waits for somebody to approve it, and goods
//! that run low.

use std::collections::HashMap;

use anyhow::{Context as _, Result};
use serde_json::{Value, json};

use super::stores::{LAST_PIECE_SKU, fixed_id};
use crate::client::Client;

/// What the van brings from the market to the kiosk: pieces that left, and those of them that arrived.
const VAN: &[(&str, i64, i64)] = &[("DRI-001", 12, 12), ("DRI-002", 12, 8), ("BAK-001", 6, 0)];
/// What was counted at the market, less what the record says: pieces.
const COUNTED: &[(&str, i64)] = &[("DAI-001", -2), ("DAI-002", 0), ("DAI-003", 1)];
/// When to order at the kiosk: pieces. Of the first there is one, of the others there are more than that.
const REORDER: &[(&str, i64)] = &[(LAST_PIECE_SKU, 2), ("DRI-001", 6), ("DAI-001", 6)];

/// Sends the van, counts the milk and sets the points.
pub async fn spread(owner: &Client, market: &Value, kiosk: &Value) -> Result<()> {
    let catalogue = owner.get("/catalog/changes?limit=5000").await?;
    let products: HashMap<&str, &Value> = catalogue["items"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|item| Some((item["sku"].as_str()?, &item["id"])))
        .collect();
    let product = |sku: &str| products.get(sku).copied().with_context(|| format!("no {sku}"));
    let lines = |group: u64, pieces: &[(&str, i64)]| -> Result<Vec<Value>> {
        (1..)
            .zip(pieces)
            .filter(|(_, (_, count))| *count > 0)
            .map(|(n, (sku, count))| {
                Ok(json!({"id": fixed_id(group, n), "product_id": product(sku)?, "quantity_milli": count * 1000}))
            })
            .collect()
    };
    let sent: Vec<(&str, i64)> = VAN.iter().map(|(sku, sent, _)| (*sku, *sent)).collect();
    let came: Vec<(&str, i64)> = VAN.iter().map(|(sku, _, came)| (*sku, *came)).collect();
    let van = fixed_id(4, 0);
    let shipment = json!({"id": van, "from_location_id": market, "to_location_id": kiosk, "note": "Morning van",
        "lines": lines(4, &sent)?});
    owner.post("demo:van", "/stock/transfers", &shipment).await?;
    let arrival = json!({"id": fixed_id(5, 0), "lines": lines(5, &came)?});
    let path = format!("/stock/transfers/{van}/arrivals");
    owner.post("demo:van:came", &path, &arrival).await?;

    let counted: Vec<&Value> = COUNTED.iter().map(|(sku, _)| product(sku)).collect::<Result<_>>()?;
    count(owner, market, &counted).await?;

    let points: Vec<Value> = REORDER
        .iter()
        .map(|(sku, pieces)| Ok(json!({"product_id": product(sku)?, "reorder_milli": pieces * 1000})))
        .collect::<Result<_>>()?;
    let points = json!({"location_id": kiosk, "lines": points});
    owner.post("demo:reorder", "/stock/thresholds", &points).await?;
    Ok(())
}

/// A count of the milk, sent in.
async fn count(owner: &Client, market: &Value, products: &[&Value]) -> Result<()> {
    let id = fixed_id(6, 0);
    let begin =
        json!({"id": id, "location_id": market, "scope": "cycle", "note": "Milk shelf", "product_ids": products});
    owner.post("demo:count", "/stock/counts", &begin).await?;
    let (mut lines, mut key) = (Vec::new(), "demo:count:lines".to_owned());
    for (product, (_, difference)) in products.iter().zip(COUNTED) {
        let id = product.as_str().unwrap_or_default();
        let stock = owner
            .get(&format!(
                "/stock?location_id={}&product_id={id}",
                market.as_str().unwrap_or_default()
            ))
            .await?;
        let on_hand = stock["items"][0]["on_hand_milli"].as_i64().unwrap_or_default();
        let counted_milli = (on_hand + difference * 1000).max(0);
        lines.push(json!({"product_id": product, "counted_milli": counted_milli}));
        key = format!("{key}:{counted_milli}");
    }
    let path = format!("/stock/counts/{id}");
    // Sent in, it takes no more lines: what was interrupted is finished from where it stood.
    if owner.get(&path).await?["state"] == "counting" {
        owner
            .post(&key, &format!("{path}/lines"), &json!({"lines": lines}))
            .await?;
        owner
            .post(
                "demo:count:submit",
                &format!("{path}/submit"),
                &json!({"uncounted_as_zero": false}),
            )
            .await?;
    }
    Ok(())
}
