//! A store that sells only what is on record.

use std::sync::Arc;

use serde_json::json;
use testkit::{TestApp, id};

use crate::count;
/// Two tills sell the last unit of a strict store: one is refused kindly, and nothing goes below zero.
#[tokio::test(flavor = "multi_thread")]
async fn a_strict_store_sells_its_last_unit_once() {
    let app = Arc::new(TestApp::start().await);
    let shop = app.shop("chain").await;
    let admin = shop.admin();
    let product = shop.product("LAST", 500).await;
    let (store, register, location) = shop.another_store("S2", "strict").await;
    let second = json!({"store_id": store, "name": "Till 2", "code": "2"});
    let second = id(&admin.post("/registers", second).await.expect(201).json()["id"]);
    shop.receive(location, product, 1000).await;
    let bodies = [
        shop.order(&admin, register, &[(product, 1000)]).await,
        shop.order(&admin, second, &[(product, 1000)]).await,
    ];
    let tasks = bodies.clone().map(|body| {
        let admin = admin.clone();
        tokio::spawn(async move { admin.post("/orders", body).await })
    });
    let mut answers = Vec::new();
    for task in tasks {
        answers.push(task.await.unwrap());
    }
    answers.sort_by_key(testkit::Answer::status);
    assert_eq!((answers[0].status(), answers[1].status()), (201, 409));
    assert_eq!(answers[1].code(), "out_of_stock");
    assert_eq!(answers[1].json()["shortages"][0]["product_id"], json!(product));
    app.settle().await;
    let stock = admin.get(&format!("/stock/{product}")).await.expect(200).json();
    assert_eq!(
        (&stock["on_hand_milli"], &stock["reserved_milli"]),
        (&json!(0), &json!(0))
    );
    // The one that was sold is still the same sale when it is sent again.
    for body in bodies {
        let status = admin.post("/orders", body).await.status();
        assert!(status == 201 || status == 409);
    }
    assert_eq!(count(&app, "SELECT count(*) FROM orders.orders").await, 1);
}

/// A sale that can never be written holds nothing back from the next customer.
#[tokio::test]
async fn a_refused_sale_gives_its_goods_back() {
    let app = TestApp::start().await;
    let shop = app.shop("chain").await;
    let admin = shop.admin();
    let product = shop.product("LAST", 500).await;
    let (_, register, location) = shop.another_store("S2", "strict").await;
    shop.receive(location, product, 2000).await;
    let first = shop.order(&admin, register, &[(product, 1000)]).await;
    admin.post("/orders", first.clone()).await.expect(201);
    let mut second = shop.order(&admin, register, &[(product, 1000)]).await;
    second["lines"][0]["id"] = first["lines"][0]["id"].clone();
    let refused = admin.post("/orders", second).await.expect(422);
    assert_eq!(refused.code(), "line_id_reused");
    app.settle().await;
    let stock = admin.get(&format!("/stock/{product}")).await.expect(200).json();
    assert_eq!(
        (&stock["on_hand_milli"], &stock["reserved_milli"]),
        (&json!(1000), &json!(0))
    );
}
