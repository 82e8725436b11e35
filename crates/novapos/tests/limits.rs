//! Limits on the whole API, and on passwords while Redis is away.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may end with a panic and makes its own ids"
)]

use std::net::SocketAddr;

use axum::Extension;
use chrono::TimeDelta;
use http::Method;
use kernel::http::listener::PeerAddress;
use novapos::config::{Limits, Redis};
use serde_json::json;
use testkit::{Client, Config, Shop, TestApp, redis_server::RedisServer};

async fn app(limits: Limits) -> TestApp {
    TestApp::with(Config {
        limits,
        ..Config::default()
    })
    .await
}

/// How many of so many requests are let through.
async fn passed(client: &Client, path: &str, tries: usize) -> usize {
    let mut passed = 0;
    for _ in 0..tries {
        let answer = client.get(path).await;
        assert!([200, 429].contains(&answer.status()), "{}", answer.text());
        passed += usize::from(answer.status() == 200);
    }
    passed
}

/// The minute in which a shop was opened is over.
async fn shop(app: &TestApp, code: &str) -> Shop {
    let shop = app.shop(code).await;
    app.clock().advance(TimeDelta::minutes(1));
    shop
}

#[tokio::test]
async fn an_account_is_limited_by_itself_and_sells_on() {
    let app = app(Limits {
        account_per_minute: 20,
        ..Limits::default()
    })
    .await;
    let shop = shop(&app, "green-grocer").await;
    let product = shop.product("TEA", 250).await;
    let cashier = shop.cashier().await;
    app.clock().advance(TimeDelta::minutes(1));
    assert_eq!(passed(&cashier, "/products", 30).await, 20);
    let answer = cashier.get("/products").await.expect(429);
    assert_eq!(answer.code(), "too_many_requests");
    assert_eq!(answer.header("retry-after"), Some("3"));
    assert_eq!(answer.header("ratelimit-policy"), Some("\"account\";q=20;w=60"));
    assert_eq!(answer.header("ratelimit"), Some("\"account\";r=0;t=3"));
    // A till at full speed is not stopped, and neither is anybody else.
    for _ in 0..10 {
        cashier.get("/catalog/changes").await.expect(200);
        let cart = json!({"register_id": shop.register_id(), "lines": [{"id": uuid::Uuid::now_v7(), "product_id": product, "quantity_milli": 1000}]});
        cashier.post("/orders/compute", cart).await.expect(200);
    }
    assert_eq!(passed(&shop.admin(), "/products", 1).await, 1);
    app.clock().advance(TimeDelta::seconds(3));
    assert_eq!(passed(&cashier, "/products", 5).await, 1, "one in each period");
}

#[tokio::test]
async fn who_comes_near_a_limit_is_told_and_nobody_else() {
    let app = app(Limits {
        account_per_minute: 20,
        ..Limits::default()
    })
    .await;
    let shop = shop(&app, "green-grocer").await;
    let admin = shop.admin();
    for left in (0..20).rev() {
        let answer = admin.get("/products").await.expect(200);
        let told = (left <= 2).then(|| format!("\"account\";r={left};t=3"));
        assert_eq!(answer.header("ratelimit"), told.as_deref(), "{left} are left");
    }
}

#[tokio::test]
async fn a_shop_is_limited_over_all_its_accounts_and_no_other_shop() {
    let app = app(Limits {
        tenant_per_minute: 60,
        ..Limits::default()
    })
    .await;
    let (noisy, quiet) = (shop(&app, "noisy").await, shop(&app, "quiet").await);
    let cashier = noisy.cashier().await;
    app.clock().advance(TimeDelta::minutes(1));
    let all = passed(&noisy.admin(), "/products", 40).await + passed(&cashier, "/products", 40).await;
    assert_eq!(all, 60);
    let answer = cashier.get("/catalog/changes").await.expect(429);
    assert_eq!(answer.header("ratelimit-policy"), Some("\"tenant\";q=60;w=60"));
    assert_eq!(passed(&quiet.admin(), "/products", 40).await, 40);
}

/// Whoever comes from this address, as the listener would say.
fn from(app: &TestApp, address: &str) -> Client {
    let address: SocketAddr = address.parse().unwrap();
    Client::nobody(app.router().layer(Extension(PeerAddress(address))))
}

#[tokio::test]
async fn an_address_is_limited_where_nobody_is_signed_in() {
    let app = app(Limits {
        address_per_minute: 10,
        ..Limits::default()
    })
    .await;
    let shop = app.shop("green-grocer").await;
    let (here, neighbour) = (
        from(&app, "[2001:db8:1:1::1]:4711"),
        from(&app, "[2001:db8:1:1::2]:4711"),
    );
    assert_eq!(passed(&here, "/auth/sign-up", 6).await, 6);
    assert_eq!(
        passed(&neighbour, "/auth/sign-up", 6).await,
        4,
        "one household is one address"
    );
    // Whoever tries tokens is stopped, too; whoever has one is not.
    let elsewhere = from(&app, "192.0.2.1:4711");
    for _ in 0..10 {
        elsewhere.with_token("no token").get("/products").await.expect(401);
    }
    elsewhere.with_token("no token").get("/products").await.expect(429);
    elsewhere
        .with_tenant(shop.tenant_id())
        .with_token(shop.admin().token())
        .get("/products")
        .await
        .expect(200);
}

/// How many passwords are tried before it is too many.
async fn guesses(app: &TestApp, shop: &Shop, email: &str) -> usize {
    let body = json!({"shop_code": shop.code(), "email": email, "password": "a guess", "client": "api"});
    for guesses in 0..30 {
        let nobody = Client::nobody(app.router());
        let body = Some(body.to_string().into_bytes());
        if nobody.send(Method::POST, "/auth/sign-in", &[], body).await.status() == 429 {
            return guesses;
        }
    }
    panic!("nothing stops them");
}

#[tokio::test]
async fn without_redis_passwords_have_half_their_limit_and_sales_go_on() {
    let mut server = RedisServer::start();
    let app = TestApp::with(Config {
        redis: Redis {
            url: Some(server.url()),
            ..Redis::default()
        },
        ..Config::default()
    })
    .await;
    let redis = app.deps(contracts::contexts::AUTH).redis.as_ref().unwrap();
    assert!(redis.wait_until_up(std::time::Duration::from_secs(10)).await);
    let shop = app.shop("green-grocer").await;
    let product = shop.product("TEA", 250).await;
    let seller = shop.cashier().await;
    // On a busy computer an answer may come too late: then it was the half of a process by itself.
    let before = guesses(&app, &shop, "before@example.com").await;
    assert!((5..=10).contains(&before), "{before}");
    assert_ne!(
        server.ask("KEYS novapos:limit:sign_in_account:*"),
        "*0\r\n+OK\r\n",
        "they are counted in Redis"
    );

    server.kill();
    assert_eq!(guesses(&app, &shop, "before@example.com").await, 0);
    assert_eq!(guesses(&app, &shop, "after@example.com").await, 5);
    for _ in 0..5 {
        shop.sell(&seller, &[(product, 1000)]).await.expect(201);
    }
}

/// F15: whoever has used their tries up gets no more by a Redis that forgot them, and a slow one is as good as none.
#[tokio::test(flavor = "multi_thread")]
async fn an_emptied_or_slow_redis_allows_nobody_more_and_sales_go_on() {
    let server = RedisServer::start();
    let network = server.behind_a_network().await;
    let app = TestApp::with(Config {
        redis: Redis {
            url: Some(network.url()),
            ..Redis::default()
        },
        ..Config::default()
    })
    .await;
    let redis = app.deps(contracts::contexts::AUTH).redis.as_ref().unwrap();
    assert!(redis.wait_until_up(std::time::Duration::from_secs(10)).await);
    let shop = app.shop("green-grocer").await;
    let product = shop.product("TEA", 250).await;
    let seller = shop.cashier().await;
    let before = guesses(&app, &shop, "before@example.com").await;
    assert!((5..=10).contains(&before), "{before}");
    assert!(server.ask("FLUSHALL").starts_with("+OK"));
    assert_eq!(guesses(&app, &shop, "before@example.com").await, 0);
    shop.sell(&seller, &[(product, 1000)]).await.expect(201);

    network.be_slow(true);
    assert_eq!(guesses(&app, &shop, "slow@example.com").await, 5);
    assert!(!redis.is_up());
    for _ in 0..5 {
        shop.sell(&seller, &[(product, 1000)]).await.expect(201);
    }
}
