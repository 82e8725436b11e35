//! `inventory.transfer` and its lines.

use chrono::{DateTime, Utc};
use contracts::{
    ids::{LocationId, ProductId},
    inventory::TransferStep,
};
use kernel::{
    Error, Result,
    db::TenantTx,
    sorted::{ByTime, Moment},
};
use uuid::Uuid;

use crate::{
    document::EntryLine,
    transfer::{Progress, Route, TransferId},
    transferring::UnderWay,
};

/// Writes a transfer whose shipment is written.
///
/// # Errors
/// 503 when the database cannot be reached.
pub(crate) async fn insert(
    tx: &mut TenantTx<'_>,
    id: TransferId,
    route: Route,
    lines: &[EntryLine],
    now: DateTime<Utc>,
) -> Result<()> {
    let (products, quantities) = parts(lines);
    sqlx::query!(
        r#"WITH shipped AS (
               INSERT INTO inventory.transfer (tenant_id, id, from_location_id, to_location_id, state, event_version, at, changed_at)
               VALUES ($1, $2, $3, $4, 'under_way', 1, $5, $5)
           )
           INSERT INTO inventory.transfer_line (tenant_id, transfer_id, product_id, shipped_milli)
           SELECT $1, $2, q.product_id, q.quantity_milli FROM unnest($6::uuid[], $7::bigint[]) AS q(product_id, quantity_milli)"#,
        tx.tenant().uuid(),
        id.uuid(),
        route.from.uuid(),
        route.to.uuid(),
        now,
        &products,
        &quantities,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

fn parts(lines: &[EntryLine]) -> (Vec<Uuid>, Vec<i64>) {
    lines
        .iter()
        .map(|line| (line.product.uuid(), line.change.milli()))
        .unzip()
}

/// Locks a transfer, and its lines with it: nobody changes them otherwise.
///
/// # Errors
/// 503 when the database cannot be reached or another holds it for too long.
pub(crate) async fn lock(tx: &mut TenantTx<'_>, id: TransferId) -> Result<Option<UnderWay>> {
    let row = sqlx::query!(
        r#"SELECT from_location_id, to_location_id, event_version FROM inventory.transfer
           WHERE tenant_id = $1 AND id = $2 FOR UPDATE"#,
        tx.tenant().uuid(),
        id.uuid(),
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(|row| UnderWay {
        transfer: id,
        route: Route {
            from: LocationId::from_uuid(row.from_location_id),
            to: LocationId::from_uuid(row.to_location_id),
        },
        event_version: row.event_version,
    }))
}

/// What its lines have come to, by product.
///
/// # Errors
/// 503 when the database cannot be reached.
pub(crate) async fn progress(tx: &mut TenantTx<'_>, id: TransferId) -> Result<Vec<Progress>> {
    let rows = sqlx::query!(
        r#"SELECT product_id, shipped_milli, received_milli, resolved_milli FROM inventory.transfer_line
           WHERE tenant_id = $1 AND transfer_id = $2 ORDER BY product_id"#,
        tx.tenant().uuid(),
        id.uuid(),
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Progress {
            product: ProductId::from_uuid(row.product_id),
            shipped_milli: row.shipped_milli,
            received_milli: row.received_milli,
            resolved_milli: row.resolved_milli,
        })
        .collect())
}

/// Takes a step's goods off what is under way; the transfer is done when nothing is.
///
/// # Errors
/// 500 when less was under way after all: then nothing may be committed.
pub(crate) async fn advance(
    tx: &mut TenantTx<'_>,
    id: TransferId,
    step: TransferStep,
    lines: &[EntryLine],
    now: DateTime<Utc>,
) -> Result<()> {
    let (products, quantities) = parts(lines);
    let done = sqlx::query!(
        r#"UPDATE inventory.transfer_line line
           SET received_milli = received_milli + CASE WHEN $5 THEN q.quantity_milli ELSE 0 END,
               resolved_milli = resolved_milli + CASE WHEN $5 THEN 0 ELSE q.quantity_milli END
           FROM unnest($3::uuid[], $4::bigint[]) AS q(product_id, quantity_milli)
           WHERE line.tenant_id = $1 AND line.transfer_id = $2 AND line.product_id = q.product_id
             AND line.shipped_milli - line.received_milli - line.resolved_milli >= q.quantity_milli"#,
        tx.tenant().uuid(),
        id.uuid(),
        &products,
        &quantities,
        step == TransferStep::Received,
    )
    .execute(&mut **tx)
    .await?;
    if done.rows_affected() != lines.len() as u64 {
        return Err(Error::internal("less of a locked transfer is under way than there was"));
    }
    sqlx::query!(
        r#"UPDATE inventory.transfer SET event_version = event_version + 1, changed_at = $3,
               state = CASE WHEN EXISTS (
                   SELECT FROM inventory.transfer_line
                   WHERE tenant_id = $1 AND transfer_id = $2 AND received_milli + resolved_milli < shipped_milli
               ) THEN 'under_way' ELSE 'done' END
           WHERE tenant_id = $1 AND id = $2"#,
        tx.tenant().uuid(),
        id.uuid(),
        now,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// A transfer with its shipment.
#[derive(Debug)]
pub(crate) struct TransferRow {
    pub(crate) id: Uuid,
    pub(crate) from_location_id: Uuid,
    pub(crate) to_location_id: Uuid,
    pub(crate) state: String,
    pub(crate) note: Option<String>,
    pub(crate) line_count: i32,
    pub(crate) user_id: Uuid,
    pub(crate) at: DateTime<Utc>,
    pub(crate) changed_at: DateTime<Utc>,
}

impl TransferRow {
    /// Where the transfer stands in a list.
    #[must_use]
    pub(crate) const fn place(&self) -> Moment {
        Moment {
            at: self.at,
            id: self.id,
        }
    }
}

/// One transfer.
///
/// # Errors
/// 503 when the database cannot be reached.
pub(crate) async fn find(tx: &mut TenantTx<'_>, id: TransferId) -> Result<Option<TransferRow>> {
    Ok(sqlx::query_as!(
        TransferRow,
        r#"SELECT t.id, t.from_location_id, t.to_location_id, t.state, d.note, d.line_count, d.user_id, t.at, t.changed_at
           FROM inventory.transfer t JOIN inventory.document d ON d.tenant_id = t.tenant_id AND d.id = t.id
           WHERE t.tenant_id = $1 AND t.id = $2"#,
        tx.tenant().uuid(),
        id.uuid(),
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// Transfers from or to these locations, in this state or in any, after `after` in this order; at most `count`.
///
/// # Errors
/// 503 when the database cannot be reached.
pub(crate) async fn list(
    tx: &mut TenantTx<'_>,
    locations: &[Uuid],
    state: Option<&str>,
    sort: ByTime,
    after: Moment,
    count: i64,
) -> Result<Vec<TransferRow>> {
    macro_rules! page {
        ($from_here_on:tt) => {
            sqlx::query_as!(
                TransferRow,
                "SELECT t.id, t.from_location_id, t.to_location_id, t.state, d.note, d.line_count, d.user_id, t.at, t.changed_at
                FROM inventory.transfer t JOIN inventory.document d ON d.tenant_id = t.tenant_id AND d.id = t.id
                WHERE t.tenant_id = $1 AND ($3::text IS NULL OR t.state = $3)
                    AND (t.from_location_id = ANY($2) OR t.to_location_id = ANY($2)) " + $from_here_on,
                tx.tenant().uuid(),
                locations,
                state,
                after.at,
                after.id,
                count,
            )
            .fetch_all(&mut **tx)
            .await?
        };
    }
    Ok(match sort {
        ByTime::Newest => page!("AND (t.at, t.id) < ($4, $5) ORDER BY t.at DESC, t.id DESC LIMIT $6"),
        ByTime::Oldest => page!("AND (t.at, t.id) > ($4, $5) ORDER BY t.at, t.id LIMIT $6"),
    })
}

/// A line of one of several transfers.
#[derive(Debug)]
pub(crate) struct LineRow {
    pub(crate) transfer_id: Uuid,
    pub(crate) product_id: Uuid,
    pub(crate) shipped_milli: i64,
    pub(crate) received_milli: i64,
    pub(crate) resolved_milli: i64,
}

impl LineRow {
    /// What is still under way.
    #[must_use]
    pub(crate) const fn in_transit_milli(&self) -> i64 {
        self.shipped_milli - self.received_milli - self.resolved_milli
    }
}

/// The lines of these transfers, by product: at most 500 of each.
///
/// # Errors
/// 503 when the database cannot be reached.
pub(crate) async fn lines_of(tx: &mut TenantTx<'_>, transfers: &[Uuid]) -> Result<Vec<LineRow>> {
    Ok(sqlx::query_as!(
        LineRow,
        "SELECT transfer_id, product_id, shipped_milli, received_milli, resolved_milli FROM inventory.transfer_line
         WHERE tenant_id = $1 AND transfer_id = ANY($2) ORDER BY product_id",
        tx.tenant().uuid(),
        transfers,
    )
    .fetch_all(&mut **tx)
    .await?)
}
