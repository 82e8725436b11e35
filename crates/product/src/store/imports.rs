//! `product.import` with its chunks and faults.

use chrono::{DateTime, Utc};
use kernel::{Caller, Result, SystemTx, TenantTx, id::TenantId, sorted::Moment};
use uuid::Uuid;

use crate::importing::row::RowFault;

/// An import as it stands.
#[derive(Clone, Debug)]
pub struct Import {
    pub id: Uuid,
    pub state: String,
    pub content_hash: Option<Vec<u8>>,
    pub user_id: Uuid,
    pub user_name: String,
    pub ignored_columns: Vec<String>,
    pub rows: i32,
    pub created: i32,
    pub updated: i32,
    pub unchanged: i32,
    pub refused: i32,
    pub rows_applied: i32,
    pub created_at: DateTime<Utc>,
    pub changed_at: DateTime<Utc>,
}

impl Import {
    /// Where the import stands in the list.
    #[must_use]
    pub const fn place(&self) -> Moment {
        Moment {
            at: self.created_at,
            id: self.id,
        }
    }
}

/// What a chunk of rows adds to the counts.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    pub rows: i32,
    pub created: i32,
    pub updated: i32,
    pub unchanged: i32,
    pub refused: i32,
}

/// Begins to read the file: makes the import, or begins it anew while its file was not read to the end. Returns whether it did; it does not
/// when there is an import of this id that is past that.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn begin(
    tx: &mut TenantTx<'_>,
    id: Uuid,
    reading: Uuid,
    caller: &Caller,
    now: DateTime<Utc>,
) -> Result<bool> {
    let tenant = tx.tenant().uuid();
    let begun = sqlx::query!(
        "INSERT INTO product.import AS import (tenant_id, id, state, reading, user_id, user_name, created_at, changed_at)
         VALUES ($1, $2, 'reading', $3, $4, $5, $6, $6)
         ON CONFLICT (tenant_id, id) DO UPDATE
         SET reading = excluded.reading, user_id = excluded.user_id, user_name = excluded.user_name, changed_at = excluded.changed_at,
             ignored_columns = '{}', rows = 0, created = 0, updated = 0, unchanged = 0, refused = 0, chunks = 0
         WHERE import.state = 'reading'",
        tenant,
        id,
        reading,
        caller.user.uuid(),
        &*caller.name,
        now,
    )
    .execute(&mut **tx)
    .await?
    .rows_affected()
        == 1;
    if begun {
        forget_reading(tx, id).await?;
    }
    Ok(begun)
}

async fn forget_reading(tx: &mut TenantTx<'_>, id: Uuid) -> Result<()> {
    let tenant = tx.tenant().uuid();
    sqlx::query!(
        "DELETE FROM product.import_chunk WHERE tenant_id = $1 AND import_id = $2",
        tenant,
        id
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "DELETE FROM product.import_fault WHERE tenant_id = $1 AND import_id = $2",
        tenant,
        id
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Adds what was read of the file: the rows that may be applied, as JSON, and the counts of all. Returns false when the file is read anew
/// by somebody else meanwhile.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn add_chunk(
    tx: &mut TenantTx<'_>,
    (id, reading): (Uuid, Uuid),
    rows: Option<String>,
    counts: Counts,
    now: DateTime<Utc>,
) -> Result<bool> {
    let tenant = tx.tenant().uuid();
    let number = sqlx::query_scalar!(
        "UPDATE product.import SET rows = rows + $4, created = created + $5, updated = updated + $6, unchanged = unchanged + $7,
             refused = refused + $8, chunks = chunks + $9, changed_at = $10
         WHERE tenant_id = $1 AND id = $2 AND reading = $3 AND state = 'reading'
         RETURNING chunks",
        tenant,
        id,
        reading,
        counts.rows,
        counts.created,
        counts.updated,
        counts.unchanged,
        counts.refused,
        i32::from(rows.is_some()),
        now,
    )
    .fetch_optional(&mut **tx)
    .await?;
    let Some(number) = number else { return Ok(false) };
    if let Some(rows) = rows {
        sqlx::query!(
            "INSERT INTO product.import_chunk (tenant_id, import_id, number, rows) VALUES ($1, $2, $3 - 1, $4)",
            tenant,
            id,
            number,
            rows,
        )
        .execute(&mut **tx)
        .await?;
    }
    Ok(true)
}

/// Puts faults on record.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn add_faults(tx: &mut TenantTx<'_>, id: Uuid, faults: &[RowFault]) -> Result<()> {
    let tenant = tx.tenant().uuid();
    let lines: Vec<i32> = faults
        .iter()
        .map(|fault| i32::try_from(fault.line).unwrap_or(i32::MAX))
        .collect();
    let texts = |text: fn(&RowFault) -> &str| {
        faults
            .iter()
            .map(|fault| text(fault).to_owned())
            .collect::<Vec<String>>()
    };
    sqlx::query!(
        r#"INSERT INTO product.import_fault (tenant_id, import_id, line, "column", code, detail)
           SELECT $1, $2, line, "column", code, detail
           FROM unnest($3::integer[], $4::text[], $5::text[], $6::text[]) given (line, "column", code, detail)
           ON CONFLICT DO NOTHING"#,
        tenant,
        id,
        &lines,
        &texts(|fault| fault.column),
        &texts(|fault| fault.fault.code),
        &texts(|fault| &fault.fault.detail),
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The file was read to its end. Returns false when it is read anew by somebody else meanwhile.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn checked(
    tx: &mut TenantTx<'_>,
    (id, reading): (Uuid, Uuid),
    content_hash: &[u8],
    ignored_columns: &[String],
    now: DateTime<Utc>,
) -> Result<bool> {
    let tenant = tx.tenant().uuid();
    let done = sqlx::query!(
        "UPDATE product.import SET state = 'checked', content_hash = $4, ignored_columns = $5, changed_at = $6
         WHERE tenant_id = $1 AND id = $2 AND reading = $3 AND state = 'reading'",
        tenant,
        id,
        reading,
        content_hash,
        ignored_columns,
        now,
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Forgets what was read of a file that could not be read to its end.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn give_up(tx: &mut TenantTx<'_>, (id, reading): (Uuid, Uuid)) -> Result<()> {
    let tenant = tx.tenant().uuid();
    sqlx::query!(
        "DELETE FROM product.import WHERE tenant_id = $1 AND id = $2 AND reading = $3 AND state = 'reading'",
        tenant,
        id,
        reading,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The import.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn find(tx: &mut TenantTx<'_>, id: Uuid) -> Result<Option<Import>> {
    let tenant = tx.tenant().uuid();
    Ok(sqlx::query_as!(
        Import,
        "SELECT id, state, content_hash, user_id, user_name, ignored_columns, rows, created, updated, unchanged, refused,
                rows_applied, created_at, changed_at
         FROM product.import WHERE tenant_id = $1 AND id = $2",
        tenant,
        id,
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// The imports after this one, from the newest or from the oldest on.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn list(tx: &mut TenantTx<'_>, newest_first: bool, after: Moment, limit: i64) -> Result<Vec<Import>> {
    macro_rules! page {
        ($from_here_on:tt) => {
            sqlx::query_as!(
                Import,
                "SELECT id, state, content_hash, user_id, user_name, ignored_columns, rows, created, updated, unchanged, refused,
                    rows_applied, created_at, changed_at
                FROM product.import WHERE tenant_id = $1 " + $from_here_on,
                tx.tenant().uuid(),
                after.at,
                after.id,
                limit,
            )
            .fetch_all(&mut **tx)
            .await?
        };
    }
    Ok(if newest_first {
        page!("AND (created_at, id) < ($2, $3) ORDER BY created_at DESC, id DESC LIMIT $4")
    } else {
        page!("AND (created_at, id) > ($2, $3) ORDER BY created_at, id LIMIT $4")
    })
}

/// Says that a checked import shall be applied; the counts begin anew. Returns false when it was said before, or when there is nothing to say.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn start(tx: &mut TenantTx<'_>, id: Uuid, now: DateTime<Utc>) -> Result<bool> {
    let tenant = tx.tenant().uuid();
    let started = sqlx::query!(
        "UPDATE product.import
         SET state = CASE chunks WHEN 0 THEN 'applied' ELSE 'applying' END, created = 0, updated = 0, unchanged = 0, changed_at = $3
         WHERE tenant_id = $1 AND id = $2 AND state = 'checked'",
        tenant,
        id,
        now,
    )
    .execute(&mut **tx)
    .await?;
    Ok(started.rows_affected() == 1)
}

/// Imports that are to be applied, of whatever tenants, at most `count`: the one that has waited longest first.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn applying(tx: &mut SystemTx<'_>, count: i64) -> Result<Vec<(TenantId, Uuid)>> {
    let rows = sqlx::query!(
        "SELECT tenant_id, id FROM product.import WHERE state = 'applying' ORDER BY changed_at LIMIT $1",
        count
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (TenantId::from_uuid(row.tenant_id), row.id))
        .collect())
}

/// The next chunk of an import that is to be applied: who wants it, its number and its rows as JSON. Nothing when somebody else is at it.
#[derive(Debug)]
pub struct Chunk {
    pub user_id: Uuid,
    pub user_name: String,
    pub number: i32,
    pub rows: String,
}

/// Locks the import and reads its next chunk.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn next_chunk(tx: &mut TenantTx<'_>, id: Uuid) -> Result<Option<Chunk>> {
    let tenant = tx.tenant().uuid();
    let import = sqlx::query!(
        "SELECT user_id, user_name, chunks_applied FROM product.import
         WHERE tenant_id = $1 AND id = $2 AND state = 'applying' FOR UPDATE SKIP LOCKED",
        tenant,
        id,
    )
    .fetch_optional(&mut **tx)
    .await?;
    let Some(import) = import else { return Ok(None) };
    let rows = sqlx::query_scalar!(
        "SELECT rows FROM product.import_chunk WHERE tenant_id = $1 AND import_id = $2 AND number = $3",
        tenant,
        id,
        import.chunks_applied,
    )
    .fetch_one(&mut **tx)
    .await?;
    Ok(Some(Chunk {
        user_id: import.user_id,
        user_name: import.user_name,
        number: import.chunks_applied,
        rows,
    }))
}

/// The chunk was applied: in the transaction that wrote it.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn chunk_applied(
    tx: &mut TenantTx<'_>,
    id: Uuid,
    number: i32,
    counts: Counts,
    now: DateTime<Utc>,
) -> Result<()> {
    let tenant = tx.tenant().uuid();
    sqlx::query!(
        "DELETE FROM product.import_chunk WHERE tenant_id = $1 AND import_id = $2 AND number = $3",
        tenant,
        id,
        number,
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "UPDATE product.import
         SET created = created + $3, updated = updated + $4, unchanged = unchanged + $5, refused = refused + $6,
             rows_applied = rows_applied + $7, chunks_applied = chunks_applied + 1, changed_at = $8,
             state = CASE WHEN chunks_applied + 1 = chunks THEN 'applied' ELSE state END
         WHERE tenant_id = $1 AND id = $2",
        tenant,
        id,
        counts.created,
        counts.updated,
        counts.unchanged,
        counts.refused,
        counts.rows,
        now,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// A fault as it is listed.
#[derive(Debug)]
pub struct FaultRow {
    pub line: i32,
    pub column: String,
    pub code: String,
    pub detail: String,
}

/// The faults after this place, in the order of the file.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn faults(tx: &mut TenantTx<'_>, id: Uuid, (line, column): (i32, &str), limit: i64) -> Result<Vec<FaultRow>> {
    let tenant = tx.tenant().uuid();
    Ok(sqlx::query_as!(
        FaultRow,
        r#"SELECT line, "column", code, detail FROM product.import_fault
           WHERE tenant_id = $1 AND import_id = $2 AND (line, "column") > ($3, $4) ORDER BY line, "column" LIMIT $5"#,
        tenant,
        id,
        line,
        column,
        limit,
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Removes imports that nothing happened to since `before`, with what is left of their files; at most `count`. Those being applied stay.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn prune(tx: &mut SystemTx<'_>, before: DateTime<Utc>, count: i64) -> Result<u64> {
    let removed = sqlx::query!(
        "DELETE FROM product.import WHERE (tenant_id, id) IN
         (SELECT tenant_id, id FROM product.import WHERE changed_at < $1 AND state <> 'applying' ORDER BY changed_at LIMIT $2)",
        before,
        count,
    )
    .execute(&mut **tx)
    .await?;
    Ok(removed.rows_affected())
}
