//! Clients that go away, say nothing, or never end (reliability D4, D25), and a process that stops.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use axum::{Extension, Router};
use kernel::{http::listener, tasks::Tasks};
use serde_json::json;
use testkit::Client;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    sync::Semaphore,
};

use crate::{app, things, wait};

async fn listen(router: Router, limits: listener::Limits, tasks: &Tasks) -> std::net::SocketAddr {
    let socket = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = socket.local_addr().unwrap();
    tasks.spawn(listener::serve(socket, router, limits, None, tasks.clone()));
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
async fn more_requests_than_are_admitted_wait_and_then_are_503() {
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
    let nobody = Client::nobody(router);
    let start = Instant::now();
    let refused = nobody.post("/things", json!({"amount": 1})).await.expect(503);
    assert!(start.elapsed() >= Duration::from_millis(500), "it waited");
    let again_in: u32 = refused.header("retry-after").unwrap().parse().unwrap();
    assert!(refused.code() == "busy" && (1..=4).contains(&again_in), "{again_in}");
    // One of three cannot even wait; the two that can are worked on when the others are done.
    let ask = || nobody.post("/things", json!({"amount": 1}));
    let let_go = async {
        tokio::time::sleep(Duration::from_millis(50)).await;
        state.go_on.add_permits(2);
    };
    let (one, two, three, ()) = tokio::join!(ask(), ask(), ask(), let_go);
    let mut statuses = [one.status(), two.status(), three.status()];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 201, 503]);
    for client in clients {
        state.go_on.add_permits(1);
        let _ = client.await;
    }
}

/// Whoever holds as many requests as one address may, however slow, keeps nobody else out.
#[tokio::test]
async fn one_address_never_has_all_places() {
    let (state, router, tasks) = app().await;
    let from = |address: &str| {
        let address: std::net::SocketAddr = address.parse().unwrap();
        Client::nobody(router.clone().layer(Extension(listener::PeerAddress(address))))
    };
    let slow: Vec<_> = (0..3)
        .map(|port| {
            let client = from(&format!("192.0.2.1:{}", 1000 + port));
            tasks.spawn(async move { client.post("/slow", json!({"amount": 1})).await.status() })
        })
        .collect();
    for _ in 0..3 {
        wait(&state.started).await;
    }
    let ask = async |address| from(address).post("/things", json!({"amount": 1})).await.status();
    assert_eq!(ask("192.0.2.2:1000").await, 201);
    assert_eq!(ask("192.0.2.1:2000").await, 503);
    state.go_on.add_permits(3);
    for client in slow {
        assert_eq!(client.await.unwrap(), 201);
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

#[tokio::test]
async fn a_stopping_process_is_not_ready_and_says_when_to_come_again() {
    let (state, _, tasks) = app().await;
    let client = Client::nobody(kernel::http::health(
        Some(state.probe.pool.clone()),
        kernel::http::MetricsReaders::Nobody,
        tasks.clone(),
    ));
    client.get("/readyz").await.expect(200);
    tasks.stop();
    let refused = client.get("/readyz").await.expect(503);
    assert_eq!(
        (refused.code().as_str(), refused.header("retry-after")),
        ("stopping", Some("1"))
    );
}

/// What is wrong with a body is said before it has come: whoever still sends the rest is read to the end, and sees the answer.
#[tokio::test]
async fn a_refusal_reaches_a_client_that_still_sends() {
    static PIECE: [u8; 64 * 1024] = [b' '; 64 * 1024];
    const PIECES: usize = 64;
    let (_, router, tasks) = app().await;
    let address = listen(router, listener::Limits::default(), &tasks).await;
    let mut stream = TcpStream::connect(address).await.unwrap();
    let head = format!(
        "POST /things HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\nidempotency-key: k\r\ncontent-length: {}\r\n\r\n",
        PIECE.len() * PIECES
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    for number in 0..PIECES {
        stream.write_all(&PIECE).await.unwrap();
        if number == 4 {
            // Long enough to be refused, and for the connection to be closed if nobody reads on.
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    }
    let mut answer = Vec::new();
    while !String::from_utf8_lossy(&answer).contains("body_too_large") {
        assert_ne!(stream.read_buf(&mut answer).await.unwrap(), 0, "the answer came");
    }
}
