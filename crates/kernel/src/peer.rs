//! Asking another context: in this process through its router, or over HTTP; the caller cannot tell which.

use std::{
    sync::{Arc, OnceLock},
    time::Duration,
};

use axum::{Router, body::Body};
use http::{HeaderMap, Method, Request, StatusCode, header};
use http_body_util::BodyExt;
use serde::{Serialize, de::DeserializeOwned};
use tower::ServiceExt;

use crate::{Caller, Clock, Error, Kind, Result, codes, secret::Secret, service::PeerCall, tasks::Tasks, telemetry};

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

/// A context in this process.
#[derive(Clone)]
pub struct LocalPeer {
    router: Arc<OnceLock<Router>>,
    asker: &'static str,
    tasks: Tasks,
}

/// A context behind a URL. `token` proves the asking service; the user it asks for travels beside it.
#[derive(Clone)]
pub struct RemotePeer {
    pub url: String,
    pub client: reqwest::Client,
    pub asker: &'static str,
    pub callee: &'static str,
    pub key: Secret,
    pub clock: Clock,
}

impl Peer {
    /// A peer in this process, to be bound with [`Peer::bind`].
    #[must_use]
    pub fn local(asker: &'static str, tasks: Tasks) -> Self {
        Self::Local(LocalPeer {
            router: Arc::default(),
            asker,
            tasks,
        })
    }

    /// Gives a local peer its router. Calls before that answer 503.
    pub fn bind(&self, router: Router) {
        if let Self::Local(local) = self {
            let _ = local.router.set(router);
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

impl LocalPeer {
    async fn send(&self, caller: Option<&Caller>, method: Method, path: &str, body: Option<Vec<u8>>) -> Result<Answer> {
        let router = self
            .router
            .get()
            .ok_or_else(|| codes::PEER_UNAVAILABLE.error())?
            .clone();
        let mut request = Request::new(Body::from(body.unwrap_or_default()));
        *request.method_mut() = method;
        *request.uri_mut() = path.parse().map_err(Error::internal)?;
        request
            .headers_mut()
            .insert(header::CONTENT_TYPE, http::HeaderValue::from_static("application/json"));
        request.extensions_mut().insert(PeerCall { asker: self.asker });
        if let Some(caller) = caller {
            let mut caller = caller.clone();
            caller.via = Some(self.asker);
            request.extensions_mut().insert(caller);
        }
        // On its own task: a client that goes away cannot stop the callee half-way.
        let work = async move {
            let response = match router.oneshot(request).await {
                Ok(response) => response,
                Err(never) => match never {},
            };
            let (parts, body) = response.into_parts();
            let body = http_body_util::Limited::new(body, ANSWER_BYTES_MAX).collect().await;
            let body = body.map_err(Error::internal)?.to_bytes().to_vec();
            Ok(Answer::new(parts.status, &parts.headers, body))
        };
        self.tasks.spawn(work).await.map_err(Error::internal)?
    }
}

impl RemotePeer {
    async fn send(&self, caller: Option<&Caller>, method: Method, path: &str, body: Option<Vec<u8>>) -> Result<Answer> {
        let now = self.clock.now();
        let token = crate::service::ServiceToken::sign(&self.key, self.asker, self.callee, caller, now)?;
        let mut request = self
            .client
            .request(method, format!("{}{path}", self.url))
            .header(header::CONTENT_TYPE, "application/json")
            .header(crate::service::SERVICE_TOKEN_HEADER, token)
            .body(body.unwrap_or_default());
        if let Some(parent) = telemetry::trace_parent() {
            request = request.header("traceparent", parent);
        }
        let unavailable = |error: reqwest::Error| codes::PEER_UNAVAILABLE.error().caused_by(error);
        let mut response = request.send().await.map_err(unavailable)?;
        // Counted as it arrives: an answer need not say its length.
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(unavailable)? {
            if body.len() + chunk.len() > ANSWER_BYTES_MAX {
                return Err(codes::PEER_UNAVAILABLE.because("A service answered more than this one reads."));
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Answer::new(response.status(), response.headers(), body))
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
