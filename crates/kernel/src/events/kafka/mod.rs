//! The Kafka arm of the bus: each context's log is published to a topic of its own, and a consumer's group reads it (docs/adr/0012).
//!
//! Nothing here waits for Kafka before it lets anybody sell: a process starts without it, and what happened meanwhile waits in the outbox.

mod message;
mod publisher;
mod reader;
mod refusal;
mod settings;
mod topics;
mod unreadable;

use std::sync::{Arc, Mutex, PoisonError};

use rdkafka::{
    ClientConfig, ClientContext, TopicPartitionList,
    config::RDKafkaLogLevel,
    consumer::{ConsumerContext, StreamConsumer},
    error::{KafkaError, KafkaResult},
    producer::{FutureProducer, Producer as _},
};

pub use publisher::{Backlog, backlog, publish_once, run_publisher};
pub use settings::{Sasl, Security, Settings};
pub use topics::{Lag, lag, make_topics};
pub use unreadable::{Unreadable, unreadable_messages};

pub(super) use publisher::published;
pub(super) use reader::follow;

use super::{Consumer, Log};
use crate::{Context, Error, Secrets};

/// The largest message in a topic, in bytes: what is larger is no event of ours.
pub const MESSAGE_BYTES_MAX: usize = 8 << 20;

/// A Kafka cluster, as the services of one process reach it.
pub struct Kafka {
    settings: Settings,
    config: ClientConfig,
    /// Made when it is first needed: commands that publish nothing connect to nothing.
    producer: Mutex<Option<FutureProducer<Quiet>>>,
}

impl Kafka {
    /// Takes the settings and reads the secret that they name. Connects to no broker yet.
    ///
    /// # Errors
    /// A sentence that says which setting is wrong, or which secret cannot be read.
    pub async fn open(settings: Settings, secrets: &Secrets) -> Result<Arc<Self>, String> {
        let password = match settings.password() {
            Some(place) => Some(secrets.read(place).await),
            None => None,
        };
        let password = password
            .transpose()
            .map_err(|why| format!("events.kafka.sasl.password: {}", why.chain()))?;
        let config = settings.client_config(password.as_ref())?;
        Ok(Arc::new(Self {
            settings,
            config,
            producer: Mutex::new(None),
        }))
    }

    /// The topic of a context's log: `novapos.order`, `novapos.order.audit`.
    #[must_use]
    pub fn topic(&self, context: Context, log: Log) -> String {
        format!("{}.{}", self.settings.topic_prefix, log.of(context))
    }

    /// The group in which all processes of a consumer share its topic: `novapos.inventory.orders`.
    #[must_use]
    pub fn group(&self, consumer: &Consumer) -> String {
        format!("{}.{}", self.settings.topic_prefix, consumer.name)
    }

    /// The one producer of the process.
    fn producer(&self) -> crate::Result<FutureProducer<Quiet>> {
        let mut kept = self.producer.lock().unwrap_or_else(PoisonError::into_inner);
        // One that lost track of its sequence numbers never sends again.
        if let Some(producer) = kept.as_ref().filter(|p| p.client().fatal_error().is_none()) {
            return Ok(producer.clone());
        }
        let made: FutureProducer<Quiet> = self
            .config
            .clone()
            .set("enable.idempotence", "true")
            .set("acks", "all")
            .set("compression.type", "lz4")
            .set("linger.ms", "2")
            // As Java's: what others write and read by key finds the same partition.
            .set("partitioner", "murmur2_random")
            // It keeps trying for as long as it takes: a message given up in the middle of others would be a hole in the order.
            .set("message.timeout.ms", "0")
            .set("message.max.bytes", MESSAGE_BYTES_MAX.to_string())
            .set("queue.buffering.max.messages", "20000")
            .set("queue.buffering.max.kbytes", "131072")
            .create_with_context(Quiet::default())
            .map_err(unusable)?;
        *kept = Some(made.clone());
        Ok(made)
    }

    /// A consumer's member of its group, which reads nothing yet.
    fn consumer(&self, consumer: &Consumer) -> crate::Result<StreamConsumer<Quiet>> {
        let poll_interval_max_ms = u64::from(self.settings.poll_interval_max_s) * 1000;
        self.config
            .clone()
            .set("group.id", self.group(consumer))
            .set("group.protocol", "consumer")
            .set("enable.auto.commit", "false")
            .set("enable.auto.offset.store", "false")
            .set("auto.offset.reset", "earliest")
            .set("isolation.level", "read_committed")
            .set("max.poll.interval.ms", poll_interval_max_ms.to_string())
            .set("queued.min.messages", "5000")
            .set("queued.max.messages.kbytes", "16384")
            .set("fetch.wait.max.ms", "100")
            .create_with_context(Quiet::default())
            .map_err(unusable)
    }
}

fn unusable(error: KafkaError) -> Error {
    Error::internal(format!("Kafka's client cannot be made: {error}"))
}

/// The library's own words are for whoever looks closer: a cluster that is away is told of once by us, not each second for each connection.
/// Why it does not let us in is kept.
#[derive(Clone, Default)]
struct Quiet {
    refused: Arc<Mutex<Option<&'static str>>>,
}

impl Quiet {
    /// What to do so that the cluster lets us in, when it did not.
    fn refused(&self) -> Option<&'static str> {
        *self.refused.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl ClientContext for Quiet {
    fn log(&self, level: RDKafkaLogLevel, facility: &str, message: &str) {
        tracing::debug!(?level, facility, message, "librdkafka");
    }

    fn error(&self, error: KafkaError, reason: &str) {
        tracing::debug!(%error, reason, "librdkafka");
        if let Some(words) = refusal::words(&error, reason) {
            *self.refused.lock().unwrap_or_else(PoisonError::into_inner) = Some(words);
        }
    }
}

impl ConsumerContext for Quiet {
    fn commit_callback(&self, result: KafkaResult<()>, _offsets: &TopicPartitionList) {
        // What was not committed comes again, and the inbox knows it.
        if let Err(error) = result {
            tracing::debug!(%error, "offsets were not committed");
        }
    }
}
