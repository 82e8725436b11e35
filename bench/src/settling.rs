//! When the consumers of sales have caught up: every event has its position, and every cursor stands at the head of the log.

use std::time::{Duration, Instant};

use anyhow::Result;
use sqlx::{AssertSqlSafe, PgConnection, Row};

/// How long it is waited for: a lag beyond this is reported as this.
pub const LIMIT: Duration = Duration::from_secs(60);
const LOOK_EVERY: Duration = Duration::from_millis(10);

/// The question, put together once from the schemas that are there.
pub struct Settling {
    question: String,
}

impl Settling {
    pub async fn new(connection: &mut PgConnection) -> Result<Self> {
        let sql =
            "SELECT table_schema::text FROM information_schema.tables WHERE table_name = 'consumer_cursor' ORDER BY 1";
        let schemas: Vec<String> = sqlx::query_scalar(sql).fetch_all(connection).await?;
        let each = |pattern: &str, between: &str| {
            schemas
                .iter()
                .map(|schema| pattern.replace('@', schema))
                .collect::<Vec<_>>()
                .join(between)
        };
        let waiting = each("EXISTS (SELECT FROM @.outbox WHERE position IS NULL)", " OR ");
        let cursors = each(
            "SELECT position FROM @.consumer_cursor WHERE source = 'order'",
            " UNION ALL ",
        );
        Ok(Self {
            question: format!(
                "SELECT NOT ({waiting}) AND head.position = (SELECT coalesce(min(position), 0) FROM ({cursors}) cursors)
                 FROM orders.outbox_head head"
            ),
        })
    }

    async fn is_settled(&self, connection: &mut PgConnection) -> Result<bool> {
        let row = sqlx::query(AssertSqlSafe(self.question.clone()))
            .fetch_one(connection)
            .await?;
        Ok(row.get(0))
    }

    /// How long it took from now; nothing when it took longer than [`LIMIT`].
    pub async fn wait(&self, connection: &mut PgConnection) -> Result<Option<Duration>> {
        let start = Instant::now();
        loop {
            if self.is_settled(connection).await? {
                return Ok(Some(start.elapsed()));
            }
            if start.elapsed() > LIMIT {
                return Ok(None);
            }
            tokio::time::sleep(LOOK_EVERY).await;
        }
    }
}
