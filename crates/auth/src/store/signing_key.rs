//! `auth.signing_key`: the keys of access tokens, over all tenants.

use chrono::{DateTime, Utc};
use kernel::{Result, SystemTx};

use crate::key_schedule::KeyTimes;

/// A key as it is stored; `private_key` is sealed with the kid as context.
pub(crate) struct StoredKey {
    pub times: KeyTimes,
    pub kid: String,
    pub modulus: String,
    pub exponent: String,
    pub private_key: Vec<u8>,
}

/// The most keys that are read: a key lives for a month, so there are two or three.
const KEYS_MAX: i64 = 20;

/// The newest keys, oldest first.
pub(crate) async fn all(tx: &mut SystemTx<'_>) -> Result<Vec<StoredKey>> {
    let rows = sqlx::query!(
        "SELECT generation, kid, modulus, exponent, private_key, created_at, signs_from FROM auth.signing_key
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
    Ok(rows
        .into_iter()
        .rev()
        .map(|row| StoredKey {
            times: key((row.generation, row.created_at, row.signs_from)),
            kid: row.kid,
            modulus: row.modulus,
            exponent: row.exponent,
            private_key: row.private_key,
        })
        .collect())
}

/// Adds a key, unless another process has added one of this generation first. Returns whether it was added.
pub(crate) async fn insert(tx: &mut SystemTx<'_>, key: &StoredKey) -> Result<bool> {
    let done = sqlx::query!(
        "INSERT INTO auth.signing_key (generation, kid, modulus, exponent, private_key, created_at, signs_from)
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (generation) DO NOTHING",
        key.times.generation,
        key.kid,
        key.modulus,
        key.exponent,
        key.private_key,
        key.times.created_at,
        key.times.signs_from,
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
