//! The same request sent again: the same answer, and one effect (reliability D7).

use serde_json::json;
use testkit::Client;

use crate::{app, things};

#[tokio::test]
async fn a_lost_response_is_given_again_byte_for_byte() {
    let (state, router, _) = app().await;
    let client = Client::nobody(router);
    let first = client
        .post_with_key("k1", "/things", json!({"amount": 7}))
        .await
        .expect(201);
    let again = client
        .post_with_key("k1", "/things", json!({"amount": 7}))
        .await
        .expect(201);
    assert_eq!(again.bytes(), first.bytes());
    assert_eq!(
        (first.header("idempotent-replayed"), again.header("idempotent-replayed")),
        (None, Some("true"))
    );
    assert_eq!(things(&state).await, 1);
    let other = client
        .post_with_key("k1", "/things", json!({"amount": 8}))
        .await
        .expect(422);
    assert_eq!(other.code(), "idempotency_key_reused");
    assert_eq!(things(&state).await, 1);
}

#[tokio::test]
async fn only_successes_are_kept() {
    let (state, router, _) = app().await;
    let client = Client::nobody(router);
    client
        .post_with_key("k1", "/things", json!({"amount": 5000}))
        .await
        .expect(500);
    client
        .post_with_key("k1", "/things", json!({"amount": 5}))
        .await
        .expect(201);
    assert_eq!(things(&state).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn fifty_twins_have_one_effect() {
    let (state, router, _) = app().await;
    let twins = (0..50).map(|_| {
        let client = Client::nobody(router.clone());
        tokio::spawn(async move {
            client
                .post_with_key("same", "/things", json!({"amount": 1}))
                .await
                .status()
        })
    });
    let twins: Vec<_> = twins.collect();
    let mut created = 0;
    for twin in twins {
        match twin.await.unwrap() {
            201 => created += 1,
            409 | 503 => {}
            other => panic!("{other}"),
        }
    }
    assert!(created >= 1);
    assert_eq!(things(&state).await, 1);
}

/// The first is still at work when its twin comes: the twin waits for a lock's time, and is told to come again (D7).
#[tokio::test]
async fn a_twin_of_a_request_that_still_runs_is_409() {
    let (state, router, _) = app().await;
    let mut first = state.probe.db.for_tenant(state.tenant).await.unwrap();
    sqlx::query(
        "INSERT INTO idempotency (tenant_id, route, key, fingerprint, at) VALUES ($1, 'POST /things', 'k1', '', now())",
    )
    .bind(state.tenant.uuid())
    .execute(&mut *first)
    .await
    .unwrap();
    let client = Client::nobody(router);
    let twin = client
        .post_with_key("k1", "/things", json!({"amount": 7}))
        .await
        .expect(409);
    assert_eq!(
        (twin.code().as_str(), twin.header("retry-after")),
        ("request_in_progress", Some("1"))
    );
    drop(first);
    client
        .post_with_key("k1", "/things", json!({"amount": 7}))
        .await
        .expect(201);
    assert_eq!(things(&state).await, 1);
}
