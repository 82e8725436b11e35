//! Cancelling a completed sale: its state, its reversing ledger lines, and who did it and why.

use chrono::{DateTime, Utc};
use contracts::ids::{OrderId, SessionId};
use kernel::{Caller, Result, TenantTx};
use uuid::Uuid;

/// Turns the order from completed to voided and raises its version. `false` when it was not completed (any more).
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn mark(tx: &mut TenantTx<'_>, id: OrderId) -> Result<bool> {
    let done = sqlx::query!(
        "UPDATE orders.orders SET status = 'voided', version = version + 1 WHERE tenant_id = $1 AND id = $2 AND status = 'completed'",
        tx.tenant().uuid(),
        id.uuid(),
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Posts the ledger lines of the sale with the other sign, as a transaction of their own.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn reverse_ledger(tx: &mut TenantTx<'_>, id: OrderId, transaction_id: Uuid) -> Result<()> {
    sqlx::query!(
        "INSERT INTO orders.ledger_entry (tenant_id, transaction_id, entry_number, order_id, account, currency, amount_minor)
         SELECT tenant_id, $3, entry_number, order_id, account, currency, -amount_minor
         FROM orders.ledger_entry WHERE tenant_id = $1 AND transaction_id = $2",
        tx.tenant().uuid(),
        id.uuid(),
        transaction_id,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Keeps who cancelled it, and why.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn insert(
    tx: &mut TenantTx<'_>,
    id: OrderId,
    transaction_id: Uuid,
    session: Option<SessionId>,
    caller: &Caller,
    reason: &str,
    at: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "INSERT INTO orders.order_void (tenant_id, order_id, transaction_id, session_id, user_id, user_name, reason, at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        tx.tenant().uuid(),
        id.uuid(),
        transaction_id,
        session.map(kernel::id::Id::uuid),
        caller.user.uuid(),
        caller.name.as_ref(),
        reason,
        at,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
