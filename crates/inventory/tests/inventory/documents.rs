//! Receipts and corrections.

use contracts::inventory::INVENTORY_ADJUSTED;
use futures_util::future::join_all;
use serde_json::{Value, json};
use testkit::TestApp;
use uuid::Uuid;

use crate::support::{
    adjustment, article, articles, assert_sums, completed, count, level, new_id, receipt, sale, told,
};

#[tokio::test]
async fn a_receipt_is_booked_audited_and_told() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let (apples, location) = (article(&shop).await, shop.location_id());
    let mut body = receipt(location, &[(apples, 5_000), (apples, 2_500)]);
    body["reference"] = json!("  LS-4711 ");
    let answer = shop
        .manager()
        .await
        .post("/stock/receipts", body.clone())
        .await
        .expect(201)
        .json();
    assert_eq!(
        (&answer["id"], &answer["kind"], &answer["line_count"]),
        (&body["id"], &json!("receipt"), &json!(2))
    );
    assert_eq!(level(&app, location, apples).await, Some((7_500, 0)));
    let events = told(&app, INVENTORY_ADJUSTED).await;
    assert_eq!(events.len(), 1);
    assert_eq!(events[0].2["kind"], "receipt");
    assert_eq!(events[0].2["lines"].as_array().unwrap().len(), 2);
    assert_eq!(
        count(
            &app,
            "SELECT count(*) FROM inventory.audit_event WHERE action = 'stock.received' AND after LIKE '%\"LS-4711\"%'"
        )
        .await,
        1
    );
    assert_sums(&app).await;
}

#[tokio::test]
async fn a_receipt_that_is_sent_again_is_booked_once() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let admin = shop.admin();
    let (apples, location) = (article(&shop).await, shop.location_id());
    let body = receipt(location, &[(apples, 5_000), (article(&shop).await, 1_000)]);
    let first = admin
        .post_with_key("k1", "/stock/receipts", body.clone())
        .await
        .expect(201);
    let same_key = admin
        .post_with_key("k1", "/stock/receipts", body.clone())
        .await
        .expect(201);
    let other_key = admin
        .post_with_key("k2", "/stock/receipts", body.clone())
        .await
        .expect(201);
    for again in [&same_key, &other_key] {
        assert_eq!(again.text(), first.text());
        assert_eq!(again.header("idempotent-replayed"), Some("true"));
    }
    assert_eq!(level(&app, location, apples).await, Some((5_000, 0)));
    assert_eq!(told(&app, INVENTORY_ADJUSTED).await.len(), 1);
    assert_eq!(count(&app, "SELECT count(*) FROM inventory.audit_event").await, 1);

    let refused = |body: Value, code: &'static str| {
        let admin = admin.clone();
        async move { assert_eq!(admin.post("/stock/receipts", body).await.expect(422).code(), code) }
    };
    let mut changed = body.clone();
    changed["lines"][0]["quantity_milli"] = json!(5_001);
    refused(changed, "stock_document_reused").await;
    let mut shorter = body.clone();
    shorter["lines"].as_array_mut().unwrap().pop();
    refused(shorter, "stock_document_reused").await;
    let mut noted = body.clone();
    noted["reference"] = json!("another");
    refused(noted, "stock_document_reused").await;
    let mut line_again = receipt(location, &[(article(&shop).await, 9_000), (apples, 5_000)]);
    line_again["lines"][1]["id"] = body["lines"][0]["id"].clone();
    refused(line_again, "stock_line_reused").await;
    assert_eq!(
        admin
            .post_with_key("k1", "/stock/receipts", receipt(location, &[(apples, 1)]))
            .await
            .code(),
        "idempotency_key_reused"
    );
    assert_eq!(
        count(&app, "SELECT count(*) FROM inventory.move").await,
        2,
        "a refusal books no line"
    );
    assert_sums(&app).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_receipt_sent_by_twenty_at_once_is_booked_once() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let (apples, location) = (article(&shop).await, shop.location_id());
    let body = receipt(location, &[(apples, 1_000)]);
    let admin = shop.admin();
    let answers = join_all((0..20).map(|_| admin.post("/stock/receipts", body.clone()))).await;
    assert!(answers.iter().all(|answer| answer.status() == 201), "{answers:?}");
    assert_eq!(
        answers
            .iter()
            .filter(|answer| answer.header("idempotent-replayed").is_none())
            .count(),
        1
    );
    assert_eq!(level(&app, location, apples).await, Some((1_000, 0)));
}

#[tokio::test]
async fn every_fault_of_a_body_is_named() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let admin = shop.admin();
    let location = shop.location_id();
    let line =
        |quantity: Value| json!({"id": Uuid::now_v7(), "product_id": Uuid::now_v7(), "quantity_milli": quantity});
    let pointers = |problem: Value| -> Vec<String> {
        problem["errors"]
            .as_array()
            .unwrap()
            .iter()
            .map(|e| e["pointer"].as_str().unwrap().to_owned())
            .collect()
    };
    let mut body = json!({"id": Uuid::now_v7(), "location_id": location, "reference": "a\u{7}b",
        "lines": [line(json!(0)), line(json!(-1)), line(json!(1_000_000_001)), line(json!(1))]});
    body["lines"][3]["id"] = body["lines"][2]["id"].clone();
    let refused = admin.post("/stock/receipts", body).await.expect(400);
    assert_eq!(refused.code(), "invalid_body");
    let expected = [
        "/reference",
        "/lines/0/quantity_milli",
        "/lines/1/quantity_milli",
        "/lines/2/quantity_milli",
        "/lines/3/id",
    ];
    assert_eq!(pointers(refused.json()), expected);

    let none = json!({"id": Uuid::now_v7(), "location_id": location, "lines": []});
    assert_eq!(
        pointers(admin.post("/stock/receipts", none).await.expect(400).json()),
        ["/lines"]
    );
    for quantity in [json!(1.5), json!("1"), json!(null), json!(1e2)] {
        let body = json!({"id": Uuid::now_v7(), "location_id": location, "lines": [line(quantity)]});
        assert_eq!(
            pointers(admin.post("/stock/receipts", body).await.expect(400).json()),
            ["/lines/0/quantity_milli"]
        );
    }
    let mut unknown = receipt(location, &[(new_id(), 1)]);
    unknown["tenant_id"] = json!(shop.tenant_id());
    assert_eq!(
        admin.post("/stock/receipts", unknown).await.expect(400).code(),
        "invalid_body"
    );
    let zero = adjustment(location, "lost", &[(new_id(), 0)]);
    assert_eq!(
        pointers(admin.post("/stock/adjustments", zero).await.expect(400).json()),
        ["/lines/0/quantity_milli"]
    );
    assert_eq!(
        admin
            .post("/stock/adjustments", adjustment(location, "stolen", &[(new_id(), 1)]))
            .await
            .expect(400)
            .code(),
        "invalid_body"
    );
    let many: Vec<Value> = (0..501)
        .map(|_| json!({"id": Uuid::now_v7(), "product_id": Uuid::now_v7(), "quantity_milli": 1}))
        .collect();
    let many = admin
        .post(
            "/stock/receipts",
            json!({"id": Uuid::now_v7(), "location_id": location, "lines": many}),
        )
        .await;
    assert!(matches!(many.status(), 400 | 413), "{}", many.status());
    assert_eq!(count(&app, "SELECT count(*) FROM inventory.move").await, 0);
}

#[tokio::test]
async fn five_hundred_lines_fit() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let lines: Vec<_> = articles(&shop, 500)
        .await
        .into_iter()
        .map(|product| (product, 1_000))
        .collect();
    shop.admin()
        .post("/stock/receipts", receipt(shop.location_id(), &lines))
        .await
        .expect(201);
    assert_eq!(
        count(&app, "SELECT count(*) FROM inventory.level WHERE on_hand_milli = 1000").await,
        500
    );
}

#[tokio::test]
async fn a_strict_store_never_corrects_below_zero() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let (_, _, strict) = shop.another_store("B", "strict").await;
    let admin = shop.admin();
    let apples = article(&shop).await;
    shop.receive(strict, apples, 2_000).await;
    let refused = admin
        .post(
            "/stock/adjustments",
            adjustment(strict, "damaged", &[(apples, -1_500), (apples, -1_000)]),
        )
        .await
        .expect(422);
    assert_eq!(refused.code(), "would_go_negative");
    assert_eq!(
        refused.json()["shortages"],
        json!([{"product_id": apples, "wanted_milli": 2_500, "available_milli": 2_000}])
    );
    assert_eq!(
        level(&app, strict, apples).await,
        Some((2_000, 0)),
        "nothing of it was booked"
    );
    assert_eq!(count(&app, "SELECT count(*) FROM inventory.stock_exception").await, 0);
    admin
        .post(
            "/stock/adjustments",
            adjustment(strict, "damaged", &[(apples, -3_000), (apples, 1_000)]),
        )
        .await
        .expect(201);
    assert_eq!(
        level(&app, strict, apples).await,
        Some((0, 0)),
        "down to zero, lines of one product together"
    );
    // A sale that was made without a network is a fact, also here; what brings the record nearer to the truth is never refused.
    completed(&app, &shop, &sale(&app, &shop, strict, &[(apples, 5_000)])).await;
    app.settle().await;
    admin
        .post("/stock/adjustments", adjustment(strict, "found", &[(apples, 2_000)]))
        .await
        .expect(201);
    assert_eq!(level(&app, strict, apples).await, Some((-3_000, 0)));
    assert_eq!(
        admin
            .post("/stock/adjustments", adjustment(strict, "lost", &[(apples, -1)]))
            .await
            .expect(422)
            .code(),
        "would_go_negative"
    );
    // The other store sells through.
    admin
        .post(
            "/stock/adjustments",
            adjustment(shop.location_id(), "lost", &[(apples, -1)]),
        )
        .await
        .expect(201);
    assert_sums(&app).await;
}

#[tokio::test]
async fn a_record_has_a_largest_value() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let (apples, location) = (article(&shop).await, shop.location_id());
    shop.receive(location, apples, 1_000).await;
    let mut admin = app.admin_connection().await;
    sqlx::query("UPDATE inventory.level SET on_hand_milli = 999999999999999")
        .execute(&mut admin)
        .await
        .unwrap();
    let refused = shop
        .admin()
        .post("/stock/receipts", receipt(location, &[(apples, 2)]))
        .await
        .expect(422);
    assert_eq!(refused.code(), "stock_limit_reached");
}

#[tokio::test]
async fn opening_stock_is_one_receipt_of_any_length() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let deps = app.deps(contracts::contexts::INVENTORY);
    let caller = shop.caller();
    let location = shop.location_id();
    let mut lines: Vec<_> = (0..1_100).map(|_| (new_id(), 3_000)).collect();
    lines.push((lines[0].0, 500));
    let receipt = Uuid::now_v7();
    assert_eq!(
        inventory::seed_stock(deps, &caller, receipt, location, lines.clone())
            .await
            .unwrap(),
        1_100
    );
    assert_eq!(
        inventory::seed_stock(deps, &caller, receipt, location, lines.clone())
            .await
            .unwrap(),
        0,
        "once, however often it runs"
    );
    assert_eq!(
        level(&app, location, lines[0].0).await,
        Some((3_500, 0)),
        "several lines of one product are added up"
    );
    assert_eq!(count(&app, "SELECT count(*) FROM inventory.move").await, 1_100);
    let events = told(&app, INVENTORY_ADJUSTED).await;
    assert_eq!(events.iter().map(|e| e.1).collect::<Vec<_>>(), [1, 2, 3]);
    let trail = "SELECT count(*) FROM inventory.audit_event WHERE action = 'stock.received' AND after LIKE '%1100%'";
    assert_eq!(count(&app, trail).await, 1, "one row in the trail for one receipt");
    lines.pop();
    lines.pop();
    let other = inventory::seed_stock(deps, &caller, receipt, location, lines)
        .await
        .unwrap_err();
    assert_eq!(other.code(), "stock_document_reused");
    assert_eq!(
        inventory::seed_stock(deps, &caller, Uuid::now_v7(), location, vec![(new_id(), 0)])
            .await
            .unwrap_err()
            .code(),
        "invalid_body"
    );
    assert_sums(&app).await;
}
