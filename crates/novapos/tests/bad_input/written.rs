//! What stands in the tables, to see that nothing was written.

use std::collections::BTreeMap;

use sqlx::{AssertSqlSafe, PgConnection, Row};

/// What a wrong password for an account that exists may leave: its event, once a minute, when that was, and the event's version.
const OF_FAILED_SIGN_INS: &[(&str, &str)] = &[
    (
        "auth.users",
        "SELECT to_jsonb(t) - 'login_failed_at' - 'version' AS t FROM auth.users t",
    ),
    (
        "auth.outbox",
        "SELECT t FROM auth.outbox t WHERE type <> 'auth.login_failed'",
    ),
];

/// Each table's rows as one figure: how many, and what they say.
pub async fn tables(connection: &mut PgConnection) -> BTreeMap<String, i64> {
    let tables: Vec<String> = sqlx::query_scalar(
        "SELECT schemaname || '.' || tablename FROM pg_tables WHERE schemaname IN ('auth', 'product', 'inventory', 'orders')
         AND tablename NOT LIKE '%migrations%' ORDER BY 1",
    )
    .fetch_all(&mut *connection)
    .await
    .unwrap();
    let mut figures = BTreeMap::new();
    for table in tables {
        let special = OF_FAILED_SIGN_INS.iter().find(|(name, _)| *name == table);
        let rows = special.map_or_else(|| format!("SELECT t FROM {table} t"), |(_, rows)| (*rows).to_owned());
        let sql = format!("SELECT count(*), COALESCE(sum(hashtext(t::text)::bigint), 0)::bigint FROM ({rows}) rows");
        let row = sqlx::query(AssertSqlSafe(sql))
            .fetch_one(&mut *connection)
            .await
            .unwrap();
        figures.insert(table, row.get::<i64, _>(0).wrapping_add(row.get::<i64, _>(1)));
    }
    figures
}

/// The tables that are not as they were.
pub fn changed(before: &BTreeMap<String, i64>, after: &BTreeMap<String, i64>) -> Vec<String> {
    assert!(before.keys().eq(after.keys()));
    after
        .iter()
        .filter(|(table, figure)| before[*table] != **figure)
        .map(|(table, _)| table.clone())
        .collect()
}
