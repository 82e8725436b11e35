//! Log lines: one JSON object each, or text for a person.

use std::io::IsTerminal as _;

use tracing::{Level, Metadata};
use tracing_subscriber::{EnvFilter, Layer as _, filter::filter_fn, layer::SubscriberExt, util::SubscriberInitExt};

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

/// The crates whose every line is known to hold no secret.
const OURS: &[&str] = &[
    "audit",
    "auth",
    "bench",
    "contracts",
    "inventory",
    "kernel",
    "novapos",
    "order",
    "pricing",
    "product",
    "testkit",
];

/// Whether a line may be written at all. Whatever the configuration wants to hear: below `info`, others write what passes through them, and that
/// is headers with tokens, bodies with passwords, and SQL.
fn may_be_heard(line: &Metadata<'_>) -> bool {
    let of = line.target().split("::").next().unwrap_or_default();
    *line.level() <= Level::INFO || OURS.contains(&of)
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
                    .with_span_list(false)
                    .with_filter(filter_fn(may_be_heard)),
            )
            .try_init(),
        LogFormat::Text => registry
            .with(layer.compact().with_filter(filter_fn(may_be_heard)))
            .try_init(),
    };
}
