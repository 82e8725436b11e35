//! Records below zero: one exception and one event for each time, closed when the goods turn up.

use contracts::inventory::INVENTORY_OVERSOLD;
use serde_json::json;
use testkit::TestApp;

use crate::support::{adjustment, article, assert_sums, completed, new_id, receipt, sale, told, voided};

#[tokio::test]
async fn an_oversold_shelf_has_one_exception_until_goods_come_in() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let admin = shop.admin();
    let (apples, location) = (article(&shop).await, shop.location_id());
    shop.receive(location, apples, 3_000).await;
    let fits = sale(&app, &shop, location, &[(apples, 2_000)]);
    let crosses = sale(&app, &shop, location, &[(apples, 2_000)]);
    let further = sale(&app, &shop, location, &[(apples, 1_000)]);
    for sold in [&fits, &crosses, &further] {
        completed(&app, &shop, sold).await;
    }
    app.settle().await;
    completed(&app, &shop, &sale(&app, &shop, location, &[(apples, 1_000)])).await;
    app.settle().await;

    let open = admin.get("/stock/exceptions?state=open").await.expect(200).json();
    assert_eq!(open["items"].as_array().unwrap().len(), 1);
    let exception = &open["items"][0];
    assert_eq!(exception["kind"], "oversold");
    assert_eq!(
        exception["order_id"],
        crosses.order_id.to_string(),
        "the sale that took it below zero"
    );
    assert_eq!(
        (
            exception["on_hand_milli"].as_i64(),
            exception["current_on_hand_milli"].as_i64()
        ),
        (Some(-2_000), Some(-3_000))
    );
    let events = told(&app, INVENTORY_OVERSOLD).await;
    assert_eq!(events.len(), 1);
    assert_eq!(
        events[0].2,
        json!({"product_id": apples, "location_id": location, "on_hand_milli": -2_000, "order_id": crosses.order_id})
    );

    admin
        .post("/stock/receipts", receipt(location, &[(apples, 2_000)]))
        .await
        .expect(201);
    assert_eq!(
        admin.get("/stock/exceptions?state=open").await.json()["items"]
            .as_array()
            .unwrap()
            .len(),
        1,
        "still one short"
    );
    admin
        .post("/stock/receipts", receipt(location, &[(apples, 1_000)]))
        .await
        .expect(201);
    assert_eq!(
        admin.get("/stock/exceptions?state=open").await.json()["items"],
        json!([])
    );
    let closed = admin.get("/stock/exceptions?state=closed").await.expect(200).json();
    assert_eq!(closed["items"].as_array().unwrap().len(), 1);
    assert!(closed["items"][0]["closed_at"].is_string());

    completed(&app, &shop, &sale(&app, &shop, location, &[(apples, 1_000)])).await;
    app.settle().await;
    assert_eq!(
        admin.get("/stock/exceptions").await.json()["items"]
            .as_array()
            .unwrap()
            .len(),
        2,
        "it happened again"
    );
    assert_eq!(told(&app, INVENTORY_OVERSOLD).await.len(), 2);
    assert_sums(&app).await;
}

#[tokio::test]
async fn a_cancelled_sale_heals_what_it_oversold() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let (apples, location) = (article(&shop).await, shop.location_id());
    let sold = sale(&app, &shop, location, &[(apples, 1_000)]);
    completed(&app, &shop, &sold).await;
    app.settle().await;
    assert_eq!(
        shop.admin().get("/stock/exceptions?state=open").await.json()["items"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    voided(&app, &shop, &sold).await;
    app.settle().await;
    assert_eq!(
        shop.admin().get("/stock/exceptions?state=open").await.json()["items"],
        json!([])
    );
    // A sale and its cancellation that arrive together never were an exception.
    let sold = sale(&app, &shop, location, &[(apples, 1_000)]);
    completed(&app, &shop, &sold).await;
    voided(&app, &shop, &sold).await;
    app.settle().await;
    assert_eq!(
        shop.admin().get("/stock/exceptions").await.json()["items"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    assert_sums(&app).await;
}

#[tokio::test]
async fn a_correction_below_zero_opens_an_exception_without_a_sale() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let (apples, location) = (article(&shop).await, shop.location_id());
    shop.admin()
        .post("/stock/adjustments", adjustment(location, "lost", &[(apples, -500)]))
        .await
        .expect(201);
    let open = shop.admin().get("/stock/exceptions?state=open").await.json();
    assert_eq!(open["items"][0]["order_id"], serde_json::Value::Null);
    assert_eq!(
        told(&app, INVENTORY_OVERSOLD).await.len(),
        0,
        "no sale did it; inventory.adjusted tells of it"
    );
    assert_sums(&app).await;
}

#[tokio::test]
async fn exceptions_are_paged_newest_first() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let admin = shop.admin();
    for _ in 0..5 {
        completed(
            &app,
            &shop,
            &sale(&app, &shop, shop.location_id(), &[(new_id(), 1_000)]),
        )
        .await;
    }
    app.settle().await;
    let mut seen = Vec::new();
    let mut path = "/stock/exceptions?state=open&limit=2".to_owned();
    loop {
        let page = admin.get(&path).await.expect(200).json();
        seen.extend(
            page["items"]
                .as_array()
                .unwrap()
                .iter()
                .map(|e| e["id"].as_str().unwrap().to_owned()),
        );
        let Some(cursor) = page["next_cursor"].as_str() else {
            break;
        };
        path = format!("/stock/exceptions?state=open&limit=2&cursor={cursor}");
    }
    assert_eq!(seen.len(), 5);
    assert!(seen.is_sorted_by(|a, b| a > b));
    assert_eq!(admin.get("/stock/exceptions?state=shut").await.code(), "invalid_query");
    assert_eq!(admin.get("/stock/exceptions?limit=0").await.code(), "invalid_query");
    assert_eq!(
        admin.get("/stock/exceptions?cursor=nonsense").await.code(),
        "invalid_cursor"
    );
}
