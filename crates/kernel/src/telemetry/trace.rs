//! Which trace a piece of work belongs to: its id follows the work through spawned tasks by a task-local, and through requests and events by
//! `traceparent` (W3C Trace Context).

use std::future::Future;

use opentelemetry::trace::{SpanId, TraceId};

use super::span::is_sampled;
use crate::Entropy;

/// Which trace this work belongs to, and which span of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trace {
    pub(super) id: TraceId,
    /// The span that is under way: parent of those that begin now. None before the first.
    pub(super) span: SpanId,
    /// Whether its spans are sent to the collector.
    pub(super) sampled: bool,
}

tokio::task_local! {
    static TRACE: Trace;
}

impl Trace {
    /// A trace that begins here; by chance, as configured, its spans are sent.
    #[must_use]
    pub fn begin(entropy: &Entropy) -> Self {
        let id = TraceId::from_bytes(entropy.bytes::<16>());
        Self {
            id,
            span: SpanId::INVALID,
            sampled: is_sampled(id),
        }
    }

    /// Goes on with the trace of a `traceparent` header or event field; a malformed one begins a new trace.
    #[must_use]
    pub fn continue_or_begin(parent: Option<&str>, entropy: &Entropy) -> Self {
        parent.and_then(Self::parse).unwrap_or_else(|| Self::begin(entropy))
    }

    /// `00-<trace>-<span>-<flags>`, in lower-case hex.
    #[must_use]
    pub fn parse(parent: &str) -> Option<Self> {
        let mut parts = parent.split('-');
        let mut hex = |len| {
            let part = parts.next()?;
            let hex = part.len() == len && part.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
            hex.then_some(part)
        };
        let (_version, id, span, flags) = (hex(2)?, hex(32)?, hex(16)?, hex(2)?);
        let id = TraceId::from_hex(id).ok().filter(|id| *id != TraceId::INVALID)?;
        Some(Self {
            id,
            span: SpanId::from_hex(span).ok()?,
            sampled: u8::from_str_radix(flags, 16).ok()? & 1 == 1,
        })
    }

    #[must_use]
    pub fn trace_id(&self) -> String {
        self.id.to_string()
    }

    /// As the `traceparent` of what this work causes. Work outside of any span names the trace's own end as one: the format has none for "none".
    #[must_use]
    pub fn parent(&self) -> String {
        let [.., a, b, c, d, e, f, g, h] = self.id.to_bytes();
        let span = match self.span {
            SpanId::INVALID => SpanId::from_bytes([a, b, c, d, e, f, g, h]),
            span => span,
        };
        format!("00-{}-{span}-{:02x}", self.id, u8::from(self.sampled))
    }

    /// Runs the future as part of this trace.
    pub async fn scope<F: Future>(self, future: F) -> F::Output {
        TRACE.scope(self, future).await
    }
}

/// The id of the trace that the current task works for; empty outside of one.
#[must_use]
pub fn trace_id() -> String {
    TRACE.try_with(Trace::trace_id).unwrap_or_default()
}

/// The `traceparent` for what the current task causes.
#[must_use]
pub fn trace_parent() -> Option<String> {
    TRACE.try_with(Trace::parent).ok()
}

/// The current task's trace, to carry it into a spawned one.
#[must_use]
pub fn current_trace() -> Option<Trace> {
    TRACE.try_with(|trace| *trace).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_well_formed_traceparent_is_continued_and_a_malformed_one_is_not() {
        let entropy = Entropy::seeded(1);
        let id = "4bf92f3577b34da6a3ce929d0e0e4736";
        for flags in ["00", "01"] {
            let parent = format!("00-{id}-00f067aa0ba902b7-{flags}");
            let continued = Trace::continue_or_begin(Some(&parent), &entropy);
            assert_eq!((continued.trace_id().as_str(), continued.parent()), (id, parent));
        }
        for bad in [
            "",
            "00-xyz",
            "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
            "00-4BF92F3577B34DA6A3CE929D0E0E4736-0-1",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
        ] {
            assert_ne!(Trace::continue_or_begin(Some(bad), &entropy).trace_id(), id);
        }
    }
}
