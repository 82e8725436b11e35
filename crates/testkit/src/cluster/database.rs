//! A database for one test: a copy of its template, dropped when the test is over.

use std::{
    path::Path,
    process,
    sync::{
        OnceLock,
        atomic::{AtomicU32, Ordering},
        mpsc,
    },
    thread,
    time::Duration,
};

use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Executor, PgConnection, postgres::PgConnectOptions};

use super::{
    Template,
    server::{ADMIN, Cluster},
};

/// One test's database. Dropped with it, whoever is still connected.
#[derive(Debug)]
pub struct TestDatabase {
    name: String,
    cluster: &'static Cluster,
}

impl TestDatabase {
    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The folder of the cluster's socket, for a program that a test starts.
    #[must_use]
    pub fn socket_folder(&self) -> &Path {
        &self.cluster.socket_folder
    }

    /// Returns when somebody in it waits for a lock.
    ///
    /// # Panics
    /// When it cannot be reached.
    pub async fn until_one_waits(&self) {
        const LOOK: Duration = Duration::from_millis(5);
        let waiting =
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
        let mut admin = self.options_as(ADMIN).connect().await.expect("the test's database");
        while sqlx::query_scalar::<_, i64>(waiting)
            .fetch_one(&mut admin)
            .await
            .expect("who waits")
            == 0
        {
            tokio::time::sleep(LOOK).await;
        }
    }

    /// How to reach it as a role; [`super::ADMIN`] is the superuser.
    #[must_use]
    pub fn options_as(&self, role: &str) -> PgConnectOptions {
        self.cluster.options(role, &self.name)
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        drop_later(self.cluster, std::mem::take(&mut self.name));
    }
}

/// A fresh database, made like the template.
///
/// # Panics
/// When there is no Postgres, or the template cannot be built: a test has nothing to go on with.
pub async fn database(template: &Template) -> TestDatabase {
    match create(template).await {
        Ok(database) => database,
        Err(why) => panic!("no database for this test: {why}"),
    }
}

async fn create(template: &Template) -> Result<TestDatabase, String> {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let cluster = Cluster::get().await?;
    let words = |cause: sqlx::Error| cause.to_string();
    let mut admin = cluster.options(ADMIN, "postgres").connect().await.map_err(words)?;
    let source = ensure_template(template, cluster, &mut admin).await?;
    let name = format!("test_{}_{}", process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    let copy = format!("CREATE DATABASE {name} TEMPLATE {source} STRATEGY = FILE_COPY");
    admin.execute(AssertSqlSafe(copy)).await.map_err(words)?;
    let database = TestDatabase { name, cluster };
    admin.close().await.map_err(words)?;
    Ok(database)
}

/// The template's name, once it is there. One template is built at a time, whoever asks: all of them share the cluster's roles.
async fn ensure_template(template: &Template, cluster: &Cluster, admin: &mut PgConnection) -> Result<String, String> {
    let words = |cause: sqlx::Error| format!("the template: {cause}");
    let key: String = sqlx::query_scalar("SELECT md5($1)")
        .bind(&template.fingerprint)
        .fetch_one(&mut *admin)
        .await
        .map_err(words)?;
    let name = format!("template_{key}");
    if exists(&name, admin).await.map_err(words)? {
        return Ok(name);
    }
    admin
        .execute("SET lock_timeout = '120s'; SELECT pg_advisory_lock(20261125)")
        .await
        .map_err(words)?;
    if !exists(&name, admin).await.map_err(words)? {
        build(template, cluster, admin, &name).await?;
    }
    admin.execute("SELECT pg_advisory_unlock_all()").await.map_err(words)?;
    Ok(name)
}

async fn exists(name: &str, admin: &mut PgConnection) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar("SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)")
        .bind(name)
        .fetch_one(admin)
        .await
}

/// Builds it under another name, so that one with the right name is always complete.
async fn build(template: &Template, cluster: &Cluster, admin: &mut PgConnection, name: &str) -> Result<(), String> {
    let words = |cause: sqlx::Error| format!("the template: {cause}");
    admin
        .execute("DROP DATABASE IF EXISTS unfinished_template WITH (FORCE)")
        .await
        .map_err(words)?;
    admin
        .execute("CREATE DATABASE unfinished_template STRATEGY = FILE_COPY")
        .await
        .map_err(words)?;
    let built = (template.build)(cluster.options(ADMIN, "unfinished_template")).await;
    built.map_err(|cause| format!("its template could not be built: {cause}"))?;
    // Connections that the builder left open would stand in the way of the new name.
    admin
        .execute("ALTER DATABASE unfinished_template ALLOW_CONNECTIONS false")
        .await
        .map_err(words)?;
    let leave = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = 'unfinished_template'";
    admin.execute(leave).await.map_err(words)?;
    admin
        .execute(AssertSqlSafe(format!(
            "ALTER DATABASE unfinished_template RENAME TO {name}"
        )))
        .await
        .map_err(words)?;
    Ok(())
}

/// Drops it on a thread of its own: a test's end does not wait, and needs no runtime. What is left when the program ends goes with
/// the cluster.
fn drop_later(cluster: &'static Cluster, name: String) {
    static NAMES: OnceLock<mpsc::Sender<String>> = OnceLock::new();
    let names = NAMES.get_or_init(|| {
        let (sender, names) = mpsc::channel();
        thread::spawn(move || drop_all(cluster, &names));
        sender
    });
    let _ = names.send(name);
}

fn drop_all(cluster: &Cluster, names: &mpsc::Receiver<String>) {
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else {
        return;
    };
    for name in names {
        // Best effort: a database that stays costs memory until the end of the run, and nothing else.
        let _ = runtime.block_on(async {
            let mut admin = cluster.options(ADMIN, "postgres").connect().await?;
            admin
                .execute(AssertSqlSafe(format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")))
                .await?;
            admin.close().await
        });
    }
}
