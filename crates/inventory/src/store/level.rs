//! `inventory.level`: what is on a shelf and how much of it is held.

use std::collections::BTreeMap;

use contracts::ids::{LocationId, ProductId};
use kernel::{Error, Result, db::TenantTx};
use uuid::Uuid;

use crate::{hold::Claim, posting::Shelf};

/// One shelf's sums, in thousandths.
#[derive(Debug)]
pub(crate) struct LevelRow {
    pub(crate) location_id: Uuid,
    pub(crate) product_id: Uuid,
    pub(crate) on_hand_milli: i64,
    pub(crate) reserved_milli: i64,
}

/// Locks the shelves that have a row, in the order of their keys, and says what is free on each: on hand less reserved.
///
/// # Errors
/// 503 when the database cannot be reached or another holds a shelf for too long.
pub(crate) async fn lock_free(tx: &mut TenantTx<'_>, claims: &BTreeMap<Shelf, Claim>) -> Result<BTreeMap<Shelf, i64>> {
    let (locations, products) = keys(claims);
    let rows = sqlx::query!(
        r#"SELECT l.location_id, l.product_id, l.on_hand_milli - l.reserved_milli AS "free_milli!"
           FROM unnest($2::uuid[], $3::uuid[]) AS k(location_id, product_id)
           JOIN inventory.level l ON l.tenant_id = $1 AND l.location_id = k.location_id AND l.product_id = k.product_id
           ORDER BY l.location_id, l.product_id
           FOR UPDATE OF l"#,
        tx.tenant().uuid(),
        &locations,
        &products,
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let shelf = Shelf {
                location: LocationId::from_uuid(row.location_id),
                product: ProductId::from_uuid(row.product_id),
            };
            (shelf, row.free_milli)
        })
        .collect())
}

/// Holds and gives back, each shelf on the condition that it has what is wanted. The shelves are locked and were found sufficient.
///
/// # Errors
/// 500 when a shelf did not have it after all: then nothing may be committed.
pub(crate) async fn claim(tx: &mut TenantTx<'_>, claims: &BTreeMap<Shelf, Claim>) -> Result<()> {
    let (locations, products) = keys(claims);
    let wanted: Vec<i64> = claims.values().map(|claim| claim.wanted_milli).collect();
    let deltas: Vec<i64> = claims.values().map(|claim| claim.delta_milli()).collect();
    let done = sqlx::query!(
        r#"UPDATE inventory.level l SET reserved_milli = l.reserved_milli + q.delta, version = l.version + 1
           FROM unnest($2::uuid[], $3::uuid[], $4::bigint[], $5::bigint[]) AS q(location_id, product_id, wanted, delta)
           WHERE l.tenant_id = $1 AND l.location_id = q.location_id AND l.product_id = q.product_id
             AND (q.wanted = 0 OR l.on_hand_milli - l.reserved_milli >= q.delta)"#,
        tx.tenant().uuid(),
        &locations,
        &products,
        &wanted,
        &deltas,
    )
    .execute(&mut **tx)
    .await?;
    if done.rows_affected() == claims.len() as u64 {
        Ok(())
    } else {
        Err(Error::internal("a locked shelf has less than it had"))
    }
}

fn keys(claims: &BTreeMap<Shelf, Claim>) -> (Vec<Uuid>, Vec<Uuid>) {
    claims
        .keys()
        .map(|shelf| (shelf.location.uuid(), shelf.product.uuid()))
        .unzip()
}

/// One location's shelves after `after`, by product; at most `count`.
///
/// # Errors
/// 503 when the database cannot be reached.
pub(crate) async fn of_location(
    tx: &mut TenantTx<'_>,
    location: Uuid,
    after: Uuid,
    count: i64,
) -> Result<Vec<LevelRow>> {
    Ok(sqlx::query_as!(
        LevelRow,
        r#"SELECT location_id, product_id, on_hand_milli, reserved_milli FROM inventory.level
           WHERE tenant_id = $1 AND location_id = $2 AND product_id > $3
           ORDER BY product_id LIMIT $4"#,
        tx.tenant().uuid(),
        location,
        after,
        count,
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// The shelves of several locations after `after` (location, product), in this order; at most `count`.
///
/// # Errors
/// 503 when the database cannot be reached.
pub(crate) async fn of_locations(
    tx: &mut TenantTx<'_>,
    locations: &[Uuid],
    after: (Uuid, Uuid),
    count: i64,
) -> Result<Vec<LevelRow>> {
    Ok(sqlx::query_as!(
        LevelRow,
        r#"SELECT location_id, product_id, on_hand_milli, reserved_milli FROM inventory.level
           WHERE tenant_id = $1 AND (location_id, product_id) > ($3, $4) AND location_id = ANY($2)
           ORDER BY location_id, product_id LIMIT $5"#,
        tx.tenant().uuid(),
        locations,
        after.0,
        after.1,
        count,
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// One product's shelves in these locations after location `after`; at most `count`.
///
/// # Errors
/// 503 when the database cannot be reached.
pub(crate) async fn of_product(
    tx: &mut TenantTx<'_>,
    product: ProductId,
    locations: &[Uuid],
    after: Uuid,
    count: i64,
) -> Result<Vec<LevelRow>> {
    Ok(sqlx::query_as!(
        LevelRow,
        r#"SELECT location_id, product_id, on_hand_milli, reserved_milli FROM inventory.level
           WHERE tenant_id = $1 AND product_id = $2 AND location_id > $4 AND location_id = ANY($3)
           ORDER BY location_id LIMIT $5"#,
        tx.tenant().uuid(),
        product.uuid(),
        locations,
        after,
        count,
    )
    .fetch_all(&mut **tx)
    .await?)
}
