//! Events between contexts: the relay orders what was written, consumers apply it once each, and what cannot be applied waits
//! in `dead_letter` without holding up anything but its own aggregate.
//!
//! This is the Postgres arm of the bus: a context's outbox is its log, `position` its order. Positions are given out by one relay
//! at a time, in commit order for each aggregate, so a consumer's cursor never passes a row that is still to come.

mod consumer;
mod dead_letter;
mod inbox;
mod relay;

use std::sync::Arc;

use chrono::{DateTime, Utc};
use futures_util::future::BoxFuture;
use serde::de::DeserializeOwned;
use tokio::sync::Notify;
use uuid::Uuid;

pub use consumer::{BATCH_MAX, ConsumerRun, run_consumer, run_consumer_once};
pub use dead_letter::{DeadLetter, dead_letters, redrive};
pub use inbox::prune_inbox;
pub use relay::{RELAY_BATCH_MAX, prune_outbox, relay_once, run_relay};

use crate::{
    Result,
    db::{Context, TenantTx},
    id::TenantId,
};

/// An event as a consumer gets it.
#[derive(Clone, Debug)]
pub struct Event {
    pub tenant: TenantId,
    pub id: Uuid,
    pub position: i64,
    /// `order.completed`.
    pub kind: String,
    pub aggregate: Uuid,
    pub version: i32,
    pub at: DateTime<Utc>,
    pub trace_parent: Option<String>,
    pub data: String,
}

impl Event {
    /// The payload, read tolerantly: fields that the type does not know are skipped.
    ///
    /// # Errors
    /// 500 when a field that the type needs is missing or of another shape: the event is then a dead letter.
    pub fn payload<T: DeserializeOwned>(&self) -> Result<T> {
        serde_json::from_str(&self.data).map_err(|e| crate::Error::internal(format!("{} {}: {e}", self.kind, self.id)))
    }
}

/// Applies events of one tenant, in the transaction that also records that they were applied. Events come in log order.
pub type Apply = Arc<dyn for<'a> Fn(&'a mut TenantTx<'_>, &'a [Event]) -> BoxFuture<'a, Result<()>> + Send + Sync>;

/// What a context does about another context's events.
#[derive(Clone)]
pub struct Consumer {
    /// Unique and stable: it names the cursor and the inbox rows.
    pub name: &'static str,
    /// The context whose log it reads.
    pub source: Context,
    /// The types it handles; all others are passed over.
    pub kinds: &'static [&'static str],
    pub apply: Apply,
}

/// Wakes a context's relay after a commit, and its consumers after the relay. A missed wake costs a poll's delay, no more.
#[derive(Clone, Default)]
pub struct Wake {
    written: Arc<Notify>,
    relayed: Arc<Notify>,
}

impl Wake {
    /// Call after the commit of a transaction that published.
    pub fn written(&self) {
        self.written.notify_one();
    }
}
