//! A shop whose sales move its stock over one arm of the bus: the same for both, so that a scenario is written once.

use std::{
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use contracts::{contexts, ids::ProductId};
use kernel::{
    Secrets,
    events::{
        self, Bus, ConsumerRun,
        kafka::{Kafka, Settings},
    },
    tasks::Tasks,
};
use novapos::config::{BusKind, Events};
use serde_json::json;
use sqlx::{AssertSqlSafe, PgConnection, Row};
use testkit::{
    Config, Shop, TestApp,
    kafka::{Broker, Topic},
};
use tokio::sync::{OnceCell, RwLock, RwLockReadGuard, RwLockWriteGuard};
use uuid::Uuid;

/// A limit on what hangs, not a measure.
pub const PATIENCE: Duration = Duration::from_secs(120);
/// The consumer whose effect is counted: one move for each line of a sale.
pub const CONSUMER: &str = "inventory.orders";
pub const PARTITIONS: u16 = 3;

/// Which arm of the bus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arm {
    Log,
    Kafka,
}

/// The one broker of this test program: whoever uses it reads the lock, whoever kills it writes.
async fn broker() -> &'static RwLock<Broker> {
    static BROKER: OnceCell<RwLock<Broker>> = OnceCell::const_new();
    BROKER
        .get_or_init(|| async {
            let started = tokio::task::spawn_blocking(Broker::start).await;
            RwLock::new(started.expect("a broker"))
        })
        .await
}

/// The broker for a test that shares it with others.
pub async fn shared() -> RwLockReadGuard<'static, Broker> {
    broker().await.read().await
}

/// The broker for a test that does to it what others would notice.
pub async fn alone() -> RwLockWriteGuard<'static, Broker> {
    broker().await.write().await
}

/// What was applied, in the order in which it was: aggregate and version.
pub type Applied = Arc<Mutex<Vec<(Uuid, i32)>>>;

pub struct Stand {
    pub arm: Arm,
    pub app: TestApp,
    pub shop: Shop,
    pub product: ProductId,
    pub applied: Applied,
    settings: Settings,
    kafka: Option<Arc<Kafka>>,
    _broker: Option<RwLockReadGuard<'static, Broker>>,
}

impl Stand {
    /// A shop with a product. Nothing is on its way, and nothing runs in the background.
    pub async fn new(arm: Arm) -> Self {
        let broker = match arm {
            Arm::Log => None,
            Arm::Kafka => Some(shared().await),
        };
        let address = broker.as_ref().map_or_else(String::new, |broker| broker.address());
        let stand = Self::at(arm, address).await;
        Self {
            _broker: broker,
            ..stand
        }
    }

    /// The same over a broker that the test holds itself.
    pub async fn at(arm: Arm, address: String) -> Self {
        Self::with(arm, settings(address)).await
    }

    /// The same with these settings.
    pub async fn with(arm: Arm, settings: Settings) -> Self {
        let mut config = Config::default();
        if arm == Arm::Kafka {
            config.events = Events {
                bus: BusKind::Kafka,
                kafka: settings.clone(),
            };
        }
        let app = TestApp::with(config).await;
        let shop = app.shop("corner").await;
        let product = shop.product("TEA", 250).await;
        app.settle().await;
        let kafka = match &app.assembly().bus {
            Bus::Log => None,
            Bus::Kafka(kafka) => Some(kafka.clone()),
        };
        let stand = Self {
            arm,
            app,
            shop,
            product,
            applied: Applied::default(),
            settings,
            kafka,
            _broker: None,
        };
        if let Some(kafka) = &stand.kafka {
            make_topics(kafka).await;
        }
        stand
    }

    pub fn kafka(&self) -> &Arc<Kafka> {
        self.kafka.as_ref().expect("the Kafka arm")
    }

    /// The same cluster with topics and groups of other names.
    pub async fn other_kafka(&self) -> (Arc<Kafka>, Topic) {
        let again = Settings {
            topic_prefix: format!("{}-again", self.settings.topic_prefix),
            ..self.settings.clone()
        };
        let kafka = Kafka::open(again, &Secrets::Here).await.expect("settings");
        make_topics(&kafka).await;
        let topic = Topic::new(
            &self.settings.brokers,
            &kafka.topic(contexts::ORDER, events::Log::Outbox),
        );
        (kafka, topic)
    }

    /// The topic of sales.
    pub fn topic(&self) -> Topic {
        Topic::new(
            &self.settings.brokers,
            &self.kafka().topic(contexts::ORDER, events::Log::Outbox),
        )
    }

    /// How another process is told of the same bus.
    pub fn environment(&self) -> Vec<(&'static str, String)> {
        match self.arm {
            Arm::Log => Vec::new(),
            Arm::Kafka => vec![
                ("NOVAPOS__EVENTS__BUS", "kafka".to_owned()),
                ("NOVAPOS__EVENTS__KAFKA__BROKERS", self.settings.brokers.clone()),
                (
                    "NOVAPOS__EVENTS__KAFKA__TOPIC_PREFIX",
                    self.settings.topic_prefix.clone(),
                ),
                (
                    "NOVAPOS__EVENTS__KAFKA__PARTITIONS",
                    self.settings.partitions.to_string(),
                ),
                (
                    "NOVAPOS__EVENTS__KAFKA__REPLICATION",
                    self.settings.replication.to_string(),
                ),
                (
                    "NOVAPOS__EVENTS__KAFKA__POLL_INTERVAL_MAX_S",
                    self.settings.poll_interval_max_s.to_string(),
                ),
            ],
        }
    }

    /// The consumer of sales, which notes what it applied.
    pub fn consumer(&self) -> ConsumerRun {
        let runs = self.app.assembly().consumers();
        let mut run = runs
            .into_iter()
            .find(|run| run.consumer.name == CONSUMER)
            .expect("the consumer");
        let (apply, applied) = (run.consumer.apply.clone(), self.applied.clone());
        run.consumer.apply = Arc::new(move |tx, events| {
            let (apply, applied) = (apply.clone(), applied.clone());
            Box::pin(async move {
                apply(tx, events).await?;
                applied
                    .lock()
                    .unwrap()
                    .extend(events.iter().map(|e| (e.aggregate, e.version)));
                Ok(())
            })
        });
        run
    }

    /// Runs what brings sales to the stock in the background, until the tasks are stopped.
    pub fn run(&self) -> Running {
        let running = self.run_without_consumer();
        running
            .0
            .spawn(events::run_consumer(self.consumer(), running.0.clone()));
        running
    }

    pub fn run_without_consumer(&self) -> Running {
        let (tasks, deps) = (Tasks::default(), self.app.deps(contexts::ORDER));
        let bus = self.app.assembly().bus.clone();
        tasks.spawn(events::run_relay(
            deps.db.clone(),
            deps.wake.clone(),
            bus,
            tasks.clone(),
        ));
        if let Some(kafka) = &self.kafka {
            tasks.spawn(events::kafka::run_publisher(
                deps.db.clone(),
                events::Log::Outbox,
                deps.wake.clone(),
                kafka.clone(),
                tasks.clone(),
            ));
        }
        Running(tasks)
    }

    /// Runs this consumer alone.
    pub fn run_consumer(&self, run: ConsumerRun) -> Running {
        let tasks = Tasks::default();
        tasks.spawn(events::run_consumer(run, tasks.clone()));
        Running(tasks)
    }

    /// Publishes what was sold, with nothing in the background.
    pub async fn publish(&self) {
        let deps = self.app.deps(contexts::ORDER);
        while events::relay_once(&deps.db, &self.app.assembly().bus).await.unwrap() > 0 {}
        while events::kafka::publish_once(&deps.db, self.kafka(), events::Log::Outbox)
            .await
            .unwrap()
            > 0
        {}
    }

    /// Sells one piece. Returns the order.
    pub async fn sell(&self) -> Uuid {
        let sold = self
            .shop
            .sell(&self.shop.admin(), &[(self.product, 1000)])
            .await
            .expect(201)
            .json();
        sold["order"]["id"].as_str().unwrap().parse().unwrap()
    }

    /// The same. Returns how long the checkout took, without what the till asks before it.
    pub async fn sell_timed(&self) -> Duration {
        let admin = self.shop.admin();
        let order = self
            .shop
            .order(&admin, self.shop.register_id(), &[(self.product, 1000)])
            .await;
        let since = Instant::now();
        admin.post("/orders", order).await.expect(201);
        since.elapsed()
    }

    pub async fn sell_many(&self, count: usize) -> Vec<Uuid> {
        let mut sold = Vec::new();
        for _ in 0..count {
            sold.push(self.sell().await);
        }
        sold
    }

    pub async fn void(&self, order: Uuid) {
        let body = json!({"reason": "The customer changed her mind"});
        let path = format!("/orders/{order}/void");
        let voided = self.shop.admin().post(&path, body).await;
        assert!(voided.status() < 300, "{}", voided.text());
    }

    /// Waits until every event of sales is applied or kept as a dead letter, and the topic is read to its end.
    pub async fn settle(&self) {
        self.settle_on(self.kafka.as_ref()).await;
    }

    /// The same where another topic is read.
    pub async fn settle_on(&self, kafka: Option<&Arc<Kafka>>) {
        let mut admin = self.app.admin_connection().await;
        let on_its_way = "SELECT (SELECT count(*) FROM orders.outbox e
            LEFT JOIN inventory.inbox i ON i.tenant_id = e.tenant_id AND i.event_id = e.id AND i.consumer = 'inventory.orders'
            LEFT JOIN inventory.dead_letter d ON d.tenant_id = e.tenant_id AND d.event_id = e.id AND d.consumer = 'inventory.orders' AND d.state <> 'early'
            WHERE e.type IN ('order.completed', 'order.voided') AND i.event_id IS NULL AND d.event_id IS NULL)
            + (SELECT count(*) FROM inventory.dead_letter WHERE state = 'early')";
        let since = Instant::now();
        loop {
            let waiting = one(&mut admin, on_its_way).await;
            let lag = match (kafka, waiting) {
                (Some(kafka), 0) => self.lag(kafka).await,
                _ => 0,
            };
            if waiting == 0 && lag == 0 {
                return;
            }
            assert!(
                since.elapsed() < PATIENCE,
                "{:?}: {waiting} events are on their way, {lag} messages unread",
                self.arm
            );
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    pub async fn lag(&self, kafka: &Arc<Kafka>) -> i64 {
        // While the broker is away nobody knows.
        match events::kafka::lag(kafka, &self.consumer().consumer).await {
            Ok(lag) => lag.messages,
            Err(_) => i64::MAX,
        }
    }

    /// Each sale has moved its piece once, each void has brought it back once, and everything else that must hold does.
    pub async fn check(&self, sales: usize, voids: usize) {
        self.check_effects(sales, voids).await;
        self.verify().await;
    }

    /// The same without the rest.
    pub async fn check_effects(&self, sales: usize, voids: usize) {
        let mut admin = self.app.admin_connection().await;
        let (sales, voids) = (i64::try_from(sales).unwrap(), i64::try_from(voids).unwrap());
        for (what, sql, wanted) in [
            (
                "sales moved stock once",
                "SELECT count(*) FROM inventory.move WHERE kind = 'sale'",
                sales,
            ),
            (
                "voids brought it back once",
                "SELECT count(*) FROM inventory.move WHERE kind = 'void'",
                voids,
            ),
            (
                "on hand",
                "SELECT COALESCE(sum(on_hand_milli), 0)::bigint FROM inventory.level",
                (voids - sales) * 1000,
            ),
            ("nothing waits", "SELECT count(*) FROM inventory.dead_letter", 0),
        ] {
            assert_eq!(one(&mut admin, sql).await, wanted, "{:?}: {what}", self.arm);
        }
    }

    pub async fn verify(&self) {
        self.hear_trails().await;
        let now = self.app.clock().now();
        let report = novapos::verify::check(&self.app.database().options_as(kernel::db::LOGIN_ROLE), now)
            .await
            .unwrap();
        assert!(report.holds(), "{report}");
    }

    /// What these tests do not run: the audit service hears every trail and chains it.
    async fn hear_trails(&self) {
        let assembly = self.app.assembly();
        for service in &assembly.services {
            let db = &self.app.deps(service.context).db;
            while events::relay_once(db, &assembly.bus).await.unwrap() > 0 {}
        }
        let trails = assembly.consumers().into_iter();
        for run in trails.filter(|run| run.consumer.log == events::Log::Audit) {
            while events::run_consumer_once(&run).await.unwrap() > 0 {}
        }
        let jobs = assembly.services.iter().flat_map(|service| &service.jobs);
        for job in jobs.filter(|job| job.name == "audit.chain") {
            while (job.run)().await.unwrap() > 0 {}
        }
    }

    /// Waits until the query counts so many.
    pub async fn until(&self, sql: &'static str, wanted: usize) {
        let (wanted, since) = (i64::try_from(wanted).unwrap(), Instant::now());
        loop {
            let counted = self.count(sql).await;
            if counted == wanted {
                return;
            }
            assert!(since.elapsed() < PATIENCE, "{counted} instead of {wanted}: {sql}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    pub async fn count(&self, sql: &'static str) -> i64 {
        one(&mut self.app.admin_connection().await, sql).await
    }

    /// Breaks or mends something, as no service could.
    pub async fn execute(&self, sql: &str) {
        use sqlx::Executor as _;
        let mut admin = self.app.admin_connection().await;
        admin.execute(AssertSqlSafe(sql.to_owned())).await.unwrap();
    }

    /// Each aggregate's versions were applied in order, each once.
    pub fn assert_in_order(&self, orders: &[(Uuid, i32)]) {
        let applied = self.applied.lock().unwrap().clone();
        for (order, versions) in orders {
            let of: Vec<i32> = applied.iter().filter(|(a, _)| a == order).map(|(_, v)| *v).collect();
            assert_eq!(of, (1..=*versions).collect::<Vec<_>>(), "{:?}: {order}", self.arm);
        }
    }
}

/// Background work that ends, and is waited for, before the scenario goes on.
pub struct Running(Tasks);

impl Running {
    pub async fn stop(self) {
        self.0.stop();
        assert!(self.0.wait(Duration::from_secs(20)).await, "everything stops in time");
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.0.stop();
    }
}

/// Topics and groups of a name of their own.
pub fn settings(address: String) -> Settings {
    Settings {
        brokers: address,
        topic_prefix: format!("t{}", Uuid::now_v7().simple()),
        partitions: PARTITIONS,
        replication: 1,
        ..Settings::default()
    }
}

async fn make_topics(kafka: &Arc<Kafka>) {
    let contexts = [contexts::AUTH, contexts::PRODUCT, contexts::INVENTORY, contexts::ORDER];
    events::kafka::make_topics(kafka, &contexts).await.unwrap();
}

pub async fn one(connection: &mut PgConnection, sql: &'static str) -> i64 {
    sqlx::query(sql).fetch_one(connection).await.unwrap().get(0)
}
