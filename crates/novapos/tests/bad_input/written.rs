//! What stands in the tables, to see that nothing was written.

use std::collections::BTreeMap;

use sqlx::{AssertSqlSafe, PgConnection, Row};
use testkit::TestApp;

/// What a wrong password for an account that exists may leave: its event and its row in the trail, once a minute, when that was, and the event's version.
const OF_FAILED_SIGN_INS: &[(&str, &str)] = &[
    (
        "auth.users",
        "SELECT to_jsonb(t) - 'login_failed_at' - 'version' AS t FROM auth.users t",
    ),
    (
        "auth.audit_event",
        "SELECT t FROM auth.audit_event t WHERE action <> 'auth.sign_in_failed'",
    ),
    (
        "auth.outbox",
        "SELECT t FROM auth.outbox t WHERE type <> 'auth.login_failed'",
    ),
];

/// The tables as they stood when they were looked at.
pub struct Tables {
    connection: PgConnection,
    figures: BTreeMap<String, i64>,
}

impl Tables {
    pub async fn of(app: &TestApp) -> Self {
        let mut connection = app.admin_connection().await;
        let figures = figures(&mut connection).await;
        Self { connection, figures }
    }

    /// Those that are not as they were.
    pub async fn changed(mut self) -> Vec<String> {
        let now = figures(&mut self.connection).await;
        assert!(self.figures.keys().eq(now.keys()));
        let differs = |(table, figure): (String, i64)| (self.figures[&table] != figure).then_some(table);
        now.into_iter().filter_map(differs).collect()
    }
}

/// Each table's rows as one figure: how many, and what they say.
async fn figures(connection: &mut PgConnection) -> BTreeMap<String, i64> {
    let tables: Vec<String> = sqlx::query_scalar(
        "SELECT schemaname || '.' || tablename FROM pg_tables WHERE schemaname IN ('auth', 'product', 'inventory', 'orders', 'audit')
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
