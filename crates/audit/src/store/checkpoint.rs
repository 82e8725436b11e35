//! `audit.checkpoint`, and how far it was written to each place off the database.

use chrono::{DateTime, Utc};
use kernel::{Result, SystemTx, db::TenantTx, id::TenantId};

use super::hash;
use crate::{checkpoint::Checkpoint, entry::Hash};

/// Adds them.
pub(crate) async fn insert(tx: &mut SystemTx<'_>, checkpoints: &[Checkpoint]) -> Result<()> {
    for checkpoint in checkpoints {
        sqlx::query!(
            "INSERT INTO audit.checkpoint (tenant_id, size, head, at, key_id, signature) VALUES ($1, $2, $3, $4, $5, $6)",
            checkpoint.tenant.uuid(),
            checkpoint.size,
            &checkpoint.head[..],
            checkpoint.at,
            checkpoint.key_id,
            checkpoint.signature,
        )
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}

/// Checkpoints in the order in which they were made, after this place, with their places: at most `limit`.
pub(crate) async fn made_after(tx: &mut SystemTx<'_>, after: i64, limit: i64) -> Result<Vec<(i64, Checkpoint)>> {
    let rows = sqlx::query!(
        "SELECT seq, tenant_id, size, head, at, key_id, signature FROM audit.checkpoint WHERE seq > $1 ORDER BY seq LIMIT $2",
        after,
        limit,
    )
    .fetch_all(&mut **tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            let checkpoint = Checkpoint {
                tenant: TenantId::from_uuid(row.tenant_id),
                size: row.size,
                head: hash(&row.head)?,
                at: row.at,
                key_id: row.key_id,
                signature: row.signature,
            };
            Ok((row.seq, checkpoint))
        })
        .collect()
}

/// The place up to which checkpoints were written there.
pub(crate) async fn exported(tx: &mut SystemTx<'_>, destination: &str) -> Result<i64> {
    let seq = sqlx::query_scalar!("SELECT seq FROM audit.exported WHERE destination = $1", destination);
    Ok(seq.fetch_optional(&mut **tx).await?.unwrap_or(0))
}

/// When the oldest checkpoint was made that was not written there yet.
pub(crate) async fn unexported_since(tx: &mut SystemTx<'_>, destination: &str) -> Result<Option<DateTime<Utc>>> {
    let at = sqlx::query_scalar!(
        "SELECT at FROM audit.checkpoint WHERE seq > coalesce((SELECT seq FROM audit.exported WHERE destination = $1), 0) ORDER BY seq LIMIT 1",
        destination,
    );
    Ok(at.fetch_optional(&mut **tx).await?)
}

pub(crate) async fn set_exported(tx: &mut SystemTx<'_>, destination: &str, seq: i64) -> Result<()> {
    sqlx::query!(
        "INSERT INTO audit.exported (destination, seq) VALUES ($1, $2) ON CONFLICT (destination) DO UPDATE SET seq = greatest(exported.seq, excluded.seq)",
        destination,
        seq,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// A checkpoint as its tenant's row has it.
struct Row {
    size: i64,
    head: Vec<u8>,
    at: DateTime<Utc>,
    key_id: String,
    signature: Vec<u8>,
}

impl Row {
    fn of(self, tenant: TenantId) -> Result<Checkpoint> {
        Ok(Checkpoint {
            tenant,
            size: self.size,
            head: hash(&self.head)?,
            at: self.at,
            key_id: self.key_id,
            signature: self.signature,
        })
    }
}

/// Checkpoints of a tenant by their size, after that one: at most `limit`.
pub(crate) async fn of(tx: &mut SystemTx<'_>, tenant: TenantId, after: i64, limit: i64) -> Result<Vec<Checkpoint>> {
    let rows = sqlx::query_as!(
        Row,
        "SELECT size, head, at, key_id, signature FROM audit.checkpoint WHERE tenant_id = $1 AND size > $2 ORDER BY size LIMIT $3",
        tenant.uuid(),
        after,
        limit,
    )
    .fetch_all(&mut **tx)
    .await?;
    rows.into_iter().map(|row| row.of(tenant)).collect()
}

/// Checkpoints of the transaction's tenant, the newest first, below that size.
pub(crate) async fn newest(tx: &mut TenantTx<'_>, below: Option<i64>, limit: i64) -> Result<Vec<Checkpoint>> {
    let tenant = tx.tenant();
    let rows = sqlx::query_as!(
        Row,
        "SELECT size, head, at, key_id, signature FROM audit.checkpoint
         WHERE tenant_id = $1 AND size < coalesce($2, 9223372036854775807) ORDER BY size DESC LIMIT $3",
        tenant.uuid(),
        below,
        limit,
    )
    .fetch_all(&mut **tx)
    .await?;
    rows.into_iter().map(|row| row.of(tenant)).collect()
}

/// The newest checkpoint of the transaction's tenant that is older than this, where its chain is still kept.
pub(crate) async fn last_before(tx: &mut TenantTx<'_>, before: DateTime<Utc>) -> Result<Option<(i64, Hash)>> {
    let row = sqlx::query!(
        "SELECT checkpoint.size, checkpoint.head FROM audit.checkpoint JOIN audit.chain USING (tenant_id)
         WHERE checkpoint.tenant_id = $1 AND checkpoint.at < $2 AND checkpoint.size > coalesce(chain.forgotten, 0)
         ORDER BY checkpoint.size DESC LIMIT 1",
        tx.tenant().uuid(),
        before,
    )
    .fetch_optional(&mut **tx)
    .await?;
    row.map(|row| Ok((row.size, hash(&row.head)?))).transpose()
}
