//! The bus between services apart, where it is Kafka: a real broker, and topics of this test's own.

use kernel::{
    Secrets,
    events::kafka::{Kafka, Settings, make_topics},
};
use novapos::neighbours::ALL;
use testkit::kafka::Broker;
use uuid::Uuid;

const PARTITIONS: u16 = 3;

/// A broker, and how processes are told of it.
pub struct OverKafka {
    /// It ends when it is dropped.
    _broker: Broker,
    pub settings: Vec<(&'static str, String)>,
}

impl OverKafka {
    pub async fn start() -> Self {
        let broker = tokio::task::spawn_blocking(Broker::start).await.unwrap();
        let (brokers, topic_prefix) = (broker.address(), format!("t{}", Uuid::now_v7().simple()));
        let settings = Settings {
            brokers: brokers.clone(),
            topic_prefix: topic_prefix.clone(),
            partitions: PARTITIONS,
            replication: 1,
            ..Settings::default()
        };
        let kafka = Kafka::open(settings, &Secrets::Here).await.unwrap();
        make_topics(&kafka, ALL).await.unwrap();
        Self {
            _broker: broker,
            settings: vec![
                ("NOVAPOS__EVENTS__BUS", "kafka".to_owned()),
                ("NOVAPOS__EVENTS__KAFKA__BROKERS", brokers),
                ("NOVAPOS__EVENTS__KAFKA__TOPIC_PREFIX", topic_prefix),
                ("NOVAPOS__EVENTS__KAFKA__PARTITIONS", PARTITIONS.to_string()),
                ("NOVAPOS__EVENTS__KAFKA__REPLICATION", "1".to_owned()),
            ],
        }
    }
}
