//! The whole product in one test: every service in this process, a database of its own, a clock that only the test moves.

use std::{path::PathBuf, sync::LazyLock};

use axum::Router;
use chrono::{DateTime, Utc};
use contracts::contexts;
use kernel::{
    Clock, Entropy, Secrets,
    db::{Db, LOGIN_ROLE, PoolLimits},
    secret::Secret,
    service::Deps,
    tasks::Tasks,
};
use novapos::{
    assembly::{self, Assembly, Parts},
    config::Config,
    neighbours::Neighbours,
};
use sqlx::{Connection, PgConnection};

use crate::{
    cluster::{ADMIN, Template, TestDatabase, database},
    shop::Shop,
};

/// Where every test's clock stands at first: a Monday, ten in the morning UTC.
pub const START: &str = "2026-03-02T10:00:00Z";

/// What auth's keys are stored under in tests.
pub const AUTH_KEY: &str = "a key of tests, and of nothing else";

static TEMPLATE: LazyLock<Template> = LazyLock::new(|| {
    let fingerprint = assembly::migrations()
        .iter()
        .map(kernel::db::ContextMigrations::fingerprint)
        .collect::<Vec<_>>()
        .concat();
    Template::new(fingerprint, |options| async move {
        kernel::db::migrate(&options, &assembly::migrations()).await
    })
});

/// All services over a database of one test. Dropping it drops the database.
pub struct TestApp {
    assembly: Assembly,
    router: Router,
    database: TestDatabase,
    clock: Clock,
}

impl TestApp {
    /// Everything with its defaults; nothing runs in the background: see [`TestApp::settle`].
    pub async fn start() -> Self {
        Self::with(Config::default()).await
    }

    /// The same with another configuration.
    pub async fn with(config: Config) -> Self {
        kernel::telemetry::init_logs(kernel::telemetry::LogFormat::Text, "error");
        let database = database(&TEMPLATE).await;
        let start: DateTime<Utc> = START.parse().expect("a time");
        let clock = Clock::fixed(start);
        let pool = Db::open(database.options_as(LOGIN_ROLE), PoolLimits::default());
        let secrets =
            Secrets::open(config.vault.as_ref(), clock.clone(), Entropy::system()).expect("a Vault that can be used");
        let tasks = Tasks::default();
        let parts = Parts {
            redis: config
                .redis
                .open(&secrets, &tasks)
                .await
                .expect("a Redis that can be used"),
            pool,
            bus: config.events.open(&secrets).await.expect("a bus"),
            clock: clock.clone(),
            entropy: Entropy::system(),
            tasks,
            auth_key: Some(Secret::new(AUTH_KEY)),
            audit_key: Some(Secret::new(AUTH_KEY)),
            neighbours: Neighbours::none(),
            secrets,
        };
        let assembly = assembly::assemble(parts, &config).expect("an assembly");
        let router = kernel::http::complete(assembly.routes());
        Self {
            assembly,
            router,
            database,
            clock,
        }
    }

    /// A shop of its own: a tenant with its owner, one store in Berlin that sells in euro with tax included (standard 20 %, reduced
    /// 5 %), and one register.
    pub async fn shop(&self, code: &str) -> Shop {
        self.shop_in(code, "EUR", "Europe/Berlin").await
    }

    /// The same in another currency and zone.
    pub async fn shop_in(&self, code: &str, currency: &str, time_zone: &str) -> Shop {
        Shop::open(self, code, currency, time_zone).await
    }

    /// The clock that all services read.
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// Lets relays, consumers and jobs work until there is nothing to do.
    pub async fn settle(&self) {
        self.assembly.settle().await.expect("background work settles");
    }

    /// The services' router as a listener serves it.
    pub fn router(&self) -> Router {
        self.router.clone()
    }

    pub fn assembly(&self) -> &Assembly {
        &self.assembly
    }

    /// What a context works with: for calling its functions directly.
    pub fn deps(&self, context: kernel::Context) -> &Deps {
        self.assembly.deps(context)
    }

    /// The auth context's, for making tenants.
    pub(crate) fn auth_deps(&self) -> &Deps {
        self.deps(contexts::AUTH)
    }

    /// The database as the superuser, for looking at rows and for breaking them. No service has such a connection.
    pub async fn admin_connection(&self) -> PgConnection {
        PgConnection::connect_with(&self.database.options_as(ADMIN))
            .await
            .expect("the test's database answers")
    }

    pub fn database(&self) -> &TestDatabase {
        &self.database
    }

    /// Serves the router on a free port of the loopback: for tests that need a socket. Stops with the app's tasks.
    pub async fn listen(&self) -> std::net::SocketAddr {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let (router, tasks) = (self.router(), self.assembly.tasks.clone());
        self.assembly.tasks.spawn(kernel::http::listener::serve(
            listener,
            router,
            kernel::http::listener::Limits::default(),
            None,
            tasks,
        ));
        address
    }

    /// The workspace's root, for files that tests compare.
    pub fn root() -> PathBuf {
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        self.assembly.tasks.stop();
    }
}
