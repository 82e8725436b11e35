//! A consumer whose effects take longer than its group usually waits.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use kernel::Error;

use crate::stand::{Arm, Stand};

const SALES: usize = 12;
/// All of them take longer than a reader waits before it pauses its partitions (3 s).
const EACH: Duration = Duration::from_millis(350);

pub async fn a_slow_consumer_applies_each_event_once(arm: Arm) {
    let stand = Stand::new(arm).await;
    stand.sell_many(SALES).await;
    let without_consumer = stand.run_without_consumer();
    let mut run = stand.consumer();
    let (apply, begun) = (run.consumer.apply.clone(), Arc::new(AtomicUsize::new(0)));
    let counted = begun.clone();
    run.consumer.apply = Arc::new(move |tx, events| {
        let (apply, begun) = (apply.clone(), counted.clone());
        Box::pin(async move {
            // One by one, so that a batch takes as long as all of its events.
            if events.len() > 1 {
                return Err(Error::internal("too many at once"));
            }
            begun.fetch_add(1, Ordering::SeqCst);
            tokio::time::sleep(EACH).await;
            apply(tx, events).await
        })
    });
    let since = Instant::now();
    let consumer = stand.run_consumer(run);
    while begun.load(Ordering::SeqCst) < 3 {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    // What happens meanwhile comes afterwards.
    stand.sell().await;
    stand.settle().await;
    assert!(since.elapsed() > Duration::from_secs(4), "it was slow");
    consumer.stop().await;
    without_consumer.stop().await;
    assert_eq!(
        begun.load(Ordering::SeqCst),
        SALES + 1,
        "{arm:?}: nothing was delivered again"
    );
    stand.check(SALES + 1, 0).await;
}

/// Only on Kafka: a log has one reader at a time.
#[tokio::test(flavor = "multi_thread")]
async fn two_processes_share_a_topic_and_one_goes_on_for_the_other() {
    let stand = Stand::new(Arm::Kafka).await;
    let running = stand.run();
    let other = stand.run_consumer(stand.consumer());
    let mut orders = stand.sell_many(SALES).await;
    stand.settle().await;
    orders.extend(stand.sell_many(2).await);
    other.stop().await;
    orders.extend(stand.sell_many(SALES).await);
    for order in &orders {
        stand.void(*order).await;
    }
    stand.settle().await;
    running.stop().await;
    stand.assert_in_order(&orders.iter().map(|order| (*order, 2)).collect::<Vec<_>>());
    stand.check(SALES * 2 + 2, SALES * 2 + 2).await;
}
