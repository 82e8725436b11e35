//! Events between contexts: the relay orders what was written, consumers apply it once each, and what cannot be applied waits
//! in `dead_letter` without holding up anything but its own aggregate.
//!
//! A context's outbox is its log, `position` its order; its audit trail is a second one, for the audit service alone (docs/adr/0013). Positions are given out by one relay at a time, in commit order for each
//! aggregate. On the Postgres arm of the [`Bus`] consumers read that log, and a cursor never passes a row that is still to come. On the
//! Kafka arm the log is published to a topic, and consumers read the topic (docs/adr/0012).

mod apply;
mod dead_letter;
mod gate;
mod inbox;
pub mod kafka;
mod log;
mod measure;
mod relay;
mod source;

use std::{sync::Arc, time::Duration};

use chrono::{DateTime, Utc};
use futures_util::future::BoxFuture;
use serde::de::DeserializeOwned;
use tokio::sync::Notify;
use uuid::Uuid;

pub use dead_letter::{DeadLetter, dead_letters, redrive};
pub use inbox::prune_inbox;
pub use log::run_consumer_once;
pub use measure::{behind, run_measures, waiting};
pub use relay::{RELAY_BATCH_MAX, prune_outbox, relay_once, run_relay};
pub use source::Log;

use kafka::Kafka;

use crate::{
    Clock, Db, Result,
    db::{Context, TenantTx},
    id::TenantId,
    tasks::Tasks,
};

/// The most events in one transaction of a consumer.
pub const BATCH_MAX: i64 = 512;
/// How long a consumer lets events gather after it applied some: an idle shop's event is applied at once, a busy chain's in one go with others.
const GATHER: Duration = Duration::from_millis(100);

/// The way that events take from the context where they happened to those that hear of them.
#[derive(Clone, Default)]
pub enum Bus {
    /// Consumers read the source's log in Postgres.
    #[default]
    Log,
    /// The log is published to a topic of each context, and consumers read that.
    Kafka(Arc<Kafka>),
}

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
    /// Which of its two logs.
    pub log: Log,
    /// The types it handles; all others are passed over.
    pub kinds: &'static [&'static str],
    /// Whether an aggregate's events must be applied one after the other. Then one that comes before its predecessor, as it may on Kafka,
    /// waits for it.
    pub in_order: bool,
    pub apply: Apply,
}

/// A consumer and what it needs to run.
#[derive(Clone)]
pub struct ConsumerRun {
    pub consumer: Consumer,
    /// The consuming context's database.
    pub db: Db,
    /// The wake of the source context.
    pub wake: Wake,
    pub clock: Clock,
    pub bus: Bus,
}

impl ConsumerRun {
    fn handles(&self, event: &Event) -> bool {
        self.consumer.kinds.contains(&event.kind.as_str())
    }

    /// Whether its events pass the version gate: the log's order holds by construction, a topic's may have been lost.
    fn is_gated(&self) -> bool {
        self.consumer.in_order && matches!(self.bus, Bus::Kafka(_))
    }
}

/// Consumes until the tasks are asked to stop.
pub async fn run_consumer(run: ConsumerRun, tasks: Tasks) {
    match run.bus.clone() {
        Bus::Log => log::follow(run, tasks).await,
        Bus::Kafka(kafka) => kafka::follow(run, kafka, tasks).await,
    }
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
