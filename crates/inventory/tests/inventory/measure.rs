//! A measurement, not a test: how fast a backlog of sales is booked. `cargo test -p inventory -- --ignored --nocapture measure`.

use std::time::Instant;

use contracts::contexts::ORDER;
use kernel::events::{Bus, relay_once, run_consumer_once};
use testkit::TestApp;
use uuid::Uuid;

use crate::support::{assert_sums, count, new_id, sale};

const EVENTS: usize = 5_000;
const LINES: usize = 5;
const PRODUCTS: usize = 2_000;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "a measurement: it prints and asserts no time"]
async fn measure_a_backlog_of_sales() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let location = shop.location_id();
    let products: Vec<_> = (0..PRODUCTS).map(|_| new_id()).collect();
    let stock = products.iter().map(|product| (*product, 900_000_000)).collect();
    inventory::seed_stock(
        app.deps(contracts::contexts::INVENTORY),
        &shop.caller(),
        Uuid::now_v7(),
        location,
        stock,
    )
    .await
    .unwrap();
    let (mut ids, mut orders, mut payloads) = (Vec::new(), Vec::new(), Vec::new());
    for n in 0..EVENTS {
        let lines: Vec<_> = (0..LINES)
            .map(|k| (products[(n * 7_919 + k * 104_729) % PRODUCTS], 1_000))
            .collect();
        let sold = sale(&app, &shop, location, &lines);
        ids.push(Uuid::now_v7());
        orders.push(sold.order_id.uuid());
        payloads.push(serde_json::to_string(&sold).unwrap());
    }
    let mut admin = app.admin_connection().await;
    sqlx::query(
        "INSERT INTO orders.outbox (tenant_id, id, type, aggregate_id, aggregate_version, at, data)
         SELECT $1, q.id, 'order.completed', q.aggregate_id, 1, now(), q.data FROM unnest($2::uuid[], $3::uuid[], $4::text[]) AS q(id, aggregate_id, data)",
    )
    .bind(shop.tenant_id().uuid())
    .bind(&ids)
    .bind(&orders)
    .bind(&payloads)
    .execute(&mut admin)
    .await
    .unwrap();
    while relay_once(&app.deps(ORDER).db, &Bus::Log).await.unwrap() > 0 {}
    let consumers = app.assembly().consumers();
    let orders = consumers
        .iter()
        .find(|run| run.consumer.name == "inventory.orders")
        .unwrap();
    let (started, cpu_before) = (Instant::now(), cpu_ticks(&app).await);
    while run_consumer_once(orders).await.unwrap() > 0 {}
    let (took, cpu) = (started.elapsed(), cpu_ticks(&app).await - cpu_before);
    assert_eq!(
        count(&app, "SELECT count(*) FROM inventory.move WHERE kind = 'sale'").await,
        i64::try_from(EVENTS * LINES).unwrap()
    );
    assert_sums(&app).await;
    let a_second = |count: usize| count as u128 * 1_000 / took.as_millis().max(1);
    println!(
        "{EVENTS} sales of {LINES} lines in {took:?}: {} events/s, {} moves/s; processor, program and Postgres: {} us for each event",
        a_second(EVENTS),
        a_second(EVENTS * LINES),
        cpu * 10_000 / EVENTS as u64,
    );
}

/// Processor time, in hundredths of a second, that this program and its Postgres sessions have used: on a shared machine the only
/// number that means something.
async fn cpu_ticks(app: &TestApp) -> u64 {
    let mut admin = app.admin_connection().await;
    let mut processes: Vec<String> =
        sqlx::query_scalar("SELECT pid::text FROM pg_stat_activity WHERE datname = current_database()")
            .fetch_all(&mut admin)
            .await
            .unwrap();
    processes.push("self".to_owned());
    let ticks = |process: &String| {
        let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
        let fields: Vec<u64> = stat
            .rsplit(')')
            .next()
            .unwrap_or_default()
            .split_whitespace()
            .skip(11)
            .take(2)
            .flat_map(str::parse)
            .collect();
        fields.iter().sum::<u64>()
    };
    processes.iter().map(ticks).sum()
}
