//! What sales do to stock: each line moves it once, whatever is sent again.

use chrono::TimeDelta;
use contracts::order::{ORDER_COMPLETED, ORDER_VOIDED};
use sqlx::Row;
use testkit::TestApp;
use uuid::Uuid;

use crate::support::{adjustment, article, assert_sums, completed, count, level, new_id, sale, tell, void, voided};

#[tokio::test]
async fn a_sale_takes_its_lines_and_a_void_brings_them_back() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let (apples, pears, location) = (article(&shop).await, article(&shop).await, shop.location_id());
    shop.receive(location, apples, 10_000).await;
    app.clock().advance(TimeDelta::milliseconds(1));
    let sold = sale(&app, &shop, location, &[(apples, 2_000), (pears, 1_500), (apples, 500)]);
    completed(&app, &shop, &sold).await;
    app.settle().await;
    assert_eq!(
        level(&app, location, apples).await,
        Some((7_500, 0)),
        "two lines of one product both count"
    );
    assert_eq!(
        level(&app, location, pears).await,
        Some((-1_500, 0)),
        "a product that was never seen begins below zero"
    );
    app.clock().advance(TimeDelta::milliseconds(1));
    voided(&app, &shop, &sold).await;
    app.settle().await;
    assert_eq!(level(&app, location, apples).await, Some((10_000, 0)));
    assert_eq!(level(&app, location, pears).await, Some((0, 0)));
    assert_sums(&app).await;

    let moves = shop
        .admin()
        .get(&format!("/stock/{apples}/moves"))
        .await
        .expect(200)
        .json();
    let kinds: Vec<&str> = moves["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|m| m["kind"].as_str().unwrap())
        .collect();
    assert_eq!(
        kinds,
        ["void", "void", "sale", "sale", "receipt"],
        "the newest come first"
    );
    let quantities: Vec<i64> = moves["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|m| m["quantity_milli"].as_i64().unwrap())
        .collect();
    assert_eq!(quantities, [500, 2_000, -500, -2_000, 10_000], "also within one sale");
    let taken = moves["items"]
        .as_array()
        .unwrap()
        .iter()
        .find(|m| m["kind"] == "sale")
        .unwrap();
    assert_eq!(taken["document_id"], sold.order_id.to_string());
    assert_eq!(taken["user_id"], sold.cashier_id.to_string());
}

#[tokio::test]
async fn a_sale_that_is_told_again_moves_nothing() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let (apples, location) = (article(&shop).await, shop.location_id());
    shop.receive(location, apples, 10_000).await;
    let sold = sale(&app, &shop, location, &[(apples, 1_000)]);
    // Under event ids of their own, so that not the inbox but the ledger's constraint stops them: twice in one batch, once after it.
    tell(&app, &shop, ORDER_COMPLETED, sold.order_id, 1, &sold).await;
    tell(&app, &shop, ORDER_COMPLETED, sold.order_id, 1, &sold).await;
    app.settle().await;
    tell(&app, &shop, ORDER_COMPLETED, sold.order_id, 1, &sold).await;
    tell(&app, &shop, ORDER_VOIDED, sold.order_id, 2, &void(&app, &sold)).await;
    tell(&app, &shop, ORDER_VOIDED, sold.order_id, 2, &void(&app, &sold)).await;
    app.settle().await;
    assert_eq!(level(&app, location, apples).await, Some((10_000, 0)));
    assert_eq!(
        count(
            &app,
            "SELECT count(*) FROM inventory.move WHERE kind IN ('sale', 'void')"
        )
        .await,
        2
    );
    assert_eq!(count(&app, "SELECT count(*) FROM inventory.dead_letter").await, 0);
    assert_sums(&app).await;
}

#[tokio::test]
async fn the_same_event_is_applied_once() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let (apples, location) = (article(&shop).await, shop.location_id());
    completed(&app, &shop, &sale(&app, &shop, location, &[(apples, 1_000)])).await;
    app.settle().await;
    // The cursor was lost: everything is read again, and the inbox knows it.
    let mut admin = app.admin_connection().await;
    sqlx::query("UPDATE inventory.consumer_cursor SET position = 0 WHERE consumer = 'inventory.orders'")
        .execute(&mut admin)
        .await
        .unwrap();
    app.settle().await;
    assert_eq!(level(&app, location, apples).await, Some((-1_000, 0)));
    assert_eq!(
        count(&app, "SELECT version FROM inventory.level").await,
        1,
        "not even touched"
    );
}

#[tokio::test]
async fn the_constraint_itself_refuses_a_second_move_of_one_cause() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    shop.receive(shop.location_id(), article(&shop).await, 1_000).await;
    let mut admin = app.admin_connection().await;
    let again = "INSERT INTO inventory.move SELECT tenant_id, gen_random_uuid(), cause_id, kind, product_id, location_id, quantity_milli,
                 document_id, reason, user_id, at, bucket FROM inventory.move";
    let refused = sqlx::query(again).execute(&mut admin).await.unwrap_err();
    assert_eq!(
        refused.as_database_error().unwrap().constraint(),
        Some("move_cause_key")
    );
    for change in [
        "UPDATE inventory.move SET quantity_milli = 5",
        "DELETE FROM inventory.move",
        "DELETE FROM inventory.document",
    ] {
        let refused = sqlx::query(change).execute(&mut admin).await.unwrap_err();
        assert!(refused.to_string().contains("append-only"), "{change}: {refused}");
    }
}

/// The levels are a projection of the moves and nothing else (D12): made anew from them, not a row differs.
#[tokio::test]
async fn the_levels_made_anew_from_the_moves_are_the_same() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let (here, (_, _, there)) = (shop.location_id(), shop.another_store("B", "sell_through").await);
    let (apples, pears, plums) = (article(&shop).await, article(&shop).await, article(&shop).await);
    for (location, product) in [(here, apples), (here, pears), (there, apples)] {
        shop.receive(location, product, 10_000).await;
    }
    let spoilt = adjustment(here, "damaged", &[(pears, -2_500)]);
    shop.admin().post("/stock/adjustments", spoilt).await.expect(201);
    let sold = sale(&app, &shop, here, &[(apples, 3_000), (plums, 1_000)]);
    completed(&app, &shop, &sold).await;
    completed(&app, &shop, &sale(&app, &shop, there, &[(apples, 12_000)])).await;
    voided(&app, &shop, &sold).await;
    app.settle().await;

    let mut admin = app.admin_connection().await;
    let mut shelves = async |sql: &'static str| -> Vec<(Uuid, Uuid, i64)> {
        sqlx::query_as(sql).fetch_all(&mut admin).await.unwrap()
    };
    let kept = shelves("SELECT location_id, product_id, on_hand_milli FROM inventory.level ORDER BY 1, 2").await;
    let anew =
        "SELECT location_id, product_id, sum(quantity_milli)::bigint FROM inventory.move GROUP BY 1, 2 ORDER BY 1, 2";
    assert_eq!(kept.len(), 4);
    assert_eq!(kept, shelves(anew).await);
}

#[tokio::test]
async fn a_batch_of_many_sales_adds_up_and_one_that_cannot_be_applied_harms_no_other() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let other = app.shop("other").await;
    let location = shop.location_id();
    let products: Vec<_> = (0..7).map(|_| new_id()).collect();
    for n in 0..40 {
        let lines: Vec<_> = (0..5).map(|k| (products[(n + k) % 7], 1_000)).collect();
        completed(&app, &shop, &sale(&app, &shop, location, &lines)).await;
        if n % 4 == 0 {
            completed(&app, &other, &sale(&app, &other, other.location_id(), &lines)).await;
        }
    }
    let bad = sale(&app, &shop, location, &[(products[0], 0)]);
    completed(&app, &shop, &bad).await;
    let foreign = sale(&app, &shop, location, &[(products[0], 1_000)]);
    tell(&app, &shop, ORDER_COMPLETED, new_id(), 1, &foreign).await;
    app.settle().await;
    let mut admin = app.admin_connection().await;
    let sums = sqlx::query("SELECT location_id, sum(on_hand_milli)::bigint FROM inventory.level GROUP BY 1")
        .fetch_all(&mut admin)
        .await
        .unwrap();
    let sum = |l: Uuid| {
        sums.iter()
            .find(|row| row.get::<Uuid, _>(0) == l)
            .unwrap()
            .get::<i64, _>(1)
    };
    assert_eq!(sum(location.uuid()), -200_000);
    assert_eq!(sum(other.location_id().uuid()), -50_000);
    let dead = count(
        &app,
        "SELECT count(*) FROM inventory.dead_letter WHERE consumer = 'inventory.orders' AND state = 'dead'",
    )
    .await;
    assert_eq!(dead, 2, "nothing moved by 0, and an event filed under another order");
    assert_sums(&app).await;
}

#[tokio::test]
async fn the_largest_sales_are_cut_into_statements_that_touch_each_shelf_once() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let location = shop.location_id();
    let products: Vec<_> = (0..500).map(|_| new_id()).collect();
    // 10 x 500 lines in one batch: two statements.
    for _ in 0..10 {
        let lines: Vec<_> = products.iter().map(|product| (*product, 1_000)).collect();
        completed(&app, &shop, &sale(&app, &shop, location, &lines)).await;
    }
    app.settle().await;
    assert_eq!(
        count(
            &app,
            "SELECT count(*) FROM inventory.level WHERE on_hand_milli = -10000 AND version = 1"
        )
        .await,
        500
    );
    assert_eq!(count(&app, "SELECT count(*) FROM inventory.stock_exception").await, 500);
    assert_sums(&app).await;
}
