//! What several tests need.

use std::net::SocketAddr;

use auth::{AttemptLimits, AuthConfig};
use axum::{Extension, Router};
use contracts::contexts;
use kernel::{http::listener::PeerAddress, secret::Secret};
use serde_json::{Value, json};
use sqlx::Row;
use testkit::{Answer, Client, PASSWORD, Shop, TestApp};

/// Auth's configuration as the app has it.
pub fn config() -> AuthConfig {
    AuthConfig {
        sign_up_open: false,
        secure_cookies: false,
        key_encryption: Secret::new("a key of tests, and of nothing else"),
        vault: None,
        trusted_proxies_hops: 0,
        device_known_for: auth::DEVICE_KNOWN_FOR,
        limits: AttemptLimits::default(),
    }
}

/// Another process of auth on the app's database, configured otherwise.
pub fn process(app: &TestApp, config: AuthConfig) -> Router {
    kernel::http::complete(auth::service(app.deps(contexts::AUTH).clone(), config).router)
}

/// Whoever comes from this address, as the listener would say.
pub fn from(router: Router, address: &str) -> Client {
    let address: SocketAddr = format!("{address}:4711")
        .parse()
        .unwrap_or_else(|_| format!("[{address}]:4711").parse().unwrap());
    Client::nobody(router.layer(Extension(PeerAddress(address))))
}

pub fn nobody(app: &TestApp) -> Client {
    Client::nobody(app.router())
}

pub fn credentials(shop: &Shop, email: &str, password: &str, client: &str) -> Value {
    json!({"shop_code": shop.code(), "email": email, "password": password, "client": client})
}

pub fn owner_of(shop: &Shop) -> String {
    format!("owner@{}.example.com", shop.code())
}

/// The owner's new session as an API client.
pub async fn session(app: &TestApp, shop: &Shop) -> Value {
    session_of(app, shop, &owner_of(shop)).await
}

/// Anybody's.
pub async fn session_of(app: &TestApp, shop: &Shop, email: &str) -> Value {
    nobody(app)
        .post("/auth/sign-in", credentials(shop, email, PASSWORD, "api"))
        .await
        .expect(200)
        .json()
}

/// The client of a session.
pub fn client_of(app: &TestApp, session: &Value) -> Client {
    let tenant = testkit::id(&session["tenant"]["id"]);
    nobody(app)
        .with_tenant(tenant)
        .with_token(session["access_token"].as_str().unwrap())
}

/// Presents a refresh token as an API client.
pub async fn refresh(app: &TestApp, token: &Value) -> Answer {
    nobody(app)
        .post("/auth/refresh", json!({"client": "api", "refresh_token": token}))
        .await
}

/// A refresh that must work.
pub async fn refreshed(app: &TestApp, token: &Value) -> Value {
    refresh(app, token).await.expect(200).json()
}

/// The e-mail address of a signed-in user.
pub async fn email_of(client: &Client) -> String {
    client.get("/auth/me").await.expect(200).json()["user"]["email"]
        .as_str()
        .unwrap()
        .to_owned()
}

/// A problem without what differs from request to request.
pub fn problem(answer: &Answer) -> (u16, Value) {
    let mut body = answer.json();
    body.as_object_mut().unwrap().remove("trace_id");
    (answer.status(), body)
}

/// The payloads of auth's events of this type, oldest first.
pub async fn events(app: &TestApp, kind: &str) -> Vec<Value> {
    let rows = sqlx::query("SELECT data FROM auth.outbox WHERE type = $1 ORDER BY seq")
        .bind(kind)
        .fetch_all(&mut app.admin_connection().await)
        .await;
    rows.unwrap()
        .iter()
        .map(|row| serde_json::from_str(row.get(0)).unwrap())
        .collect()
}

/// What was done, as the trail has it, oldest first.
pub async fn audited(app: &TestApp, action: &str) -> Vec<(uuid::Uuid, uuid::Uuid)> {
    let rows = sqlx::query("SELECT user_id, subject_id FROM auth.audit_event WHERE action = $1 ORDER BY at, id")
        .bind(action)
        .fetch_all(&mut app.admin_connection().await)
        .await;
    rows.unwrap().iter().map(|row| (row.get(0), row.get(1))).collect()
}

/// The first column of the first row.
pub async fn count(app: &TestApp, sql: &'static str) -> i64 {
    sqlx::query(sql)
        .fetch_one(&mut app.admin_connection().await)
        .await
        .unwrap()
        .get(0)
}

/// The cookie that makes a browser known, as it is set.
pub fn device_cookie(answer: &Answer) -> Option<String> {
    let cookies = answer.headers().get_all("set-cookie").iter();
    let mut texts = cookies.map(|cookie| cookie.to_str().unwrap().to_owned());
    texts.find(|cookie| cookie.starts_with("novapos_device="))
}
