//! Refusals, failed sign-ins and exports are in the trail; a flood of them is a number.

use chrono::TimeDelta;
use serde_json::{Value, json};
use testkit::{Client, TestApp};

use crate::support::{Folder, app};

/// Entries of this action, the newest first, each with what it says.
async fn entries(app: &TestApp, admin: &Client, action: &str) -> Vec<Value> {
    app.settle().await;
    let page = admin
        .get(&format!("/audit/entries?action={action}"))
        .await
        .expect(200)
        .json();
    let mut all = Vec::new();
    for item in page["items"].as_array().unwrap() {
        let path = format!("/audit/entries/{}", item["id"].as_str().unwrap());
        all.push(admin.get(&path).await.expect(200).json());
    }
    all
}

fn after(entry: &Value) -> Value {
    serde_json::from_str(entry["after"].as_str().unwrap()).unwrap()
}

#[tokio::test]
async fn a_flood_of_refusals_is_one_row_a_minute_with_its_number() {
    let folder = Folder::new();
    let app = app(&folder).await;
    let shop = app.shop("corner").await;
    let (admin, cashier) = (shop.admin(), shop.cashier().await);
    for _ in 0..30 {
        cashier.get("/users").await.expect(403);
    }
    cashier.post("/products", json!({})).await.expect(403);
    assert!(
        entries(&app, &admin, "request.refused").await.is_empty(),
        "the minute is not over"
    );
    app.clock().advance(TimeDelta::seconds(60));
    let refused = entries(&app, &admin, "request.refused").await;
    assert_eq!(refused.len(), 2);
    let users = refused
        .iter()
        .map(after)
        .find(|it| it["operation"] == "GET /users")
        .unwrap();
    assert_eq!((&users["times"], &users["code"]), (&json!(30), &json!("forbidden")));
    for entry in &refused {
        assert_eq!(entry["user_id"], json!(cashier.user_id()));
        assert_eq!(entry["subject_id"], json!(cashier.user_id()));
    }
    cashier.get("/users").await.expect(403);
    app.clock().advance(TimeDelta::seconds(60));
    assert_eq!(
        entries(&app, &admin, "request.refused").await.len(),
        3,
        "another minute, another row"
    );
}

/// A role for one store is refused by the handler, not by the gate; and another tenant's header is refused before either.
#[tokio::test]
async fn a_refusal_by_a_handler_and_one_of_another_tenants_header_are_counted_too() {
    let folder = Folder::new();
    let app = app(&folder).await;
    let (shop, other) = (app.shop("corner").await, app.shop("other").await);
    let manager = shop.hire("manager", Some(shop.store_id())).await;
    let (_, _, elsewhere) = shop.another_store("B", "sell_through").await;
    manager
        .get(&format!("/stock?location_id={elsewhere}"))
        .await
        .expect(403);
    let mixed = shop.admin().with_tenant(other.tenant_id());
    mixed.get("/users").await.expect(403);
    app.clock().advance(TimeDelta::seconds(60));
    let refused: Vec<Value> = entries(&app, &shop.admin(), "request.refused")
        .await
        .iter()
        .map(after)
        .collect();
    let codes: Vec<&Value> = refused.iter().map(|it| &it["code"]).collect();
    assert!(
        codes.contains(&&json!("forbidden")) && codes.contains(&&json!("tenant_mismatch")),
        "{refused:?}"
    );
    assert!(entries(&app, &other.admin(), "request.refused").await.is_empty());
}

#[tokio::test]
async fn a_failed_sign_in_of_a_known_account_is_told_once_a_minute() {
    let folder = Folder::new();
    let app = app(&folder).await;
    let shop = app.shop("corner").await;
    let admin = shop.admin();
    let wrong = json!({"shop_code": "corner", "email": "owner@corner.example.com", "password": "wrong horse battery", "client": "api"});
    for _ in 0..3 {
        Client::nobody(app.router())
            .post("/auth/sign-in", wrong.clone())
            .await
            .expect(401);
    }
    // The telling has a task of its own: each look is a round trip in which it can go on.
    let mut failed = Vec::new();
    for _ in 0..500 {
        failed = entries(&app, &admin, "auth.sign_in_failed").await;
        if !failed.is_empty() {
            break;
        }
    }
    assert_eq!(failed.len(), 1);
    assert_eq!(
        (&failed[0]["subject_id"], &failed[0]["user_id"]),
        (&json!(admin.user_id()), &Value::Null)
    );
}

#[tokio::test]
async fn every_file_that_is_taken_out_is_in_the_trail() {
    let folder = Folder::new();
    let app = app(&folder).await;
    let shop = app.shop("corner").await;
    let (admin, product) = (shop.admin(), shop.product("TEA", 250).await);
    let sold = shop.sell(&admin, &[(product, 1000)]).await.expect(201).json();
    let order = sold["order"]["id"].as_str().unwrap();
    let period = "from=2026-03-01&to=2026-03-31";
    for (path, action) in [
        (format!("/orders/export?{period}"), "orders.exported"),
        (format!("/sessions/export?{period}"), "sessions.exported"),
        (format!("/z-reports/export?{period}"), "z_reports.exported"),
        ("/products/export?decimals=2".to_owned(), "products.exported"),
        ("/stock/export".to_owned(), "stock.exported"),
        ("/stock/transfers/export".to_owned(), "transfers.exported"),
        ("/users/export?query=olive".to_owned(), "users.exported"),
        ("/audit/entries/export".to_owned(), "audit.exported"),
        (format!("/orders/{order}/receipt?format=pdf"), "receipt.exported"),
    ] {
        admin.get(&path).await.expect(200);
        let told = entries(&app, &admin, action).await;
        assert_eq!(told.len(), 1, "{action}");
        assert_eq!(told[0]["user_id"], json!(admin.user_id()), "{action}");
        assert!(
            !told[0].to_string().to_lowercase().contains("olive"),
            "{action}: what was looked for may be a name"
        );
    }
    let exports = app
        .assembly()
        .services
        .iter()
        .flat_map(|service| &service.routes)
        .filter(|route| route.path.ends_with("/export"))
        .count();
    assert_eq!(exports, 8, "a new export has its row here");
}
