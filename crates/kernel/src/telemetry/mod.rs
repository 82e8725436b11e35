//! Logs, traces and metrics: JSON lines with the trace id, spans for a collector, and one Prometheus registry.

mod counters;
mod logs;
mod span;
mod trace;

pub use counters::{keep_metrics, metrics_handle};
pub use logs::{LogFormat, init_logs};
pub(crate) use span::now;
pub use span::{Attribute, Kind as SpanKind, Sent, Spans, note_span, send_spans, span};
pub use trace::{Trace, current_trace, trace_id, trace_parent};
