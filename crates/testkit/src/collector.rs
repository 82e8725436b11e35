//! A collector of traces for tests: takes OTLP over HTTP as a real one does, and keeps the spans.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex, PoisonError},
};

use axum::{Router, body::Bytes, extract::State, http::StatusCode, routing::post};
use opentelemetry_proto::tonic::{
    collector::trace::v1::ExportTraceServiceRequest,
    common::v1::{KeyValue, any_value::Value},
};
use prost::Message as _;

/// A span as it came. Ids are lower-case hex; without a parent it is the first of its trace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// `novapos-order`: the process that sent it.
    pub process: String,
    /// The service that did the work.
    pub service: String,
    pub name: String,
    pub trace: String,
    pub id: String,
    pub parent: Option<String>,
}

type Spans = Arc<Mutex<Vec<Span>>>;

/// It runs until the test ends.
pub struct Collector {
    address: SocketAddr,
    spans: Spans,
}

impl Collector {
    pub async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let spans = Spans::default();
        let router = Router::new()
            .route("/v1/traces", post(take))
            .with_state(Arc::clone(&spans));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { address, spans }
    }

    /// As `traces.endpoint` names it.
    pub fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What has come until now.
    pub fn spans(&self) -> Vec<Span> {
        self.spans.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

async fn take(State(spans): State<Spans>, body: Bytes) -> StatusCode {
    let Ok(request) = ExportTraceServiceRequest::decode(body) else {
        return StatusCode::BAD_REQUEST;
    };
    let mut taken = spans.lock().unwrap_or_else(PoisonError::into_inner);
    for of_process in request.resource_spans {
        let process = of_process
            .resource
            .and_then(|resource| text(&resource.attributes, "service.name"))
            .unwrap_or_default();
        for of_service in of_process.scope_spans {
            let service = of_service.scope.map(|scope| scope.name).unwrap_or_default();
            taken.extend(of_service.spans.into_iter().map(|span| Span {
                process: process.clone(),
                service: service.clone(),
                name: span.name,
                trace: hex(&span.trace_id),
                id: hex(&span.span_id),
                parent: Some(hex(&span.parent_span_id)).filter(|id| id.bytes().any(|digit| digit != b'0')),
            }));
        }
    }
    StatusCode::OK
}

fn text(attributes: &[KeyValue], key: &str) -> Option<String> {
    let found = attributes.iter().find(|attribute| attribute.key == key)?;
    match found.value.as_ref()?.value.as_ref()? {
        Value::StringValue(text) => Some(text.clone()),
        _ => None,
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
