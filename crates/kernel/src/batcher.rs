//! Natural batches: what arrives for a lane while its transaction is in flight runs together as the next one. No timer, so an idle
//! shop waits for nothing; under load one commit carries many commands.
//!
//! Two workers with connections of their own; lanes are served round robin, which is fair to quiet ones. A command that fails for
//! its own reason is an outcome and stores nothing. When a batch fails as a whole, nothing of it was stored, and each command
//! runs again alone, so that one bad command never fails its neighbours.

use std::{
    collections::{HashMap, VecDeque},
    hash::Hash,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use futures_util::future::BoxFuture;
use tokio::sync::{Semaphore, oneshot};

use crate::{
    Db, Error, Result, codes,
    db::{LaneConnection, TenantTx},
    id::TenantId,
    tasks::Tasks,
};

/// The limits of a batcher.
#[derive(Clone, Copy, Debug)]
pub struct BatchLimits {
    /// Commands in one transaction.
    pub batch_max: usize,
    /// Commands that wait, over all lanes; one more is refused with 503.
    pub queue_max: usize,
    /// Transactions at once for one lane.
    pub in_flight_per_lane_max: usize,
    /// Workers, each with a connection of its own.
    pub workers: usize,
}

impl Default for BatchLimits {
    fn default() -> Self {
        Self { batch_max: 64, queue_max: 4096, in_flight_per_lane_max: 2, workers: 2 }
    }
}

/// Runs a slice of commands of one lane in one transaction: one outcome for each, in order. An `Err` means that nothing was stored.
/// The batcher begins the transaction and commits it.
pub type Exec<C, O> = Arc<dyn for<'a> Fn(&'a mut TenantTx<'_>, &'a [&'a C]) -> BoxFuture<'a, Result<Vec<O>>> + Send + Sync>;

/// The tenant, and what else makes commands independent of each other: the store.
pub type LaneKey<K> = (TenantId, K);

struct Queued<C, O> {
    command: C,
    answer: oneshot::Sender<Result<O>>,
    since: Instant,
}

struct Lane<C, O> {
    waiting: VecDeque<Queued<C, O>>,
    in_flight: usize,
    ready: bool,
}

struct State<K, C, O> {
    lanes: HashMap<LaneKey<K>, Lane<C, O>>,
    ready: VecDeque<LaneKey<K>>,
    waiting: usize,
}

/// Commands of many lanes, each lane in order of arrival.
pub struct Batcher<K, C, O> {
    name: &'static str,
    state: Mutex<State<K, C, O>>,
    work: Semaphore,
    limits: BatchLimits,
    exec: Exec<C, O>,
}

impl<K, C, O> Batcher<K, C, O>
where
    K: Copy + Eq + Hash + Send + Sync + 'static,
    C: Send + Sync + 'static,
    O: Send + 'static,
{
    /// Starts the workers; they end when the tasks are asked to stop and the queue is empty.
    #[must_use]
    pub fn start(name: &'static str, db: &Db, limits: BatchLimits, tasks: &Tasks, exec: Exec<C, O>) -> Arc<Self> {
        let batcher = Arc::new(Self {
            name,
            state: Mutex::new(State { lanes: HashMap::new(), ready: VecDeque::new(), waiting: 0 }),
            work: Semaphore::new(0),
            limits,
            exec,
        });
        for _ in 0..limits.workers {
            tasks.spawn(Arc::clone(&batcher).run_worker(db.lane_connection(), tasks.clone()));
        }
        batcher
    }

    /// Runs the command with whatever else arrives for its lane, and waits for its outcome.
    ///
    /// # Errors
    /// 503 `busy` when the queue is full, `stopping` when the process stops; otherwise the command's own failure.
    pub async fn submit(&self, lane: LaneKey<K>, command: C) -> Result<O> {
        let (answer, outcome) = oneshot::channel();
        self.enqueue(lane, Queued { command, answer, since: Instant::now() })?;
        outcome.await.map_err(|_| codes::STOPPING.error().retry_after(1))?
    }

    fn state(&self) -> MutexGuard<'_, State<K, C, O>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn enqueue(&self, key: LaneKey<K>, queued: Queued<C, O>) -> Result<()> {
        let mut state = self.state();
        if state.waiting >= self.limits.queue_max {
            metrics::counter!("batcher_refused_total", "batcher" => self.name).increment(1);
            return Err(codes::BUSY.error().retry_after(1));
        }
        state.waiting += 1;
        let lane = state.lanes.entry(key).or_insert_with(|| Lane { waiting: VecDeque::new(), in_flight: 0, ready: false });
        lane.waiting.push_back(queued);
        self.offer(&mut state, key);
        Ok(())
    }

    /// Puts the lane in line when it has work and may run.
    fn offer(&self, state: &mut State<K, C, O>, key: LaneKey<K>) {
        let Some(lane) = state.lanes.get_mut(&key) else { return };
        if !lane.ready && !lane.waiting.is_empty() && lane.in_flight < self.limits.in_flight_per_lane_max {
            lane.ready = true;
            state.ready.push_back(key);
            self.work.add_permits(1);
        }
    }

    fn take(&self) -> Option<(LaneKey<K>, Vec<Queued<C, O>>)> {
        let mut state = self.state();
        let key = state.ready.pop_front()?;
        let lane = state.lanes.get_mut(&key)?;
        let count = lane.waiting.len().min(self.limits.batch_max);
        let batch: Vec<_> = lane.waiting.drain(..count).collect();
        lane.in_flight += 1;
        lane.ready = false;
        state.waiting -= count;
        self.offer(&mut state, key);
        Some((key, batch))
    }

    fn done(&self, key: LaneKey<K>) {
        let mut state = self.state();
        if let Some(lane) = state.lanes.get_mut(&key) {
            lane.in_flight -= 1;
            if lane.in_flight == 0 && lane.waiting.is_empty() {
                state.lanes.remove(&key);
            }
        }
        self.offer(&mut state, key);
    }

    fn is_empty(&self) -> bool {
        self.state().lanes.is_empty()
    }

    async fn run_worker(self: Arc<Self>, mut connection: LaneConnection, tasks: Tasks) {
        /// How often a stopping worker looks whether the others have emptied the queue.
        const LOOK: Duration = Duration::from_millis(20);
        let stopping = tasks.stopping();
        tokio::pin!(stopping);
        loop {
            let permit = if tasks.is_stopping() {
                if self.is_empty() {
                    return;
                }
                tokio::time::timeout(LOOK, self.work.acquire()).await.ok()
            } else {
                tokio::select! {
                    permit = self.work.acquire() => Some(permit),
                    () = &mut stopping => None,
                }
            };
            match permit {
                Some(Ok(permit)) => permit.forget(),
                Some(Err(_)) => return,
                None => continue,
            }
            if let Some((key, batch)) = self.take() {
                self.run_batch(&mut connection, key, batch).await;
            }
        }
    }

    async fn run_batch(&self, connection: &mut LaneConnection, key: LaneKey<K>, batch: Vec<Queued<C, O>>) {
        #[expect(clippy::cast_precision_loss, reason = "a metric")]
        metrics::histogram!("batcher_batch_size", "batcher" => self.name).record(batch.len() as f64);
        if let Some(oldest) = batch.first() {
            metrics::histogram!("batcher_wait_seconds", "batcher" => self.name).record(oldest.since.elapsed().as_secs_f64());
        }
        let commands: Vec<&C> = batch.iter().map(|queued| &queued.command).collect();
        let outcomes = match self.run(connection, key.0, &commands).await {
            Ok(outcomes) => outcomes.into_iter().map(Ok).collect(),
            Err(error) if commands.len() == 1 && !error.is_connection() => vec![Err(error)],
            Err(error) => {
                tracing::info!(batcher = self.name, size = commands.len(), cause = error.chain(), "a batch failed; running its commands alone");
                metrics::counter!("batcher_retried_total", "batcher" => self.name).increment(commands.len() as u64);
                self.run_each(connection, key.0, &commands).await
            }
        };
        self.done(key);
        for (queued, outcome) in batch.into_iter().zip(outcomes) {
            let _ = queued.answer.send(outcome);
        }
    }

    async fn run_each(&self, connection: &mut LaneConnection, tenant: TenantId, commands: &[&C]) -> Vec<Result<O>> {
        let mut outcomes = Vec::with_capacity(commands.len());
        for command in commands {
            outcomes.push(match self.run(connection, tenant, &[*command]).await {
                Ok(mut one) => one.pop().ok_or_else(|| Error::internal("a command has no outcome")),
                Err(error) => Err(error),
            });
        }
        outcomes
    }

    async fn run(&self, connection: &mut LaneConnection, tenant: TenantId, commands: &[&C]) -> Result<Vec<O>> {
        let outcome = async {
            let mut tx = connection.tenant(tenant).await?;
            let outcomes = (self.exec)(&mut tx, commands).await?;
            if outcomes.len() != commands.len() {
                return Err(Error::internal("a batch has another number of outcomes than of commands"));
            }
            tx.commit().await?;
            Ok(outcomes)
        }
        .await;
        if outcome.is_err() {
            // Nothing is asked of a connection after an error: the next transaction starts on a new one.
            connection.reset();
        }
        outcome
    }
}
