//! Selling, through the real router: identity, numbers, prices, and what is written.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test may end with a panic and makes its own ids, tasks and clients"
)]

use std::sync::Arc;

use kernel::id::Id;
use serde_json::{Value, json};
use sqlx::Row;
use testkit::{TestApp, id};
use uuid::Uuid;

async fn count(app: &TestApp, sql: &'static str) -> i64 {
    sqlx::query(sql)
        .fetch_one(&mut app.admin_connection().await)
        .await
        .unwrap()
        .get(0)
}

#[tokio::test]
async fn a_cash_sale_is_written_whole_and_answered_with_change() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let cashier = shop.cashier().await;
    let (bread, milk) = (shop.product("BREAD", 349).await, shop.product("MILK", 129).await);
    let mut order = shop
        .order(&cashier, shop.register_id(), &[(bread, 1000), (milk, 2000)])
        .await;
    // 3.49 + 2 x 1.29 = 6.07, tax included at 20 %; ten euro are handed over.
    order["tenders"][0]["amount_minor"] = json!(1000);
    order["expected"]["change_minor"] = json!(393);
    let sold = cashier.post("/orders", order.clone()).await.expect(201).json();
    let sold = &sold["order"];
    assert_eq!(
        (&sold["total_minor"], &sold["due_minor"], &sold["change_minor"]),
        (&json!(607), &json!(607), &json!(393))
    );
    assert_eq!((&sold["tax_minor"], &sold["net_minor"]), (&json!(101), &json!(506)));
    assert_eq!(
        (&sold["status"], &sold["receipt_number"]),
        (&json!("completed"), &json!(1))
    );
    assert_eq!(sold["business_date"], "2026-03-02");

    let read = cashier
        .get(&format!("/orders/{}", order["id"].as_str().unwrap()))
        .await
        .expect(200)
        .json();
    assert_eq!(&read, sold, "what is answered is what is stored");
    for (rows, wanted) in [
        ("SELECT count(*) FROM orders.orders", 1),
        ("SELECT count(*) FROM orders.order_line", 2),
        ("SELECT count(*) FROM orders.tender", 1),
        ("SELECT sum(amount_minor)::bigint FROM orders.ledger_entry", 0),
        (
            "SELECT amount_minor FROM orders.ledger_entry WHERE account = 'cash'",
            607,
        ),
        ("SELECT count(*) FROM orders.outbox WHERE type = 'order.completed'", 1),
        (
            "SELECT count(*) FROM orders.audit_event WHERE action = 'order.completed'",
            1,
        ),
        (
            "SELECT count(*) FROM orders.orders o JOIN orders.outbox b ON b.aggregate_id = o.id AND b.txid = o.txid",
            1,
        ),
    ] {
        assert_eq!(count(&app, rows).await, wanted, "{rows}");
    }
}

#[tokio::test]
async fn stock_follows_exactly_once() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let product = shop.product("TEA", 250).await;
    shop.receive(shop.location_id(), product, 10_000).await;
    shop.sell(&shop.admin(), &[(product, 3000)]).await.expect(201);
    app.settle().await;
    app.settle().await;
    let stock = shop.admin().get(&format!("/stock/{product}")).await.expect(200).json();
    assert_eq!(stock["on_hand_milli"], 7000);
}

#[tokio::test]
async fn the_same_sale_sent_again_gives_the_same_bytes_for_ever() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let product = shop.product("TEA", 250).await;
    let order = shop.order(&shop.admin(), shop.register_id(), &[(product, 1000)]).await;
    let first = shop.admin().post("/orders", order.clone()).await.expect(201);
    assert_eq!(first.header("idempotent-replayed"), None);

    // Whoever sends it, with whatever key, also when the price has changed, the sale was voided and the product is gone.
    let read = shop
        .admin()
        .get(&format!("/products/{product}"))
        .await
        .expect(200)
        .json();
    let changed = json!({"rev": read["rev"], "price": {"amount_minor": 999, "per_milli": 1000}});
    shop.admin()
        .patch(&format!("/products/{product}"), changed)
        .await
        .expect(200);
    app.settle().await;
    let path = format!("/orders/{}/void", order["id"].as_str().unwrap());
    shop.admin()
        .post(&path, json!({"reason": "wrong customer"}))
        .await
        .expect(200);
    shop.admin()
        .post(&format!("/products/{product}/deactivate"), json!({}))
        .await
        .expect(200);
    app.settle().await;
    for sender in [shop.admin(), shop.cashier().await] {
        let again = sender.post("/orders", order.clone()).await.expect(201);
        assert_eq!(again.bytes(), first.bytes());
        assert_eq!(again.header("idempotent-replayed"), Some("true"));
    }
    assert_eq!(count(&app, "SELECT count(*) FROM orders.orders").await, 1);
}

#[tokio::test]
async fn other_content_under_a_known_id_is_refused_and_nothing_is_written() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let product = shop.product("TEA", 250).await;
    let order = shop.order(&shop.admin(), shop.register_id(), &[(product, 1000)]).await;
    shop.admin().post("/orders", order.clone()).await.expect(201);
    let mut other = order.clone();
    other["lines"][0]["quantity_milli"] = json!(2000);
    other["tenders"][0]["amount_minor"] = json!(500);
    other["expected"] = json!({"total_minor": 500, "due_minor": 500, "change_minor": 0});
    other["receipt_number"] = json!(2);
    assert_eq!(
        shop.admin().post("/orders", other).await.expect(422).code(),
        "order_id_reused"
    );
    assert_eq!(count(&app, "SELECT count(*) FROM orders.order_line").await, 1);
    assert_eq!(
        count(&app, "SELECT last_receipt_number FROM orders.register_counter").await,
        1
    );
}

#[tokio::test]
async fn a_wrong_number_is_refused_with_the_next_one_which_then_sells() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let product = shop.product("TEA", 250).await;
    let mut order = shop.order(&shop.admin(), shop.register_id(), &[(product, 1000)]).await;
    order["receipt_number"] = json!(7);
    let refused = shop.admin().post("/orders", order.clone()).await.expect(409);
    assert_eq!(
        (refused.code().as_str(), &refused.json()["next_receipt_number"]),
        ("receipt_number_taken", &json!(1))
    );
    assert_eq!(count(&app, "SELECT count(*) FROM orders.orders").await, 0);
    order["receipt_number"] = json!(1);
    shop.admin().post("/orders", order).await.expect(201);
    // The number of a cart that was given up goes to the next sale: there is no gap.
    let second = shop.sell(&shop.admin(), &[(product, 1000)]).await.expect(201).json();
    assert_eq!(second["order"]["receipt_number"], 2);
}

/// One batch with everything that can be wrong in it: neighbours do not notice.
#[tokio::test(flavor = "multi_thread")]
async fn replays_wrong_numbers_and_twins_in_one_batch_hurt_nobody() {
    let app = Arc::new(TestApp::start().await);
    let shop = app.shop("chain").await;
    let admin = shop.admin();
    let product = shop.product("TEA", 250).await;
    let mut bodies = Vec::new();
    for number in 0..12 {
        let register =
            json!({"store_id": shop.store_id(), "name": format!("Till {number}"), "code": format!("T{number}")});
        let register = id(&admin.post("/registers", register).await.expect(201).json()["id"]);
        bodies.push(shop.order(&admin, register, &[(product, 1000)]).await);
    }
    let known = bodies[0].clone();
    admin.post("/orders", known.clone()).await.expect(201);
    bodies[1]["receipt_number"] = json!(5);
    bodies[2]["lines"][0]["id"] = known["lines"][0]["id"].clone();
    bodies.push(bodies[3].clone());
    bodies.push(bodies[3].clone());
    let mut forged = bodies[4].clone();
    forged["device_at"] = json!("2026-03-02T09:00:00.000Z");
    bodies.push(forged);

    let tasks: Vec<_> = bodies
        .into_iter()
        .map(|body| {
            let admin = admin.clone();
            tokio::spawn(async move {
                let answer = admin.post("/orders", body).await;
                (
                    answer.status(),
                    answer.code(),
                    answer.header("idempotent-replayed").is_some(),
                    answer.text(),
                )
            })
        })
        .collect();
    let mut answers = Vec::new();
    for task in tasks {
        answers.push(task.await.unwrap());
    }
    assert_eq!(
        (answers[0].0, answers[0].2),
        (201, true),
        "the known one is answered again"
    );
    assert_eq!((answers[1].0, answers[1].1.as_str()), (409, "receipt_number_taken"));
    assert_eq!((answers[2].0, answers[2].1.as_str()), (422, "line_id_reused"));
    let twins: Vec<_> = [3, 12, 13].iter().map(|&i| &answers[i]).collect();
    assert!(twins.iter().all(|a| a.0 == 201 && a.3 == twins[0].3), "{twins:?}");
    assert_eq!(
        twins.iter().filter(|a| !a.2).count(),
        1,
        "one of the twins was sold, the others are told so"
    );
    let pair = [&answers[4], &answers[14]];
    assert_eq!(
        pair.iter().filter(|a| a.0 == 201).count(),
        1,
        "one content under one id: {pair:?}"
    );
    assert_eq!(pair.iter().filter(|a| a.1 == "order_id_reused").count(), 1);
    for good in &answers[5..12] {
        assert_eq!(good.0, 201, "{good:?}");
    }
    assert_eq!(count(&app, "SELECT count(*) FROM orders.orders").await, 10);
    assert_eq!(count(&app, "SELECT count(*) FROM orders.outbox").await, 10);
}

#[tokio::test(flavor = "multi_thread")]
async fn thirty_two_tills_sell_at_once_without_a_gap() {
    let app = Arc::new(TestApp::start().await);
    let shop = app.shop("chain").await;
    let admin = shop.admin();
    let product = shop.product("TEA", 250).await;
    let tills: Vec<_> = (0..8)
        .map(|number| {
            let admin = admin.clone();
            let store = shop.store_id();
            async move {
                let register =
                    json!({"store_id": store, "name": format!("Till {number}"), "code": format!("T{number}")});
                id(&admin.post("/registers", register).await.expect(201).json()["id"])
            }
        })
        .collect();
    let mut first = Vec::new();
    for till in tills {
        let register = till.await;
        first.push((register, shop.order(&admin, register, &[(product, 1000)]).await));
    }
    let tasks: Vec<_> = first
        .into_iter()
        .map(|(_, body)| {
            let admin = admin.clone();
            tokio::spawn(async move {
                for number in 1..=10 {
                    let mut body: Value = body.clone();
                    body["id"] = json!(Uuid::now_v7());
                    body["lines"][0]["id"] = json!(Uuid::now_v7());
                    body["tenders"][0]["id"] = json!(Uuid::now_v7());
                    body["receipt_number"] = json!(number);
                    admin.post("/orders", body).await.expect(201);
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    assert_eq!(count(&app, "SELECT count(*) FROM orders.orders").await, 80);
    let gaps = "SELECT count(*) FROM (SELECT receipt_number - lag(receipt_number, 1, 0::bigint) OVER (PARTITION BY register_id ORDER BY receipt_number) AS step FROM orders.orders) s WHERE step <> 1";
    assert_eq!(count(&app, gaps).await, 0);
}

#[tokio::test]
async fn a_changed_price_is_refused_with_the_new_quote_and_the_sale_keeps_its_id_and_number() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let product = shop.product("TEA", 250).await;
    let mut order = shop.order(&shop.admin(), shop.register_id(), &[(product, 1000)]).await;
    let read = shop
        .admin()
        .get(&format!("/products/{product}"))
        .await
        .expect(200)
        .json();
    let changed = shop
        .admin()
        .patch(
            &format!("/products/{product}"),
            json!({"rev": read["rev"], "price": {"amount_minor": 260, "per_milli": 1000}}),
        )
        .await
        .expect(200)
        .json();

    // The till knows the new revision before this process heard of it: the book is caught up before it prices.
    order["rev"] = changed["rev"].clone();
    let refused = shop.admin().post("/orders", order.clone()).await.expect(409);
    assert_eq!(refused.code(), "quote_changed");
    let quote = &refused.json()["quote"];
    assert_eq!(quote["total_minor"], 260);
    assert_eq!(count(&app, "SELECT count(*) FROM orders.orders").await, 0);
    order["rev"] = quote["rev"].clone();
    order["tenders"][0]["amount_minor"] = json!(260);
    order["expected"] = json!({"total_minor": 260, "due_minor": 260, "change_minor": 0});
    shop.admin().post("/orders", order).await.expect(201);
}

/// The till heard of new goods before this process did: they are looked for before the sale is refused.
#[tokio::test]
async fn goods_that_are_new_sell_at_once() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let old = shop.product("TEA", 250).await;
    let mut order = shop.order(&shop.admin(), shop.register_id(), &[(old, 1000)]).await;
    let new = shop.product("COFFEE", 250).await;
    order["lines"][0]["product_id"] = json!(new);
    let sold = shop.admin().post("/orders", order).await.expect(201).json();
    assert_eq!(sold["order"]["lines"][0]["name"], "Product COFFEE");
}

/// The catalogue was restored from a copy that is older than what this process read of it.
#[tokio::test]
async fn a_catalogue_that_went_back_is_read_anew() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let product = shop.product("TEA", 250).await;
    for (rev, name) in [(1, "Black tea"), (2, "Green tea")] {
        let renamed = json!({"rev": rev, "name": name});
        shop.admin()
            .patch(&format!("/products/{product}"), renamed)
            .await
            .expect(200);
    }
    let mut order = shop.order(&shop.admin(), shop.register_id(), &[(product, 1000)]).await;
    let mut admin = app.admin_connection().await;
    for back in [
        "UPDATE product.product SET rev = 1",
        "UPDATE product.catalog_head SET rev = 1",
    ] {
        sqlx::query(back).execute(&mut admin).await.unwrap();
    }
    let new = shop.product("COFFEE", 250).await;
    order["lines"][0]["product_id"] = json!(new);
    shop.admin().post("/orders", order).await.expect(201);
}

/// Off by a cent, in each of the three amounts that the customer sees.
#[tokio::test]
async fn the_tills_amounts_must_be_the_servers() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let product = shop.product("TEA", 250).await;
    let order = shop.order(&shop.admin(), shop.register_id(), &[(product, 1000)]).await;
    for field in ["total_minor", "due_minor", "change_minor"] {
        let mut wrong = order.clone();
        wrong["expected"][field] = json!(wrong["expected"][field].as_i64().unwrap() + 1);
        assert_eq!(
            shop.admin().post("/orders", wrong).await.expect(409).code(),
            "quote_changed",
            "{field}"
        );
    }
    shop.admin().post("/orders", order).await.expect(201);
}

#[tokio::test]
async fn carts_that_cannot_be_sold_are_refused_with_the_place_and_write_nothing() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let other = app.shop("other").await;
    let (product, theirs) = (shop.product("TEA", 250).await, other.product("TEA", 250).await);
    let good = shop.order(&shop.admin(), shop.register_id(), &[(product, 1000)]).await;
    let many: Vec<Value> = (0..501)
        .map(|_| json!({"id": Uuid::now_v7(), "product_id": product, "quantity_milli": 1000}))
        .collect();
    let twice = json!([good["lines"][0], good["lines"][0]]);
    let cases: &[(&str, Value, u16, &str)] = &[
        ("/lines/0/product_id", json!(theirs), 422, "unknown_product"),
        ("/lines/0/product_id", json!(Uuid::now_v7()), 422, "unknown_product"),
        ("/lines/0/quantity_milli", json!(0), 422, "cart_refused"),
        ("/lines/0/quantity_milli", json!(-1000), 422, "cart_refused"),
        ("/lines/0/quantity_milli", json!(1_000_000_001), 422, "cart_refused"),
        ("/lines/0/quantity_milli", json!(1.5), 400, "invalid_body"),
        ("/lines", json!([]), 422, "cart_refused"),
        ("/lines", json!(many), 422, "cart_refused"),
        ("/lines", twice, 422, "cart_refused"),
        ("/tenders", json!([]), 422, "not_enough_paid"),
        ("/tenders/0/kind", json!("card"), 422, "tender_not_supported"),
        ("/tenders/0/kind", json!("shells"), 400, "invalid_body"),
        ("/tenders/0/amount_minor", json!(249), 422, "not_enough_paid"),
        ("/tenders/0/amount_minor", json!(-250), 422, "cart_refused"),
        ("/register_id", json!(other.register_id()), 404, "not_found"),
        ("/receipt_number", json!(0), 422, "cart_refused"),
        ("/receipt_number", json!(i64::MIN), 422, "cart_refused"),
        ("/currency", json!("USD"), 400, "invalid_body"),
    ];
    for (pointer, value, status, code) in cases {
        let mut order = good.clone();
        match order.pointer_mut(pointer) {
            Some(place) => *place = value.clone(),
            None => order["currency"] = value.clone(),
        }
        let answer = shop.admin().post("/orders", order).await;
        assert_eq!(
            (answer.status(), answer.code().as_str()),
            (*status, *code),
            "{pointer} {value}: {}",
            answer.text()
        );
    }
    for table in [
        "SELECT count(*) FROM orders.orders",
        "SELECT count(*) FROM orders.outbox",
        "SELECT count(*) FROM orders.ledger_entry",
    ] {
        assert_eq!(count(&app, table).await, 0);
    }
}

#[tokio::test]
async fn a_price_override_needs_the_right_and_a_reason() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let product = shop.product("TEA", 250).await;
    let (cashier, manager) = (shop.cashier().await, shop.manager().await);
    let line = |reason: &str| {
        json!([{"id": Uuid::now_v7(), "product_id": product, "quantity_milli": 1000,
        "price_override": {"amount_minor": 100, "per_milli": 1000, "reason": reason}}])
    };
    let compute = |reason: &str| json!({"register_id": shop.register_id(), "lines": line(reason)});
    assert_eq!(
        cashier
            .post("/orders/compute", compute("damaged box"))
            .await
            .expect(403)
            .code(),
        "forbidden"
    );
    assert_eq!(
        manager.post("/orders/compute", compute("x")).await.expect(422).code(),
        "cart_refused"
    );
    assert_eq!(
        manager
            .post("/orders/compute", compute("damaged box"))
            .await
            .expect(200)
            .json()["total_minor"],
        100
    );

    let mut order = shop.order(&manager, shop.register_id(), &[(product, 1000)]).await;
    order["lines"] = line("damaged box");
    order["tenders"][0]["amount_minor"] = json!(100);
    order["expected"] = json!({"total_minor": 100, "due_minor": 100, "change_minor": 0});
    assert_eq!(
        cashier.post("/orders", order.clone()).await.expect(403).code(),
        "forbidden"
    );
    let sold = manager.post("/orders", order).await.expect(201).json();
    assert_eq!(sold["order"]["lines"][0]["override_reason"], "damaged box");
    let trail: String = sqlx::query("SELECT after FROM orders.audit_event WHERE action = 'order.completed'")
        .fetch_one(&mut app.admin_connection().await)
        .await
        .unwrap()
        .get(0);
    let trail: serde_json::Value = serde_json::from_str(&trail).unwrap();
    assert_eq!(trail["price_overrides"][0]["reason"], "damaged box");
    assert_eq!(trail["price_overrides"][0]["unit_price"]["amount_minor"], 100);
}

/// Two tills sell the last unit of a strict store: one is refused kindly, and nothing goes below zero.
#[tokio::test(flavor = "multi_thread")]
async fn a_strict_store_sells_its_last_unit_once() {
    let app = Arc::new(TestApp::start().await);
    let shop = app.shop("chain").await;
    let admin = shop.admin();
    let product = shop.product("LAST", 500).await;
    let (store, register, location) = shop.another_store("S2", "strict").await;
    let second = json!({"store_id": store, "name": "Till 2", "code": "2"});
    let second = id(&admin.post("/registers", second).await.expect(201).json()["id"]);
    shop.receive(location, product, 1000).await;
    let bodies = [
        shop.order(&admin, register, &[(product, 1000)]).await,
        shop.order(&admin, second, &[(product, 1000)]).await,
    ];
    let tasks = bodies.clone().map(|body| {
        let admin = admin.clone();
        tokio::spawn(async move { admin.post("/orders", body).await })
    });
    let mut answers = Vec::new();
    for task in tasks {
        answers.push(task.await.unwrap());
    }
    answers.sort_by_key(testkit::Answer::status);
    assert_eq!((answers[0].status(), answers[1].status()), (201, 409));
    assert_eq!(answers[1].code(), "out_of_stock");
    assert_eq!(answers[1].json()["shortages"][0]["product_id"], json!(product));
    app.settle().await;
    let stock = admin.get(&format!("/stock/{product}")).await.expect(200).json();
    assert_eq!(
        (&stock["on_hand_milli"], &stock["reserved_milli"]),
        (&json!(0), &json!(0))
    );
    // The one that was sold is still the same sale when it is sent again.
    for body in bodies {
        let status = admin.post("/orders", body).await.status();
        assert!(status == 201 || status == 409);
    }
    assert_eq!(count(&app, "SELECT count(*) FROM orders.orders").await, 1);
}

/// A sale that can never be written holds nothing back from the next customer.
#[tokio::test]
async fn a_refused_sale_gives_its_goods_back() {
    let app = TestApp::start().await;
    let shop = app.shop("chain").await;
    let admin = shop.admin();
    let product = shop.product("LAST", 500).await;
    let (_, register, location) = shop.another_store("S2", "strict").await;
    shop.receive(location, product, 2000).await;
    let first = shop.order(&admin, register, &[(product, 1000)]).await;
    admin.post("/orders", first.clone()).await.expect(201);
    let mut second = shop.order(&admin, register, &[(product, 1000)]).await;
    second["lines"][0]["id"] = first["lines"][0]["id"].clone();
    let refused = admin.post("/orders", second).await.expect(422);
    assert_eq!(refused.code(), "line_id_reused");
    app.settle().await;
    let stock = admin.get(&format!("/stock/{product}")).await.expect(200).json();
    assert_eq!(
        (&stock["on_hand_milli"], &stock["reserved_milli"]),
        (&json!(1000), &json!(0))
    );
}

#[tokio::test]
async fn another_tenant_sees_and_touches_nothing() {
    let app = TestApp::start().await;
    let (shop, other) = (app.shop("corner").await, app.shop("other").await);
    let product = shop.product("TEA", 250).await;
    let sold = shop.sell(&shop.admin(), &[(product, 1000)]).await.expect(201).json();
    let path = format!("/orders/{}", sold["order"]["id"].as_str().unwrap());
    let foreign = other.admin().get(&path).await.expect(404);
    let nowhere = other
        .admin()
        .get(&format!("/orders/{}", Uuid::now_v7()))
        .await
        .expect(404);
    assert_eq!(
        foreign.json()["detail"],
        nowhere.json()["detail"],
        "what is another's looks like what is not there"
    );
    other.admin().get(&format!("{path}/receipt")).await.expect(404);
    other
        .admin()
        .post(&format!("{path}/void"), json!({"reason": "not mine"}))
        .await
        .expect(404);
    other
        .admin()
        .get(&format!("/registers/{}/setup", shop.register_id()))
        .await
        .expect(404);
    assert_eq!(
        other.admin().get("/orders").await.expect(200).json()["items"],
        json!([])
    );
    let clash = shop
        .admin()
        .with_tenant(other.tenant_id())
        .get("/orders")
        .await
        .expect(403);
    assert_eq!(clash.code(), "tenant_mismatch");
    // The same ids in another tenant are other sales.
    let theirs = other.product("TEA", 250).await;
    let mut order = other
        .order(&other.admin(), other.register_id(), &[(theirs, 1000)])
        .await;
    order["id"] = sold["order"]["id"].clone();
    order["lines"][0]["id"] = sold["order"]["lines"][0]["id"].clone();
    other.admin().post("/orders", order).await.expect(201);
}

#[tokio::test]
async fn a_cashier_of_one_store_sells_in_that_store_only() {
    let app = TestApp::start().await;
    let shop = app.shop("chain").await;
    let product = shop.product("TEA", 250).await;
    let (second, register, _) = shop.another_store("S2", "sell_through").await;
    let here = shop.hire("cashier", Some(shop.store_id())).await;
    shop.sell(&here, &[(product, 1000)]).await.expect(201);
    let body = shop.order(&shop.admin(), register, &[(product, 1000)]).await;
    assert_eq!(here.post("/orders", body.clone()).await.expect(403).code(), "forbidden");
    here.get(&format!("/registers/{register}/setup")).await.expect(403);
    let there = shop.admin().post("/orders", body).await.expect(201).json();
    here.get(&format!("/orders/{}", there["order"]["id"].as_str().unwrap()))
        .await
        .expect(404);
    let listed = here.get("/orders").await.expect(200).json();
    assert!(
        listed["items"]
            .as_array()
            .unwrap()
            .iter()
            .all(|order| order["store_id"] != json!(second))
    );
}

#[tokio::test]
async fn goods_without_a_tax_rule_are_refused_by_name() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let body = json!({"name": "Mystery", "sku": "M", "tax_category": "mystery", "price": {"amount_minor": 100, "per_milli": 1000}});
    let product: Id<contracts::ids::Product> = id(&shop.admin().post("/products", body).await.expect(201).json()["id"]);
    let cart = json!({"register_id": shop.register_id(), "lines": [{"id": Uuid::now_v7(), "product_id": product, "quantity_milli": 1000}]});
    let refused = shop.admin().post("/orders/compute", cart).await.expect(422);
    assert_eq!(
        (refused.code().as_str(), &refused.json()["errors"][0]["pointer"]),
        ("no_tax_rule", &json!("/lines/0"))
    );
}
