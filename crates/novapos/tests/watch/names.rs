//! Every metric and every label that is asked for is there.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
    time::{Duration, Instant},
};

use contracts::ids::ProductId;
use serde_json::json;
use testkit::TestApp;
use uuid::Uuid;

use crate::{
    asked::{Named, Query, named, queries},
    program::{Program, Till, sign_in},
    scenario,
    scrape::scrape,
    shape::{SERVICES, Shape},
};

/// What is not to be seen here, and why. It must be in the source.
const NOT_HERE: &[(&str, &str)] = &[
    ("outbox_published_total", "Kafka"),
    (
        "unreadable_messages_total",
        "Kafka: a row of the log is always an event",
    ),
    ("events_early_total", "Kafka: the log has the order of the events"),
    ("redis_up", "Redis"),
    ("tls_certificate_ends_timestamp_seconds", "TLS"),
    ("tls_certificate_refused", "TLS"),
    ("audit_faults", "the chains are walked every six hours"),
    (
        "refusals_not_written_total",
        "a database that is away when refusals are written down",
    ),
    (
        "events_out_of_order_total",
        "Kafka: the log has the order of the events",
    ),
];
/// Prometheus makes these itself, and gives these labels to everything.
const ITS_OWN: [&str; 2] = ["up", "ALERTS"];
const ITS_LABELS: [&str; 2] = ["job", "instance"];

type Labels = BTreeMap<String, BTreeSet<String>>;

#[tokio::test(flavor = "multi_thread")]
async fn every_metric_and_label_that_rules_and_dashboards_name_is_there() {
    let app = TestApp::start().await;
    let (shop, places) = scenario::shop(&app).await;
    let product = shop.product("COCOA", 250).await;
    app.settle().await;
    let folder = std::env::temp_dir().join(format!("novapos-watched-{}", Uuid::now_v7()));
    let checkpoints = format!("folder:{}", folder.display());
    let shape = Shape::apart_with(&app, vec![("NOVAPOS__AUDIT__CHECKPOINTS", checkpoints)]).await;
    // Sales, a void, refusals, a strict store that asks for its stock, files; and an event that cannot be applied.
    scenario::day(&shape.base(), &places).await;
    refuse_moves(&app).await;
    guess_passwords(&shape.base()).await;
    let http = reqwest::Client::new();
    let mut till = Till::open(&shop, 7, &http, product).await;
    till.token = sign_in(&shape.base(), &http, "owner@corner.example.com").await;
    till.sell(&shape.base()).await;
    let crowded = crowd(&app, &shop, product).await;
    let mut bases: Vec<String> = SERVICES.iter().map(|service| shape.base_of(service)).collect();
    bases.extend([shape.base(), crowded.base.clone()]);

    let queries: Vec<(Query, Named)> = queries()
        .into_iter()
        .map(|query| {
            let named = named(&query.text);
            (query, named)
        })
        .collect();
    // Some are measured every 15 s.
    let since = Instant::now();
    loop {
        let (there, mut wrong) = labels(&http, &bases).await;
        wrong.extend(missing(&queries, &there));
        if wrong.is_empty() {
            break;
        }
        assert!(
            since.elapsed() < Duration::from_secs(60),
            "after a minute:\n{}",
            wrong.join("\n")
        );
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    drop((shape, crowded));
    std::fs::remove_dir_all(folder).unwrap();
}

/// More often than one account may be tried at once.
async fn guess_passwords(base: &str) {
    let http = reqwest::Client::new();
    for _ in 0..12 {
        let body = json!({"shop_code": "corner", "email": "somebody@corner.example.com", "password": "a guess of many", "client": "api"});
        http.post(format!("{base}/auth/sign-in"))
            .json(&body)
            .send()
            .await
            .unwrap();
    }
}

/// From now on no sale can have its effect on the stock.
async fn refuse_moves(app: &TestApp) {
    let mut admin = app.admin_connection().await;
    sqlx::raw_sql(
        "CREATE FUNCTION public.refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'not now'; END $$;
         CREATE TRIGGER refuse BEFORE INSERT ON inventory.move FOR EACH ROW EXECUTE FUNCTION public.refuse()",
    )
    .execute(&mut admin)
    .await
    .unwrap();
}

/// A program with room for two sales that wait, whose sales take long and fail, and more tills than that: some are refused, some run again alone.
async fn crowd(app: &TestApp, shop: &testkit::Shop, product: ProductId) -> Program {
    let mut admin = app.admin_connection().await;
    sqlx::raw_sql(
        "CREATE FUNCTION public.dawdle() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(0.3); RAISE EXCEPTION 'no'; END $$;
         CREATE TRIGGER dawdle BEFORE INSERT ON orders.orders FOR EACH ROW EXECUTE FUNCTION public.dawdle()",
    )
    .execute(&mut admin)
    .await
    .unwrap();
    let settings = [
        ("NOVAPOS__SALES__QUEUE_MAX", "2".to_owned()),
        ("NOVAPOS__SALES__WORKERS", "1".to_owned()),
    ];
    let program = Program::start(app, None, &settings).await;
    let http = reqwest::Client::new();
    let mut till = Till::open(shop, 8, &http, product).await;
    till.token = sign_in(&program.base, &http, "owner@corner.example.com").await;
    let sales = (0..12).map(|_| {
        let request = http.post(format!("{}/orders", program.base)).bearer_auth(&till.token);
        request.header("x-tenant-id", &till.tenant).json(&till.sale().1).send()
    });
    futures_util::future::join_all(sales).await;
    program
}

/// All that these processes tell: each metric with its labels; and who of them tells nothing of itself.
async fn labels(http: &reqwest::Client, bases: &[String]) -> (Labels, Vec<String>) {
    let (mut all, mut silent) = (Labels::new(), Vec::new());
    for base in bases {
        let told = scrape(http, base).await.unwrap_or_else(|| panic!("{base} answers"));
        // Of itself every process tells, the edge too: since when it lives, and how large it is.
        if !told.iter().any(|sample| sample.name == "process_start_time_seconds") {
            silent.push(format!("{base} tells nothing of its own process"));
        }
        for sample in told {
            all.entry(sample.name).or_default().extend(sample.labels.into_keys());
        }
    }
    (all, silent)
}

/// What is asked for and is not there.
fn missing(queries: &[(Query, Named)], there: &Labels) -> Vec<String> {
    let recorded: BTreeMap<&str, &BTreeSet<String>> = queries
        .iter()
        .filter_map(|(query, named)| Some((query.record.as_deref()?, &named.by)))
        .collect();
    let elsewhere = |metric: &str| {
        let metric = ["_bucket", "_sum", "_count"]
            .iter()
            .find_map(|end| metric.strip_suffix(end))
            .unwrap_or(metric);
        ITS_OWN.contains(&metric) || NOT_HERE.iter().any(|(name, _)| *name == metric)
    };
    let mut wrong = Vec::new();
    for (Query { place, text, .. }, named) in queries {
        let mut known: BTreeSet<&str> = ITS_LABELS.into();
        let mut is_elsewhere = false;
        for (metric, chosen_by) in &named.metrics {
            let labels = there.get(metric).or_else(|| recorded.get(metric.as_str()).copied());
            let Some(labels) = labels else {
                is_elsewhere = true;
                if !elsewhere(metric) {
                    wrong.push(format!("{place}: there is no {metric}"));
                }
                continue;
            };
            for label in chosen_by
                .iter()
                .filter(|label| !labels.contains(*label) && !ITS_LABELS.contains(&label.as_str()))
            {
                wrong.push(format!("{place}: {metric} has no label {label}"));
            }
            known.extend(labels.iter().map(String::as_str));
        }
        // A metric that is not here may have any label; `label_replace` makes one.
        for label in named.by.iter().filter(|label| !known.contains(label.as_str())) {
            if !is_elsewhere && !text.contains("label_replace") {
                wrong.push(format!("{place}: nothing in it has a label {label}"));
            }
        }
    }
    wrong
}

#[test]
fn what_is_not_to_be_seen_here_is_in_the_source() {
    let mut source = String::new();
    for folder in fs::read_dir(TestApp::root().join("crates")).unwrap() {
        read_all(&folder.unwrap().path().join("src"), &mut source);
    }
    for (metric, why) in NOT_HERE {
        assert!(
            source.contains(&format!("\"{metric}\"")),
            "{metric} ({why}) is counted nowhere"
        );
    }
    let asked: BTreeSet<String> = queries()
        .iter()
        .flat_map(|query| named(&query.text).metrics.into_keys())
        .collect();
    for (metric, _) in NOT_HERE {
        assert!(asked.contains(*metric), "nobody asks for {metric} any more");
    }
}

fn read_all(folder: &Path, into: &mut String) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read_all(&path, into);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            into.push_str(&fs::read_to_string(&path).unwrap());
        }
    }
}
