//! Tills of the demo shop that reach a running NovaPOS over HTTP.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tokio::time::sleep;
use uuid::Uuid;

/// A limit on what hangs, not a measure: on a busy machine everything takes its time.
pub const PATIENCE: Duration = Duration::from_secs(120);

/// The API as somebody of the demo shop reaches it.
#[derive(Clone)]
pub struct Api {
    http: reqwest::Client,
    base: String,
    token: String,
    tenant: String,
}

impl Api {
    pub async fn sign_in(port: u16) -> Self {
        let http = reqwest::Client::builder()
            .timeout(Duration::from_secs(20))
            .build()
            .unwrap();
        let base = format!("http://127.0.0.1:{port}");
        let who = json!({"shop_code": "demo", "email": "manager@demo.example", "password": "demo-corner-shop", "client": "api"});
        let answer = http
            .post(format!("{base}/auth/sign-in"))
            .json(&who)
            .send()
            .await
            .unwrap();
        let session: Value = answer.json().await.unwrap();
        Self {
            http,
            base,
            token: session["access_token"].as_str().unwrap().to_owned(),
            tenant: session["tenant"]["id"].as_str().unwrap().to_owned(),
        }
    }

    /// The answer's status and body; nothing when it was lost.
    pub async fn ask(&self, method: reqwest::Method, path: &str, body: Option<&Value>) -> Option<(u16, Value)> {
        let request = self
            .http
            .request(method, format!("{}{path}", self.base))
            .bearer_auth(&self.token)
            .header("x-tenant-id", &self.tenant);
        let request = match body {
            Some(body) => request.json(body),
            None => request,
        };
        let answer = request.send().await.ok()?;
        Some((answer.status().as_u16(), answer.json().await.ok()?))
    }

    pub async fn get(&self, path: &str) -> Value {
        let (status, body) = self.ask(reqwest::Method::GET, path, None).await.unwrap();
        assert_eq!(status, 200, "{path}: {body}");
        body
    }
}

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
