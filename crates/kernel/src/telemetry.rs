//! Logs, traces and metrics: JSON lines with the trace id, and one Prometheus registry.
//!
//! A trace's id follows the work through spawned tasks by a task-local, and through events by `traceparent` (W3C Trace Context).

use std::{future::Future, io::IsTerminal as _, sync::OnceLock, time::Duration};

use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use tracing_subscriber::{EnvFilter, layer::SubscriberExt, util::SubscriberInitExt};

use crate::{Entropy, tasks::Tasks};

/// Which trace this work belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    trace_id: String,
    span_id: String,
}

tokio::task_local! {
    static TRACE: Trace;
}

impl Trace {
    /// A trace that begins here.
    #[must_use]
    pub fn begin(entropy: &Entropy) -> Self {
        Self {
            trace_id: hex(&entropy.bytes::<16>()),
            span_id: hex(&entropy.bytes::<8>()),
        }
    }

    /// Goes on with the trace of a `traceparent` header or event field; a malformed one begins a new trace.
    #[must_use]
    pub fn continue_or_begin(parent: Option<&str>, entropy: &Entropy) -> Self {
        let mut trace = Self::begin(entropy);
        if let Some(id) = parent.and_then(trace_id_of) {
            id.clone_into(&mut trace.trace_id);
        }
        trace
    }

    #[must_use]
    pub fn trace_id(&self) -> &str {
        &self.trace_id
    }

    /// As the `traceparent` of what this work causes.
    #[must_use]
    pub fn parent(&self) -> String {
        format!("00-{}-{}-01", self.trace_id, self.span_id)
    }

    /// Runs the future as part of this trace.
    pub async fn scope<F: Future>(self, future: F) -> F::Output {
        TRACE.scope(self, future).await
    }
}

fn trace_id_of(parent: &str) -> Option<&str> {
    let mut parts = parent.split('-');
    let (version, id) = (parts.next()?, parts.next()?);
    let hex =
        |text: &str, len| text.len() == len && text.bytes().all(|b| b.is_ascii_hexdigit() && !b.is_ascii_uppercase());
    (hex(version, 2) && hex(id, 32) && id.bytes().any(|b| b != b'0')).then_some(id)
}

/// The id of the trace that the current task works for; empty outside of one.
#[must_use]
pub fn trace_id() -> String {
    TRACE.try_with(|trace| trace.trace_id.clone()).unwrap_or_default()
}

/// The `traceparent` for what the current task causes.
#[must_use]
pub fn trace_parent() -> Option<String> {
    TRACE.try_with(Trace::parent).ok()
}

/// The current task's trace, to carry it into a spawned one.
#[must_use]
pub fn current_trace() -> Option<Trace> {
    TRACE.try_with(Trace::clone).ok()
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
}

/// How log lines look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LogFormat {
    /// One JSON object a line, for machines.
    #[default]
    Json,
    /// For a person at a terminal.
    Text,
}

/// Starts logging to standard error. Later calls change nothing.
pub fn init_logs(format: LogFormat, filter: &str) {
    let filter = EnvFilter::try_new(filter).unwrap_or_else(|_| EnvFilter::new("info"));
    let registry = tracing_subscriber::registry().with(filter);
    let colours = std::io::stderr().is_terminal();
    let layer = tracing_subscriber::fmt::layer()
        .with_writer(std::io::stderr)
        .with_target(true)
        .with_ansi(colours);
    let _ = match format {
        LogFormat::Json => registry
            .with(
                layer
                    .json()
                    .flatten_event(true)
                    .with_current_span(false)
                    .with_span_list(false),
            )
            .try_init(),
        LogFormat::Text => registry.with(layer.compact()).try_init(),
    };
}

/// How often counted samples are put together.
const METRICS_UPKEEP: Duration = Duration::from_secs(5);

const SECONDS: &[f64] = &[
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0,
];

/// Starts counting, and keeps what was counted small, until the tasks are asked to stop: without it, samples of an endpoint that nobody
/// reads would pile up.
pub async fn keep_metrics(tasks: Tasks) {
    let handle = metrics_handle();
    let stopping = tasks.stopping();
    tokio::pin!(stopping);
    loop {
        tokio::select! {
            () = tokio::time::sleep(METRICS_UPKEEP) => handle.run_upkeep(),
            () = &mut stopping => return,
        }
    }
}

/// The process's metrics, started on first use: call it before anything counts.
pub fn metrics_handle() -> &'static PrometheusHandle {
    static HANDLE: OnceLock<PrometheusHandle> = OnceLock::new();
    HANDLE.get_or_init(|| {
        let builder = PrometheusBuilder::new();
        let builder = match builder.set_buckets_for_metric(Matcher::Suffix("_seconds".to_owned()), SECONDS) {
            Ok(builder) => builder,
            Err(_) => PrometheusBuilder::new(),
        };
        let recorder = builder.build_recorder();
        let handle = recorder.handle();
        let _ = metrics::set_global_recorder(recorder);
        handle
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_well_formed_traceparent_is_continued_and_a_malformed_one_is_not() {
        let entropy = Entropy::seeded(1);
        let id = "4bf92f3577b34da6a3ce929d0e0e4736";
        let parent = format!("00-{id}-00f067aa0ba902b7-01");
        assert_eq!(Trace::continue_or_begin(Some(&parent), &entropy).trace_id(), id);
        for bad in [
            "",
            "00-xyz",
            "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
            "00-4BF92F3577B34DA6A3CE929D0E0E4736-0-1",
        ] {
            assert_ne!(Trace::continue_or_begin(Some(bad), &entropy).trace_id(), id);
        }
    }
}
