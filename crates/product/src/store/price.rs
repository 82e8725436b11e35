//! Prices: appended, never changed.

use chrono::{DateTime, Utc};
use contracts::ids::{ProductId, StoreId};
use kernel::{Result, TenantTx, id::UserId};
use pricing::UnitPrice;

/// A price that begins to hold.
#[derive(Clone, Copy, Debug)]
pub struct NewPrice {
    pub product: ProductId,
    pub rev: i64,
    /// Whose own it is; the whole tenant's where there is none.
    pub store: Option<StoreId>,
    pub from: DateTime<Utc>,
    /// None ends a store's own price.
    pub price: Option<UnitPrice>,
    pub user: UserId,
    pub at: DateTime<Utc>,
}

/// What stands beside no amount.
const ENDED_PER_MILLI: i64 = 1000;

/// # Errors
/// 503 when the database cannot be reached.
pub async fn insert(tx: &mut TenantTx<'_>, new: NewPrice) -> Result<()> {
    let tenant = tx.tenant().uuid();
    sqlx::query!(
        "INSERT INTO product.price (tenant_id, product_id, rev, store_id, from_at, amount_minor, per_milli, user_id, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        tenant,
        new.product.uuid(),
        new.rev,
        new.store.map(StoreId::uuid),
        new.from,
        new.price.map(|price| price.amount_minor),
        new.price.map_or(ENDED_PER_MILLI, |price| price.per_milli),
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
    pub store_id: Option<uuid::Uuid>,
    pub amount_minor: Option<i64>,
    pub per_milli: i64,
    pub from_at: DateTime<Utc>,
    pub rev: i64,
    pub user_id: uuid::Uuid,
}

/// The product's prices, of the whole tenant and of stores, the newest first, before the revision `before`.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn history(tx: &mut TenantTx<'_>, product: ProductId, before: i64, limit: i64) -> Result<Vec<PastPrice>> {
    let tenant = tx.tenant().uuid();
    let prices = sqlx::query_as!(
        PastPrice,
        "SELECT store_id, amount_minor, per_milli, from_at, rev, user_id FROM product.price
         WHERE tenant_id = $1 AND product_id = $2 AND rev < $3 AND register_id IS NULL
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

/// From when the newest price of the store, or of the whole tenant, has held.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn newest_from(
    tx: &mut TenantTx<'_>,
    product: ProductId,
    store: Option<StoreId>,
) -> Result<Option<DateTime<Utc>>> {
    let tenant = tx.tenant().uuid();
    let from = sqlx::query_scalar!(
        "SELECT max(from_at) FROM product.price
         WHERE tenant_id = $1 AND product_id = $2 AND store_id IS NOT DISTINCT FROM $3 AND register_id IS NULL",
        tenant,
        product.uuid(),
        store.map(StoreId::uuid),
    )
    .fetch_one(&mut **tx)
    .await?;
    Ok(from)
}
