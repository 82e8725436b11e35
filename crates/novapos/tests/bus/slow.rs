//! A consumer whose effects take longer than its group usually waits.

use std::{
    collections::HashSet,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use kernel::{
    Error,
    events::{ConsumerRun, kafka::Settings},
};

use testkit::kafka::{Message as _, OwnedMessage};
use uuid::Uuid;

use crate::stand::{Arm, Stand, settings, shared};

const SALES: usize = 12;
/// Half of them take longer than a group waits that was told of the shortest time.
const MANY: usize = 60;
/// All of them take longer than a reader waits before it pauses its partitions (3 s).
const EACH: Duration = Duration::from_millis(350);

/// The consumer, so slow; and the orders whose event it began to apply.
fn slow(mut run: ConsumerRun) -> (ConsumerRun, Arc<Mutex<Vec<Uuid>>>) {
    let begun = Arc::<Mutex<Vec<Uuid>>>::default();
    let (apply, noted) = (run.consumer.apply.clone(), begun.clone());
    run.consumer.apply = Arc::new(move |tx, events| {
        let (apply, noted) = (apply.clone(), noted.clone());
        Box::pin(async move {
            // One by one, so that a batch takes as long as all of its events.
            let [event] = events else {
                return Err(Error::internal("too many at once"));
            };
            noted.lock().unwrap().push(event.aggregate);
            tokio::time::sleep(EACH).await;
            apply(tx, events).await
        })
    });
    (run, begun)
}

pub async fn a_slow_consumer_applies_each_event_once(arm: Arm) {
    let stand = Stand::new(arm).await;
    stand.sell_many(SALES).await;
    let without_consumer = stand.run_without_consumer();
    let (run, begun) = slow(stand.consumer());
    let since = Instant::now();
    let consumer = stand.run_consumer(run);
    while begun.lock().unwrap().len() < 3 {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    // What happens meanwhile comes afterwards.
    stand.sell().await;
    stand.settle().await;
    assert!(since.elapsed() > Duration::from_secs(4), "it was slow");
    consumer.stop().await;
    without_consumer.stop().await;
    assert_eq!(
        begun.lock().unwrap().len(),
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

/// A batch takes longer than the group waits for a member that does not look at its topic. It looks while it works, so nobody else is given what
/// it works on (reliability F13).
#[tokio::test(flavor = "multi_thread")]
async fn a_consumer_slower_than_its_group_allows_keeps_its_work() {
    let broker = shared().await;
    let settings = Settings {
        poll_interval_max_s: 5,
        partitions: 2,
        ..settings(broker.address())
    };
    let stand = Stand::with(Arm::Kafka, settings).await;
    let (run, slow_begun) = slow(stand.consumer());
    // The stand notes what this one applies.
    let (slow, quick) = (stand.run_consumer(run), stand.run_consumer(stand.consumer()));
    let quick_applied = || -> HashSet<Uuid> { stand.applied.lock().unwrap().iter().map(|(order, _)| *order).collect() };
    let mut sold = 0;
    while slow_begun.lock().unwrap().is_empty() || quick_applied().is_empty() {
        stand.sell().await;
        stand.publish().await;
        stand.settle().await;
        sold += 1;
    }
    slow_begun.lock().unwrap().clear();
    let many: HashSet<Uuid> = stand.sell_many(MANY).await.into_iter().collect();
    stand.publish().await;
    stand.settle().await;
    slow.stop().await;
    quick.stop().await;
    let begun: HashSet<Uuid> = slow_begun.lock().unwrap().iter().copied().collect();
    let worked = EACH * u32::try_from(begun.len()).unwrap();
    assert!(worked > Duration::from_secs(5), "it was slow");
    let of_partition = |wanted: i32| -> HashSet<Uuid> {
        let messages = stand.topic().messages().into_iter();
        let here = messages
            .filter(|message| message.partition() == wanted)
            .map(|message| order_of(&message));
        here.filter(|order| many.contains(order)).collect()
    };
    assert!(
        (0..2).any(|partition| of_partition(partition) == begun),
        "somebody else was given what it worked on"
    );
    stand.check(sold + MANY, 0).await;
}

/// The key is `tenant:order`.
fn order_of(message: &OwnedMessage) -> Uuid {
    let key = std::str::from_utf8(message.key().unwrap()).unwrap();
    key.split_once(':').unwrap().1.parse().unwrap()
}
