//! How the services of one process are put together: one pool, one clock, peers in process, and the background work of each.

use std::{sync::Arc, time::Duration};

use anyhow::{Context as _, Result, bail};
use axum::Router;
use contracts::contexts;
use kernel::{
    Clock, Context, Db, Entropy, Error, Job, Secrets, Service,
    db::{ContextMigrations, Pool},
    events::{self, Bus, ConsumerRun, Log, Wake},
    lanes::Lanes,
    limits::{ApiLimits, Redis},
    peer::Peer,
    refusals::Refusals,
    secret::Secret,
    service::{Deps, Gate},
    tasks::{Tasks, survive},
    telemetry,
    token::Verifier,
};

use crate::{config::Config, neighbours::Neighbours};

/// What a process is made of that tests replace: its database, the bus of its events, its time, its randomness, its secrets, its Redis.
pub struct Parts {
    pub pool: Pool,
    pub bus: Bus,
    pub clock: Clock,
    pub entropy: Entropy,
    pub tasks: Tasks,
    /// What auth's secrets are stored under, where auth is in this process.
    pub auth_key: Option<Secret>,
    /// The same for the trail's, where audit is in this process.
    pub audit_key: Option<Secret>,
    pub neighbours: Neighbours,
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
        audit::migrations(),
    ]
}

/// The services of a process, wired to each other.
pub struct Assembly {
    pub pool: Pool,
    pub bus: Bus,
    pub tasks: Tasks,
    pub clock: Clock,
    pub services: Vec<Service>,
    secrets: Secrets,
    deps: Vec<Deps>,
}

/// Puts the services of this process together. Nothing runs in the background until [`Assembly::start`].
///
/// # Errors
/// When auth is among them and its key is not configured.
pub fn assemble(parts: Parts, config: &Config) -> Result<Assembly> {
    let mut wires = Wires {
        neighbours: &parts.neighbours,
        tasks: parts.tasks.clone(),
        here: Vec::new(),
    };
    let first = parts.neighbours.here().first().map_or("gate", |context| context.name);
    let quotas = config.limits.quotas(config.auth.trusted_proxies);
    let gate = Gate {
        verifier: Arc::new(Verifier::new(wires.peer(first, contexts::AUTH), parts.clock.clone())),
        tasks: parts.tasks.clone(),
        service_key: parts.neighbours.own_key().cloned(),
        clock: parts.clock.clone(),
        admission: Lanes::new(config.lanes, parts.entropy.clone()),
        limits: Arc::new(ApiLimits::new(quotas, &parts.clock, parts.redis.as_ref())),
        refusals: Refusals::default(),
    };
    let (mut services, mut deps) = (Vec::new(), Vec::new());
    for &context in parts.neighbours.here() {
        let own = Deps {
            db: parts.pool.context(context),
            gate: gate.clone(),
            clock: parts.clock.clone(),
            entropy: parts.entropy.clone(),
            tasks: parts.tasks.clone(),
            wake: Wake::default(),
            redis: parts.redis.clone(),
        };
        services.push(service(context, own.clone(), &mut wires, &parts, config)?);
        deps.push(own);
    }
    wires.bind(&services);
    Ok(Assembly {
        pool: parts.pool,
        bus: parts.bus,
        tasks: parts.tasks,
        clock: parts.clock,
        secrets: parts.secrets,
        services,
        deps,
    })
}

/// One service with its peers.
fn service(context: Context, deps: Deps, wires: &mut Wires<'_>, parts: &Parts, config: &Config) -> Result<Service> {
    let mut peer = |callee| wires.peer(context.name, callee);
    Ok(match context {
        contexts::AUTH => {
            let key = parts.auth_key.clone().context(AUTH_KEY_MISSING)?;
            auth::service(deps, auth_config(config, key, &parts.secrets))
        }
        contexts::PRODUCT => {
            let peers = product::Peers {
                auth: peer(contexts::AUTH),
            };
            product::service(deps, peers)
        }
        contexts::INVENTORY => {
            let peers = inventory::Peers {
                auth: peer(contexts::AUTH),
                product: peer(contexts::PRODUCT),
            };
            inventory::service(deps, peers)
        }
        contexts::ORDER => {
            let peers = order::Peers {
                auth: peer(contexts::AUTH),
                product: peer(contexts::PRODUCT),
                inventory: peer(contexts::INVENTORY),
            };
            let (mail, secrets) = (config.mail.clone(), parts.secrets.clone());
            order::service(deps, peers, config.sales, mail, secrets, config.printers.clone())
        }
        contexts::AUDIT => {
            let key = parts.audit_key.clone().context(AUDIT_KEY_MISSING)?;
            audit::service(deps, &config.audit, &key, &parts.secrets).map_err(anyhow::Error::msg)?
        }
        unknown => bail!("there is no service {}", unknown.name),
    })
}

pub(crate) const AUDIT_KEY_MISSING: &str = "audit.key is not configured: name where the key is, as env:NAME, file:/path or vault:path#key (32 random bytes in base64); where auth is in the same process, auth.key is enough.";
pub(crate) const AUTH_KEY_MISSING: &str = "auth.key is not configured: name where the key is, as env:NAME, file:/path or vault:path#key (32 random bytes in base64).";

/// The ways between the services, while they are put together.
struct Wires<'a> {
    neighbours: &'a Neighbours,
    tasks: Tasks,
    /// The peers that are in this process, and get their routers once all services are there.
    here: Vec<(Context, Peer)>,
}

impl Wires<'_> {
    fn peer(&mut self, asker: &'static str, callee: Context) -> Peer {
        if let Some(service) = self.neighbours.elsewhere(callee) {
            return Peer::remote(asker, Arc::clone(service));
        }
        let peer = Peer::local(asker, self.tasks.clone());
        self.here.push((callee, peer.clone()));
        peer
    }

    fn bind(self, services: &[Service]) {
        for (callee, peer) in self.here {
            if let Some(service) = services.iter().find(|service| service.context == callee) {
                peer.bind(service.router.clone());
            }
        }
    }
}

/// Auth's part of the configuration.
pub(crate) fn auth_config(config: &Config, key: Secret, secrets: &Secrets) -> auth::AuthConfig {
    auth::AuthConfig {
        sign_up_open: config.auth.sign_up_open,
        secure_cookies: config.auth.secure_cookies || config.listen.tls.is_some(),
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
                // The relay of a source in another process wakes nobody here: its log is polled.
                let source = self.deps.iter().find(|deps| deps.db.context() == consumer.source);
                let wake = source.map(|deps| deps.wake.clone()).unwrap_or_default();
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

    /// Every job, those that each service has among them.
    fn jobs(&self) -> Vec<Job> {
        let own = self.services.iter().flat_map(|service| service.jobs.iter().cloned());
        own.chain(self.deps.iter().map(Job::write_refusals)).collect()
    }

    /// Starts relays, publishers, consumers and jobs; they end when the tasks are asked to stop.
    pub fn start(&self) {
        telemetry::metrics_handle();
        let pool = self.pool.clone();
        self.tasks
            .spawn(telemetry::keep_metrics(move || pool.show_usage(), self.tasks.clone()));
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
            self.tasks.spawn(prune_forever(self.prune(deps), self.tasks.clone()));
            let Bus::Kafka(kafka) = &self.bus else { continue };
            for log in Log::ALL {
                self.tasks.spawn(events::kafka::run_publisher(
                    deps.db.clone(),
                    log,
                    deps.wake.clone(),
                    kafka.clone(),
                    self.tasks.clone(),
                ));
            }
        }
        self.tasks.spawn(events::run_measures(
            self.deps.iter().map(|deps| deps.db.clone()).collect(),
            self.consumers(),
            self.bus.clone(),
            self.clock.clone(),
            self.tasks.clone(),
        ));
        for run in self.consumers() {
            self.tasks.spawn(events::run_consumer(run, self.tasks.clone()));
        }
        for job in self.jobs() {
            self.tasks.spawn(run_job(job, self.tasks.clone()));
        }
    }

    /// Runs relays, consumers and jobs until none finds anything to do: for tests and for `smoke`, where nothing runs by itself. Consumers read
    /// the log, which is the same on either bus.
    ///
    /// # Errors
    /// The first failure; and 500 when there is no end to it.
    pub async fn settle(&self) -> kernel::Result<()> {
        const ROUNDS_MAX: usize = 10_000;
        for _ in 0..ROUNDS_MAX {
            let mut done = 0;
            for deps in &self.deps {
                done += events::relay_once(&deps.db, &self.bus).await?;
            }
            for run in self.consumers() {
                done += events::run_consumer_once(&run).await?;
            }
            for job in self.jobs() {
                done += (job.run)().await?;
            }
            if done == 0 {
                return Ok(());
            }
        }
        Err(Error::internal("the background work does not come to rest"))
    }

    fn prune(&self, deps: &Deps) -> impl Fn() -> (Db, Clock, Bus, Vec<Context>) + Send + Sync + 'static {
        let hears = |migrations: &ContextMigrations| migrations.hears.contains(&deps.db.context());
        let readers: Vec<Context> = migrations()
            .into_iter()
            .filter(hears)
            .map(|reader| reader.context)
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
