//! A real fault, and the alert that fires for it.

use std::time::Duration;

use chrono::TimeDelta;
use serde_json::json;
use sqlx::{Connection as _, PgConnection};
use testkit::{Shop, TestApp};

use crate::{
    program::{Program, Till, sign_in},
    shape::{SERVICES, Shape},
    watch::Watch,
};

const HEALTHY_MINUTES: usize = 6;

/// A shop with a till, before anything runs.
async fn shop(app: &TestApp) -> (Shop, Till) {
    let shop = app.shop("corner").await;
    let product = shop.product("TEA", 250).await;
    app.settle().await;
    let http = reqwest::Client::builder()
        .timeout(Duration::from_secs(30))
        .build()
        .unwrap();
    let till = Till::open(&shop, 7, &http, product).await;
    a_minute_later(app).await;
    (shop, till)
}

/// The trail of all that was done is signed. The test's clock stands months before the programs' own: what is unsigned would look forgotten.
async fn a_minute_later(app: &TestApp) {
    app.settle().await;
    app.clock().advance(TimeDelta::seconds(61));
    app.settle().await;
}

/// The program with everything in it, a till that sells there, and some minutes in which all is well.
struct Stand {
    app: TestApp,
    program: Program,
    till: Till,
    watch: Watch,
}

impl Stand {
    async fn begin() -> Self {
        let watch = Watch::begin();
        let app = TestApp::start().await;
        let (_, mut till) = shop(&app).await;
        let program = Program::start(&app, None, &[]).await;
        till.token = sign_in(&program.base, &till.http, "owner@corner.example.com").await;
        let mut stand = Self {
            app,
            program,
            till,
            watch,
        };
        stand
            .watch
            .until(&stand.program.base, "consumer_lag_events", &[], |_| true)
            .await;
        stand.minutes(HEALTHY_MINUTES).await;
        // Not before a sale has had its effect is all as it is on any day.
        let consumed = [("consumer", "inventory.orders")];
        stand
            .watch
            .until(&stand.program.base, "events_consumed_total", &consumed, |count| {
                count >= 1.0
            })
            .await;
        stand
    }

    /// In each of them the till sends a sale once.
    async fn minutes(&mut self, count: usize) {
        for _ in 0..count {
            let sale = self.till.sale();
            self.till.send(&self.program.base, &sale).await;
            self.watch.minute(&[("novapos", self.program.base.clone())]).await;
        }
    }

    async fn admin(&self) -> PgConnection {
        self.app.admin_connection().await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_that_cannot_be_applied_is_told_as_a_dead_letter() {
    let mut stand = Stand::begin().await;
    let well = stand.watch.now();
    let refuse = "CREATE FUNCTION public.refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'not this one'; END $$;
        CREATE TRIGGER refuse BEFORE INSERT ON inventory.move FOR EACH ROW EXECUTE FUNCTION public.refuse()";
    sqlx::raw_sql(refuse).execute(&mut stand.admin().await).await.unwrap();
    stand.minutes(1).await;
    let dead = [("consumer", "inventory.orders"), ("state", "dead")];
    stand
        .watch
        .until(&stand.program.base, "dead_letters", &dead, |count| count >= 1.0)
        .await;
    let mend = "DROP TRIGGER refuse ON inventory.move";
    sqlx::raw_sql(mend).execute(&mut stand.admin().await).await.unwrap();
    stand.minutes(4).await;
    stand
        .watch
        .assert_fires(&[(well, &[]), (stand.watch.now(), &["DeadLetters"])]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_consumer_that_stands_still_is_told_although_it_is_few_events_behind() {
    let mut stand = Stand::begin().await;
    let well = stand.watch.now();
    // Somebody's transaction that was forgotten holds the row that says how far the consumer has read.
    let mut forgotten = stand.admin().await;
    let mut tx = forgotten.begin().await.unwrap();
    let hold = "SELECT * FROM inventory.consumer_cursor WHERE consumer = 'inventory.orders' FOR UPDATE";
    let held = sqlx::query(hold).execute(&mut *tx).await.unwrap();
    assert_eq!(held.rows_affected(), 1);
    stand.minutes(1).await;
    let of = [("consumer", "inventory.orders")];
    stand
        .watch
        .until(&stand.program.base, "consumer_lag_events", &of, |behind| behind >= 1.0)
        .await;
    stand.minutes(18).await;
    stand
        .watch
        .assert_fires(&[(well, &[]), (stand.watch.now(), &["ConsumerBehind"])]);
    tx.rollback().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_takes_no_connections_is_told_with_the_checkouts_that_fail() {
    let mut stand = Stand::begin().await;
    let well = stand.watch.now();
    let name = stand.app.database().name();
    let close = format!(
        "ALTER DATABASE {name} CONNECTION LIMIT 0;
         SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}' AND pid <> pg_backend_pid()"
    );
    sqlx::raw_sql(sqlx::AssertSqlSafe(close))
        .execute(&mut stand.admin().await)
        .await
        .unwrap();
    stand.minutes(9).await;
    stand
        .watch
        .assert_fires(&[(well, &[]), (stand.watch.now(), &["CheckoutFailing", "DatabaseAway"])]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_that_is_killed_is_told_with_those_that_ask_it() {
    let mut watch = Watch::begin();
    let app = TestApp::start().await;
    let (shop, mut till) = shop(&app).await;
    // A store that sells what it has: order asks inventory before each sale there.
    let (_, register, cellar) = shop.another_store("STRICT", "strict").await;
    shop.receive(cellar, till.product, 1_000_000).await;
    let mut strict = Till::open(&shop, 8, &till.http, till.product).await;
    a_minute_later(&app).await;
    let mut shape = Shape::apart(&app).await;
    let base = shape.base();
    till.token = sign_in(&base, &till.http, "owner@corner.example.com").await;
    (strict.register, strict.token) = (register.to_string(), till.token.clone());
    let jobs: Vec<(&str, String)> = SERVICES
        .map(|service| (service, shape.base_of(service)))
        .into_iter()
        .chain([("edge", base.clone())])
        .collect();
    // What was done before the services ran is heard by each that hears of it, and measured.
    for (service, consumer) in [
        ("order", "order.price_book"),
        ("inventory", "inventory.orders"),
        ("audit", "audit.auth"),
        ("audit", "audit.product"),
        ("audit", "audit.inventory"),
        ("audit", "audit.order"),
        ("audit", "audit.audit"),
    ] {
        watch
            .until(
                &shape.base_of(service),
                "consumer_lag_events",
                &[("consumer", consumer)],
                |behind| behind == 0.0,
            )
            .await;
    }
    let mut refused = 0;
    for minute in 0..HEALTHY_MINUTES + 9 {
        if minute == HEALTHY_MINUTES {
            watch.assert_fires(&[(watch.now(), &[])]);
            shape.kill("inventory");
        }
        let sale = till.sale();
        assert!(till.send(&base, &sale).await, "a store that does not ask sells on");
        let sale = strict.sale();
        refused += usize::from(!strict.send(&base, &sale).await);
        // Somebody looks at the stock, too.
        let look = till.http.get(format!("{base}/stock")).bearer_auth(&till.token);
        let status = look.header("x-tenant-id", &till.tenant).send().await.unwrap().status();
        assert_eq!(status == 503, minute >= HEALTHY_MINUTES, "{status}");
        watch.minute(&jobs).await;
    }
    assert_eq!(refused, 9, "{}", json!({"accepted": strict.accepted.len()}));
    watch.assert_fires(&[(watch.now(), &["CheckoutFailing", "PeerFailing", "ProcessDown"])]);
}
