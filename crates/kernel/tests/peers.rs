//! Asking another context, in this process and over HTTP: the asker cannot tell which, and a stranger cannot ask at all.
#![expect(clippy::unwrap_used, reason = "a test may end with a panic")]

mod probe;

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use axum::{extract::State, response::IntoResponse};
use kernel::{
    Access, Caller, Clock, Entropy, Error, Role, Routes,
    caller::Grant,
    http::{complete, extract::Json, listener},
    lanes::{Lanes, LanesLimits},
    limits::{ApiLimits, ApiQuotas},
    peer::{self, Peer, RemoteService},
    secret::Secret,
    service::Gate,
    tasks::Tasks,
    token::Verifier,
};
use probe::Probe;
use serde::{Deserialize, Serialize};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use utoipa_axum::routes;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
struct Told {
    tenant: String,
    name: String,
    via: Option<String>,
}

/// Tells who asks.
#[utoipa::path(get, path = "/internal/who", operation_id = "get_who", responses((status = 200, body = Told)))]
async fn get_who(State(()): State<()>, caller: Caller) -> Json<Told> {
    Json(Told {
        tenant: caller.tenant.to_string(),
        name: caller.name.to_string(),
        via: caller.via.map(str::to_owned),
    })
}

/// Refuses, with something to read.
#[utoipa::path(post, path = "/internal/refuse", operation_id = "create_refusal", responses((status = 409)))]
async fn create_refusal(State(()): State<()>) -> Result<Json<Told>, Error> {
    Err(kernel::codes::REQUEST_IN_PROGRESS
        .error()
        .with("shortages", ["tea"])
        .at("/lines/0", "short", "there is less")
        .retry_after(7))
}

struct Pair {
    caller: Caller,
    local: Peer,
    url: String,
    tasks: Tasks,
}

const KEY: &str = "a key that services share";

async fn pair() -> Pair {
    let probe = Probe::start().await;
    let tasks = Tasks::default();
    let gate = Gate {
        verifier: Arc::new(Verifier::new(Peer::local("gate", tasks.clone()), probe.clock.clone())),
        tasks: tasks.clone(),
        service_key: Some(Secret::new(KEY)),
        clock: probe.clock.clone(),
        admission: Lanes::new(LanesLimits::default(), Entropy::seeded(1)),
        limits: Arc::new(ApiLimits::new(ApiQuotas::default(), &probe.clock, None)),
        refusals: kernel::refusals::Refusals::default(),
    };
    let (router, _, _) = Routes::new("product", gate)
        .add(Access::Services, routes!(get_who))
        .add(Access::Services, routes!(create_refusal))
        .build(());
    let local = Peer::local("order", tasks.clone());
    local.bind(router.clone());
    let socket = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", socket.local_addr().unwrap());
    tasks.spawn(listener::serve(
        socket,
        complete(router),
        listener::Limits::default(),
        None,
        tasks.clone(),
    ));
    let caller = Caller {
        tenant: probe.tenant(),
        user: probe.entropy.id(probe.clock.now()),
        name: "Robin".into(),
        grants: Arc::new([Grant {
            role: Role::Cashier,
            store: None,
        }]),
        session: probe.id(),
        via: None,
    };
    Pair {
        caller,
        local,
        url,
        tasks,
    }
}

fn remote(url: &str, callee: &'static str, key: &str) -> Peer {
    remote_at(url, callee, key, Clock::fixed(probe::START.parse().unwrap()))
}

fn remote_at(url: &str, callee: &'static str, key: &str, clock: Clock) -> Peer {
    remote_by(peer::client(None).unwrap(), url, callee, key, clock)
}

fn remote_by(client: reqwest::Client, url: &str, callee: &'static str, key: &str, clock: Clock) -> Peer {
    let entropy = Entropy::seeded(1);
    let service = RemoteService::new(callee, url, Secret::new(key), client, clock, entropy);
    Peer::remote("order", Arc::new(service))
}

#[tokio::test]
async fn here_and_far_away_are_the_same() {
    let pair = pair().await;
    let far = remote(&pair.url, "product", KEY);
    let here: Told = pair.local.get(Some(&pair.caller), "/internal/who").await.unwrap();
    assert_eq!(
        here,
        Told {
            tenant: pair.caller.tenant.to_string(),
            name: "Robin".into(),
            via: Some("order".into())
        }
    );
    assert_eq!(
        far.get::<Told>(Some(&pair.caller), "/internal/who").await.unwrap(),
        here
    );

    let refused = |error: Error| {
        let (problem, response) = (error.problem(), error.into_response());
        let retry_after = response.headers().get("retry-after").cloned();
        (response.status(), retry_after, problem)
    };
    let here = pair
        .local
        .post::<Told>(Some(&pair.caller), "/internal/refuse", &())
        .await
        .unwrap_err();
    let there = far
        .post::<Told>(Some(&pair.caller), "/internal/refuse", &())
        .await
        .unwrap_err();
    let (status, retry_after, problem) = refused(here);
    assert_eq!(
        (status.as_u16(), retry_after.as_ref().unwrap().as_bytes()),
        (409, b"7".as_slice())
    );
    assert_eq!(problem["shortages"], serde_json::json!(["tea"]));
    assert_eq!(problem["errors"][0]["pointer"], "/lines/0");
    assert_eq!((status, retry_after, problem), refused(there));
    pair.tasks.stop();
}

#[tokio::test]
async fn a_stranger_is_refused() {
    let pair = pair().await;
    for (callee, key) in [("product", "another key"), ("inventory", KEY)] {
        let error = remote(&pair.url, callee, key)
            .get::<Told>(Some(&pair.caller), "/internal/who")
            .await
            .unwrap_err();
        assert_eq!(error.code(), "unauthenticated", "{callee} {key}");
    }
    let plain = reqwest::get(format!("{}/internal/who", pair.url)).await.unwrap();
    assert_eq!(plain.status(), 403);
    pair.tasks.stop();
}

/// Proof is good for a minute, by the clock that both are given.
#[tokio::test]
async fn an_old_proof_is_refused() {
    let pair = pair().await;
    let clock = Clock::fixed(probe::START.parse().unwrap());
    clock.advance(chrono::TimeDelta::seconds(-61));
    let late = remote_at(&pair.url, "product", KEY, clock);
    let error = late.get::<Told>(Some(&pair.caller), "/internal/who").await.unwrap_err();
    assert_eq!(error.code(), "unauthenticated");
    pair.tasks.stop();
}

/// More than is read, without a length that would tell beforehand.
#[tokio::test]
async fn an_answer_without_end_is_not_read_to_its_end() {
    let endless = axum::Router::new().fallback(|| async {
        let chunk = || Ok::<_, std::convert::Infallible>(vec![b' '; 1024 * 1024]);
        axum::body::Body::from_stream(futures_util::stream::iter(std::iter::repeat_with(chunk).take(64)))
    });
    let tasks = Tasks::default();
    let socket = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", socket.local_addr().unwrap());
    tasks.spawn(listener::serve(
        socket,
        endless,
        listener::Limits::default(),
        None,
        tasks.clone(),
    ));
    let error = remote(&url, "product", KEY)
        .get::<Told>(None, "/internal/who")
        .await
        .unwrap_err();
    assert_eq!(error.code(), "peer_unavailable");
    assert!(
        error.detail().contains("more than this one reads"),
        "{}",
        error.detail()
    );
    tasks.stop();
}

#[tokio::test]
async fn a_peer_that_is_away_is_503() {
    let pair = pair().await;
    let unbound = Peer::local("order", pair.tasks.clone());
    let gone = remote("http://127.0.0.1:9", "product", KEY);
    for peer in [unbound, gone] {
        let error = peer.get::<Told>(Some(&pair.caller), "/internal/who").await.unwrap_err();
        assert_eq!(error.code(), "peer_unavailable");
        let response = error.into_response();
        assert_eq!(response.status(), 503);
        assert_eq!(response.headers()["retry-after"], "1");
    }
    pair.tasks.stop();
}

/// A server that hangs up on its first connections, and answers `null` on the others. Counts them.
async fn hangs_up(times: usize, tasks: &Tasks) -> (String, Arc<AtomicUsize>) {
    let socket = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", socket.local_addr().unwrap());
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    tasks.spawn(async move {
        loop {
            let (mut stream, _) = socket.accept().await.unwrap();
            let mut request = [0; 4096];
            let _ = stream.read(&mut request).await.unwrap();
            if count.fetch_add(1, Ordering::SeqCst) >= times {
                let answer = b"HTTP/1.1 200 OK\r\ncontent-length: 4\r\nconnection: close\r\n\r\nnull";
                stream.write_all(answer).await.unwrap();
            }
        }
    });
    (url, asked)
}

/// A change that may have been made is not made twice by us: its sender sends it again, under its own key.
#[tokio::test]
async fn a_read_whose_connection_breaks_is_tried_again_and_a_change_is_not() {
    let tasks = Tasks::default();
    let (url, asked) = hangs_up(2, &tasks).await;
    remote(&url, "product", KEY)
        .get::<()>(None, "/internal/who")
        .await
        .unwrap();
    assert_eq!(asked.load(Ordering::SeqCst), 3);

    let (url, asked) = hangs_up(1, &tasks).await;
    let peer = remote(&url, "product", KEY);
    let error = peer.post::<()>(None, "/internal/refuse", &()).await.unwrap_err();
    assert_eq!((error.code(), asked.load(Ordering::SeqCst)), ("peer_unavailable", 1));
}

/// Whoever needs a service that is down is told at once, and the service is not asked by all when it comes back.
#[tokio::test]
async fn a_peer_that_fails_in_a_row_is_left_alone_and_asked_again_after_a_moment() {
    let tasks = Tasks::default();
    let failures = usize::try_from(peer::FAILURES_MAX).unwrap();
    let (url, asked) = hangs_up(failures, &tasks).await;
    let peer = remote(&url, "product", KEY);
    for _ in 0..3 * failures {
        let error = peer.post::<()>(None, "/internal/refuse", &()).await.unwrap_err();
        assert_eq!(error.code(), "peer_unavailable");
    }
    assert_eq!(asked.load(Ordering::SeqCst), failures, "the others were not sent");
    tokio::time::sleep(peer::REST).await;
    peer.post::<()>(None, "/internal/refuse", &()).await.unwrap();
    peer.post::<()>(None, "/internal/refuse", &()).await.unwrap();
    assert_eq!(asked.load(Ordering::SeqCst), failures + 2);
}

/// One that takes requests and does not answer is as bad as one that is gone, and costs each caller more.
#[tokio::test]
async fn a_peer_that_does_not_answer_in_time_is_left_alone() {
    let tasks = Tasks::default();
    let socket = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", socket.local_addr().unwrap());
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    tasks.spawn(async move {
        let mut held = Vec::new();
        loop {
            held.push(socket.accept().await.unwrap());
            count.fetch_add(1, Ordering::SeqCst);
        }
    });
    #[expect(clippy::disallowed_methods, reason = "as the peers' own client, with less patience")]
    let impatient = reqwest::Client::builder()
        .timeout(Duration::from_millis(50))
        .build()
        .unwrap();
    let clock = Clock::fixed(probe::START.parse().unwrap());
    let peer = remote_by(impatient, &url, "product", KEY, clock);
    let failures = usize::try_from(peer::FAILURES_MAX).unwrap();
    for _ in 0..2 * failures {
        let error = peer.get::<()>(None, "/internal/who").await.unwrap_err();
        assert_eq!(error.code(), "peer_unavailable");
    }
    assert_eq!(
        asked.load(Ordering::SeqCst),
        failures,
        "each was asked once, and the others were not sent"
    );
}
