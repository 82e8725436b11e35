//! Cash management through the real router: sessions, counts, Z reports and what arrives after them.
#![expect(clippy::disallowed_methods, reason = "a test makes its own ids, tasks and clients")]

mod closing;
mod late;
mod lists;
mod many;
mod sessions;
mod training;

use contracts::ids::ProductId;
use serde_json::{Value, json};
use testkit::{Answer, Client, Shop};
use uuid::Uuid;

/// Opens a session with a float of one kind of coin; the answer's body.
async fn open(shop: &Shop, client: &Client, float_minor: i64) -> Value {
    open_with(shop, client, float_minor, json!({})).await.expect(201).json()
}

async fn open_with(shop: &Shop, client: &Client, float_minor: i64, more: Value) -> Answer {
    let mut body = json!({"id": Uuid::now_v7(), "register_id": shop.register_id(), "float": pieces(float_minor)});
    for (key, value) in more.as_object().into_iter().flatten() {
        body[key] = value.clone();
    }
    client.post("/sessions", body).await
}

/// An amount as one piece of money, none for nothing.
fn pieces(amount_minor: i64) -> Value {
    if amount_minor == 0 {
        json!([])
    } else {
        json!([{"value_minor": amount_minor, "count": 1}])
    }
}

/// The body of a sale in a session.
async fn order_in(shop: &Shop, client: &Client, session: &Value, lines: &[(ProductId, i64)]) -> Value {
    let mut order = shop.order(client, shop.register_id(), lines).await;
    order["session_id"] = session["id"].clone();
    order
}

async fn sell_in(shop: &Shop, client: &Client, session: &Value, lines: &[(ProductId, i64)]) -> Answer {
    let order = order_in(shop, client, session, lines).await;
    client.post("/orders", order).await
}

async fn move_cash(client: &Client, session: &Value, kind: &str, amount_minor: i64) -> Answer {
    let body = json!({"id": Uuid::now_v7(), "kind": kind, "amount_minor": amount_minor, "reason": "for the test"});
    client.post(&path(session, "movements"), body).await
}

async fn count(client: &Client, session: &Value, count_number: i16, counted_minor: i64) -> Answer {
    let body = json!({"count_number": count_number, "pieces": pieces(counted_minor)});
    client.post(&path(session, "counts"), body).await
}

async fn close(client: &Client, session: &Value, left_minor: i64) -> Answer {
    client
        .post(&path(session, "close"), json!({"left_minor": left_minor}))
        .await
}

fn path(session: &Value, what: &str) -> String {
    format!("/sessions/{}/{what}", testkit::id::<()>(&session["id"]))
}

fn void_path(sold: &Value) -> String {
    format!("/orders/{}/void", testkit::id::<()>(&sold["order"]["id"]))
}

fn z_path(shop: &Shop, z_number: i64) -> String {
    format!("/registers/{}/z-reports/{z_number}", shop.register_id())
}
