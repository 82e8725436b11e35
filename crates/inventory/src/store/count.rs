//! `inventory.stock_count` and its lines.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use contracts::ids::{LocationId, ProductId};
use kernel::{
    Error, Result,
    db::TenantTx,
    id::UserId,
    sorted::{ByTime, Moment},
};
use uuid::Uuid;

use crate::{
    count::{CountId, CountScope, CountState, Counted, first_move_id},
    counting::{Find, NewCount},
};

/// Writes a count that begins. False when its id is known.
///
/// # Errors
/// 503 when the database cannot be reached or a twin takes too long.
pub(crate) async fn insert(tx: &mut TenantTx<'_>, count: &NewCount, user: UserId, now: DateTime<Utc>) -> Result<bool> {
    let fresh = sqlx::query!(
        r#"INSERT INTO inventory.stock_count
               (tenant_id, id, location_id, scope, state, note, line_count, user_id, at, changed_by, changed_at)
           VALUES ($1, $2, $3, $4, 'counting', $5, $6, $7, $8, $7, $8)
           ON CONFLICT (tenant_id, id) DO NOTHING"#,
        tx.tenant().uuid(),
        count.id.uuid(),
        count.location.uuid(),
        count.scope.name(),
        count.note.as_ref().map(crate::document::Note::as_str),
        i32::try_from(count.products.len()).unwrap_or(i32::MAX),
        user.uuid(),
        now,
    )
    .execute(&mut **tx)
    .await?
    .rows_affected();
    if fresh == 0 {
        return Ok(false);
    }
    sqlx::query!(
        r#"INSERT INTO inventory.stock_count_line (tenant_id, count_id, product_id) SELECT $1, $2, unnest($3::uuid[])"#,
        tx.tenant().uuid(),
        count.id.uuid(),
        &uuids(&count.products),
    )
    .execute(&mut **tx)
    .await?;
    Ok(true)
}

fn uuids(products: &BTreeSet<ProductId>) -> Vec<Uuid> {
    products.iter().map(|product| product.uuid()).collect()
}

/// Whether the stored count of this id was begun as this one.
///
/// # Errors
/// 503 when the database cannot be reached.
pub(crate) async fn is_same(tx: &mut TenantTx<'_>, count: &NewCount) -> Result<bool> {
    let same = sqlx::query_scalar!(
        r#"SELECT location_id = $3 AND scope = $4 AND note IS NOT DISTINCT FROM $5
               AND (scope = 'full' OR line_count = cardinality($6::uuid[])
                   AND line_count = (SELECT count(*) FROM inventory.stock_count_line
                       WHERE tenant_id = $1 AND count_id = $2 AND product_id = ANY($6))) AS "same!"
           FROM inventory.stock_count WHERE tenant_id = $1 AND id = $2"#,
        tx.tenant().uuid(),
        count.id.uuid(),
        count.location.uuid(),
        count.scope.name(),
        count.note.as_ref().map(crate::document::Note::as_str),
        &uuids(&count.products),
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(same.unwrap_or(false))
}

/// Locks a count, and its lines with it: nobody changes them otherwise.
///
/// # Errors
/// 503 when the database cannot be reached or another holds it for too long.
pub(crate) async fn lock(tx: &mut TenantTx<'_>, id: CountId) -> Result<Option<Counted>> {
    let row = sqlx::query!(
        r#"SELECT location_id, scope, state, at FROM inventory.stock_count WHERE tenant_id = $1 AND id = $2 FOR UPDATE"#,
        tx.tenant().uuid(),
        id.uuid(),
    )
    .fetch_optional(&mut **tx)
    .await?;
    row.map(|row| counted(id, row.location_id, &row.scope, &row.state, row.at))
        .transpose()
}

fn counted(id: CountId, location: Uuid, scope: &str, state: &str, at: DateTime<Utc>) -> Result<Counted> {
    let unknown = || Error::internal("a count's column holds a value that this version does not know");
    Ok(Counted {
        id,
        location: LocationId::from_uuid(location),
        scope: CountScope::named(scope).ok_or_else(unknown)?,
        state: CountState::named(state).ok_or_else(unknown)?,
        at,
    })
}

/// Writes what was found of products that the count names. Returns those that it names.
///
/// # Errors
/// 503 when the database cannot be reached.
pub(crate) async fn enter_named(
    tx: &mut TenantTx<'_>,
    id: CountId,
    finds: &[Find],
    user: UserId,
    now: DateTime<Utc>,
) -> Result<Vec<Uuid>> {
    let (products, quantities) = parts(finds);
    Ok(sqlx::query_scalar!(
        r#"UPDATE inventory.stock_count_line line SET counted_milli = q.counted_milli, counted_at = $5, counted_by = $6
           FROM unnest($3::uuid[], $4::bigint[]) AS q(product_id, counted_milli)
           WHERE line.tenant_id = $1 AND line.count_id = $2 AND line.product_id = q.product_id
           RETURNING line.product_id"#,
        tx.tenant().uuid(),
        id.uuid(),
        &products,
        &quantities,
        now,
        user.uuid(),
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Writes what was found of any products.
///
/// # Errors
/// 503 when the database cannot be reached.
pub(crate) async fn enter_any(
    tx: &mut TenantTx<'_>,
    id: CountId,
    finds: &[Find],
    user: UserId,
    now: DateTime<Utc>,
) -> Result<()> {
    let (products, quantities) = parts(finds);
    sqlx::query!(
        r#"INSERT INTO inventory.stock_count_line (tenant_id, count_id, product_id, counted_milli, counted_at, counted_by)
           SELECT $1, $2, q.product_id, q.counted_milli, $5, $6
           FROM unnest($3::uuid[], $4::bigint[]) AS q(product_id, counted_milli)
           ON CONFLICT (tenant_id, count_id, product_id) DO UPDATE
           SET counted_milli = excluded.counted_milli, counted_at = excluded.counted_at, counted_by = excluded.counted_by"#,
        tx.tenant().uuid(),
        id.uuid(),
        &products,
        &quantities,
        now,
        user.uuid(),
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

fn parts(finds: &[Find]) -> (Vec<Uuid>, Vec<i64>) {
    finds
        .iter()
        .map(|find| (find.product.uuid(), find.counted_milli))
        .unzip()
}

/// Counts whatever was not found as nothing: products that the count names, and in a full one those that the record says are there. At
/// most `most` of the latter.
///
/// # Errors
/// 503 when the database cannot be reached.
pub(crate) async fn find_nothing_of_the_rest(
    tx: &mut TenantTx<'_>,
    count: &Counted,
    most: i64,
    user: UserId,
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        r#"UPDATE inventory.stock_count_line SET counted_milli = 0, counted_at = $3, counted_by = $4
           WHERE tenant_id = $1 AND count_id = $2 AND counted_milli IS NULL"#,
        tx.tenant().uuid(),
        count.id.uuid(),
        now,
        user.uuid(),
    )
    .execute(&mut **tx)
    .await?;
    if count.scope == CountScope::Full {
        // NOT IN is looked up in a set, NOT EXISTS may be compared row by row.
        sqlx::query!(
            r#"INSERT INTO inventory.stock_count_line (tenant_id, count_id, product_id, counted_milli, counted_at, counted_by)
               SELECT $1, $2, l.product_id, 0, $4, $5 FROM inventory.level l
               WHERE l.tenant_id = $1 AND l.location_id = $3 AND l.on_hand_milli <> 0 AND l.product_id NOT IN (
                   SELECT product_id FROM inventory.stock_count_line WHERE tenant_id = $1 AND count_id = $2)
               LIMIT $6"#,
            tx.tenant().uuid(),
            count.id.uuid(),
            count.location.uuid(),
            now,
            user.uuid(),
            most,
        )
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}

/// Keeps how many products a count has by now, and says it.
///
/// # Errors
/// 503 when the database cannot be reached.
pub(crate) async fn number_lines(tx: &mut TenantTx<'_>, id: CountId, user: UserId, now: DateTime<Utc>) -> Result<i64> {
    let lines = sqlx::query_scalar!(
        r#"UPDATE inventory.stock_count SET changed_by = $3, changed_at = $4, line_count = (
               SELECT count(*) FROM inventory.stock_count_line WHERE tenant_id = $1 AND count_id = $2)
           WHERE tenant_id = $1 AND id = $2 RETURNING line_count"#,
        tx.tenant().uuid(),
        id.uuid(),
        user.uuid(),
        now,
    )
    .fetch_one(&mut **tx)
    .await?;
    Ok(i64::from(lines))
}

/// Takes a locked count to another state.
///
/// # Errors
/// 503 when the database cannot be reached.
pub(crate) async fn set_state(
    tx: &mut TenantTx<'_>,
    id: CountId,
    state: CountState,
    user: UserId,
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "UPDATE inventory.stock_count SET state = $3, changed_by = $4, changed_at = $5 WHERE tenant_id = $1 AND id = $2",
        tx.tenant().uuid(),
        id.uuid(),
        state.name(),
        user.uuid(),
        now,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What a count found of one product.
#[derive(Debug)]
pub(crate) struct Variance {
    pub(crate) product_id: Uuid,
    pub(crate) counted_milli: i64,
    pub(crate) book_milli: i64,
}

/// Keeps with each counted line what the record held at the instant of its count: what it holds now less what moved since, all of one
/// moment, as this is one statement.
///
/// The moves are read in their order, which the primary key alone gives: of a tenant whose rows its statistics do not know the planner
/// takes any index of the tenant's for as good, of which it then reads everything for each line.
///
/// # Errors
/// 503 when the database cannot be reached.
pub(crate) async fn keep_book(tx: &mut TenantTx<'_>, count: &Counted) -> Result<Vec<Variance>> {
    Ok(sqlx::query_as!(
        Variance,
        r#"UPDATE inventory.stock_count_line line SET book_milli =
               coalesce((SELECT on_hand_milli FROM inventory.level
                   WHERE tenant_id = $1 AND location_id = $3 AND product_id = line.product_id), 0)
               - coalesce((SELECT sum(m.quantity_milli) FROM (
                   SELECT quantity_milli, bucket, at FROM inventory.move
                   WHERE tenant_id = $1 AND product_id = line.product_id AND location_id = $3 AND id > $4 ORDER BY id) m
                   WHERE m.bucket = 'shelf' AND m.at > line.counted_at), 0)::bigint
           WHERE line.tenant_id = $1 AND line.count_id = $2 AND line.counted_milli IS NOT NULL
           RETURNING line.product_id, line.counted_milli AS "counted_milli!", line.book_milli AS "book_milli!""#,
        tx.tenant().uuid(),
        count.id.uuid(),
        count.location.uuid(),
        first_move_id(count.at),
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Which lines of a count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lines {
    All,
    Uncounted,
    /// Those where the count differs from the record. Only of a count whose record may be seen.
    Different,
}

/// A line of a count.
#[derive(Debug)]
pub(crate) struct CountLineRow {
    pub(crate) product_id: Uuid,
    pub(crate) counted_milli: Option<i64>,
    pub(crate) counted_at: Option<DateTime<Utc>>,
    pub(crate) counted_by: Option<Uuid>,
    /// What the record held at the instant of the count, as far as is known now.
    pub(crate) book_milli: Option<i64>,
}

/// A count's lines after this product, by product; at most `number`.
///
/// # Errors
/// 503 when the database cannot be reached.
pub(crate) async fn lines(
    tx: &mut TenantTx<'_>,
    count: &Counted,
    which: Lines,
    after: Uuid,
    number: i64,
) -> Result<Vec<CountLineRow>> {
    Ok(sqlx::query_as!(
        CountLineRow,
        r#"SELECT k.product_id, k.counted_milli, k.counted_at, k.counted_by, book.milli AS book_milli
           FROM inventory.stock_count_line k
           CROSS JOIN LATERAL (
               SELECT CASE
                   WHEN $8 OR k.counted_milli IS NULL THEN NULL
                   WHEN k.book_milli IS NOT NULL THEN k.book_milli
                   ELSE coalesce((SELECT on_hand_milli FROM inventory.level
                           WHERE tenant_id = $1 AND location_id = $3 AND product_id = k.product_id), 0)
                       - coalesce((SELECT sum(m.quantity_milli) FROM (
                           SELECT quantity_milli, bucket, at FROM inventory.move
                           WHERE tenant_id = $1 AND product_id = k.product_id AND location_id = $3 AND id > $4 ORDER BY id) m
                           WHERE m.bucket = 'shelf' AND m.at > k.counted_at), 0)::bigint
                   END AS milli
           ) book
           WHERE k.tenant_id = $1 AND k.count_id = $2 AND k.product_id > $5
             AND (NOT $6 OR k.counted_milli IS NULL) AND (NOT $7 OR k.counted_milli <> book.milli)
           ORDER BY k.product_id LIMIT $9"#,
        tx.tenant().uuid(),
        count.id.uuid(),
        count.location.uuid(),
        first_move_id(count.at),
        after,
        which == Lines::Uncounted,
        which == Lines::Different,
        !count.state.is_open_eyed(),
        number,
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// A count as lists show it.
#[derive(Debug)]
pub(crate) struct CountRow {
    pub(crate) id: Uuid,
    pub(crate) location_id: Uuid,
    pub(crate) scope: String,
    pub(crate) state: String,
    pub(crate) note: Option<String>,
    pub(crate) line_count: i32,
    pub(crate) counted: i64,
    pub(crate) user_id: Uuid,
    pub(crate) at: DateTime<Utc>,
    pub(crate) changed_by: Uuid,
    pub(crate) changed_at: DateTime<Utc>,
}

impl CountRow {
    /// Where the count stands in a list.
    #[must_use]
    pub(crate) const fn place(&self) -> Moment {
        Moment {
            at: self.at,
            id: self.id,
        }
    }

    /// # Errors
    /// 500 when a column holds a value that this version does not know.
    pub(crate) fn counted(&self) -> Result<Counted> {
        counted(
            CountId::from_uuid(self.id),
            self.location_id,
            &self.scope,
            &self.state,
            self.at,
        )
    }
}

/// One count.
///
/// # Errors
/// 503 when the database cannot be reached.
pub(crate) async fn find(tx: &mut TenantTx<'_>, id: CountId) -> Result<Option<CountRow>> {
    Ok(sqlx::query_as!(
        CountRow,
        r#"SELECT c.id, c.location_id, c.scope, c.state, c.note, c.line_count, c.user_id, c.at, c.changed_by, c.changed_at,
               (SELECT count(counted_milli) FROM inventory.stock_count_line WHERE tenant_id = $1 AND count_id = c.id) AS "counted!"
           FROM inventory.stock_count c WHERE c.tenant_id = $1 AND c.id = $2"#,
        tx.tenant().uuid(),
        id.uuid(),
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// Counts of these locations, in this state or in any, after `after` in this order; at most `number`.
///
/// # Errors
/// 503 when the database cannot be reached.
pub(crate) async fn list(
    tx: &mut TenantTx<'_>,
    locations: &[Uuid],
    state: Option<CountState>,
    sort: ByTime,
    after: Moment,
    number: i64,
) -> Result<Vec<CountRow>> {
    macro_rules! page {
        ($from_here_on:tt) => {
            sqlx::query_as!(
                CountRow,
                r#"SELECT c.id, c.location_id, c.scope, c.state, c.note, c.line_count, c.user_id, c.at, c.changed_by, c.changed_at,
                    (SELECT count(counted_milli) FROM inventory.stock_count_line WHERE tenant_id = $1 AND count_id = c.id) AS "counted!"
                FROM inventory.stock_count c
                WHERE c.tenant_id = $1 AND c.location_id = ANY($2) AND ($3::text IS NULL OR c.state = $3) "# + $from_here_on,
                tx.tenant().uuid(),
                locations,
                state.map(CountState::name),
                after.at,
                after.id,
                number,
            )
            .fetch_all(&mut **tx)
            .await?
        };
    }
    Ok(match sort {
        ByTime::Newest => page!("AND (c.at, c.id) < ($4, $5) ORDER BY c.at DESC, c.id DESC LIMIT $6"),
        ByTime::Oldest => page!("AND (c.at, c.id) > ($4, $5) ORDER BY c.at, c.id LIMIT $6"),
    })
}
