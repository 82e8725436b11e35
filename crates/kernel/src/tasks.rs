//! Background work that is known of: every spawned task is tracked, stops on request and is waited for.

use std::{any::Any, future::Future, panic::AssertUnwindSafe, time::Duration};

use futures_util::FutureExt as _;

use tokio::{sync::watch, task::JoinHandle};
use tokio_util::task::TaskTracker;

use crate::{Error, Result, telemetry};

/// The tasks of one process (or of one test): spawn, ask to stop, wait.
#[derive(Clone)]
pub struct Tasks {
    tracker: TaskTracker,
    stop: watch::Sender<bool>,
}

impl Default for Tasks {
    fn default() -> Self {
        Self {
            tracker: TaskTracker::new(),
            stop: watch::Sender::new(false),
        }
    }
}

impl Tasks {
    /// Runs the future on its own, in the current trace. It is waited for at the end.
    #[expect(clippy::disallowed_methods, reason = "the one place that spawns")]
    pub fn spawn<F>(&self, future: F) -> JoinHandle<F::Output>
    where
        F: Future + Send + 'static,
        F::Output: Send + 'static,
    {
        let tracked = self.tracker.track_future(future);
        match telemetry::current_trace() {
            Some(trace) => tokio::spawn(trace.scope(tracked)),
            None => tokio::spawn(tracked),
        }
    }

    /// Resolves when the tasks are asked to stop.
    pub fn stopping(&self) -> impl Future<Output = ()> + Send + 'static {
        let mut stop = self.stop.subscribe();
        async move {
            // An error means that the sender is gone: that is a stop, too.
            let _ = stop.wait_for(|stopping| *stopping).await;
        }
    }

    #[must_use]
    pub fn is_stopping(&self) -> bool {
        *self.stop.borrow()
    }

    /// Asks every task to stop; they finish what they hold.
    pub fn stop(&self) {
        self.stop.send_replace(true);
        self.tracker.close();
    }

    /// Waits until all are done, at most `limit`. Returns whether they were.
    pub async fn wait(&self, limit: Duration) -> bool {
        tokio::time::timeout(limit, self.tracker.wait()).await.is_ok()
    }
}

/// Does the work and outlives it: a panic in it is its failure, not the end of the worker that runs one piece after the other.
///
/// # Errors
/// The work's own; 500 `internal` when it panicked.
pub async fn survive<T>(work: impl Future<Output = Result<T>>) -> Result<T> {
    AssertUnwindSafe(work)
        .catch_unwind()
        .await
        .unwrap_or_else(|panic| Err(panicked(&*panic)))
}

/// The error that a caught panic is answered and logged as.
pub(crate) fn panicked(panic: &(dyn Any + Send)) -> Error {
    let text = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("without a word");
    Error::internal(format!("panic: {text}"))
}
