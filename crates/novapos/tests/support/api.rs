//! The API of a running NovaPOS, over HTTP, as somebody of the demo shop reaches it.
#![allow(dead_code, reason = "each test program uses its part")]

use std::time::Duration;

use serde_json::{Value, json};
use uuid::Uuid;

/// A limit on what hangs, not a measure: on a busy machine everything takes its time.
pub const PATIENCE: Duration = Duration::from_secs(120);

/// The API as somebody of the demo shop reaches it.
#[derive(Clone)]
pub struct Api {
    pub http: reqwest::Client,
    pub base: String,
    pub token: String,
    pub tenant: String,
}

impl Api {
    pub async fn sign_in(port: u16) -> Self {
        let http = reqwest::Client::builder()
            .timeout(Duration::from_secs(20))
            .build()
            .unwrap();
        Self::sign_in_at(format!("http://127.0.0.1:{port}"), http).await
    }

    /// The same at another address.
    pub async fn sign_in_at(base: String, http: reqwest::Client) -> Self {
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
            .header("x-tenant-id", &self.tenant)
            .header("idempotency-key", Uuid::now_v7().to_string());
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
