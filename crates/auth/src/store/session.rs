//! `auth.session`.

use chrono::{DateTime, Utc};
use kernel::{Result, SystemTx, TenantTx, id::UserId};
use uuid::Uuid;

use super::unknown;
use crate::{
    refresh,
    session::{Client, EndReason, Session},
};

pub(crate) async fn insert(tx: &mut TenantTx<'_>, session: &Session) -> Result<()> {
    let tenant = tx.tenant().uuid();
    sqlx::query!(
        "INSERT INTO auth.session (tenant_id, id, user_id, client, created_at, expires_at, used_at) VALUES ($1, $2, $3, $4, $5, $6, $5)",
        tenant,
        session.id,
        session.user.uuid(),
        session.client.name(),
        session.used_at,
        session.expires_at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Reads an open session and holds it to the end of the transaction; `None` when it has ended.
pub(crate) async fn lock_open(tx: &mut TenantTx<'_>, id: Uuid) -> Result<Option<Session>> {
    let tenant = tx.tenant().uuid();
    let row = sqlx::query!(
        "SELECT id, user_id, client, expires_at, used_at FROM auth.session
         WHERE tenant_id = $1 AND id = $2 AND ended_at IS NULL FOR NO KEY UPDATE",
        tenant,
        id
    )
    .fetch_optional(&mut **tx)
    .await?;
    row.map(|row| {
        Ok(Session {
            id: row.id,
            user: UserId::from_uuid(row.user_id),
            client: Client::named(&row.client).ok_or_else(|| unknown("session.client", &row.client))?,
            expires_at: row.expires_at,
            used_at: row.used_at,
        })
    })
    .transpose()
}

/// The user's open sessions with when they began, last used first, at most `limit`.
pub(crate) async fn open_of(
    tx: &mut TenantTx<'_>,
    user: UserId,
    now: DateTime<Utc>,
    limit: i64,
) -> Result<Vec<(Session, DateTime<Utc>)>> {
    let tenant = tx.tenant().uuid();
    let rows = sqlx::query!(
        "SELECT id, client, created_at, expires_at, used_at FROM auth.session
         WHERE tenant_id = $1 AND user_id = $2 AND ended_at IS NULL AND expires_at > $3 AND used_at > $4
         ORDER BY used_at DESC, id LIMIT $5",
        tenant,
        user.uuid(),
        now,
        now - refresh::IDLE,
        limit
    )
    .fetch_all(&mut **tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            let session = Session {
                id: row.id,
                user,
                client: Client::named(&row.client).ok_or_else(|| unknown("session.client", &row.client))?,
                expires_at: row.expires_at,
                used_at: row.used_at,
            };
            Ok((session, row.created_at))
        })
        .collect()
}

pub(crate) async fn set_used(tx: &mut TenantTx<'_>, id: Uuid, now: DateTime<Utc>) -> Result<()> {
    let tenant = tx.tenant().uuid();
    sqlx::query!(
        "UPDATE auth.session SET used_at = $3 WHERE tenant_id = $1 AND id = $2",
        tenant,
        id,
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub(crate) async fn end(tx: &mut TenantTx<'_>, id: Uuid, reason: EndReason, now: DateTime<Utc>) -> Result<()> {
    let tenant = tx.tenant().uuid();
    sqlx::query!(
        "UPDATE auth.session SET ended_at = $4, end_reason = $3 WHERE tenant_id = $1 AND id = $2 AND ended_at IS NULL",
        tenant,
        id,
        reason.name(),
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Ends every sign-in of the user but `keep`. Hold the user's row: a sign-in that begins meanwhile would be missed. Returns how many.
pub(crate) async fn end_all(
    tx: &mut TenantTx<'_>,
    user: UserId,
    keep: Option<Uuid>,
    reason: EndReason,
    now: DateTime<Utc>,
) -> Result<u64> {
    let tenant = tx.tenant().uuid();
    let done = sqlx::query!(
        "UPDATE auth.session SET ended_at = $4, end_reason = $3
         WHERE tenant_id = $1 AND user_id = $2 AND ended_at IS NULL AND ($5::uuid IS NULL OR id <> $5)",
        tenant,
        user.uuid(),
        reason.name(),
        now,
        keep
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected())
}

/// Removes sessions that expired before `before`, with their tokens, at most `limit`. Returns how many.
pub(crate) async fn prune(tx: &mut SystemTx<'_>, before: DateTime<Utc>, limit: i64) -> Result<u64> {
    let done = sqlx::query!(
        "DELETE FROM auth.session WHERE (tenant_id, id) IN
         (SELECT tenant_id, id FROM auth.session WHERE expires_at < $1 ORDER BY expires_at LIMIT $2)",
        before,
        limit
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected())
}
