//! Prices that wait for their moment, and those that waited.

use chrono::{DateTime, Utc};
use contracts::ids::ProductId;
use kernel::{Result, SystemTx, TenantTx, id::TenantId};
use pricing::UnitPrice;
use serde::Serialize;
use uuid::Uuid;

/// A price and its moment.
#[derive(Clone, Debug, Serialize)]
pub struct ScheduledPrice {
    pub id: Uuid,
    pub product_id: Uuid,
    pub store_id: Option<Uuid>,
    pub from_at: DateTime<Utc>,
    pub amount_minor: i64,
    pub per_milli: i64,
    pub state: String,
    pub user_id: Uuid,
    pub user_name: String,
}

impl ScheduledPrice {
    pub const fn price(&self) -> UnitPrice {
        UnitPrice {
            amount_minor: self.amount_minor,
            per_milli: self.per_milli,
        }
    }
}

/// # Errors
/// A violation of `scheduled_price_moment` when another price waits for the same moment.
pub async fn insert(tx: &mut TenantTx<'_>, new: &ScheduledPrice, now: DateTime<Utc>) -> Result<()> {
    let tenant = tx.tenant().uuid();
    sqlx::query!(
        "INSERT INTO product.scheduled_price (tenant_id, id, product_id, store_id, from_at, amount_minor, per_milli, state, user_id, user_name,
                                              created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        tenant,
        new.id,
        new.product_id,
        new.store_id,
        new.from_at,
        new.amount_minor,
        new.per_milli,
        new.state,
        new.user_id,
        new.user_name,
        now,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The prices of the product that wait, by their moments, at most `limit`.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn waiting(tx: &mut TenantTx<'_>, product: ProductId, limit: i64) -> Result<Vec<ScheduledPrice>> {
    let tenant = tx.tenant().uuid();
    Ok(sqlx::query_as!(
        ScheduledPrice,
        "SELECT id, product_id, store_id, from_at, amount_minor, per_milli, state, user_id, user_name FROM product.scheduled_price
         WHERE tenant_id = $1 AND product_id = $2 AND state = 'waiting' ORDER BY from_at, id LIMIT $3",
        tenant,
        product.uuid(),
        limit,
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// A price of the product, locked, whatever became of it.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn lock(tx: &mut TenantTx<'_>, product: ProductId, id: Uuid) -> Result<Option<ScheduledPrice>> {
    let tenant = tx.tenant().uuid();
    Ok(sqlx::query_as!(
        ScheduledPrice,
        "SELECT id, product_id, store_id, from_at, amount_minor, per_milli, state, user_id, user_name FROM product.scheduled_price
         WHERE tenant_id = $1 AND product_id = $2 AND id = $3 FOR UPDATE",
        tenant,
        product.uuid(),
        id,
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// One that still waits, locked.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn lock_waiting(tx: &mut TenantTx<'_>, id: Uuid) -> Result<Option<ScheduledPrice>> {
    let tenant = tx.tenant().uuid();
    Ok(sqlx::query_as!(
        ScheduledPrice,
        "SELECT id, product_id, store_id, from_at, amount_minor, per_milli, state, user_id, user_name FROM product.scheduled_price
         WHERE tenant_id = $1 AND id = $2 AND state = 'waiting' FOR UPDATE",
        tenant,
        id,
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// Says what became of one that waited.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn end(tx: &mut TenantTx<'_>, id: Uuid, state: &str) -> Result<()> {
    let tenant = tx.tenant().uuid();
    sqlx::query!(
        "UPDATE product.scheduled_price SET state = $3 WHERE tenant_id = $1 AND id = $2 AND state = 'waiting'",
        tenant,
        id,
        state,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Prices whose moment has come, of whatever tenants, in the order of their moments, at most `count`.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn due(tx: &mut SystemTx<'_>, now: DateTime<Utc>, count: i64) -> Result<Vec<(TenantId, Uuid)>> {
    let rows = sqlx::query!(
        "SELECT tenant_id, id FROM product.scheduled_price WHERE state = 'waiting' AND from_at <= $1 ORDER BY from_at, id LIMIT $2",
        now,
        count,
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (TenantId::from_uuid(row.tenant_id), row.id))
        .collect())
}
