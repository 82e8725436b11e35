//! Counts of what is really there, also while the shop sells.

use chrono::TimeDelta;
use contracts::{
    ids::{LocationId, ProductId},
    inventory::INVENTORY_ADJUSTED,
};
use serde_json::{Value, json};
use testkit::{Client, Shop, TestApp};
use uuid::Uuid;

use crate::support::{adjustment, article, articles, assert_sums, completed, count, level, new_id, sale, told};

/// Begins a count; answers with its address. Without products it is a full one.
async fn begun(who: &Client, location: LocationId, products: &[ProductId]) -> String {
    let scope = if products.is_empty() { "full" } else { "cycle" };
    let body = json!({"id": Uuid::now_v7(), "location_id": location, "scope": scope, "product_ids": products});
    let answer = who.post("/stock/counts", body).await.expect(201).json();
    format!("/stock/counts/{}", answer["id"].as_str().unwrap())
}

fn finds(lines: &[(ProductId, i64)]) -> Value {
    let line = |(product, milli): &(ProductId, i64)| json!({"product_id": product, "counted_milli": milli});
    json!({"lines": lines.iter().map(line).collect::<Vec<_>>()})
}

async fn found(who: &Client, count: &str, lines: &[(ProductId, i64)]) {
    who.post(&format!("{count}/lines"), finds(lines)).await.expect(200);
}

async fn submitted(who: &Client, count: &str, uncounted_as_zero: bool) -> Value {
    let body = json!({"uncounted_as_zero": uncounted_as_zero});
    who.post(&format!("{count}/submit"), body).await.expect(200).json()
}

async fn approved(who: &Client, count: &str) -> Value {
    who.post(&format!("{count}/approve"), json!({}))
        .await
        .expect(200)
        .json()
}

async fn sold(app: &TestApp, shop: &Shop, product: ProductId, milli: i64) {
    app.clock().advance(TimeDelta::seconds(1));
    let sale = sale(app, shop, shop.location_id(), &[(product, milli)]);
    completed(app, shop, &sale).await;
    app.clock().advance(TimeDelta::seconds(1));
}

async fn on_hand(app: &TestApp, location: LocationId, product: ProductId) -> i64 {
    level(app, location, product).await.map_or(0, |level| level.0)
}

#[tokio::test]
async fn sales_before_during_and_after_a_count_keep_their_effect() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let (apples, location, admin) = (article(&shop).await, shop.location_id(), shop.admin());
    shop.receive(location, apples, 10_000).await;
    let stocktaking = begun(&admin, location, &[apples]).await;
    sold(&app, &shop, apples, 2_000).await;
    app.settle().await;
    // 8 should be there; somebody took one without paying. One more is sold just before, and its event comes late.
    sold(&app, &shop, apples, 1_000).await;
    found(&admin, &stocktaking, &[(apples, 6_000)]).await;
    sold(&app, &shop, apples, 3_000).await;
    app.settle().await;
    assert_eq!(on_hand(&app, location, apples).await, 4_000);
    submitted(&admin, &stocktaking, false).await;
    let seen = admin.get(&format!("{stocktaking}/lines")).await.expect(200).json();
    let line = &seen["items"][0];
    assert_eq!(
        (&line["counted_milli"], &line["book_milli"], &line["variance_milli"]),
        (&json!(6_000), &json!(7_000), &json!(-1_000)),
        "beside what the record held when it was counted"
    );
    sold(&app, &shop, apples, 500).await;
    approved(&admin, &stocktaking).await;
    app.settle().await;
    assert_eq!(
        on_hand(&app, location, apples).await,
        6_000 - 3_000 - 500,
        "what was counted less what was sold since"
    );
    assert_sums(&app).await;
    let again = admin.get(&format!("{stocktaking}/lines")).await.expect(200).json();
    assert_eq!(
        again["items"][0]["variance_milli"], -1_000,
        "what was approved stays as it was"
    );
}

/// A shop sells all the time, and its goods are counted one after the other; after each approval the record is what is really there.
#[tokio::test]
async fn a_count_among_sales_conserves_the_total() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let (location, admin) = (shop.location_id(), shop.admin());
    let goods = articles(&shop, 3).await;
    let mut really: Vec<i64> = vec![50_000; 3];
    for product in &goods {
        shop.receive(location, *product, 50_000).await;
    }
    // What nobody knows of: one is short, one has too much.
    really[0] -= 4_000;
    really[2] += 7_000;
    let stocktaking = begun(&admin, location, &goods).await;
    for round in 0..30_usize {
        let n = round % 3;
        sold(&app, &shop, goods[n], 1_000).await;
        really[n] -= 1_000;
        if round % 4 == 0 {
            app.settle().await;
        }
        if round % 10 == 5 {
            let n = round / 10;
            found(&admin, &stocktaking, &[(goods[n], really[n])]).await;
        }
        if round == 27 {
            submitted(&admin, &stocktaking, false).await;
        }
    }
    app.settle().await;
    approved(&admin, &stocktaking).await;
    for (n, product) in goods.iter().enumerate() {
        assert_eq!(on_hand(&app, location, *product).await, really[n], "goods {n}");
    }
    assert_sums(&app).await;
}

#[tokio::test]
async fn who_counts_does_not_see_the_record_and_does_not_decide() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let (apples, pears, location) = (article(&shop).await, article(&shop).await, shop.location_id());
    shop.receive(location, apples, 5_000).await;
    let cashier = shop.cashier().await;
    let stocktaking = begun(&cashier, location, &[apples, pears]).await;
    found(&cashier, &stocktaking, &[(apples, 4_000)]).await;
    let lines = cashier.get(&format!("{stocktaking}/lines")).await.expect(200).json();
    for line in lines["items"].as_array().unwrap() {
        assert!(
            line["book_milli"].is_null() && line["variance_milli"].is_null(),
            "{line}"
        );
    }
    let different = cashier
        .get(&format!("{stocktaking}/lines?only=different"))
        .await
        .expect(200)
        .json();
    assert_eq!(different["items"], json!([]), "not even by asking which ones differ");
    let open = cashier
        .get(&format!("{stocktaking}/lines?only=uncounted"))
        .await
        .expect(200)
        .json();
    assert_eq!(open["items"][0]["product_id"], json!(pears));
    assert_eq!(open["items"].as_array().unwrap().len(), 1);

    let state = submitted(&cashier, &stocktaking, false).await;
    assert_eq!((&state["state"], &state["counted"]), (&json!("submitted"), &json!(1)));
    let different = cashier
        .get(&format!("{stocktaking}/lines?only=different"))
        .await
        .expect(200)
        .json();
    assert_eq!(different["items"][0]["variance_milli"], -1_000);
    for way in ["approve", "reopen"] {
        let refused = cashier
            .post(&format!("{stocktaking}/{way}"), json!({}))
            .await
            .expect(403);
        assert_eq!(refused.code(), "forbidden", "{way}");
    }
    assert_eq!(
        on_hand(&app, location, apples).await,
        5_000,
        "nothing is booked before somebody approves"
    );
    approved(&shop.manager().await, &stocktaking).await;
    assert_eq!(on_hand(&app, location, apples).await, 4_000);
    assert_eq!(on_hand(&app, location, pears).await, 0);
}

#[tokio::test]
async fn a_count_is_approved_once_and_tells_once() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let (apples, location, admin) = (article(&shop).await, shop.location_id(), shop.admin());
    shop.receive(location, apples, 5_000).await;
    let body = json!({"id": Uuid::now_v7(), "location_id": location, "scope": "cycle", "product_ids": [apples]});
    for _ in 0..2 {
        admin.post("/stock/counts", body.clone()).await.expect(201);
    }
    let mut other = body.clone();
    other["product_ids"] = json!([article(&shop).await]);
    assert_eq!(
        admin.post("/stock/counts", other).await.expect(422).code(),
        "stock_document_reused"
    );
    let stocktaking = format!("/stock/counts/{}", body["id"].as_str().unwrap());
    let early = admin
        .post(&format!("{stocktaking}/approve"), json!({}))
        .await
        .expect(409);
    assert_eq!(early.code(), "count_not_submitted");
    found(&admin, &stocktaking, &[(apples, 7_000)]).await;
    submitted(&admin, &stocktaking, false).await;
    let late = admin
        .post(&format!("{stocktaking}/lines"), finds(&[(apples, 1)]))
        .await
        .expect(409);
    assert_eq!(late.code(), "count_not_open");
    admin
        .post(&format!("{stocktaking}/reopen"), json!({}))
        .await
        .expect(200);
    found(&admin, &stocktaking, &[(apples, 6_000)]).await;
    submitted(&admin, &stocktaking, false).await;
    for _ in 0..3 {
        assert_eq!(approved(&admin, &stocktaking).await["state"], "approved");
    }
    assert_eq!(
        on_hand(&app, location, apples).await,
        6_000,
        "the last count of it counts"
    );
    let events = told(&app, INVENTORY_ADJUSTED).await;
    let counts: Vec<_> = events.iter().filter(|(_, _, data)| data["kind"] == "count").collect();
    assert_eq!(counts.len(), 1);
    assert_eq!(
        counts[0].2["lines"],
        json!([{"product_id": apples, "quantity_milli": 1_000}])
    );
    assert_eq!(
        count(
            &app,
            "SELECT count(*) FROM inventory.audit_event WHERE action LIKE 'count.%'"
        )
        .await,
        7,
        "begun, entered, submitted, reopened, entered, submitted, approved"
    );
    for (way, code) in [("reopen", "count_not_submitted"), ("cancel", "count_not_open")] {
        let refused = admin.post(&format!("{stocktaking}/{way}"), json!({})).await.expect(409);
        assert_eq!(refused.code(), code);
    }
    assert_sums(&app).await;
}

#[tokio::test]
async fn a_count_that_agrees_or_is_given_up_books_nothing() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let (apples, location, admin) = (article(&shop).await, shop.location_id(), shop.admin());
    shop.receive(location, apples, 5_000).await;
    let agrees = begun(&admin, location, &[apples]).await;
    found(&admin, &agrees, &[(apples, 5_000)]).await;
    submitted(&admin, &agrees, false).await;
    assert_eq!(approved(&admin, &agrees).await["state"], "approved");
    let given_up = begun(&admin, location, &[apples]).await;
    found(&admin, &given_up, &[(apples, 1_000)]).await;
    let state = admin
        .post(&format!("{given_up}/cancel"), json!({}))
        .await
        .expect(200)
        .json();
    assert_eq!(state["state"], "cancelled");
    assert_eq!(on_hand(&app, location, apples).await, 5_000);
    assert_eq!(
        count(&app, "SELECT count(*) FROM inventory.document WHERE kind = 'count'").await,
        0
    );
    assert_eq!(
        count(
            &app,
            "SELECT count(*) FROM inventory.audit_event WHERE action = 'count.approved'"
        )
        .await,
        1
    );
    let listed = admin.get("/stock/counts?state=cancelled").await.expect(200).json();
    assert_eq!(listed["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn counts_are_paged_from_either_end_of_time() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let (apples, location, admin) = (article(&shop).await, shop.location_id(), shop.admin());
    let mut made = Vec::new();
    for _ in 0..3 {
        made.push(begun(&admin, location, &[apples]).await);
        app.clock().advance(TimeDelta::seconds(1));
    }
    for sort in ["sort=at", "sort=-at", ""] {
        let rows = admin.every("/stock/counts", sort, 1).await;
        let mut seen: Vec<String> = rows
            .iter()
            .map(|row| format!("/stock/counts/{}", row["id"].as_str().unwrap()))
            .collect();
        if sort != "sort=at" {
            seen.reverse();
        }
        assert_eq!(seen, made, "{sort}");
    }
    let page = admin.get("/stock/counts?limit=1&sort=at").await.json();
    let cursor = page["next_cursor"].as_str().unwrap();
    let other = admin.get(&format!("/stock/counts?cursor={cursor}")).await.expect(400);
    assert_eq!(other.code(), "invalid_cursor", "of the other order");
}

#[tokio::test]
async fn a_full_count_finds_what_it_finds_and_may_take_the_rest_for_gone() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let (location, admin) = (shop.location_id(), shop.admin());
    let goods = articles(&shop, 4).await;
    for product in &goods[..3] {
        shop.receive(location, *product, 5_000).await;
    }
    let below = adjustment(location, "lost", &[(goods[2], -6_000)]);
    admin.post("/stock/adjustments", below).await.expect(201);
    // The first is short, the fourth was never recorded, the others were not found: one has 5, one is one below zero.
    let stocktaking = begun(&admin, location, &[]).await;
    found(&admin, &stocktaking, &[(goods[0], 4_000), (goods[3], 2_000)]).await;
    let sent = submitted(&admin, &stocktaking, true).await;
    assert_eq!((&sent["line_count"], &sent["counted"]), (&json!(4), &json!(4)));
    approved(&admin, &stocktaking).await;
    for (product, left) in goods.iter().zip([4_000, 0, 0, 2_000]) {
        assert_eq!(on_hand(&app, location, *product).await, left);
    }
    assert_sums(&app).await;

    shop.receive(location, goods[1], 3_000).await;
    let part = begun(&admin, location, &[]).await;
    found(&admin, &part, &[(goods[0], 4_500)]).await;
    submitted(&admin, &part, false).await;
    approved(&admin, &part).await;
    assert_eq!(on_hand(&app, location, goods[0]).await, 4_500);
    assert_eq!(
        on_hand(&app, location, goods[1]).await,
        3_000,
        "what nobody counted stays"
    );
}

#[tokio::test]
async fn counts_are_of_the_shops_own_goods_and_places() {
    let app = TestApp::start().await;
    let (shop, other) = (app.shop("green-grocer").await, app.shop("other").await);
    let (second, _, _) = shop.another_store("B", "strict").await;
    let (apples, pears, location, admin) = (
        article(&shop).await,
        article(&shop).await,
        shop.location_id(),
        shop.admin(),
    );
    let foreign = article(&other).await;
    let body = |location: LocationId, scope: &str, products: &[ProductId]| json!({"id": Uuid::now_v7(), "location_id": location, "scope": scope, "product_ids": products});
    let refused = admin
        .post("/stock/counts", body(location, "cycle", &[apples, foreign]))
        .await
        .expect(422);
    assert_eq!(refused.code(), "no_such_product");
    assert_eq!(refused.json()["errors"][0]["pointer"], "/product_ids/1");
    let elsewhere = admin
        .post("/stock/counts", body(other.location_id(), "full", &[]))
        .await;
    assert_eq!(elsewhere.expect(404).code(), "not_found");
    for wrong in [
        body(location, "cycle", &[]),
        body(location, "full", &[apples]),
        body(location, "cycle", &[apples, apples]),
    ] {
        assert_eq!(
            admin.post("/stock/counts", wrong).await.expect(400).code(),
            "invalid_body"
        );
    }
    let cycle = begun(&admin, location, &[apples]).await;
    let refused = admin
        .post(&format!("{cycle}/lines"), finds(&[(apples, 1), (pears, 1)]))
        .await
        .expect(422);
    assert_eq!(refused.code(), "not_in_count");
    assert_eq!(refused.json()["errors"][0]["pointer"], "/lines/1/product_id");
    let full = begun(&admin, location, &[]).await;
    for product in [foreign, new_id()] {
        let refused = admin
            .post(&format!("{full}/lines"), finds(&[(product, 1)]))
            .await
            .expect(422);
        assert_eq!(refused.code(), "no_such_product");
    }
    for wrong in [finds(&[(apples, -1)]), finds(&[(apples, 1), (apples, 2)]), finds(&[])] {
        assert_eq!(
            admin.post(&format!("{full}/lines"), wrong).await.expect(400).code(),
            "invalid_body"
        );
    }
    let manager = shop.hire("manager", Some(second)).await;
    for path in [full.clone(), format!("{full}/lines")] {
        assert_eq!(manager.get(&path).await.expect(403).code(), "forbidden");
        assert_eq!(other.admin().get(&path).await.expect(404).code(), "not_found");
    }
    for way in ["submit", "approve", "cancel", "reopen"] {
        let body = if way == "submit" {
            json!({"uncounted_as_zero": false})
        } else {
            json!({})
        };
        assert_eq!(
            manager
                .post(&format!("{full}/{way}"), body.clone())
                .await
                .expect(403)
                .code(),
            "forbidden"
        );
        assert_eq!(
            other
                .admin()
                .post(&format!("{full}/{way}"), body)
                .await
                .expect(404)
                .code(),
            "not_found"
        );
    }
    assert_eq!(
        count(
            &app,
            "SELECT count(*) FROM inventory.stock_count_line WHERE counted_milli IS NOT NULL"
        )
        .await,
        0
    );
}

/// An approval is one transaction: a place with more goods than that is counted in parts.
#[tokio::test]
async fn a_count_has_a_limit() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let (location, admin) = (shop.location_id(), shop.admin());
    sqlx::query(
        "INSERT INTO inventory.level (tenant_id, location_id, product_id, on_hand_milli)
         SELECT $1, $2, gen_random_uuid(), 1000 FROM generate_series(1, 5001)",
    )
    .bind(shop.tenant_id().uuid())
    .bind(location.uuid())
    .execute(&mut app.admin_connection().await)
    .await
    .unwrap();
    let stocktaking = begun(&admin, location, &[]).await;
    let refused = admin
        .post(&format!("{stocktaking}/submit"), json!({"uncounted_as_zero": true}))
        .await
        .expect(422);
    assert_eq!(refused.code(), "count_too_large");
    assert_eq!(
        admin.get(&stocktaking).await.expect(200).json()["state"],
        "counting",
        "nothing of it happened"
    );
    submitted(&admin, &stocktaking, false).await;
}
