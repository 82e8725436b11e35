//! SQL and nothing else. Roles: the application's sees one tenant; the system's chains, signs and exports for all.

use chrono::{DateTime, Utc};
use kernel::{Error, Result, SystemTx};

use crate::entry::Hash;

pub(crate) mod chain;
pub(crate) mod checkpoint;
pub(crate) mod entry;
pub(crate) mod pending;
pub(crate) mod signing_key;

/// # Errors
/// 500 for other than 32 bytes; the tables have no other.
fn hash(bytes: &[u8]) -> Result<Hash> {
    bytes.try_into().map_err(Error::internal)
}

/// Since when rows wait, of all tenants.
pub(crate) struct Waiting {
    /// For their place in the chain.
    pub(crate) unchained: Option<DateTime<Utc>>,
    /// For a checkpoint.
    pub(crate) unsigned: Option<DateTime<Utc>>,
}

/// # Errors
/// 503 when the database cannot be reached.
pub(crate) async fn waiting_since(tx: &mut SystemTx<'_>) -> Result<Waiting> {
    let (unchained, unsigned) = sqlx::query_as(
        "SELECT (SELECT min(at) FROM audit.pending),
             (SELECT min(entry.at) FROM audit.chain
              CROSS JOIN LATERAL (SELECT coalesce(max(size), 0) AS size FROM audit.checkpoint WHERE tenant_id = chain.tenant_id) signed
              JOIN audit.entry ON entry.tenant_id = chain.tenant_id AND entry.number = signed.size + 1
              WHERE chain.size > signed.size)",
    )
    .fetch_one(&mut **tx)
    .await?;
    Ok(Waiting { unchained, unsigned })
}
