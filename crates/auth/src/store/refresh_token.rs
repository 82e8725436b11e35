//! `auth.refresh_token`.

use chrono::{DateTime, Utc};
use kernel::{Result, SystemTx, TenantTx, id::UserId};
use uuid::Uuid;

use super::unknown;
use crate::{
    refresh::{Presented, TokenState},
    secrets::TokenHash,
};

/// Whose a token is: the session, and its user, whom to lock first.
pub(crate) async fn owner(tx: &mut TenantTx<'_>, hash: &TokenHash) -> Result<Option<(Uuid, UserId)>> {
    let tenant = tx.tenant().uuid();
    let row = sqlx::query!(
        "SELECT t.session_id, s.user_id FROM auth.refresh_token t
         JOIN auth.session s ON s.tenant_id = t.tenant_id AND s.id = t.session_id
         WHERE t.tenant_id = $1 AND t.token_hash = $2",
        tenant,
        hash.as_slice()
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(|row| (row.session_id, UserId::from_uuid(row.user_id))))
}

/// What became of a token, and the generation of its family's live one. Hold the session.
pub(crate) async fn standing(
    tx: &mut TenantTx<'_>,
    session: Uuid,
    hash: &TokenHash,
) -> Result<Option<(Presented, i32)>> {
    let tenant = tx.tenant().uuid();
    let row = sqlx::query!(
        "SELECT t.state, t.generation, live.generation AS live FROM auth.refresh_token t
         JOIN auth.refresh_token live ON live.tenant_id = $1 AND live.session_id = $2 AND live.state = 'live'
         WHERE t.tenant_id = $1 AND t.session_id = $2 AND t.token_hash = $3",
        tenant,
        session,
        hash.as_slice()
    )
    .fetch_optional(&mut **tx)
    .await?;
    row.map(|row| {
        let state = TokenState::named(&row.state).ok_or_else(|| unknown("refresh_token.state", &row.state))?;
        Ok((
            Presented {
                state,
                generation: row.generation,
            },
            row.live,
        ))
    })
    .transpose()
}

/// Replaces the family's live token: the old one ends as `as_state`, the new one is live. Hold the session.
pub(crate) async fn replace_live(
    tx: &mut TenantTx<'_>,
    session: Uuid,
    as_state: TokenState,
    hash: &TokenHash,
    generation: i32,
    now: DateTime<Utc>,
) -> Result<()> {
    let tenant = tx.tenant().uuid();
    sqlx::query!(
        "UPDATE auth.refresh_token SET state = $3, changed_at = $4 WHERE tenant_id = $1 AND session_id = $2 AND state = 'live'",
        tenant,
        session,
        as_state.name(),
        now
    )
    .execute(&mut **tx)
    .await?;
    insert_live(tx, session, hash, generation, now).await
}

/// Adds a live token. A second live one of the family violates `refresh_token_live`.
pub(crate) async fn insert_live(
    tx: &mut TenantTx<'_>,
    session: Uuid,
    hash: &TokenHash,
    generation: i32,
    now: DateTime<Utc>,
) -> Result<()> {
    let tenant = tx.tenant().uuid();
    sqlx::query!(
        "INSERT INTO auth.refresh_token (tenant_id, token_hash, session_id, generation, state, changed_at) VALUES ($1, $2, $3, $4, 'live', $5)",
        tenant,
        hash.as_slice(),
        session,
        generation,
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Removes tokens that were replaced before `before`, at most `limit`. Returns how many.
pub(crate) async fn prune(tx: &mut SystemTx<'_>, before: DateTime<Utc>, limit: i64) -> Result<u64> {
    let done = sqlx::query!(
        "DELETE FROM auth.refresh_token WHERE (tenant_id, token_hash) IN
         (SELECT tenant_id, token_hash FROM auth.refresh_token WHERE state <> 'live' AND changed_at < $1 ORDER BY changed_at LIMIT $2)",
        before,
        limit
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected())
}
