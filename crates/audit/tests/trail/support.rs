//! What the trail's tests share.

use std::path::PathBuf;

use audit::{Checkpoint, Destination, Fault, Kept, Keys, Verdict};
use chrono::TimeDelta;
use contracts::contexts::AUDIT;
use sqlx::{AssertSqlSafe, PgConnection};
use testkit::{Config, Shop, TestApp};

/// A folder of one test, removed with it.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new() -> Self {
        Self(std::env::temp_dir().join(format!("novapos-trail-{}", uuid::Uuid::now_v7())))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// An app whose checkpoints go to the folder.
pub async fn app(folder: &Folder) -> TestApp {
    let mut config = Config::default();
    config.audit.checkpoints = Some(Destination::Folder(folder.0.clone()));
    TestApp::with(config).await
}

/// A shop that sold so often, all of it chained and signed.
pub async fn shop(app: &TestApp, code: &str, sales: usize) -> Shop {
    let shop = app.shop(code).await;
    // The key of access tokens is in a chain of its own: these tests are about the shops'.
    force(
        app,
        &format!("DELETE FROM auth.audit_event WHERE tenant_id = '{}'", uuid::Uuid::nil()),
    )
    .await;
    let product = shop.product("TEA", 250).await;
    for _ in 0..sales {
        shop.sell(&shop.admin(), &[(product, 1000)]).await.expect(201);
    }
    app.settle().await;
    shop
}

/// A minute later, when what happened since is signed.
pub async fn sign(app: &TestApp) {
    app.settle().await;
    app.clock().advance(TimeDelta::seconds(60));
    app.settle().await;
}

/// What is kept in the folder.
pub fn kept(folder: &Folder) -> Kept {
    let mut kept = Kept {
        keys: Keys::default(),
        checkpoints: Vec::new(),
    };
    for key in audit::read_keys(&folder.0).unwrap().read {
        assert!(kept.keys.add(&key));
    }
    let lines = audit::read_checkpoints(&folder.0).unwrap();
    assert_eq!(lines.unreadable, Vec::<String>::new());
    kept.checkpoints = lines.read.iter().map(|line| Checkpoint::of(line).unwrap()).collect();
    kept
}

pub async fn verify(app: &TestApp, kept: Kept) -> Verdict {
    audit::verify(&app.deps(AUDIT).db, None, kept).await.unwrap()
}

/// The only fault that is found.
pub async fn fault(app: &TestApp, kept: Kept) -> Option<Fault> {
    let mut faults = verify(app, kept).await.faults;
    assert!(faults.len() <= 1, "{faults:?}");
    faults.pop().map(|(_, fault)| fault)
}

pub async fn count(app: &TestApp, sql: &str) -> i64 {
    sqlx::query_scalar(AssertSqlSafe(sql.to_owned()))
        .fetch_one(&mut app.admin_connection().await)
        .await
        .unwrap()
}

/// Does what only a superuser can: with triggers and foreign keys switched off.
pub async fn force(app: &TestApp, sql: &str) {
    let mut connection: PgConnection = app.admin_connection().await;
    sqlx::raw_sql(AssertSqlSafe(format!("SET session_replication_role = replica; {sql}")))
        .execute(&mut connection)
        .await
        .unwrap();
}
