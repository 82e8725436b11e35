//! Sales that wait for their customers.

use chrono::{DateTime, Utc};
use contracts::ids::{ParkedSaleId, RegisterId, StoreId};
use kernel::{Result, TenantTx, id::Id};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{from_json, to_json};
use crate::{cart::CartLine, cash::z_report::Person, discount::NewDiscount};

/// What the customer chose so far, as the till gave it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ParkedCart {
    /// 1..=500 lines.
    pub lines: Vec<CartLine>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discount: Option<NewDiscount>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A sale that waits.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ParkedSale {
    pub id: ParkedSaleId,
    pub store_id: StoreId,
    /// Where it was parked.
    pub register_id: RegisterId,
    /// What it is known by; may be empty.
    pub label: String,
    pub cart: ParkedCart,
    pub by: Person,
    pub at: DateTime<Utc>,
}

/// Writes a sale that waits.
///
/// # Errors
/// Violates `parked_sale_pkey` when the id is known.
pub async fn insert(tx: &mut TenantTx<'_>, sale: &ParkedSale) -> Result<()> {
    sqlx::query!(
        "INSERT INTO orders.parked_sale (tenant_id, id, store_id, register_id, label, cart, line_count, user_id, user_name, at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        tx.tenant().uuid(),
        sale.id.uuid(),
        sale.store_id.uuid(),
        sale.register_id.uuid(),
        sale.label,
        to_json(&sale.cart)?,
        i16::try_from(sale.cart.lines.len()).unwrap_or(i16::MAX),
        sale.by.id.uuid(),
        sale.by.name,
        sale.at,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// A sale as its columns have it.
struct Row {
    id: Uuid,
    store_id: Uuid,
    register_id: Uuid,
    label: String,
    cart: serde_json::Value,
    user_id: Uuid,
    user_name: String,
    at: DateTime<Utc>,
    recalled_by_name: Option<String>,
}

impl Row {
    fn sale(self) -> Result<ParkedSale> {
        Ok(ParkedSale {
            id: Id::from_uuid(self.id),
            store_id: Id::from_uuid(self.store_id),
            register_id: Id::from_uuid(self.register_id),
            label: self.label,
            cart: from_json(self.cart)?,
            by: Person::named(self.user_id, self.user_name),
            at: self.at,
        })
    }
}

/// Those of a store that wait, the longest first, after `after`; one more than `limit` says that there are more.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn waiting(
    tx: &mut TenantTx<'_>,
    store: StoreId,
    after: Option<(DateTime<Utc>, Uuid)>,
    limit: u32,
) -> Result<Vec<ParkedSale>> {
    let rows = sqlx::query_as!(
        Row,
        "SELECT id, store_id, register_id, label, cart, user_id, user_name, at, recalled_by_name FROM orders.parked_sale
        WHERE tenant_id = $1 AND store_id = $2 AND recalled_at IS NULL AND ($3::timestamptz IS NULL OR (at, id) > ($3, $4))
        ORDER BY at, id LIMIT $5",
        tx.tenant().uuid(),
        store.uuid(),
        after.map(|(at, _)| at),
        after.map(|(_, id)| id),
        i64::from(limit) + 1,
    )
    .fetch_all(&mut **tx)
    .await?;
    rows.into_iter().map(Row::sale).collect()
}

/// How many of a store wait.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn count_waiting(tx: &mut TenantTx<'_>, store: StoreId) -> Result<i64> {
    Ok(sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!" FROM orders.parked_sale WHERE tenant_id = $1 AND store_id = $2 AND recalled_at IS NULL"#,
        tx.tenant().uuid(),
        store.uuid(),
    )
    .fetch_one(&mut **tx)
    .await?)
}

/// The sale under this id, and who recalled it if somebody did. Its row is held until the transaction ends.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn hold(tx: &mut TenantTx<'_>, id: ParkedSaleId) -> Result<Option<(ParkedSale, Option<String>)>> {
    let row = sqlx::query_as!(
        Row,
        "SELECT id, store_id, register_id, label, cart, user_id, user_name, at, recalled_by_name FROM orders.parked_sale
        WHERE tenant_id = $1 AND id = $2 FOR UPDATE",
        tx.tenant().uuid(),
        id.uuid(),
    )
    .fetch_optional(&mut **tx)
    .await?;
    let Some(mut row) = row else { return Ok(None) };
    let recalled_by = row.recalled_by_name.take();
    Ok(Some((row.sale()?, recalled_by)))
}

/// Marks it as recalled.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn recall(tx: &mut TenantTx<'_>, id: ParkedSaleId, by: &Person, at: DateTime<Utc>) -> Result<()> {
    sqlx::query!(
        "UPDATE orders.parked_sale SET recalled_at = $3, recalled_by = $4, recalled_by_name = $5 WHERE tenant_id = $1 AND id = $2",
        tx.tenant().uuid(),
        id.uuid(),
        at,
        by.id.uuid(),
        by.name,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
