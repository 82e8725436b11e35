//! `inventory.low_stock`: shelves at or below their reorder point.

use chrono::{DateTime, Utc};
use kernel::{Result, db::TenantTx};
use uuid::Uuid;

use crate::{posting::Shelf, reorder::Crossing};

/// A row about to be opened.
#[derive(Debug)]
pub(crate) struct Opening {
    pub(crate) id: Uuid,
    pub(crate) crossing: Crossing,
}

/// Opens rows where none is open; says which were opened. The shelves are locked.
///
/// # Errors
/// 503 when the database cannot be reached.
pub(crate) async fn open(tx: &mut TenantTx<'_>, openings: &[Opening], now: DateTime<Utc>) -> Result<Vec<Uuid>> {
    let ids: Vec<Uuid> = openings.iter().map(|o| o.id).collect();
    let locations: Vec<Uuid> = openings.iter().map(|o| o.crossing.shelf.location.uuid()).collect();
    let products: Vec<Uuid> = openings.iter().map(|o| o.crossing.shelf.product.uuid()).collect();
    let on_hand: Vec<i64> = openings.iter().map(|o| o.crossing.on_hand_milli).collect();
    let points: Vec<i64> = openings.iter().map(|o| o.crossing.reorder_milli).collect();
    Ok(sqlx::query_scalar!(
        r#"INSERT INTO inventory.low_stock (tenant_id, id, location_id, product_id, on_hand_milli, reorder_milli, opened_at)
           SELECT $1, q.id, q.location_id, q.product_id, q.on_hand_milli, q.reorder_milli, $7
           FROM unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::bigint[], $6::bigint[]) AS q(id, location_id, product_id, on_hand_milli, reorder_milli)
           ON CONFLICT (tenant_id, location_id, product_id) WHERE closed_at IS NULL DO NOTHING
           RETURNING id"#,
        tx.tenant().uuid(),
        &ids,
        &locations,
        &products,
        &on_hand,
        &points,
        now,
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Closes the rows of shelves that are no longer low. The shelves are locked.
///
/// # Errors
/// 503 when the database cannot be reached.
pub(crate) async fn close(tx: &mut TenantTx<'_>, shelves: &[Shelf], now: DateTime<Utc>) -> Result<()> {
    let (locations, products): (Vec<Uuid>, Vec<Uuid>) = shelves
        .iter()
        .map(|shelf| (shelf.location.uuid(), shelf.product.uuid()))
        .unzip();
    sqlx::query!(
        r#"UPDATE inventory.low_stock low SET closed_at = $4
           FROM unnest($2::uuid[], $3::uuid[]) AS q(location_id, product_id)
           WHERE low.tenant_id = $1 AND low.location_id = q.location_id AND low.product_id = q.product_id AND low.closed_at IS NULL"#,
        tx.tenant().uuid(),
        &locations,
        &products,
        now,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Products that are low in one of these locations, at most `count`.
///
/// # Errors
/// 503 when the database cannot be reached.
pub(crate) async fn products(tx: &mut TenantTx<'_>, locations: &[Uuid], count: i64) -> Result<Vec<Uuid>> {
    Ok(sqlx::query_scalar!(
        r#"SELECT DISTINCT product_id FROM inventory.low_stock
           WHERE tenant_id = $1 AND closed_at IS NULL AND location_id = ANY($2) ORDER BY product_id LIMIT $3"#,
        tx.tenant().uuid(),
        locations,
        count,
    )
    .fetch_all(&mut **tx)
    .await?)
}
