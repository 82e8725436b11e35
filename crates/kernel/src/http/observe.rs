//! One span of attention for each request: its trace, its log line, its counters.

use std::{sync::Arc, time::Instant};

use axum::{
    extract::{MatchedPath, Request},
    middleware::Next,
    response::{IntoResponse, Response},
};
use http::HeaderValue;

use crate::{Entropy, Error, Kind, telemetry, telemetry::Trace};

pub(crate) async fn observe(service: &'static str, request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().map_or("unmatched", MatchedPath::as_str).to_owned();
    let method = request.method().clone();
    let trace = telemetry::current_trace().unwrap_or_else(|| {
        let parent = request.headers().get("traceparent").and_then(|v| v.to_str().ok());
        Trace::continue_or_begin(parent, &Entropy::system())
    });
    let trace_id = trace.trace_id().to_owned();
    let started = Instant::now();
    let mut response = trace.scope(next.run(request)).await;

    let elapsed = started.elapsed();
    let status = response.status();
    let labels = [("service", service.to_owned()), ("method", method.to_string()), ("route", route.clone()), ("status", status.as_u16().to_string())];
    metrics::counter!("http_requests_total", &labels).increment(1);
    metrics::histogram!("http_request_seconds", "service" => service, "route" => route.clone()).record(elapsed.as_secs_f64());
    let millis = u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX);
    if let Some(error) = response.extensions().get::<Arc<Error>>() {
        metrics::counter!("http_errors_total", "service" => service, "code" => error.code().to_owned()).increment(1);
        let (code, cause) = (error.code(), error.chain());
        if error.kind() == Kind::Internal {
            tracing::error!(service, trace_id, %method, route, status = status.as_u16(), millis, code, cause, "request failed");
        } else {
            tracing::info!(service, trace_id, %method, route, status = status.as_u16(), millis, code, cause, "request refused");
        }
    } else {
        tracing::debug!(service, trace_id, %method, route, status = status.as_u16(), millis, "request");
    }
    if let Ok(value) = HeaderValue::from_str(&trace_id) {
        response.headers_mut().insert("trace-id", value);
    }
    response.into_response()
}
