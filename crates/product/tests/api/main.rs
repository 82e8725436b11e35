//! The catalogue through the real router, on a database of each test.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::cast_possible_wrap,
    reason = "a test may end with a panic and makes its own ids, tasks and clients; its numbers are small"
)]

mod bulk_edit;
mod categories;
mod families;
mod feed;
mod imports;
mod lists;
mod past;
mod pictures;
mod plan;
mod products;
mod scheduled_prices;
mod search;
mod seeding;
mod store_prices;

use serde_json::{Value, json};
use testkit::{Answer, Client};

/// A product to be made: an apple with this name and SKU.
fn apple(name: &str, sku: &str) -> Value {
    json!({"name": name, "sku": sku, "tax_category": "reduced", "price": {"amount_minor": 249}})
}

/// The same with these barcodes.
fn coded(name: &str, sku: &str, barcodes: &[&str]) -> Value {
    let mut body = apple(name, sku);
    body["barcodes"] = json!(barcodes);
    body
}

async fn make(client: &Client, body: Value) -> Value {
    client.post("/products", body).await.expect(201).json()
}

async fn change(client: &Client, product: &Value, body: Value) -> Answer {
    let mut body = body;
    body["rev"] = product["rev"].clone();
    client.patch(&path(product, ""), body).await
}

/// The address of a product, or of what is below it.
fn path(product: &Value, below: &str) -> String {
    format!("/products/{}{below}", product["id"].as_str().unwrap_or_default())
}

/// One field of each item of a list.
fn field(list: &Value, name: &str) -> Vec<String> {
    list["items"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|item| item[name].as_str().unwrap_or_default().to_owned())
        .collect()
}

/// The pointers of a refusal's `errors`.
fn pointers(answer: &Answer) -> Vec<String> {
    answer.json()["errors"]
        .as_array()
        .expect("errors")
        .iter()
        .map(|e| e["pointer"].as_str().unwrap_or_default().to_owned())
        .collect()
}
