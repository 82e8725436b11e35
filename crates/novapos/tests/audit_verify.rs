//! `novapos audit verify` as a person or a script meets it: it names what is broken, and fails.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test may end with a panic and makes its own ids"
)]

use std::{path::Path, process::Command};

use audit::{BucketSettings, Destination};
use chrono::TimeDelta;
use kernel::secret::SecretRef;
use testkit::{
    Config, TestApp,
    s3_server::{self, Fault, S3Server},
};

/// What the command says of the app's database, and whether all is well.
async fn verify(app: &TestApp, more: &[&str]) -> (bool, String) {
    run(app, &[&["audit", "verify"], more].concat(), &[]).await
}

/// The same of any command, with these variables.
async fn run(app: &TestApp, arguments: &[&str], variables: &[(&str, String)]) -> (bool, String) {
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
        .args(arguments)
        .envs(variables.iter().map(|(name, value)| (name, value)))
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
    let (well, said) = run(&app, &["keys", "rotate-audit"], &[]).await;
    assert!(well && said.contains("signs checkpoints from now on"), "{said}");
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

/// With its own access key, or as the role that EKS gives to a pod; what the bucket has finds what the database no longer tells.
#[tokio::test]
async fn the_command_reads_the_bucket_by_a_key_or_by_the_role_of_its_pod() {
    let folder = std::env::temp_dir().join(format!("novapos-keys-{}", uuid::Uuid::now_v7()));
    std::fs::create_dir(&folder).unwrap();
    let file = |name: &str, value: &str| {
        std::fs::write(folder.join(name), value).unwrap();
        folder.join(name)
    };
    let store = S3Server::start().await;
    let mut config = Config::default();
    config.audit.bucket = Some(BucketSettings {
        name: s3_server::BUCKET.to_owned(),
        prefix: "novapos".to_owned(),
        endpoint: Some(store.url()),
        region: s3_server::REGION.to_owned(),
        access_key: Some(SecretRef::File(file("access-key", s3_server::ACCESS_KEY))),
        secret_key: Some(SecretRef::File(file("secret-key", s3_server::SECRET_KEY))),
    });
    let app = TestApp::with(config).await;
    let shop = app.shop("corner").await;
    shop.product("TEA", 250).await;
    app.settle().await;
    let place = [
        ("NOVAPOS__AUDIT__BUCKET__NAME", s3_server::BUCKET.to_owned()),
        ("NOVAPOS__AUDIT__BUCKET__ENDPOINT", store.url()),
        ("NOVAPOS__AUDIT__BUCKET__REGION", s3_server::REGION.to_owned()),
    ];
    let by_key = [
        ("NOVAPOS__AUDIT__BUCKET__ACCESS_KEY", "env:ACCESS_KEY".to_owned()),
        ("NOVAPOS__AUDIT__BUCKET__SECRET_KEY", "env:SECRET_KEY".to_owned()),
        ("ACCESS_KEY", s3_server::ACCESS_KEY.to_owned()),
        ("SECRET_KEY", s3_server::SECRET_KEY.to_owned()),
    ];
    let by_role = [
        ("AWS_CONTAINER_CREDENTIALS_FULL_URI", store.role_url()),
        (
            "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
            file("token", s3_server::POD_TOKEN).display().to_string(),
        ),
    ];
    let (by_key, by_role) = ([&place[..], &by_key].concat(), [&place[..], &by_role].concat());
    for variables in [&by_key, &by_role] {
        let (well, said) = run(&app, &["audit", "verify"], variables).await;
        assert!(
            well && said.contains("all whole") && !said.contains("There are no checkpoints"),
            "{said}"
        );
    }
    let (_, said) = run(&app, &["doctor"], &by_key).await;
    assert!(
        said.contains("ok       All checkpoints are in bucket:http://127.0.0.1"),
        "{said}"
    );

    force(
        &app,
        "DELETE FROM audit.checkpoint; DELETE FROM audit.chain; DELETE FROM audit.entry",
    )
    .await;
    let (well, said) = run(&app, &["audit", "verify"], &by_role).await;
    assert!(
        !well && said.contains(&format!("BROKEN  tenant {}: it was cut off", shop.tenant_id())),
        "{said}"
    );

    store.set(Fault::Forbidden);
    let (well, said) = run(&app, &["audit", "verify"], &by_key).await;
    assert!(
        !well && said.contains("cannot be read") && said.contains("AccessDenied"),
        "{said}"
    );
    assert!(!said.contains(s3_server::SECRET_KEY), "{said}");
    let (well, said) = run(&app, &["doctor"], &by_key).await;
    let problem = "PROBLEM  Checkpoints cannot be written to bucket:http://127.0.0.1";
    assert!(
        !well && said.contains(problem) && said.contains("shops sell on"),
        "{said}"
    );
    let (_, said) = run(&app, &["doctor"], &[&place[..], &by_key[3..4]].concat()).await;
    assert!(
        said.contains("audit.bucket needs access_key and secret_key, or neither"),
        "{said}"
    );
    std::fs::remove_dir_all(folder).unwrap();
}
