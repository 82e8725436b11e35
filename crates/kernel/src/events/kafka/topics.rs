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
/// How much of what the library has to tell is listened to, and how long for each.
const REASONS_MAX: usize = 100;
const A_MOMENT: Duration = Duration::from_millis(10);
/// What to do when nobody says more.
const AWAY: &str = "Does it run, and is events.kafka.brokers right?";

/// Makes the topics that are missing, and gives those with too few partitions the others; takes nothing away. Returns what it did, a
/// sentence each.
///
/// # Errors
/// A sentence that says what the cluster refused, or that it does not answer, and what to do.
pub async fn make_topics(kafka: &std::sync::Arc<Kafka>, contexts: &[Context]) -> Result<Vec<String>, String> {
    let known = known(kafka).await?;
    let admin: AdminClient<Quiet> = kafka
        .config
        .create_with_context(Quiet::default())
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
    let metadata = blocking(move || -> Result<Metadata, (KafkaError, &str)> {
        let asker: BaseConsumer<Quiet> = asked
            .config
            .create_with_context(Quiet::default())
            .map_err(|error| (error, AWAY))?;
        let metadata = asker.fetch_metadata(None, ANSWER_MAX);
        metadata.map_err(|error| (error, why(&asker).unwrap_or(AWAY)))
    })
    .await?
    .map_err(|(error, what_to_do)| {
        format!(
            "Kafka at {} does not answer ({error}). {what_to_do}",
            kafka.settings.brokers
        )
    })?;
    let topics = metadata.topics().iter();
    Ok(topics
        .filter(|topic| topic.error().is_none())
        .map(|topic| (topic.name().to_owned(), topic.partitions().len()))
        .collect())
}

/// Why the cluster does not let us in, out of what the library has to tell.
fn why(asker: &BaseConsumer<Quiet>) -> Option<&'static str> {
    for _ in 0..REASONS_MAX {
        if asker.context().refused().is_some() || asker.poll(A_MOMENT).is_none() {
            break;
        }
    }
    asker.context().refused()
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
    let lag = blocking(move || -> Result<Lag, (KafkaError, Option<&str>)> {
        let mut config = asked.config.clone();
        let asker: BaseConsumer<Quiet> = config
            .set("group.id", group)
            .create_with_context(Quiet::default())
            .map_err(|error| (error, None))?;
        unread(&asker, &asked_topic).map_err(|error| (error, why(&asker)))
    })
    .await?;
    lag.map_err(|(error, what_to_do)| {
        let said = format!("Kafka at {} does not tell of {topic}: {error}", kafka.settings.brokers);
        match what_to_do {
            Some(what_to_do) => format!("{what_to_do} ({said})"),
            None => said,
        }
    })
}

/// What is in the topic and not committed by the asker's group.
fn unread(asker: &BaseConsumer<Quiet>, topic: &str) -> Result<Lag, KafkaError> {
    let metadata = asker.fetch_metadata(Some(topic), ANSWER_MAX)?;
    let partitions = metadata.topics().iter().flat_map(|topic| topic.partitions());
    let mut read = TopicPartitionList::new();
    for partition in partitions {
        read.add_partition(topic, partition.id());
    }
    let read = asker.committed_offsets(read, ANSWER_MAX)?;
    let mut messages = 0;
    for partition in read.elements() {
        let (first, end) = asker.fetch_watermarks(topic, partition.partition(), ANSWER_MAX)?;
        let next = match partition.offset() {
            Offset::Offset(next) => next.max(first),
            _ => first,
        };
        messages += end - next;
    }
    Ok(Lag { messages })
}

/// The library's questions block: they are asked on a thread for such work.
async fn blocking<T: Send + 'static>(ask: impl FnOnce() -> T + Send + 'static) -> Result<T, String> {
    tokio::task::spawn_blocking(ask)
        .await
        .map_err(|error| error.to_string())
}
