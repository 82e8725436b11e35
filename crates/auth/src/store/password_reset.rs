//! `auth.password_reset`.

use chrono::{DateTime, Utc};
use kernel::{Result, SystemTx, TenantTx, id::UserId};
use uuid::Uuid;

use crate::secrets::TokenHash;

/// A reset as it is made.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PasswordReset {
    pub id: Uuid,
    pub user: UserId,
    pub made_by: UserId,
    pub created_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
}

/// Adds an open one. A second open one of the user violates `password_reset_open`.
pub(crate) async fn insert(tx: &mut TenantTx<'_>, reset: &PasswordReset, hash: &TokenHash) -> Result<()> {
    let tenant = tx.tenant().uuid();
    sqlx::query!(
        "INSERT INTO auth.password_reset (tenant_id, id, user_id, made_by, token_hash, state, created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, 'open', $6, $7)",
        tenant,
        reset.id,
        reset.user.uuid(),
        reset.made_by.uuid(),
        hash.as_slice(),
        reset.created_at,
        reset.expires_at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Whose password this token resets, while it can be used.
pub(crate) async fn user_of(tx: &mut TenantTx<'_>, hash: &TokenHash, now: DateTime<Utc>) -> Result<Option<UserId>> {
    let tenant = tx.tenant().uuid();
    let user = sqlx::query_scalar!(
        "SELECT user_id FROM auth.password_reset WHERE tenant_id = $1 AND token_hash = $2 AND state = 'open' AND expires_at > $3",
        tenant,
        hash.as_slice(),
        now
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(user.map(UserId::from_uuid))
}

/// Until when the user's open one can be used.
pub(crate) async fn open_until(
    tx: &mut TenantTx<'_>,
    user: UserId,
    now: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>> {
    let tenant = tx.tenant().uuid();
    Ok(sqlx::query_scalar!(
        "SELECT expires_at FROM auth.password_reset WHERE tenant_id = $1 AND user_id = $2 AND state = 'open' AND expires_at > $3",
        tenant,
        user.uuid(),
        now
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// Uses the reset up. Returns false when it cannot be used (any more).
pub(crate) async fn take(tx: &mut TenantTx<'_>, hash: &TokenHash, now: DateTime<Utc>) -> Result<bool> {
    let tenant = tx.tenant().uuid();
    let done = sqlx::query!(
        "UPDATE auth.password_reset SET state = 'used' WHERE tenant_id = $1 AND token_hash = $2 AND state = 'open' AND expires_at > $3",
        tenant,
        hash.as_slice(),
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Takes back what was made for the user.
pub(crate) async fn revoke(tx: &mut TenantTx<'_>, user: UserId) -> Result<()> {
    let tenant = tx.tenant().uuid();
    sqlx::query!(
        "UPDATE auth.password_reset SET state = 'revoked' WHERE tenant_id = $1 AND user_id = $2 AND state = 'open'",
        tenant,
        user.uuid()
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Takes back what was made for the user, and what they made for others: when they lose their standing or their account is secured.
pub(crate) async fn revoke_for_and_by(tx: &mut TenantTx<'_>, user: UserId) -> Result<()> {
    let tenant = tx.tenant().uuid();
    sqlx::query!(
        "UPDATE auth.password_reset SET state = 'revoked'
         WHERE tenant_id = $1 AND (user_id = $2 OR made_by = $2) AND state = 'open'",
        tenant,
        user.uuid()
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Removes resets that ended before `before`, at most `limit`. Returns how many.
pub(crate) async fn prune(tx: &mut SystemTx<'_>, before: DateTime<Utc>, limit: i64) -> Result<u64> {
    let done = sqlx::query!(
        "DELETE FROM auth.password_reset WHERE (tenant_id, id) IN
         (SELECT tenant_id, id FROM auth.password_reset WHERE expires_at < $1 ORDER BY expires_at LIMIT $2)",
        before,
        limit
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected())
}
