//! `inventory.level`: what is on a shelf, how much of it is held, what is under way to it and what of it cannot be sold.

use std::collections::BTreeMap;

use contracts::ids::{LocationId, ProductId};
use kernel::{Error, Result, db::TenantTx};
use uuid::Uuid;

use crate::{hold::Claim, posting::Shelf, threshold::Threshold};

/// One shelf's sums, in thousandths.
#[derive(Debug)]
pub(crate) struct LevelRow {
    pub(crate) location_id: Uuid,
    pub(crate) product_id: Uuid,
    pub(crate) on_hand_milli: i64,
    pub(crate) reserved_milli: i64,
    pub(crate) in_transit_milli: i64,
    pub(crate) damaged_milli: i64,
    pub(crate) reorder_milli: Option<i64>,
}

impl LevelRow {
    #[must_use]
    pub(crate) const fn available_milli(&self) -> i64 {
        self.on_hand_milli - self.reserved_milli
    }

    /// At or below its reorder point, where it has one.
    #[must_use]
    pub(crate) fn is_low(&self) -> bool {
        self.reorder_milli.is_some_and(|point| self.on_hand_milli <= point)
    }
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
        r#"SELECT location_id, product_id, on_hand_milli, reserved_milli, in_transit_milli, damaged_milli, reorder_milli FROM inventory.level
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
        r#"SELECT location_id, product_id, on_hand_milli, reserved_milli, in_transit_milli, damaged_milli, reorder_milli FROM inventory.level
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
        r#"SELECT location_id, product_id, on_hand_milli, reserved_milli, in_transit_milli, damaged_milli, reorder_milli FROM inventory.level
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

/// Sets or takes away reorder points, and locks the shelves, in the order of their keys. Says what each shelf is now: on hand, reorder point.
///
/// # Errors
/// 503 when the database cannot be reached or another holds a shelf for too long.
pub(crate) async fn set_reorder(
    tx: &mut TenantTx<'_>,
    threshold: &Threshold,
) -> Result<Vec<(Shelf, i64, Option<i64>)>> {
    let location = threshold.location;
    let products: Vec<Uuid> = threshold.points.keys().map(|product| product.uuid()).collect();
    let points: Vec<Option<i64>> = threshold.points.values().copied().collect();
    let rows = sqlx::query!(
        r#"INSERT INTO inventory.level (tenant_id, location_id, product_id, on_hand_milli, reorder_milli)
           SELECT $1, $2, q.product_id, 0, q.reorder_milli FROM unnest($3::uuid[], $4::bigint[]) AS q(product_id, reorder_milli)
           ORDER BY q.product_id
           ON CONFLICT (tenant_id, location_id, product_id) DO UPDATE
           SET reorder_milli = excluded.reorder_milli, version = level.version + 1
           RETURNING product_id, on_hand_milli, reorder_milli"#,
        tx.tenant().uuid(),
        location.uuid(),
        &products,
        &points as &[Option<i64>],
    )
    .fetch_all(&mut **tx)
    .await?;
    let shelf = |product| Shelf {
        location,
        product: ProductId::from_uuid(product),
    };
    Ok(rows
        .into_iter()
        .map(|row| (shelf(row.product_id), row.on_hand_milli, row.reorder_milli))
        .collect())
}

/// Every shelf of these products in these locations, by product.
///
/// # Errors
/// 503 when the database cannot be reached.
pub(crate) async fn of_products(tx: &mut TenantTx<'_>, products: &[Uuid], locations: &[Uuid]) -> Result<Vec<LevelRow>> {
    Ok(sqlx::query_as!(
        LevelRow,
        r#"SELECT location_id, product_id, on_hand_milli, reserved_milli, in_transit_milli, damaged_milli, reorder_milli FROM inventory.level
           WHERE tenant_id = $1 AND product_id = ANY($2) AND location_id = ANY($3)
           ORDER BY product_id, location_id"#,
        tx.tenant().uuid(),
        products,
        locations,
    )
    .fetch_all(&mut **tx)
    .await?)
}
