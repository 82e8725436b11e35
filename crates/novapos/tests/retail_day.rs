//! A real retailer's day, sold through the API: every invoice comes to the source's total, to the penny.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test may end with a panic and makes its own ids, tasks and clients"
)]

use std::collections::BTreeMap;

use contracts::ids::ProductId;
use serde_json::{Value, json};
use sqlx::Row;
use testkit::{Shop, TestApp, id};
use uuid::Uuid;

/// A sale line of the source.
struct SourceLine {
    invoice: String,
    stock_code: String,
    description: String,
    quantity: i64,
    price_minor: i64,
}

/// The day's sale lines with prices in whole pence: no cancellations (`C...`), write-offs or negative quantities.
fn source() -> Vec<SourceLine> {
    let path = TestApp::root().join("crates/novapos/tests/data/online_retail_2011-03-04.csv");
    let mut reader = csv::Reader::from_path(path).unwrap();
    let rows = reader.records().map(|row| row.unwrap());
    let line = |row: csv::StringRecord| {
        let quantity: i64 = row[3].parse().unwrap();
        Some(SourceLine {
            invoice: row[0].to_owned(),
            stock_code: row[1].to_owned(),
            description: row[2].trim().to_owned(),
            quantity,
            price_minor: whole_pence(&row[4])?,
        })
        .filter(|line| line.quantity > 0 && line.invoice.starts_with(|c: char| c.is_ascii_digit()))
    };
    rows.filter_map(line).collect()
}

/// "2.5" -> 250; `None` for fractions of a penny and for negative prices.
fn whole_pence(price: &str) -> Option<i64> {
    let (pounds, pence) = price.split_once('.').unwrap_or((price, "0"));
    let pence = pence.trim_end_matches('0');
    let pence: i64 = if pence.len() > 2 {
        return None;
    } else {
        format!("{pence:0<2}").parse().ok()?
    };
    pounds.parse::<u32>().ok().map(|pounds| i64::from(pounds) * 100 + pence)
}

/// Each stock code at the first price of the day.
async fn stock_the_catalogue(shop: &Shop, lines: &[SourceLine]) -> BTreeMap<String, (ProductId, i64)> {
    let rule = json!({"id": Uuid::now_v7(), "target": {"type": "tenant"}, "category": "untaxed", "from": null, "until": null, "exempt": true, "rates": []});
    shop.admin().post("/tax/rules", rule).await.expect(201);
    let mut catalogue = BTreeMap::new();
    for line in lines {
        if catalogue.contains_key(&line.stock_code) {
            continue;
        }
        let name = if line.description.is_empty() {
            &line.stock_code
        } else {
            &line.description
        };
        let body = json!({"name": name, "sku": line.stock_code, "tax_category": "untaxed", "price": {"amount_minor": line.price_minor, "per_milli": 1000}});
        let product = shop.admin().post("/products", body).await.expect(201).json();
        catalogue.insert(line.stock_code.clone(), (id(&product["id"]), line.price_minor));
    }
    catalogue
}

fn cart_line(line: &SourceLine, (product, shelf_price): (ProductId, i64)) -> Value {
    let mut body = json!({"id": Uuid::now_v7(), "product_id": product, "quantity_milli": line.quantity * 1000});
    if line.price_minor != shelf_price {
        body["price_override"] =
            json!({"amount_minor": line.price_minor, "per_milli": 1000, "reason": "price of the invoice"});
    }
    body
}

#[tokio::test(flavor = "multi_thread")]
async fn a_real_day_comes_to_the_penny() {
    let lines = source();
    let app = TestApp::start().await;
    let shop = app.shop_in("gifts", "GBP", "Europe/London").await;
    let manager = shop.manager().await;
    let catalogue = stock_the_catalogue(&shop, &lines).await;
    let mut invoices: BTreeMap<&str, Vec<&SourceLine>> = BTreeMap::new();
    for line in &lines {
        invoices.entry(&line.invoice).or_default().push(line);
    }
    let (mut day_total, mut overrides) = (0, 0);
    for (number, lines) in (1..).zip(invoices.values()) {
        assert!(lines.len() <= 500);
        let total: i64 = lines.iter().map(|line| line.quantity * line.price_minor).sum();
        let cart: Vec<Value> = lines
            .iter()
            .map(|line| cart_line(line, catalogue[&line.stock_code]))
            .collect();
        overrides += cart.iter().filter(|line| line["price_override"].is_object()).count();
        let tenders: Vec<Value> = if total == 0 {
            vec![]
        } else {
            vec![json!({"id": Uuid::now_v7(), "kind": "cash", "amount_minor": total})]
        };
        let order = json!({"id": Uuid::now_v7(), "register_id": shop.register_id(), "receipt_number": number, "rev": 0, "lines": cart, "tenders": tenders,
            "expected": {"total_minor": total, "due_minor": total, "change_minor": 0}, "device_at": "2011-03-04T12:00:00.000Z"});
        let sold = manager.post("/orders", order).await.expect(201).json();
        assert_eq!(sold["order"]["total_minor"], total);
        day_total += total;
    }
    // What the day came to in the source, counted apart: 51 invoices of 1,101 lines, 19,506.80 GBP.
    assert_eq!((invoices.len(), lines.len(), day_total), (51, 1101, 1_950_680));
    assert!(overrides > 50, "{overrides} overrides");
    app.settle().await;

    let mut admin = app.admin_connection().await;
    let mut sum = async |sql: &'static str| sqlx::query(sql).fetch_one(&mut admin).await.unwrap().get::<i64, _>(0);
    assert_eq!(
        sum("SELECT sum(total_minor)::bigint FROM orders.orders").await,
        day_total
    );
    assert_eq!(
        sum("SELECT sum(amount_minor)::bigint FROM orders.ledger_entry WHERE account = 'cash'").await,
        day_total
    );
    assert_eq!(
        sum("SELECT -sum(amount_minor)::bigint FROM orders.ledger_entry WHERE account = 'revenue'").await,
        day_total
    );
    let units: i64 = lines.iter().map(|line| line.quantity * 1000).sum();
    assert_eq!(
        sum("SELECT -sum(quantity_milli)::bigint FROM inventory.move WHERE kind = 'sale'").await,
        units
    );
    assert_eq!(
        sum("SELECT -sum(on_hand_milli)::bigint FROM inventory.level").await,
        units
    );
}
