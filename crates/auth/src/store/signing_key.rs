//! `auth.signing_key`: the keys of access tokens, over all tenants.

use chrono::{DateTime, Utc};
use kernel::{Result, SystemTx};

use crate::{key_schedule::KeyTimes, key_wrap::Wrapped};

/// A key as it is stored; `private_key` is wrapped with the kid as context.
pub(crate) struct StoredKey {
    pub times: KeyTimes,
    pub kid: String,
    pub modulus: String,
    pub exponent: String,
    pub private_key: Wrapped,
}

/// The most keys that are read: a key lives for a month, so there are two or three.
const KEYS_MAX: i64 = 20;

/// The newest keys, oldest first.
pub(crate) async fn all(tx: &mut SystemTx<'_>) -> Result<Vec<StoredKey>> {
    let rows = sqlx::query!(
        "SELECT generation, kid, modulus, exponent, private_key, wrapped_by, created_at, signs_from FROM auth.signing_key
         ORDER BY generation DESC LIMIT $1",
        KEYS_MAX
    )
    .fetch_all(&mut **tx)
    .await?;
    let key = |row: (i32, DateTime<Utc>, DateTime<Utc>)| KeyTimes {
        generation: row.0,
        created_at: row.1,
        signs_from: row.2,
    };
    rows.into_iter()
        .rev()
        .map(|row| {
            Ok(StoredKey {
                times: key((row.generation, row.created_at, row.signs_from)),
                kid: row.kid,
                modulus: row.modulus,
                exponent: row.exponent,
                private_key: Wrapped::stored(&row.wrapped_by, row.private_key)?,
            })
        })
        .collect()
}

/// Adds a key, unless another process has added one of this generation first. Returns whether it was added.
pub(crate) async fn insert(tx: &mut SystemTx<'_>, key: &StoredKey) -> Result<bool> {
    let done = sqlx::query!(
        "INSERT INTO auth.signing_key (generation, kid, modulus, exponent, private_key, wrapped_by, created_at, signs_from)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (generation) DO NOTHING",
        key.times.generation,
        key.kid,
        key.modulus,
        key.exponent,
        key.private_key.bytes(),
        key.private_key.by(),
        key.times.created_at,
        key.times.signs_from,
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Stores another wrapping of a key, unless somebody else was first. Returns whether it was stored.
pub(crate) async fn rewrap(tx: &mut SystemTx<'_>, key: &StoredKey, private_key: &Wrapped) -> Result<bool> {
    let done = sqlx::query!(
        "UPDATE auth.signing_key SET private_key = $3, wrapped_by = $4 WHERE kid = $1 AND private_key = $2",
        key.kid,
        key.private_key.bytes(),
        private_key.bytes(),
        private_key.by(),
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Removes keys by their generations.
pub(crate) async fn delete(tx: &mut SystemTx<'_>, generations: &[i32]) -> Result<u64> {
    let done = sqlx::query!("DELETE FROM auth.signing_key WHERE generation = ANY($1)", generations)
        .execute(&mut **tx)
        .await?;
    Ok(done.rows_affected())
}
