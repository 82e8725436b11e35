//! One slice, measured: what it did, and what it cost whom.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use anyhow::Result;
use sqlx::{Executor, PgConnection, Row};

use crate::{
    floor::{Floor, Ran},
    generator::Generator,
    load::{Outcome, Slice},
    postgres::{self, Wal},
    process,
    server::Server,
    settling::Settling,
};

/// How the statement that writes sales is known among those that run: by its first words, as Postgres shows no more of a long one.
const SALES_MARK: &str = "Writes the sales that are new";
/// How often it is looked which backends run it.
const LOOK_EVERY: Duration = Duration::from_millis(250);

/// Everything that a slice is run on.
pub struct Bench<'a> {
    pub server: &'a mut Server,
    pub generator: &'a mut Generator,
    pub floor: &'a Floor,
    pub settling: &'a Settling,
    /// A connection to NovaPOS's database; what it uses is not counted.
    pub admin: PgConnection,
    pub admin_pid: i32,
    /// Backends that were seen writing sales.
    pub sales_backends: BTreeSet<i32>,
}

/// CPU seconds in Postgres, by whom they were used for.
#[derive(Clone, Copy, Debug, Default)]
pub struct PostgresCpu {
    pub all: f64,
    /// The backends that write sales.
    pub sales: f64,
    /// NovaPOS's other backends: relay, consumers, directories, price books.
    pub events: f64,
}

impl PostgresCpu {
    /// Log writer, checkpoints, vacuum, and backends that have ended.
    pub fn background(&self) -> f64 {
        self.all - self.sales - self.events
    }
}

/// Where the counters stand.
#[derive(Clone, Copy, Debug, Default)]
struct Reading {
    novapos: f64,
    client: f64,
    postgres: PostgresCpu,
    wal: Wal,
}

/// What a span of time cost, in CPU seconds and log.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cost {
    pub novapos: f64,
    pub client: f64,
    pub postgres: PostgresCpu,
    pub wal: Wal,
}

/// A slice of sales.
#[derive(Clone, Debug)]
pub struct SalesSlice {
    pub outcome: Outcome,
    /// Until the last answer.
    pub acknowledged: Cost,
    /// Until the consumers had caught up.
    pub settled: Cost,
    /// How long that took after the last answer; nothing when it was not waited for any longer.
    pub lag: Option<Duration>,
    pub memory: process::Memory,
}

/// A slice of the floor.
#[derive(Clone, Copy, Debug)]
pub struct FloorSlice {
    pub ran: Ran,
    pub postgres_s: f64,
    pub client_s: f64,
    pub wal_bytes: f64,
}

impl Bench<'_> {
    pub async fn sales(&mut self, slice: Slice) -> Result<SalesSlice> {
        let before = self.read().await?;
        let outcome = self.run_and_watch(slice).await?;
        let after = self.read().await?;
        let lag = self.settling.wait(&mut self.admin).await?;
        let settled = self.read().await?;
        let memory = process::memory(self.server.pid)?;
        Ok(SalesSlice {
            outcome,
            acknowledged: cost(&before, &after),
            settled: cost(&before, &settled),
            lag,
            memory,
        })
    }

    /// Runs the slice and looks meanwhile which backends write sales: they cannot be known otherwise.
    async fn run_and_watch(&mut self, slice: Slice) -> Result<Outcome> {
        let run = self.generator.run(slice);
        tokio::pin!(run);
        loop {
            tokio::select! {
                outcome = &mut run => return outcome,
                () = tokio::time::sleep(LOOK_EVERY) => {
                    self.sales_backends.extend(postgres::backends_running(&mut self.admin, SALES_MARK).await?);
                }
            }
        }
    }

    pub async fn floor(&mut self, clients: usize, seconds: f64) -> Result<FloorSlice> {
        let client_before = process::ended_children_cpu_s()?;
        let before = self.read().await?;
        let ran = self
            .floor
            .run(&self.server.postgres, &mut self.admin, clients, seconds)
            .await?;
        let cost = cost(&before, &self.read().await?);
        let client_s = process::ended_children_cpu_s()? - client_before;
        Ok(FloorSlice {
            ran,
            postgres_s: cost.postgres.all,
            client_s,
            wal_bytes: cost.wal.bytes,
        })
    }

    async fn read(&mut self) -> Result<Reading> {
        let wal = postgres::wal(&mut self.admin).await?;
        let rows = self
            .admin
            .fetch_all("SELECT pid FROM pg_stat_activity WHERE usename = 'novapos'")
            .await?;
        let cpu: BTreeMap<i32, f64> = rows
            .iter()
            .map(|row| row.get::<i32, _>(0))
            .filter_map(|pid| Some((pid, process::cpu_s(pid).ok()?)))
            .collect();
        let (sales, events): (Vec<_>, Vec<_>) = cpu.iter().partition(|(pid, _)| self.sales_backends.contains(pid));
        let sum = |part: Vec<(&i32, &f64)>| part.into_iter().map(|(_, cpu)| cpu).sum::<f64>();
        let all = process::tree_cpu_s(self.server.postgres.pid)? - process::cpu_s(self.admin_pid)?;
        Ok(Reading {
            novapos: process::cpu_s(self.server.pid)?,
            client: process::cpu_s(self.generator.pid)?,
            postgres: PostgresCpu {
                all,
                sales: sum(sales),
                events: sum(events),
            },
            wal,
        })
    }
}

fn cost(before: &Reading, after: &Reading) -> Cost {
    let (a, b) = (&after.postgres, &before.postgres);
    Cost {
        novapos: after.novapos - before.novapos,
        client: after.client - before.client,
        postgres: PostgresCpu {
            all: a.all - b.all,
            sales: a.sales - b.sales,
            events: a.events - b.events,
        },
        wal: Wal {
            bytes: after.wal.bytes - before.wal.bytes,
            page_images: after.wal.page_images - before.wal.page_images,
            syncs: after.wal.syncs - before.wal.syncs,
        },
    }
}
