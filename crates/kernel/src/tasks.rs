//! Background work that is known of: every spawned task is tracked, stops on request and is waited for.

use std::{future::Future, time::Duration};

use tokio::{sync::watch, task::JoinHandle};
use tokio_util::task::TaskTracker;

use crate::telemetry;

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
