//! A consumer's member of its group: reads the source's topic, applies a batch in one transaction, then commits the offsets. What was applied
//! and not committed comes again, and the inbox knows it.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use futures_util::FutureExt as _;
use rdkafka::{
    Message, Offset, TopicPartitionList,
    consumer::{CommitMode, Consumer as _, StreamConsumer},
    error::{KafkaError, RDKafkaErrorCode},
    message::BorrowedMessage,
};

use super::{
    Kafka, Quiet, message,
    unreadable::{self, KEPT_BYTES_MAX, Stranger},
};
use crate::{
    Context, Error, Result,
    events::{BATCH_MAX, ConsumerRun, Event, GATHER, Log, apply::apply_all, gate},
    failpoint,
    tasks::{Tasks, survive},
};

/// The most bytes of events in one transaction; one message at least.
const BATCH_BYTES_MAX: usize = 16 << 20;
/// How often it is looked at whether early events can be applied, when nothing comes.
const RELEASE_EVERY: Duration = Duration::from_secs(1);
/// Work that takes longer is waited for with the partitions paused, and the group is told all the while that we live.
const PAUSE_AFTER: Duration = Duration::from_secs(3);
const AFTER_ERROR: Duration = Duration::from_secs(1);
/// How long a stop waits for the group to be left; a broker that is away finds out by itself.
const LEAVE_MAX: Duration = Duration::from_secs(5);

/// What was read and is not applied yet.
#[derive(Default)]
struct Batch {
    events: Vec<Event>,
    strangers: Vec<Stranger>,
    bytes: usize,
    /// The offset to go on from, by partition.
    next: BTreeMap<i32, i64>,
}

impl Batch {
    fn messages(&self) -> usize {
        self.events.len() + self.strangers.len()
    }

    fn is_empty(&self) -> bool {
        self.next.is_empty()
    }

    fn is_full(&self) -> bool {
        self.messages() >= usize::try_from(BATCH_MAX).unwrap_or(usize::MAX) || self.bytes >= BATCH_BYTES_MAX
    }

    fn take(&mut self, message: &BorrowedMessage<'_>, source: Context) {
        let value = message.payload().unwrap_or_default();
        let key = message.key().unwrap_or_default();
        match message::read(message, source) {
            Ok(event) => self.events.push(event),
            Err(reason) => self.strangers.push(Stranger {
                partition: message.partition(),
                offset: message.offset(),
                reason,
                size_bytes: i64::try_from(value.len()).unwrap_or(i64::MAX),
                key: first_bytes(key),
                value: first_bytes(value),
            }),
        }
        self.bytes += value.len();
        let next = self.next.entry(message.partition()).or_default();
        *next = (*next).max(message.offset() + 1);
    }
}

fn first_bytes(of: &[u8]) -> Vec<u8> {
    of.iter().copied().take(KEPT_BYTES_MAX).collect()
}

/// Consumes until the tasks are asked to stop.
pub(in crate::events) async fn follow(run: ConsumerRun, kafka: Arc<Kafka>, tasks: Tasks) {
    let stopping = tasks.stopping();
    tokio::pin!(stopping);
    loop {
        let read = match Reader::new(&run, &kafka) {
            Ok(mut reader) => {
                let read = survive(reader.read(&tasks)).await;
                reader.leave().await;
                read
            }
            Err(error) => Err(error),
        };
        match read {
            Ok(()) => return,
            Err(error) => tracing::warn!(
                consumer = run.consumer.name,
                cause = error.chain(),
                "consumer begins again after an error"
            ),
        }
        tokio::select! {
            () = tokio::time::sleep(AFTER_ERROR) => {}
            () = &mut stopping => return,
        }
    }
}

struct Reader<'r> {
    run: &'r ConsumerRun,
    topic: String,
    member: StreamConsumer<Quiet>,
    /// The offsets to go on from, of what was applied last.
    done: Option<TopicPartitionList>,
}

impl<'r> Reader<'r> {
    fn new(run: &'r ConsumerRun, kafka: &Kafka) -> Result<Self> {
        let topic = kafka.topic(run.consumer.source, run.consumer.log);
        let member = kafka.consumer(&run.consumer)?;
        member.subscribe(&[&topic]).map_err(Error::internal)?;
        Ok(Self {
            run,
            topic,
            member,
            done: None,
        })
    }

    /// Reads and applies until the tasks are asked to stop.
    async fn read(&mut self, tasks: &Tasks) -> Result<()> {
        let stopping = tasks.stopping();
        tokio::pin!(stopping);
        let mut batch = Batch::default();
        let mut is_away = false;
        loop {
            if batch.is_empty() {
                let first = tokio::select! {
                    biased;
                    () = &mut stopping => return Ok(()),
                    first = self.member.recv() => Some(first),
                    () = tokio::time::sleep(RELEASE_EVERY) => None,
                };
                match first {
                    Some(Ok(message)) => {
                        is_away = false;
                        batch.take(&message, self.run.consumer.source);
                    }
                    Some(Err(error)) => {
                        if error.rdkafka_error_code() == Some(RDKafkaErrorCode::Fatal) {
                            return Err(Error::internal(error));
                        }
                        self.bear(&error, &mut is_away).await;
                    }
                    None => {}
                }
            }
            self.fill(&mut batch);
            let read = std::mem::take(&mut batch);
            let counts = self.run.consumer.log == Log::Outbox && !read.is_empty();
            failpoint::pass_if(counts, failpoint::TOPIC_READ);
            if !self.staying(self.apply(&read, tasks), &mut batch).await? {
                return Ok(());
            }
            if read.is_empty() {
                continue;
            }
            failpoint::pass_if(counts, failpoint::TOPIC_APPLIED);
            let offsets = self.offsets(&read)?;
            if let Err(error) = self.member.commit(&offsets, CommitMode::Async) {
                tracing::debug!(%error, "offsets were not committed");
            }
            failpoint::pass_if(counts, failpoint::OFFSET_SENT);
            self.done = Some(offsets);
            metrics::counter!("events_consumed_total", "consumer" => self.run.consumer.name)
                .increment(read.messages() as u64);
            if !read.is_full() && batch.is_empty() {
                tokio::select! {
                    () = tokio::time::sleep(GATHER) => {}
                    () = &mut stopping => return Ok(()),
                }
            }
        }
    }

    /// Takes what has already come.
    fn fill(&self, batch: &mut Batch) {
        while !batch.is_full() && !batch.is_empty() {
            match self.member.recv().now_or_never() {
                Some(Ok(message)) => batch.take(&message, self.run.consumer.source),
                // An error comes again when there is still reason for it.
                Some(Err(_)) | None => return,
            }
        }
    }

    /// Applies what was read. With the database away it tries on: what was read would only be read again. Returns whether it is applied, which
    /// it is unless the tasks are asked to stop.
    async fn apply(&self, read: &Batch, tasks: &Tasks) -> Result<bool> {
        while let Err(error) = survive(self.apply_once(read)).await {
            tracing::warn!(
                consumer = self.run.consumer.name,
                cause = error.chain(),
                "consumer rests after an error"
            );
            if tasks.is_stopping() {
                return Ok(false);
            }
            tokio::time::sleep(AFTER_ERROR).await;
        }
        Ok(true)
    }

    async fn apply_once(&self, read: &Batch) -> Result<()> {
        unreadable::keep(self.run, &self.topic, &read.strangers).await?;
        apply_all(self.run, &read.events, None).await?;
        if self.run.is_gated() {
            gate::release(self.run).await?;
        }
        Ok(())
    }

    /// Waits for the work. When it takes long, the partitions are paused and the member goes on looking at its group, so that it is not taken
    /// for dead. What comes all the same is kept for the next batch.
    async fn staying<T>(&self, work: impl Future<Output = Result<T>>, next: &mut Batch) -> Result<T> {
        tokio::pin!(work);
        if let Ok(done) = tokio::time::timeout(PAUSE_AFTER, &mut work).await {
            return done;
        }
        self.pause()?;
        let done = loop {
            tokio::select! {
                biased;
                done = &mut work => break done,
                came = self.member.recv() => {
                    if let Ok(message) = came {
                        next.take(&message, self.run.consumer.source);
                    }
                    // A partition that we were given meanwhile is not paused yet.
                    self.pause()?;
                }
            }
        };
        let ours = self.member.assignment().map_err(Error::internal)?;
        self.member.resume(&ours).map_err(Error::internal)?;
        done
    }

    fn pause(&self) -> Result<()> {
        let ours = self.member.assignment().map_err(Error::internal)?;
        self.member.pause(&ours).map_err(Error::internal)
    }

    fn offsets(&self, batch: &Batch) -> Result<TopicPartitionList> {
        let mut offsets = TopicPartitionList::new();
        for (partition, next) in &batch.next {
            offsets
                .add_partition_offset(&self.topic, *partition, Offset::Offset(*next))
                .map_err(Error::internal)?;
        }
        Ok(offsets)
    }

    /// Tells once that Kafka is away, or what else is wrong with the topic, and rests a little.
    async fn bear(&self, error: &KafkaError, is_away: &mut bool) {
        if !std::mem::replace(is_away, true) {
            tracing::warn!(
                consumer = self.run.consumer.name,
                topic = self.topic,
                %error,
                "the topic cannot be read; trying on"
            );
        }
        tokio::time::sleep(GATHER).await;
    }

    /// Commits what was applied last and leaves the group, so that another process goes on at once.
    async fn leave(self) {
        let Self { member, done, .. } = self;
        let (left, leaving) = tokio::sync::oneshot::channel();
        // The library waits for the broker's answer, which may not come: on a thread that nobody has to wait for.
        let thread = std::thread::Builder::new().name("leave-group".to_owned());
        let begun = thread.spawn(move || {
            if let Some(offsets) = done {
                // What cannot be committed comes again.
                let _ = member.commit(&offsets, CommitMode::Sync);
            }
            drop(member);
            let _ = left.send(());
        });
        if begun.is_ok() {
            let _ = tokio::time::timeout(LEAVE_MAX, leaving).await;
        }
    }
}
