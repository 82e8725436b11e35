//! Goods that cannot be sold.

use chrono::TimeDelta;
use contracts::{
    ids::{LocationId, ProductId},
    inventory::INVENTORY_ADJUSTED,
};
use serde_json::{Value, json};
use testkit::TestApp;
use uuid::Uuid;

use crate::support::{article, assert_sums, count, document_lines, new_id, places, told};

fn damage(location: LocationId, action: &str, reason: &str, lines: &[(ProductId, i64)]) -> Value {
    json!({"id": Uuid::now_v7(), "location_id": location, "action": action, "reason": reason, "note": "pallet fell", "lines": document_lines(lines)})
}

#[tokio::test]
async fn goods_are_set_aside_put_back_and_written_off() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let (apples, location, admin) = (article(&shop).await, shop.location_id(), shop.admin());
    shop.receive(location, apples, 10_000).await;
    let aside = damage(location, "set_aside", "broken", &[(apples, 3_000), (apples, 1_000)]);
    let answer = admin.post("/stock/damages", aside.clone()).await.expect(201).json();
    assert_eq!((&answer["kind"], &answer["line_count"]), (&json!("damage"), &json!(2)));
    assert_eq!(places(&app, location, apples).await, (6_000, 0, 4_000));
    admin.post("/stock/damages", aside).await.expect(201);
    assert_eq!(
        places(&app, location, apples).await,
        (6_000, 0, 4_000),
        "the same document is booked once"
    );

    app.clock().advance(TimeDelta::seconds(1));
    let back = damage(location, "restore", "repaired", &[(apples, 1_500)]);
    admin.post("/stock/damages", back).await.expect(201);
    assert_eq!(places(&app, location, apples).await, (7_500, 0, 2_500));
    app.clock().advance(TimeDelta::seconds(1));
    let gone = damage(location, "write_off", "expired", &[(apples, 2_000)]);
    admin.post("/stock/damages", gone).await.expect(201);
    assert_eq!(places(&app, location, apples).await, (7_500, 0, 500));
    assert_sums(&app).await;

    let kinds: Vec<(String, i64)> = told(&app, INVENTORY_ADJUSTED)
        .await
        .iter()
        .map(|(_, _, data)| {
            let sum = data["lines"]
                .as_array()
                .unwrap()
                .iter()
                .map(|l| l["quantity_milli"].as_i64().unwrap())
                .sum();
            (data["kind"].as_str().unwrap().to_owned(), sum)
        })
        .collect();
    let kinds: Vec<(&str, i64)> = kinds.iter().map(|(kind, sum)| (kind.as_str(), *sum)).collect();
    assert_eq!(
        kinds,
        [
            ("receipt", 10_000),
            ("damage", -4_000),
            ("restore", 1_500),
            ("write_off", -2_000)
        ]
    );
    assert_eq!(
        count(&app, "SELECT count(*) FROM inventory.audit_event WHERE action IN ('stock.damaged', 'stock.restored', 'stock.written_off') AND reason IS NOT NULL").await,
        3
    );
    let history = admin.get(&format!("/stock/{apples}/moves")).await.expect(200).json();
    let first = &history["items"][0];
    assert_eq!(
        (&first["kind"], &first["bucket"], &first["reason"], &first["note"]),
        (
            &json!("write_off"),
            &json!("damaged"),
            &json!("expired"),
            &json!("pallet fell")
        )
    );
}

#[tokio::test]
async fn no_more_is_put_back_or_written_off_than_was_set_aside() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let (apples, location, admin) = (article(&shop).await, shop.location_id(), shop.admin());
    shop.receive(location, apples, 10_000).await;
    for action in ["restore", "write_off"] {
        let refused = admin
            .post("/stock/damages", damage(location, action, "other", &[(apples, 1)]))
            .await;
        assert_eq!(refused.expect(422).code(), "not_enough_damaged");
    }
    let aside = damage(location, "set_aside", "spoiled", &[(apples, 2_000)]);
    admin.post("/stock/damages", aside).await.expect(201);
    for action in ["restore", "write_off"] {
        let refused = admin
            .post(
                "/stock/damages",
                damage(location, action, "other", &[(apples, 1_500), (apples, 501)]),
            )
            .await;
        assert_eq!(refused.expect(422).code(), "not_enough_damaged");
    }
    assert_eq!(places(&app, location, apples).await, (8_000, 0, 2_000));
    assert_eq!(
        count(&app, "SELECT count(*) FROM inventory.document WHERE kind <> 'receipt'").await,
        1
    );
    assert_sums(&app).await;
}

#[tokio::test]
async fn damage_is_of_the_shops_own_goods_and_a_strict_stores_record() {
    let app = TestApp::start().await;
    let (shop, other) = (app.shop("green-grocer").await, app.shop("other").await);
    let (_, _, strict) = shop.another_store("B", "strict").await;
    let (apples, admin) = (article(&shop).await, shop.admin());
    for product in [article(&other).await, new_id()] {
        let refused = admin
            .post("/stock/damages", damage(strict, "set_aside", "broken", &[(product, 1)]))
            .await;
        assert_eq!(refused.expect(422).code(), "no_such_product");
    }
    let refused = admin
        .post("/stock/damages", damage(strict, "set_aside", "broken", &[(apples, 1)]))
        .await;
    assert_eq!(refused.expect(422).code(), "would_go_negative");
    let cashier = shop.cashier().await;
    let refused = cashier
        .post("/stock/damages", damage(strict, "set_aside", "broken", &[(apples, 1)]))
        .await;
    assert_eq!(refused.expect(403).code(), "forbidden");
}

/// The database itself refuses a bucket with less than nothing, whoever writes.
#[tokio::test]
async fn no_bucket_holds_less_than_nothing() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    shop.receive(shop.location_id(), article(&shop).await, 1_000).await;
    let mut admin = app.admin_connection().await;
    for change in [
        "UPDATE inventory.level SET damaged_milli = -1",
        "UPDATE inventory.level SET in_transit_milli = -1",
    ] {
        let refused = sqlx::query(change).execute(&mut admin).await.unwrap_err();
        assert_eq!(
            refused.as_database_error().unwrap().constraint(),
            Some("level_bucket_check"),
            "{change}"
        );
    }
}
