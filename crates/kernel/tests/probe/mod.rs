//! A context of tests: kernel's shared tables and two of its own, over a database of one test.
#![allow(dead_code, reason = "each test program uses its part")]

use std::sync::{Arc, LazyLock};

use chrono::TimeDelta;
use kernel::{
    Clock, Context, Db, Entropy, Error, TenantTx,
    db::{ContextMigrations, LOGIN_ROLE, Pool, PoolLimits},
    events::{Apply, Bus, Consumer, ConsumerRun, Event, Log, Wake, relay_once, run_consumer_once},
    id::TenantId,
    outbox::{self, NewEvent},
};
use sqlx::{Connection, PgConnection, migrate::Migrator};
use testkit::cluster::{ADMIN, Template, TestDatabase, database};
use uuid::Uuid;

/// Where the clock stands at first.
pub const START: &str = "2026-03-02T10:00:00Z";
pub const PROBE: Context = Context::new("probe", "probe");
static OWN: Migrator = sqlx::migrate!("tests/probe_migrations");
static TEMPLATE: LazyLock<Template> = LazyLock::new(|| {
    let migrations = || ContextMigrations {
        context: PROBE,
        own: &OWN,
        hears: &[],
        keeps_trail_of: &[],
    };
    Template::new(
        format!("probe:{}", migrations().fingerprint()),
        move |options| async move { kernel::db::migrate(&options, &[migrations()]).await },
    )
});

pub struct Probe {
    pub database: TestDatabase,
    pub pool: Pool,
    pub db: Db,
    pub clock: Clock,
    pub entropy: Entropy,
    pub wake: Wake,
}

impl Probe {
    pub async fn start() -> Self {
        Self::with_connections(8).await
    }

    pub async fn with_connections(connections_max: u32) -> Self {
        let database = database(&TEMPLATE).await;
        let pool = Db::open(
            database.options_as(LOGIN_ROLE),
            PoolLimits {
                connections_max,
                ..PoolLimits::default()
            },
        );
        let clock = Clock::fixed(START.parse().unwrap());
        let db = pool.context(PROBE);
        Self {
            database,
            pool,
            db,
            clock,
            entropy: Entropy::system(),
            wake: Wake::default(),
        }
    }

    pub async fn admin(&self) -> PgConnection {
        PgConnection::connect_with(&self.database.options_as(ADMIN))
            .await
            .unwrap()
    }

    pub fn tenant(&self) -> TenantId {
        self.entropy.id(self.clock.now())
    }

    pub fn id(&self) -> Uuid {
        self.entropy.id::<()>(self.clock.now()).uuid()
    }

    /// Writes an event in the open transaction.
    pub async fn publish(&self, tx: &mut TenantTx<'_>, aggregate: Uuid, version: i32) -> Uuid {
        let event = NewEvent {
            kind: "probe.happened",
            aggregate,
            version,
            data: format!("{{\"version\":{version}}}"),
        };
        outbox::publish(tx, &self.clock, &self.entropy, event).await.unwrap()
    }

    /// Writes one event in a transaction of its own.
    pub async fn happen(&self, tenant: TenantId, aggregate: Uuid, version: i32) -> Uuid {
        let mut tx = self.db.for_tenant(tenant).await.unwrap();
        let id = self.publish(&mut tx, aggregate, version).await;
        tx.commit().await.unwrap();
        id
    }

    /// A consumer that notes each event, and cannot bear the aggregates in `poison`.
    pub fn consumer(&self, poison: Arc<std::sync::Mutex<Vec<Uuid>>>) -> ConsumerRun {
        self.consumer_with(Arc::new(move |tx, events| {
            let poison = poison.lock().unwrap().clone();
            Box::pin(async move { note(tx, events, &poison).await })
        }))
    }

    /// The same consumer with another way to apply events.
    pub fn consumer_with(&self, apply: Apply) -> ConsumerRun {
        let consumer = Consumer {
            name: "probe.notes",
            source: PROBE,
            log: Log::Outbox,
            kinds: &["probe.happened"],
            in_order: true,
            apply,
        };
        ConsumerRun {
            consumer,
            db: self.db.clone(),
            wake: self.wake.clone(),
            clock: self.clock.clone(),
            bus: Bus::Log,
        }
    }

    /// Relays and consumes until nothing is left.
    pub async fn settle(&self, run: &ConsumerRun) {
        while relay_once(&self.db, &Bus::Log).await.unwrap() > 0 {}
        while run_consumer_once(run).await.unwrap() > 0 {}
    }

    /// The effects in the order in which they were made: aggregate and version.
    pub async fn effects(&self) -> Vec<(Uuid, i32)> {
        sqlx::query_as("SELECT aggregate_id, version FROM probe.effect ORDER BY number")
            .fetch_all(&mut self.admin().await)
            .await
            .unwrap()
    }

    /// Returns when somebody waits for a lock.
    pub async fn until_one_waits(&self) {
        self.database.until_one_waits().await;
    }

    pub fn later(&self, seconds: i64) {
        self.clock.advance(TimeDelta::seconds(seconds));
    }
}

pub async fn note(tx: &mut TenantTx<'_>, events: &[Event], poison: &[Uuid]) -> Result<(), Error> {
    for event in events {
        if poison.contains(&event.aggregate) {
            return Err(Error::internal("poison"));
        }
        sqlx::query("INSERT INTO probe.effect (tenant_id, event_id, aggregate_id, version) VALUES ($1, $2, $3, $4)")
            .bind(tx.tenant().uuid())
            .bind(event.id)
            .bind(event.aggregate)
            .bind(event.version)
            .execute(&mut **tx)
            .await?;
    }
    Ok(())
}
