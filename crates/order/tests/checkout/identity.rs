//! A sale is itself for ever: sent again, sent changed, with a number that is not the next.

use std::sync::Arc;

use serde_json::{Value, json};
use sqlx::{Connection as _, Executor as _};
use testkit::{TestApp, id};
use uuid::Uuid;

use crate::count;
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

/// Tenants share a statement, and nothing else: not even ids that they happen to have in common.
#[tokio::test(flavor = "multi_thread")]
async fn sales_of_several_tenants_in_one_batch_do_not_meet() {
    let app = Arc::new(TestApp::start().await);
    let mut shops = Vec::new();
    let mut sales: Vec<Value> = Vec::new();
    for code in ["north", "south", "west"] {
        let shop = app.shop(code).await;
        let product = shop.product("TEA", 250).await;
        for number in 0..3 {
            let register =
                json!({"store_id": shop.store_id(), "name": format!("Till {number}"), "code": format!("T{number}")});
            let register = id(&shop.admin().post("/registers", register).await.expect(201).json()["id"]);
            let mut sale = shop.order(&shop.admin(), register, &[(product, 1000)]).await;
            if !shops.is_empty() {
                for of_north in ["/id", "/lines/0/id", "/tenders/0/id"] {
                    *sale.pointer_mut(of_north).unwrap() = sales[number].pointer(of_north).unwrap().clone();
                }
            }
            sales.push(sale);
        }
        shops.push(shop);
    }
    // North's first sale is known, south's second has a wrong number, the others are as they should be.
    shops[0].admin().post("/orders", sales[0].clone()).await.expect(201);
    sales[4]["receipt_number"] = json!(7);

    // Nothing is written until all have arrived, so that they are written together: two sales of somebody else keep both workers waiting.
    let other = app.shop("east").await;
    let product = other.product("TEA", 250).await;
    let mut others = Vec::new();
    for number in 1..=2 {
        let register =
            json!({"store_id": other.store_id(), "name": format!("Till {number}"), "code": format!("T{number}")});
        let register = id(&other.admin().post("/registers", register).await.expect(201).json()["id"]);
        others.push(other.order(&other.admin(), register, &[(product, 1000)]).await);
    }
    let mut admin = app.admin_connection().await;
    let mut held = admin.begin().await.unwrap();
    held.execute("LOCK TABLE orders.register_counter IN EXCLUSIVE MODE")
        .await
        .unwrap();
    let mut before = Vec::new();
    for (at_the_lock, sale) in (1_i64..).zip(others) {
        let client = other.admin();
        before.push(tokio::spawn(async move { client.post("/orders", sale).await }));
        let waiting =
            "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'orders.register_counter'::regclass";
        while sqlx::query_scalar::<_, i64>(waiting)
            .fetch_one(&mut *held)
            .await
            .unwrap()
            < at_the_lock
        {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
    }
    let answers: Vec<_> = sales
        .into_iter()
        .enumerate()
        .map(|(index, sale)| {
            let client = shops[index / 3].admin();
            tokio::spawn(async move {
                let answer = client.post("/orders", sale).await;
                (answer.status(), answer.header("idempotent-replayed").is_some())
            })
        })
        .collect();
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    held.commit().await.unwrap();
    for answer in before {
        answer.await.unwrap().expect(201);
    }
    for (index, answer) in answers.into_iter().enumerate() {
        let wanted = match index {
            0 => (201, true),
            4 => (409, false),
            _ => (201, false),
        };
        assert_eq!(answer.await.unwrap(), wanted, "{index}");
    }

    let together =
        "SELECT count(*) FROM (SELECT txid FROM orders.orders GROUP BY txid HAVING count(DISTINCT tenant_id) = 3) t";
    assert!(count(&app, together).await >= 1, "a transaction with all three tenants");
    let whole = "SELECT count(*) FROM orders.orders o WHERE tenant_id = $1 AND store_id = $2
        AND (SELECT count(*) FROM orders.order_line l WHERE l.tenant_id = o.tenant_id AND l.order_id = o.id) = 1
        AND (SELECT count(*) FROM orders.tender t WHERE t.tenant_id = o.tenant_id AND t.order_id = o.id) = 1
        AND (SELECT sum(amount_minor) FROM orders.ledger_entry e WHERE e.tenant_id = o.tenant_id AND e.order_id = o.id) = 0
        AND (SELECT count(*) FROM orders.audit_event a WHERE a.tenant_id = o.tenant_id AND a.subject_id = o.id) = 1
        AND (SELECT count(*) FROM orders.outbox b WHERE b.tenant_id = o.tenant_id AND b.aggregate_id = o.id) = 1";
    for (shop, sales) in shops.iter().zip([3, 2, 3]) {
        let own: i64 = sqlx::query_scalar(whole)
            .bind(shop.tenant_id().uuid())
            .bind(shop.store_id().uuid())
            .fetch_one(&mut admin)
            .await
            .unwrap();
        assert_eq!(own, sales, "{}", shop.code());
    }
}
