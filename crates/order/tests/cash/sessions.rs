//! Opening a drawer, whose it is, and what moves in it.

use chrono::TimeDelta;
use serde_json::json;
use testkit::TestApp;
use uuid::Uuid;

use super::*;

#[tokio::test]
async fn a_drawer_opens_once_and_the_same_request_gives_the_same_answer() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let cashier = shop.cashier().await;
    let body = json!({"id": Uuid::now_v7(), "register_id": shop.register_id(), "float": pieces(10_000)});
    let first = cashier.post_with_key("k", "/sessions", body.clone()).await.expect(201);
    let again = cashier.post_with_key("k", "/sessions", body).await.expect(201);
    assert_eq!(first.bytes(), again.bytes());
    let refused = open_with(&shop, &cashier, 0, json!({})).await.expect(409);
    assert_eq!(refused.code(), "drawer_open");
    assert_eq!(refused.json()["session_id"], first.json()["id"]);
    let setup = cashier
        .get(&format!("/registers/{}/setup", shop.register_id()))
        .await
        .expect(200)
        .json();
    assert_eq!(setup["session_id"], first.json()["id"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_ten_who_open_a_drawer_at_once_one_does() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let tasks: Vec<_> = (0..10)
        .map(|_| {
            let (admin, register) = (shop.admin(), shop.register_id());
            tokio::spawn(async move {
                let body = json!({"id": Uuid::now_v7(), "register_id": register, "float": []});
                admin.post("/sessions", body).await.status()
            })
        })
        .collect();
    let mut opened = 0;
    for task in tasks {
        let status = task.await.unwrap();
        assert!(status == 201 || status == 409, "{status}");
        opened += u32::from(status == 201);
    }
    assert_eq!(opened, 1);
}

#[tokio::test]
async fn an_employees_own_drawer_is_theirs_alone() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let product = shop.product("TEA", 250).await;
    let (ann, ben, manager) = (shop.cashier().await, shop.cashier().await, shop.manager().await);
    let own = open_with(&shop, &ann, 1000, json!({"own_drawer": true}))
        .await
        .expect(201)
        .json();
    // Each has a drawer of their own at the same register, and the register has one too.
    let bens = open_with(&shop, &ben, 2000, json!({"own_drawer": true}))
        .await
        .expect(201)
        .json();
    open(&shop, &manager, 3000).await;
    sell_in(&shop, &ann, &own, &[(product, 1000)]).await.expect(201);
    assert_eq!(
        sell_in(&shop, &ben, &own, &[(product, 1000)]).await.expect(422).code(),
        "unknown_session"
    );
    assert_eq!(move_cash(&ben, &own, "drop", 100).await.expect(403).code(), "forbidden");
    assert_eq!(count(&ben, &own, 1, 1000).await.expect(403).code(), "forbidden");
    move_cash(&manager, &own, "drop", 100).await.expect(201);
    count(&manager, &bens, 1, 2000).await.expect(201);
}

#[tokio::test]
async fn the_session_fixes_the_business_day_past_the_cut_off() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let product = shop.product("TEA", 250).await;
    let session = open(&shop, &shop.admin(), 0).await;
    app.clock().advance(TimeDelta::hours(20));
    let admin = shop.sign_in_again().await;
    let within = sell_in(&shop, &admin, &session, &[(product, 1000)])
        .await
        .expect(201)
        .json();
    let without = shop.sell(&admin, &[(product, 1000)]).await.expect(201).json();
    assert_eq!(within["order"]["business_date"], session["business_date"]);
    assert_ne!(without["order"]["business_date"], session["business_date"]);
}

#[tokio::test]
async fn a_shop_may_ask_for_sessions() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let product = shop.product("TEA", 250).await;
    let manager = shop.manager().await;
    let settings = json!({"sessions_required": true, "variance_limit_minor": null});
    assert_eq!(
        manager.put("/cash/settings", settings.clone()).await.expect(403).code(),
        "forbidden"
    );
    shop.admin().put("/cash/settings", settings).await.expect(200);
    let refused = shop.sell(&manager, &[(product, 1000)]).await.expect(409);
    assert_eq!(refused.code(), "session_needed");
    let session = open(&shop, &manager, 0).await;
    sell_in(&shop, &manager, &session, &[(product, 1000)]).await.expect(201);
}

#[tokio::test]
async fn a_session_of_another_register_or_shop_is_not_known() {
    let app = TestApp::start().await;
    let (shop, other) = (app.shop("corner").await, app.shop("elsewhere").await);
    let product = shop.product("TEA", 250).await;
    let (_, register, _) = shop.another_store("second", "sell_through").await;
    let there = shop
        .admin()
        .post(
            "/sessions",
            json!({"id": Uuid::now_v7(), "register_id": register, "float": []}),
        )
        .await
        .expect(201)
        .json();
    let foreign = open(&other, &other.admin(), 0).await;
    for session in [there, foreign.clone(), json!({"id": Uuid::now_v7()})] {
        let refused = sell_in(&shop, &shop.admin(), &session, &[(product, 1000)])
            .await
            .expect(422);
        assert_eq!(refused.code(), "unknown_session");
    }
    let nothing = shop.admin().get(&path(&foreign, "x-report")).await.expect(404);
    assert_eq!(nothing.code(), "not_found");
}

#[tokio::test]
async fn money_moves_with_a_reason_and_in_the_ledger() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let cashier = shop.cashier().await;
    let session = open(&shop, &cashier, 10_000).await;
    for (kind, amount) in [
        ("paid_in", 500),
        ("paid_out", 300),
        ("drop", 4000),
        ("loan", 250),
        ("no_sale", 0),
    ] {
        move_cash(&cashier, &session, kind, amount).await.expect(201);
    }
    for (kind, amount) in [
        ("paid_in", 0),
        ("drop", -1),
        ("no_sale", 1),
        ("loan", 1_000_000_000_001_i64),
    ] {
        let refused = move_cash(&cashier, &session, kind, amount).await.expect(422);
        assert_eq!(refused.code(), "movement_refused", "{kind} {amount}");
    }
    let body = json!({"id": Uuid::now_v7(), "kind": "drop", "amount_minor": 1, "reason": "?"});
    assert_eq!(
        cashier
            .post(&path(&session, "movements"), body)
            .await
            .expect(422)
            .code(),
        "reason_refused"
    );
    let mut admin = app.admin_connection().await;
    let balances: Vec<(String, i64)> = sqlx::query_as(
        "SELECT account, sum(amount_minor)::bigint FROM orders.ledger_entry GROUP BY account ORDER BY account",
    )
    .fetch_all(&mut admin)
    .await
    .unwrap();
    assert_eq!(
        balances,
        [
            ("cash".to_owned(), 6450),
            ("petty_cash".to_owned(), -200),
            ("safe".to_owned(), -6250)
        ]
    );
    let view = cashier
        .get(&format!("/sessions/{}", session["id"].as_str().unwrap()))
        .await
        .expect(200)
        .json();
    assert_eq!(view["movements"].as_array().unwrap().len(), 5);
}

#[tokio::test]
async fn what_a_close_left_must_be_there_at_the_next_opening() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let cashier = shop.cashier().await;
    let first = open(&shop, &cashier, 10_000).await;
    assert_eq!(first["carried_minor"], json!(null));
    count(&cashier, &first, 1, 10_000).await.expect(201);
    close(&cashier, &first, 4000).await.expect(200);
    let second = open(&shop, &cashier, 3900).await;
    assert_eq!(
        (&second["carried_minor"], &second["float_minor"]),
        (&json!(4000), &json!(3900))
    );
    let mut admin = app.admin_connection().await;
    let short: i64 =
        sqlx::query_scalar("SELECT sum(amount_minor)::bigint FROM orders.ledger_entry WHERE account = 'over_short'")
            .fetch_one(&mut admin)
            .await
            .unwrap();
    assert_eq!(short, 100);
}
