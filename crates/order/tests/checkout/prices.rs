//! What a sale costs is what the till showed: prices that changed, goods that are new, overrides.

use kernel::id::Id;
use serde_json::json;
use sqlx::Row;
use testkit::{TestApp, id};
use uuid::Uuid;

use crate::count;
#[tokio::test]
async fn a_changed_price_is_refused_with_the_new_quote_and_the_sale_keeps_its_id_and_number() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let product = shop.product("TEA", 250).await;
    let mut order = shop.order(&shop.admin(), shop.register_id(), &[(product, 1000)]).await;
    let read = shop
        .admin()
        .get(&format!("/products/{product}"))
        .await
        .expect(200)
        .json();
    let changed = shop
        .admin()
        .patch(
            &format!("/products/{product}"),
            json!({"rev": read["rev"], "price": {"amount_minor": 260, "per_milli": 1000}}),
        )
        .await
        .expect(200)
        .json();

    // The till knows the new revision before this process heard of it: the book is caught up before it prices.
    order["rev"] = changed["rev"].clone();
    let refused = shop.admin().post("/orders", order.clone()).await.expect(409);
    assert_eq!(refused.code(), "quote_changed");
    let quote = &refused.json()["quote"];
    assert_eq!(quote["total_minor"], 260);
    assert_eq!(count(&app, "SELECT count(*) FROM orders.orders").await, 0);
    order["rev"] = quote["rev"].clone();
    order["tenders"][0]["amount_minor"] = json!(260);
    order["expected"] = json!({"total_minor": 260, "due_minor": 260, "change_minor": 0});
    shop.admin().post("/orders", order).await.expect(201);
}

/// The till heard of new goods before this process did: they are looked for before the sale is refused.
#[tokio::test]
async fn goods_that_are_new_sell_at_once() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let old = shop.product("TEA", 250).await;
    let mut order = shop.order(&shop.admin(), shop.register_id(), &[(old, 1000)]).await;
    let new = shop.product("COFFEE", 250).await;
    order["lines"][0]["product_id"] = json!(new);
    let sold = shop.admin().post("/orders", order).await.expect(201).json();
    assert_eq!(sold["order"]["lines"][0]["name"], "Product COFFEE");
}

/// The catalogue was restored from a copy that is older than what this process read of it.
#[tokio::test]
async fn a_catalogue_that_went_back_is_read_anew() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let product = shop.product("TEA", 250).await;
    for (rev, name) in [(1, "Black tea"), (2, "Green tea")] {
        let renamed = json!({"rev": rev, "name": name});
        shop.admin()
            .patch(&format!("/products/{product}"), renamed)
            .await
            .expect(200);
    }
    let mut order = shop.order(&shop.admin(), shop.register_id(), &[(product, 1000)]).await;
    let mut admin = app.admin_connection().await;
    for back in [
        "UPDATE product.product SET rev = 1",
        "UPDATE product.catalog_head SET rev = 1",
    ] {
        sqlx::query(back).execute(&mut admin).await.unwrap();
    }
    let new = shop.product("COFFEE", 250).await;
    order["lines"][0]["product_id"] = json!(new);
    shop.admin().post("/orders", order).await.expect(201);
}

/// Off by a cent, in each of the three amounts that the customer sees.
#[tokio::test]
async fn the_tills_amounts_must_be_the_servers() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let product = shop.product("TEA", 250).await;
    let order = shop.order(&shop.admin(), shop.register_id(), &[(product, 1000)]).await;
    for field in ["total_minor", "due_minor", "change_minor"] {
        let mut wrong = order.clone();
        wrong["expected"][field] = json!(wrong["expected"][field].as_i64().unwrap() + 1);
        assert_eq!(
            shop.admin().post("/orders", wrong).await.expect(409).code(),
            "quote_changed",
            "{field}"
        );
    }
    shop.admin().post("/orders", order).await.expect(201);
}

#[tokio::test]
async fn a_price_override_needs_the_right_and_a_reason() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let product = shop.product("TEA", 250).await;
    let (cashier, manager) = (shop.cashier().await, shop.manager().await);
    let line = |reason: &str| {
        json!([{"id": Uuid::now_v7(), "product_id": product, "quantity_milli": 1000,
        "price_override": {"amount_minor": 100, "per_milli": 1000, "reason": reason}}])
    };
    let compute = |reason: &str| json!({"register_id": shop.register_id(), "lines": line(reason)});
    assert_eq!(
        cashier
            .post("/orders/compute", compute("damaged box"))
            .await
            .expect(403)
            .code(),
        "forbidden"
    );
    for no_reason in ["x", "\u{200B}\u{200B}\u{200B}", "...", "a\u{0}bc"] {
        let refused = manager.post("/orders/compute", compute(no_reason)).await.expect(422);
        assert_eq!(refused.code(), "reason_refused", "{no_reason:?}");
    }
    assert_eq!(
        manager
            .post("/orders/compute", compute("damaged box"))
            .await
            .expect(200)
            .json()["total_minor"],
        100
    );

    let mut order = shop.order(&manager, shop.register_id(), &[(product, 1000)]).await;
    order["lines"] = line("damaged box");
    order["tenders"][0]["amount_minor"] = json!(100);
    order["expected"] = json!({"total_minor": 100, "due_minor": 100, "change_minor": 0});
    assert_eq!(
        cashier.post("/orders", order.clone()).await.expect(403).code(),
        "forbidden"
    );
    let sold = manager.post("/orders", order).await.expect(201).json();
    assert_eq!(sold["order"]["lines"][0]["override_reason"], "damaged box");
    let trail: String = sqlx::query("SELECT after FROM orders.audit_event WHERE action = 'order.completed'")
        .fetch_one(&mut app.admin_connection().await)
        .await
        .unwrap()
        .get(0);
    let trail: serde_json::Value = serde_json::from_str(&trail).unwrap();
    assert_eq!(trail["price_overrides"][0]["reason"], "damaged box");
    assert_eq!(trail["price_overrides"][0]["unit_price"]["amount_minor"], 100);
}

#[tokio::test]
async fn goods_without_a_tax_rule_are_refused_by_name() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let body = json!({"name": "Mystery", "sku": "M", "tax_category": "mystery", "price": {"amount_minor": 100, "per_milli": 1000}});
    let product: Id<contracts::ids::Product> = id(&shop.admin().post("/products", body).await.expect(201).json()["id"]);
    let cart = json!({"register_id": shop.register_id(), "lines": [{"id": Uuid::now_v7(), "product_id": product, "quantity_milli": 1000}]});
    let refused = shop.admin().post("/orders/compute", cart).await.expect(422);
    assert_eq!(
        (refused.code().as_str(), &refused.json()["errors"][0]["pointer"]),
        ("no_tax_rule", &json!("/lines/0"))
    );
}
