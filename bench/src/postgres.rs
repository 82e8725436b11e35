//! The private Postgres of the NovaPOS under test, which the floor is measured on as well: found by its folder, never by a port.

use std::{
    fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection, Row, postgres::PgConnectOptions};

use crate::process;

/// The superuser of the private database.
const ADMIN: &str = "novapos_admin";
/// The database of NovaPOS.
const NOVAPOS: &str = "novapos";

/// A running Postgres of ours.
pub struct Postgres {
    data: PathBuf,
    socket_folder: PathBuf,
    /// The process that all others of this Postgres are children of.
    pub pid: i32,
    /// Where its programs are: `pgbench` and `psql` of the same version.
    pub programs: PathBuf,
}

impl Postgres {
    /// The Postgres that works on `<home>/data`.
    pub fn of(home: &Path) -> Result<Self> {
        let data = fs::canonicalize(home.join("data")).context("finding the data folder")?;
        let file = data.join("postmaster.pid");
        let text = fs::read_to_string(&file).with_context(|| format!("reading {}", file.display()))?;
        let lines: Vec<&str> = text.lines().collect();
        let pid = lines
            .first()
            .and_then(|line| line.trim().parse().ok())
            .context("postmaster.pid has no process number")?;
        let socket_folder = lines
            .get(4)
            .filter(|folder| !folder.is_empty())
            .context("postmaster.pid names no socket")?;
        let program = process::program(pid)?;
        let programs = program.parent().context("a program without a folder")?.to_owned();
        Ok(Self {
            data,
            socket_folder: PathBuf::from(socket_folder),
            pid,
            programs,
        })
    }

    /// A connection as the superuser, to a server that has proved to be ours: its folder, and its process.
    pub async fn connect(&self, database: &str) -> Result<PgConnection> {
        let options = PgConnectOptions::new_without_pgpass()
            .socket(&self.socket_folder)
            .port(5432)
            .username(ADMIN)
            .database(database);
        let mut connection = PgConnection::connect_with(&options)
            .await
            .context("connecting to the private Postgres")?;
        let row = connection
            .fetch_one("SELECT current_setting('data_directory'), pg_backend_pid()")
            .await?;
        let (folder, backend): (String, i32) = (row.get(0), row.get(1));
        ensure!(
            Path::new(&folder) == self.data,
            "the Postgres that answered works on {folder}, not on {}",
            self.data.display()
        );
        ensure!(
            process::children(self.pid).contains(&backend),
            "the Postgres that answered is not process {}",
            self.pid
        );
        Ok(connection)
    }

    pub async fn connect_novapos(&self) -> Result<PgConnection> {
        self.connect(NOVAPOS).await
    }

    /// The arguments with which `psql` and `pgbench` reach it.
    pub fn arguments(&self) -> [String; 6] {
        let folder = self.socket_folder.display().to_string();
        [
            "-h".to_owned(),
            folder,
            "-p".to_owned(),
            "5432".to_owned(),
            "-U".to_owned(),
            ADMIN.to_owned(),
        ]
    }
}

/// How much write-ahead log there is, and how much of it are whole pages written after a checkpoint.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wal {
    pub bytes: f64,
    pub page_images: f64,
    pub syncs: f64,
}

pub async fn wal(connection: &mut PgConnection) -> Result<Wal> {
    let sql = "SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::float8, wal_fpi::float8, wal_sync::float8 FROM pg_stat_wal";
    let row = connection.fetch_one(sql).await?;
    Ok(Wal {
        bytes: row.get(0),
        page_images: row.get(1),
        syncs: row.get(2),
    })
}

/// Rows that were inserted and updated since statistics began, of each table.
pub async fn rows_written(connection: &mut PgConnection) -> Result<Vec<TableRows>> {
    let sql = "SELECT schemaname || '.' || relname, n_tup_ins::float8, n_tup_upd::float8
               FROM pg_stat_user_tables ORDER BY 1";
    let rows = connection.fetch_all(sql).await?;
    let table = |row: &sqlx::postgres::PgRow| TableRows {
        table: row.get(0),
        inserted: row.get(1),
        updated: row.get(2),
    };
    Ok(rows.iter().map(table).collect())
}

/// The rows written to one table.
#[derive(Clone, Debug, Default)]
pub struct TableRows {
    pub table: String,
    pub inserted: f64,
    pub updated: f64,
}

/// Waits until no backend works on a database any more, so that the CPU of all of them has been counted.
pub async fn wait_until_left(connection: &mut PgConnection, database: &str) -> Result<()> {
    const LIMIT: Duration = Duration::from_secs(10);
    let start = Instant::now();
    loop {
        let left: i64 = sqlx::query_scalar("SELECT count(*) FROM pg_stat_activity WHERE datname = $1")
            .bind(database)
            .fetch_one(&mut *connection)
            .await?;
        if left == 0 {
            return Ok(());
        }
        ensure!(start.elapsed() < LIMIT, "{left} backends still work on {database}");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

/// Brings statistics and the log to rest after seeding and warming up, so that no slice pays for it. Not before: a table that was vacuumed
/// while it was empty is planned as if it stayed so, and a plan that lives as long as its connection reads all of it for each sale.
pub async fn tidy(connection: &mut PgConnection) -> Result<()> {
    connection.execute("VACUUM (ANALYZE)").await?;
    connection.execute("CHECKPOINT").await?;
    Ok(())
}

/// What a backend was doing when it was looked at.
pub async fn backends_running(connection: &mut PgConnection, statement: &str) -> Result<Vec<i32>> {
    let sql =
        "SELECT pid FROM pg_stat_activity WHERE state = 'active' AND pid <> pg_backend_pid() AND strpos(query, $1) > 0";
    Ok(sqlx::query_scalar(sql).bind(statement).fetch_all(connection).await?)
}

/// Runs a statement that is made here, of constants.
pub async fn execute(connection: &mut PgConnection, sql: String) -> Result<()> {
    connection.execute(AssertSqlSafe(sql)).await?;
    Ok(())
}
