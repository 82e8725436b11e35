//! Reorder points, and goods that run low.

use contracts::{
    ids::{LocationId, ProductId},
    inventory::INVENTORY_LOW_STOCK,
};
use serde_json::{Value, json};
use testkit::{Shop, TestApp};

use crate::support::{adjustment, article, assert_sums, completed, count, new_id, sale, told};

async fn set(shop: &Shop, location: LocationId, product: ProductId, reorder: Value) {
    let body = json!({"location_id": location, "lines": [{"product_id": product, "reorder_milli": reorder}]});
    shop.admin().post("/stock/thresholds", body).await.expect(200);
}

#[tokio::test]
async fn each_fall_to_the_point_is_told_once() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let (apples, location) = (article(&shop).await, shop.location_id());
    shop.receive(location, apples, 10_000).await;
    set(&shop, location, apples, json!(5_000)).await;
    assert_eq!(told(&app, INVENTORY_LOW_STOCK).await.len(), 0, "there is enough");

    // Seven sales in one batch: the fifth is the one, and the two after it are no news.
    for _ in 0..7 {
        completed(&app, &shop, &sale(&app, &shop, location, &[(apples, 1_000)])).await;
    }
    app.settle().await;
    let events = told(&app, INVENTORY_LOW_STOCK).await;
    assert_eq!(events.len(), 1);
    assert_eq!(
        events[0].2,
        json!({"product_id": apples, "location_id": location, "on_hand_milli": 3_000, "reorder_milli": 5_000})
    );
    completed(&app, &shop, &sale(&app, &shop, location, &[(apples, 1_000)])).await;
    app.settle().await;
    shop.receive(location, apples, 3_000).await;
    completed(&app, &shop, &sale(&app, &shop, location, &[(apples, 1_000)])).await;
    app.settle().await;
    assert_eq!(
        told(&app, INVENTORY_LOW_STOCK).await.len(),
        1,
        "5 is the point: it was never above it"
    );

    shop.receive(location, apples, 2_000).await;
    assert_eq!(
        count(&app, "SELECT count(*) FROM inventory.low_stock WHERE closed_at IS NULL").await,
        0
    );
    let spoilt = adjustment(location, "damaged", &[(apples, -1_000)]);
    shop.admin().post("/stock/adjustments", spoilt).await.expect(201);
    assert_eq!(
        told(&app, INVENTORY_LOW_STOCK).await.len(),
        2,
        "it was above, so it is news again"
    );
    assert_sums(&app).await;
}

#[tokio::test]
async fn a_batch_that_falls_and_rises_again_tells_nothing() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let (apples, location) = (article(&shop).await, shop.location_id());
    shop.receive(location, apples, 6_000).await;
    set(&shop, location, apples, json!(5_000)).await;
    let sold = sale(&app, &shop, location, &[(apples, 2_000)]);
    completed(&app, &shop, &sold).await;
    crate::support::voided(&app, &shop, &sold).await;
    app.settle().await;
    assert_eq!(told(&app, INVENTORY_LOW_STOCK).await.len(), 0);
    assert_sums(&app).await;
}

#[tokio::test]
async fn a_point_above_what_is_there_is_told_once_and_one_taken_away_ends_it() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let (_, _, there) = shop.another_store("B", "sell_through").await;
    let (apples, never_seen, here) = (article(&shop).await, article(&shop).await, shop.location_id());
    shop.receive(here, apples, 4_000).await;
    set(&shop, here, apples, json!(5_000)).await;
    set(&shop, here, apples, json!(6_000)).await;
    set(&shop, there, apples, json!(0)).await;
    assert_eq!(
        told(&app, INVENTORY_LOW_STOCK).await.len(),
        2,
        "each location has its own point, and none is none too many"
    );
    set(&shop, here, apples, json!(3_000)).await;
    set(&shop, there, apples, Value::Null).await;
    set(&shop, here, never_seen, Value::Null).await;
    assert_eq!(
        count(&app, "SELECT count(*) FROM inventory.low_stock WHERE closed_at IS NULL").await,
        0
    );
    assert_eq!(
        count(
            &app,
            "SELECT count(*) FROM inventory.audit_event WHERE action = 'stock.threshold_set'"
        )
        .await,
        6,
        "each is on the record"
    );
    let one = shop
        .admin()
        .get(&format!("/stock?location_id={here}&product_id={apples}"))
        .await
        .expect(200)
        .json();
    assert_eq!(
        (&one["items"][0]["reorder_milli"], &one["items"][0]["low"]),
        (&json!(3_000), &json!(false))
    );
    assert_sums(&app).await;
}

#[tokio::test]
async fn who_may_set_which_points() {
    let app = TestApp::start().await;
    let (shop, other) = (app.shop("green-grocer").await, app.shop("other").await);
    let (second, _, _) = shop.another_store("B", "strict").await;
    let (apples, here) = (article(&shop).await, shop.location_id());
    let body = |location: LocationId, product: ProductId, milli: i64| json!({"location_id": location, "lines": [{"product_id": product, "reorder_milli": milli}]});
    let elsewhere = shop.hire("manager", Some(second)).await;
    assert_eq!(
        elsewhere
            .post("/stock/thresholds", body(here, apples, 1))
            .await
            .expect(403)
            .code(),
        "forbidden"
    );
    assert_eq!(
        shop.cashier()
            .await
            .post("/stock/thresholds", body(here, apples, 1))
            .await
            .expect(403)
            .code(),
        "forbidden"
    );
    let admin = shop.admin();
    assert_eq!(
        admin
            .post("/stock/thresholds", body(other.location_id(), apples, 1))
            .await
            .expect(404)
            .code(),
        "not_found"
    );
    for product in [article(&other).await, new_id()] {
        let refused = admin
            .post("/stock/thresholds", body(here, product, 1))
            .await
            .expect(422);
        assert_eq!(refused.code(), "no_such_product");
        assert_eq!(refused.json()["errors"][0]["pointer"], "/lines/0/product_id");
    }
    assert_eq!(
        admin
            .post("/stock/thresholds", body(here, apples, -1))
            .await
            .expect(400)
            .code(),
        "invalid_body"
    );
    assert_eq!(count(&app, "SELECT count(*) FROM inventory.level").await, 0);
}
