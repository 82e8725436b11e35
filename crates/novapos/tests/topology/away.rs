//! A service that is away, in the shape where each is a process of its own.

use std::{
    sync::atomic::{AtomicBool, Ordering},
    time::{Duration, Instant},
};

use testkit::TestApp;

use crate::{
    program::{PATIENCE, Till, sell_until},
    shape::Shape,
    stocked::{stocked, till},
};

fn client() -> reqwest::Client {
    let client = reqwest::Client::builder().timeout(Duration::from_secs(30));
    client.build().unwrap()
}

async fn sold(app: &TestApp, till: &Till) -> (i64, i64) {
    let mut admin = app.admin_connection().await;
    let orders: i64 = sqlx::query_scalar("SELECT count(*) FROM orders.orders WHERE id = ANY ($1)")
        .bind(till.accepted.as_slice())
        .fetch_one(&mut admin)
        .await
        .unwrap();
    let all: i64 = sqlx::query_scalar("SELECT count(*) FROM orders.orders")
        .fetch_one(&mut admin)
        .await
        .unwrap();
    (orders, all)
}

/// Who signed in sells on, with auth, product and inventory all gone: order knows the shop, the keys and the prices. They come back to the
/// places where they were, and the stock catches up.
#[tokio::test(flavor = "multi_thread")]
async fn a_till_sells_while_every_other_service_is_away() {
    let app = TestApp::start().await;
    let stocked = stocked(&app).await;
    let mut shape = Shape::apart(&app).await;
    let mut till = till(&stocked, &shape.base(), &client()).await;
    let base = shape.base();
    till.sell(&base).await;
    let gone: Vec<_> = ["auth", "product", "inventory"]
        .map(|service| (service, shape.kill(service)))
        .into();
    for _ in 0..20 {
        let (sale, started) = (till.sale(), Instant::now());
        assert!(till.send(&base, &sale).await, "the others are not needed");
        assert!(started.elapsed() < Duration::from_secs(5));
    }
    let refused = reqwest::get(format!("{base}/.well-known/jwks.json")).await.unwrap();
    assert_eq!(refused.status(), 503);
    let problem: serde_json::Value = refused.json().await.unwrap();
    assert_eq!(problem["code"], "peer_unavailable");
    for (service, at) in gone {
        shape.start_at(&app, service, &at).await;
    }
    till.sell(&base).await;
    let (since, wanted) = (Instant::now(), 2 * i64::try_from(till.accepted.len()).unwrap());
    let mut admin = app.admin_connection().await;
    loop {
        let moves: i64 = sqlx::query_scalar("SELECT count(*) FROM inventory.move WHERE kind = 'sale'")
            .fetch_one(&mut admin)
            .await
            .unwrap();
        if moves == wanted {
            break;
        }
        assert!(since.elapsed() < PATIENCE, "{moves} moves of {wanted}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// F35: each service is told to stop while tills sell, and started again: what was accepted is there, once.
#[tokio::test(flavor = "multi_thread")]
async fn services_are_stopped_and_started_under_load_and_no_sale_is_lost_or_doubled() {
    let app = TestApp::start().await;
    let stocked = stocked(&app).await;
    let mut shape = Shape::apart(&app).await;
    let mut till = till(&stocked, &shape.base(), &client()).await;
    let base = shape.base();
    let done = AtomicBool::new(false);
    let restarts = async {
        for service in ["order", "inventory", "product", "auth", "order"] {
            tokio::time::sleep(Duration::from_millis(300)).await;
            let program = shape.take(service);
            let at = program.base.clone();
            let told = Instant::now();
            program.terminate().await;
            assert!(
                told.elapsed() < Duration::from_secs(20),
                "{service} drained in {:?}",
                told.elapsed()
            );
            shape.start_at(&app, service, &at).await;
        }
        tokio::time::sleep(Duration::from_millis(300)).await;
        done.store(true, Ordering::Relaxed);
    };
    let (kept, ()) = tokio::join!(sell_until(&done, &mut till, &base), restarts);
    // The last sale may have been accepted without an answer: it is sent again.
    till.send_until_accepted(&base, &kept, "services were stopped and started")
        .await;
    let accepted = i64::try_from(till.accepted.len()).unwrap();
    assert!(accepted > 50, "{accepted} sales were made meanwhile");
    assert_eq!(sold(&app, &till).await, (accepted, accepted));
}
