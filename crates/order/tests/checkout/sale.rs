//! A cash sale: what is written, who may make it, and which carts are none.

use serde_json::{Value, json};
use testkit::TestApp;
use uuid::Uuid;

use crate::count;
#[tokio::test]
async fn a_cash_sale_is_written_whole_and_answered_with_change() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let cashier = shop.cashier().await;
    let (bread, milk) = (shop.product("BREAD", 349).await, shop.product("MILK", 129).await);
    let mut order = shop
        .order(&cashier, shop.register_id(), &[(bread, 1000), (milk, 2000)])
        .await;
    // 3.49 + 2 x 1.29 = 6.07, tax included at 20 %; ten euro are handed over.
    order["tenders"][0]["amount_minor"] = json!(1000);
    order["expected"]["change_minor"] = json!(393);
    let sold = cashier.post("/orders", order.clone()).await.expect(201).json();
    let sold = &sold["order"];
    assert_eq!(
        (&sold["total_minor"], &sold["due_minor"], &sold["change_minor"]),
        (&json!(607), &json!(607), &json!(393))
    );
    assert_eq!((&sold["tax_minor"], &sold["net_minor"]), (&json!(101), &json!(506)));
    assert_eq!(
        (&sold["status"], &sold["receipt_number"]),
        (&json!("completed"), &json!(1))
    );
    assert_eq!(sold["business_date"], "2026-03-02");

    let read = cashier
        .get(&format!("/orders/{}", order["id"].as_str().unwrap()))
        .await
        .expect(200)
        .json();
    assert_eq!(&read, sold, "what is answered is what is stored");
    for (rows, wanted) in [
        ("SELECT count(*) FROM orders.orders", 1),
        ("SELECT count(*) FROM orders.order_line", 2),
        ("SELECT count(*) FROM orders.tender", 1),
        ("SELECT sum(amount_minor)::bigint FROM orders.ledger_entry", 0),
        (
            "SELECT amount_minor FROM orders.ledger_entry WHERE account = 'cash'",
            607,
        ),
        ("SELECT count(*) FROM orders.outbox WHERE type = 'order.completed'", 1),
        (
            "SELECT count(*) FROM orders.audit_event WHERE action = 'order.completed'",
            1,
        ),
        (
            "SELECT count(*) FROM orders.orders o JOIN orders.outbox b ON b.aggregate_id = o.id AND b.txid = o.txid",
            1,
        ),
    ] {
        assert_eq!(count(&app, rows).await, wanted, "{rows}");
    }
}

#[tokio::test]
async fn stock_follows_exactly_once() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let product = shop.product("TEA", 250).await;
    shop.receive(shop.location_id(), product, 10_000).await;
    shop.sell(&shop.admin(), &[(product, 3000)]).await.expect(201);
    app.settle().await;
    app.settle().await;
    let stock = shop.admin().get(&format!("/stock/{product}")).await.expect(200).json();
    assert_eq!(stock["on_hand_milli"], 7000);
}

#[tokio::test]
async fn carts_that_cannot_be_sold_are_refused_with_the_place_and_write_nothing() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let other = app.shop("other").await;
    let (product, theirs) = (shop.product("TEA", 250).await, other.product("TEA", 250).await);
    let good = shop.order(&shop.admin(), shop.register_id(), &[(product, 1000)]).await;
    let many: Vec<Value> = (0..501)
        .map(|_| json!({"id": Uuid::now_v7(), "product_id": product, "quantity_milli": 1000}))
        .collect();
    let twice = json!([good["lines"][0], good["lines"][0]]);
    let tenders = |amounts: &[i64]| -> Value {
        let tender = |amount: &i64| json!({"id": Uuid::now_v7(), "kind": "cash", "amount_minor": amount});
        amounts.iter().map(tender).collect()
    };
    let cases: &[(&str, Value, u16, &str)] = &[
        ("/lines/0/product_id", json!(theirs), 422, "unknown_product"),
        ("/lines/0/product_id", json!(Uuid::now_v7()), 422, "unknown_product"),
        ("/lines/0/quantity_milli", json!(0), 422, "cart_refused"),
        ("/lines/0/quantity_milli", json!(-1000), 422, "cart_refused"),
        ("/lines/0/quantity_milli", json!(1_000_000_001), 422, "cart_refused"),
        ("/lines/0/quantity_milli", json!(1.5), 400, "invalid_body"),
        ("/lines", json!([]), 422, "cart_refused"),
        ("/lines", json!(many), 422, "cart_refused"),
        ("/lines", twice, 422, "cart_refused"),
        ("/tenders", json!([]), 422, "not_enough_paid"),
        ("/tenders/0/kind", json!("card"), 422, "tender_not_supported"),
        ("/tenders/0/kind", json!("shells"), 400, "invalid_body"),
        ("/tenders/0/amount_minor", json!(249), 422, "not_enough_paid"),
        ("/tenders/0/amount_minor", json!(-250), 422, "cart_refused"),
        ("/tenders", tenders(&[250, 0]), 422, "cart_refused"),
        ("/tenders", tenders(&[1_000_000_000_001]), 422, "cart_refused"),
        ("/tenders", tenders(&[1_000_000_000_000, 1]), 422, "cart_refused"),
        ("/register_id", json!(other.register_id()), 404, "not_found"),
        ("/receipt_number", json!(0), 422, "cart_refused"),
        ("/receipt_number", json!(i64::MIN), 422, "cart_refused"),
        ("/currency", json!("USD"), 400, "invalid_body"),
    ];
    for (pointer, value, status, code) in cases {
        let mut order = good.clone();
        match order.pointer_mut(pointer) {
            Some(place) => *place = value.clone(),
            None => order["currency"] = value.clone(),
        }
        let answer = shop.admin().post("/orders", order).await;
        assert_eq!(
            (answer.status(), answer.code().as_str()),
            (*status, *code),
            "{pointer} {value}: {}",
            answer.text()
        );
    }
    for table in [
        "SELECT count(*) FROM orders.orders",
        "SELECT count(*) FROM orders.outbox",
        "SELECT count(*) FROM orders.ledger_entry",
    ] {
        assert_eq!(count(&app, table).await, 0);
    }
}

#[tokio::test]
async fn another_tenant_sees_and_touches_nothing() {
    let app = TestApp::start().await;
    let (shop, other) = (app.shop("corner").await, app.shop("other").await);
    let product = shop.product("TEA", 250).await;
    let sold = shop.sell(&shop.admin(), &[(product, 1000)]).await.expect(201).json();
    let path = format!("/orders/{}", sold["order"]["id"].as_str().unwrap());
    let foreign = other.admin().get(&path).await.expect(404);
    let nowhere = other
        .admin()
        .get(&format!("/orders/{}", Uuid::now_v7()))
        .await
        .expect(404);
    assert_eq!(
        foreign.json()["detail"],
        nowhere.json()["detail"],
        "what is another's looks like what is not there"
    );
    other.admin().get(&format!("{path}/receipt")).await.expect(404);
    other
        .admin()
        .post(&format!("{path}/void"), json!({"reason": "not mine"}))
        .await
        .expect(404);
    other
        .admin()
        .get(&format!("/registers/{}/setup", shop.register_id()))
        .await
        .expect(404);
    assert_eq!(
        other.admin().get("/orders").await.expect(200).json()["items"],
        json!([])
    );
    let clash = shop
        .admin()
        .with_tenant(other.tenant_id())
        .get("/orders")
        .await
        .expect(403);
    assert_eq!(clash.code(), "tenant_mismatch");
    // The same ids in another tenant are other sales.
    let theirs = other.product("TEA", 250).await;
    let mut order = other
        .order(&other.admin(), other.register_id(), &[(theirs, 1000)])
        .await;
    order["id"] = sold["order"]["id"].clone();
    order["lines"][0]["id"] = sold["order"]["lines"][0]["id"].clone();
    other.admin().post("/orders", order).await.expect(201);
}

#[tokio::test]
async fn a_cashier_of_one_store_sells_in_that_store_only() {
    let app = TestApp::start().await;
    let shop = app.shop("chain").await;
    let product = shop.product("TEA", 250).await;
    let (second, register, _) = shop.another_store("S2", "sell_through").await;
    let here = shop.hire("cashier", Some(shop.store_id())).await;
    shop.sell(&here, &[(product, 1000)]).await.expect(201);
    let body = shop.order(&shop.admin(), register, &[(product, 1000)]).await;
    assert_eq!(here.post("/orders", body.clone()).await.expect(403).code(), "forbidden");
    here.get(&format!("/registers/{register}/setup")).await.expect(403);
    let there = shop.admin().post("/orders", body).await.expect(201).json();
    here.get(&format!("/orders/{}", there["order"]["id"].as_str().unwrap()))
        .await
        .expect(404);
    let listed = here.get("/orders").await.expect(200).json();
    assert!(
        listed["items"]
            .as_array()
            .unwrap()
            .iter()
            .all(|order| order["store_id"] != json!(second))
    );
}
