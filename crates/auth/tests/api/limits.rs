//! How often a password may be tried.

use auth::AuthConfig;
use chrono::TimeDelta;
use serde_json::json;
use testkit::{Client, PASSWORD, TestApp};

use crate::support::{config, credentials, from, nobody, owner_of, process};

#[tokio::test]
async fn an_account_is_slowed_and_not_locked() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    // One sign-in was the shop's own.
    for _ in 0..9 {
        nobody(&app)
            .post(
                "/auth/sign-in",
                credentials(&shop, &owner_of(&shop), "not the password", "api"),
            )
            .await
            .expect(401);
    }
    let answer = nobody(&app)
        .post("/auth/sign-in", credentials(&shop, &owner_of(&shop), PASSWORD, "api"))
        .await
        .expect(429);
    assert_eq!(
        (answer.code().as_str(), answer.header("retry-after")),
        ("too_many_attempts", Some("6"))
    );
    let other_spelling = credentials(&shop, &owner_of(&shop).to_uppercase(), PASSWORD, "api");
    nobody(&app).post("/auth/sign-in", other_spelling).await.expect(429);
    app.clock().advance(TimeDelta::seconds(5));
    nobody(&app)
        .post("/auth/sign-in", credentials(&shop, &owner_of(&shop), PASSWORD, "api"))
        .await
        .expect(429);
    app.clock().advance(TimeDelta::seconds(1));
    nobody(&app)
        .post("/auth/sign-in", credentials(&shop, &owner_of(&shop), PASSWORD, "api"))
        .await
        .expect(200);
}

#[tokio::test]
async fn an_account_that_does_not_exist_is_slowed_alike() {
    let app = TestApp::start().await;
    let body = json!({"shop_code": "no-such-shop", "email": "x@example.com", "password": PASSWORD, "client": "api"});
    for _ in 0..10 {
        nobody(&app).post("/auth/sign-in", body.clone()).await.expect(401);
    }
    nobody(&app).post("/auth/sign-in", body).await.expect(429);
}

/// How many of `tries` attempts on as many accounts pass, each client sending one header.
async fn passed(client: &Client, tries: usize, label: &str, header: (&str, &str)) -> usize {
    let mut passed = 0;
    for n in 0..tries {
        let body = json!({"shop_code": "no-such-shop", "email": format!("{label}{n}@example.com"), "password": "x", "client": "api"});
        let headers = [header];
        let answer = client
            .send(
                http::Method::POST,
                "/auth/sign-in",
                &headers,
                Some(body.to_string().into_bytes()),
            )
            .await;
        passed += usize::from(answer.status() == 401);
    }
    passed
}

#[tokio::test]
async fn an_address_is_slowed_over_all_accounts() {
    let app = TestApp::start().await;
    let router = process(&app, config());
    // Without proxies of ours, what a client says of its address is not read.
    assert_eq!(
        passed(
            &from(router.clone(), "192.0.2.1"),
            33,
            "a",
            ("x-forwarded-for", "203.0.113.9")
        )
        .await,
        30
    );
    assert_eq!(
        passed(&from(router.clone(), "192.0.2.2"), 3, "b", ("x-real-ip", "192.0.2.1")).await,
        3
    );
    app.clock().advance(TimeDelta::seconds(2));
    assert_eq!(
        passed(
            &from(router.clone(), "192.0.2.1"),
            3,
            "c",
            ("x-forwarded-for", "203.0.113.10")
        )
        .await,
        1
    );
    // A whole /64 is one address.
    assert_eq!(
        passed(&from(router.clone(), "2001:db8:1:1::1"), 20, "d", ("x-a", "b")).await,
        20
    );
    assert_eq!(
        passed(&from(router.clone(), "2001:db8:1:1:ffff::2"), 12, "e", ("x-a", "b")).await,
        10
    );
    assert_eq!(passed(&from(router, "2001:db8:1:2::1"), 1, "f", ("x-a", "b")).await, 1);
}

#[tokio::test]
async fn behind_our_proxy_its_word_counts_and_no_other() {
    let app = TestApp::start().await;
    let router = process(
        &app,
        AuthConfig {
            trusted_proxies_hops: 1,
            ..config()
        },
    );
    let proxy = from(router, "10.0.0.1");
    assert_eq!(
        passed(&proxy, 32, "a", ("x-forwarded-for", "6.6.6.6, 192.0.2.1")).await,
        30
    );
    assert_eq!(
        passed(&proxy, 2, "b", ("x-forwarded-for", "7.7.7.7, 192.0.2.1")).await,
        0,
        "the forged part changes nothing"
    );
    assert_eq!(
        passed(&proxy, 2, "c", ("x-forwarded-for", "6.6.6.6, 192.0.2.2")).await,
        2
    );
}

#[tokio::test]
async fn who_is_stopped_by_address_takes_nothing_from_the_account() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let router = process(&app, config());
    let attacker = from(router.clone(), "192.0.2.1");
    assert_eq!(passed(&attacker, 30, "a", ("x-a", "b")).await, 30);
    for _ in 0..20 {
        attacker
            .post("/auth/sign-in", credentials(&shop, &owner_of(&shop), "guess", "api"))
            .await
            .expect(429);
    }
    from(router, "192.0.2.2")
        .post("/auth/sign-in", credentials(&shop, &owner_of(&shop), PASSWORD, "api"))
        .await
        .expect(200);
}
