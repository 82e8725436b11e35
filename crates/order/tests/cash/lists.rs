//! Lists of sessions and Z reports in each of their orders, and as files.

#![expect(clippy::unwrap_used, reason = "a test may end with a panic")]

use chrono::TimeDelta;
use testkit::TestApp;

use super::*;

/// Three sessions that were closed, with what was over or short, and one that is open: a minute apart.
async fn sessions(app: &TestApp, shop: &Shop) -> [Value; 4] {
    let cashier = shop.cashier().await;
    let mut made = Vec::new();
    for variance in [Some(150), Some(-200), Some(0), None] {
        app.clock().advance(TimeDelta::minutes(1));
        let session = open(shop, &cashier, 10_000).await;
        if let Some(variance) = variance {
            count(&cashier, &session, 1, 10_000 + variance).await.expect(201);
            close(&cashier, &session, 0).await.expect(200);
        }
        made.push(session["id"].clone());
    }
    made.try_into().unwrap()
}

fn ids(rows: &[Value], name: &str) -> Vec<Value> {
    rows.iter().map(|row| row[name].clone()).collect()
}

const DAYS: &str = "from=2026-03-02&to=2026-03-02";

#[tokio::test]
async fn sessions_are_paged_by_time_and_by_variance() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let [over, short, even, opened] = sessions(&app, &shop).await;
    let admin = shop.admin();
    let by_time = [&over, &short, &even, &opened];
    // Those that are even and the one that is open are neither over nor short: they stand by their ids, which are made in time.
    let by_variance = [&short, &even, &opened, &over];
    for (sort, wanted, falls) in [
        ("-opened_at", by_time, true),
        ("opened_at", by_time, false),
        ("-variance", by_variance, true),
        ("variance", by_variance, false),
    ] {
        let mut rows = ids(&admin.every("/sessions", &format!("{DAYS}&sort={sort}"), 1).await, "id");
        if falls {
            rows.reverse();
        }
        assert_eq!(rows.iter().collect::<Vec<_>>(), wanted, "{sort}");
        let page = admin.get(&format!("/sessions?{DAYS}&limit=1&sort={sort}")).await.json();
        let cursor = page["next_cursor"].as_str().unwrap();
        for other in ["-opened_at", "opened_at", "-variance", "variance"] {
            let answer = admin
                .get(&format!("/sessions?{DAYS}&sort={other}&cursor={cursor}"))
                .await;
            if other == sort {
                answer.expect(200);
            } else {
                assert_eq!(answer.expect(400).code(), "invalid_cursor", "{sort} in {other}");
            }
        }
    }
    let newest = ids(&admin.every("/sessions", "", 3).await, "id");
    assert_eq!(newest, [opened, even, short, over], "the newest first when nobody asks");
    for refused in [
        "/sessions?sort=-variance".to_owned(),
        "/sessions?sort=variance&from=2026-03-01&to=2026-04-01".to_owned(),
        "/sessions?sort=total".to_owned(),
        "/z-reports?sort=total".to_owned(),
        "/sessions/export".to_owned(),
        "/sessions/export?from=2025-01-01&to=2026-01-02".to_owned(),
        "/z-reports/export?from=2026-03-02&to=2026-03-01".to_owned(),
    ] {
        assert_eq!(
            admin.get(&refused).await.expect(400).code(),
            "invalid_query",
            "{refused}"
        );
    }
    let elsewhere = admin
        .every("/sessions", "from=2026-03-03&to=2026-03-09&sort=-variance", 3)
        .await;
    assert_eq!(elsewhere.len(), 0);
}

#[tokio::test]
async fn z_reports_are_paged_by_time_and_by_variance() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    sessions(&app, &shop).await;
    let admin = shop.admin();
    // The first was over, the second short, the third even.
    for (sort, wanted) in [
        ("", [3, 2, 1]),
        ("sort=-at", [3, 2, 1]),
        ("sort=at", [1, 2, 3]),
        ("sort=-variance", [1, 3, 2]),
        ("sort=variance", [2, 3, 1]),
    ] {
        let rows = ids(&admin.every("/z-reports", sort, 1).await, "z_number");
        assert_eq!(rows, wanted.map(Value::from), "{sort}");
    }
    let variances = admin.every("/z-reports", "sort=variance", 2).await;
    assert_eq!(ids(&variances, "variance_minor"), [-200, 0, 150].map(Value::from));
    for sort in ["at", "-variance", "variance"] {
        let page = admin.get(&format!("/z-reports?limit=1&sort={sort}")).await.json();
        let cursor = page["next_cursor"].as_str().unwrap();
        for other in ["-at", "at", "-variance", "variance"]
            .into_iter()
            .filter(|other| *other != sort)
        {
            let refused = admin.get(&format!("/z-reports?sort={other}&cursor={cursor}")).await;
            assert_eq!(refused.expect(400).code(), "invalid_cursor", "{sort} in {other}");
        }
    }
}

#[tokio::test]
async fn reports_that_are_equally_over_are_each_there_once() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let cashier = shop.cashier().await;
    for _ in 0..5 {
        let session = open(&shop, &cashier, 1_000).await;
        count(&cashier, &session, 1, 1_000).await.expect(201);
        close(&cashier, &session, 0).await.expect(200);
    }
    let mut rows = ids(&shop.admin().every("/z-reports", "sort=variance", 2).await, "z_number");
    assert_eq!(rows, [1, 2, 3, 4, 5].map(Value::from));
    rows.reverse();
    assert_eq!(
        ids(&shop.admin().every("/z-reports", "sort=-variance", 2).await, "z_number"),
        rows
    );
}

#[tokio::test]
async fn deposits_are_paged_from_either_end_of_time() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let (admin, store) = (shop.admin(), shop.store_id());
    for bag in ["Bag 1", "Bag 2", "Bag 3"] {
        app.clock().advance(TimeDelta::minutes(1));
        let body = json!({"id": Uuid::now_v7(), "amount_minor": 700, "reference": bag});
        admin.post(&format!("/stores/{store}/deposits"), body).await.expect(201);
    }
    for (sort, wanted) in [
        ("", ["Bag 3", "Bag 2", "Bag 1"]),
        ("&sort=-at", ["Bag 3", "Bag 2", "Bag 1"]),
        ("&sort=at", ["Bag 1", "Bag 2", "Bag 3"]),
    ] {
        let (mut bags, mut cursor) = (Vec::new(), String::new());
        loop {
            let path = format!("/stores/{store}/safe?limit=2{sort}{cursor}");
            let page = admin.get(&path).await.expect(200).json()["deposits"].clone();
            bags.extend(ids(page["items"].as_array().unwrap(), "reference"));
            let Some(next) = page["next_cursor"].as_str() else {
                break;
            };
            cursor = format!("&cursor={next}");
            let refused = admin
                .get(&format!("/stores/{store}/safe?sort=amount"))
                .await
                .expect(400);
            assert_eq!(refused.code(), "invalid_query");
            let other = if sort.ends_with("=at") { "-at" } else { "at" };
            let refused = admin.get(&format!("/stores/{store}/safe?sort={other}{cursor}")).await;
            assert_eq!(refused.expect(400).code(), "invalid_cursor", "of the other order");
        }
        assert_eq!(bags, wanted.map(Value::from), "{sort}");
    }
}

#[tokio::test]
async fn the_files_have_what_the_lists_have_and_nothing_that_calculates() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let renamed = json!({"name": "=SUM(A1)"});
    shop.admin()
        .patch(&format!("/stores/{}", shop.store_id()), renamed)
        .await
        .expect(200);
    let (_, kiosk, _) = shop.another_store("K", "sell_through").await;
    // Longer than a service remembers a store.
    app.clock().advance(TimeDelta::minutes(2));
    let [over, short, even, opened] = sessions(&app, &shop).await;
    let admin = shop.admin();
    let file = admin.get(&format!("/sessions/export?{DAYS}")).await.expect(200);
    assert_eq!(file.header("content-type"), Some("text/csv; charset=utf-8"));
    let file = file.text();
    let lines: Vec<&str> = file.lines().collect();
    assert!(
        lines[0].starts_with("opened_at,business_date,store,register,"),
        "{file}"
    );
    for (line, id) in lines[1..].iter().zip([&opened, &even, &short, &over]) {
        assert!(line.ends_with(id.as_str().unwrap()), "{file}");
        assert!(line.contains(",2026-03-02,'=SUM(A1),"), "{file}");
    }
    assert!(lines[3].contains(",closed,no,EUR,100.00,"), "{file}");
    assert!(lines[3].contains(",100.00,98.00,-2.00,0.00,"), "{file}");
    assert!(lines[1].contains(",open,no,EUR,100.00,,,,,,,"), "{file}");
    let file = admin.get(&format!("/z-reports/export?{DAYS}")).await.expect(200).text();
    let lines: Vec<&str> = file.lines().collect();
    assert_eq!(lines.len(), 4, "{file}");
    assert!(
        lines[2].contains(",2,2026-03-02,") && lines[2].contains(",EUR,0.00,-2.00,0,"),
        "{file}"
    );
    assert!(lines[2].contains(",'=SUM(A1),"), "{file}");
    // With the same filters, and what another store has is not for everybody.
    for (query, rows) in [
        (format!("status=open&{DAYS}"), 1),
        (format!("register_id={kiosk}&{DAYS}"), 0),
        ("from=2026-03-03&to=2026-03-03".to_owned(), 0),
    ] {
        let file = admin.get(&format!("/sessions/export?{query}")).await.expect(200).text();
        assert_eq!(file.lines().count(), 1 + rows, "{query}");
    }
    let (other, ..) = shop.another_store("N", "sell_through").await;
    let stranger = shop.hire("manager", Some(other)).await;
    for path in ["/sessions/export", "/z-reports/export"] {
        let file = stranger.get(&format!("{path}?{DAYS}")).await.expect(200).text();
        assert_eq!(file.lines().count(), 1, "{path}");
    }
}

/// More sessions than one page of the file.
#[tokio::test]
async fn the_file_has_every_session_once() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    sessions(&app, &shop).await;
    let mut admin = app.admin_connection().await;
    sqlx::raw_sql(
        "CREATE TEMP TABLE copy AS SELECT * FROM orders.register_session WHERE status = 'closed' LIMIT 1;
        INSERT INTO orders.register_session SELECT (jsonb_populate_record(NULL::orders.register_session,
            to_jsonb(copy) || jsonb_build_object('id', gen_random_uuid()))).* FROM copy, generate_series(1, 1500) AS n",
    )
    .execute(&mut admin)
    .await
    .unwrap();
    let file = shop
        .admin()
        .get(&format!("/sessions/export?{DAYS}"))
        .await
        .expect(200)
        .text();
    let mut ids: Vec<&str> = file
        .lines()
        .skip(1)
        .filter_map(|line| line.rsplit(',').next())
        .collect();
    assert_eq!(ids.len(), 1504);
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 1504, "each once");
}
