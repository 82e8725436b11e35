//! Counting blind, closing, and the Z report.

use chrono::TimeDelta;
use serde_json::json;
use testkit::TestApp;

use super::*;

/// 2.50 a piece; the test shop's prices include tax.
async fn with_sales(app: &TestApp) -> (Shop, Client, Client, Value, Value) {
    let shop = app.shop("corner").await;
    let product = shop.product("TEA", 250).await;
    let (cashier, manager) = (shop.cashier().await, shop.manager().await);
    let session = open(&shop, &cashier, 10_000).await;
    sell_in(&shop, &cashier, &session, &[(product, 4000)]).await.expect(201);
    let voided = sell_in(&shop, &manager, &session, &[(product, 1000)])
        .await
        .expect(201)
        .json();
    manager
        .post(&void_path(&voided), json!({"reason": "wrong goods"}))
        .await
        .expect(200);
    move_cash(&cashier, &session, "drop", 3000).await.expect(201);
    move_cash(&cashier, &session, "no_sale", 0).await.expect(201);
    (shop, cashier, manager, session, voided)
}

#[tokio::test]
async fn what_should_be_there_is_told_only_after_it_was_counted() {
    let app = TestApp::start().await;
    let (_, cashier, manager, session, _) = with_sales(&app).await;
    let blind = cashier.get(&path(&session, "x-report")).await.expect(200).json();
    assert_eq!(blind["cash"], json!(null));
    assert_eq!(
        (
            &blind["takings"]["sales"]["count"],
            &blind["takings"]["sales"]["total_minor"]
        ),
        (&json!(2), &json!(1250))
    );
    let seeing = manager.get(&path(&session, "x-report")).await.expect(200).json();
    assert_eq!(seeing["cash"]["expected_minor"], 8000);
    assert_eq!(close(&cashier, &session, 0).await.expect(409).code(), "not_counted");
    let counted = count(&cashier, &session, 1, 7900).await.expect(201).json();
    assert_eq!(
        (&counted["expected_minor"], &counted["variance_minor"]),
        (&json!(8000), &json!(-100))
    );
    // One recount, and no third.
    assert_eq!(
        count(&cashier, &session, 1, 8000).await.expect(422).code(),
        "count_refused"
    );
    count(&cashier, &session, 2, 8000).await.expect(201);
    assert_eq!(
        count(&cashier, &session, 3, 8000).await.expect(409).code(),
        "counted_twice"
    );
    assert_eq!(
        move_cash(&cashier, &session, "drop", 1).await.expect(409).code(),
        "session_not_open"
    );
    assert_eq!(
        close(&cashier, &session, 8001).await.expect(422).code(),
        "count_refused"
    );
    let closed = close(&cashier, &session, 8000).await.expect(200).json();
    assert_eq!(
        (&closed["status"], &closed["variance_minor"], &closed["z_number"]),
        (&json!("closed"), &json!(0), &json!(1))
    );
    assert_eq!(
        close(&cashier, &session, 0).await.expect(409).code(),
        "session_not_open"
    );
}

#[tokio::test]
async fn above_the_limit_somebody_who_did_not_count_approves() {
    let app = TestApp::start().await;
    let (shop, cashier, manager, session, _) = with_sales(&app).await;
    let settings = json!({"sessions_required": false, "variance_limit_minor": 99});
    shop.admin().put("/cash/settings", settings).await.expect(200);
    count(&manager, &session, 1, 7900).await.expect(201);
    let refused = close(&manager, &session, 0).await.expect(409);
    assert_eq!(refused.code(), "approval_needed");
    assert_eq!(refused.json()["variance_minor"], -100);
    assert_eq!(close(&cashier, &session, 0).await.expect(409).code(), "approval_needed");
    close(&shop.admin(), &session, 0).await.expect(200);
    let z = manager.get(&z_path(&shop, 1)).await.expect(200).json();
    assert_eq!(z["variance_minor"], -100);
    assert_ne!(z["counted_by"]["id"], z["closed_by"]["id"]);
}

#[tokio::test]
async fn the_z_report_adds_up_and_says_the_same_for_ever() {
    let app = TestApp::start().await;
    let (shop, cashier, manager, session, _) = with_sales(&app).await;
    count(&cashier, &session, 1, 8050).await.expect(201);
    close(&cashier, &session, 2000).await.expect(200);
    let first = manager.get(&z_path(&shop, 1)).await.expect(200);
    let z = first.json();
    assert_eq!(
        (
            &z["takings"]["sales"]["total_minor"],
            &z["takings"]["voids"]["total_minor"]
        ),
        (&json!(1250), &json!(250))
    );
    assert_eq!(
        z["takings"]["sales"]["tenders"],
        json!([{"kind": "cash", "count": 2, "amount_minor": 1250}])
    );
    let sales = &z["takings"]["sales"];
    let tax: i64 = sales["taxes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|tax| tax["tax_minor"].as_i64().unwrap())
        .sum();
    assert_eq!(sales["tax_minor"], tax);
    assert_eq!(
        sales["net_minor"].as_i64().unwrap() + tax,
        sales["total_minor"].as_i64().unwrap()
    );
    assert_eq!(
        z["cash"],
        json!({"float_minor": 10_000, "sales_minor": 1250, "voids_minor": 250, "paid_in_minor": 0, "paid_out_minor": 0,
            "drops_minor": 3000, "loans_minor": 0, "no_sales": 1})
    );
    assert_eq!(
        z["grand_totals"],
        json!({"sales_count": 2, "sales_minor": 1250, "voids_count": 1, "voids_minor": 250})
    );
    // The ledger: the drawer holds what was left, the rest is in the safe, what was found is over.
    let mut admin = app.admin_connection().await;
    let balances: Vec<(String, i64)> = sqlx::query_as(
        "SELECT account, sum(amount_minor)::bigint FROM orders.ledger_entry WHERE account IN ('cash', 'safe', 'over_short')
         GROUP BY account ORDER BY account",
    )
    .fetch_all(&mut admin)
    .await
    .unwrap();
    assert_eq!(
        balances,
        [
            ("cash".to_owned(), 2000),
            ("over_short".to_owned(), -50),
            ("safe".to_owned(), -950)
        ]
    );
    // The next Z has the next number, and totals that go on.
    let product = shop.product("MUG", 400).await;
    let second = open(&shop, &cashier, 2000).await;
    sell_in(&shop, &cashier, &second, &[(product, 1000)]).await.expect(201);
    count(&cashier, &second, 1, 2400).await.expect(201);
    close(&cashier, &second, 0).await.expect(200);
    let z = manager.get(&z_path(&shop, 2)).await.expect(200).json();
    assert_eq!(
        (&z["variance_minor"], &z["grand_totals"]["sales_minor"]),
        (&json!(0), &json!(1650))
    );
    assert_eq!(manager.get(&z_path(&shop, 1)).await.expect(200).bytes(), first.bytes());
    assert_eq!(manager.get(&z_path(&shop, 3)).await.expect(404).code(), "not_found");
    let print = manager
        .get(&format!("{}/text", z_path(&shop, 1)))
        .await
        .expect(200)
        .text();
    assert!(
        print.contains("*** COPY ***") && print.contains("Over / short"),
        "{print}"
    );
    let original = manager
        .get(&format!("{}/text?original=true", z_path(&shop, 1)))
        .await
        .expect(200)
        .text();
    let copied: Vec<&str> = print.lines().filter(|line| !line.contains("COPY")).collect();
    assert_eq!(original.lines().collect::<Vec<_>>(), copied);
    let store = format!("/stores/{}", shop.store_id());
    shop.admin()
        .patch(&store, json!({"receipt_language": "de"}))
        .await
        .expect(200);
    app.clock().advance(TimeDelta::minutes(2));
    let german = manager
        .get(&format!("{}/text", z_path(&shop, 1)))
        .await
        .expect(200)
        .text();
    assert!(
        german.contains("*** KOPIE ***") && german.contains("Differenz") && german.contains("Abgeschlossen"),
        "{german}"
    );
    let list = manager.get("/z-reports").await.expect(200).json();
    let numbers: Vec<_> = list["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|z| z["z_number"].as_i64().unwrap())
        .collect();
    assert_eq!(numbers, [2, 1]);
}

#[tokio::test]
async fn a_void_gives_back_out_of_an_open_drawer() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let product = shop.product("TEA", 250).await;
    let manager = shop.manager().await;
    let first = open(&shop, &manager, 1000).await;
    let sold = sell_in(&shop, &manager, &first, &[(product, 1000)])
        .await
        .expect(201)
        .json();
    count(&manager, &first, 1, 1250).await.expect(201);
    close(&manager, &first, 1250).await.expect(200);
    let void = void_path(&sold);
    let refused = manager.post(&void, json!({"reason": "changed mind"})).await.expect(409);
    assert_eq!(refused.code(), "session_needed");
    let second = open(&shop, &manager, 1250).await;
    manager.post(&void, json!({"reason": "changed mind"})).await.expect(200);
    let x = manager.get(&path(&second, "x-report")).await.expect(200).json();
    assert_eq!(
        (&x["takings"]["voids"]["count"], &x["cash"]["expected_minor"]),
        (&json!(1), &json!(1000))
    );
}

#[tokio::test]
async fn what_was_closed_goes_from_the_safe_to_the_bank() {
    let app = TestApp::start().await;
    let (shop, cashier, manager, session, _) = with_sales(&app).await;
    count(&cashier, &session, 1, 8000).await.expect(201);
    close(&cashier, &session, 1000).await.expect(200);
    let store = shop.store_id();
    let safe = manager.get(&format!("/stores/{store}/safe")).await.expect(200).json();
    // 100.00 of float came out of it, 30.00 were dropped, 70.00 came from the close.
    assert_eq!(safe["in_safe_minor"], 0);
    let body = json!({"id": Uuid::now_v7(), "amount_minor": 700, "reference": "Bag 17"});
    let deposits = format!("/stores/{store}/deposits");
    assert_eq!(
        cashier.post(&deposits, body.clone()).await.expect(403).code(),
        "forbidden"
    );
    let first = manager.post_with_key("d", &deposits, body.clone()).await.expect(201);
    let again = manager.post_with_key("d", &deposits, body).await.expect(201);
    assert_eq!(first.bytes(), again.bytes());
    let safe = manager.get(&format!("/stores/{store}/safe")).await.expect(200).json();
    assert_eq!(
        (&safe["in_safe_minor"], &safe["deposits"]["items"][0]["reference"]),
        (&json!(-700), &json!("Bag 17"))
    );
}
