//! HTTP as a hostile or unlucky client meets it: retries, disconnects, slow headers, large bodies (reliability D4, D7, D25, D29).
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may end with a panic and makes its own ids, tasks and clients"
)]

mod probe;

use std::{sync::Arc, time::Duration};

use axum::{Router, extract::State, response::Response};
use http::StatusCode;
use kernel::{
    Access, Caller, Error, Routes,
    http::{Body, complete, listener},
    idempotency::{Claim, Idempotent},
    peer::Peer,
    service::Gate,
    tasks::Tasks,
    token::Verifier,
};
use probe::Probe;
use serde::Deserialize;
use serde_json::json;
use sqlx::Row;
use testkit::Client;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    sync::Semaphore,
};
use utoipa_axum::routes;
use uuid::Uuid;

#[derive(Clone)]
struct Probed {
    probe: Arc<Probe>,
    tenant: kernel::id::TenantId,
    started: Arc<Semaphore>,
    go_on: Arc<Semaphore>,
    finished: Arc<Semaphore>,
}

#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct NewThing {
    amount: i64,
}

#[utoipa::path(post, path = "/things", operation_id = "create_thing", request_body = NewThing, responses((status = 201)))]
async fn create_thing(State(state): State<Probed>, request: Idempotent<NewThing>) -> Result<Response, Error> {
    let caller = Caller::service(state.tenant, "probe");
    let mut tx = state.probe.db.tenant(&caller).await?;
    if let Claim::Replay(answer) = request.claim(&mut tx, &state.probe.clock).await? {
        return Ok(answer);
    }
    let id = insert(&state, &mut tx, request.body.amount).await?;
    let answer = request
        .keep(
            &mut tx,
            StatusCode::CREATED,
            &json!({"id": id, "amount": request.body.amount}),
        )
        .await?;
    tx.commit().await?;
    Ok(answer)
}

async fn insert(state: &Probed, tx: &mut kernel::TenantTx<'_>, amount: i64) -> Result<Uuid, Error> {
    let id = state.probe.id();
    sqlx::query("INSERT INTO probe.thing (tenant_id, id, amount) VALUES ($1, $2, $3)")
        .bind(state.tenant.uuid())
        .bind(id)
        .bind(amount)
        .execute(&mut **tx)
        .await?;
    Ok(id)
}

/// Stands still between its statement and its commit until the test says so.
#[utoipa::path(post, path = "/slow", operation_id = "create_slowly", request_body = NewThing, responses((status = 201)))]
async fn create_slowly(State(state): State<Probed>, Body(body): Body<NewThing>) -> Result<StatusCode, Error> {
    let mut tx = state.probe.db.for_tenant(state.tenant).await?;
    insert(&state, &mut tx, body.amount).await?;
    state.started.add_permits(1);
    wait(&state.go_on).await;
    tx.commit().await?;
    state.finished.add_permits(1);
    Ok(StatusCode::CREATED)
}

#[utoipa::path(get, path = "/panic", operation_id = "get_panic", responses((status = 200)))]
async fn get_panic() -> StatusCode {
    panic!("with a secret in it")
}

/// Waits for a sign from the other side, but not for ever.
async fn wait(sign: &Semaphore) {
    tokio::time::timeout(Duration::from_secs(5), sign.acquire())
        .await
        .expect("the other side goes on")
        .unwrap()
        .forget();
}

async fn app() -> (Probed, Router, Tasks) {
    let probe = Arc::new(Probe::start().await);
    let tasks = Tasks::default();
    let state = Probed {
        tenant: probe.tenant(),
        probe: Arc::clone(&probe),
        started: Arc::new(Semaphore::new(0)),
        go_on: Arc::new(Semaphore::new(0)),
        finished: Arc::new(Semaphore::new(0)),
    };
    let gate = Gate {
        verifier: Arc::new(Verifier::new(Peer::local("probe", tasks.clone()), probe.clock.clone())),
        tasks: tasks.clone(),
        service_key: None,
        clock: probe.clock.clone(),
        admission: Arc::new(Semaphore::new(4)),
    };
    let (router, _, _) = Routes::new("probe", gate)
        .add(Access::Public, routes!(create_thing))
        .add(Access::Public, routes!(create_slowly))
        .add(Access::Public, routes!(get_panic))
        .build(state.clone());
    (state, complete(router), tasks)
}

async fn things(state: &Probed) -> i64 {
    sqlx::query("SELECT count(*) FROM probe.thing")
        .fetch_one(&mut state.probe.admin().await)
        .await
        .unwrap()
        .get(0)
}

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

#[tokio::test]
async fn a_stopping_process_is_not_ready_and_says_when_to_come_again() {
    let (state, _, tasks) = app().await;
    let client = Client::nobody(kernel::http::health(state.probe.pool.clone(), tasks.clone()));
    client.get("/readyz").await.expect(200);
    tasks.stop();
    let refused = client.get("/readyz").await.expect(503);
    assert_eq!(
        (refused.code().as_str(), refused.header("retry-after")),
        ("stopping", Some("1"))
    );
}

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

async fn listen(router: Router, limits: listener::Limits, tasks: &Tasks) -> std::net::SocketAddr {
    let socket = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = socket.local_addr().unwrap();
    tasks.spawn(listener::serve(socket, router, limits, tasks.clone()));
    address
}

/// Gives a permit when it is dropped: hyper drops a request's future when its client is gone.
struct Dropped(Arc<Semaphore>);

impl Drop for Dropped {
    fn drop(&mut self) {
        self.0.add_permits(1);
    }
}

/// The client goes away between the statement and the commit; the work is finished all the same (D4).
#[tokio::test]
async fn a_mutation_survives_its_clients_disconnect() {
    let (state, router, tasks) = app().await;
    let noticed = Arc::new(Semaphore::new(0));
    let router = router.layer(axum::middleware::from_fn({
        let noticed = Arc::clone(&noticed);
        move |request: axum::extract::Request, next: axum::middleware::Next| {
            let dropped = Dropped(Arc::clone(&noticed));
            async move {
                let _dropped = dropped;
                next.run(request).await
            }
        }
    }));
    let address = listen(router, listener::Limits::default(), &tasks).await;
    let mut stream = TcpStream::connect(address).await.unwrap();
    let body = r#"{"amount":1}"#;
    let request = format!(
        "POST /slow HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    wait(&state.started).await;
    drop(stream);
    wait(&noticed).await;
    state.go_on.add_permits(1);
    wait(&state.finished).await;
    assert_eq!(things(&state).await, 1);
}

/// A header must arrive within a moment, and so must whatever comes before it.
fn impatient() -> listener::Limits {
    listener::Limits {
        header_timeout: Duration::from_millis(200),
        ..listener::Limits::default()
    }
}

#[tokio::test]
async fn a_client_that_says_nothing_or_only_half_a_preface_is_cut_off() {
    let (_, router, tasks) = app().await;
    let address = listen(router, impatient(), &tasks).await;
    for said in ["", "PRI", "PRI * H", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r"] {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(said.as_bytes()).await.unwrap();
        let closed = tokio::time::timeout(Duration::from_secs(5), stream.read_to_end(&mut Vec::new())).await;
        assert!(closed.is_ok(), "{said:?} holds its connection");
    }
}

#[tokio::test]
async fn a_stop_does_not_wait_for_a_client_that_says_nothing() {
    let (_, router, tasks) = app().await;
    let address = listen(router, listener::Limits::default(), &tasks).await;
    let _silent = TcpStream::connect(address).await.unwrap();
    tokio::time::sleep(Duration::from_millis(50)).await;
    tasks.stop();
    assert!(tasks.wait(Duration::from_secs(2)).await);
}

/// The requests after the preface are served, also when it comes in pieces.
#[tokio::test]
async fn both_http_versions_are_served() {
    let (_, router, tasks) = app().await;
    let address = listen(router, impatient(), &tasks).await;
    for client in [
        reqwest::Client::builder().http1_only(),
        reqwest::Client::builder().http2_prior_knowledge(),
    ] {
        let answer = client.build().unwrap().get(format!("http://{address}/nowhere"));
        assert_eq!(answer.send().await.unwrap().status(), 404);
    }
    let mut stream = TcpStream::connect(address).await.unwrap();
    let (first, rest) = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0".split_at(7);
    stream.write_all(first).await.unwrap();
    tokio::time::sleep(Duration::from_millis(30)).await;
    stream.write_all(rest).await.unwrap();
    let mut settings = [0; 9];
    stream.read_exact(&mut settings).await.unwrap();
    assert_eq!(settings[3], 4, "the server's own settings");
}

#[tokio::test]
async fn a_body_that_never_ends_is_408() {
    let (state, router, tasks) = app().await;
    let limits = listener::Limits {
        body_timeout: Duration::from_millis(200),
        ..listener::Limits::default()
    };
    let address = listen(router, limits, &tasks).await;
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream
        .write_all(
            b"POST /slow HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 12\r\n\r\n{\"amo",
        )
        .await
        .unwrap();
    let mut answer = vec![0; 4096];
    let count = tokio::time::timeout(Duration::from_secs(5), stream.read(&mut answer))
        .await
        .expect("an answer in time")
        .unwrap();
    let answer = String::from_utf8_lossy(&answer[..count]);
    assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
    assert!(answer.contains("body_timeout"), "{answer}");
    assert_eq!(things(&state).await, 0);
}

#[tokio::test]
async fn one_connection_too_many_waits_for_a_place() {
    let (_, router, tasks) = app().await;
    let limits = listener::Limits {
        connections_max: 1,
        ..listener::Limits::default()
    };
    let address = listen(router, limits, &tasks).await;
    let request = b"GET /nowhere HTTP/1.1\r\nhost: x\r\n\r\n";
    let mut first = TcpStream::connect(address).await.unwrap();
    first.write_all(request).await.unwrap();
    let mut byte = [0];
    first.read_exact(&mut byte).await.unwrap();
    let mut second = TcpStream::connect(address).await.unwrap();
    second.write_all(request).await.unwrap();
    let early = tokio::time::timeout(Duration::from_millis(200), second.read_exact(&mut byte)).await;
    assert!(early.is_err(), "there is no place yet");
    drop(first);
    tokio::time::timeout(Duration::from_secs(5), second.read_exact(&mut byte))
        .await
        .expect("a place is free")
        .unwrap();
}

#[tokio::test]
async fn a_header_that_never_ends_is_cut_off() {
    let (_, router, tasks) = app().await;
    let address = listen(router, impatient(), &tasks).await;
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream
        .write_all(b"GET /nowhere HTTP/1.1\r\nhost: x\r\nx-slow:")
        .await
        .unwrap();
    let mut rest = Vec::new();
    let closed = tokio::time::timeout(Duration::from_secs(5), stream.read_to_end(&mut rest)).await;
    assert!(closed.is_ok(), "the connection is closed");
}

#[tokio::test]
async fn an_idle_connection_is_closed_and_a_large_header_refused() {
    let (_, router, tasks) = app().await;
    let address = listen(router, impatient(), &tasks).await;
    let mut idle = TcpStream::connect(address).await.unwrap();
    idle.write_all(b"GET /nowhere HTTP/1.1\r\nhost: x\r\n\r\n")
        .await
        .unwrap();
    let mut answer = Vec::new();
    tokio::time::timeout(Duration::from_secs(5), idle.read_to_end(&mut answer))
        .await
        .expect("closed after it idled")
        .unwrap();
    assert!(answer.starts_with(b"HTTP/1.1 404"));

    let mut large = TcpStream::connect(address).await.unwrap();
    let header = format!(
        "GET / HTTP/1.1\r\nhost: x\r\nx-large: {}\r\n\r\n",
        "x".repeat(64 * 1024)
    );
    let _ = large.write_all(header.as_bytes()).await;
    let mut answer = Vec::new();
    let _ = tokio::time::timeout(Duration::from_secs(5), large.read_to_end(&mut answer))
        .await
        .expect("closed");
    assert!(
        !answer.starts_with(b"HTTP/1.1 2"),
        "{}",
        String::from_utf8_lossy(&answer)
    );
}

#[tokio::test]
async fn more_requests_than_are_admitted_are_503() {
    let (state, router, tasks) = app().await;
    let clients: Vec<_> = (0..4)
        .map(|_| {
            let client = Client::nobody(router.clone());
            tasks.spawn(async move { client.post("/slow", json!({"amount": 1})).await.status() })
        })
        .collect();
    for _ in 0..4 {
        wait(&state.started).await;
    }
    let refused = Client::nobody(router)
        .post("/things", json!({"amount": 1}))
        .await
        .expect(503);
    assert_eq!(
        (refused.code().as_str(), refused.header("retry-after")),
        ("busy", Some("1"))
    );
    for client in clients {
        state.go_on.add_permits(1);
        let _ = client.await;
    }
}

/// A stop lets requests that were taken finish, and takes no new ones.
#[tokio::test]
async fn a_stop_finishes_the_requests_it_holds() {
    let (state, router, tasks) = app().await;
    let address = listen(router, listener::Limits::default(), &tasks).await;
    let mut stream = TcpStream::connect(address).await.unwrap();
    let body = r#"{"amount":1}"#;
    let request = format!(
        "POST /slow HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    wait(&state.started).await;
    tasks.stop();
    state.go_on.add_permits(1);
    let mut answer = Vec::new();
    tokio::time::timeout(Duration::from_secs(5), stream.read_to_end(&mut answer))
        .await
        .unwrap()
        .unwrap();
    assert!(
        answer.starts_with(b"HTTP/1.1 201"),
        "{}",
        String::from_utf8_lossy(&answer)
    );
    assert!(tasks.wait(Duration::from_secs(5)).await);
    assert!(TcpStream::connect(address).await.is_err());
}
