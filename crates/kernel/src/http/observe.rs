//! What is noted of each request: its trace, its log line, its counters.

use std::{sync::Arc, time::Instant};

use axum::{
    extract::{MatchedPath, Request},
    middleware::Next,
    response::Response,
};
use http::{HeaderValue, Method};

use crate::{
    Entropy, Error, Kind,
    telemetry::{self, Attribute, SpanKind, Trace},
};

/// Puts the request into its trace: the one that its `traceparent` names, or one that begins here.
pub(super) async fn traced(request: Request, next: Next) -> Response {
    if telemetry::current_trace().is_some() {
        return next.run(request).await;
    }
    let parent = request.headers().get("traceparent").and_then(|v| v.to_str().ok());
    let trace = Trace::continue_or_begin(parent, &Entropy::system());
    let id = HeaderValue::from_str(&trace.trace_id());
    let (method, started) = (request.method().clone(), Instant::now());
    let noted = async {
        let response = next.run(request).await;
        // Of no service: an unknown address, or a method that it does not have.
        if response.extensions().get::<Arc<Error>>().is_some() && response.extensions().get::<Noted>().is_none() {
            note("none", UNMATCHED, &method, started, &response);
        }
        response
    };
    let mut response = trace.scope(noted).await;
    if let Ok(id) = id {
        response.headers_mut().insert("trace-id", id);
    }
    response
}

/// Marks a response whose request has been noted.
#[derive(Clone, Copy)]
struct Noted;

const UNMATCHED: &str = "unmatched";

/// Counts and logs one request of a service.
pub(super) async fn observe(service: &'static str, request: Request, next: Next) -> Response {
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or(UNMATCHED, MatchedPath::as_str)
        .to_owned();
    let (method, started) = (request.method().clone(), Instant::now());
    let told = |response: &Response| {
        let status = response.status();
        let failed = response
            .extensions()
            .get::<Arc<Error>>()
            .filter(|_| status.is_server_error());
        let attribute = Attribute::new("http.response.status_code", i64::from(status.as_u16()));
        (vec![attribute], failed.map(|error| error.code().to_owned()))
    };
    let name = || format!("{method} {route}").into();
    let mut response = telemetry::span(service, name, SpanKind::Server, told, next.run(request)).await;
    note(service, &route, &method, started, &response);
    response.extensions_mut().insert(Noted);
    response
}

fn note(service: &'static str, route: &str, method: &Method, started: Instant, response: &Response) {
    let (elapsed, status) = (started.elapsed(), response.status());
    let labels = [
        ("service", service.to_owned()),
        ("method", method.to_string()),
        ("route", route.to_owned()),
        ("status", status.as_u16().to_string()),
    ];
    metrics::counter!("http_requests_total", &labels).increment(1);
    metrics::histogram!("http_request_seconds", "service" => service, "method" => method.to_string(), "route" => route.to_owned())
        .record(elapsed.as_secs_f64());
    let millis = u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX);
    let status = status.as_u16();
    if let Some(error) = response.extensions().get::<Arc<Error>>() {
        metrics::counter!("http_errors_total", "service" => service, "code" => error.code().to_owned()).increment(1);
        let (trace_id, code, cause) = (telemetry::trace_id(), error.code(), error.chain());
        if error.kind() == Kind::Internal {
            tracing::error!(service, trace_id, %method, route, status, millis, code, cause, "request failed");
        } else {
            tracing::info!(service, trace_id, %method, route, status, millis, code, cause, "request refused");
        }
    } else if tracing::enabled!(tracing::Level::DEBUG) {
        let trace_id = telemetry::trace_id();
        tracing::debug!(service, trace_id, %method, route, status, millis, "request");
    }
}
