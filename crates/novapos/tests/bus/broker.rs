//! The broker itself: that it is the real one, that selling goes on without it, and the topics that `novapos migrate` makes.

use std::time::{Duration, Instant};

use contracts::contexts;
use kernel::events::kafka::{self, Kafka, Settings};
use testkit::kafka::listener_of;

use crate::stand::{Arm, Stand, alone, shared};

#[tokio::test(flavor = "multi_thread")]
async fn the_broker_is_apache_kafka_4_and_our_child() {
    let broker = shared().await;
    assert!(broker.version().starts_with("4."), "{}", broker.version());
    assert!(listener_of(broker.port(), broker.pid()), "whoever listens is the child");
    let program = std::fs::read_to_string(format!("/proc/{}/cmdline", broker.pid())).unwrap();
    assert!(program.contains("kafka.Kafka"), "{program}");
}

/// Only on Kafka: what a database that is killed does to sales is in `database_killed.rs`.
#[tokio::test(flavor = "multi_thread")]
async fn a_broker_that_is_killed_stops_no_sale_and_loses_nothing() {
    let broker = alone().await;
    let stand = Stand::at(Arm::Kafka, broker.address()).await;
    let running = stand.run();
    stand.sell_many(5).await;
    stand.settle().await;
    broker.kill();
    assert!(!listener_of(broker.port(), std::process::id()));
    let mut slowest = Duration::ZERO;
    for _ in 0..20 {
        let since = Instant::now();
        stand.sell().await;
        slowest = slowest.max(since.elapsed());
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert!(
        slowest < Duration::from_secs(2),
        "a sale took {slowest:?} without a broker"
    );
    let backlog = kafka::backlog(
        &stand.app.deps(contexts::ORDER).db,
        stand.kafka(),
        kernel::events::Log::Outbox,
    )
    .await
    .unwrap();
    assert_eq!(backlog.events, 20, "they wait in the outbox");
    assert!(backlog.since.is_some());
    assert_eq!(stand.count("SELECT count(*) FROM inventory.move").await, 5);
    let broker = tokio::task::spawn_blocking(move || {
        broker.restart();
        broker
    })
    .await
    .unwrap();
    let since = Instant::now();
    stand.sell_many(5).await;
    stand.settle().await;
    println!("caught up {:?} after the broker was back", since.elapsed());
    running.stop().await;
    assert!(listener_of(broker.port(), broker.pid()));
    stand.check(30, 0).await;
}

/// A process that starts while Kafka is away sells, and publishes when it comes.
#[tokio::test(flavor = "multi_thread")]
async fn without_a_broker_a_shop_opens() {
    let broker = alone().await;
    let stand = Stand::at(Arm::Kafka, broker.address()).await;
    broker.kill();
    let running = stand.run();
    stand.sell_many(3).await;
    let said = kafka::make_topics(&open(&broker.address(), "absent", 1, 1).await, &[contexts::ORDER])
        .await
        .unwrap_err();
    assert!(
        said.contains(&broker.address()) && said.contains("events.kafka.brokers"),
        "{said}"
    );
    let broker = tokio::task::spawn_blocking(move || {
        broker.restart();
        broker
    })
    .await
    .unwrap();
    stand.settle().await;
    running.stop().await;
    stand.check(3, 0).await;
    drop(broker);
}

#[tokio::test(flavor = "multi_thread")]
async fn topics_are_made_once_and_never_get_fewer_partitions() {
    let broker = shared().await;
    let prefix = format!("t{}", uuid::Uuid::now_v7().simple());
    let make = async |partitions, replication| {
        let kafka = open(&broker.address(), &prefix, partitions, replication).await;
        kafka::make_topics(&kafka, &[contexts::ORDER])
            .await
            .map(|said| said.concat())
    };
    let refused = make(2, 2).await.unwrap_err();
    assert!(refused.contains("events.kafka.replication"), "{refused}");
    assert!(make(2, 1).await.unwrap().contains("was made, with 2 partitions"));
    assert!(make(2, 1).await.unwrap().ends_with("is there."));
    assert!(make(3, 1).await.unwrap().contains("has 3 partitions now; it had 2"));
    assert!(
        make(1, 1)
            .await
            .unwrap()
            .contains("with 3 partitions: a topic never gets fewer")
    );
}

/// What the log's arm applied is known when the bus becomes Kafka, and the other way round.
#[tokio::test(flavor = "multi_thread")]
async fn the_arm_can_be_changed_and_back_with_nothing_lost_or_doubled() {
    let stand = Stand::new(Arm::Kafka).await;
    let orders = stand.sell_many(4).await;
    let log = async || {
        let mut run = stand.consumer();
        run.bus = kernel::events::Bus::Log;
        while kernel::events::relay_once(&stand.app.deps(contexts::ORDER).db, &run.bus)
            .await
            .unwrap()
            > 0
        {}
        while kernel::events::run_consumer_once(&run).await.unwrap() > 0 {}
    };
    log().await;
    stand.void(orders[0]).await;
    let running = stand.run();
    stand.settle().await;
    stand.void(orders[1]).await;
    stand.settle().await;
    running.stop().await;
    assert_eq!(
        stand.topic().messages().len(),
        6,
        "everything that the log has is published"
    );
    stand.void(orders[2]).await;
    log().await;
    stand.assert_in_order(&[(orders[0], 2), (orders[1], 2), (orders[2], 2), (orders[3], 1)]);
    stand.check(4, 3).await;
}

/// Retention takes nothing from the outbox that is not published.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_published_is_kept() {
    let stand = Stand::new(Arm::Kafka).await;
    stand.sell_many(2).await;
    stand.publish().await;
    stand.sell_many(3).await;
    let deps = stand.app.deps(contexts::ORDER);
    let bus = &stand.app.assembly().bus;
    while kernel::events::relay_once(&deps.db, bus).await.unwrap() > 0 {}
    stand.app.clock().advance(chrono::TimeDelta::days(15));
    let prune = async || {
        kernel::events::prune_outbox(&deps.db, stand.app.clock(), bus, &[contexts::INVENTORY], 100)
            .await
            .unwrap()
    };
    assert_eq!(prune().await, 2);
    assert_eq!(prune().await, 0);
    stand.publish().await;
    assert_eq!(prune().await, 3);
}

async fn open(address: &str, prefix: &str, partitions: u16, replication: u16) -> std::sync::Arc<Kafka> {
    let settings = Settings {
        brokers: address.to_owned(),
        topic_prefix: prefix.to_owned(),
        partitions,
        replication,
        ..Settings::default()
    };
    Kafka::open(settings, &kernel::Secrets::Here).await.unwrap()
}
