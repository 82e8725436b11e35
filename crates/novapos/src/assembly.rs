//! How the services of one process are put together: one pool, one clock, peers in process, and the background work of each.

use std::{sync::Arc, time::Duration};

use axum::Router;
use contracts::contexts;
use kernel::{
    Clock, Context, Db, Entropy, Error, Job, Result, Secrets, Service,
    db::{ContextMigrations, Pool},
    events::{self, Bus, ConsumerRun, Wake},
    lanes::Lanes,
    limits::{ApiLimits, Redis},
    peer::Peer,
    secret::Secret,
    service::{Deps, Gate},
    tasks::{Tasks, survive},
    telemetry,
    token::Verifier,
};

use crate::config::Config;

/// What a process is made of that tests replace: its database, the bus of its events, its time, its randomness, its secrets, its Redis.
pub struct Parts {
    pub pool: Pool,
    pub bus: Bus,
    pub clock: Clock,
    pub entropy: Entropy,
    pub tasks: Tasks,
    pub auth_key: Secret,
    pub secrets: Secrets,
    pub redis: Option<Redis>,
}

/// Every context's migrations, in the order in which they are applied.
#[must_use]
pub fn migrations() -> Vec<ContextMigrations> {
    vec![
        auth::migrations(),
        product::migrations(),
        inventory::migrations(),
        order::migrations(),
    ]
}

/// All services of a process, wired to each other.
pub struct Assembly {
    pub pool: Pool,
    pub bus: Bus,
    pub tasks: Tasks,
    pub clock: Clock,
    pub services: Vec<Service>,
    secrets: Secrets,
    deps: Vec<Deps>,
}

/// Puts the services together. Nothing runs in the background until [`Assembly::start`].
#[must_use]
pub fn assemble(parts: Parts, config: &Config) -> Assembly {
    let Parts {
        pool,
        bus,
        clock,
        entropy,
        tasks,
        auth_key,
        secrets,
        redis,
    } = parts;
    let peer = |asker| Peer::local(asker, tasks.clone());
    let quotas = config.limits.quotas(config.auth.trusted_proxies);
    let gate = Gate {
        verifier: Arc::new(Verifier::new(peer("gate"), clock.clone())),
        tasks: tasks.clone(),
        service_key: None,
        clock: clock.clone(),
        admission: Lanes::new(config.lanes, entropy.clone()),
        limits: Arc::new(ApiLimits::new(quotas, &clock, redis.as_ref())),
    };
    let deps = |context: Context| Deps {
        db: pool.context(context),
        gate: gate.clone(),
        clock: clock.clone(),
        entropy: entropy.clone(),
        tasks: tasks.clone(),
        wake: Wake::default(),
        redis: redis.clone(),
    };
    let (auth_deps, product_deps) = (deps(contexts::AUTH), deps(contexts::PRODUCT));
    let (inventory_deps, order_deps) = (deps(contexts::INVENTORY), deps(contexts::ORDER));
    let all = vec![
        auth_deps.clone(),
        product_deps.clone(),
        inventory_deps.clone(),
        order_deps.clone(),
    ];

    let auth = auth::service(auth_deps, auth_config(config, auth_key, &secrets));
    let product_asks = product::Peers { auth: peer("product") };
    let catalogue_to_auth = product_asks.auth.clone();
    let product = product::service(product_deps, product_asks);
    let inventory_asks = inventory::Peers {
        auth: peer("inventory"),
        product: peer("inventory"),
    };
    let (stock_to_auth, stock_to_product) = (inventory_asks.auth.clone(), inventory_asks.product.clone());
    let inventory = inventory::service(inventory_deps, inventory_asks);
    let order_asks = order::Peers {
        auth: peer("order"),
        product: peer("order"),
        inventory: peer("order"),
    };
    let (to_auth, to_product, to_inventory) = (
        order_asks.auth.clone(),
        order_asks.product.clone(),
        order_asks.inventory.clone(),
    );
    let order = order::service(
        order_deps,
        order_asks,
        config.sales,
        config.mail.clone(),
        secrets.clone(),
        config.printers.clone(),
    );

    gate.verifier.auth().bind(auth.router.clone());
    catalogue_to_auth.bind(auth.router.clone());
    stock_to_auth.bind(auth.router.clone());
    stock_to_product.bind(product.router.clone());
    to_auth.bind(auth.router.clone());
    to_product.bind(product.router.clone());
    to_inventory.bind(inventory.router.clone());
    Assembly {
        pool,
        bus,
        tasks,
        clock,
        services: vec![auth, product, inventory, order],
        secrets,
        deps: all,
    }
}

/// Auth's part of the configuration.
pub(crate) fn auth_config(config: &Config, key: Secret, secrets: &Secrets) -> auth::AuthConfig {
    auth::AuthConfig {
        sign_up_open: config.auth.sign_up_open,
        secure_cookies: config.auth.secure_cookies,
        key_encryption: key,
        vault: secrets.vault().cloned(),
        trusted_proxies_hops: config.auth.trusted_proxies,
        device_known_for: config.auth.device_known_for(),
        limits: config.auth.attempt_limits(),
    }
}

impl Assembly {
    /// What a context's own commands and tests work with.
    ///
    /// # Panics
    /// When there is no such context: the names are constants.
    #[must_use]
    #[expect(clippy::expect_used, reason = "the contexts are constants, and all of them are here")]
    pub fn deps(&self, context: Context) -> &Deps {
        self.deps
            .iter()
            .find(|deps| deps.db.context() == context)
            .expect("a context of this process")
    }

    /// The routes of all services, for one listener.
    pub fn routes(&self) -> Router {
        self.services
            .iter()
            .fold(Router::new(), |all, service| all.merge(service.router.clone()))
    }

    /// Every consumer with what it needs to run.
    #[must_use]
    pub fn consumers(&self) -> Vec<ConsumerRun> {
        let run = |service: &Service| {
            let db = self.deps(service.context).db.clone();
            let clock = self.clock.clone();
            service
                .consumers
                .iter()
                .map(move |consumer| (consumer.clone(), db.clone(), clock.clone()))
                .collect::<Vec<_>>()
        };
        self.services
            .iter()
            .flat_map(run)
            .map(|(consumer, db, clock)| {
                let wake = self.deps(consumer.source).wake.clone();
                ConsumerRun {
                    consumer,
                    db,
                    wake,
                    clock,
                    bus: self.bus.clone(),
                }
            })
            .collect()
    }

    /// Starts relays, publishers, consumers and jobs; they end when the tasks are asked to stop.
    pub fn start(&self) {
        telemetry::metrics_handle();
        self.tasks.spawn(telemetry::keep_metrics(self.tasks.clone()));
        if let Some(vault) = self.secrets.vault() {
            self.tasks.spawn(vault.clone().keep(self.tasks.clone()));
        }
        for deps in &self.deps {
            self.tasks.spawn(events::run_relay(
                deps.db.clone(),
                deps.wake.clone(),
                self.bus.clone(),
                self.tasks.clone(),
            ));
            if let Bus::Kafka(kafka) = &self.bus {
                self.tasks.spawn(events::kafka::run_publisher(
                    deps.db.clone(),
                    deps.wake.clone(),
                    kafka.clone(),
                    self.clock.clone(),
                    self.tasks.clone(),
                ));
            }
            self.tasks.spawn(prune_forever(self.prune(deps), self.tasks.clone()));
        }
        for run in self.consumers() {
            self.tasks.spawn(events::run_consumer(run, self.tasks.clone()));
        }
        for job in self.services.iter().flat_map(|service| &service.jobs) {
            self.tasks.spawn(run_job(job.clone(), self.tasks.clone()));
        }
    }

    /// Runs relays, consumers and jobs until none finds anything to do: for tests and for `smoke`, where nothing runs by itself. Consumers read
    /// the log, which is the same on either bus.
    ///
    /// # Errors
    /// The first failure; and 500 when there is no end to it.
    pub async fn settle(&self) -> Result<()> {
        const ROUNDS_MAX: usize = 10_000;
        for _ in 0..ROUNDS_MAX {
            let mut done = 0;
            for deps in &self.deps {
                done += events::relay_once(&deps.db, &self.bus).await?;
            }
            for run in self.consumers() {
                done += events::run_consumer_once(&run).await?;
            }
            for job in self.services.iter().flat_map(|service| &service.jobs) {
                done += (job.run)().await?;
            }
            if done == 0 {
                return Ok(());
            }
        }
        Err(Error::internal("the background work does not come to rest"))
    }

    fn prune(&self, deps: &Deps) -> impl Fn() -> (Db, Clock, Bus, Vec<Context>) + Send + Sync + 'static {
        let readers: Vec<Context> = self
            .services
            .iter()
            .filter(|service| {
                service
                    .consumers
                    .iter()
                    .any(|consumer| consumer.source == deps.db.context())
            })
            .map(|service| service.context)
            .collect();
        let (db, clock, bus) = (deps.db.clone(), self.clock.clone(), self.bus.clone());
        move || (db.clone(), clock.clone(), bus.clone(), readers.clone())
    }
}

/// How often old events are looked for.
const PRUNE_EVERY: Duration = Duration::from_secs(600);
const PRUNE_BATCH: i64 = 1000;

async fn prune_forever(with: impl Fn() -> (Db, Clock, Bus, Vec<Context>) + Send + Sync, tasks: Tasks) {
    let stopping = tasks.stopping();
    tokio::pin!(stopping);
    loop {
        tokio::select! {
            () = tokio::time::sleep(PRUNE_EVERY) => {}
            () = &mut stopping => return,
        }
        let (db, clock, bus, readers) = with();
        while let Ok(PRUNED_FULL) = survive(events::prune_outbox(&db, &clock, &bus, &readers, PRUNE_BATCH)).await {}
    }
}

/// A full batch: there may be more.
const PRUNED_FULL: u64 = PRUNE_BATCH.unsigned_abs();

async fn run_job(job: Job, tasks: Tasks) {
    let stopping = tasks.stopping();
    tokio::pin!(stopping);
    loop {
        let rest = match survive(async { (job.run)().await }).await {
            Ok(0) => job.every,
            Ok(_) if tasks.is_stopping() => return,
            Ok(_) => continue,
            Err(error) => {
                tracing::warn!(job = job.name, cause = error.chain(), "a job rests after an error");
                job.every
            }
        };
        tokio::select! {
            () = tokio::time::sleep(rest) => {}
            () = &mut stopping => return,
        }
    }
}
