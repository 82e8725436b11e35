//! `novapos audit verify` as a person or a script meets it: it names what is broken, and fails.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test may end with a panic and makes its own ids"
)]

use std::{path::Path, process::Command};

use audit::Destination;
use chrono::TimeDelta;
use testkit::{Config, TestApp};

/// What the command says of the app's database, and whether all is well.
async fn verify(app: &TestApp, more: &[&str]) -> (bool, String) {
    let database = app.database();
    let url = format!(
        "postgres:///{}?host={}&port={}&user={}",
        database.name(),
        database.socket_folder().display(),
        testkit::cluster::PORT,
        kernel::db::LOGIN_ROLE
    );
    let mut command = Command::new(env!("CARGO_BIN_EXE_novapos"));
    command
        .args(["audit", "verify"])
        .args(more)
        .env("NOVAPOS__DATABASE__URL", url)
        .env("NOVAPOS__AUTH__KEY", "env:KEY_OF_TESTS")
        .env("KEY_OF_TESTS", testkit::AUTH_KEY);
    let output = tokio::task::spawn_blocking(move || command.output().unwrap())
        .await
        .unwrap();
    let said = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
    (output.status.success(), said)
}

async fn force(app: &TestApp, sql: &str) {
    let sql = format!("SET session_replication_role = replica; {sql}");
    sqlx::raw_sql(sqlx::AssertSqlSafe(sql))
        .execute(&mut app.admin_connection().await)
        .await
        .unwrap();
}

#[tokio::test]
async fn the_command_names_the_first_broken_entry_and_fails() {
    let folder = std::env::temp_dir().join(format!("novapos-audited-{}", uuid::Uuid::now_v7()));
    let mut config = Config::default();
    config.audit.checkpoints = Some(Destination::Folder(folder.clone()));
    let app = TestApp::with(config).await;
    let shop = app.shop("corner").await;
    let tea = shop.product("TEA", 250).await;
    app.settle().await;
    shop.sell(&shop.admin(), &[(tea, 1000)]).await.expect(201);
    app.clock().advance(TimeDelta::seconds(60));
    app.settle().await;
    let kept = folder.to_str().unwrap();

    let (well, said) = verify(&app, &["--checkpoints", kept]).await;
    assert!(
        well && said.contains("2 chains") && said.contains("all whole"),
        "{said}"
    );
    let (well, said) = verify(&app, &[]).await;
    assert!(
        well && said.contains("There are no checkpoints outside of the database"),
        "{said}"
    );
    let (well, said) = verify(&app, &["--checkpoints", "/nowhere/at/all"]).await;
    assert!(
        !well && said.contains("There are no checkpoints in /nowhere/at/all"),
        "{said}"
    );

    force(
        &app,
        "DELETE FROM audit.checkpoint WHERE size > 5; DELETE FROM audit.entry WHERE number > 5;
         UPDATE audit.chain SET size = 5, head = (SELECT hash FROM audit.entry WHERE number = 5) WHERE size > 5",
    )
    .await;
    let (well, said) = verify(&app, &[]).await;
    assert!(well, "nothing in the database tells of it: {said}");
    let (well, said) = verify(&app, &["--checkpoints", kept]).await;
    let named = format!(
        "BROKEN  tenant {}: it was cut off: entry 6 is missing",
        shop.tenant_id()
    );
    assert!(!well && said.contains(&named), "{said}");
    force(&app, "UPDATE audit.entry SET action = 'nothing' WHERE number = 3").await;
    let tenant = shop.tenant_id().to_string();
    let (well, said) = verify(&app, &["--checkpoints", kept, "--tenant", &tenant]).await;
    let named = format!("BROKEN  tenant {tenant}: entry 3 was changed");
    assert!(!well && said.contains(&named) && said.contains("1 faults"), "{said}");
    forge(&folder);
    let (well, said) = verify(&app, &["--checkpoints", kept]).await;
    assert!(!well && said.contains("is signed by no trusted key"), "{said}");
    std::fs::remove_dir_all(folder).unwrap();
}

/// Lets the first checkpoint say that there was one entry more.
fn forge(folder: &Path) {
    let file = folder.join("checkpoints-2026-03-02.jsonl");
    let lines = std::fs::read_to_string(&file).unwrap();
    let mut lines: Vec<serde_json::Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    lines[0]["size"] = (lines[0]["size"].as_i64().unwrap() + 1).into();
    let lines: Vec<String> = lines.iter().map(serde_json::Value::to_string).collect();
    std::fs::write(file, lines.join("\n") + "\n").unwrap();
}
