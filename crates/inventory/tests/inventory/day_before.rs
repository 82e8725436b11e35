//! A shop that has its stock since this morning, while what the database knows of its tables is of the evening before: of this shop it
//! knows no row, and expects one where there are thousands.

use std::time::Instant;

use serde_json::{Value, json};
use testkit::{Client, Shop, TestApp};
use uuid::Uuid;

use crate::support::article;

/// As many as a count takes.
const PRODUCTS: i64 = 5_000;
/// Of each product: as many before its count as after.
const MOVES: i64 = 20;
/// A busy machine is not what these tests are about; a statement that reads all rows for each row takes minutes.
const SECONDS_MAX: u64 = 5;

async fn of_the_evening_before(app: &TestApp) -> Shop {
    let known = app.shop("known").await;
    for _ in 0..3 {
        known.receive(known.location_id(), article(&known).await, 1_000).await;
    }
    let mut admin = app.admin_connection().await;
    sqlx::raw_sql("ANALYZE").execute(&mut admin).await.unwrap();
    app.shop("new").await
}

/// What is on the shelves of every store: `n` pieces of product `n`, all of them held where these are a hundred or fewer.
async fn stocked(app: &TestApp, shop: &Shop, locations: &[Uuid]) {
    let mut admin = app.admin_connection().await;
    for location in locations {
        sqlx::query(
            "INSERT INTO inventory.level (tenant_id, location_id, product_id, on_hand_milli, reserved_milli)
             SELECT $1, $2, md5('product ' || n)::uuid, n * 1000, CASE WHEN n <= 100 THEN n * 1000 ELSE 0 END FROM generate_series(1, $3) n",
        )
        .bind(shop.tenant_id().uuid())
        .bind(location)
        .bind(PRODUCTS)
        .execute(&mut admin)
        .await
        .unwrap();
    }
}

/// What this answers, if it does not take too long.
async fn soon(what: &str, answer: impl Future<Output = testkit::Answer>) -> Value {
    let started = Instant::now();
    let answer = answer.await.expect(200).json();
    let took = started.elapsed();
    println!("{what}: {} ms", took.as_millis());
    assert!(took.as_secs() < SECONDS_MAX, "{what}: {took:?}");
    answer
}

async fn listed(client: &Client, path: &str) -> Vec<Value> {
    soon(path, client.get(path)).await["items"].as_array().unwrap().clone()
}

#[tokio::test]
async fn lists_of_levels_are_quick_for_a_shop_that_the_statistics_do_not_know() {
    let app = TestApp::start().await;
    let shop = of_the_evening_before(&app).await;
    let (_, _, second) = shop.another_store("B", "strict").await;
    let here = shop.location_id();
    stocked(&app, &shop, &[here.uuid(), second.uuid()]).await;
    let admin = shop.admin();
    for (query, available_milli) in [
        ("sort=available", 0),
        ("sort=-available", 2 * PRODUCTS * 1_000),
        ("state=out", 0),
    ] {
        let page = listed(&admin, &format!("/stock/goods?limit=50&{query}")).await;
        assert_eq!(
            (page.len(), &page[0]["available_milli"]),
            (50, &json!(available_milli)),
            "{query}"
        );
        assert_eq!(page[0]["locations"].as_array().unwrap().len(), 2);
    }
    assert_eq!(listed(&admin, "/stock?limit=200").await.len(), 200);
    assert_eq!(
        listed(&admin, &format!("/stock?limit=200&location_id={second}"))
            .await
            .len(),
        200
    );
    let started = Instant::now();
    let all = admin.every("/stock", "", 200).await;
    assert_eq!(all.len(), 2 * usize::try_from(PRODUCTS).unwrap());
    assert!(started.elapsed().as_secs() < 2 * SECONDS_MAX, "{:?}", started.elapsed());
}

/// Moves of each product before and after it was counted, the same goods each time: one piece came, again and again.
async fn moved(app: &TestApp, shop: &Shop, count: Uuid) {
    let mut admin = app.admin_connection().await;
    let (tenant, location, now) = (shop.tenant_id().uuid(), shop.location_id().uuid(), app.clock().now());
    sqlx::query(
        "INSERT INTO inventory.stock_count_line (tenant_id, count_id, product_id, counted_milli, counted_at, counted_by)
         SELECT $1, $2, md5('product ' || n)::uuid, n * 1000, $3, $2 FROM generate_series(1, $4) n",
    )
    .bind(tenant)
    .bind(count)
    .bind(now)
    .bind(PRODUCTS)
    .execute(&mut admin)
    .await
    .unwrap();
    // Ids begin with the time, as those of real moves do.
    sqlx::query(
        "INSERT INTO inventory.move (tenant_id, id, cause_id, kind, product_id, location_id, quantity_milli, document_id, user_id, at)
         SELECT $1, (lpad(to_hex((extract(epoch FROM moment) * 1000)::bigint), 12, '0') || substr(md5(n || ' ' || k), 1, 20))::uuid,
             gen_random_uuid(), 'receipt', md5('product ' || n)::uuid, $2, 1000, $1, $1, moment
         FROM generate_series(1, $4) n, generate_series(1, $5) k,
             LATERAL (SELECT $3 + (k - $5 / 2 - 0.5) * interval '1 minute' AS moment) m",
    )
    .bind(tenant)
    .bind(location)
    .bind(now)
    .bind(PRODUCTS)
    .bind(MOVES)
    .execute(&mut admin)
    .await
    .unwrap();
}

#[tokio::test]
async fn the_book_of_a_count_is_kept_quickly_for_a_shop_that_the_statistics_do_not_know() {
    let app = TestApp::start().await;
    let shop = of_the_evening_before(&app).await;
    let (location, admin) = (shop.location_id(), shop.admin());
    stocked(&app, &shop, &[location.uuid()]).await;
    let id = Uuid::now_v7();
    let body = json!({"id": id, "location_id": location, "scope": "full", "product_ids": []});
    admin.post("/stock/counts", body).await.expect(201);
    moved(&app, &shop, id).await;
    let count = format!("/stock/counts/{id}");
    let (submit, approve) = (format!("{count}/submit"), format!("{count}/approve"));
    soon("submit", admin.post(&submit, json!({"uncounted_as_zero": true}))).await;
    // What came after the count was not there when it was made.
    let came = MOVES / 2 * 1_000;
    for only in ["", "&only=different"] {
        let lines = listed(&admin, &format!("{count}/lines?limit=200{only}")).await;
        assert_eq!(
            (lines.len(), &lines[0]["variance_milli"]),
            (200, &json!(came)),
            "{only}"
        );
    }
    soon("approve", admin.post(&approve, json!({}))).await;
    let mut rows = app.admin_connection().await;
    let kept: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM inventory.stock_count_line WHERE count_id = $1 AND counted_milli - book_milli = $2",
    )
    .bind(id)
    .bind(came)
    .fetch_one(&mut rows)
    .await
    .unwrap();
    assert_eq!(kept, PRODUCTS);
}
