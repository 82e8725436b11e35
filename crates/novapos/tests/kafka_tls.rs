//! Kafka over TLS, with a name and a password: a real broker that lets nobody else in, and the program told of it by its own settings
//! (docs/runbook.md). Built with `--features kafka-tls` alone: `make check-kafka-tls`.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may end with a panic and makes its own ids, tasks and clients"
)]

#[path = "support/program.rs"]
mod program;
#[path = "support/serving.rs"]
mod serving;

use std::{
    path::Path,
    time::{Duration, Instant},
};

use program::{PATIENCE, Program, Till, sign_in};
use sqlx::Row as _;
use testkit::{
    TestApp,
    kafka::{Secured, Topic},
};
use uuid::Uuid;

async fn secured() -> Secured {
    tokio::task::spawn_blocking(Secured::start).await.unwrap()
}

/// How the program is told of the broker; each call names topics of its own.
fn settings(broker: &Secured, authority: &Path, mechanism: &str, password: &str) -> Vec<(&'static str, String)> {
    vec![
        ("NOVAPOS__EVENTS__BUS", "kafka".to_owned()),
        ("NOVAPOS__EVENTS__KAFKA__BROKERS", broker.address()),
        (
            "NOVAPOS__EVENTS__KAFKA__TOPIC_PREFIX",
            format!("t{}", Uuid::now_v7().simple()),
        ),
        ("NOVAPOS__EVENTS__KAFKA__PARTITIONS", "2".to_owned()),
        ("NOVAPOS__EVENTS__KAFKA__REPLICATION", "1".to_owned()),
        ("NOVAPOS__EVENTS__KAFKA__SECURITY", "sasl_tls".to_owned()),
        ("NOVAPOS__EVENTS__KAFKA__CA_FILE", authority.display().to_string()),
        ("NOVAPOS__EVENTS__KAFKA__SASL__MECHANISM", mechanism.to_owned()),
        ("NOVAPOS__EVENTS__KAFKA__SASL__USERNAME", Secured::USER.to_owned()),
        (
            "NOVAPOS__EVENTS__KAFKA__SASL__PASSWORD",
            "env:KAFKA_PASSWORD".to_owned(),
        ),
        ("KAFKA_PASSWORD", password.to_owned()),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sale_reaches_the_stock_over_tls_and_with_a_password() {
    let broker = secured().await;
    for mechanism in ["SCRAM-SHA-512", "PLAIN"] {
        let app = TestApp::start().await;
        let shop = app.shop("corner").await;
        let product = shop.product("TEA", 250).await;
        app.settle().await;
        let told = settings(&broker, &broker.authority(), mechanism, Secured::PASSWORD);
        let migrated = Program::run(&app, &["migrate"], &told).await;
        let said = String::from_utf8_lossy(&migrated.stdout);
        assert!(migrated.status.success(), "{mechanism}: {migrated:?}");
        assert!(
            said.contains(".order was made, with 2 partitions"),
            "{mechanism}: {said}"
        );
        let program = Program::start(&app, None, &told).await;
        let http = reqwest::Client::builder()
            .timeout(Duration::from_secs(30))
            .build()
            .unwrap();
        let mut till = Till::open(&shop, 7, &http, product).await;
        till.token = sign_in(&program.base, &http, "owner@corner.example.com").await;
        let sale = till.sale();
        assert!(till.send(&program.base, &sale).await, "{mechanism}: it sells");
        let (mut connection, since) = (app.admin_connection().await, Instant::now());
        let moves = "SELECT count(*) FROM inventory.move WHERE kind = 'sale'";
        // A till's sale has two lines.
        while sqlx::query(moves)
            .fetch_one(&mut connection)
            .await
            .unwrap()
            .get::<i64, _>(0)
            < 2
        {
            assert!(since.elapsed() < PATIENCE, "{mechanism}: the sale reaches the stock");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        // It came over the topic, and there is no other way for it.
        let prefix = &told[2].1;
        let messages = Topic::new(&broker.broker.address(), &format!("{prefix}.order")).messages();
        assert_eq!(messages.len(), 1, "{mechanism}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_password_and_an_unknown_authority_are_refused_with_what_to_do() {
    let (broker, app) = (secured().await, TestApp::start().await);
    let refused = async |told: Vec<(&'static str, String)>| {
        let migrated = Program::run(&app, &["migrate"], &told).await;
        assert!(!migrated.status.success(), "{migrated:?}");
        String::from_utf8_lossy(&migrated.stderr).into_owned()
    };
    for mechanism in ["SCRAM-SHA-512", "PLAIN"] {
        let said = refused(settings(&broker, &broker.authority(), mechanism, "a guess")).await;
        assert!(
            said.contains("events.kafka.sasl") && said.contains(".password"),
            "{mechanism}: {said}"
        );
        assert!(!said.contains("a guess"), "{mechanism}: {said}");
    }
    let said = refused(settings(&broker, &broker.other_authority(), "PLAIN", Secured::PASSWORD)).await;
    assert!(said.contains("events.kafka.ca_file"), "{said}");
    // Somebody who only forgot it hears the same.
    let mut told = settings(&broker, &broker.authority(), "PLAIN", Secured::PASSWORD);
    told.retain(|(name, _)| !name.ends_with("CA_FILE"));
    let said = refused(told).await;
    assert!(said.contains("events.kafka.ca_file"), "{said}");
}
