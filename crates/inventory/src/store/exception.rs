//! `inventory.stock_exception`: shelves whose record is below zero.

use chrono::{DateTime, Utc};
use contracts::ids::OrderId;
use kernel::{Result, db::TenantTx};
use uuid::Uuid;

use crate::{oversold::LowShelf, posting::Shelf};

/// An exception about to be opened.
#[derive(Debug)]
pub(crate) struct Opening {
    pub(crate) id: Uuid,
    pub(crate) low: LowShelf,
    pub(crate) order: Option<OrderId>,
}

/// Opens exceptions where none is open; says which were opened. The shelves are locked.
///
/// # Errors
/// 503 when the database cannot be reached.
pub(crate) async fn open(tx: &mut TenantTx<'_>, openings: &[Opening], now: DateTime<Utc>) -> Result<Vec<Uuid>> {
    let ids: Vec<Uuid> = openings.iter().map(|o| o.id).collect();
    let products: Vec<Uuid> = openings.iter().map(|o| o.low.shelf.product.uuid()).collect();
    let locations: Vec<Uuid> = openings.iter().map(|o| o.low.shelf.location.uuid()).collect();
    let on_hand: Vec<i64> = openings.iter().map(|o| o.low.on_hand_milli).collect();
    let orders: Vec<Option<Uuid>> = openings.iter().map(|o| o.order.map(OrderId::uuid)).collect();
    Ok(sqlx::query_scalar!(
        r#"INSERT INTO inventory.stock_exception (tenant_id, id, kind, product_id, location_id, on_hand_milli, order_id, opened_at)
           SELECT $1, q.id, 'oversold', q.product_id, q.location_id, q.on_hand_milli, q.order_id, $7
           FROM unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::bigint[], $6::uuid[]) AS q(id, product_id, location_id, on_hand_milli, order_id)
           ON CONFLICT (tenant_id, location_id, product_id) WHERE closed_at IS NULL DO NOTHING
           RETURNING id"#,
        tx.tenant().uuid(),
        &ids,
        &products,
        &locations,
        &on_hand,
        &orders as &[Option<Uuid>],
        now,
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Closes the exceptions of shelves that have come back. The shelves are locked.
///
/// # Errors
/// 503 when the database cannot be reached.
pub(crate) async fn close(tx: &mut TenantTx<'_>, healed: &[Shelf], now: DateTime<Utc>) -> Result<()> {
    let (locations, products): (Vec<Uuid>, Vec<Uuid>) = healed
        .iter()
        .map(|shelf| (shelf.location.uuid(), shelf.product.uuid()))
        .unzip();
    sqlx::query!(
        r#"UPDATE inventory.stock_exception e SET closed_at = $4
           FROM unnest($2::uuid[], $3::uuid[]) AS q(location_id, product_id)
           WHERE e.tenant_id = $1 AND e.location_id = q.location_id AND e.product_id = q.product_id AND e.closed_at IS NULL"#,
        tx.tenant().uuid(),
        &locations,
        &products,
        now,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// An exception, with what the shelf's record says now.
#[derive(Debug)]
pub(crate) struct ExceptionRow {
    pub(crate) id: Uuid,
    pub(crate) product_id: Uuid,
    pub(crate) location_id: Uuid,
    pub(crate) on_hand_milli: i64,
    pub(crate) current_on_hand_milli: i64,
    pub(crate) order_id: Option<Uuid>,
    pub(crate) opened_at: DateTime<Utc>,
    pub(crate) closed_at: Option<DateTime<Utc>>,
}

/// Open exceptions in these locations, newest first, before `before`; at most `count`.
///
/// # Errors
/// 503 when the database cannot be reached.
pub(crate) async fn list_open(
    tx: &mut TenantTx<'_>,
    locations: &[Uuid],
    before: Uuid,
    count: i64,
) -> Result<Vec<ExceptionRow>> {
    Ok(sqlx::query_as!(
        ExceptionRow,
        r#"SELECT e.id, e.product_id, e.location_id, e.on_hand_milli, l.on_hand_milli AS current_on_hand_milli, e.order_id, e.opened_at, e.closed_at
           FROM inventory.stock_exception e
           JOIN inventory.level l ON l.tenant_id = $1 AND l.location_id = e.location_id AND l.product_id = e.product_id
           WHERE e.tenant_id = $1 AND e.closed_at IS NULL AND e.id < $3 AND e.location_id = ANY($2)
           ORDER BY e.id DESC LIMIT $4"#,
        tx.tenant().uuid(),
        locations,
        before,
        count,
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Exceptions in these locations, open ones among them unless `closed_only`, newest first, before `before`; at most `count`.
///
/// # Errors
/// 503 when the database cannot be reached.
pub(crate) async fn list(
    tx: &mut TenantTx<'_>,
    locations: &[Uuid],
    closed_only: bool,
    before: Uuid,
    count: i64,
) -> Result<Vec<ExceptionRow>> {
    Ok(sqlx::query_as!(
        ExceptionRow,
        r#"SELECT e.id, e.product_id, e.location_id, e.on_hand_milli, l.on_hand_milli AS current_on_hand_milli, e.order_id, e.opened_at, e.closed_at
           FROM inventory.stock_exception e
           JOIN inventory.level l ON l.tenant_id = $1 AND l.location_id = e.location_id AND l.product_id = e.product_id
           WHERE e.tenant_id = $1 AND e.id < $3 AND e.location_id = ANY($2) AND (NOT $5 OR e.closed_at IS NOT NULL)
           ORDER BY e.id DESC LIMIT $4"#,
        tx.tenant().uuid(),
        locations,
        before,
        count,
        closed_only,
    )
    .fetch_all(&mut **tx)
    .await?)
}
