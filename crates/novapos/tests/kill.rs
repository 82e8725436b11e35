//! The program is killed (`kill -9`) after a commit, after a relay and after an effect, twenty times each, while four tills sell, and started
//! again. The tills send again what was not acknowledged. In the end each sale is there once and each of its lines moved stock once (faults F1-F3).
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may end with a panic and makes its own ids, tasks and clients"
)]

#[path = "support/serving.rs"]
mod serving;

use std::{
    io::{BufRead as _, BufReader},
    process::{Child, ChildStderr, Command, Stdio},
    sync::{
        LazyLock,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use contracts::ids::ProductId;
use futures_util::future::join_all;
use serde_json::{Value, json};
use serving::until_serving;
use sqlx::{PgConnection, Row};
use testkit::TestApp;
use uuid::Uuid;

/// How often each point is killed at; `make test-full` asks for more.
static SEEDS: LazyLock<u64> =
    LazyLock::new(|| std::env::var("NOVAPOS_KILL_SEEDS").map_or(20, |seeds| seeds.parse().expect("a number of seeds")));
/// Tills that sell at once, so that a killed batch holds sales of several.
const TILLS: usize = 4;
/// A limit on what hangs, not a measure: on a busy machine everything takes its time.
const PATIENCE: Duration = Duration::from_secs(180);

/// The program as a process of its own over a test's database.
struct Program {
    child: Child,
    base: String,
}

impl Program {
    /// Starts it on a port that it takes itself, and waits until it serves.
    async fn start(app: &TestApp, failpoint: Option<String>) -> Self {
        let database = app.database();
        let url = format!(
            "postgres:///{}?host={}&port={}&user=",
            database.name(),
            database.socket_folder().display(),
            testkit::cluster::PORT
        );
        let mut command = Command::new(env!("CARGO_BIN_EXE_novapos"));
        command
            .arg("serve")
            .env("NOVAPOS__DATABASE__URL", format!("{url}{}", kernel::db::LOGIN_ROLE))
            .env(
                "NOVAPOS__DATABASE__ADMIN_URL",
                format!("{url}{}", testkit::cluster::ADMIN),
            )
            .env("NOVAPOS__AUTH__KEY", "env:NOVAPOS_TEST_KEY")
            .env("NOVAPOS_TEST_KEY", testkit::AUTH_KEY)
            .env("NOVAPOS__LISTEN__PORT", "0")
            .env("NOVAPOS__LISTEN__ADMIN_PORT", "0")
            .stdin(Stdio::null())
            .stderr(Stdio::piped());
        if let Some(failpoint) = failpoint {
            command.env("NOVAPOS_FAILPOINT", failpoint);
        }
        let mut child = command.spawn().expect("the program starts");
        let log = BufReader::new(child.stderr.take().expect("its log"));
        let port = tokio::task::spawn_blocking(move || port_of(log)).await.unwrap();
        Self {
            child,
            base: format!("http://127.0.0.1:{port}"),
        }
    }

    fn is_dead(&mut self) -> bool {
        self.child.try_wait().expect("a child").is_some()
    }
}

/// The port that the program says it serves on. What it says afterwards is read, so that it can go on, and shown where it is an error.
fn port_of(mut log: BufReader<ChildStderr>) -> u16 {
    let (port, _) = until_serving(&mut log);
    std::thread::spawn(move || {
        for line in log
            .lines()
            .map_while(Result::ok)
            .filter(|line| line.contains("\"ERROR\""))
        {
            eprintln!("{line}");
        }
    });
    port
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A till: it makes its sale, keeps it, and sends it until it is accepted.
struct Till {
    http: reqwest::Client,
    tenant: String,
    token: String,
    register: String,
    product: ProductId,
    rev: i64,
    next_number: i64,
    accepted: Vec<Uuid>,
}

impl Till {
    fn sale(&self) -> (Uuid, Value) {
        let id = Uuid::now_v7();
        let line = || json!({"id": Uuid::now_v7(), "product_id": self.product, "quantity_milli": 1000});
        let body = json!({"id": id, "register_id": self.register, "receipt_number": self.next_number, "rev": self.rev, "lines": [line(), line()],
            "tenders": [{"id": Uuid::now_v7(), "kind": "cash", "amount_minor": 500}],
            "expected": {"total_minor": 500, "due_minor": 500, "change_minor": 0}, "device_at": "2026-03-02T10:00:00.000Z"});
        (id, body)
    }

    /// Whether the sale was accepted; an error is a lost answer.
    async fn send(&mut self, base: &str, (id, body): &(Uuid, Value)) -> bool {
        let request = self
            .http
            .post(format!("{base}/orders"))
            .bearer_auth(&self.token)
            .header("x-tenant-id", &self.tenant);
        let Ok(answer) = request.json(body).send().await else {
            return false;
        };
        let status = answer.status().as_u16();
        assert!(
            status == 201 || status == 503,
            "{status}: {}",
            answer.text().await.unwrap_or_default()
        );
        if status == 201 {
            self.accepted.push(*id);
            self.next_number += 1;
        }
        status == 201
    }
}

/// Sells until the program is dead. Returns the sale whose answer is outstanding.
async fn sell_until(dead: &AtomicBool, till: &mut Till, base: &str) -> (Uuid, Value) {
    let mut kept = till.sale();
    while !dead.load(Ordering::Relaxed) {
        if till.send(base, &kept).await {
            kept = till.sale();
        }
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    kept
}

async fn sign_in(program: &Program, http: &reqwest::Client, email: &str) -> String {
    let body = json!({"shop_code": "corner", "email": email, "password": testkit::PASSWORD, "client": "api"});
    let answer = http
        .post(format!("{}/auth/sign-in", program.base))
        .json(&body)
        .send()
        .await
        .unwrap();
    let session: Value = answer.json().await.unwrap();
    session["access_token"]
        .as_str()
        .unwrap_or_else(|| panic!("{session}"))
        .to_owned()
}

async fn one(connection: &mut PgConnection, sql: &'static str) -> i64 {
    sqlx::query(sql).fetch_one(connection).await.unwrap().get(0)
}

/// Waits until every event is relayed and applied.
async fn settle(connection: &mut PgConnection) {
    let since = Instant::now();
    let waiting = "SELECT (SELECT count(*) FROM orders.outbox WHERE position IS NULL)
        + (SELECT head.position - COALESCE((SELECT position FROM inventory.consumer_cursor WHERE consumer = 'inventory.orders'), 0) FROM orders.outbox_head head)";
    while one(connection, waiting).await > 0 {
        assert!(since.elapsed() < PATIENCE, "events are applied in time");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

async fn killed_at(failpoint: &str) {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let product = shop.product("TEA", 250).await;
    app.settle().await;
    let mut connection = app.admin_connection().await;
    let http = reqwest::Client::builder()
        .timeout(Duration::from_secs(30))
        .build()
        .unwrap();
    let mut tills = Vec::new();
    for number in 0..TILLS {
        let register =
            json!({"store_id": shop.store_id(), "name": format!("Till {number}"), "code": format!("T{number}")});
        let register = shop.admin().post("/registers", register).await.expect(201).json();
        tills.push(Till {
            http: http.clone(),
            tenant: shop.tenant_id().to_string(),
            token: String::new(),
            register: register["id"].as_str().unwrap().to_owned(),
            product,
            rev: 1,
            next_number: 1,
            accepted: Vec::new(),
        });
    }
    for seed in 1..=*SEEDS {
        // 5 and 12 have nothing in common: twelve seeds are twelve different points.
        let mut program = Program::start(&app, Some(format!("{failpoint}:{}", 1 + seed * 5 % 12))).await;
        let token = sign_in(&program, &http, "owner@corner.example.com").await;
        for till in &mut tills {
            till.token.clone_from(&token);
        }
        let (dead, base, since) = (AtomicBool::new(false), program.base.clone(), Instant::now());
        let selling = join_all(tills.iter_mut().map(|till| sell_until(&dead, till, &base)));
        let watching = async {
            while !program.is_dead() {
                assert!(
                    since.elapsed() < PATIENCE,
                    "{failpoint} seed {seed}: the program passes its failpoint"
                );
                tokio::time::sleep(Duration::from_millis(2)).await;
            }
            dead.store(true, Ordering::Relaxed);
        };
        let (kept, ()) = tokio::join!(selling, watching);
        drop(program);
        let again = Program::start(&app, None).await;
        let since = Instant::now();
        for (till, sale) in tills.iter_mut().zip(&kept) {
            while !till.send(&again.base, sale).await {
                assert!(
                    since.elapsed() < PATIENCE,
                    "{failpoint} seed {seed}: the same sale is accepted after the restart"
                );
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        }
        settle(&mut connection).await;
        check(&mut connection, &tills, &format!("{failpoint} seed {seed}")).await;
    }
    let together = "SELECT count(*) FROM (SELECT txid FROM orders.orders GROUP BY txid HAVING count(*) > 1) t";
    let together = one(&mut connection, together).await;
    assert!(together > 0, "some sales shared a transaction");
    let sales: usize = tills.iter().map(|till| till.accepted.len()).sum();
    println!(
        "{failpoint}: killed {} times, {sales} sales, each once, {together} shared transactions",
        *SEEDS
    );
    // The program lives by the machine's clock.
    let report = novapos::verify::check(&app.database().options_as(kernel::db::LOGIN_ROLE), chrono::Utc::now())
        .await
        .unwrap();
    assert!(report.holds(), "{report}");
}

async fn check(connection: &mut PgConnection, tills: &[Till], when: &str) {
    let mut sales = 0;
    for till in tills {
        let stored: Vec<Uuid> =
            sqlx::query_scalar("SELECT id FROM orders.orders WHERE register_id = $1::uuid ORDER BY receipt_number")
                .bind(&till.register)
                .fetch_all(&mut *connection)
                .await
                .unwrap();
        assert_eq!(
            stored, till.accepted,
            "{when}: every acknowledged sale is there, once, and no other"
        );
        sales += i64::try_from(stored.len()).unwrap();
    }
    for (what, sql, wanted) in [
        (
            "moves = lines",
            "SELECT count(*) FROM inventory.move WHERE kind = 'sale'",
            sales * 2,
        ),
        (
            "on hand = moves",
            "SELECT -sum(on_hand_milli)::bigint FROM inventory.level",
            sales * 2000,
        ),
        ("one event each", "SELECT count(*) FROM orders.outbox", sales),
        (
            "the ledger balances",
            "SELECT COALESCE(sum(amount_minor), 0)::bigint FROM orders.ledger_entry",
            0,
        ),
        ("no dead letter", "SELECT count(*) FROM inventory.dead_letter", 0),
    ] {
        assert_eq!(one(connection, sql).await, wanted, "{when}: {what}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_after_a_commit_no_sale_is_lost_or_doubled() {
    killed_at(kernel::failpoint::BATCH_COMMITTED).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_after_a_relay_no_effect_is_lost_or_doubled() {
    killed_at(kernel::failpoint::RELAYED).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_after_an_effect_no_effect_is_lost_or_doubled() {
    killed_at(kernel::failpoint::EFFECT_COMMITTED).await;
}
