//! The trail of a product's changes: appended, never changed.

use chrono::{DateTime, Utc};
use contracts::ids::ProductId;
use kernel::{Result, TenantTx, id::UserId};

use crate::change::Action;

/// A change to be put on record.
#[derive(Debug)]
pub struct NewChange<'a> {
    pub product: ProductId,
    pub rev: i64,
    pub at: DateTime<Utc>,
    pub user: UserId,
    pub action: Action,
    pub before: Option<&'a str>,
    pub after: &'a str,
}

/// # Errors
/// 503 when the database cannot be reached.
pub async fn insert(tx: &mut TenantTx<'_>, new: NewChange<'_>) -> Result<()> {
    let tenant = tx.tenant().uuid();
    sqlx::query!(
        "INSERT INTO product.product_change (tenant_id, product_id, rev, at, user_id, action, before, after)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        tenant,
        new.product.uuid(),
        new.rev,
        new.at,
        new.user.uuid(),
        new.action.name(),
        new.before,
        new.after,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// A change of the history; before and after are JSON.
#[derive(Clone, Debug)]
pub struct PastChange {
    pub rev: i64,
    pub at: DateTime<Utc>,
    pub user_id: uuid::Uuid,
    pub action: String,
    pub before: Option<String>,
    pub after: String,
}

/// The product's changes, the newest first, before the revision `before`.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn history(tx: &mut TenantTx<'_>, product: ProductId, before: i64, limit: i64) -> Result<Vec<PastChange>> {
    let tenant = tx.tenant().uuid();
    let changes = sqlx::query_as!(
        PastChange,
        "SELECT rev, at, user_id, action, before, after FROM product.product_change
         WHERE tenant_id = $1 AND product_id = $2 AND rev < $3 ORDER BY rev DESC LIMIT $4",
        tenant,
        product.uuid(),
        before,
        limit,
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(changes)
}
