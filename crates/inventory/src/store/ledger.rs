//! `inventory.move`: written together with the levels that it sums to and the holds that end with it.

use chrono::{DateTime, Utc};
use contracts::ids::{LocationId, ProductId};
use kernel::{Result, composite, db::TenantTx, sorted::ByTime};
use sqlx::Encode;
use uuid::Uuid;

use crate::{
    hold::Holder,
    oversold::LowShelf,
    posting::{Ending, Move, Shelf},
    reorder::Crossing,
};

/// What a posting came to.
#[derive(Debug, Default)]
pub(crate) struct Posted {
    /// Moves that were not there before.
    pub(crate) moves: u64,
    /// Shelves whose record is below zero now, or was.
    pub(crate) low: Vec<LowShelf>,
    /// Shelves that have fallen to their reorder point, or risen above it.
    pub(crate) crossings: Vec<Crossing>,
}

/// A row of the statement's array.
#[derive(Encode)]
struct NewMove {
    id: Uuid,
    cause_id: Uuid,
    kind: &'static str,
    bucket: &'static str,
    product_id: Uuid,
    location_id: Uuid,
    quantity_milli: i64,
    document_id: Uuid,
    reason: Option<&'static str>,
    user_id: Uuid,
    at: DateTime<Utc>,
}

composite!(NewMove, "inventory.bucket_move");

impl NewMove {
    const fn of((id, entry): &(Uuid, Move)) -> Self {
        Self {
            id: *id,
            cause_id: entry.cause,
            kind: entry.kind.name(),
            bucket: entry.bucket.name(),
            product_id: entry.shelf.product.uuid(),
            location_id: entry.shelf.location.uuid(),
            quantity_milli: entry.change.milli(),
            document_id: entry.document,
            reason: entry.reason,
            user_id: entry.user.uuid(),
            at: entry.at,
        }
    }
}

/// Writes the moves that are not in the ledger yet, ends the holds that have not ended yet, and brings the levels along: one
/// statement, so one round trip for however many lines. Level rows are locked in the order of their keys, after everything else.
///
/// A hold's goods go back through the proposed row's `reserved_milli`, which the update subtracts. It never becomes a fresh row's:
/// goods are only held on shelves that have a row, and rows are never removed.
///
/// # Errors
/// 503 when the database cannot be reached; `level_on_hand_milli_check` when a record would leave its range.
pub(crate) async fn post(
    tx: &mut TenantTx<'_>,
    moves: &[(Uuid, Move)],
    ending: &Ending,
    now: DateTime<Utc>,
) -> Result<Posted> {
    let new_moves: Vec<NewMove> = moves.iter().map(NewMove::of).collect();
    // No join between the parts: their sizes are unknown to the planner, and a nested loop over a thousand lines is a million steps.
    let rows = sqlx::query!(
        r#"WITH moved AS (
               INSERT INTO inventory.move
                   (tenant_id, id, cause_id, kind, bucket, product_id, location_id, quantity_milli, document_id, reason, user_id, at)
               SELECT $1, id, cause_id, kind, bucket, product_id, location_id, quantity_milli, document_id, reason, user_id, at
               FROM unnest($2::inventory.bucket_move[])
               ON CONFLICT ON CONSTRAINT move_cause_key DO NOTHING
               RETURNING location_id, product_id, bucket, quantity_milli
           ), ended AS (
               UPDATE inventory.reservation SET state = $5, changed_at = $6, event_version = event_version + $7
               WHERE tenant_id = $1 AND id = ANY($3::uuid[]) AND ($4::text IS NULL OR holder = $4) AND state = 'held'
               RETURNING id, location_id
           ), change AS (
               SELECT location_id, product_id, coalesce(sum(moved) FILTER (WHERE bucket = 'shelf'), 0)::bigint AS moved_milli,
                   coalesce(sum(moved) FILTER (WHERE bucket = 'transit'), 0)::bigint AS transit_milli,
                   coalesce(sum(moved) FILTER (WHERE bucket = 'damaged'), 0)::bigint AS damaged_milli, sum(freed)::bigint AS freed_milli
               FROM (SELECT location_id, product_id, bucket, quantity_milli AS moved, 0::bigint AS freed FROM moved
                     UNION ALL
                     SELECT ended.location_id, line.product_id, 'shelf', 0, line.quantity_milli
                     FROM ended JOIN inventory.reservation_line line ON line.tenant_id = $1 AND line.reservation_id = ended.id) parts
               GROUP BY location_id, product_id
           ), shelf AS (
               INSERT INTO inventory.level (tenant_id, location_id, product_id, on_hand_milli, reserved_milli, in_transit_milli, damaged_milli)
               SELECT $1, location_id, product_id, moved_milli, freed_milli, transit_milli, damaged_milli FROM change
               ORDER BY location_id, product_id
               ON CONFLICT (tenant_id, location_id, product_id) DO UPDATE
               SET on_hand_milli = level.on_hand_milli + excluded.on_hand_milli,
                   reserved_milli = level.reserved_milli - excluded.reserved_milli,
                   in_transit_milli = level.in_transit_milli + excluded.in_transit_milli,
                   damaged_milli = level.damaged_milli + excluded.damaged_milli,
                   version = level.version + 1
               RETURNING location_id, product_id, on_hand_milli, reorder_milli
           )
           SELECT NULL::uuid AS location_id, NULL::uuid AS product_id, count(*) AS on_hand_milli, 0::bigint AS moved_milli,
               NULL::bigint AS reorder_milli FROM moved
           UNION ALL
           SELECT location_id, product_id, max(on_hand_milli), sum(moved_milli)::bigint, max(reorder_milli)
           FROM (SELECT location_id, product_id, on_hand_milli, 0::bigint AS moved_milli, reorder_milli FROM shelf
                 UNION ALL
                 SELECT location_id, product_id, NULL, moved_milli, NULL FROM change) sides
           GROUP BY location_id, product_id
           HAVING max(on_hand_milli) < 0 OR max(on_hand_milli) - sum(moved_milli) < 0
               OR (max(on_hand_milli) <= max(reorder_milli)) <> (max(on_hand_milli) - sum(moved_milli) <= max(reorder_milli))"#,
        tx.tenant().uuid(),
        &new_moves as _,
        &ending.holds,
        ending.holder.map(Holder::name),
        ending.state.name(),
        now,
        i32::from(ending.told),
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut posted = Posted::default();
    for row in rows {
        let (on_hand_milli, moved_milli) = (row.on_hand_milli.unwrap_or(0), row.moved_milli.unwrap_or(0));
        match (row.location_id, row.product_id) {
            (Some(location), Some(product)) => {
                let shelf = Shelf {
                    location: LocationId::from_uuid(location),
                    product: ProductId::from_uuid(product),
                };
                let low = LowShelf {
                    shelf,
                    on_hand_milli,
                    moved_milli,
                };
                if on_hand_milli < 0 || low.before_milli() < 0 {
                    posted.low.push(low);
                }
                if let Some(reorder_milli) = row.reorder_milli {
                    let crossing = Crossing {
                        shelf,
                        on_hand_milli,
                        reorder_milli,
                    };
                    if crossing.is_low() != crossing.was_low(moved_milli) {
                        posted.crossings.push(crossing);
                    }
                }
            }
            _ => posted.moves = u64::try_from(on_hand_milli).unwrap_or(0),
        }
    }
    Ok(posted)
}

/// One row of a product's history.
#[derive(Debug)]
pub(crate) struct MoveRow {
    pub(crate) id: Uuid,
    pub(crate) kind: String,
    pub(crate) bucket: String,
    pub(crate) quantity_milli: i64,
    pub(crate) location_id: Uuid,
    pub(crate) cause_id: Uuid,
    pub(crate) document_id: Uuid,
    pub(crate) transfer_id: Option<Uuid>,
    pub(crate) reason: Option<String>,
    pub(crate) note: Option<String>,
    pub(crate) user_id: Uuid,
    pub(crate) at: DateTime<Utc>,
}

/// A product's moves in these locations, in this order, after the one with the id `after`; at most `count`. Ids are ours and rise with time.
///
/// # Errors
/// 503 when the database cannot be reached.
pub(crate) async fn history(
    tx: &mut TenantTx<'_>,
    product: ProductId,
    locations: &[Uuid],
    sort: ByTime,
    after: Option<Uuid>,
    count: i64,
) -> Result<Vec<MoveRow>> {
    let start = if sort.is_newest_first() {
        Uuid::max()
    } else {
        Uuid::nil()
    };
    // A statement of its own for each order, so that each reads no more than a page of each shelf, by the primary key.
    macro_rules! page {
        ($of_a_shelf:tt, $of_all:tt) => {
            sqlx::query_as!(
                MoveRow,
                r#"SELECT m.id, m.kind, m.bucket, m.quantity_milli, m.location_id, m.cause_id, m.document_id, m.reason, m.user_id, m.at,
                    d.transfer_id AS "transfer_id?", d.note AS "note?"
                FROM unnest($3::uuid[]) AS l(location_id)
                CROSS JOIN LATERAL (
                    SELECT * FROM inventory.move WHERE tenant_id = $1 AND product_id = $2 AND location_id = l.location_id "# + $of_a_shelf + " LIMIT $5
                ) m
                LEFT JOIN inventory.document d ON d.tenant_id = $1 AND d.id = m.document_id " + $of_all + " LIMIT $5",
                tx.tenant().uuid(),
                product.uuid(),
                locations,
                after.unwrap_or(start),
                count,
            )
            .fetch_all(&mut **tx)
            .await?
        };
    }
    Ok(match sort {
        ByTime::Newest => page!("AND id < $4 ORDER BY id DESC", "ORDER BY m.id DESC"),
        ByTime::Oldest => page!("AND id > $4 ORDER BY id", "ORDER BY m.id"),
    })
}
