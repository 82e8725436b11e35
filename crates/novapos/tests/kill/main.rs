//! The program is killed (`kill -9`) after a commit, after a relay and after an effect, twenty times each, while four tills sell, and started
//! again. The tills send again what was not acknowledged. In the end each sale is there once and each of its lines moved stock once (faults F1-F3).
//! The same at every other place that has a name is in `steps.rs`.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may end with a panic and makes its own ids, tasks and clients"
)]

#[path = "../support/program.rs"]
mod program;
#[path = "../support/serving.rs"]
mod serving;

mod day;
mod steps;

use std::{
    sync::{
        LazyLock,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use futures_util::future::join_all;
use program::{PATIENCE, Program, Till, sell_until, sign_in};
use sqlx::{PgConnection, Row};
use testkit::TestApp;
use uuid::Uuid;

/// `make test-full` asks for more.
static SEEDS_ASKED_FOR: LazyLock<Option<u64>> = LazyLock::new(|| {
    let asked = std::env::var("NOVAPOS_KILL_SEEDS").ok()?;
    Some(asked.parse().expect("a number of seeds"))
});
/// How often each point is killed at.
static SEEDS: LazyLock<u64> = LazyLock::new(|| SEEDS_ASKED_FOR.unwrap_or(20));
/// Tills that sell at once, so that a killed batch holds sales of several.
const TILLS: usize = 4;

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
        tills.push(Till::open(&shop, number, &http, product).await);
    }
    for seed in 1..=*SEEDS {
        // 5 and 12 have nothing in common: twelve seeds are twelve different points.
        let mut program = Program::start(&app, Some(format!("{failpoint}:{}", 1 + seed * 5 % 12)), &[]).await;
        let token = sign_in(&program.base, &http, "owner@corner.example.com").await;
        for till in &mut tills {
            till.token.clone_from(&token);
        }
        let (dead, base, since) = (AtomicBool::new(false), program.base.clone(), Instant::now());
        let selling = join_all(tills.iter_mut().map(|till| sell_until(&dead, till, &base)));
        let watching = async {
            while !program.is_killed() {
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
        let again = Program::start(&app, None, &[]).await;
        let when = format!("{failpoint} seed {seed}, after the restart");
        for (till, sale) in tills.iter_mut().zip(&kept) {
            till.send_until_accepted(&again.base, sale, &when).await;
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
    // The last one to be started again did not live until all of its trail was chained.
    let last = Program::start(&app, None, &[]).await;
    steps::settle(&mut connection, failpoint).await;
    drop(last);
    // The program lives by the machine's clock.
    let report = novapos::verify::check(&app.database().options_as(kernel::db::LOGIN_ROLE), chrono::Utc::now())
        .await
        .unwrap();
    assert!(report.holds(), "{report}");
}

/// How many sales are stored: every acknowledged one, once, and no other.
async fn stored_sales(connection: &mut PgConnection, tills: &[Till], when: &str) -> i64 {
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
    sales
}

async fn check(connection: &mut PgConnection, tills: &[Till], when: &str) {
    let sales = stored_sales(connection, tills, when).await;
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
    killed_at(kernel::failpoint::BATCH_COMMITTED.name()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_after_a_relay_no_effect_is_lost_or_doubled() {
    killed_at(kernel::failpoint::RELAYED.name()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_after_an_effect_no_effect_is_lost_or_doubled() {
    killed_at(kernel::failpoint::EFFECT_COMMITTED.name()).await;
}
