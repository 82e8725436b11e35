//! Selling, through the real router: identity, numbers, prices, and what is written.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test may end with a panic and makes its own ids, tasks and clients"
)]

mod discounts;
mod identity;
mod prices;
mod sale;
mod strict_store;

use sqlx::Row;
use testkit::TestApp;

async fn count(app: &TestApp, sql: &'static str) -> i64 {
    sqlx::query(sql)
        .fetch_one(&mut app.admin_connection().await)
        .await
        .unwrap()
        .get(0)
}
