//! `novapos verify`: each invariant as queries that return what breaks it. The one place, beside tests, that reads several contexts'
//! tables together.
//!
//! Everything is asked of one moment: a read-only transaction with one snapshot, as a role that sees what the contexts' system roles
//! see and changes nothing.

mod invariants;
mod report;

use anyhow::{Context as _, Result};
use chrono::{DateTime, Utc};
use sqlx::{
    AssertSqlSafe, ConnectOptions as _, Connection as _, Executor as _, PgConnection, Row as _,
    postgres::PgConnectOptions,
};

pub use invariants::{ALL, Invariant, Proof};
pub use report::{Breach, Outcome, Report, State};

use crate::assembly;

/// One more than are shown, to know whether there are more.
const ROWS_MAX: usize = report::SHOWN_MAX + 1;

/// The one transaction: nothing can be written in it, and every query sees the same moment. Writers read committed data and never use
/// this isolation level; for looking it is the right one.
const BEGIN: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
/// Sees what the contexts' system roles see, for as long as it takes.
const ENTER: &str = "SET LOCAL ROLE novapos_verify; SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0; SET LOCAL enable_seqscan = on";

/// Checks all of them in the database, `now` being the moment that ages are measured from.
///
/// # Errors
/// When the database cannot be reached or is older than this program.
pub async fn check(options: &PgConnectOptions, now: DateTime<Utc>) -> Result<Report> {
    let mut connection = options.connect().await.context("the database cannot be reached")?;
    let mut tx = connection.begin_with(BEGIN).await?;
    let report = check_within(&mut tx, now).await?;
    drop(tx);
    connection.close().await?;
    Ok(report)
}

/// The same within a transaction that is open, which is of no other use after.
///
/// # Errors
/// When the database is older than this program.
pub async fn check_within(tx: &mut PgConnection, now: DateTime<Utc>) -> Result<Report> {
    tx.execute(ENTER)
        .await
        .context("this database was not made by `novapos migrate`")?;
    sqlx::query("SELECT set_config('app.verify_now', $1, true)")
        .bind(now.to_rfc3339())
        .execute(&mut *tx)
        .await?;
    let mut outcomes = Vec::with_capacity(ALL.len());
    for invariant in ALL {
        let state = match invariant.proof {
            Proof::Queries(queries) => {
                let breaches = ask(tx, queries)
                    .await
                    .with_context(|| format!("I{} could not be checked", invariant.number))?;
                if breaches.is_empty() {
                    State::Ok
                } else {
                    State::Violated(breaches)
                }
            }
            Proof::NotYet(missing) => State::NotYet(missing),
            Proof::Tests(which) => State::Tests(which),
        };
        outcomes.push(Outcome {
            number: invariant.number,
            what: invariant.what,
            state,
        });
    }
    Ok(Report { outcomes })
}

async fn ask(connection: &mut PgConnection, queries: &[&str]) -> Result<Vec<Breach>> {
    let mut breaches = Vec::new();
    for query in queries {
        for sql in for_contexts(query) {
            if breaches.len() >= ROWS_MAX {
                return Ok(breaches);
            }
            let limit = ROWS_MAX - breaches.len();
            let limited = AssertSqlSafe(format!("SELECT tenant_id, what FROM ({sql}) AS broken LIMIT {limit}"));
            let rows = sqlx::query(limited).fetch_all(&mut *connection).await?;
            breaches.extend(rows.iter().map(|row| Breach {
                tenant: row.get(0),
                what: row.get(1),
            }));
        }
    }
    Ok(breaches)
}

/// The query, once for each context when it names one.
fn for_contexts(query: &str) -> Vec<String> {
    if !query.contains("__schema__") {
        return vec![query.to_owned()];
    }
    let fill = |migrations: &kernel::db::ContextMigrations| {
        query
            .replace("__context__", migrations.context.name)
            .replace("__schema__", migrations.context.schema)
    };
    assembly::migrations().iter().map(fill).collect()
}
