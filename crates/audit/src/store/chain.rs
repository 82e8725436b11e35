//! `audit.chain`: where each tenant's chain ends, and where what is kept of it begins.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use kernel::{Result, SystemTx, db::TenantTx, id::TenantId};
use uuid::Uuid;

use super::hash;
use crate::{
    chaining::End,
    entry::{Hash, NOTHING},
};

/// What is known of a tenant's chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Chain {
    pub tenant: TenantId,
    pub end: End,
    /// The last entry that retention removed, and its hash; 0 and nothing where all are there.
    pub start: End,
}

/// Whether this transaction is the one that writes chains and checkpoints now.
pub(crate) async fn lock(tx: &mut SystemTx<'_>) -> Result<bool> {
    let mine =
        sqlx::query_scalar!(r#"SELECT pg_try_advisory_xact_lock(hashtextextended('audit chain', 0)) AS "mine!""#);
    Ok(mine.fetch_one(&mut **tx).await?)
}

/// Waits until this transaction is that one, as long as the database lets one wait for a lock.
pub(crate) async fn wait_for_lock(tx: &mut SystemTx<'_>) -> Result<()> {
    sqlx::query!(r#"SELECT pg_advisory_xact_lock(hashtextextended('audit chain', 0))::text AS "nothing""#)
        .fetch_one(&mut **tx)
        .await?;
    Ok(())
}

/// The ends of these tenants' chains; a tenant without one is absent.
pub(crate) async fn ends(tx: &mut SystemTx<'_>, tenants: &[TenantId]) -> Result<BTreeMap<TenantId, End>> {
    let tenants: Vec<Uuid> = tenants.iter().map(|tenant| tenant.uuid()).collect();
    let rows = sqlx::query!(
        "SELECT tenant_id, size, head FROM audit.chain WHERE tenant_id = ANY($1)",
        &tenants
    )
    .fetch_all(&mut **tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            let head = hash(&row.head)?;
            Ok((TenantId::from_uuid(row.tenant_id), End { size: row.size, head }))
        })
        .collect()
}

/// Writes the ends of chains that grew.
pub(crate) async fn move_ends(tx: &mut SystemTx<'_>, ends: &BTreeMap<TenantId, End>) -> Result<()> {
    let tenants: Vec<Uuid> = ends.keys().map(|tenant| tenant.uuid()).collect();
    let sizes: Vec<i64> = ends.values().map(|end| end.size).collect();
    let heads: Vec<Vec<u8>> = ends.values().map(|end| end.head.to_vec()).collect();
    sqlx::query!(
        "INSERT INTO audit.chain (tenant_id, size, head) SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::bytea[])
         ON CONFLICT (tenant_id) DO UPDATE SET size = excluded.size, head = excluded.head",
        &tenants,
        &sizes,
        &heads,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Chains in the order of their tenants, after that one: at most `limit`.
pub(crate) async fn page(tx: &mut SystemTx<'_>, after: Uuid, limit: i64) -> Result<Vec<Chain>> {
    let rows = sqlx::query!(
        "SELECT tenant_id, size, head, forgotten, anchor FROM audit.chain WHERE tenant_id > $1 ORDER BY tenant_id LIMIT $2",
        after,
        limit,
    )
    .fetch_all(&mut **tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Chain {
                tenant: TenantId::from_uuid(row.tenant_id),
                end: End {
                    size: row.size,
                    head: hash(&row.head)?,
                },
                start: End {
                    size: row.forgotten.unwrap_or(0),
                    head: row.anchor.as_deref().map_or(Ok(NOTHING), hash)?,
                },
            })
        })
        .collect()
}

/// A chain that grew since its last checkpoint.
pub(crate) struct Grown {
    pub tenant: TenantId,
    pub size: i64,
    pub head: Hash,
}

/// Chains that grew and whose last checkpoint is older than `before`, or `many` entries behind: at most `limit`.
pub(crate) async fn grown(tx: &mut SystemTx<'_>, before: DateTime<Utc>, many: i64, limit: i64) -> Result<Vec<Grown>> {
    let rows = sqlx::query!(
        "SELECT chain.tenant_id, chain.size, chain.head FROM audit.chain
         LEFT JOIN LATERAL (
             SELECT size, at FROM audit.checkpoint WHERE checkpoint.tenant_id = chain.tenant_id ORDER BY size DESC LIMIT 1
         ) AS last ON true
         WHERE chain.size > coalesce(last.size, 0) AND (last.at IS NULL OR last.at <= $1 OR chain.size - last.size >= $2)
         ORDER BY chain.tenant_id LIMIT $3",
        before,
        many,
        limit,
    )
    .fetch_all(&mut **tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Grown {
                tenant: TenantId::from_uuid(row.tenant_id),
                size: row.size,
                head: hash(&row.head)?,
            })
        })
        .collect()
}

/// Moves the beginning of the transaction's tenant's chain behind this checkpoint, unless it is there or behind it already. Returns whether it
/// moved.
pub(crate) async fn forget(tx: &mut TenantTx<'_>, size: i64, head: &Hash) -> Result<bool> {
    let done = sqlx::query!(
        "UPDATE audit.chain SET forgotten = $2, anchor = $3 WHERE tenant_id = $1 AND coalesce(forgotten, 0) < $2",
        tx.tenant().uuid(),
        size,
        &head[..],
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}
