//! `audit.signing_key`: what checkpoints are signed with.

use kernel::{Result, SystemTx, db::TenantTx};

use crate::checkpoint::{KeyLine, StoredKey};

/// The most keys that are read.
const KEYS_MAX: i64 = 100;

/// All keys, the oldest first.
pub(crate) async fn all(tx: &mut SystemTx<'_>) -> Result<Vec<StoredKey>> {
    let rows = sqlx::query!(
        "SELECT id, public_key, private_key, created_at FROM audit.signing_key ORDER BY generation LIMIT $1",
        KEYS_MAX
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| StoredKey {
            id: row.id,
            public_key: row.public_key,
            private_key: row.private_key,
            created_at: row.created_at,
        })
        .collect())
}

/// Adds the next key.
pub(crate) async fn insert(tx: &mut SystemTx<'_>, key: &StoredKey) -> Result<()> {
    sqlx::query!(
        "INSERT INTO audit.signing_key (generation, id, public_key, private_key, created_at)
         SELECT coalesce(max(generation), 0) + 1, $1, $2, $3, $4 FROM audit.signing_key",
        key.id,
        key.public_key,
        key.private_key,
        key.created_at,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The public halves, for whoever verifies.
pub(crate) async fn public(tx: &mut TenantTx<'_>) -> Result<Vec<KeyLine>> {
    let rows = sqlx::query!(
        "SELECT id, public_key, created_at FROM audit.signing_key ORDER BY generation LIMIT $1",
        KEYS_MAX
    )
    .fetch_all(&mut **tx)
    .await?;
    let key = |id, public_key, created_at| StoredKey {
        id,
        public_key,
        private_key: Vec::new(),
        created_at,
    };
    Ok(rows
        .into_iter()
        .map(|row| key(row.id, row.public_key, row.created_at).line())
        .collect())
}
