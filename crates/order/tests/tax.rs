//! Tax settings and rules: by whom, for whom, from when.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test may end with a panic and makes its own ids, tasks and clients"
)]

use chrono::TimeDelta;
use serde_json::{Value, json};
use sqlx::{Connection, PgConnection, Postgres, Transaction};
use testkit::TestApp;
use uuid::Uuid;

fn rule(target: Value, from: Option<&str>, rate_micro: i64) -> Value {
    json!({"id": Uuid::now_v7(), "target": target, "category": "standard", "from": from, "until": null, "exempt": false,
        "rates": [{"id": Uuid::now_v7(), "name": "VAT", "rate_micro": rate_micro, "compound": false}]})
}

async fn tax_of(shop: &testkit::Shop, register: contracts::ids::RegisterId, product: contracts::ids::ProductId) -> i64 {
    let cart = json!({"register_id": register, "lines": [{"id": Uuid::now_v7(), "product_id": product, "quantity_milli": 1000}]});
    shop.sign_in_again()
        .await
        .post("/orders/compute", cart)
        .await
        .expect(200)
        .json()["tax_minor"]
        .as_i64()
        .unwrap()
}

#[tokio::test]
async fn a_register_goes_before_its_store_and_a_store_before_the_tenant() {
    let app = TestApp::start().await;
    let shop = app.shop("chain").await;
    let product = shop.product("TEA", 1200).await;
    let (store, register, _) = shop.another_store("S2", "sell_through").await;
    // 12.00 with tax included: 20 % is 2.00, 10 % is 1.09, 0 % is 0.00.
    assert_eq!(tax_of(&shop, register, product).await, 200);
    shop.admin()
        .post(
            "/tax/rules",
            rule(json!({"type": "store", "store": store}), None, 100_000),
        )
        .await
        .expect(201);
    assert_eq!(tax_of(&shop, register, product).await, 109);
    assert_eq!(tax_of(&shop, shop.register_id(), product).await, 200);
    shop.admin()
        .post(
            "/tax/rules",
            rule(json!({"type": "register", "register": register}), None, 0),
        )
        .await
        .expect(201);
    assert_eq!(tax_of(&shop, register, product).await, 0);
}

#[tokio::test]
async fn a_new_rate_takes_over_on_its_day_and_sales_keep_theirs() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let product = shop.product("TEA", 1200).await;
    shop.admin()
        .post(
            "/tax/rules",
            rule(json!({"type": "tenant"}), Some("2026-03-03"), 100_000),
        )
        .await
        .expect(201);
    let sold = shop.sell(&shop.admin(), &[(product, 1000)]).await.expect(201).json();
    assert_eq!(sold["order"]["tax_minor"], 200);
    app.clock().advance(TimeDelta::days(1));
    assert_eq!(tax_of(&shop, shop.register_id(), product).await, 109);
    let read = shop
        .sign_in_again()
        .await
        .get(&format!("/orders/{}", sold["order"]["id"].as_str().unwrap()))
        .await
        .expect(200)
        .json();
    assert_eq!(read["tax_minor"], 200);
}

#[tokio::test]
async fn settings_change_how_carts_are_priced() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let product = shop.product("TEA", 1199).await;
    let settings = json!({"prices_include_tax": false, "rounding": "per_document", "cash_rounding": {"increment_minor": 5, "tie": "away"}});
    shop.admin().put("/tax/settings", settings.clone()).await.expect(200);
    assert_eq!(shop.admin().get("/tax/settings").await.expect(200).json(), settings);
    let cart = json!({"register_id": shop.register_id(), "lines": [{"id": Uuid::now_v7(), "product_id": product, "quantity_milli": 1000}]});
    let quote = shop.admin().post("/orders/compute", cart).await.expect(200).json();
    // 11.99 + 20 % (2.398 -> 2.40) = 14.39, in cash 14.40.
    assert_eq!(
        (&quote["net_minor"], &quote["total_minor"], &quote["cash_total_minor"]),
        (&json!(1199), &json!(1439), &json!(1440))
    );
    let sold = shop.sell(&shop.admin(), &[(product, 1000)]).await.expect(201).json();
    assert_eq!(
        (&sold["order"]["due_minor"], &sold["order"]["cash_rounding_minor"]),
        (&json!(1440), &json!(1))
    );
}

#[tokio::test]
async fn only_who_may_and_only_what_makes_sense() {
    let app = TestApp::start().await;
    let (shop, other) = (app.shop("corner").await, app.shop("other").await);
    let manager = shop.manager().await;
    assert_eq!(
        manager
            .post("/tax/rules", rule(json!({"type": "tenant"}), Some("2027-01-01"), 1))
            .await
            .expect(403)
            .code(),
        "forbidden"
    );
    let admin = shop.admin();
    assert_eq!(
        admin
            .post("/tax/rules", rule(json!({"type": "tenant"}), None, 1))
            .await
            .expect(409)
            .code(),
        "tax_rule_exists"
    );
    let foreign = rule(json!({"type": "store", "store": other.store_id()}), None, 1);
    assert_eq!(
        admin.post("/tax/rules", foreign).await.expect(422).code(),
        "tax_rule_refused"
    );
    for (field, value) in [
        ("category", json!("Größe")),
        ("rates", json!([])),
        ("until", json!("2020-01-01")),
    ] {
        let mut bad = rule(json!({"type": "tenant"}), Some("2027-01-01"), 1);
        bad[field] = value;
        assert_eq!(
            admin.post("/tax/rules", bad).await.expect(422).code(),
            "tax_rule_refused",
            "{field}"
        );
    }
    let rules = admin.get("/tax/rules").await.expect(200).json();
    assert_eq!(rules["items"].as_array().unwrap().len(), 2, "the two it began with");
}

/// Three taxes of 100 % in a price of 2 cents, rounded per document: 2 x 1 / 4 = 0.5 -> 1 cent of each, one more than the price.
#[tokio::test]
async fn a_line_may_carry_more_tax_than_it_costs() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let rate = |name: &str| json!({"id": Uuid::now_v7(), "name": name, "rate_micro": 1_000_000, "compound": false});
    let rule = json!({"id": Uuid::now_v7(), "target": {"type": "store", "store": shop.store_id()}, "category": "standard", "from": null,
        "until": null, "exempt": false, "rates": [rate("State"), rate("County"), rate("City")]});
    shop.admin().post("/tax/rules", rule).await.expect(201);
    let settings = json!({"prices_include_tax": true, "rounding": "per_document", "cash_rounding": null});
    shop.admin().put("/tax/settings", settings).await.expect(200);
    let sweet = shop.product("SWEET", 2).await;
    let sold = shop.sell(&shop.admin(), &[(sweet, 1000)]).await.expect(201).json();
    assert_eq!(
        (&sold["order"]["lines"][0]["net_minor"], &sold["order"]["tax_minor"]),
        (&json!(-1), &json!(3))
    );
}

/// Another change of the same tenant's taxation, in the middle of its transaction.
async fn changing<'c>(admin: &'c mut PgConnection, change: &'static str) -> Transaction<'c, Postgres> {
    let mut tx = admin.begin().await.unwrap();
    sqlx::query(change).execute(&mut *tx).await.unwrap();
    tx
}

const NET_PRICES: &str = "UPDATE orders.tax_settings SET prices_include_tax = false, version = version + 1";

#[tokio::test]
async fn a_new_rule_does_not_undo_settings_that_change_meanwhile() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let mut admin = app.admin_connection().await;
    let settings = changing(&mut admin, NET_PRICES).await;
    let client = shop.admin();
    let adding = client.post("/tax/rules", rule(json!({"type": "tenant"}), Some("2027-01-01"), 1));
    let (added, _) = tokio::join!(adding, async {
        app.database().until_one_waits().await;
        settings.commit().await.unwrap();
    });
    added.expect(201);
    let now = client.get("/tax/settings").await.expect(200).json();
    assert_eq!(now["prices_include_tax"], false, "as it was set meanwhile");
    let version: i64 = sqlx::query_scalar("SELECT version FROM orders.tax_settings")
        .fetch_one(&mut admin)
        .await
        .unwrap();
    assert_eq!(version, 4, "two rules at first, the settings, and the rule");
}

#[tokio::test]
async fn the_trail_of_settings_begins_where_the_change_before_ended() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let mut admin = app.admin_connection().await;
    let settings = changing(&mut admin, NET_PRICES).await;
    let client = shop.admin();
    let new = json!({"prices_include_tax": true, "rounding": "per_document", "cash_rounding": null});
    let (put, _) = tokio::join!(client.put("/tax/settings", new), async {
        app.database().until_one_waits().await;
        settings.commit().await.unwrap();
    });
    put.expect(200);
    let before: String =
        sqlx::query_scalar("SELECT before FROM orders.audit_event WHERE action = 'tax.settings_changed'")
            .fetch_one(&mut admin)
            .await
            .unwrap();
    let before: Value = serde_json::from_str(&before).unwrap();
    assert_eq!(before["prices_include_tax"], false);
}

#[tokio::test]
async fn what_holds_for_every_store_is_set_by_those_whose_role_is_for_all() {
    let app = TestApp::start().await;
    let shop = app.shop("chain").await;
    let (own, register, _) = shop.another_store("S2", "sell_through").await;
    let of_one_store = shop.hire("admin", Some(own)).await;
    let settings = json!({"prices_include_tax": false, "rounding": "per_line", "cash_rounding": null});
    assert_eq!(
        of_one_store.put("/tax/settings", settings).await.expect(403).code(),
        "forbidden"
    );
    for target in [
        json!({"type": "tenant"}),
        json!({"type": "store", "store": shop.store_id()}),
        json!({"type": "register", "register": shop.register_id()}),
    ] {
        let refused = of_one_store
            .post("/tax/rules", rule(target.clone(), Some("2027-01-01"), 1))
            .await;
        assert_eq!(refused.expect(403).code(), "forbidden", "{target}");
    }
    for target in [
        json!({"type": "store", "store": own}),
        json!({"type": "register", "register": register}),
    ] {
        of_one_store
            .post("/tax/rules", rule(target, Some("2027-01-01"), 1))
            .await
            .expect(201);
    }
}

#[tokio::test]
async fn rates_that_compound_too_far_are_no_rule() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let rate = || json!({"id": Uuid::now_v7(), "name": "Levy", "rate_micro": 1_000_000, "compound": true});
    let mut bad = rule(json!({"type": "tenant"}), Some("2027-01-01"), 1);
    bad["rates"] = json!([rate(), rate(), rate(), rate(), rate(), rate(), rate(), rate()]);
    let refused = shop.admin().post("/tax/rules", bad).await.expect(422);
    assert_eq!(
        (refused.code().as_str(), &refused.json()["errors"][0]["pointer"]),
        ("tax_rule_refused", &json!("/rates"))
    );
}
