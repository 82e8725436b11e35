//! Natural batches: what arrives for a tenant while its transaction is in flight runs together as the next one. No timer, so an idle
//! shop waits for nothing; under load one commit carries many commands.
//!
//! Two workers with connections of their own; tenants are served round robin, which is fair to quiet ones. A command that fails for
//! its own reason is an outcome and stores nothing. When a transaction fails as a whole, or its commands panic, nothing of it was
//! stored, and its parts run again alone: each tenant's, and then each command, so that a bad one never fails its neighbours.
//!
//! Several tenants share one transaction (a limit says how many), which the database keeps to those tenants: docs/adr/0008.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use futures_util::future::BoxFuture;
use tokio::sync::{Semaphore, oneshot};

use crate::{
    Db, Error, Result, codes,
    db::{BatchTx, LaneConnection},
    failpoint,
    id::TenantId,
    tasks::{Tasks, survive},
};

/// The limits of a batcher.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BatchLimits {
    /// Commands in one transaction.
    #[serde(deserialize_with = "at_least_one")]
    pub batch_max: usize,
    /// Commands that wait, over all tenants; one more is refused with 503.
    #[serde(deserialize_with = "at_least_one")]
    pub queue_max: usize,
    /// Transactions at once for one tenant.
    #[serde(deserialize_with = "at_least_one")]
    pub in_flight_per_tenant_max: usize,
    /// Tenants that may share one transaction.
    #[serde(deserialize_with = "at_least_one")]
    pub tenants_per_transaction_max: usize,
    /// Workers, each with a connection of its own.
    #[serde(deserialize_with = "at_least_one")]
    pub workers: usize,
}

impl Default for BatchLimits {
    fn default() -> Self {
        Self {
            batch_max: 64,
            queue_max: 4096,
            in_flight_per_tenant_max: 2,
            tenants_per_transaction_max: 32,
            workers: 2,
        }
    }
}

/// A limit of nothing would not refuse what comes but let it wait for ever, so it is refused where it is read.
fn at_least_one<'de, D: serde::Deserializer<'de>>(reader: D) -> Result<usize, D::Error> {
    match <usize as serde::Deserialize>::deserialize(reader)? {
        0 => Err(serde::de::Error::custom("must be at least 1")),
        limit => Ok(limit),
    }
}

/// Runs commands, each with its tenant and a tenant's one after the other: one outcome for each, in order. An `Err` means that nothing was
/// stored. The batcher begins the transaction and commits it.
pub type Exec<C, O> =
    Arc<dyn for<'a> Fn(&'a mut BatchTx<'_>, &'a [(TenantId, &'a C)]) -> BoxFuture<'a, Result<Vec<O>>> + Send + Sync>;

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

struct State<C, O> {
    lanes: HashMap<TenantId, Lane<C, O>>,
    ready: VecDeque<TenantId>,
    waiting: usize,
}

/// A tenant's commands that run together.
struct Batch<C, O> {
    tenant: TenantId,
    queued: Vec<Queued<C, O>>,
}

/// Commands of many tenants, each tenant's in order of arrival.
pub struct Batcher<C, O> {
    name: &'static str,
    state: Mutex<State<C, O>>,
    work: Semaphore,
    limits: BatchLimits,
    exec: Exec<C, O>,
}

impl<C, O> Batcher<C, O>
where
    C: Send + Sync + 'static,
    O: Send + 'static,
{
    /// Starts the workers; they end when the tasks are asked to stop and the queue is empty.
    #[must_use]
    pub fn start(name: &'static str, db: &Db, limits: BatchLimits, tasks: &Tasks, exec: Exec<C, O>) -> Arc<Self> {
        let batcher = Arc::new(Self {
            name,
            state: Mutex::new(State {
                lanes: HashMap::new(),
                ready: VecDeque::new(),
                waiting: 0,
            }),
            work: Semaphore::new(0),
            limits,
            exec,
        });
        for _ in 0..limits.workers {
            tasks.spawn(Arc::clone(&batcher).run_worker(db.lane_connection(), tasks.clone()));
        }
        batcher
    }

    /// Runs the command with whatever else arrives for its tenant, and waits for its outcome.
    ///
    /// # Errors
    /// 503 `busy` when the queue is full, `stopping` when the process stops; otherwise the command's own failure.
    pub async fn submit(&self, tenant: TenantId, command: C) -> Result<O> {
        let (answer, outcome) = oneshot::channel();
        self.enqueue(
            tenant,
            Queued {
                command,
                answer,
                since: Instant::now(),
            },
        )?;
        outcome.await.map_err(|_| codes::STOPPING.error())?
    }

    /// Transactions that run now.
    #[must_use]
    pub fn in_flight(&self) -> usize {
        self.state().lanes.values().map(|lane| lane.in_flight).sum()
    }

    fn state(&self) -> MutexGuard<'_, State<C, O>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn enqueue(&self, tenant: TenantId, queued: Queued<C, O>) -> Result<()> {
        let mut state = self.state();
        if state.waiting >= self.limits.queue_max {
            metrics::counter!("batcher_refused_total", "batcher" => self.name).increment(1);
            return Err(codes::BUSY.error());
        }
        state.waiting += 1;
        let lane = state.lanes.entry(tenant).or_insert_with(|| Lane {
            waiting: VecDeque::new(),
            in_flight: 0,
            ready: false,
        });
        lane.waiting.push_back(queued);
        self.offer(&mut state, tenant);
        Ok(())
    }

    /// Puts the tenant in line when it has work and may run.
    fn offer(&self, state: &mut State<C, O>, tenant: TenantId) {
        let Some(lane) = state.lanes.get_mut(&tenant) else {
            return;
        };
        if !lane.ready && !lane.waiting.is_empty() && lane.in_flight < self.limits.in_flight_per_tenant_max {
            lane.ready = true;
            state.ready.push_back(tenant);
            self.work.add_permits(1);
        }
    }

    /// At most `room` of the next tenant's commands.
    fn take(&self, room: usize) -> Option<Batch<C, O>> {
        let mut state = self.state();
        let tenant = state.ready.pop_front()?;
        let lane = state.lanes.get_mut(&tenant)?;
        let count = lane.waiting.len().min(room);
        let queued: Vec<_> = lane.waiting.drain(..count).collect();
        lane.in_flight += 1;
        lane.ready = false;
        state.waiting -= count;
        self.offer(&mut state, tenant);
        Some(Batch { tenant, queued })
    }

    /// What the next transaction holds: one permit was taken for the first batch, the others take theirs here.
    fn take_some(&self) -> Vec<Batch<C, O>> {
        let mut batches: Vec<_> = self.take(self.limits.batch_max).into_iter().collect();
        let mut room = self.limits.batch_max - batches.iter().map(|batch| batch.queued.len()).sum::<usize>();
        while room > 0 && !batches.is_empty() && batches.len() < self.limits.tenants_per_transaction_max {
            let Ok(permit) = self.work.try_acquire() else { break };
            permit.forget();
            if let Some(batch) = self.take(room) {
                room -= batch.queued.len();
                batches.push(batch);
            }
        }
        // One order of locks for all transactions; and a tenant's two batches, if it has two here, stand together.
        batches.sort_by_key(|batch| batch.tenant);
        batches
    }

    fn done(&self, tenant: TenantId) {
        let mut state = self.state();
        if let Some(lane) = state.lanes.get_mut(&tenant) {
            lane.in_flight -= 1;
            if lane.in_flight == 0 && lane.waiting.is_empty() {
                state.lanes.remove(&tenant);
            }
        }
        self.offer(&mut state, tenant);
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
            let batches = self.take_some();
            if !batches.is_empty() {
                self.run_batches(&mut connection, batches).await;
            }
        }
    }

    async fn run_batches(&self, connection: &mut LaneConnection, batches: Vec<Batch<C, O>>) {
        self.measure(&batches);
        let commands: Vec<(TenantId, &C)> = batches
            .iter()
            .flat_map(|batch| batch.queued.iter().map(|queued| (batch.tenant, &queued.command)))
            .collect();
        let outcomes: Vec<Result<O>> = match self.run(connection, &commands).await {
            Ok(outcomes) => outcomes.into_iter().map(Ok).collect(),
            Err(error) if commands.len() == 1 && !error.is_connection() => vec![Err(error)],
            Err(error) => {
                let size = commands.len();
                tracing::info!(
                    batcher = self.name,
                    size,
                    cause = error.chain(),
                    "a batch failed; running its parts alone"
                );
                metrics::counter!("batcher_retried_total", "batcher" => self.name).increment(size as u64);
                self.run_apart(connection, &commands).await
            }
        };
        let mut outcomes = outcomes.into_iter();
        for batch in batches {
            self.done(batch.tenant);
            for (queued, outcome) in batch.queued.into_iter().zip(outcomes.by_ref()) {
                let _ = queued.answer.send(outcome);
            }
        }
    }

    fn measure(&self, batches: &[Batch<C, O>]) {
        for batch in batches {
            #[expect(clippy::cast_precision_loss, reason = "a metric")]
            metrics::histogram!("batcher_batch_size", "batcher" => self.name).record(batch.queued.len() as f64);
            if let Some(oldest) = batch.queued.first() {
                metrics::histogram!("batcher_wait_seconds", "batcher" => self.name)
                    .record(oldest.since.elapsed().as_secs_f64());
            }
        }
    }

    /// What failed together runs again in parts: each tenant's commands by themselves, and those of a tenant that fails again one by
    /// one. So one tenant's bad command costs another tenant a commit of its own, and no more.
    async fn run_apart(&self, connection: &mut LaneConnection, commands: &[(TenantId, &C)]) -> Vec<Result<O>> {
        let mut all = Vec::with_capacity(commands.len());
        // A database that does not answer makes one command wait for it, not each of a batch in turn.
        let mut unreachable = false;
        for own in commands.chunk_by(|(left, _), (right, _)| left == right) {
            if own.len() > 1 && own.len() < commands.len() && !unreachable {
                match self.run(connection, own).await {
                    Ok(outcomes) => {
                        all.extend(outcomes.into_iter().map(Ok));
                        continue;
                    }
                    Err(error) => unreachable = error.is_connection(),
                }
            }
            for command in own {
                let outcome = self.run_alone(connection, command, unreachable).await;
                unreachable = unreachable || outcome.as_ref().is_err_and(Error::is_connection);
                all.push(outcome);
            }
        }
        all
    }

    async fn run_alone(
        &self,
        connection: &mut LaneConnection,
        command: &(TenantId, &C),
        unreachable: bool,
    ) -> Result<O> {
        if unreachable {
            return Err(codes::DATABASE_UNAVAILABLE.error());
        }
        let outcomes = self.run(connection, std::slice::from_ref(command)).await?;
        outcomes
            .into_iter()
            .next()
            .ok_or_else(|| Error::internal("a command has no outcome"))
    }

    async fn run(&self, connection: &mut LaneConnection, commands: &[(TenantId, &C)]) -> Result<Vec<O>> {
        let outcome = self.transact(connection, commands).await;
        if outcome.is_err() {
            // Nothing is asked of a connection after an error: the next transaction starts on a new one.
            connection.reset();
        }
        outcome
    }

    async fn transact(&self, connection: &mut LaneConnection, commands: &[(TenantId, &C)]) -> Result<Vec<O>> {
        let mut tenants: Vec<TenantId> = commands.iter().map(|(tenant, _)| *tenant).collect();
        tenants.dedup();
        let mut tx = connection.batch(&tenants).await?;
        failpoint::pass(failpoint::BATCH_BEGUN);
        let outcomes = survive(async { (self.exec)(&mut tx, commands).await }).await?;
        if outcomes.len() != commands.len() {
            return Err(Error::internal(
                "a batch has another number of outcomes than of commands",
            ));
        }
        failpoint::pass(failpoint::BATCH_WRITTEN);
        tx.commit().await?;
        failpoint::pass(failpoint::BATCH_COMMITTED);
        Ok(outcomes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_of_nothing_is_refused_by_its_name() {
        for name in [
            "batch_max",
            "queue_max",
            "in_flight_per_tenant_max",
            "tenants_per_transaction_max",
            "workers",
        ] {
            let read = |limit: u32| {
                figment::Figment::from(figment::providers::Serialized::defaults(BatchLimits::default()))
                    .merge((name, limit))
                    .extract::<BatchLimits>()
            };
            assert!(read(1).is_ok(), "{name}");
            let refused = read(0).unwrap_err().to_string();
            assert!(
                refused.contains("must be at least 1") && refused.contains(name),
                "{refused}"
            );
        }
    }
}
