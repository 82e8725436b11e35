//! What is in the tables after a day, in a form that two databases can be compared in.

use std::collections::BTreeMap;

use sqlx::{AssertSqlSafe, Row as _};
use testkit::TestApp;

use crate::talk::Names;

/// What a database makes up for a row, and what only says in which order transactions began or when they were written. The trail's `number` is
/// the order in which the services were heard.
const MADE_UP: [&str; 8] = [
    "number",
    "position",
    "txid",
    "seq",
    "trace_parent",
    "trace_id",
    "password_hash",
    "modulus",
];

/// The rows of every table of every service, by table, each as text. Ids that were seen in the talk have their names.
pub async fn rows(app: &TestApp, names: &Names) -> BTreeMap<String, Vec<String>> {
    let mut admin = app.admin_connection().await;
    let tables: Vec<String> = sqlx::query_scalar(
        "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
         WHERE schemaname IN ('auth', 'product', 'inventory', 'orders', 'audit') AND tablename <> '_sqlx_migrations'
             -- When somebody signed, and with which key.
             AND schemaname || '.' || tablename NOT IN ('audit.checkpoint', 'audit.signing_key', 'audit.exported')
         ORDER BY 1",
    )
    .fetch_all(&mut admin)
    .await
    .unwrap();
    let mut all = BTreeMap::new();
    for table in tables {
        let without = MADE_UP.map(|column| format!(" - '{column}'")).concat();
        let select = format!("SELECT (to_jsonb(t){without})::text FROM {table} t");
        let rows = sqlx::query(AssertSqlSafe(select)).fetch_all(&mut admin).await.unwrap();
        let mut rows: Vec<String> = rows.iter().map(|row| names.known(&bytes_aside(row.get(0)))).collect();
        rows.sort();
        all.insert(table, rows);
    }
    all
}

/// Keys, hashes and sealed secrets are other bytes each time.
fn bytes_aside(row: &str) -> String {
    let mut pieces = row.split(r#""\\x"#);
    let mut told = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        told += r#""BYTES"#;
        told += piece.trim_start_matches(|c: char| c.is_ascii_hexdigit());
    }
    told
}
