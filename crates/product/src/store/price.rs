//! Prices: appended, never changed.

use chrono::{DateTime, Utc};
use contracts::ids::ProductId;
use kernel::{Result, TenantTx, id::UserId};
use pricing::UnitPrice;

/// A price for the whole tenant that begins to hold.
#[derive(Clone, Copy, Debug)]
pub struct NewPrice {
    pub product: ProductId,
    pub rev: i64,
    pub from: DateTime<Utc>,
    pub price: UnitPrice,
    pub user: UserId,
    pub at: DateTime<Utc>,
}

/// # Errors
/// 503 when the database cannot be reached.
pub async fn insert(tx: &mut TenantTx<'_>, new: NewPrice) -> Result<()> {
    let tenant = tx.tenant().uuid();
    sqlx::query!(
        "INSERT INTO product.price (tenant_id, product_id, rev, from_at, amount_minor, per_milli, user_id, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        tenant,
        new.product.uuid(),
        new.rev,
        new.from,
        new.price.amount_minor,
        new.price.per_milli,
        new.user.uuid(),
        new.at,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// A price of the history.
#[derive(Clone, Debug)]
pub struct PastPrice {
    pub amount_minor: i64,
    pub per_milli: i64,
    pub from_at: DateTime<Utc>,
    pub rev: i64,
    pub user_id: uuid::Uuid,
}

/// The product's prices for the whole tenant, the newest first, before the revision `before`.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn history(tx: &mut TenantTx<'_>, product: ProductId, before: i64, limit: i64) -> Result<Vec<PastPrice>> {
    let tenant = tx.tenant().uuid();
    let prices = sqlx::query_as!(
        PastPrice,
        "SELECT amount_minor, per_milli, from_at, rev, user_id FROM product.price
         WHERE tenant_id = $1 AND product_id = $2 AND rev < $3 AND store_id IS NULL AND register_id IS NULL
         ORDER BY rev DESC LIMIT $4",
        tenant,
        product.uuid(),
        before,
        limit,
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(prices)
}
