//! `auth.invitation`.

use chrono::{DateTime, Utc};
use kernel::{Result, SystemTx, TenantTx, id::UserId};
use uuid::Uuid;

use crate::secrets::TokenHash;

/// An invitation that was made, for its answer and its event.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Invitation {
    pub id: Uuid,
    pub user: UserId,
    pub created_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
}

pub(crate) async fn insert(tx: &mut TenantTx<'_>, invitation: &Invitation, hash: &TokenHash) -> Result<()> {
    let tenant = tx.tenant().uuid();
    sqlx::query!(
        "INSERT INTO auth.invitation (tenant_id, id, user_id, token_hash, state, created_at, expires_at)
         VALUES ($1, $2, $3, $4, 'open', $5, $6)",
        tenant,
        invitation.id,
        invitation.user.uuid(),
        hash.as_slice(),
        invitation.created_at,
        invitation.expires_at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Whom this token invites, while it can be accepted.
pub(crate) async fn invited(tx: &mut TenantTx<'_>, hash: &TokenHash, now: DateTime<Utc>) -> Result<Option<UserId>> {
    let tenant = tx.tenant().uuid();
    let user = sqlx::query_scalar!(
        "SELECT user_id FROM auth.invitation WHERE tenant_id = $1 AND token_hash = $2 AND state = 'open' AND expires_at > $3",
        tenant,
        hash.as_slice(),
        now
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(user.map(UserId::from_uuid))
}

/// Until when the user's open one can be accepted.
pub(crate) async fn open_until(
    tx: &mut TenantTx<'_>,
    user: UserId,
    now: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>> {
    let tenant = tx.tenant().uuid();
    Ok(sqlx::query_scalar!(
        "SELECT expires_at FROM auth.invitation WHERE tenant_id = $1 AND user_id = $2 AND state = 'open' AND expires_at > $3",
        tenant,
        user.uuid(),
        now
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// Uses the invitation up. Returns false when it cannot be accepted (any more).
pub(crate) async fn take(tx: &mut TenantTx<'_>, hash: &TokenHash, now: DateTime<Utc>) -> Result<bool> {
    let tenant = tx.tenant().uuid();
    let done = sqlx::query!(
        "UPDATE auth.invitation SET state = 'used' WHERE tenant_id = $1 AND token_hash = $2 AND state = 'open' AND expires_at > $3",
        tenant,
        hash.as_slice(),
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Takes back what the user was sent before.
pub(crate) async fn revoke(tx: &mut TenantTx<'_>, user: UserId) -> Result<()> {
    let tenant = tx.tenant().uuid();
    sqlx::query!(
        "UPDATE auth.invitation SET state = 'revoked' WHERE tenant_id = $1 AND user_id = $2 AND state = 'open'",
        tenant,
        user.uuid()
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Removes invitations that ended before `before`, at most `limit`. Returns how many.
pub(crate) async fn prune(tx: &mut SystemTx<'_>, before: DateTime<Utc>, limit: i64) -> Result<u64> {
    let done = sqlx::query!(
        "DELETE FROM auth.invitation WHERE (tenant_id, id) IN
         (SELECT tenant_id, id FROM auth.invitation WHERE expires_at < $1 ORDER BY expires_at LIMIT $2)",
        before,
        limit
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected())
}
