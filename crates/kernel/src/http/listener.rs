//! Our own accept loop: the framework's has no header, body or idle timeout and no connection limit (reliability D25).

use std::{net::SocketAddr, sync::Arc, time::Duration};

use axum::Router;
use hyper_util::{
    rt::{TokioExecutor, TokioIo, TokioTimer},
    server::{conn::auto, graceful::GracefulShutdown},
    service::TowerToHyperService,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::Semaphore,
};
use tower::ServiceExt as _;

use super::{extract::BodyTimeout, lingering::Lingering};
use crate::tasks::Tasks;

/// The limits of a listener.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Connections at once; more wait in the kernel's backlog.
    pub connections_max: usize,
    /// How long a request's header may take, and how long a connection may idle before and between requests.
    pub header_timeout: Duration,
    /// How long a request's body may take to arrive.
    pub body_timeout: Duration,
    /// The largest header block.
    pub header_bytes_max: usize,
    /// Streams at once on one HTTP/2 connection.
    pub streams_max: u32,
    /// How long connections may finish what they hold when the process stops.
    pub drain_max: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections_max: 4096,
            header_timeout: Duration::from_secs(5),
            body_timeout: BodyTimeout::default().0,
            header_bytes_max: 16 * 1024,
            streams_max: 128,
            drain_max: Duration::from_secs(15),
        }
    }
}

/// The address that a request came from, for limits per address.
#[derive(Clone, Copy, Debug)]
pub struct PeerAddress(pub SocketAddr);

/// Serves the router until the tasks are asked to stop, then lets connections finish what they hold.
pub async fn serve(listener: TcpListener, router: Router, limits: Limits, tasks: Tasks) {
    let slots = Arc::new(Semaphore::new(limits.connections_max));
    let graceful = GracefulShutdown::new();
    let stopping = tasks.stopping();
    tokio::pin!(stopping);
    loop {
        let slot = tokio::select! {
            () = &mut stopping => break,
            slot = Arc::clone(&slots).acquire_owned() => slot,
        };
        let Ok(slot) = slot else { break };
        let (stream, address) = tokio::select! {
            () = &mut stopping => break,
            accepted = listener.accept() => match accepted {
                Ok(accepted) => accepted,
                Err(error) => {
                    // Out of descriptors or a connection that died in the queue: not a reason to stop serving.
                    tracing::warn!(%error, "accept failed");
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    continue;
                }
            },
        };
        let _ = stream.set_nodelay(true);
        let (router, reading) = (router.clone(), tasks.clone());
        let service = tower::service_fn(move |mut request: http::Request<hyper::body::Incoming>| {
            request.extensions_mut().insert(PeerAddress(address));
            request.extensions_mut().insert(BodyTimeout(limits.body_timeout));
            let body = |body| axum::body::Body::new(Lingering::new(body, reading.clone()));
            router.clone().oneshot(request.map(body))
        });
        let (watcher, stopping) = (graceful.watcher(), tasks.stopping());
        tasks.spawn(async move {
            let speaks = tokio::select! {
                () = stopping => false,
                speaks = tokio::time::timeout(limits.header_timeout, speaks_http(&stream)) => speaks.unwrap_or(false),
            };
            if speaks {
                let connection = builder(limits)
                    .serve_connection_with_upgrades(TokioIo::new(stream), TowerToHyperService::new(service))
                    .into_owned();
                if let Err(error) = watcher.watch(connection).await {
                    tracing::debug!(%error, "connection ended");
                }
            }
            drop(slot);
        });
    }
    drop(listener);
    if tokio::time::timeout(limits.drain_max, graceful.shutdown())
        .await
        .is_err()
    {
        tracing::warn!("some connections did not end in time");
    }
}

/// Waits until the client has said which HTTP it speaks; false when it hung up before. hyper reads that much before any of its
/// timers run, so a client that says nothing, or only half of HTTP/2's preface, would hold its slot for ever.
async fn speaks_http(stream: &TcpStream) -> bool {
    const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    /// A socket with half a preface is always ready to be looked at: this keeps the look from spinning.
    const LOOK_AGAIN: Duration = Duration::from_millis(10);
    let mut first = [0; PREFACE.len()];
    loop {
        let Ok(count) = stream.peek(&mut first).await else {
            return false;
        };
        let said = first.get(..count).unwrap_or_default();
        if said.is_empty() {
            return false;
        }
        if said == PREFACE || !PREFACE.starts_with(said) {
            return true;
        }
        tokio::time::sleep(LOOK_AGAIN).await;
    }
}

fn builder(limits: Limits) -> auto::Builder<TokioExecutor> {
    let mut builder = auto::Builder::new(TokioExecutor::new());
    builder
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.header_timeout)
        .max_buf_size(limits.header_bytes_max);
    builder
        .http2()
        .timer(TokioTimer::new())
        .max_concurrent_streams(limits.streams_max)
        .max_header_list_size(u32::try_from(limits.header_bytes_max).unwrap_or(u32::MAX))
        .max_pending_accept_reset_streams(Some(32))
        .keep_alive_interval(Some(Duration::from_secs(20)))
        .keep_alive_timeout(Duration::from_secs(10));
    builder
}
