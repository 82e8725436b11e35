//! A context in this process: its router is called, with everything around the handlers but the socket.

use std::sync::{Arc, OnceLock};

use axum::{Router, body::Body};
use http::{Method, Request, header};
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

use super::{ANSWER_BYTES_MAX, Answer};
use crate::{Caller, Error, Result, codes, service::PeerCall, tasks::Tasks};

/// A context in this process.
#[derive(Clone)]
pub struct LocalPeer {
    router: Arc<OnceLock<Router>>,
    asker: &'static str,
    tasks: Tasks,
}

impl LocalPeer {
    pub(super) fn new(asker: &'static str, tasks: Tasks) -> Self {
        Self {
            router: Arc::default(),
            asker,
            tasks,
        }
    }

    pub(super) fn bind(&self, router: Router) {
        let _ = self.router.set(router);
    }

    pub(super) async fn send(
        &self,
        caller: Option<&Caller>,
        method: Method,
        path: &str,
        body: Option<Vec<u8>>,
    ) -> Result<Answer> {
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
