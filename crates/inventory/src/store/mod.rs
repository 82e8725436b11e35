//! The SQL of inventory, a file for each table. Every statement names its tenant.

pub(crate) mod count;
pub(crate) mod document;
pub(crate) mod exception;
pub(crate) mod ledger;
pub(crate) mod level;
pub(crate) mod low_stock;
pub(crate) mod outbox;
pub(crate) mod reservation;
pub(crate) mod totals;
pub(crate) mod transfer;

use kernel::{Result, db::SystemTx};

/// Holds that are open, and shelves at or below their reorder point, of all tenants.
///
/// # Errors
/// 503 when the database cannot be reached.
pub(crate) async fn counts(tx: &mut SystemTx<'_>) -> Result<(i64, i64)> {
    let counts: (i64, i64) = sqlx::query_as(
        "SELECT (SELECT count(*) FROM inventory.reservation WHERE state = 'held'), (SELECT count(*) FROM inventory.low_stock WHERE closed_at IS NULL)",
    )
    .fetch_one(&mut **tx)
    .await?;
    Ok(counts)
}
