use serde_json::{Value, json};
use testkit::TestApp;

use crate::{apple, change, field, make, path};

#[tokio::test]
async fn prices_are_appended_with_their_dates() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let admin = shop.admin();
    let mut product = make(&admin, apple("Apple", "A")).await;
    for amount in [199, 199, 249] {
        app.clock().advance(chrono::TimeDelta::minutes(1));
        product = change(&admin, &product, json!({"price": {"amount_minor": amount}}))
            .await
            .expect(200)
            .json();
    }
    let prices = admin.get(&path(&product, "/prices")).await.expect(200).json();
    let user = admin.user_id();
    assert_eq!(
        prices,
        json!({"items": [
            {"store_id": null, "amount_minor": 249, "per_milli": 1000, "from": "2026-03-02T10:03:00Z", "rev": 3, "user_id": user},
            {"store_id": null, "amount_minor": 199, "per_milli": 1000, "from": "2026-03-02T10:01:00Z", "rev": 2, "user_id": user},
            {"store_id": null, "amount_minor": 249, "per_milli": 1000, "from": "2026-03-02T10:00:00Z", "rev": 1, "user_id": user},
        ], "next_cursor": null})
    );
    let first = admin.get(&path(&product, "/prices?limit=2")).await.json();
    let rest = admin
        .get(&path(
            &product,
            &format!("/prices?limit=2&cursor={}", first["next_cursor"].as_str().unwrap()),
        ))
        .await
        .json();
    assert_eq!(
        (first["items"].as_array().unwrap().len(), &rest["items"][0]["rev"]),
        (2, &json!(1))
    );
}

#[tokio::test]
async fn the_newest_price_holds_even_when_the_clock_stands_still() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let admin = shop.admin();
    let mut product = make(&admin, apple("Apple", "A")).await;
    for amount in [300, 100, 200] {
        product = change(&admin, &product, json!({"price": {"amount_minor": amount}}))
            .await
            .expect(200)
            .json();
        assert_eq!(product["price"]["amount_minor"], amount);
        assert_eq!(
            admin.get(&path(&product, "")).await.json()["price"]["amount_minor"],
            amount
        );
    }
}

#[tokio::test]
async fn every_change_leaves_who_when_before_and_after() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let (admin, manager) = (shop.admin(), shop.manager().await);
    let product = make(&admin, apple("Apple", "A")).await;
    app.clock().advance(chrono::TimeDelta::minutes(1));
    let product = change(&manager, &product, json!({"price": {"amount_minor": 199}}))
        .await
        .expect(200)
        .json();
    let product = change(
        &manager,
        &product,
        json!({"name": "Apple red", "price": {"amount_minor": 189}}),
    )
    .await
    .expect(200)
    .json();
    admin.post(&path(&product, "/deactivate"), json!({})).await.expect(200);
    admin.post(&path(&product, "/activate"), json!({})).await.expect(200);

    let history = admin.get(&path(&product, "/history")).await.expect(200).json();
    assert_eq!(
        field(&history, "action"),
        ["activated", "deactivated", "updated", "price_changed", "created"]
    );
    let items = history["items"].as_array().unwrap();
    assert_eq!(items[4]["before"], Value::Null);
    assert_eq!(
        (&items[4]["user_id"], &items[4]["at"]),
        (&json!(admin.user_id()), &json!("2026-03-02T10:00:00Z"))
    );
    let priced = &items[3];
    assert_eq!(
        (&priced["user_id"], &priced["at"], &priced["rev"]),
        (&json!(manager.user_id()), &json!("2026-03-02T10:01:00Z"), &json!(2))
    );
    assert_eq!(
        (
            &priced["before"]["price"]["amount_minor"],
            &priced["after"]["price"]["amount_minor"]
        ),
        (&json!(249), &json!(199))
    );
    assert_eq!(
        (&items[2]["before"]["name"], &items[2]["after"]["name"]),
        (&json!("Apple"), &json!("Apple red"))
    );
    // Each is what the one before it left.
    for pair in items.windows(2) {
        assert_eq!(pair[0]["before"], pair[1]["after"]);
    }
    let page = admin.get(&path(&product, "/history?limit=3")).await.json();
    let rest = admin
        .get(&path(
            &product,
            &format!("/history?limit=3&cursor={}", page["next_cursor"].as_str().unwrap()),
        ))
        .await
        .json();
    assert_eq!(field(&rest, "action"), ["price_changed", "created"]);
}

#[tokio::test]
async fn trail_prices_and_audit_cannot_be_rewritten() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let product = make(&shop.admin(), apple("Apple", "A")).await;
    let mut admin = app.admin_connection().await;
    for statement in [
        "UPDATE product.price SET amount_minor = 1",
        "DELETE FROM product.price",
        "UPDATE product.product_change SET after = '{}'",
        "DELETE FROM product.product_change",
    ] {
        let error = sqlx::query(sqlx::AssertSqlSafe(statement))
            .execute(&mut admin)
            .await
            .unwrap_err();
        assert!(error.to_string().contains("append-only"), "{statement}: {error}");
    }
    let audited: Vec<(String, Option<String>)> =
        sqlx::query_as("SELECT action, after FROM product.audit_event WHERE subject_id = $1::uuid")
            .bind(product["id"].as_str().unwrap())
            .fetch_all(&mut admin)
            .await
            .unwrap();
    assert_eq!(audited.len(), 1);
    assert_eq!(audited[0].0, "product.created");
}

/// Kind, version and revision of the events about a product, as the relay gives them out.
async fn events(app: &TestApp, product: &Value) -> Vec<(String, i32, i64)> {
    app.settle().await;
    let mut admin = app.admin_connection().await;
    let rows: Vec<(String, i32, String)> = sqlx::query_as(
        "SELECT type, aggregate_version, data FROM product.outbox WHERE aggregate_id = $1::uuid ORDER BY position",
    )
    .bind(product["id"].as_str().unwrap())
    .fetch_all(&mut admin)
    .await
    .unwrap();
    let rev = |data: &str| serde_json::from_str::<Value>(data).unwrap()["rev"].as_i64().unwrap();
    rows.into_iter()
        .map(|(kind, version, data)| (kind, version, rev(&data)))
        .collect()
}

#[tokio::test]
async fn each_change_tells_its_events_in_order() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let admin = shop.admin();
    let product = make(&admin, apple("Apple", "A")).await;
    let now = change(&admin, &product, json!({"price": {"amount_minor": 199}}))
        .await
        .expect(200)
        .json();
    let now = change(&admin, &now, json!({"name": "Apple red"}))
        .await
        .expect(200)
        .json();
    let now = change(
        &admin,
        &now,
        json!({"name": "Apple green", "price": {"amount_minor": 189}}),
    )
    .await
    .expect(200)
    .json();
    change(&admin, &now, json!({"name": "Apple green"})).await.expect(200);
    admin.post(&path(&product, "/deactivate"), json!({})).await.expect(200);
    admin.post(&path(&product, "/activate"), json!({})).await.expect(200);
    let expected = [
        ("product.created", 1, 1),
        ("product.price_changed", 2, 2),
        ("product.updated", 3, 3),
        ("product.updated", 4, 4),
        ("product.price_changed", 5, 4),
        ("product.deactivated", 6, 5),
        ("product.updated", 7, 6),
    ];
    assert_eq!(
        events(&app, &product).await,
        expected.map(|(kind, version, rev)| (kind.to_owned(), version, rev))
    );

    let mut rows = app.admin_connection().await;
    let data: String = sqlx::query_scalar("SELECT data FROM product.outbox WHERE type = 'product.deactivated'")
        .fetch_one(&mut rows)
        .await
        .unwrap();
    let told: contracts::product::ProductChanged = serde_json::from_str(&data).unwrap();
    assert_eq!(
        (told.active, told.item.name.as_str(), told.item.prices[0].amount_minor),
        (false, "Apple green", 189)
    );
}

#[tokio::test]
async fn a_refused_change_tells_nothing() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let admin = shop.admin();
    let product = make(&admin, apple("Apple", "A")).await;
    make(&admin, apple("Pear", "B")).await;
    change(&admin, &product, json!({"sku": "B"})).await.expect(409);
    change(&admin, &json!({"id": product["id"], "rev": 99}), json!({"name": "x"}))
        .await
        .expect(409);
    assert_eq!(events(&app, &product).await.len(), 1);
    assert_eq!(
        field(&admin.get(&path(&product, "/history")).await.json(), "action"),
        ["created"]
    );
}
