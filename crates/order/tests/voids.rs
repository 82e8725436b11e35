//! Cancelling a sale: when, by whom, and what it leaves behind.
#![expect(clippy::disallowed_methods, reason = "a test makes its own ids, tasks and clients")]

use chrono::TimeDelta;
use serde_json::json;
use sqlx::Row;
use testkit::TestApp;

#[tokio::test]
async fn a_void_reverses_ledger_and_stock_keeps_the_number_and_says_who_and_why() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let (cashier, manager) = (shop.cashier().await, shop.manager().await);
    let product = shop.product("TEA", 250).await;
    shop.receive(shop.location_id(), product, 5000).await;
    let sold = shop.sell(&cashier, &[(product, 2000)]).await.expect(201).json();
    app.settle().await;
    let path = format!("/orders/{}/void", sold["order"]["id"].as_str().unwrap());
    assert_eq!(
        cashier
            .post(&path, json!({"reason": "changed mind"}))
            .await
            .expect(403)
            .code(),
        "forbidden"
    );
    assert_eq!(
        manager.post(&path, json!({"reason": " x "})).await.expect(422).code(),
        "reason_refused"
    );
    let voided = manager
        .post_with_key("v1", &path, json!({"reason": "changed mind"}))
        .await
        .expect(200);
    let again = manager
        .post_with_key("v1", &path, json!({"reason": "changed mind"}))
        .await
        .expect(200);
    assert_eq!(voided.bytes(), again.bytes());
    let order = voided.json();
    assert_eq!(
        (&order["status"], &order["voided"]["reason"]),
        (&json!("voided"), &json!("changed mind"))
    );
    assert_eq!(order["receipt_number"], sold["order"]["receipt_number"]);
    app.settle().await;
    let stock = shop.admin().get(&format!("/stock/{product}")).await.expect(200).json();
    assert_eq!(stock["on_hand_milli"], 5000);
    let mut admin = app.admin_connection().await;
    let by_account: Vec<(String, i64)> =
        sqlx::query_as("SELECT account, sum(amount_minor)::bigint FROM orders.ledger_entry GROUP BY account")
            .fetch_all(&mut admin)
            .await
            .unwrap();
    assert!(by_account.iter().all(|(_, sum)| *sum == 0), "{by_account:?}");
    let events: Vec<(String, i32)> = sqlx::query_as("SELECT type, aggregate_version FROM orders.outbox ORDER BY seq")
        .fetch_all(&mut admin)
        .await
        .unwrap();
    assert_eq!(
        events,
        [("order.completed".to_owned(), 1), ("order.voided".to_owned(), 2)]
    );
    let reason: String = sqlx::query("SELECT reason FROM orders.audit_event WHERE action = 'order.voided'")
        .fetch_one(&mut admin)
        .await
        .unwrap()
        .get(0);
    assert_eq!(reason, "changed mind");
    // A second void, with a key of its own, finds nothing to void; the next sale has the next number.
    assert_eq!(
        manager
            .post(&path, json!({"reason": "changed mind"}))
            .await
            .expect(409)
            .code(),
        "not_voidable"
    );
    let next = shop.sell(&cashier, &[(product, 1000)]).await.expect(201).json();
    assert_eq!(next["order"]["receipt_number"], 2);
}

/// The store is in Berlin (UTC+1 in winter) and its day ends at four: 02:59 UTC is the last second of the day before.
#[tokio::test]
async fn only_on_its_business_day() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let product = shop.product("TEA", 250).await;
    let sell = || async {
        let sold = shop.sell(&shop.admin(), &[(product, 1000)]).await.expect(201).json();
        format!("/orders/{}/void", sold["order"]["id"].as_str().unwrap())
    };
    let (first, second) = (sell().await, sell().await);
    // From 10:00 to 02:59 the next morning: still the same business day. Tokens last ten minutes, so one signs in anew.
    app.clock().advance(TimeDelta::minutes(16 * 60 + 59));
    shop.sign_in_again()
        .await
        .post(&first, json!({"reason": "late return"}))
        .await
        .expect(200);
    app.clock().advance(TimeDelta::minutes(1));
    let refused = shop
        .sign_in_again()
        .await
        .post(&second, json!({"reason": "late return"}))
        .await
        .expect(409);
    assert_eq!(refused.code(), "other_business_day");
}

#[tokio::test(flavor = "multi_thread")]
async fn of_twenty_voids_at_once_one_counts() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let product = shop.product("TEA", 250).await;
    let sold = shop.sell(&shop.admin(), &[(product, 1000)]).await.expect(201).json();
    let path = format!("/orders/{}/void", sold["order"]["id"].as_str().unwrap());
    let tasks: Vec<_> = (0..20)
        .map(|_| {
            let (admin, path) = (shop.admin(), path.clone());
            tokio::spawn(async move { admin.post(&path, json!({"reason": "double click"})).await.status() })
        })
        .collect();
    let mut statuses = Vec::new();
    for task in tasks {
        statuses.push(task.await.unwrap());
    }
    assert_eq!(statuses.iter().filter(|s| **s == 200).count(), 1, "{statuses:?}");
    let sum: i64 = sqlx::query("SELECT count(*) FROM orders.outbox WHERE type = 'order.voided'")
        .fetch_one(&mut app.admin_connection().await)
        .await
        .unwrap()
        .get(0);
    assert_eq!(sum, 1);
}
