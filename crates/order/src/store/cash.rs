//! What moved in a session's drawer beside sales, and how it was counted.

use chrono::{DateTime, Utc};
use contracts::ids::{CashMovementId, SessionId};
use kernel::{Error, Result, TenantTx, id::Id};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{from_json, to_json};
use crate::cash::{count::Pieces, movement::MovementKind, z_report::Person};

/// A movement of cash as stored.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct CashMovement {
    pub id: CashMovementId,
    pub kind: MovementKind,
    pub amount_minor: i64,
    pub reason: String,
    pub by: Person,
    pub at: DateTime<Utc>,
}

/// A count as stored.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct CashCount {
    /// 1, and 2 for a recount.
    pub count_number: i16,
    pub pieces: Vec<Pieces>,
    pub counted_minor: i64,
    /// What should have been there.
    pub expected_minor: i64,
    /// Counted less expected.
    pub variance_minor: i64,
    pub by: Person,
    pub at: DateTime<Utc>,
}

/// Writes a movement.
///
/// # Errors
/// Violates `cash_movement_pkey` when the id is known.
pub async fn insert_movement(tx: &mut TenantTx<'_>, session: SessionId, movement: &CashMovement) -> Result<()> {
    sqlx::query!(
        "INSERT INTO orders.cash_movement (tenant_id, id, session_id, kind, amount_minor, reason, user_id, user_name, at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        tx.tenant().uuid(),
        movement.id.uuid(),
        session.uuid(),
        movement.kind.name(),
        movement.amount_minor,
        movement.reason,
        movement.by.id.uuid(),
        movement.by.name,
        movement.at,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Whether this one of the session's movements is an opening without a sale.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn has_no_sale(tx: &mut TenantTx<'_>, session: SessionId, id: CashMovementId) -> Result<bool> {
    Ok(sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT FROM orders.cash_movement
        WHERE tenant_id = $1 AND session_id = $2 AND id = $3 AND kind = $4) AS "found!""#,
        tx.tenant().uuid(),
        session.uuid(),
        id.uuid(),
        MovementKind::NoSale.name(),
    )
    .fetch_one(&mut **tx)
    .await?)
}

/// The movements of a session in their order, at most `limit`.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn movements(tx: &mut TenantTx<'_>, session: SessionId, limit: i64) -> Result<Vec<CashMovement>> {
    let rows = sqlx::query!(
        "SELECT id, kind, amount_minor, reason, user_id, user_name, at FROM orders.cash_movement
        WHERE tenant_id = $1 AND session_id = $2 ORDER BY at, id LIMIT $3",
        tx.tenant().uuid(),
        session.uuid(),
        limit,
    )
    .fetch_all(&mut **tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(CashMovement {
                id: Id::from_uuid(row.id),
                kind: MovementKind::named(&row.kind)
                    .ok_or_else(|| Error::internal("a movement in the database has no name in this program"))?,
                amount_minor: row.amount_minor,
                reason: row.reason,
                by: Person::named(row.user_id, row.user_name),
                at: row.at,
            })
        })
        .collect()
}

/// How many movements a session has.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn movement_count(tx: &mut TenantTx<'_>, session: SessionId) -> Result<i64> {
    Ok(sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!" FROM orders.cash_movement WHERE tenant_id = $1 AND session_id = $2"#,
        tx.tenant().uuid(),
        session.uuid(),
    )
    .fetch_one(&mut **tx)
    .await?)
}

/// Writes a count.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn insert_count(tx: &mut TenantTx<'_>, session: SessionId, count: &CashCount) -> Result<()> {
    sqlx::query!(
        "INSERT INTO orders.cash_count (tenant_id, session_id, count_number, pieces, counted_minor, expected_minor, user_id, user_name, at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        tx.tenant().uuid(),
        session.uuid(),
        count.count_number,
        to_json(&count.pieces)?,
        count.counted_minor,
        count.expected_minor,
        count.by.id.uuid(),
        count.by.name,
        count.at,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The counts of a session, at most two, in their order.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn counts(tx: &mut TenantTx<'_>, session: SessionId) -> Result<Vec<CashCount>> {
    let rows = sqlx::query!(
        "SELECT count_number, pieces, counted_minor, expected_minor, user_id, user_name, at FROM orders.cash_count
        WHERE tenant_id = $1 AND session_id = $2 ORDER BY count_number",
        tx.tenant().uuid(),
        session.uuid(),
    )
    .fetch_all(&mut **tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(CashCount {
                count_number: row.count_number,
                pieces: from_json(row.pieces)?,
                counted_minor: row.counted_minor,
                expected_minor: row.expected_minor,
                variance_minor: row.counted_minor - row.expected_minor,
                by: Person::named(row.user_id, row.user_name),
                at: row.at,
            })
        })
        .collect()
}
