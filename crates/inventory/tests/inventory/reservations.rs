//! Holds that persons make.

use chrono::TimeDelta;
use contracts::{
    ids::OrderId,
    inventory::{INVENTORY_ADJUSTED, INVENTORY_RELEASED, INVENTORY_RESERVED},
};
use futures_util::future::join_all;
use serde_json::json;
use testkit::TestApp;
use uuid::Uuid;

use crate::support::{
    article, articles, as_order_service, assert_sums, completed, count, level, new_id, reservation, sale, told, wish,
};

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn fifty_buyers_of_the_last_one_and_one_wins() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let (apples, location) = (article(&shop).await, shop.location_id());
    shop.receive(location, apples, 1_000).await;
    let admin = shop.admin();
    let answers =
        join_all((0..50).map(|_| admin.post("/reservations", reservation(location, 60, &[(apples, 1_000)])))).await;
    assert_eq!(answers.iter().filter(|answer| answer.status() == 201).count(), 1);
    for lost in answers.iter().filter(|answer| answer.status() != 201) {
        assert_eq!(
            (lost.status(), lost.code()),
            (409, "out_of_stock".to_owned()),
            "{}",
            lost.text()
        );
        assert_eq!(
            lost.json()["shortages"],
            json!([{"product_id": apples, "wanted_milli": 1_000, "available_milli": 0}])
        );
    }
    assert_eq!(level(&app, location, apples).await, Some((1_000, 1_000)));
    assert_eq!(told(&app, INVENTORY_RESERVED).await.len(), 1);
    assert_sums(&app).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn buyers_of_several_goods_never_wait_in_a_circle() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let location = shop.location_id();
    let products = articles(&shop, 6).await;
    for product in &products {
        shop.receive(location, *product, 10_000).await;
    }
    let admin = shop.admin();
    // Each asks for the same goods in another order, each for one of each.
    let answers = join_all((0..30).map(|n| {
        let mut lines: Vec<_> = products.iter().map(|product| (*product, 1_000)).collect();
        lines.rotate_left(n % 6);
        if n % 2 == 0 {
            lines.reverse();
        }
        admin.post("/reservations", reservation(location, 60, &lines))
    }))
    .await;
    assert_eq!(answers.iter().filter(|answer| answer.status() == 201).count(), 10);
    assert!(
        answers.iter().all(|answer| matches!(answer.status(), 201 | 409)),
        "{answers:?}"
    );
    for product in &products {
        assert_eq!(level(&app, location, *product).await, Some((10_000, 10_000)));
    }
    assert_sums(&app).await;
}

#[tokio::test]
async fn all_the_goods_are_held_or_none() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let (apples, pears, never_seen, location) = (
        article(&shop).await,
        article(&shop).await,
        article(&shop).await,
        shop.location_id(),
    );
    shop.receive(location, apples, 5_000).await;
    shop.receive(location, pears, 1_000).await;
    let body = reservation(location, 60, &[(apples, 1_000), (pears, 2_000), (never_seen, 1)]);
    let refused = shop
        .admin()
        .post("/reservations", body.clone())
        .await
        .expect(409)
        .json();
    let mut short: Vec<_> = refused["shortages"].as_array().unwrap().clone();
    short.sort_by_key(|s| s["wanted_milli"].as_i64());
    assert_eq!(
        short,
        [
            json!({"product_id": never_seen, "wanted_milli": 1, "available_milli": 0}),
            json!({"product_id": pears, "wanted_milli": 2_000, "available_milli": 1_000}),
        ]
    );
    assert_eq!(level(&app, location, apples).await, Some((5_000, 0)));
    assert_eq!(level(&app, location, never_seen).await, None);
    assert_eq!(
        shop.admin()
            .get(&format!("/reservations/{}", body["id"].as_str().unwrap()))
            .await
            .status(),
        404
    );
    assert_sums(&app).await;
}

#[tokio::test]
async fn an_id_is_one_hold_for_ever() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let admin = shop.admin();
    let (apples, location) = (article(&shop).await, shop.location_id());
    shop.receive(location, apples, 5_000).await;
    let body = reservation(location, 60, &[(apples, 1_000)]);
    let first = admin.post("/reservations", body.clone()).await.expect(201);
    assert_eq!(first.json()["state"], "held");
    assert!(
        first.json()["expires_at"]
            .as_str()
            .unwrap()
            .starts_with("2026-03-02T10:01:00")
    );
    let again = admin.post("/reservations", body.clone()).await.expect(201);
    assert_eq!(again.text(), first.text());
    assert_eq!(level(&app, location, apples).await, Some((5_000, 1_000)));
    let mut more = body.clone();
    more["lines"][0]["quantity_milli"] = json!(2_000);
    assert_eq!(
        admin.post("/reservations", more).await.expect(422).code(),
        "reservation_reused"
    );
    let id = body["id"].as_str().unwrap();
    admin
        .post(&format!("/reservations/{id}/release"), json!({}))
        .await
        .expect(200);
    assert_eq!(
        admin.post("/reservations", body).await.expect(201).json()["state"],
        "released",
        "it is answered as it is, not made anew"
    );
    assert_eq!(level(&app, location, apples).await, Some((5_000, 0)));
    assert_eq!(told(&app, INVENTORY_RESERVED).await.len(), 1);
    assert_sums(&app).await;
}

#[tokio::test]
async fn a_hold_is_released_once_and_committed_never_after() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let admin = shop.admin();
    let (apples, location) = (article(&shop).await, shop.location_id());
    shop.receive(location, apples, 5_000).await;
    let body = reservation(location, 60, &[(apples, 1_000)]);
    let id = body["id"].as_str().unwrap().to_owned();
    admin.post("/reservations", body).await.expect(201);
    for _ in 0..2 {
        assert_eq!(
            admin
                .post(&format!("/reservations/{id}/release"), json!({}))
                .await
                .expect(200)
                .json()["state"],
            "released"
        );
    }
    assert_eq!(
        admin
            .post(&format!("/reservations/{id}/commit"), json!({}))
            .await
            .expect(409)
            .code(),
        "reservation_ended"
    );
    assert_eq!(level(&app, location, apples).await, Some((5_000, 0)));
    let events = told(&app, INVENTORY_RELEASED).await;
    assert_eq!(events.len(), 1);
    assert_eq!((events[0].1, &events[0].2["state"]), (2, &json!("released")));
    assert_eq!(
        admin.get(&format!("/reservations/{id}")).await.expect(200).json()["state"],
        "released"
    );
    assert_eq!(
        admin
            .post(&format!("/reservations/{}/release", Uuid::now_v7()), json!({}))
            .await
            .expect(404)
            .code(),
        "not_found"
    );
    assert_sums(&app).await;
}

#[tokio::test]
async fn a_committed_hold_takes_the_goods_once() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let admin = shop.admin();
    let (apples, pears, location) = (article(&shop).await, article(&shop).await, shop.location_id());
    shop.receive(location, apples, 5_000).await;
    shop.receive(location, pears, 5_000).await;
    let body = reservation(location, 60, &[(apples, 1_000), (pears, 2_000)]);
    let id = body["id"].as_str().unwrap().to_owned();
    admin.post("/reservations", body).await.expect(201);
    app.clock().advance(TimeDelta::seconds(1));
    for _ in 0..2 {
        assert_eq!(
            admin
                .post(&format!("/reservations/{id}/commit"), json!({}))
                .await
                .expect(200)
                .json()["state"],
            "committed"
        );
    }
    assert_eq!(
        admin
            .post(&format!("/reservations/{id}/release"), json!({}))
            .await
            .expect(409)
            .code(),
        "reservation_ended"
    );
    assert_eq!(level(&app, location, apples).await, Some((4_000, 0)));
    assert_eq!(level(&app, location, pears).await, Some((3_000, 0)));
    let moves = admin.get(&format!("/stock/{pears}/moves?limit=1")).await.json();
    assert_eq!(
        (&moves["items"][0]["kind"], &moves["items"][0]["document_id"]),
        (&json!("reservation"), &json!(id))
    );
    let adjusted = told(&app, INVENTORY_ADJUSTED).await;
    let taken = adjusted.iter().find(|e| e.2["kind"] == "reservation").unwrap();
    assert_eq!(taken.1, 2);
    assert!(
        taken.2["lines"]
            .as_array()
            .unwrap()
            .contains(&json!({"product_id": pears, "quantity_milli": -2_000}))
    );
    let actions = count(
        &app,
        "SELECT count(*) FROM inventory.audit_event WHERE action LIKE 'reservation.%'",
    )
    .await;
    assert_eq!(actions, 2, "held and committed; repetitions change nothing");
    assert_sums(&app).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn release_and_commit_at_once_have_one_winner() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let admin = shop.admin();
    let (apples, location) = (article(&shop).await, shop.location_id());
    shop.receive(location, apples, 100_000).await;
    for _ in 0..10 {
        let body = reservation(location, 60, &[(apples, 1_000)]);
        let id = body["id"].as_str().unwrap().to_owned();
        admin.post("/reservations", body).await.expect(201);
        let answers = join_all((0..8).map(|n| {
            let (admin, how) = (admin.clone(), if n % 2 == 0 { "commit" } else { "release" });
            let path = format!("/reservations/{id}/{how}");
            async move { (how, admin.post(&path, json!({})).await) }
        }))
        .await;
        let state = admin.get(&format!("/reservations/{id}")).await.json()["state"]
            .as_str()
            .unwrap()
            .to_owned();
        for (how, answer) in answers {
            let won = (how == "commit") == (state == "committed");
            assert_eq!(
                answer.status(),
                if won { 200 } else { 409 },
                "{how} of a {state} hold: {}",
                answer.text()
            );
        }
    }
    assert_sums(&app).await;
}

#[tokio::test]
async fn holds_lapse_and_give_their_goods_back() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let admin = shop.admin();
    let (apples, location) = (article(&shop).await, shop.location_id());
    shop.receive(location, apples, 500_000).await;
    let bodies: Vec<_> = (0..3)
        .map(|n| reservation(location, 60 + n * 60, &[(apples, 1_000)]))
        .collect();
    for body in &bodies {
        admin.post("/reservations", body.clone()).await.expect(201);
    }
    let id = |n: usize| bodies[n]["id"].as_str().unwrap();
    app.clock().advance(TimeDelta::seconds(60));
    // Past its end and not yet swept: already over for whoever looks.
    assert_eq!(
        admin.get(&format!("/reservations/{}", id(0))).await.json()["state"],
        "expired"
    );
    assert_eq!(
        admin
            .post(&format!("/reservations/{}/commit", id(0)), json!({}))
            .await
            .expect(409)
            .code(),
        "reservation_ended"
    );
    assert_eq!(level(&app, location, apples).await, Some((500_000, 3_000)));
    app.settle().await;
    assert_eq!(level(&app, location, apples).await, Some((500_000, 2_000)));
    assert_eq!(
        admin.get(&format!("/reservations/{}", id(1))).await.json()["state"],
        "held"
    );
    app.clock().advance(TimeDelta::seconds(3_600));
    app.settle().await;
    assert_eq!(level(&app, location, apples).await, Some((500_000, 0)));
    let events = told(&app, INVENTORY_RELEASED).await;
    assert_eq!(events.len(), 3);
    assert!(events.iter().all(|e| e.1 == 2 && e.2["state"] == "expired"));
    assert_sums(&app).await;
}

#[tokio::test]
async fn the_sweeper_ends_more_than_one_batch_and_more_than_one_tenant() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let other = app.shop("other").await;
    let service = as_order_service(&app);
    for shop in [&shop, &other] {
        let apples = article(shop).await;
        shop.receive(shop.location_id(), apples, 1_000_000).await;
        for _ in 0..230 {
            service
                .reserve(
                    &shop.caller(),
                    &wish(new_id(), shop.location_id(), 30, &[(apples, 1_000)]),
                )
                .await
                .unwrap();
        }
    }
    app.clock().advance(TimeDelta::seconds(31));
    app.settle().await;
    assert_eq!(
        count(
            &app,
            "SELECT count(*) FROM inventory.reservation WHERE state = 'expired'"
        )
        .await,
        460
    );
    assert_eq!(
        count(&app, "SELECT sum(reserved_milli)::bigint FROM inventory.level").await,
        0
    );
    app.clock().advance(TimeDelta::days(91));
    app.settle().await;
    assert_eq!(
        count(&app, "SELECT count(*) FROM inventory.reservation").await,
        0,
        "what ended long ago is removed"
    );
    assert_eq!(count(&app, "SELECT count(*) FROM inventory.reservation_line").await, 0);
    assert_sums(&app).await;
}

#[tokio::test]
async fn nobody_holds_everything() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let admin = shop.admin();
    let (apples, location) = (article(&shop).await, shop.location_id());
    shop.receive(location, apples, 5_000).await;
    let body = reservation(location, 3_600, &[(apples, 1)]);
    admin.post("/reservations", body.clone()).await.expect(201);
    let mut superuser = app.admin_connection().await;
    // 999 more of them, as if they had been made one by one.
    let more = "WITH r AS (INSERT INTO inventory.reservation SELECT tenant_id, gen_random_uuid(), location_id, holder, state, expires_at, user_id,
                    created_at, changed_at, event_version FROM inventory.reservation, generate_series(1, 999) RETURNING tenant_id, id)
                INSERT INTO inventory.reservation_line SELECT r.tenant_id, r.id, line.product_id, gen_random_uuid(), 1 FROM r, inventory.reservation_line line";
    sqlx::query(more).execute(&mut superuser).await.unwrap();
    sqlx::query("UPDATE inventory.level SET reserved_milli = 1000")
        .execute(&mut superuser)
        .await
        .unwrap();
    let refused = admin
        .post("/reservations", reservation(location, 60, &[(apples, 1)]))
        .await
        .expect(422);
    assert_eq!(refused.code(), "too_many_holds");
    admin.post("/reservations", body.clone()).await.expect(201);
    admin
        .post(
            &format!("/reservations/{}/release", body["id"].as_str().unwrap()),
            json!({}),
        )
        .await
        .expect(200);
    admin
        .post("/reservations", reservation(location, 60, &[(apples, 1)]))
        .await
        .expect(201);
    assert_sums(&app).await;
}

#[tokio::test]
async fn a_persons_hold_and_an_orders_never_mix() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let admin = shop.admin();
    let service = as_order_service(&app);
    let (apples, location) = (article(&shop).await, shop.location_id());
    shop.receive(location, apples, 5_000).await;
    let order: OrderId = new_id();
    service
        .reserve(&shop.caller(), &wish(order, location, 60, &[(apples, 1_000)]))
        .await
        .unwrap();
    for how in ["release", "commit"] {
        assert_eq!(
            admin
                .post(&format!("/reservations/{order}/{how}"), json!({}))
                .await
                .expect(409)
                .code(),
            "reservation_of_order"
        );
    }
    let same = serde_json::to_value(wish(order, location, 60, &[(apples, 1_000)])).unwrap();
    assert_eq!(
        admin.post("/reservations", same).await.expect(422).code(),
        "reservation_reused"
    );
    assert_eq!(
        admin.get(&format!("/reservations/{order}")).await.expect(200).json()["state"],
        "held"
    );

    // A person's hold under the id of an order that is then sold stays the person's.
    let sold = sale(&app, &shop, location, &[(apples, 1_000)]);
    let taken = serde_json::to_value(wish(sold.order_id, location, 60, &[(apples, 500)])).unwrap();
    admin.post("/reservations", taken).await.expect(201);
    let refused = service
        .reserve(&shop.caller(), &wish(sold.order_id, location, 60, &[(apples, 500)]))
        .await
        .unwrap_err();
    assert_eq!(refused.code(), "reservation_reused");
    completed(&app, &shop, &sold).await;
    app.settle().await;
    assert_eq!(level(&app, location, apples).await, Some((4_000, 1_500)));
    assert_sums(&app).await;
}

#[tokio::test]
async fn tenants_whose_holds_cannot_be_ended_keep_no_others_goods() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let (apples, location) = (article(&shop).await, shop.location_id());
    shop.receive(location, apples, 1_000_000).await;
    // More of them than one run looks at, all due for longer: their shelves hold less than they are to give back.
    sqlx::raw_sql(
        "CREATE TEMPORARY TABLE broken AS SELECT gen_random_uuid() AS tenant, gen_random_uuid() AS id FROM generate_series(1, 60);
         INSERT INTO inventory.reservation SELECT tenant, id, id, 'person', 'held', '2020-01-01', id, '2020-01-01', '2020-01-01', 1 FROM broken;
         INSERT INTO inventory.reservation_line SELECT tenant, id, id, id, 1000 FROM broken;
         INSERT INTO inventory.level (tenant_id, location_id, product_id, on_hand_milli, reserved_milli) SELECT tenant, id, id, 0, 0 FROM broken;",
    )
    .execute(&mut app.admin_connection().await)
    .await
    .unwrap();
    let hold = reservation(location, 60, &[(apples, 1_000)]);
    shop.admin().post("/reservations", hold).await.expect(201);
    app.clock().advance(TimeDelta::seconds(61));
    for _ in 0..30 {
        if level(&app, location, apples).await == Some((1_000_000, 0)) {
            break;
        }
        app.settle().await;
    }
    assert_eq!(level(&app, location, apples).await, Some((1_000_000, 0)));
    let still_held = "SELECT count(*) FROM inventory.reservation WHERE state = 'held'";
    assert_eq!(count(&app, still_held).await, 60, "the broken ones stay as they are");
}
