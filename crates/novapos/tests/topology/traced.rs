//! One sale is one trace, through every process that has to do with it.

use std::{
    collections::{BTreeSet, HashMap},
    time::Instant,
};

use serde_json::json;
use testkit::{
    TestApp,
    collector::{Collector, Span},
};
use uuid::Uuid;

use crate::{over_kafka::OverKafka, program::PATIENCE, scenario::shop, shape::Shape, talk::Talk};

/// What must be in the trace of a sale in a strict store: the process, the service and what it does.
const WANTED: [(&str, &str, &str); 7] = [
    ("novapos-edge", "edge", "POST /orders"),
    ("novapos-order", "order", "POST /orders"),
    ("novapos-order", "order", "ask inventory"),
    ("novapos-inventory", "inventory", "POST /internal/reservations"),
    ("novapos-inventory", "inventory", "tenant transaction"),
    ("novapos-order", "order", "write the sale"),
    (
        "novapos-inventory",
        "inventory",
        "inventory.orders applies order.completed",
    ),
];

#[tokio::test(flavor = "multi_thread")]
async fn a_sale_is_one_trace_from_the_edge_to_the_stock() {
    traced(Vec::new(), &[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sale_is_one_trace_also_through_kafka() {
    let kafka = OverKafka::start().await;
    traced(
        kafka.settings.clone(),
        &[("novapos-order", "order", "publish order.completed")],
    )
    .await;
}

/// Sells once with these settings: what is wanted of every sale, and this, is in its trace.
async fn traced(mut settings: Vec<(&'static str, String)>, also: &[(&str, &str, &str)]) {
    let app = TestApp::start().await;
    let (_shop, places) = shop(&app).await;
    let collector = Collector::start().await;
    settings.extend([
        ("NOVAPOS__TRACES__ENDPOINT", collector.endpoint()),
        ("NOVAPOS__TRACES__SAMPLE_PERCENT", "100".to_owned()),
    ]);
    let shape = Shape::apart_with(&app, settings).await;
    let mut owner = Talk::sign_in(&shape.base(), "owner@corner.example.com").await;
    let register = &places["strict_register"];
    let body = json!({"name": "Tea", "sku": "TEA", "barcodes": [], "tax_category": "standard", "unit": "piece",
        "price": {"amount_minor": 250, "per_milli": 1000}});
    let tea = owner.post("/products", body, 201).await["id"].clone();
    let line = |milli: i64| json!({"id": Uuid::now_v7(), "product_id": tea, "quantity_milli": milli});
    let receipt = json!({"id": Uuid::now_v7(), "location_id": places["cellar"], "lines": [line(5000)]});
    owner.post("/stock/receipts", receipt, 201).await;
    let lines = [line(1000)];
    let quote = owner
        .post("/orders/compute", json!({"register_id": register, "lines": lines}), 200)
        .await;
    let sale = json!({"id": Uuid::now_v7(), "register_id": register, "receipt_number": 1, "rev": quote["rev"], "lines": lines,
        "tenders": [{"id": Uuid::now_v7(), "kind": "cash", "amount_minor": 250}],
        "expected": {"total_minor": 250, "due_minor": 250, "change_minor": 0}, "device_at": "2026-03-02T10:00:00.000Z"});
    let http = reqwest::Client::new();
    let sold = owner
        .authorized(http.post(format!("{}/orders", shape.base())))
        .json(&sale)
        .send()
        .await
        .unwrap();
    assert_eq!(sold.status(), 201);
    let trace = sold.headers()["trace-id"].to_str().unwrap().to_owned();

    let since = Instant::now();
    let spans = loop {
        let mut spans = collector.spans();
        spans.retain(|span| span.trace == trace);
        let seen: BTreeSet<_> = spans
            .iter()
            .map(|span| (&*span.process, &*span.service, &*span.name))
            .collect();
        if WANTED.iter().chain(also).all(|wanted| seen.contains(wanted)) {
            break spans;
        }
        assert!(since.elapsed() < PATIENCE, "the trace {trace} has only {seen:#?}");
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    };
    assert_one_tree(&spans);
}

/// Every span has its parent among them, but the one that began at the edge.
fn assert_one_tree(spans: &[Span]) {
    let known: HashMap<&str, &Span> = spans.iter().map(|span| (&*span.id, span)).collect();
    let without: Vec<_> = spans
        .iter()
        .filter(|span| span.parent.as_deref().is_none_or(|parent| !known.contains_key(parent)))
        .map(|span| (&*span.process, &*span.name))
        .collect();
    assert_eq!(without, [("novapos-edge", "POST /orders")], "{spans:#?}");
}
