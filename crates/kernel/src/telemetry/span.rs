//! Spans: pieces of a trace's work with their beginning and end, sent to a collector by OTLP. Without a collector, and for traces that were not
//! chosen, a span costs a look at a flag.

use std::{
    borrow::Cow,
    future::Future,
    sync::OnceLock,
    time::{Duration, SystemTime},
};

use opentelemetry::{
    InstrumentationScope, KeyValue,
    trace::{SpanContext, SpanId, Status, TraceFlags, TraceId, TraceState},
};
use opentelemetry_otlp::{Protocol, SpanExporter, WithExportConfig as _};
use opentelemetry_sdk::{
    Resource,
    trace::{BatchSpanProcessor, SpanData, SpanEvents, SpanLinks, SpanProcessor},
};
use serde::{Deserialize, Serialize};

pub use opentelemetry::trace::SpanKind as Kind;

use super::trace::{Trace, current_trace};
use crate::Entropy;

/// What a span says about its work: a name of ours or of OpenTelemetry's semantic conventions, and a value without personal data.
pub type Attribute = KeyValue;

/// Where spans are sent.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Spans {
    /// A collector that takes OTLP over HTTP: `http://collector:4318`. None: nothing is sent.
    pub endpoint: Option<String>,
    /// Of 100 traces that begin here, so many are sent whole.
    pub sample_percent: u8,
}

impl Default for Spans {
    fn default() -> Self {
        Self {
            endpoint: None,
            sample_percent: 10,
        }
    }
}

/// How long the spans that are left may take to be sent at the end.
const LAST_SPANS_MAX: Duration = Duration::from_secs(2);
/// How long one batch may take; what a collector does not take is dropped, never waited for.
const SEND_MAX: Duration = Duration::from_secs(5);

struct Sender {
    processor: BatchSpanProcessor,
    sample_percent: u8,
}

static SENDER: OnceLock<Sender> = OnceLock::new();

/// Sends the spans that are left when it is dropped.
pub struct Sent(());

/// Starts sending the spans of this process, once. `name` is the process's in the traces: `novapos`, `novapos-order`.
///
/// # Errors
/// A sentence that says what is wrong with the endpoint.
pub fn send_spans(spans: &Spans, name: &str) -> Result<Option<Sent>, String> {
    let Some(endpoint) = &spans.endpoint else {
        return Ok(None);
    };
    let exporter = SpanExporter::builder()
        .with_http()
        .with_protocol(Protocol::HttpBinary)
        .with_endpoint(format!("{}/v1/traces", endpoint.trim_end_matches('/')))
        .with_timeout(SEND_MAX)
        .build()
        .map_err(|why| format!("traces.endpoint {endpoint:?} cannot be used: {why}"))?;
    let mut processor = BatchSpanProcessor::builder(exporter).build();
    processor.set_resource(&Resource::builder_empty().with_service_name(name.to_owned()).build());
    let sender = Sender {
        processor,
        sample_percent: spans.sample_percent.min(100),
    };
    let _ = SENDER.set(sender);
    Ok(Some(Sent(())))
}

impl Drop for Sent {
    fn drop(&mut self) {
        if let Some(sender) = SENDER.get() {
            let _ = sender.processor.shutdown_with_timeout(LAST_SPANS_MAX);
        }
    }
}

/// Whether a trace that begins is chosen: by its id, which is random.
pub(super) fn is_sampled(id: TraceId) -> bool {
    let [.., low] = id.to_bytes();
    SENDER
        .get()
        .is_some_and(|sender| u32::from(low) * 100 < u32::from(sender.sample_percent) * 256)
}

/// Does the work as a span of the current trace. `told` says what came of it; an error's text makes it a failed span.
pub async fn span<F: Future>(
    scope: &'static str,
    name: impl FnOnce() -> Cow<'static, str>,
    kind: Kind,
    told: impl FnOnce(&F::Output) -> (Vec<Attribute>, Option<String>),
    work: F,
) -> F::Output {
    let Some(parent) = current_trace().filter(|trace| trace.sampled && SENDER.get().is_some()) else {
        return work.await;
    };
    let (own, begun) = (child(parent), now());
    let done = own.scope(work).await;
    let (attributes, failed) = told(&done);
    send(parent, own, scope, name(), kind, begun, attributes, failed);
    done
}

/// Notes a piece of work that was done for a trace, from then until now.
pub fn note_span(
    parent: Option<Trace>,
    scope: &'static str,
    name: impl FnOnce() -> String,
    kind: Kind,
    begun: SystemTime,
    attributes: impl FnOnce() -> Vec<Attribute>,
) {
    if let Some(parent) = parent.filter(|trace| trace.sampled && SENDER.get().is_some()) {
        send(
            parent,
            child(parent),
            scope,
            name().into(),
            kind,
            begun,
            attributes(),
            None,
        );
    }
}

/// When a span begins or ends: what a collector compares between machines.
#[expect(
    clippy::disallowed_methods,
    reason = "a span says when it really was, whatever clock a test moves"
)]
pub(crate) fn now() -> SystemTime {
    SystemTime::now()
}

fn child(parent: Trace) -> Trace {
    Trace {
        span: SpanId::from_bytes(Entropy::system().bytes::<8>()),
        ..parent
    }
}

#[expect(clippy::too_many_arguments, reason = "the parts of one span, passed on as they are")]
fn send(
    parent: Trace,
    own: Trace,
    scope: &'static str,
    name: Cow<'static, str>,
    kind: Kind,
    begun: SystemTime,
    attributes: Vec<Attribute>,
    failed: Option<String>,
) {
    let Some(sender) = SENDER.get() else { return };
    sender.processor.on_end(SpanData {
        span_context: SpanContext::new(own.id, own.span, TraceFlags::SAMPLED, false, TraceState::default()),
        parent_span_id: parent.span,
        parent_span_is_remote: false,
        span_kind: kind,
        name,
        start_time: begun,
        end_time: now(),
        attributes,
        dropped_attributes_count: 0,
        events: SpanEvents::default(),
        links: SpanLinks::default(),
        status: failed.map_or(Status::Unset, Status::error),
        instrumentation_scope: InstrumentationScope::builder(scope).build(),
    });
}
