//! The program is killed (`kill -9`) where it hurts most, and started again.

use std::{
    sync::atomic::{AtomicBool, Ordering},
    time::{Duration, Instant},
};

use futures_util::future::join_all;
use serde_json::Value;
use uuid::Uuid;

use crate::{
    program::{PATIENCE, Program, Till, sell_until, sign_in},
    stand::{Arm, Stand},
};

/// How often each place is killed at, and how often at most when `make test-full` asks for more.
const SEEDS: u64 = 2;
const SEEDS_MAX: u64 = 20;
/// Places that are tried at once.
const TOGETHER: usize = 4;

/// Between an effect and the offset that says that it was made.
pub async fn killed_after_an_effect_nothing_is_lost_or_doubled(arm: Arm) {
    killed_at(&Stand::new(arm).await, kernel::failpoint::EFFECT_COMMITTED.name()).await;
}

/// Between Kafka's word and the note that it has the events. Only on Kafka: the log's relay stamps in the transaction that notes it.
#[tokio::test(flavor = "multi_thread")]
async fn killed_after_publishing_events_are_published_again_and_have_one_effect() {
    let stand = Stand::new(Arm::Kafka).await;
    killed_at(&stand, kernel::failpoint::PUBLISHED.name()).await;
    let events = usize::try_from(stand.count("SELECT count(*) FROM orders.outbox").await).unwrap();
    let messages = stand.topic().messages().len();
    assert!(
        messages > events,
        "{messages} messages of {events} events: some were published again"
    );
}

/// Every place that is passed on Kafka alone.
#[tokio::test(flavor = "multi_thread")]
async fn killed_at_every_place_of_kafka_nothing_is_lost_or_doubled() {
    // Side by side: most of it is waiting for a group to notice that somebody is gone.
    for places in kernel::failpoint::ON_KAFKA.chunks(TOGETHER) {
        join_all(places.iter().map(async |place| {
            killed_at(&Stand::new(Arm::Kafka).await, place.name()).await;
        }))
        .await;
    }
}

async fn killed_at(stand: &Stand, failpoint: &str) {
    let http = reqwest::Client::builder()
        .timeout(Duration::from_secs(30))
        .build()
        .unwrap();
    let mut till = Till::open(&stand.shop, 7, &http, stand.product).await;
    // What opening the shop recorded is published before a failpoint counts: it is sales that are interrupted, and nobody signs in at
    // a program that is about to die.
    let calm = Program::start(&stand.app, None, &stand.environment()).await;
    till.token = sign_in(&calm.base, &http, "owner@corner.example.com").await;
    stand.settle().await;
    drop(calm);
    let asked = std::env::var("NOVAPOS_KILL_SEEDS").ok();
    let seeds = asked.map_or(SEEDS, |seeds| {
        seeds.parse::<u64>().expect("a number of seeds").min(SEEDS_MAX)
    });
    for seed in 1..=seeds {
        let failpoint_of_seed = format!("{failpoint}:{}", 2 * seed);
        let kept = match Program::start_to_die(&stand.app, failpoint_of_seed, &stand.environment()).await {
            Some(program) => sell_until_dead(program, &mut till, &format!("{failpoint} {seed}")).await,
            // What a kill left unsaid is said again at the start, which may be where it dies.
            None => till.sale(),
        };
        let again = Program::start(&stand.app, None, &stand.environment()).await;
        let when = format!("{failpoint} {seed}, after the restart");
        till.send_until_accepted(&again.base, &kept, &when).await;
        stand.settle().await;
        let moves = stand
            .count("SELECT count(*) FROM inventory.move WHERE kind = 'sale'")
            .await;
        // A till's sale has two lines.
        assert_eq!(
            moves,
            i64::try_from(till.accepted.len() * 2).unwrap(),
            "{failpoint} {seed}"
        );
        assert_eq!(
            stand.count("SELECT count(*) FROM inventory.dead_letter").await,
            0,
            "{failpoint} {seed}"
        );
    }
    // The program lives by the machine's clock.
    let report = novapos::verify::check(
        &stand.app.database().options_as(kernel::db::LOGIN_ROLE),
        chrono::Utc::now(),
    )
    .await
    .unwrap();
    assert!(report.holds(), "{report}");
}

/// Sells until the program has died at its place. Returns the sale whose answer is outstanding.
async fn sell_until_dead(mut program: Program, till: &mut Till, when: &str) -> (Uuid, Value) {
    let (dead, base, since) = (AtomicBool::new(false), program.base.clone(), Instant::now());
    let watching = async {
        while !program.is_killed() {
            assert!(since.elapsed() < PATIENCE, "{when}: the program passes its failpoint");
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        dead.store(true, Ordering::Relaxed);
    };
    tokio::join!(sell_until(&dead, till, &base), watching).0
}
