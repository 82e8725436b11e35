//! The program is killed (`kill -9`) at every place that has a name (`kernel::failpoint`), while a shop does a bit of everything, and started again.
//! Whoever was not answered asks the same again, and in the end everything has happened once or not at all (fault F1).

use std::time::{Duration, Instant};

use kernel::failpoint::{self, Failpoint};
use sqlx::PgConnection;
use testkit::TestApp;

use crate::{
    SEEDS_ASKED_FOR,
    day::Day,
    one,
    program::{PATIENCE, Program},
    stored_sales,
};

/// How often each place is killed at, and at most: there are many.
const SEEDS: u64 = 2;
const SEEDS_MAX: u64 = 20;
/// How soon the program serves again, half of the times at least: what else a computer does may make it late once.
const READY_MAX: Duration = Duration::from_secs(5);
/// What is passed once in a while is killed at the first time, the rest at another for each seed.
const RARE: &[Failpoint] = &[
    failpoint::SIGN_IN_WRITTEN,
    failpoint::SIGN_IN_COMMITTED,
    failpoint::SWEEP_FOUND,
    failpoint::SWEEP_WRITTEN,
    failpoint::SWEEP_COMMITTED,
    failpoint::TRAIL_WRITTEN,
    failpoint::TRAIL_COMMITTED,
    failpoint::CHAIN_LINKED,
    failpoint::CHAIN_APPENDED,
    failpoint::CHAIN_WRITTEN,
    failpoint::CHAIN_COMMITTED,
];
/// The list in parts, so that they run side by side.
const PARTS: usize = 4;

async fn killed_everywhere(part: usize) {
    for place in failpoint::EVERYWHERE.iter().skip(part).step_by(PARTS) {
        killed_at(*place).await;
    }
}

/// Everything has happened once, or not at all.
mod killed_at_every_place {
    #[tokio::test(flavor = "multi_thread")]
    async fn first_quarter() {
        super::killed_everywhere(0).await;
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn second_quarter() {
        super::killed_everywhere(1).await;
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn third_quarter() {
        super::killed_everywhere(2).await;
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn fourth_quarter() {
        super::killed_everywhere(3).await;
    }
}

async fn killed_at(place: Failpoint) {
    let app = TestApp::start().await;
    let mut day = Day::open(&app).await;
    let mut connection = app.admin_connection().await;
    let (seeds, since) = (SEEDS_ASKED_FOR.unwrap_or(SEEDS).min(SEEDS_MAX), Instant::now());
    let mut starts = Vec::new();
    for seed in 1..=seeds {
        let nth = if RARE.contains(&place) { 1 } else { 1 + seed * 5 % 12 };
        let when = format!("{} seed {seed}", place.name());
        day.sign_out();
        if let Some(mut program) = Program::start_to_die(&app, format!("{}:{nth}", place.name()), &[]).await {
            let since = Instant::now();
            while !program.is_killed() {
                day.go_on(&program.base).await;
                assert!(since.elapsed() < PATIENCE, "{when}: nothing passes this place");
            }
        }
        let starting = Instant::now();
        let again = Program::start(&app, None, &[]).await;
        starts.push(starting.elapsed());
        day.finish(&again.base).await;
        settle(&mut connection, &when).await;
        check(&mut connection, &day, &when).await;
    }
    starts.sort();
    let (usual, slowest) = (starts[(starts.len() - 1) / 2], starts[starts.len() - 1]);
    assert!(usual < READY_MAX, "{}: it serves again after {usual:?}", place.name());
    // The program lives by the machine's clock.
    let report = novapos::verify::check(&app.database().options_as(kernel::db::LOGIN_ROLE), chrono::Utc::now())
        .await
        .unwrap();
    assert!(report.holds(), "{}: {report}", place.name());
    println!(
        "{}: killed {seeds} times in {:?}, serves again after {usual:?}, {slowest:?} at most",
        place.name(),
        since.elapsed()
    );
}

/// Waits until every event is relayed and applied, and every row of the trail is chained.
pub async fn settle(connection: &mut PgConnection, when: &str) {
    let waiting = "SELECT (SELECT count(*) FROM orders.outbox WHERE position IS NULL)
        + (SELECT count(*) FROM inventory.outbox WHERE position IS NULL)
        + (SELECT head.position - COALESCE((SELECT position FROM inventory.consumer_cursor WHERE consumer = 'inventory.orders'), 0) FROM orders.outbox_head head)
        + (SELECT count(*) FROM (SELECT id FROM auth.audit_event UNION ALL SELECT id FROM product.audit_event UNION ALL SELECT id FROM inventory.audit_event
            UNION ALL SELECT id FROM orders.audit_event UNION ALL SELECT id FROM audit.audit_event) rows)
        - (SELECT count(*) FROM audit.entry)";
    let since = Instant::now();
    while one(connection, waiting).await != 0 {
        assert!(
            since.elapsed() < PATIENCE,
            "{when}: events are applied and the trail is chained in time"
        );
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

async fn check(connection: &mut PgConnection, day: &Day, when: &str) {
    let sales = stored_sales(connection, &day.tills, when).await;
    let voids = i64::try_from(day.voided.len()).unwrap();
    for (what, sql, wanted) in [
        ("voids", "SELECT count(*) FROM orders.order_void", voids),
        (
            "moves = lines",
            "SELECT count(*) FROM inventory.move WHERE kind = 'sale'",
            sales * 2,
        ),
        (
            "moves back = lines",
            "SELECT count(*) FROM inventory.move WHERE kind = 'void'",
            voids * 2,
        ),
        ("one event each", "SELECT count(*) FROM orders.outbox", sales + voids),
        ("no dead letter", "SELECT count(*) FROM inventory.dead_letter", 0),
        (
            "the goods of a sale are held no longer, and those of a refused one neither",
            "SELECT count(*) FROM inventory.reservation WHERE holder = 'order' AND state = 'held'",
            0,
        ),
    ] {
        assert_eq!(one(connection, sql).await, wanted, "{when}: {what}");
    }
}
