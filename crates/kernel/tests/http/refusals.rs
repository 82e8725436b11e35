//! Keys, bodies and paths that are wrong: what each is answered (reliability D29).

use serde_json::json;
use testkit::Client;

use crate::{app, things};

#[tokio::test]
async fn a_missing_or_odd_key_is_refused() {
    let (state, router, _) = app().await;
    let client = Client::nobody(router);
    let long = "k".repeat(201);
    for key in ["", "with space", long.as_str()] {
        assert_eq!(
            client
                .post_with_key(key, "/things", json!({"amount": 1}))
                .await
                .expect(400)
                .code(),
            "idempotency_key_missing"
        );
    }
    assert_eq!(things(&state).await, 0);
}

#[tokio::test]
async fn bodies_are_read_strictly_and_within_their_limit() {
    let (state, router, _) = app().await;
    let client = Client::nobody(router);
    for (body, status, code) in [
        (r#"{"amount":1,"paid":true}"#.to_owned(), 400, "invalid_body"),
        (r#"{"amount":1.0}"#.to_owned(), 400, "invalid_body"),
        (r#"{"amount":"1"}"#.to_owned(), 400, "invalid_body"),
        (r#"{"amount":1,"amount":2}"#.to_owned(), 400, "invalid_body"),
        (r#"{"amount":9223372036854775808}"#.to_owned(), 400, "invalid_body"),
        (format!("{}1{}", "[".repeat(200), "]".repeat(200)), 400, "invalid_body"),
        (
            format!(r#"{{"amount":1,"pad":"{}"}}"#, "x".repeat(65 * 1024)),
            413,
            "body_too_large",
        ),
    ] {
        let answer = client
            .send(
                http::Method::POST,
                "/things",
                &[("idempotency-key", "k")],
                Some(body.into_bytes()),
            )
            .await;
        assert_eq!((answer.status(), answer.code().as_str()), (status, code));
    }
    let text = client
        .send(
            http::Method::POST,
            "/things",
            &[("idempotency-key", "k"), ("content-type", "text/plain")],
            Some(b"{}".to_vec()),
        )
        .await;
    assert_eq!((text.status(), text.code().as_str()), (415, "unsupported_media_type"));
    assert_eq!(things(&state).await, 0);
}

#[tokio::test]
async fn every_refusal_is_a_problem_with_a_trace() {
    let (_, router, _) = app().await;
    let client = Client::nobody(router);
    let trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    let parent = format!("00-{trace}-00f067aa0ba902b7-01");
    for (method, path, status, code) in [
        (http::Method::GET, "/nowhere", 404, "not_found"),
        (http::Method::DELETE, "/things", 405, "method_not_allowed"),
        (http::Method::GET, "/panic", 500, "internal"),
    ] {
        let answer = client.send(method, path, &[("traceparent", &parent)], None).await;
        assert_eq!((answer.status(), answer.code().as_str()), (status, code));
        assert_eq!(answer.header("content-type"), Some("application/problem+json"));
        assert_eq!(answer.json()["trace_id"], trace);
        assert!(!answer.text().contains("secret"));
    }
}
