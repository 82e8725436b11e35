//! Looking at stock: lists, pages, and who sees what.

use serde_json::{Value, json};
use testkit::TestApp;
use uuid::Uuid;

use crate::support::{adjustment, article, articles, completed, count, new_id, receipt, reservation, sale};

async fn items(client: &testkit::Client, path: &str) -> Vec<Value> {
    let mut all = Vec::new();
    let mut cursor = String::new();
    for _ in 0..100 {
        let page = client.get(&format!("{path}{cursor}")).await.expect(200).json();
        all.extend(page["items"].as_array().unwrap().clone());
        let Some(next) = page["next_cursor"].as_str() else {
            return all;
        };
        cursor = format!("&cursor={next}");
    }
    panic!("a list without an end");
}

#[tokio::test]
async fn stock_is_listed_by_location_and_product() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let (_, _, second) = shop.another_store("B", "strict").await;
    let admin = shop.admin();
    let products = articles(&shop, 5).await;
    for location in [shop.location_id(), second] {
        let lines: Vec<_> = products.iter().map(|product| (*product, 2_000)).collect();
        admin
            .post("/stock/receipts", receipt(location, &lines))
            .await
            .expect(201);
    }
    admin
        .post("/reservations", reservation(second, 60, &[(products[0], 500)]))
        .await
        .expect(201);

    let key = |item: &Value| {
        (
            item["location_id"].as_str().unwrap().to_owned(),
            item["product_id"].as_str().unwrap().to_owned(),
        )
    };
    let all = items(&admin, "/stock?limit=3").await;
    assert_eq!(all.len(), 10);
    assert!(all.is_sorted_by(|a, b| key(a) < key(b)), "each once, in order");
    assert_eq!(
        items(&admin, &format!("/stock?limit=2&location_id={second}"))
            .await
            .len(),
        5
    );
    let of_product = items(&admin, &format!("/stock?limit=1&product_id={}", products[0])).await;
    assert_eq!(of_product.len(), 2);
    let both = items(
        &admin,
        &format!("/stock?product_id={}&location_id={second}", products[0]),
    )
    .await;
    assert_eq!(
        both,
        [
            json!({"product_id": products[0], "location_id": second, "on_hand_milli": 2_000, "reserved_milli": 500, "available_milli": 1_500,
                "in_transit_milli": 0, "damaged_milli": 0, "reorder_milli": null, "low": false})
        ]
    );

    let one = admin.get(&format!("/stock/{}", products[0])).await.expect(200).json();
    assert_eq!(
        (&one["on_hand_milli"], &one["reserved_milli"], &one["available_milli"]),
        (&json!(4_000), &json!(500), &json!(3_500))
    );
    assert_eq!(one["locations"].as_array().unwrap().len(), 2);
    assert_eq!(
        admin
            .get(&format!("/stock/{}", Uuid::now_v7()))
            .await
            .expect(404)
            .code(),
        "not_found"
    );
    assert_eq!(admin.get("/stock/nonsense").await.expect(400).code(), "invalid_path");
    assert_eq!(admin.get("/stock?limit=201").await.expect(400).code(), "invalid_query");
    assert_eq!(admin.get("/stock?colour=red").await.expect(400).code(), "invalid_query");
}

#[tokio::test]
async fn moves_are_paged_from_either_end_over_all_locations() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let (_, _, second) = shop.another_store("B", "strict").await;
    let admin = shop.admin();
    let apples = article(&shop).await;
    for n in 1..=6 {
        let location = if n % 2 == 0 { shop.location_id() } else { second };
        shop.receive(location, apples, n * 1_000).await;
        app.clock().advance(chrono::TimeDelta::seconds(1));
    }
    let all = items(&admin, &format!("/stock/{apples}/moves?limit=2")).await;
    let quantities: Vec<i64> = all.iter().map(|m| m["quantity_milli"].as_i64().unwrap()).collect();
    assert_eq!(quantities, [6_000, 5_000, 4_000, 3_000, 2_000, 1_000]);
    for (sort, falls) in [("-at", true), ("at", false)] {
        let mut sorted = admin
            .every(&format!("/stock/{apples}/moves"), &format!("sort={sort}"), 2)
            .await;
        if !falls {
            sorted.reverse();
        }
        assert_eq!(sorted, all, "{sort}");
    }
    let page = admin
        .get(&format!("/stock/{apples}/moves?limit=1&sort=at"))
        .await
        .json();
    let cursor = page["next_cursor"].as_str().unwrap();
    let other = admin.get(&format!("/stock/{apples}/moves?cursor={cursor}")).await;
    assert_eq!(other.expect(400).code(), "invalid_cursor", "of the other order");
    let unknown = admin.get(&format!("/stock/{apples}/moves?sort=quantity")).await;
    assert_eq!(unknown.expect(400).code(), "invalid_query");
    let one = items(&admin, &format!("/stock/{apples}/moves?limit=2&location_id={second}")).await;
    assert_eq!(
        one.iter()
            .map(|m| m["quantity_milli"].as_i64().unwrap())
            .collect::<Vec<_>>(),
        [5_000, 3_000, 1_000]
    );
    assert_eq!(
        admin
            .get(&format!("/stock/{}/moves", Uuid::now_v7()))
            .await
            .expect(404)
            .code(),
        "not_found"
    );
}

#[tokio::test]
async fn nothing_of_another_tenant_is_there() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let other = app.shop("other").await;
    let (apples, location) = (article(&shop).await, shop.location_id());
    shop.receive(location, apples, 1_000).await;
    let body = reservation(location, 600, &[(apples, 500)]);
    shop.admin().post("/reservations", body.clone()).await.expect(201);
    completed(&app, &shop, &sale(&app, &shop, location, &[(apples, 2_000)])).await;
    app.settle().await;

    let stranger = other.admin();
    let hold = body["id"].as_str().unwrap();
    for path in [
        format!("/stock/{apples}"),
        format!("/stock/{apples}/moves"),
        format!("/stock?location_id={location}"),
        format!("/stock/{apples}/moves?location_id={location}"),
        format!("/stock/exceptions?location_id={location}"),
        format!("/reservations/{hold}"),
    ] {
        assert_eq!(stranger.get(&path).await.expect(404).code(), "not_found", "{path}");
    }
    for path in [
        format!("/reservations/{hold}/release"),
        format!("/reservations/{hold}/commit"),
    ] {
        assert_eq!(
            stranger.post(&path, json!({})).await.expect(404).code(),
            "not_found",
            "{path}"
        );
    }
    for (path, body) in [
        ("/stock/receipts", receipt(location, &[(apples, 1_000)])),
        ("/stock/adjustments", adjustment(location, "found", &[(apples, 1_000)])),
        ("/reservations", reservation(location, 60, &[(apples, 1_000)])),
    ] {
        assert_eq!(
            stranger.post(path, body).await.expect(404).code(),
            "not_found",
            "{path}"
        );
    }
    assert_eq!(stranger.get("/stock").await.json()["items"], json!([]));
    assert_eq!(stranger.get("/stock/exceptions").await.json()["items"], json!([]));
    // The same id is free there: no oracle.
    let theirs = article(&other).await;
    let mut mine = body;
    mine["location_id"] = json!(other.location_id());
    mine["lines"][0]["product_id"] = json!(theirs);
    other.receive(other.location_id(), theirs, 1_000).await;
    stranger.post("/reservations", mine).await.expect(201);
}

/// Goods of another shop, and goods that are nowhere, are told apart by nothing.
#[tokio::test]
async fn documents_are_of_the_shops_own_goods() {
    let app = TestApp::start().await;
    let (shop, other) = (app.shop("green-grocer").await, app.shop("other").await);
    let (own, foreign, location) = (article(&shop).await, article(&other).await, shop.location_id());
    for product in [foreign, new_id()] {
        for (path, body) in [
            ("/stock/receipts", receipt(location, &[(own, 1_000), (product, 1_000)])),
            (
                "/stock/adjustments",
                adjustment(location, "found", &[(own, 1_000), (product, 1_000)]),
            ),
        ] {
            let refused = shop.admin().post(path, body).await.expect(422);
            assert_eq!(refused.code(), "no_such_product", "{path}");
            let errors = &refused.json()["errors"];
            assert_eq!(errors[0]["pointer"], "/lines/1/product_id");
            assert_eq!(errors.as_array().unwrap().len(), 1);
        }
    }
    assert_eq!(count(&app, "SELECT count(*) FROM inventory.level").await, 0);
    let off_sale = article(&shop).await;
    shop.admin()
        .post(&format!("/products/{off_sale}/deactivate"), json!({}))
        .await
        .expect(200);
    shop.receive(location, off_sale, 1_000).await;
}

#[tokio::test]
async fn a_manager_of_one_store_works_in_that_store() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let (second_store, _, second) = shop.another_store("B", "sell_through").await;
    let first = shop.location_id();
    let manager = shop.hire("manager", Some(second_store)).await;
    let apples = article(&shop).await;
    for location in [first, second] {
        shop.receive(location, apples, 5_000).await;
    }
    let foreign = reservation(first, 60, &[(apples, 1_000)]);
    shop.admin().post("/reservations", foreign.clone()).await.expect(201);
    let hold = foreign["id"].as_str().unwrap();
    for (path, body) in [
        ("/stock/receipts".to_owned(), receipt(first, &[(apples, 1_000)])),
        (
            "/stock/adjustments".to_owned(),
            adjustment(first, "found", &[(apples, 1_000)]),
        ),
        ("/reservations".to_owned(), reservation(first, 60, &[(apples, 1_000)])),
        (format!("/reservations/{hold}/release"), json!({})),
        (format!("/reservations/{hold}/commit"), json!({})),
    ] {
        assert_eq!(
            manager.post(&path, body).await.expect(403).code(),
            "forbidden",
            "{path}"
        );
    }
    for path in [
        format!("/stock?location_id={first}"),
        format!("/stock/{apples}/moves?location_id={first}"),
        format!("/reservations/{hold}"),
    ] {
        assert_eq!(manager.get(&path).await.expect(403).code(), "forbidden", "{path}");
    }
    manager
        .post("/stock/receipts", receipt(second, &[(apples, 1_000)]))
        .await
        .expect(201);
    assert_eq!(
        items(&manager, "/stock?limit=50").await.len(),
        1,
        "the other store's shelf is not listed"
    );
    assert_eq!(
        manager.get(&format!("/stock/{apples}")).await.expect(200).json()["on_hand_milli"],
        6_000
    );
    assert_eq!(
        items(&manager, &format!("/stock/{apples}/moves?limit=50")).await.len(),
        2
    );
}

#[tokio::test]
async fn a_cashier_looks_and_changes_nothing() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let cashier = shop.cashier().await;
    let (apples, location) = (article(&shop).await, shop.location_id());
    shop.receive(location, apples, 5_000).await;
    cashier.get(&format!("/stock/{apples}")).await.expect(200);
    for (path, body) in [
        ("/stock/receipts", receipt(location, &[(apples, 1_000)])),
        ("/stock/adjustments", adjustment(location, "found", &[(apples, 1_000)])),
        ("/reservations", reservation(location, 60, &[(apples, 1_000)])),
    ] {
        assert_eq!(cashier.post(path, body).await.expect(403).code(), "forbidden", "{path}");
    }
    assert_eq!(
        cashier
            .post("/internal/reservations", reservation(location, 60, &[(apples, 1_000)]))
            .await
            .expect(403)
            .code(),
        "services_only"
    );
}
