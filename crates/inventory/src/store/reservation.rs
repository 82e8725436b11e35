//! `inventory.reservation` and its lines.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use contracts::{
    ids::{LocationId, ProductId, ReservationId},
    inventory::{ReservationState, StockLine},
};
use kernel::{
    Error, Result,
    db::{SystemTx, TenantTx},
    id::{TenantId, UserId},
};
use uuid::Uuid;

use crate::{
    hold::{Held, HeldLine, Holder, Wish},
    quantity::Quantity,
};

/// Writes a fresh hold's row, without its lines. False when the id is known; then the transaction that made it has ended.
///
/// # Errors
/// 503 when the database cannot be reached or a twin takes too long.
pub(crate) async fn insert(tx: &mut TenantTx<'_>, wish: &Wish, user: UserId, now: DateTime<Utc>) -> Result<bool> {
    let done = sqlx::query!(
        r#"INSERT INTO inventory.reservation (tenant_id, id, location_id, holder, state, expires_at, user_id, created_at, changed_at, event_version)
           VALUES ($1, $2, $3, $4, 'held', $5, $6, $7, $7, 1)
           ON CONFLICT (tenant_id, id) DO NOTHING"#,
        tx.tenant().uuid(),
        wish.id.uuid(),
        wish.location.uuid(),
        wish.holder.name(),
        now + wish.lasts,
        user.uuid(),
        now,
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Reads a hold with its lines, and locks it when something is to be decided about it.
///
/// # Errors
/// 503 when the database cannot be reached or another holds it for too long.
pub(crate) async fn find(tx: &mut TenantTx<'_>, id: ReservationId, lock: bool) -> Result<Option<Held>> {
    if lock {
        sqlx::query!(
            "SELECT id FROM inventory.reservation WHERE tenant_id = $1 AND id = $2 FOR UPDATE",
            tx.tenant().uuid(),
            id.uuid()
        )
        .fetch_optional(&mut **tx)
        .await?;
    }
    let rows = sqlx::query!(
        r#"SELECT r.location_id, r.holder, r.state, r.expires_at, r.event_version,
                  line.id AS line_id, line.product_id, line.quantity_milli
           FROM inventory.reservation r
           JOIN inventory.reservation_line line ON line.tenant_id = $1 AND line.reservation_id = r.id
           WHERE r.tenant_id = $1 AND r.id = $2
           ORDER BY line.product_id"#,
        tx.tenant().uuid(),
        id.uuid(),
    )
    .fetch_all(&mut **tx)
    .await?;
    let Some(first) = rows.first() else { return Ok(None) };
    let mut held = Held {
        id,
        location: LocationId::from_uuid(first.location_id),
        holder: named(Holder::named(&first.holder))?,
        state: named(ReservationState::named(&first.state))?,
        expires_at: first.expires_at,
        event_version: first.event_version,
        lines: Vec::with_capacity(rows.len()),
    };
    for row in &rows {
        let quantity = named(Quantity::of_milli(row.quantity_milli))?;
        held.lines.push(HeldLine {
            id: row.line_id,
            product: ProductId::from_uuid(row.product_id),
            quantity,
        });
    }
    Ok(Some(held))
}

/// A column's value as the type that its CHECK promises.
fn named<T>(value: Option<T>) -> Result<T> {
    value.ok_or_else(|| Error::internal("a reservation's column holds a value that this version does not know"))
}

/// Makes a known hold anew: held, at the wish's place, until its end.
///
/// # Errors
/// 503 when the database cannot be reached.
pub(crate) async fn hold_anew(
    tx: &mut TenantTx<'_>,
    wish: &Wish,
    event_version: i32,
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        r#"UPDATE inventory.reservation SET location_id = $3, state = 'held', expires_at = $4, changed_at = $5, event_version = $6
           WHERE tenant_id = $1 AND id = $2"#,
        tx.tenant().uuid(),
        wish.id.uuid(),
        wish.location.uuid(),
        now + wish.lasts,
        now,
        event_version,
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "DELETE FROM inventory.reservation_line WHERE tenant_id = $1 AND reservation_id = $2",
        tx.tenant().uuid(),
        wish.id.uuid()
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Moves the end of a hold.
///
/// # Errors
/// 503 when the database cannot be reached.
pub(crate) async fn prolong(tx: &mut TenantTx<'_>, id: ReservationId, expires_at: DateTime<Utc>) -> Result<()> {
    sqlx::query!(
        "UPDATE inventory.reservation SET expires_at = $3 WHERE tenant_id = $1 AND id = $2",
        tx.tenant().uuid(),
        id.uuid(),
        expires_at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Writes a hold's lines.
///
/// # Errors
/// 503 when the database cannot be reached.
pub(crate) async fn insert_lines(
    tx: &mut TenantTx<'_>,
    id: ReservationId,
    lines: &BTreeMap<ProductId, Quantity>,
    ids: &[Uuid],
) -> Result<()> {
    let products: Vec<Uuid> = lines.keys().map(|product| product.uuid()).collect();
    let quantities: Vec<i64> = lines.values().map(|quantity| quantity.milli()).collect();
    sqlx::query!(
        r#"INSERT INTO inventory.reservation_line (tenant_id, reservation_id, product_id, id, quantity_milli)
           SELECT $1, $2, q.product_id, q.id, q.quantity_milli FROM unnest($3::uuid[], $4::uuid[], $5::bigint[]) AS q(product_id, id, quantity_milli)"#,
        tx.tenant().uuid(),
        id.uuid(),
        &products,
        ids,
        &quantities,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// How many holds of persons are open, counted to `most`.
///
/// # Errors
/// 503 when the database cannot be reached.
pub(crate) async fn count_open(tx: &mut TenantTx<'_>, most: i64) -> Result<i64> {
    Ok(sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!" FROM
           (SELECT FROM inventory.reservation WHERE tenant_id = $1 AND state = 'held' AND holder = 'person' LIMIT $2) open"#,
        tx.tenant().uuid(),
        most,
    )
    .fetch_one(&mut **tx)
    .await?)
}

/// Tenants with holds past their end, at most `count`: any of them, so that those whose holds cannot be ended do not stand before the others.
///
/// # Errors
/// 503 when the database cannot be reached.
pub(crate) async fn tenants_due(tx: &mut SystemTx<'_>, now: DateTime<Utc>, count: i64) -> Result<Vec<TenantId>> {
    let rows = sqlx::query_scalar!(
        r#"SELECT tenant_id FROM inventory.reservation WHERE state = 'held' AND expires_at <= $1
           GROUP BY tenant_id ORDER BY random() LIMIT $2"#,
        now,
        count,
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(TenantId::from_uuid).collect())
}

/// Locks holds of this tenant that are past their end and that nobody works on; at most `count`.
///
/// # Errors
/// 503 when the database cannot be reached.
pub(crate) async fn lock_due(tx: &mut TenantTx<'_>, now: DateTime<Utc>, count: i64) -> Result<Vec<Uuid>> {
    Ok(sqlx::query_scalar!(
        r#"SELECT id FROM inventory.reservation WHERE tenant_id = $1 AND state = 'held' AND expires_at <= $2
           ORDER BY expires_at, id LIMIT $3 FOR UPDATE SKIP LOCKED"#,
        tx.tenant().uuid(),
        now,
        count,
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// A hold that is ending, as its event tells of it.
#[derive(Debug)]
pub(crate) struct EndingHold {
    pub(crate) id: ReservationId,
    pub(crate) location: LocationId,
    pub(crate) event_version: i32,
    pub(crate) lines: Vec<StockLine>,
}

/// Reads several holds, which are locked already.
///
/// # Errors
/// 503 when the database cannot be reached.
pub(crate) async fn read_ending(tx: &mut TenantTx<'_>, ids: &[Uuid]) -> Result<Vec<EndingHold>> {
    let rows = sqlx::query!(
        r#"SELECT r.id, r.location_id, r.event_version,
                  array_agg(line.product_id ORDER BY line.product_id) AS "products!",
                  array_agg(line.quantity_milli ORDER BY line.product_id) AS "quantities!"
           FROM inventory.reservation r
           JOIN inventory.reservation_line line ON line.tenant_id = $1 AND line.reservation_id = r.id
           WHERE r.tenant_id = $1 AND r.id = ANY($2)
           GROUP BY r.id, r.location_id, r.event_version"#,
        tx.tenant().uuid(),
        ids,
    )
    .fetch_all(&mut **tx)
    .await?;
    let line = |(product, quantity_milli)| StockLine {
        product_id: ProductId::from_uuid(product),
        quantity_milli,
    };
    Ok(rows
        .into_iter()
        .map(|row| EndingHold {
            id: ReservationId::from_uuid(row.id),
            location: LocationId::from_uuid(row.location_id),
            event_version: row.event_version,
            lines: row.products.into_iter().zip(row.quantities).map(line).collect(),
        })
        .collect())
}

/// Removes holds that ended before `before`, with their lines; at most `count`. Returns how many.
///
/// # Errors
/// 503 when the database cannot be reached.
pub(crate) async fn prune(tx: &mut SystemTx<'_>, before: DateTime<Utc>, count: i64) -> Result<u64> {
    let done = sqlx::query!(
        r#"WITH old AS MATERIALIZED (
               SELECT tenant_id, id FROM inventory.reservation WHERE state <> 'held' AND changed_at < $1
               ORDER BY changed_at LIMIT $2 FOR UPDATE SKIP LOCKED
           ), lines AS (
               DELETE FROM inventory.reservation_line line USING old WHERE line.tenant_id = old.tenant_id AND line.reservation_id = old.id
           )
           DELETE FROM inventory.reservation r USING old WHERE r.tenant_id = old.tenant_id AND r.id = old.id"#,
        before,
        count,
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected())
}
