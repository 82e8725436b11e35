//! The same day in every shape.

use std::collections::{BTreeMap, BTreeSet};

use testkit::TestApp;

use crate::{
    over_kafka::OverKafka,
    rows::rows,
    scenario::{day, shop},
    shape::{SERVICES, Shape},
};

/// What a bus keeps of its own work: one reads the log after a cursor, the other remembers what a topic may bring again.
const OF_THE_BUS: [&str; 3] = ["inbox", "consumer_cursor", "publisher_cursor"];

/// A day as it was told, and what it left in the tables.
struct Day {
    told: Vec<String>,
    rows: BTreeMap<String, Vec<String>>,
}

impl Day {
    async fn in_one_process() -> Self {
        let app = TestApp::start().await;
        let (_shop, places) = shop(&app).await;
        let shape = Shape::whole(&app).await;
        assert_eq!(shape.pids().len(), 1);
        Self::live(&app, &places, shape).await
    }

    async fn apart(settings: Vec<(&'static str, String)>) -> Self {
        let app = TestApp::start().await;
        let (_shop, places) = shop(&app).await;
        let shape = Shape::apart_with(&app, settings).await;
        let pids: BTreeSet<u32> = shape.pids().into_iter().collect();
        assert_eq!(pids.len(), SERVICES.len() + 1);
        crate::rights::each_signed_in_as_itself(&app).await;
        Self::live(&app, &places, shape).await
    }

    async fn live(app: &TestApp, places: &serde_json::Value, shape: Shape) -> Self {
        let talk = day(&shape.base(), places).await;
        shape.stop().await;
        app.settle().await;
        let (told, names) = talk.told();
        let login = app.database().options_as(kernel::db::LOGIN_ROLE);
        let report = novapos::verify::check(&login, chrono::Utc::now()).await.unwrap();
        assert!(report.holds(), "{report}");
        Self {
            told,
            rows: rows(app, &names).await,
        }
    }

    /// The same answers, header for header, and the same rows, but in tables of these names.
    fn is_as(&self, other: &Self, but: &[&str]) {
        for (mine, theirs) in self.told.iter().zip(&other.told) {
            assert_eq!(mine, theirs);
        }
        assert_eq!(self.told.len(), other.told.len());
        assert!(self.told.len() > 50, "{} answers were compared", self.told.len());
        let mut compared = 0;
        let named = |table: &str| but.iter().any(|name| table.ends_with(&format!(".{name}")));
        for (table, rows) in self.rows.iter().filter(|(table, _)| !named(table)) {
            for (mine, theirs) in rows.iter().zip(&other.rows[table]) {
                assert_eq!(mine, theirs, "{table}");
            }
            assert_eq!(rows.len(), other.rows[table].len(), "{table}");
            compared += rows.len();
        }
        assert!(compared > 100, "{compared} rows were compared");
    }
}

/// All services in one process; each in one of its own; and those with Kafka between them.
#[tokio::test(flavor = "multi_thread")]
async fn a_day_is_the_same_in_one_process_and_in_many_and_over_kafka() {
    let whole = Day::in_one_process().await;
    whole.is_as(&Day::apart(Vec::new()).await, &[]);
    let kafka = OverKafka::start().await;
    whole.is_as(&Day::apart(kafka.settings.clone()).await, &OF_THE_BUS);
}
