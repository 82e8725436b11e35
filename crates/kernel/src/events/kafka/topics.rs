//! The topics: made once, by whoever migrates; and how far consumers have read them.

use std::time::Duration;

use rdkafka::{
    Offset,
    admin::{AdminClient, AdminOptions, NewPartitions, NewTopic, TopicReplication, TopicResult},
    consumer::{BaseConsumer, Consumer as _},
    error::{KafkaError, RDKafkaErrorCode},
    metadata::Metadata,
    topic_partition_list::TopicPartitionList,
};

use super::{Kafka, MESSAGE_BYTES_MAX, Quiet};
use crate::{
    Context,
    events::{Consumer, Log},
};

/// How long the cluster may take to answer.
const ANSWER_MAX: Duration = Duration::from_secs(10);

/// Makes the topics that are missing, and gives those with too few partitions the others; takes nothing away. Returns what it did, a
/// sentence each.
///
/// # Errors
/// A sentence that says what the cluster refused, or that it does not answer, and what to do.
pub async fn make_topics(kafka: &std::sync::Arc<Kafka>, contexts: &[Context]) -> Result<Vec<String>, String> {
    let known = known(kafka).await?;
    let admin: AdminClient<Quiet> = kafka
        .config
        .create_with_context(Quiet)
        .map_err(|error| format!("Kafka's client cannot be made: {error}"))?;
    let mut said = Vec::new();
    for (context, log) in contexts.iter().flat_map(|context| Log::ALL.map(|log| (context, log))) {
        let topic = kafka.topic(*context, log);
        said.push(match known.iter().find(|(name, _)| *name == topic) {
            None => make(kafka, &admin, &topic).await?,
            Some((_, partitions)) => grow(kafka, &admin, &topic, *partitions).await?,
        });
    }
    Ok(said)
}

/// The topics of the cluster, with the number of their partitions.
async fn known(kafka: &std::sync::Arc<Kafka>) -> Result<Vec<(String, usize)>, String> {
    let asked = kafka.clone();
    let metadata = blocking(move || -> Result<Metadata, KafkaError> {
        let asker: BaseConsumer<Quiet> = asked.config.create_with_context(Quiet)?;
        asker.fetch_metadata(None, ANSWER_MAX)
    })
    .await?
    .map_err(|error| {
        format!(
            "Kafka at {} does not answer ({error}). Does it run, and is events.kafka.brokers right?",
            kafka.settings.brokers
        )
    })?;
    let topics = metadata.topics().iter();
    Ok(topics
        .filter(|topic| topic.error().is_none())
        .map(|topic| (topic.name().to_owned(), topic.partitions().len()))
        .collect())
}

async fn make(kafka: &Kafka, admin: &AdminClient<Quiet>, topic: &str) -> Result<String, String> {
    let settings = &kafka.settings;
    let retention_ms = (u64::from(settings.retention_hours) * 3_600_000).to_string();
    let in_sync = settings.replication.saturating_sub(1).max(1).to_string();
    let message_bytes = MESSAGE_BYTES_MAX.to_string();
    let new = NewTopic::new(
        topic,
        settings.partitions.into(),
        TopicReplication::Fixed(settings.replication.into()),
    )
    .set("cleanup.policy", "delete")
    .set("retention.ms", &retention_ms)
    // Retention takes whole segments: a day's at most stays behind.
    .set("segment.ms", "86400000")
    // By the broker's clock, not by that of whoever sends.
    .set("message.timestamp.type", "LogAppendTime")
    .set("max.message.bytes", &message_bytes)
    .set("min.insync.replicas", &in_sync);
    match answer(admin.create_topics([&new], &options()).await) {
        Ok(()) => Ok(format!(
            "The topic {topic} was made, with {} partitions on {} brokers.",
            settings.partitions, settings.replication
        )),
        // Another process was faster.
        Err((_, RDKafkaErrorCode::TopicAlreadyExists)) => Ok(format!("The topic {topic} is there.")),
        Err((why, RDKafkaErrorCode::InvalidReplicationFactor)) => Err(format!(
            "The topic {topic} was not made: {why}. The cluster has fewer than {} brokers; events.kafka.replication says on how many each event is kept.",
            settings.replication
        )),
        Err((why, _)) => Err(format!("The topic {topic} was not made: {why}.")),
    }
}

async fn grow(kafka: &Kafka, admin: &AdminClient<Quiet>, topic: &str, partitions: usize) -> Result<String, String> {
    let wanted = usize::from(kafka.settings.partitions);
    if partitions == wanted {
        return Ok(format!("The topic {topic} is there."));
    }
    if partitions > wanted {
        return Ok(format!(
            "The topic {topic} is there, with {partitions} partitions: a topic never gets fewer."
        ));
    }
    match answer(
        admin
            .create_partitions([&NewPartitions::new(topic, wanted)], &options())
            .await,
    ) {
        Ok(()) => Ok(format!(
            "The topic {topic} has {wanted} partitions now; it had {partitions}."
        )),
        Err((why, _)) => Err(format!("The topic {topic} did not get {wanted} partitions: {why}.")),
    }
}

fn options() -> AdminOptions {
    AdminOptions::new()
        .request_timeout(Some(ANSWER_MAX))
        .operation_timeout(Some(ANSWER_MAX))
}

/// What the cluster said about the one topic that it was asked about.
fn answer(said: Result<Vec<TopicResult>, KafkaError>) -> Result<(), (String, RDKafkaErrorCode)> {
    let said = said.map_err(|error| {
        let code = error.rdkafka_error_code().unwrap_or(RDKafkaErrorCode::Unknown);
        (error.to_string(), code)
    })?;
    match said.into_iter().find_map(Result::err) {
        Some((_, code)) => Err((code.to_string(), code)),
        None => Ok(()),
    }
}

/// How far a consumer is behind its topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lag {
    /// Messages in the topic that its group has not committed.
    pub messages: i64,
}

/// Asks how far a consumer's group has read its topic.
///
/// # Errors
/// A sentence that says that Kafka does not answer, or has no such topic.
pub async fn lag(kafka: &std::sync::Arc<Kafka>, consumer: &Consumer) -> Result<Lag, String> {
    let (topic, group) = (kafka.topic(consumer.source, consumer.log), kafka.group(consumer));
    let asked = kafka.clone();
    let asked_topic = topic.clone();
    let lag = blocking(move || -> Result<Lag, KafkaError> {
        let asker: BaseConsumer<Quiet> = asked.config.clone().set("group.id", group).create_with_context(Quiet)?;
        let metadata = asker.fetch_metadata(Some(&asked_topic), ANSWER_MAX)?;
        let partitions: Vec<i32> = metadata
            .topics()
            .iter()
            .flat_map(|topic| topic.partitions().iter().map(|partition| partition.id()))
            .collect();
        let mut read = TopicPartitionList::new();
        for partition in &partitions {
            read.add_partition(&asked_topic, *partition);
        }
        let read = asker.committed_offsets(read, ANSWER_MAX)?;
        let mut messages = 0;
        for partition in read.elements() {
            let (first, end) = asker.fetch_watermarks(&asked_topic, partition.partition(), ANSWER_MAX)?;
            let next = match partition.offset() {
                Offset::Offset(next) => next.max(first),
                _ => first,
            };
            messages += end - next;
        }
        Ok(Lag { messages })
    })
    .await?;
    lag.map_err(|error| format!("Kafka at {} does not tell of {topic}: {error}", kafka.settings.brokers))
}

/// The library's questions block: they are asked on a thread for such work.
async fn blocking<T: Send + 'static>(ask: impl FnOnce() -> T + Send + 'static) -> Result<T, String> {
    tokio::task::spawn_blocking(ask)
        .await
        .map_err(|error| error.to_string())
}
