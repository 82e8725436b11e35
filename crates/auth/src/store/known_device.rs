//! `auth.known_device`.

use chrono::{DateTime, Utc};
use kernel::{Result, SystemTx, TenantTx, id::UserId};

use crate::secrets::TokenHash;

/// The most devices that know one person; one more, and that of the longest ago does not any more.
const DEVICES_MAX: i64 = 50;

/// Whether somebody of the tenant signed in at the device of this secret after `since`.
pub(crate) async fn is_ours(tx: &mut TenantTx<'_>, secret: &TokenHash, since: DateTime<Utc>) -> Result<bool> {
    let tenant = tx.tenant().uuid();
    Ok(sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT FROM auth.known_device WHERE tenant_id = $1 AND secret_hash = $2 AND signed_in_at > $3) AS "known!""#,
        tenant,
        secret.as_slice(),
        since
    )
    .fetch_one(&mut **tx)
    .await?)
}

/// Whether this user did.
pub(crate) async fn knows(
    tx: &mut TenantTx<'_>,
    user: UserId,
    secret: &TokenHash,
    since: DateTime<Utc>,
) -> Result<bool> {
    let tenant = tx.tenant().uuid();
    Ok(sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT FROM auth.known_device
           WHERE tenant_id = $1 AND user_id = $2 AND secret_hash = $3 AND signed_in_at > $4) AS "known!""#,
        tenant,
        user.uuid(),
        secret.as_slice(),
        since
    )
    .fetch_one(&mut **tx)
    .await?)
}

/// Notes a sign-in of the user at this device. Hold the user's row.
pub(crate) async fn remember(
    tx: &mut TenantTx<'_>,
    user: UserId,
    secret: &TokenHash,
    now: DateTime<Utc>,
) -> Result<()> {
    let tenant = tx.tenant().uuid();
    sqlx::query!(
        "INSERT INTO auth.known_device (tenant_id, user_id, secret_hash, signed_in_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (tenant_id, user_id, secret_hash) DO UPDATE SET signed_in_at = excluded.signed_in_at",
        tenant,
        user.uuid(),
        secret.as_slice(),
        now
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "DELETE FROM auth.known_device WHERE tenant_id = $1 AND user_id = $2 AND secret_hash IN
         (SELECT secret_hash FROM auth.known_device WHERE tenant_id = $1 AND user_id = $2
          ORDER BY signed_in_at DESC, secret_hash OFFSET $3)",
        tenant,
        user.uuid(),
        DEVICES_MAX
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// No device knows the user any more.
pub(crate) async fn forget(tx: &mut TenantTx<'_>, user: UserId) -> Result<()> {
    let tenant = tx.tenant().uuid();
    sqlx::query!(
        "DELETE FROM auth.known_device WHERE tenant_id = $1 AND user_id = $2",
        tenant,
        user.uuid()
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Removes sign-ins from before `before`, at most `limit`. Returns how many.
pub(crate) async fn prune(tx: &mut SystemTx<'_>, before: DateTime<Utc>, limit: i64) -> Result<u64> {
    let done = sqlx::query!(
        "DELETE FROM auth.known_device WHERE (tenant_id, user_id, secret_hash) IN
         (SELECT tenant_id, user_id, secret_hash FROM auth.known_device WHERE signed_in_at < $1 ORDER BY signed_in_at LIMIT $2)",
        before,
        limit
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected())
}
