//! Ledger lines beside those of sales.

use contracts::ids::{DepositId, SessionId};
use kernel::{Result, TenantTx};
use uuid::Uuid;

use crate::ledger::Account;

/// What ledger lines beside those of sales come from.
#[derive(Clone, Copy, Debug)]
pub enum Source {
    Session(SessionId),
    Deposit(DepositId),
}

/// Posts ledger lines as one transaction.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn post(
    tx: &mut TenantTx<'_>,
    transaction_id: Uuid,
    source: Source,
    currency: &str,
    entries: &[(Account, i64)],
) -> Result<()> {
    let accounts: Vec<String> = entries.iter().map(|(account, _)| account.name().to_owned()).collect();
    let amounts: Vec<i64> = entries.iter().map(|(_, amount)| *amount).collect();
    let (session, deposit) = match source {
        Source::Session(id) => (Some(id.uuid()), None),
        Source::Deposit(id) => (None, Some(id.uuid())),
    };
    sqlx::query!(
        "INSERT INTO orders.ledger_entry (tenant_id, transaction_id, entry_number, session_id, deposit_id, account, currency, amount_minor)
        SELECT $1, $2, entry.number::smallint, $3, $4, entry.account, $5, entry.amount
        FROM unnest($6::text[], $7::bigint[]) WITH ORDINALITY AS entry (account, amount, number)",
        tx.tenant().uuid(),
        transaction_id,
        session,
        deposit,
        currency,
        &accounts,
        &amounts,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
