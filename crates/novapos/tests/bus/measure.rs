//! A measurement, not a test: how fast a backlog of sales reaches the stock over each arm, and how late a single sale does.
//! `cargo test --release -p novapos --test bus -- --ignored --nocapture measure`.

use std::time::{Duration, Instant};

use contracts::contexts::ORDER;
use kernel::events::{self, Bus};

use crate::stand::{Arm, Stand, one};

const EVENTS: usize = 20_000;
const LINES: usize = 5;
const SINGLE: usize = 200;

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a measurement: it prints and asserts no time"]
async fn measure_both_arms() {
    for arm in [Arm::Log, Arm::Kafka] {
        backlog(arm).await;
        lag(arm).await;
    }
}

async fn backlog(arm: Arm) {
    let stand = Stand::new(arm).await;
    let mut cart = vec![(stand.product, 1000)];
    for number in 1..LINES {
        cart.push((stand.shop.product(&format!("TEA-{number}"), 250).await, 1000));
    }
    stand.app.settle().await;
    stand.shop.sell(&stand.shop.admin(), &cart).await.expect(201);
    // As many like it, each an order of its own.
    stand
        .execute(&format!(
            "INSERT INTO orders.outbox (tenant_id, id, type, aggregate_id, aggregate_version, at, data)
             SELECT tenant_id, gen_random_uuid(), type, new.id, 1, at, (data::jsonb || jsonb_build_object('order_id', new.id, 'lines',
                 (SELECT jsonb_agg(line || jsonb_build_object('line_id', gen_random_uuid())) FROM jsonb_array_elements(data::jsonb -> 'lines') line
                  WHERE new.id IS NOT NULL)))::text
             FROM orders.outbox, LATERAL (SELECT gen_random_uuid() AS id FROM generate_series(1, {EVENTS})) new"
        ))
        .await;
    let (deps, bus) = (stand.app.deps(ORDER), &stand.app.assembly().bus);
    let stamping = Instant::now();
    while events::relay_once(&deps.db, bus).await.unwrap() > 0 {}
    say(arm, "stamped", EVENTS, stamping.elapsed());
    if let Bus::Kafka(kafka) = bus {
        let publishing = Instant::now();
        while events::kafka::publish_once(&deps.db, kafka, events::Log::Outbox)
            .await
            .unwrap()
            > 0
        {}
        say(arm, "published", EVENTS, publishing.elapsed());
    }
    let applying = Instant::now();
    let running = stand.run_consumer(stand.consumer());
    let mut admin = stand.app.admin_connection().await;
    let wanted = i64::try_from(EVENTS + 1).unwrap();
    while one(
        &mut admin,
        "SELECT count(*) FROM inventory.inbox WHERE consumer = 'inventory.orders'",
    )
    .await
        < wanted
    {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    say(arm, "applied", EVENTS, applying.elapsed());
    running.stop().await;
}

/// From a sale's answer until the stock knows of it.
async fn lag(arm: Arm) {
    let stand = Stand::new(arm).await;
    let running = stand.run();
    stand.sell().await;
    stand.settle().await;
    let mut admin = stand.app.admin_connection().await;
    let mut lags = Vec::new();
    for number in 0..SINGLE {
        stand.sell().await;
        let since = Instant::now();
        let wanted = i64::try_from(number + 2).unwrap();
        while one(&mut admin, "SELECT count(*) FROM inventory.move").await < wanted {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        lags.push(since.elapsed());
    }
    running.stop().await;
    lags.sort();
    println!(
        "{arm:?}: a single sale reaches the stock in {:?} (p50), {:?} (p99)",
        lags[SINGLE / 2],
        lags[SINGLE * 99 / 100]
    );
}

fn say(arm: Arm, what: &str, count: usize, took: Duration) {
    println!(
        "{arm:?}: {what} {count} events of {LINES} lines in {took:?}: {} events/s",
        count as u128 * 1000 / took.as_millis().max(1)
    );
}
