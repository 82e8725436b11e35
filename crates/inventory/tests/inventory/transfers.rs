//! Goods that go from one location to another.

use contracts::{
    ids::{LocationId, ProductId},
    inventory::INVENTORY_TRANSFERRED,
};
use futures_util::future::join_all;
use serde_json::{Value, json};
use testkit::{Shop, TestApp};
use uuid::Uuid;

use crate::support::{article, assert_sums, count, document_lines, level, new_id, places, told};

fn shipment(from: LocationId, to: LocationId, lines: &[(ProductId, i64)]) -> Value {
    json!({"id": Uuid::now_v7(), "from_location_id": from, "to_location_id": to, "note": "van 2", "lines": document_lines(lines)})
}

fn arrival(lines: &[(ProductId, i64)]) -> Value {
    json!({"id": Uuid::now_v7(), "lines": document_lines(lines)})
}

fn resolution(outcome: &str, lines: &[(ProductId, i64)]) -> Value {
    json!({"id": Uuid::now_v7(), "outcome": outcome, "note": "asked the driver", "lines": document_lines(lines)})
}

/// Ships from the first store to the second; answers with the transfer's address.
async fn shipped(shop: &Shop, to: LocationId, lines: &[(ProductId, i64)]) -> String {
    let body = shipment(shop.location_id(), to, lines);
    let answer = shop.admin().post("/stock/transfers", body).await.expect(201).json();
    format!("/stock/transfers/{}", answer["id"].as_str().unwrap())
}

async fn total(app: &TestApp) -> i64 {
    count(
        app,
        "SELECT coalesce(sum(on_hand_milli + in_transit_milli + damaged_milli), 0)::bigint FROM inventory.level",
    )
    .await
}

#[tokio::test]
async fn goods_leave_are_under_way_and_arrive_in_parts() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let (_, _, there) = shop.another_store("B", "strict").await;
    let (here, admin) = (shop.location_id(), shop.admin());
    let (apples, pears) = (article(&shop).await, article(&shop).await);
    shop.receive(here, apples, 10_000).await;
    shop.receive(here, pears, 5_000).await;
    let transfer = shipped(&shop, there, &[(apples, 8_000), (pears, 2_000)]).await;
    assert_eq!(places(&app, here, apples).await, (2_000, 0, 0));
    assert_eq!(
        places(&app, there, apples).await,
        (0, 8_000, 0),
        "nobody can sell it yet"
    );
    assert_eq!(total(&app).await, 15_000);

    for (milli, left) in [(3_000, 5_000), (4_000, 1_000)] {
        let arrived = arrival(&[(apples, milli)]);
        let answer = admin
            .post(&format!("{transfer}/arrivals"), arrived)
            .await
            .expect(201)
            .json();
        assert_eq!(answer["state"], "under_way");
        assert_eq!(places(&app, there, apples).await, (8_000 - left, left, 0));
        assert_eq!(total(&app).await, 15_000);
        assert_sums(&app).await;
    }
    let seen = admin.get(&transfer).await.expect(200).json();
    let line = seen["lines"]
        .as_array()
        .unwrap()
        .iter()
        .find(|l| l["product_id"] == json!(apples))
        .unwrap();
    assert_eq!(
        (
            &line["shipped_milli"],
            &line["received_milli"],
            &line["in_transit_milli"]
        ),
        (&json!(8_000), &json!(7_000), &json!(1_000)),
        "what is short stays in transit until somebody says what became of it"
    );

    let lost = resolution("lost", &[(apples, 1_000)]);
    admin.post(&format!("{transfer}/resolutions"), lost).await.expect(201);
    assert_eq!(total(&app).await, 14_000, "only what is lost is fewer");
    let rest = arrival(&[(pears, 2_000)]);
    let done = admin
        .post(&format!("{transfer}/arrivals"), rest)
        .await
        .expect(201)
        .json();
    assert_eq!(done["state"], "done");
    assert_eq!(total(&app).await, 14_000);
    assert_sums(&app).await;

    let events = told(&app, INVENTORY_TRANSFERRED).await;
    let steps: Vec<(i32, &str)> = events
        .iter()
        .map(|(_, version, data)| (*version, data["step"].as_str().unwrap()))
        .collect();
    assert_eq!(
        steps,
        [
            (1, "shipped"),
            (2, "received"),
            (3, "received"),
            (4, "resolved"),
            (5, "received")
        ]
    );
    assert_eq!(
        count(
            &app,
            "SELECT count(*) FROM inventory.audit_event WHERE action LIKE 'transfer.%'"
        )
        .await,
        5,
        "a row for each step"
    );
    let history = admin.get(&format!("/stock/{apples}/moves")).await.expect(200).json();
    let of_transfer = transfer.rsplit('/').next().unwrap();
    for entry in history["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|m| m["kind"] != "receipt")
    {
        assert_eq!(entry["transfer_id"], of_transfer, "{entry}");
    }
    let lost = history["items"]
        .as_array()
        .unwrap()
        .iter()
        .find(|m| m["kind"] == "resolve")
        .unwrap();
    assert_eq!(
        (&lost["reason"], &lost["note"], &lost["bucket"]),
        (&json!("lost"), &json!("asked the driver"), &json!("transit"))
    );
}

#[tokio::test]
async fn what_did_not_arrive_is_found_goes_back_or_came_damaged() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let (_, _, there) = shop.another_store("B", "strict").await;
    let (here, admin, apples) = (shop.location_id(), shop.admin(), article(&shop).await);
    shop.receive(here, apples, 10_000).await;
    let transfer = shipped(&shop, there, &[(apples, 6_000)]).await;
    for (outcome, milli) in [("found", 1_000), ("returned", 2_000), ("damaged", 3_000)] {
        let body = resolution(outcome, &[(apples, milli)]);
        admin.post(&format!("{transfer}/resolutions"), body).await.expect(201);
    }
    assert_eq!(places(&app, here, apples).await, (6_000, 0, 0));
    assert_eq!(places(&app, there, apples).await, (1_000, 0, 3_000));
    assert_eq!(total(&app).await, 10_000);
    assert_eq!(admin.get(&transfer).await.expect(200).json()["state"], "done");
    let mut silent = resolution("lost", &[(apples, 1_000)]);
    silent["note"] = json!("  ");
    let refused = admin
        .post(&format!("{transfer}/resolutions"), silent)
        .await
        .expect(400)
        .json();
    assert_eq!(refused["errors"][0]["pointer"], "/note", "somebody must say why");
    assert_sums(&app).await;
}

#[tokio::test]
async fn a_step_that_is_sent_again_is_booked_once() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let (_, _, there) = shop.another_store("B", "strict").await;
    let (here, admin, apples) = (shop.location_id(), shop.admin(), article(&shop).await);
    shop.receive(here, apples, 10_000).await;
    let body = shipment(here, there, &[(apples, 4_000)]);
    let first = admin
        .post_with_key("k1", "/stock/transfers", body.clone())
        .await
        .expect(201);
    for key in ["k1", "k2"] {
        let again = admin
            .post_with_key(key, "/stock/transfers", body.clone())
            .await
            .expect(201);
        assert_eq!(again.text(), first.text());
        assert_eq!(again.header("idempotent-replayed"), Some("true"));
    }
    let transfer = format!("/stock/transfers/{}", body["id"].as_str().unwrap());
    let all = arrival(&[(apples, 4_000)]);
    for _ in 0..3 {
        admin
            .post(&format!("{transfer}/arrivals"), all.clone())
            .await
            .expect(201);
    }
    assert_eq!(places(&app, there, apples).await, (4_000, 0, 0));
    assert_eq!(told(&app, INVENTORY_TRANSFERRED).await.len(), 2);
    assert_eq!(
        count(&app, "SELECT count(*) FROM inventory.document WHERE kind <> 'receipt'").await,
        2
    );

    let mut other = body.clone();
    other["lines"][0]["quantity_milli"] = json!(4_001);
    assert_eq!(
        admin.post("/stock/transfers", other).await.expect(422).code(),
        "stock_document_reused"
    );
    let mut turned = body.clone();
    turned["from_location_id"] = json!(there);
    turned["to_location_id"] = json!(here);
    assert_eq!(
        admin.post("/stock/transfers", turned).await.expect(422).code(),
        "stock_document_reused"
    );
    let mut line = shipment(here, there, &[(apples, 1_000)]);
    line["lines"][0]["id"] = body["lines"][0]["id"].clone();
    assert_eq!(
        admin.post("/stock/transfers", line).await.expect(422).code(),
        "stock_line_reused"
    );
    assert_sums(&app).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn twenty_who_receive_the_same_goods_receive_them_once() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let (_, _, there) = shop.another_store("B", "strict").await;
    let (admin, apples) = (shop.admin(), article(&shop).await);
    shop.receive(shop.location_id(), apples, 10_000).await;
    let transfer = shipped(&shop, there, &[(apples, 3_000)]).await;
    let path = format!("{transfer}/arrivals");
    let answers = join_all((0..20).map(|_| admin.post(&path, arrival(&[(apples, 1_000)])))).await;
    assert_eq!(answers.iter().filter(|answer| answer.status() == 201).count(), 3);
    for refused in answers.iter().filter(|answer| answer.status() != 201) {
        assert!(
            ["more_than_under_way", "busy", "database_busy"].contains(&refused.code().as_str())
                || refused.status() == 503,
            "{}",
            refused.text()
        );
    }
    assert_eq!(places(&app, there, apples).await, (3_000, 0, 0));
    assert_sums(&app).await;
}

#[tokio::test]
async fn no_more_arrives_than_is_under_way() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let (_, _, there) = shop.another_store("B", "strict").await;
    let (admin, apples, pears) = (shop.admin(), article(&shop).await, article(&shop).await);
    shop.receive(shop.location_id(), apples, 10_000).await;
    let transfer = shipped(&shop, there, &[(apples, 3_000)]).await;
    for (way, body) in [
        ("arrivals", arrival(&[(apples, 3_001), (pears, 1)])),
        ("resolutions", resolution("lost", &[(apples, 3_001), (pears, 1)])),
    ] {
        let refused = admin.post(&format!("{transfer}/{way}"), body).await.expect(422);
        assert_eq!(refused.code(), "more_than_under_way");
        let mut short = refused.json()["shortages"].as_array().unwrap().clone();
        short.sort_by_key(|s| s["wanted_milli"].as_i64());
        assert_eq!(
            short[1],
            json!({"product_id": apples, "wanted_milli": 3_001, "available_milli": 3_000})
        );
        assert_eq!(short[0]["available_milli"], 0);
    }
    let twice = arrival(&[(apples, 1_000), (apples, 1_000)]);
    assert_eq!(
        admin
            .post(&format!("{transfer}/arrivals"), twice)
            .await
            .expect(400)
            .code(),
        "invalid_body"
    );
    assert_eq!(places(&app, there, apples).await, (0, 3_000, 0));
}

#[tokio::test]
async fn a_strict_store_ships_what_it_has_and_another_also_what_it_holds_in_its_hands() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let (_, _, strict) = shop.another_store("B", "strict").await;
    let (here, admin, apples) = (shop.location_id(), shop.admin(), article(&shop).await);
    shop.receive(strict, apples, 1_000).await;
    let refused = admin
        .post("/stock/transfers", shipment(strict, here, &[(apples, 1_001)]))
        .await
        .expect(422);
    assert_eq!(refused.code(), "would_go_negative");
    assert_eq!(refused.json()["shortages"][0]["available_milli"], 1_000);
    assert_eq!(places(&app, here, apples).await, (0, 0, 0), "nothing of it happened");
    admin
        .post("/stock/transfers", shipment(here, strict, &[(apples, 500)]))
        .await
        .expect(201);
    assert_eq!(level(&app, here, apples).await, Some((-500, 0)));
    assert_sums(&app).await;
}

#[tokio::test]
async fn transfers_are_between_the_shops_own_places_and_goods() {
    let app = TestApp::start().await;
    let (shop, other) = (app.shop("green-grocer").await, app.shop("other").await);
    let (second, _, there) = shop.another_store("B", "strict").await;
    let (here, admin, apples) = (shop.location_id(), shop.admin(), article(&shop).await);
    shop.receive(here, apples, 10_000).await;
    let foreign = article(&other).await;
    let code = async |body: Value, status: u16| admin.post("/stock/transfers", body).await.expect(status).code();
    assert_eq!(
        code(shipment(here, other.location_id(), &[(apples, 1)]), 404).await,
        "not_found"
    );
    assert_eq!(
        code(shipment(other.location_id(), here, &[(apples, 1)]), 404).await,
        "not_found"
    );
    assert_eq!(
        code(shipment(here, there, &[(foreign, 1)]), 422).await,
        "no_such_product"
    );
    assert_eq!(
        code(shipment(here, there, &[(new_id(), 1)]), 422).await,
        "no_such_product"
    );
    assert_eq!(code(shipment(here, here, &[(apples, 1)]), 422).await, "same_location");

    let transfer = shipped(&shop, there, &[(apples, 2_000)]).await;
    assert_eq!(other.admin().get(&transfer).await.expect(404).code(), "not_found");
    let theirs = other
        .admin()
        .post(&format!("{transfer}/arrivals"), arrival(&[(apples, 1)]))
        .await;
    assert_eq!(theirs.expect(404).code(), "not_found");
    assert_eq!(
        other.admin().get("/stock/transfers").await.expect(200).json()["items"],
        json!([])
    );

    // A manager of the receiver receives, and ships nothing from the sender; nor does a cashier anything.
    let (manager, cashier) = (shop.hire("manager", Some(second)).await, shop.cashier().await);
    let out = shipment(here, there, &[(apples, 1)]);
    assert_eq!(
        manager.post("/stock/transfers", out.clone()).await.expect(403).code(),
        "forbidden"
    );
    assert_eq!(
        cashier.post("/stock/transfers", out).await.expect(403).code(),
        "forbidden"
    );
    let came = arrival(&[(apples, 500)]);
    assert_eq!(
        cashier
            .post(&format!("{transfer}/arrivals"), came.clone())
            .await
            .expect(403)
            .code(),
        "forbidden"
    );
    manager.post(&format!("{transfer}/arrivals"), came).await.expect(201);
    let back = resolution("returned", &[(apples, 500)]);
    assert_eq!(
        manager
            .post(&format!("{transfer}/resolutions"), back)
            .await
            .expect(403)
            .code(),
        "forbidden",
        "it is the sender's shelf"
    );
    assert_eq!(manager.get(&transfer).await.expect(200).json()["state"], "under_way");
    let listed = manager.get("/stock/transfers?state=under_way").await.expect(200).json();
    assert_eq!(listed["items"].as_array().unwrap().len(), 1);
    let none = manager.get("/stock/transfers?state=done").await.expect(200).json();
    assert_eq!(none["items"], json!([]));
    assert_sums(&app).await;
}

#[tokio::test]
async fn the_lines_of_a_transfer_say_what_they_are_called() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let (_, _, there) = shop.another_store("B", "strict").await;
    let goods = [article(&shop).await, article(&shop).await];
    let transfer = shipped(&shop, there, &goods.map(|product| (product, 1_000))).await;
    let admin = shop.admin();
    let read = admin.get(&transfer).await.expect(200).json();
    let lines = read["lines"].as_array().unwrap();
    assert_eq!(lines.len(), 2);
    for line in lines {
        let product_id = line["product_id"].as_str().unwrap();
        let product = admin.get(&format!("/products/{product_id}")).await.expect(200).json();
        for fact in ["id", "name", "sku", "unit"] {
            assert_eq!(line["product"][fact], product[fact], "{fact}");
        }
    }
}

#[tokio::test]
async fn transfers_are_paged_from_either_end_of_time() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let (_, _, there) = shop.another_store("B", "strict").await;
    let apples = article(&shop).await;
    let mut made = Vec::new();
    for _ in 0..5 {
        made.push(shipped(&shop, there, &[(apples, 1_000)]).await);
        app.clock().advance(chrono::TimeDelta::seconds(1));
    }
    let admin = shop.admin();
    for sort in ["sort=at", "sort=-at", ""] {
        let rows = admin.every("/stock/transfers", sort, 2).await;
        let mut seen: Vec<String> = rows
            .iter()
            .map(|row| format!("/stock/transfers/{}", row["id"].as_str().unwrap()))
            .collect();
        if sort != "sort=at" {
            seen.reverse();
        }
        assert_eq!(seen, made, "{sort}");
    }
    let page = admin.get("/stock/transfers?limit=1&sort=at").await.json();
    let cursor = page["next_cursor"].as_str().unwrap();
    let other = admin
        .get(&format!("/stock/transfers?cursor={cursor}"))
        .await
        .expect(400);
    assert_eq!(other.code(), "invalid_cursor", "of the other order");
}

#[tokio::test]
async fn the_file_of_transfers_has_a_line_for_each_product_and_nothing_that_calculates() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let (_, _, there) = shop.another_store("B", "strict").await;
    let (elsewhere, _, _) = shop.another_store("C", "strict").await;
    let (apples, pears) = (article(&shop).await, article(&shop).await);
    for _ in 0..21 {
        shipped(&shop, there, &[(apples, 1_000), (pears, 2_500)]).await;
        app.clock().advance(chrono::TimeDelta::seconds(1));
    }
    let admin = shop.admin();
    let mut noted = shipment(shop.location_id(), there, &[(apples, 500)]);
    noted["note"] = json!("=1+1");
    let transfer = admin.post("/stock/transfers", noted).await.expect(201).json();
    let arrivals = format!("/stock/transfers/{}/arrivals", transfer["id"].as_str().unwrap());
    admin.post(&arrivals, arrival(&[(apples, 500)])).await.expect(201);
    let file = admin.get("/stock/transfers/export").await.expect(200).text();
    let lines: Vec<&str> = file.lines().collect();
    assert!(lines[0].starts_with("sent_at,from,to,state,note,sku,name,"), "{file}");
    assert_eq!(
        lines.len(),
        1 + 1 + 21 * 2,
        "more than a page of transfers, each line once: {file}"
    );
    assert!(
        lines[1].contains(",done,'=1+1,") && lines[1].contains(",0.500,0.500,0.000,0.000,"),
        "{file}"
    );
    assert!(
        lines[2..].iter().all(|line| line.contains(",under_way,van 2,")),
        "{file}"
    );
    assert_eq!(file.matches(",2.500,0.000,0.000,2.500,").count(), 21, "{file}");
    let done = admin.get("/stock/transfers/export?state=done").await.expect(200).text();
    assert_eq!(done.lines().count(), 2, "{done}");
    let stranger = shop.hire("manager", Some(elsewhere)).await;
    let nothing = stranger.get("/stock/transfers/export").await.expect(200).text();
    assert_eq!(nothing.lines().count(), 1, "{nothing}");
    let asked = format!("/stock/transfers/export?location_id={there}");
    assert_eq!(stranger.get(&asked).await.expect(403).code(), "forbidden");
}
