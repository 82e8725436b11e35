//! The broker is away for a while in which the shop sells on at a steady rate: nothing waits for it, and what happened meanwhile is told in order
//! when it is back, faster than more happens (reliability F10).

use std::time::{Duration, Instant};

use contracts::contexts;
use kernel::events::{self, kafka};

use crate::{
    stand::{Arm, PATIENCE, Stand, alone},
    steady::{Steady, rate},
};

const SALES_PER_S: u32 = 20;
/// What is not measured: everything is used for the first time.
const WARM: Duration = Duration::from_secs(2);
/// How long the checkouts are measured calm, and again afterwards: what else this computer does comes and goes.
const CALM: Duration = Duration::from_secs(10);
const MOVES: &str = "SELECT count(*) FROM inventory.move";
/// So few are always on their way.
const CAUGHT_UP: usize = 4;
/// How soon it has caught up, its start included.
const CAUGHT_UP_MAX: Duration = Duration::from_secs(60);
/// A checkout that waited for the broker would take seconds. What this computer does beside the test must not count.
const NOISE: Duration = Duration::from_millis(50);

#[tokio::test(flavor = "multi_thread")]
async fn while_the_broker_is_away_checkouts_are_as_quick_and_it_is_told_afterwards() {
    away(Duration::from_secs(10)).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a minute"]
async fn while_the_broker_is_away_for_a_minute_checkouts_are_as_quick_and_it_is_told_afterwards() {
    away(Duration::from_secs(60)).await;
}

async fn away(lasts: Duration) {
    let broker = alone().await;
    let stand = Stand::at(Arm::Kafka, broker.address()).await;
    let running = stand.run();
    let steady = Steady::new(SALES_PER_S);
    let scenario = async {
        tokio::time::sleep(WARM).await;
        let from = Instant::now();
        tokio::time::sleep(CALM).await;
        let mut calm = steady.between(from, Instant::now());
        broker.kill();
        let from = Instant::now();
        tokio::time::sleep(lasts).await;
        let during = steady.between(from, Instant::now());
        let broker = tokio::task::spawn_blocking(move || {
            broker.restart();
            broker
        })
        .await
        .unwrap();
        let deps = stand.app.deps(contexts::ORDER);
        let waiting = kafka::backlog(&deps.db, stand.kafka(), events::Log::Outbox)
            .await
            .unwrap();
        let (back, at_first) = (Instant::now(), stand.count(MOVES).await);
        while stand.count(MOVES).await == at_first {
            assert!(back.elapsed() < PATIENCE, "the broker is used again");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        let (first, sold_at_first) = (Instant::now(), steady.sold());
        while steady.sold() > usize::try_from(stand.count(MOVES).await).unwrap() + CAUGHT_UP {
            assert!(back.elapsed() < PATIENCE, "it catches up");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        let (draining, caught_up) = (first.elapsed(), back.elapsed());
        let drained = usize::try_from(stand.count(MOVES).await - at_first).unwrap();
        let more = steady.sold() - sold_at_first;
        tokio::time::sleep(WARM).await;
        let from = Instant::now();
        tokio::time::sleep(CALM).await;
        calm.extend(steady.between(from, Instant::now()));
        calm.sort();
        steady.stop();
        (broker, calm, during, waiting, drained, draining, more, caught_up)
    };
    let ((), (broker, calm, during, waiting, drained, draining, more, caught_up)) =
        tokio::join!(steady.sell(&stand), scenario);
    stand.settle().await;
    running.stop().await;
    let (quick, away) = (p99(&calm), p99(&during));
    println!(
        "p50 of {} checkouts {:?} and p99 {quick:?}, of {} without a broker {:?} and {away:?} ({:.2} of it); {} events waited, {drained} effects in {draining:?} \
         ({:.0}/s, {:.0} sales/s meanwhile), {caught_up:?} after it was back",
        calm.len(),
        calm[calm.len() / 2],
        during.len(),
        during[during.len() / 2],
        away.as_secs_f64() / quick.as_secs_f64(),
        waiting.events,
        rate(drained, draining),
        rate(more, draining),
    );
    assert!(
        away <= quick.mul_f64(1.2) + NOISE,
        "{away:?} without a broker, {quick:?} with one"
    );
    // The till keeps its pace; on a busy computer not all of it.
    let wanted = lasts.as_secs() * u64::from(SALES_PER_S) / 2;
    assert!(
        during.len() as u64 >= wanted,
        "{} sales while it was away",
        during.len()
    );
    assert!(
        waiting.events.unsigned_abs() >= wanted,
        "what is sold meanwhile waits in the outbox"
    );
    assert!(
        rate(drained, draining) >= 3.0 * f64::from(SALES_PER_S),
        "{drained} effects in {draining:?}"
    );
    assert!(caught_up < CAUGHT_UP_MAX, "it has caught up after {caught_up:?}");
    // Nothing is lost or doubled, and the topic is read to its end.
    stand.check(steady.sold(), 0).await;
    drop(broker);
}

/// Of times that are in order.
fn p99(took: &[Duration]) -> Duration {
    took[took.len() * 99 / 100]
}
