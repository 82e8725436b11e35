//! Opening a shop by oneself, where that is allowed.

use auth::{AuthConfig, NewTenant, create_tenant};
use contracts::{auth::ReceiptLanguage, contexts};
use futures_util::future::join_all;
use serde_json::{Value, json};
use testkit::{Client, PASSWORD, TestApp};

use crate::support::{audited, config, count, events, from, nobody, process};

fn sign_up(code: &str) -> Value {
    json!({"shop_code": code, "shop_name": "Corner Shop", "currency": "EUR", "time_zone": "Europe/Paris", "prices_include_tax": true,
        "owner_name": "Cora Corner", "email": "cora@example.com", "password": PASSWORD})
}

fn open(app: &TestApp) -> Client {
    Client::nobody(process(
        app,
        AuthConfig {
            sign_up_open: true,
            ..config()
        },
    ))
}

#[tokio::test]
async fn it_is_closed_unless_the_configuration_opens_it() {
    let app = TestApp::start().await;
    assert_eq!(
        nobody(&app)
            .post("/auth/sign-up", sign_up("corner"))
            .await
            .expect(403)
            .code(),
        "sign_up_closed"
    );
    assert_eq!(
        nobody(&app)
            .post("/auth/sign-up", json!({"shop_code": 1}))
            .await
            .expect(400)
            .code(),
        "invalid_body"
    );
    assert_eq!(count(&app, "SELECT count(*) FROM auth.tenant").await, 0);
}

#[tokio::test]
async fn whether_it_is_open_is_said_to_anybody_who_asks() {
    let app = TestApp::start().await;
    assert_eq!(
        nobody(&app).get("/auth/sign-up").await.expect(200).json(),
        json!({"open": false})
    );
    assert_eq!(
        open(&app).get("/auth/sign-up").await.expect(200).json(),
        json!({"open": true})
    );
}

#[tokio::test]
async fn it_makes_a_shop_that_can_sell_and_an_owner_who_can_sign_in() {
    let app = TestApp::start().await;
    let mut body = sign_up("Corner");
    body["receipt_language"] = json!("fr");
    let made = open(&app).post("/auth/sign-up", body).await.expect(201).json();
    assert_eq!(made["shop_code"], "corner");
    let body = json!({"shop_code": "corner", "email": "cora@example.com", "password": PASSWORD, "client": "admin"});
    let session = nobody(&app).post("/auth/sign-in", body).await.expect(200).json();
    assert_eq!(
        (&session["user"]["id"], &session["tenant"]["id"]),
        (&made["user_id"], &made["tenant_id"])
    );
    let owner = crate::support::client_of(&app, &session);
    let store = owner.get("/stores").await.expect(200).json()["items"][0].clone();
    assert_eq!(store["receipt_language"], "fr");
    let register = owner.get("/registers").await.expect(200).json()["items"][0].clone();
    assert_eq!(
        (&register["id"], &register["store_id"]),
        (&made["register_id"], &made["store_id"])
    );
    let told = &events(&app, "auth.tenant_created").await[0];
    assert_eq!(
        (&told["tenant"]["id"], &told["owner_id"], &told["register"]["id"]),
        (&made["tenant_id"], &made["user_id"], &made["register_id"])
    );
    assert_eq!(
        audited(&app, "auth.tenant_created").await[0].1.to_string(),
        made["tenant_id"]
    );
}

#[tokio::test]
async fn what_is_wrong_is_told_at_once_and_makes_nothing() {
    let app = TestApp::start().await;
    let client = open(&app);
    let body = json!({"shop_code": "x", "shop_name": "", "currency": "EUR", "time_zone": "Paris", "prices_include_tax": true,
        "owner_name": "\u{0}", "email": "cora", "password": "short"});
    let problem = client.post("/auth/sign-up", body).await.expect(400).json();
    let pointers: Vec<&str> = problem["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|e| e["pointer"].as_str().unwrap())
        .collect();
    assert_eq!(
        pointers,
        [
            "/shop_code",
            "/shop_name",
            "/time_zone",
            "/owner_name",
            "/email",
            "/password"
        ]
    );
    for (field, value, code) in [
        ("currency", "XXX", "currency_not_supported"),
        ("password", "passwort1234", "weak_password"),
        ("password", "Cora@Example.com", "weak_password"),
    ] {
        let mut body = sign_up("corner");
        body[field] = json!(value);
        assert_eq!(client.post("/auth/sign-up", body).await.expect(422).code(), code);
    }
    assert_eq!(count(&app, "SELECT count(*) FROM auth.tenant").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shop_code_is_taken_once_whoever_is_first() {
    let app = TestApp::start().await;
    let client = open(&app);
    let outcomes = join_all((0..6).map(|_| client.post("/auth/sign-up", sign_up("corner")))).await;
    let statuses: Vec<u16> = outcomes.iter().map(testkit::Answer::status).collect();
    assert_eq!(
        statuses.iter().filter(|status| **status == 201).count(),
        1,
        "{statuses:?}"
    );
    assert!(
        outcomes
            .iter()
            .all(|answer| answer.status() == 201 || answer.code() == "shop_code_taken")
    );
    for table in ["tenant", "users", "store", "register", "role_grant"] {
        let sql = match table {
            "tenant" => "SELECT count(*) FROM auth.tenant",
            "users" => "SELECT count(*) FROM auth.users",
            "store" => "SELECT count(*) FROM auth.store",
            "register" => "SELECT count(*) FROM auth.register",
            _ => "SELECT count(*) FROM auth.role_grant",
        };
        assert_eq!(count(&app, sql).await, 1, "{table}: a refused one leaves nothing");
    }
}

#[tokio::test]
async fn an_address_opens_so_many_shops_and_no_more() {
    let app = TestApp::start().await;
    let limits = auth::AttemptLimits {
        address_burst: 3,
        ..auth::AttemptLimits::default()
    };
    let router = process(
        &app,
        AuthConfig {
            sign_up_open: true,
            limits,
            ..config()
        },
    );
    let client = from(router.clone(), "192.0.2.1");
    for n in 0..3 {
        client
            .post("/auth/sign-up", sign_up(&format!("corner-{n}")))
            .await
            .expect(201);
    }
    assert_eq!(
        client
            .post("/auth/sign-up", sign_up("corner-3"))
            .await
            .expect(429)
            .code(),
        "too_many_attempts"
    );
    from(router, "192.0.2.2")
        .post("/auth/sign-up", sign_up("corner-4"))
        .await
        .expect(201);
}

#[tokio::test]
async fn the_command_line_makes_the_same() {
    let app = TestApp::start().await;
    let new = |code: &str| NewTenant {
        shop_code: code.to_owned(),
        shop_name: "Corner Shop".to_owned(),
        currency: "JPY".to_owned(),
        time_zone: "Asia/Tokyo".to_owned(),
        receipt_language: ReceiptLanguage::En,
        prices_include_tax: false,
        owner_name: "Cora Corner".to_owned(),
        email: "cora@example.com".to_owned(),
        password: PASSWORD.to_owned(),
    };
    let deps = app.deps(contexts::AUTH);
    let made = create_tenant(deps, new("Corner")).await.unwrap();
    assert_eq!(made.shop_code, "corner");
    assert_eq!(
        create_tenant(deps, new("corner")).await.unwrap_err().code(),
        "shop_code_taken"
    );
    assert_eq!(
        create_tenant(
            deps,
            NewTenant {
                currency: "XXX".to_owned(),
                ..new("other")
            }
        )
        .await
        .unwrap_err()
        .code(),
        "currency_not_supported"
    );
}
