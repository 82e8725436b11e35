//! Order within an aggregate, and events that come again.

use kernel::events;
use rand::{SeedableRng as _, rngs::StdRng, seq::SliceRandom as _};
use testkit::kafka::{Message as _, OwnedMessage};

use crate::stand::{Arm, PARTITIONS, Stand};

const SALES: usize = 12;
const VOIDS: usize = 6;

pub async fn an_orders_events_are_applied_in_their_order(arm: Arm) {
    let stand = Stand::new(arm).await;
    let running = stand.run();
    let orders = stand.sell_many(SALES).await;
    for order in &orders[..VOIDS] {
        stand.void(*order).await;
    }
    stand.settle().await;
    running.stop().await;
    let versions: Vec<_> = orders
        .iter()
        .enumerate()
        .map(|(n, order)| (*order, if n < VOIDS { 2 } else { 1 }))
        .collect();
    stand.assert_in_order(&versions);
    stand.check(SALES, VOIDS).await;
}

pub async fn what_comes_ten_times_has_one_effect(arm: Arm) {
    let stand = Stand::new(arm).await;
    let running = stand.run();
    let orders = stand.sell_many(SALES).await;
    stand.void(orders[0]).await;
    stand.settle().await;
    match arm {
        Arm::Log => {
            // The cursor is lost, and with it what was read.
            running.stop().await;
            for _ in 0..9 {
                stand.execute("UPDATE inventory.consumer_cursor SET position = 0").await;
                while events::run_consumer_once(&stand.consumer()).await.unwrap() > 0 {}
            }
        }
        Arm::Kafka => {
            let topic = stand.topic();
            let messages = topic.messages();
            assert_eq!(messages.len(), SALES + 1);
            let again = |message: &OwnedMessage| (message.partition(), message.clone());
            for _ in 0..9 {
                topic.write_all(&messages.iter().map(again).collect::<Vec<_>>()).await;
            }
            stand.settle().await;
            running.stop().await;
            assert_eq!(topic.messages().len(), (SALES + 1) * 10);
        }
    }
    assert_eq!(stand.applied.lock().unwrap().len(), SALES + 1);
    stand.check(SALES, 1).await;
}

/// Only on Kafka: nobody can write a log's positions anew, and its one reader goes by them.
#[tokio::test(flavor = "multi_thread")]
async fn a_shuffled_topic_is_applied_in_order() {
    let stand = Stand::new(Arm::Kafka).await;
    let orders = stand.sell_many(SALES).await;
    for order in &orders {
        stand.void(*order).await;
    }
    stand.publish().await;
    let mut messages = stand.topic().messages();
    assert_eq!(messages.len(), SALES * 2);
    let keys = |messages: &[OwnedMessage]| {
        messages
            .iter()
            .map(|m| (m.key().unwrap().to_vec(), m.partition()))
            .collect::<std::collections::BTreeSet<_>>()
    };
    assert_eq!(keys(&messages).len(), SALES, "a key is in one partition");

    // Backwards within, and across: every void before its sale, in any partition.
    let mut random = StdRng::seed_from_u64(7);
    messages.shuffle(&mut random);
    messages.sort_by_key(|message| header(message, "ce_aggregateversion") == "1");
    let (kafka, topic) = stand.other_kafka().await;
    let shuffled: Vec<_> = messages
        .into_iter()
        .enumerate()
        .map(|(n, m)| (i32::try_from(n % usize::from(PARTITIONS)).unwrap(), m))
        .collect();
    let (voids, sales) = shuffled.split_at(SALES);
    topic.write_all(voids).await;
    let mut run = stand.consumer();
    run.bus = events::Bus::Kafka(kafka.clone());
    let running = stand.run_consumer(run);
    // Each waits, durably, for the one before it.
    stand
        .until(
            "SELECT count(*) FROM inventory.dead_letter WHERE state = 'early'",
            SALES,
        )
        .await;
    assert_eq!(stand.applied.lock().unwrap().len(), 0);
    topic.write_all(sales).await;
    stand.settle_on(Some(&kafka)).await;
    running.stop().await;
    stand.assert_in_order(&orders.iter().map(|order| (*order, 2)).collect::<Vec<_>>());
    stand.check(SALES, SALES).await;
}

/// Only on Kafka: see above.
#[tokio::test(flavor = "multi_thread")]
async fn what_waits_in_vain_is_applied_after_a_minute() {
    let stand = Stand::new(Arm::Kafka).await;
    let order = stand.sell().await;
    stand.void(order).await;
    stand.publish().await;
    let messages = stand.topic().messages();
    let (sale, void) = (&messages[0], &messages[1]);
    let (kafka, topic) = stand.other_kafka().await;
    topic.write(0, void).await;
    let mut run = stand.consumer();
    run.bus = events::Bus::Kafka(kafka.clone());
    let running = stand.run_consumer(run);
    stand
        .until("SELECT count(*) FROM inventory.dead_letter WHERE state = 'early'", 1)
        .await;
    stand.app.clock().advance(chrono::TimeDelta::seconds(59));
    tokio::time::sleep(std::time::Duration::from_millis(2500)).await;
    assert_eq!(stand.applied.lock().unwrap().len(), 0, "a minute is not over");
    stand.app.clock().advance(chrono::TimeDelta::seconds(2));
    stand
        .until("SELECT count(*) FROM inventory.move WHERE kind = 'void'", 1)
        .await;
    // It comes after all.
    topic.write(1, sale).await;
    stand.settle_on(Some(&kafka)).await;
    running.stop().await;
    assert_eq!(*stand.applied.lock().unwrap(), [(order, 2), (order, 1)]);
    stand.check(1, 1).await;
}

fn header(message: &OwnedMessage, name: &str) -> String {
    testkit::kafka::header(message, name).unwrap_or_default()
}
