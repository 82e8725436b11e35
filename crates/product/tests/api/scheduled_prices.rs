//! Prices of the future: each holds from its moment, once, whether or not the program ran then.

use chrono::TimeDelta;
use serde_json::{Value, json};
use testkit::{Client, TestApp};

use crate::{apple, change, field, make, path};

async fn schedule(client: &Client, product: &Value, from: &str, amount_minor: i64) -> Value {
    let body = json!({"from": from, "price": {"amount_minor": amount_minor}});
    client
        .post(&path(product, "/scheduled-prices"), body)
        .await
        .expect(201)
        .json()
}

async fn price(client: &Client, product: &Value) -> Value {
    client.get(&path(product, "")).await.expect(200).json()["price"]["amount_minor"].clone()
}

/// Amounts with the moments from which they hold, the newest first.
async fn past(client: &Client, product: &Value) -> Vec<(Value, Value)> {
    let prices = client.get(&path(product, "/prices")).await.expect(200).json();
    let items = prices["items"].as_array().unwrap().clone();
    items
        .iter()
        .map(|item| (item["amount_minor"].clone(), item["from"].clone()))
        .collect()
}

#[tokio::test]
async fn a_scheduled_price_becomes_an_ordinary_one_at_its_moment() {
    let app = TestApp::start().await;
    let admin = app.shop("green-grocer").await.admin();
    let product = make(&admin, apple("Apple", "A")).await;
    let first = admin.get("/catalog/changes").await.json();
    let scheduled = schedule(&admin, &product, "2026-03-02T10:02:00Z", 199).await;
    assert_eq!(
        (&scheduled["state"], &scheduled["store_id"], &scheduled["from"]),
        (&json!("waiting"), &json!(null), &json!("2026-03-02T10:02:00Z"))
    );
    let cursor = first["next_cursor"].as_str().unwrap();
    let changes = format!("/catalog/changes?cursor={cursor}");
    app.clock().advance(TimeDelta::seconds(119));
    app.settle().await;
    assert_eq!(price(&admin, &product).await, 249);
    assert_eq!(
        admin.get(&changes).await.json()["items"],
        json!([]),
        "tills hear of a price when it holds"
    );
    app.clock().advance(TimeDelta::seconds(1));
    app.settle().await;
    app.settle().await;
    assert_eq!(price(&admin, &product).await, 199);
    let told = admin.get(&changes).await.json();
    assert_eq!(
        told["items"][0]["prices"].as_array().unwrap().len(),
        1,
        "one price, and no other kind of it"
    );
    assert_eq!(told["items"][0]["prices"][0]["amount_minor"], 199);
    let history = admin.get(&path(&product, "/history")).await.json();
    assert_eq!(field(&history, "action"), ["price_changed", "created"], "once");
    assert_eq!(
        history["items"][0]["user_id"],
        json!(admin.user_id()),
        "by whom it was scheduled"
    );
    let events = "SELECT count(*) FROM product.outbox WHERE type = 'product.price_changed'";
    let events: i64 = sqlx::query_scalar(events)
        .fetch_one(&mut app.admin_connection().await)
        .await
        .unwrap();
    assert_eq!(events, 1);
    let waiting = admin.get(&path(&product, "/scheduled-prices")).await.expect(200).json();
    assert_eq!(waiting["items"], json!([]));
}

#[tokio::test]
async fn moments_that_passed_while_the_program_was_down_are_made_up_for_in_their_order() {
    let app = TestApp::start().await;
    let admin = app.shop("green-grocer").await.admin();
    let product = make(&admin, apple("Apple", "A")).await;
    schedule(&admin, &product, "2026-03-02T10:03:00Z", 300).await;
    schedule(&admin, &product, "2026-03-02T10:01:00Z", 100).await;
    schedule(&admin, &product, "2026-03-02T10:02:00Z", 200).await;
    app.clock().advance(TimeDelta::minutes(5));
    app.settle().await;
    let at = |minute: u32| json!(format!("2026-03-02T10:0{minute}:00Z"));
    assert_eq!(
        past(&admin, &product).await,
        [
            (json!(300), at(3)),
            (json!(200), at(2)),
            (json!(100), at(1)),
            (json!(249), at(0))
        ]
    );
    assert_eq!(price(&admin, &product).await, 300);
}

#[tokio::test]
async fn a_price_that_was_set_after_the_moment_stays() {
    let app = TestApp::start().await;
    let admin = app.shop("green-grocer").await.admin();
    let product = make(&admin, apple("Apple", "A")).await;
    schedule(&admin, &product, "2026-03-02T10:01:00Z", 100).await;
    app.clock().advance(TimeDelta::minutes(2));
    change(&admin, &product, json!({"price": {"amount_minor": 150}}))
        .await
        .expect(200);
    app.settle().await;
    assert_eq!(price(&admin, &product).await, 150);
    assert_eq!(past(&admin, &product).await.len(), 2);
}

#[tokio::test]
async fn a_store_gets_its_own_price_at_its_moment() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let admin = shop.admin();
    let product = make(&admin, apple("Apple", "A")).await;
    let body = json!({"store_id": shop.store_id(), "from": "2026-03-02T10:01:00Z", "price": {"amount_minor": 99}});
    admin.post(&path(&product, "/scheduled-prices"), body).await.expect(201);
    app.clock().advance(TimeDelta::minutes(1));
    app.settle().await;
    let read = admin.get(&path(&product, "")).await.json();
    assert_eq!(
        (
            &read["price"]["amount_minor"],
            &read["store_prices"][0]["price"]["amount_minor"]
        ),
        (&json!(249), &json!(99))
    );
}

#[tokio::test]
async fn a_price_that_waits_can_be_cancelled_and_one_that_holds_cannot() {
    let app = TestApp::start().await;
    let admin = app.shop("green-grocer").await.admin();
    let product = make(&admin, apple("Apple", "A")).await;
    let first = schedule(&admin, &product, "2026-03-02T10:01:00Z", 100).await;
    let second = schedule(&admin, &product, "2026-03-02T10:02:00Z", 200).await;
    let cancel = |scheduled: &Value| {
        path(
            &product,
            &format!("/scheduled-prices/{}/cancel", scheduled["id"].as_str().unwrap()),
        )
    };
    let cancelled = admin.post(&cancel(&first), json!({})).await.expect(200).json();
    assert_eq!(cancelled["state"], "cancelled");
    assert_eq!(
        admin.post(&cancel(&first), json!({})).await.expect(200).json(),
        cancelled,
        "it stays so"
    );
    app.clock().advance(TimeDelta::minutes(3));
    app.settle().await;
    assert_eq!(
        past(&admin, &product).await.len(),
        2,
        "only the one that was not cancelled"
    );
    assert_eq!(
        admin.post(&cancel(&second), json!({})).await.expect(409).code(),
        "price_past_cancelling"
    );
    let elsewhere = make(&admin, apple("Pear", "P")).await;
    let wrong = path(
        &elsewhere,
        &format!("/scheduled-prices/{}/cancel", second["id"].as_str().unwrap()),
    );
    admin.post(&wrong, json!({})).await.expect(404);
}

#[tokio::test]
async fn what_cannot_be_scheduled_is_refused_with_its_reason() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let admin = shop.admin();
    let product = make(&admin, apple("Apple", "A")).await;
    let below = path(&product, "/scheduled-prices");
    let body = |from: &str, amount_minor: i64| json!({"from": from, "price": {"amount_minor": amount_minor}});
    for (body, status, code) in [
        (body("2026-03-02T10:00:00Z", 1), 400, "invalid_body"),
        (body("2031-03-02T10:00:00Z", 1), 400, "invalid_body"),
        (body("2026-03-03T10:00:00Z", -1), 400, "invalid_body"),
        (json!({"from": "2026-03-03T10:00:00Z"}), 400, "invalid_body"),
        (
            json!({"store_id": uuid::Uuid::now_v7(), "from": "2026-03-03T10:00:00Z", "price": {"amount_minor": 1}}),
            422,
            "unknown_store",
        ),
    ] {
        assert_eq!(
            admin.post(&below, body.clone()).await.expect(status).code(),
            code,
            "{body}"
        );
    }
    // A moment is one price's, for all and for each store.
    schedule(&admin, &product, "2026-03-03T10:00:00Z", 1).await;
    let again = admin.post(&below, body("2026-03-03T10:00:00Z", 2)).await.expect(409);
    assert_eq!(again.code(), "price_moment_taken");
    let own = json!({"store_id": shop.store_id(), "from": "2026-03-03T10:00:00Z", "price": {"amount_minor": 1}});
    admin.post(&below, own).await.expect(201);
    for n in 2..50 {
        schedule(&admin, &product, &format!("2026-03-04T10:{n:02}:00Z"), 1).await;
    }
    let full = admin.post(&below, body("2026-03-05T10:00:00Z", 1)).await.expect(422);
    assert_eq!(full.code(), "too_many_scheduled_prices");
}
