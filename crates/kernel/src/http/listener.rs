//! Our own accept loop: the framework's has no header, body or idle timeout and no connection limit (reliability D25).

use std::{net::SocketAddr, sync::Arc, time::Duration};

use axum::Router;
use hyper_util::{
    rt::{TokioExecutor, TokioIo, TokioTimer},
    server::{
        conn::auto,
        graceful::{GracefulShutdown, Watcher},
    },
    service::TowerToHyperService,
};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::{TcpListener, TcpStream},
    sync::Semaphore,
};
use tower::ServiceExt as _;

use super::{
    extract::BodyTimeout,
    lingering::Lingering,
    opening::opened,
    tls::{Begun, Handshakes, Tls},
};
use crate::tasks::Tasks;

/// The limits of a listener.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Connections at once; more wait in the kernel's backlog.
    pub connections_max: usize,
    /// How long a client may take until TLS stands, from its first byte on or without one.
    pub handshake_timeout: Duration,
    /// Handshakes under way at once: one more, and the oldest goes.
    pub handshakes_max: usize,
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
            handshake_timeout: Duration::from_secs(5),
            handshakes_max: 512,
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

/// Serves the router until the tasks are asked to stop, then lets connections finish what they hold. With `tls`, clients shake hands first.
pub async fn serve(listener: TcpListener, router: Router, limits: Limits, tls: Option<Tls>, tasks: Tasks) {
    let slots = Arc::new(Semaphore::new(limits.connections_max));
    let graceful = GracefulShutdown::new();
    let door = Arc::new(Door {
        router,
        limits,
        handshakes: Handshakes::new(limits.handshakes_max, limits.handshake_timeout),
        tls,
        tasks: tasks.clone(),
    });
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
        let (door, watcher) = (Arc::clone(&door), graceful.watcher());
        tasks.spawn(async move {
            door.pass(stream, address, watcher).await;
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

/// What all connections of a listener pass through.
struct Door {
    router: Router,
    limits: Limits,
    handshakes: Arc<Handshakes>,
    tls: Option<Tls>,
    tasks: Tasks,
}

impl Door {
    /// One connection, from its first byte to its last.
    async fn pass(&self, stream: TcpStream, address: SocketAddr, watcher: Watcher) {
        let Some(tls) = &self.tls else {
            return self.talk(stream, self.router.clone(), address, watcher).await;
        };
        let begun = tokio::select! {
            () = self.tasks.stopping() => None,
            begun = self.handshakes.one(tls.begin(stream)) => begun,
        };
        match begun {
            Some(Begun::Tls(stream)) => self.talk(stream, self.router.clone(), address, watcher).await,
            Some(Begun::Plain(stream)) => self.talk(stream, tls.plain(), address, watcher).await,
            None => {}
        }
    }

    /// HTTP on a connection, whatever carries it.
    async fn talk<S>(&self, stream: S, router: Router, address: SocketAddr, watcher: Watcher)
    where
        S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    {
        let limits = self.limits;
        let opened = tokio::select! {
            () = self.tasks.stopping() => None,
            opened = tokio::time::timeout(limits.header_timeout, opened(stream)) => opened.unwrap_or_default(),
        };
        let Some(stream) = opened else { return };
        let reading = self.tasks.clone();
        let service = tower::service_fn(move |mut request: http::Request<hyper::body::Incoming>| {
            request.extensions_mut().insert(PeerAddress(address));
            request.extensions_mut().insert(BodyTimeout(limits.body_timeout));
            let body = |body| axum::body::Body::new(Lingering::new(body, reading.clone()));
            router.clone().oneshot(request.map(body))
        });
        let connection = builder(limits)
            .serve_connection_with_upgrades(TokioIo::new(stream), TowerToHyperService::new(service))
            .into_owned();
        if let Err(error) = watcher.watch(connection).await {
            tracing::debug!(%error, "connection ended");
        }
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
