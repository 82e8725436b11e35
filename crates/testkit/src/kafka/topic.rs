//! A topic as somebody else sees it: reads all of it, and writes into it what no service of ours would.

use std::time::{Duration, Instant};

use rdkafka::{
    ClientConfig, Message, Offset, TopicPartitionList,
    admin::{AdminClient, AdminOptions, AlterConfig, ResourceSpecifier},
    client::DefaultClientContext,
    consumer::{BaseConsumer, Consumer},
    message::{Header, Headers, OwnedHeaders, OwnedMessage},
    producer::{FutureProducer, FutureRecord},
};

/// The broker of tests may be starting.
const PATIENCE: Duration = Duration::from_secs(30);

pub struct Topic {
    config: ClientConfig,
    name: String,
}

impl Topic {
    pub fn new(address: &str, name: &str) -> Self {
        let mut config = ClientConfig::new();
        config
            .set("bootstrap.servers", address)
            .set("message.max.bytes", "20000000")
            .set("linger.ms", "5");
        Self {
            config,
            name: name.to_owned(),
        }
    }

    /// Everything that is in it now, partition by partition.
    ///
    /// # Panics
    /// When the broker does not answer.
    pub fn messages(&self) -> Vec<OwnedMessage> {
        let reader: BaseConsumer = self
            .config
            .clone()
            .set("group.id", "nobody")
            .create()
            .expect("a consumer");
        let metadata = reader.fetch_metadata(Some(&self.name), PATIENCE).expect("the topic");
        let mut from = TopicPartitionList::new();
        let mut wanted = 0;
        for partition in metadata.topics()[0].partitions() {
            let (first, end) = reader
                .fetch_watermarks(&self.name, partition.id(), PATIENCE)
                .expect("its ends");
            wanted += end - first;
            from.add_partition_offset(&self.name, partition.id(), Offset::Beginning)
                .expect("a partition");
        }
        reader.assign(&from).expect("an assignment");
        let (mut read, since) = (Vec::new(), Instant::now());
        while i64::try_from(read.len()).expect("a count") < wanted {
            assert!(
                since.elapsed() < PATIENCE,
                "{} of {wanted} messages were read",
                read.len()
            );
            if let Some(Ok(message)) = reader.poll(Duration::from_millis(200)) {
                read.push(message.detach());
            }
        }
        read.sort_by_key(|message| (message.partition(), message.offset()));
        read
    }

    /// How many partitions it has.
    ///
    /// # Panics
    /// When the broker does not answer.
    pub fn partitions(&self) -> i32 {
        let reader: BaseConsumer = self.config.create().expect("a consumer");
        let metadata = reader.fetch_metadata(Some(&self.name), PATIENCE).expect("the topic");
        i32::try_from(metadata.topics()[0].partitions().len()).expect("a count")
    }

    /// Writes a message with the same key, headers and value into a partition.
    ///
    /// # Panics
    /// When it is not taken.
    pub async fn write(&self, partition: i32, message: &OwnedMessage) {
        self.write_all(&[(partition, message.clone())]).await;
    }

    /// Writes messages, in this order within each partition.
    ///
    /// # Panics
    /// When one is not taken.
    pub async fn write_all(&self, messages: &[(i32, OwnedMessage)]) {
        let writer: FutureProducer = self.config.create().expect("a producer");
        let mut sent = Vec::new();
        for (partition, message) in messages {
            let mut headers = OwnedHeaders::new();
            for header in message.headers().into_iter().flat_map(Headers::iter) {
                headers = headers.insert(header);
            }
            let record: FutureRecord<'_, [u8], [u8]> = FutureRecord {
                topic: &self.name,
                partition: Some(*partition),
                payload: message.payload(),
                key: message.key(),
                timestamp: None,
                headers: Some(headers),
            };
            sent.push(
                writer
                    .send_result(record)
                    .map_err(|(error, _)| error)
                    .expect("a queue with room"),
            );
        }
        for answer in sent {
            answer
                .await
                .expect("a producer")
                .map_err(|(error, _)| error)
                .expect("the message is taken");
        }
    }

    /// Lets it take messages of this size, as a stranger who administers it may.
    ///
    /// # Panics
    /// When the broker refuses.
    pub async fn allow(&self, bytes: usize) {
        let admin: AdminClient<DefaultClientContext> = self.config.create().expect("an admin");
        let bytes = bytes.to_string();
        let change = AlterConfig::new(ResourceSpecifier::Topic(&self.name)).set("max.message.bytes", &bytes);
        let done = admin
            .alter_configs([&change], &AdminOptions::new())
            .await
            .expect("an answer");
        assert!(done.iter().all(Result::is_ok), "{done:?}");
    }
}

impl Topic {
    /// Forgets how far a group has read: it begins anew. Nobody may be in it.
    ///
    /// # Panics
    /// When the broker refuses.
    pub async fn forget_group(&self, group: &str) {
        let admin: AdminClient<DefaultClientContext> = self.config.create().expect("an admin");
        let since = Instant::now();
        loop {
            let done = admin
                .delete_groups(&[group], &AdminOptions::new())
                .await
                .expect("an answer");
            if done.iter().all(Result::is_ok) {
                return;
            }
            // Whoever left it a moment ago may still be in it.
            assert!(since.elapsed() < PATIENCE, "{done:?}");
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    }
}

/// The text of a header.
pub fn header(message: &OwnedMessage, name: &str) -> Option<String> {
    let headers = message.headers()?;
    let value = headers.iter().find(|header| header.key == name)?.value?;
    Some(String::from_utf8_lossy(value).into_owned())
}

/// A message like this one, with some headers of another value (or without them) and with another value.
pub fn message(like: &OwnedMessage, headers: &[(&str, Option<&[u8]>)], value: Option<Vec<u8>>) -> OwnedMessage {
    let mut changed = OwnedHeaders::new();
    for header in like.headers().into_iter().flat_map(Headers::iter) {
        let other = headers.iter().find(|(name, _)| *name == header.key);
        let value = other.map_or(header.value, |(_, value)| *value);
        if value.is_some() {
            changed = changed.insert(Header { key: header.key, value });
        }
    }
    OwnedMessage::new(
        value,
        like.key().map(<[u8]>::to_vec),
        like.topic().to_owned(),
        like.timestamp(),
        like.partition(),
        like.offset(),
        Some(changed),
    )
}
