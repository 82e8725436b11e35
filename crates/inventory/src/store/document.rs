//! `inventory.document`: stock documents as they were entered.

use chrono::{DateTime, Utc};
use kernel::{Result, db::TenantTx, id::UserId};
use uuid::Uuid;

use crate::document::Entry;

/// Writes a document's row. False when its id is known.
///
/// # Errors
/// 503 when the database cannot be reached or a twin takes too long.
pub(crate) async fn insert(tx: &mut TenantTx<'_>, entry: &Entry, user: UserId, now: DateTime<Utc>) -> Result<bool> {
    let done = sqlx::query!(
        r#"INSERT INTO inventory.document (tenant_id, id, kind, location_id, reason, note, line_count, user_id, at, transfer_id)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
           ON CONFLICT (tenant_id, id) DO NOTHING"#,
        tx.tenant().uuid(),
        entry.id.uuid(),
        entry.kind.moves().name(),
        entry.location.uuid(),
        entry.kind.reason(),
        entry.note.as_ref().map(crate::document::Note::as_str),
        i32::try_from(entry.line_count).unwrap_or(i32::MAX),
        user.uuid(),
        now,
        entry.kind.transfer().map(kernel::Id::uuid),
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Who entered a document, and when.
#[derive(Debug)]
pub(crate) struct Entered {
    pub(crate) user_id: Uuid,
    pub(crate) at: DateTime<Utc>,
}

/// Finds the stored document that is this one, move by move. None when the id stands for another.
///
/// # Errors
/// 503 when the database cannot be reached.
pub(crate) async fn find_same(tx: &mut TenantTx<'_>, entry: &Entry) -> Result<Option<Entered>> {
    let causes: Vec<Uuid> = entry.legs.iter().map(|leg| leg.cause).collect();
    let products: Vec<Uuid> = entry.legs.iter().map(|leg| leg.shelf.product.uuid()).collect();
    let locations: Vec<Uuid> = entry.legs.iter().map(|leg| leg.shelf.location.uuid()).collect();
    let buckets: Vec<String> = entry.legs.iter().map(|leg| leg.bucket.name().to_owned()).collect();
    let quantities: Vec<i64> = entry.legs.iter().map(|leg| leg.change.milli()).collect();
    Ok(sqlx::query_as!(
        Entered,
        r#"SELECT d.user_id, d.at FROM inventory.document d
           WHERE d.tenant_id = $1 AND d.id = $2 AND d.kind = $3 AND d.location_id = $4
             AND d.reason IS NOT DISTINCT FROM $5 AND d.note IS NOT DISTINCT FROM $6 AND d.transfer_id IS NOT DISTINCT FROM $7
             AND d.line_count = $8
             AND cardinality($9::uuid[]) = (
                 SELECT count(*)
                 FROM unnest($9::uuid[], $10::uuid[], $11::uuid[], $12::text[], $13::bigint[])
                     AS q(cause_id, product_id, location_id, bucket, quantity_milli)
                 JOIN inventory.move m ON m.tenant_id = $1 AND m.cause_id = q.cause_id AND m.kind = $3 AND m.product_id = q.product_id
                     AND m.location_id = q.location_id AND m.bucket = q.bucket
                 WHERE m.quantity_milli = q.quantity_milli AND m.document_id = $2)"#,
        tx.tenant().uuid(),
        entry.id.uuid(),
        entry.kind.moves().name(),
        entry.location.uuid(),
        entry.kind.reason(),
        entry.note.as_ref().map(crate::document::Note::as_str),
        entry.kind.transfer().map(kernel::Id::uuid),
        i32::try_from(entry.line_count).unwrap_or(i32::MAX),
        &causes,
        &products,
        &locations,
        &buckets,
        &quantities,
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// Writes or finds the document of opening stock, which is booked in pieces: `line_count` of them in all.
///
/// # Errors
/// 422 `stock_document_reused` when the id stands for another; 503 when the database cannot be reached.
pub(crate) async fn insert_opening(
    tx: &mut TenantTx<'_>,
    entry: &Entry,
    line_count: usize,
    user: UserId,
    now: DateTime<Utc>,
) -> Result<bool> {
    let line_count = i32::try_from(line_count).map_err(kernel::Error::internal)?;
    let fresh = sqlx::query!(
        r#"INSERT INTO inventory.document (tenant_id, id, kind, location_id, line_count, user_id, at)
           VALUES ($1, $2, 'receipt', $3, $4, $5, $6)
           ON CONFLICT (tenant_id, id) DO NOTHING"#,
        tx.tenant().uuid(),
        entry.id.uuid(),
        entry.location.uuid(),
        line_count,
        user.uuid(),
        now,
    )
    .execute(&mut **tx)
    .await?
    .rows_affected();
    if fresh == 1 {
        return Ok(true);
    }
    let same = sqlx::query_scalar!(
        r#"SELECT kind = 'receipt' AND location_id = $3 AND line_count = $4 AND note IS NULL AS "same!"
           FROM inventory.document WHERE tenant_id = $1 AND id = $2"#,
        tx.tenant().uuid(),
        entry.id.uuid(),
        entry.location.uuid(),
        line_count,
    )
    .fetch_one(&mut **tx)
    .await?;
    if same {
        Ok(false)
    } else {
        Err(crate::codes::STOCK_DOCUMENT_REUSED.error())
    }
}
