//! Asking another context: in this process through its router, or over HTTP; the caller cannot tell which.

mod breaker;
mod local;
mod remote;

use std::{sync::Arc, time::Duration};

use axum::Router;
use http::{HeaderMap, Method, StatusCode, header};
use serde::{Serialize, de::DeserializeOwned};

pub use breaker::{Breaker, FAILURES_MAX, REST};
pub use local::LocalPeer;
pub use remote::{RemotePeer, RemoteService, client};

use crate::{Caller, Error, Kind, Result, codes, tasks::Tasks};

/// How long a peer may take to answer.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(5);
/// The largest answer that is read: a full page of the catalogue's changes.
const ANSWER_BYTES_MAX: usize = 16 * 1024 * 1024;

/// Another context, as one context sees it.
#[derive(Clone)]
pub enum Peer {
    /// In this process. The router is bound once all services are built.
    Local(LocalPeer),
    /// A process of its own.
    Remote(RemotePeer),
}

impl Peer {
    /// A peer in this process, to be bound with [`Peer::bind`].
    #[must_use]
    pub fn local(asker: &'static str, tasks: Tasks) -> Self {
        Self::Local(LocalPeer::new(asker, tasks))
    }

    /// A peer that is a process of its own.
    #[must_use]
    pub const fn remote(asker: &'static str, service: Arc<RemoteService>) -> Self {
        Self::Remote(RemotePeer { asker, service })
    }

    /// Gives a local peer its router. Calls before that answer 503.
    pub fn bind(&self, router: Router) {
        if let Self::Local(local) = self {
            local.bind(router);
        }
    }

    /// Reads something, for the caller or for the service itself.
    ///
    /// # Errors
    /// The peer's own error as it answered it; 503 `peer_unavailable` when it does not answer.
    pub async fn get<T: DeserializeOwned>(&self, caller: Option<&Caller>, path: &str) -> Result<T> {
        self.call(caller, Method::GET, path, None).await
    }

    /// Changes something, for the caller or for the service itself.
    ///
    /// # Errors
    /// The peer's own error as it answered it; 503 `peer_unavailable` when it does not answer.
    pub async fn post<T: DeserializeOwned>(
        &self,
        caller: Option<&Caller>,
        path: &str,
        body: &(impl Serialize + Sync),
    ) -> Result<T> {
        let body = serde_json::to_vec(body).map_err(Error::internal)?;
        self.call(caller, Method::POST, path, Some(body)).await
    }

    async fn call<T: DeserializeOwned>(
        &self,
        caller: Option<&Caller>,
        method: Method,
        path: &str,
        body: Option<Vec<u8>>,
    ) -> Result<T> {
        let answered = tokio::time::timeout(ANSWER_TIMEOUT, async {
            match self {
                Self::Local(local) => local.send(caller, method, path, body).await,
                Self::Remote(remote) => remote.send(caller, method, path, body).await,
            }
        });
        let answer = answered.await.map_err(|_| codes::PEER_UNAVAILABLE.error())??;
        if answer.status.is_success() {
            let body: &[u8] = if answer.body.is_empty() { b"null" } else { &answer.body };
            return serde_json::from_slice(body).map_err(Error::internal);
        }
        Err(problem(&answer))
    }
}

/// What a peer answered.
struct Answer {
    status: StatusCode,
    retry_after_s: Option<u32>,
    body: Vec<u8>,
}

impl Answer {
    fn new(status: StatusCode, headers: &HeaderMap, body: Vec<u8>) -> Self {
        let retry_after = headers.get(header::RETRY_AFTER).and_then(|value| value.to_str().ok());
        Self {
            status,
            retry_after_s: retry_after.and_then(|seconds| seconds.parse().ok()),
            body,
        }
    }
}

/// The peer's error, passed on with its own code.
fn problem(answer: &Answer) -> Error {
    let status = answer.status;
    let kind = match status.as_u16() {
        400 => Kind::Invalid,
        401 => Kind::Unauthenticated,
        403 => Kind::Forbidden,
        404 => Kind::NotFound,
        409 => Kind::Conflict,
        410 => Kind::Gone,
        413 => Kind::TooLarge,
        422 => Kind::Refused,
        429 => Kind::TooMany,
        503 => Kind::Unavailable,
        _ => Kind::Internal,
    };
    match serde_json::from_slice::<serde_json::Map<_, _>>(&answer.body) {
        Ok(problem) if problem.contains_key("code") => Error::from_problem(kind, answer.retry_after_s, problem),
        _ => codes::PEER_UNAVAILABLE
            .error()
            .caused_by(format!("a peer answered {status} without a problem")),
    }
}
