//! The program is killed (`kill -9`) in the middle of an import and started again: the import goes on, and in the end each row is in the catalogue,
//! in the trail and in the events once.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test may end with a panic and makes its own ids"
)]

#[path = "support/api.rs"]
mod api;
#[path = "support/running.rs"]
mod running;

use std::time::{Duration, Instant};

use api::{Api, PATIENCE};
use reqwest::Method;
use running::{Folder, Running, novapos};
use rustix::process::Signal;
use serde_json::{Value, json};
use uuid::Uuid;

const ROWS: usize = 20_000;

async fn send_file(api: &Api, path: &str, csv: String) -> (u16, Value) {
    let request = api.http.put(format!("{}{path}", api.base)).bearer_auth(&api.token);
    let request = request
        .header("x-tenant-id", &api.tenant)
        .header("content-type", "text/csv");
    let answer = request.body(csv).send().await.unwrap();
    (answer.status().as_u16(), answer.json().await.unwrap())
}

/// Waits until so many rows are applied, or all.
async fn until_applied(api: &Api, path: &str, rows: i64) -> Value {
    let since = Instant::now();
    loop {
        let import = api.get(path).await;
        if import["rows_applied"].as_i64().unwrap() >= rows || import["state"] == "applied" {
            return import;
        }
        assert!(since.elapsed() < PATIENCE, "{import}");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_that_was_killed_goes_on_and_does_nothing_twice() {
    let folder = Folder::new();
    let running = Running::start(&folder, &[]);
    let api = Api::sign_in(running.port).await;
    let before = api.get("/catalog/changes?limit=1").await["total"].as_i64().unwrap();
    let rows: String = (0..ROWS)
        .map(|n| format!("KILL-{n:05},Goods {n},29{n:011},1.{:02}\n", n % 100))
        .collect();
    let path = format!("/imports/{}", Uuid::now_v7());
    let file = format!("sku,name,barcodes,price\n{rows}");
    let (status, checked) = send_file(&api, &format!("{path}?decimals=2"), file.clone()).await;
    assert_eq!((status, checked["created"].as_i64()), (200, Some(20_000)), "{checked}");
    api.ask(Method::POST, &format!("{path}/apply"), Some(&json!({})))
        .await
        .unwrap();
    let half = until_applied(&api, &path, 8_000).await;
    running.signal(Signal::KILL);
    drop(running);
    assert_eq!(half["state"], "applying", "it was killed in the middle: {half}");

    let running = Running::start(&folder, &[]);
    let api = Api::sign_in(running.port).await;
    let applied = until_applied(&api, &path, i64::MAX).await;
    assert_eq!(
        ["state", "created", "updated", "unchanged", "refused", "rows_applied"].map(|name| applied[name].clone()),
        [
            json!("applied"),
            json!(20_000),
            json!(0),
            json!(0),
            json!(0),
            json!(20_000)
        ]
    );
    let head = api.get("/catalog/changes?limit=1").await;
    assert_eq!(head["total"].as_i64().unwrap(), before + 20_000);
    // The same file finds nothing to do: what is there is what it says.
    let (_, again) = send_file(&api, &format!("/imports/{}?decimals=2", Uuid::now_v7()), file).await;
    assert_eq!(again["unchanged"], 20_000, "{again}");
    // Each change once in the trail, and covered by one event: invariant I24 among the others.
    let verified = novapos(&["verify"], &folder).output().unwrap();
    assert!(
        verified.status.success(),
        "{}",
        String::from_utf8_lossy(&verified.stdout)
    );
    running.signal(Signal::TERM);
    assert!(running.end().0);
}
