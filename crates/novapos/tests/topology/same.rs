//! The same day in both shapes.

use std::collections::BTreeSet;

use testkit::TestApp;

use crate::{
    rows::rows,
    scenario::{day, shop},
    shape::{SERVICES, Shape},
};

/// The whole, and each service apart: the same answers, header for header, and the same rows in every table.
#[tokio::test(flavor = "multi_thread")]
async fn a_day_is_the_same_in_one_process_and_in_many() {
    let mut told = Vec::new();
    for apart in [false, true] {
        let app = TestApp::start().await;
        let (_shop, places) = shop(&app).await;
        let shape = if apart {
            Shape::apart(&app).await
        } else {
            Shape::whole(&app).await
        };
        let pids: BTreeSet<u32> = shape.pids().into_iter().collect();
        assert_eq!(pids.len(), if apart { SERVICES.len() + 1 } else { 1 });
        let talk = day(&shape.base(), &places).await;
        if apart {
            crate::rights::each_signed_in_as_itself(&app).await;
        }
        shape.stop().await;
        app.settle().await;
        let (talk, names) = talk.told();
        told.push((talk, rows(&app, &names).await));
        let report =
            novapos::verify::check(&app.database().options_as(kernel::db::LOGIN_ROLE), chrono::Utc::now()).await;
        let report = report.unwrap();
        assert!(report.holds(), "{report}");
    }
    let [(whole, whole_rows), (apart, apart_rows)] = &told[..] else {
        unreachable!()
    };
    for (one, other) in whole.iter().zip(apart) {
        assert_eq!(one, other);
    }
    assert_eq!(whole.len(), apart.len());
    assert!(whole.len() > 50, "{} answers were compared", whole.len());
    let mut compared = 0;
    for (table, rows) in whole_rows {
        for (one, other) in rows.iter().zip(&apart_rows[table]) {
            assert_eq!(one, other, "{table}");
        }
        assert_eq!(rows.len(), apart_rows[table].len(), "{table}");
        compared += rows.len();
    }
    assert!(compared > 100, "{compared} rows were compared");
}
