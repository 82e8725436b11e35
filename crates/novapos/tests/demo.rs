//! The demo shop: made once, as a shop that sells.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test may end with a panic and makes its own ids, tasks and clients"
)]

use novapos::demo;
use serde_json::{Value, json};
use testkit::{Client, TestApp};

async fn count(app: &TestApp, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql)
        .fetch_one(&mut app.admin_connection().await)
        .await
        .unwrap()
}

async fn sign_in(app: &TestApp, email: &str) -> Client {
    let nobody = Client::nobody(app.router());
    let body = json!({"shop_code": demo::SHOP_CODE, "email": email, "password": demo::PASSWORD, "client": "api"});
    let session = nobody.post("/auth/sign-in", body).await.expect(200).json();
    nobody
        .with_token(session["access_token"].as_str().unwrap())
        .with_tenant(testkit::id(&session["tenant"]["id"]))
}

#[tokio::test]
async fn it_is_made_once_and_left_alone_after() {
    let app = TestApp::start().await;
    demo::seed(app.assembly(), &|_| ()).await.unwrap();
    let rows = "SELECT (SELECT count(*) FROM product.product) + (SELECT count(*) FROM inventory.move) + (SELECT count(*) FROM auth.users)
        + (SELECT count(*) FROM auth.register) + (SELECT count(*) FROM orders.tax_rule) + (SELECT count(*) FROM product.audit_event)";
    let before = count(&app, rows).await;
    demo::seed(app.assembly(), &|_| ()).await.unwrap();
    assert_eq!(count(&app, rows).await, before);
    sign_in(&app, "owner@demo.example").await;
}

#[tokio::test]
async fn what_was_interrupted_is_finished() {
    let app = TestApp::start().await;
    demo::seed(app.assembly(), &|_| ()).await.unwrap();
    // As if it had ended after the manager was hired and the cashier only invited, with half of the goods on the shelves.
    let mut admin = app.admin_connection().await;
    for broken in [
        "UPDATE auth.users SET status = 'invited', password_hash = NULL WHERE email = 'cashier@demo.example'",
        "DELETE FROM auth.role_grant WHERE user_id = (SELECT id FROM auth.users WHERE email = 'manager@demo.example')",
        "ALTER TABLE auth.invitation DISABLE TRIGGER ALL; DELETE FROM auth.invitation; ALTER TABLE auth.invitation ENABLE TRIGGER ALL",
        "DELETE FROM auth.users WHERE email = 'manager@demo.example'",
        "DELETE FROM auth.idempotency WHERE route LIKE '%/users/invitations'",
        "DELETE FROM auth.register WHERE series = 'B1'",
        "DELETE FROM auth.idempotency WHERE route LIKE '%/registers'",
    ] {
        sqlx::raw_sql(broken).execute(&mut admin).await.unwrap();
    }
    demo::seed(app.assembly(), &|_| ()).await.unwrap();
    assert_eq!(
        count(&app, "SELECT count(*) FROM auth.users WHERE status = 'active'").await,
        3
    );
    assert_eq!(count(&app, "SELECT count(*) FROM auth.register").await, 3);
}

#[tokio::test]
async fn its_stock_is_in_two_places() {
    let app = TestApp::start().await;
    demo::seed(app.assembly(), &|_| ()).await.unwrap();
    let manager = sign_in(&app, "manager@demo.example").await;
    let van = manager.get("/stock/transfers?state=under_way").await.expect(200).json();
    assert_eq!(van["items"][0]["note"], "Morning van");
    let low = manager.get("/stock/goods?state=low").await.expect(200).json();
    let low: Vec<&str> = low["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["product"]["sku"].as_str().unwrap())
        .collect();
    assert_eq!(low, ["BAK-027"]);
    let count = manager.get("/stock/counts?state=submitted").await.expect(200).json();
    let path = format!("/stock/counts/{}", count["items"][0]["id"].as_str().unwrap());
    let different = manager
        .get(&format!("{path}/lines?only=different"))
        .await
        .expect(200)
        .json();
    assert_eq!(different["items"].as_array().unwrap().len(), 2);
    manager.post(&format!("{path}/approve"), json!({})).await.expect(200);
    let now = app.clock().now();
    let report = novapos::verify::check(&app.database().options_as(kernel::db::LOGIN_ROLE), now)
        .await
        .unwrap();
    assert!(report.holds(), "{report}");
}

#[tokio::test]
async fn its_cashier_sells_and_the_strict_store_sells_its_last_piece_once() {
    let app = TestApp::start().await;
    demo::seed(app.assembly(), &|_| ()).await.unwrap();
    let cashier = sign_in(&app, "cashier@demo.example").await;
    let registers = cashier.get("/registers").await.expect(200).json();
    let registers = registers["items"].as_array().unwrap().clone();
    assert_eq!(registers.len(), 3);
    let strict = registers.iter().find(|register| register["series"] == "B1").unwrap();
    let found = cashier.get("/products?sku=BAK-027").await.expect(200).json();
    let panettone = &found["items"][0];

    assert_eq!(
        sell(&cashier, &strict["id"], &panettone["id"]).await.expect(201).json()["order"]["total_minor"],
        899
    );
    app.settle().await;
    assert_eq!(
        sell(&cashier, &strict["id"], &panettone["id"]).await.expect(409).code(),
        "out_of_stock"
    );
    let open = registers.iter().find(|register| register["series"] == "A2").unwrap();
    sell(&cashier, &open["id"], &panettone["id"]).await.expect(201);
    app.settle().await;
    let now = app.clock().now();
    let report = novapos::verify::check(&app.database().options_as(kernel::db::LOGIN_ROLE), now)
        .await
        .unwrap();
    assert!(report.holds(), "{report}");
}

async fn sell(cashier: &Client, register: &Value, product: &Value) -> testkit::Answer {
    let setup = cashier
        .get(&format!("/registers/{}/setup", register.as_str().unwrap()))
        .await
        .expect(200)
        .json();
    let lines = json!([{"id": uuid::Uuid::now_v7(), "product_id": product, "quantity_milli": 1000}]);
    let quote = cashier
        .post("/orders/compute", json!({"register_id": register, "lines": lines}))
        .await
        .expect(200)
        .json();
    let due = &quote["cash_total_minor"];
    let order = json!({
        "id": uuid::Uuid::now_v7(), "register_id": register, "receipt_number": setup["next_receipt_number"], "rev": quote["rev"],
        "lines": lines, "tenders": [{"id": uuid::Uuid::now_v7(), "kind": "cash", "amount_minor": due}],
        "expected": {"total_minor": quote["total_minor"], "due_minor": due, "change_minor": 0}, "device_at": "2026-03-02T10:00:00.000Z",
    });
    cashier.post("/orders", order).await
}
