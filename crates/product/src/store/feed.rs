//! What changed in the catalogue since a revision.

use chrono::{DateTime, Utc};
use kernel::{Result, TenantTx};

use super::product::Row;
use crate::product::Product;

/// The products that changed after `rev`, in the order of their revisions.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn changed_after(tx: &mut TenantTx<'_>, rev: i64, now: DateTime<Utc>, limit: i64) -> Result<Vec<Product>> {
    let tenant = tx.tenant().uuid();
    let rows = sqlx::query_file_as!(Row, "src/store/feed.sql", tenant, rev, limit)
        .fetch_all(&mut **tx)
        .await?;
    rows.into_iter().map(|row| row.product(now)).collect()
}
