//! Tills of the demo shop.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tokio::time::sleep;
use uuid::Uuid;

use crate::api::{Api, PATIENCE};

/// A till and what it knows before it sells.
pub struct Till {
    api: Api,
    register: String,
    product: Value,
    quote: Value,
    next_number: i64,
}

impl Till {
    pub async fn open(api: &Api, register: &Value, product: &Value) -> Self {
        let register = register["id"].as_str().unwrap().to_owned();
        let setup = api.get(&format!("/registers/{register}/setup")).await;
        let cart = json!({"register_id": register, "lines": [{"id": Uuid::now_v7(), "product_id": product, "quantity_milli": 1000}]});
        let (_, quote) = api
            .ask(reqwest::Method::POST, "/orders/compute", Some(&cart))
            .await
            .unwrap();
        Self {
            api: api.clone(),
            register,
            product: product.clone(),
            quote,
            next_number: setup["next_receipt_number"].as_i64().unwrap(),
        }
    }

    /// Sells one piece, sent again until it is accepted. Returns the sale's id.
    pub async fn sell(&mut self) -> Uuid {
        let id = Uuid::now_v7();
        let due = &self.quote["cash_total_minor"];
        let sale = json!({"id": id, "register_id": self.register, "receipt_number": self.next_number, "rev": self.quote["rev"],
            "lines": [{"id": Uuid::now_v7(), "product_id": self.product, "quantity_milli": 1000}],
            "tenders": [{"id": Uuid::now_v7(), "kind": "cash", "amount_minor": due}],
            "expected": {"total_minor": self.quote["total_minor"], "due_minor": due, "change_minor": 0},
            "device_at": "2026-03-02T10:00:00.000Z"});
        let since = Instant::now();
        loop {
            match self.api.ask(reqwest::Method::POST, "/orders", Some(&sale)).await {
                Some((201, _)) => break,
                Some((503, _)) | None => {}
                Some((status, body)) => panic!("{status}: {body}"),
            }
            assert!(
                since.elapsed() < PATIENCE,
                "the same sale is accepted once the database is back"
            );
            sleep(Duration::from_millis(20)).await;
        }
        self.next_number += 1;
        id
    }
}
