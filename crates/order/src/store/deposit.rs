//! Bank deposits, and what a store's safe holds.

use chrono::{DateTime, Utc};
use contracts::{
    Currency,
    ids::{DepositId, StoreId},
};
use kernel::{
    Result, TenantTx,
    id::Id,
    sorted::{ByTime, Moment},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::currency;
use crate::cash::z_report::Person;

/// Money of a store's safe that went to the bank.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Deposit {
    pub id: DepositId,
    pub store_id: StoreId,
    pub amount_minor: i64,
    pub currency: Currency,
    /// The number of the bag or slip.
    pub reference: String,
    pub by: Person,
    pub at: DateTime<Utc>,
}

/// Writes a deposit.
///
/// # Errors
/// Violates `bank_deposit_pkey` when the id is known.
pub async fn insert(tx: &mut TenantTx<'_>, deposit: &Deposit) -> Result<()> {
    sqlx::query!(
        "INSERT INTO orders.bank_deposit (tenant_id, id, store_id, amount_minor, currency, currency_exponent, reference, user_id, user_name, at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        tx.tenant().uuid(),
        deposit.id.uuid(),
        deposit.store_id.uuid(),
        deposit.amount_minor,
        deposit.currency.code,
        i16::from(deposit.currency.exponent),
        deposit.reference,
        deposit.by.id.uuid(),
        deposit.by.name,
        deposit.at,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

struct Row {
    id: Uuid,
    amount_minor: i64,
    currency: String,
    currency_exponent: i16,
    reference: String,
    user_id: Uuid,
    user_name: String,
    at: DateTime<Utc>,
}

/// Deposits of a store after `after` in this order; one more than `limit` says that there are more.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn list(
    tx: &mut TenantTx<'_>,
    store: StoreId,
    sort: ByTime,
    after: Moment,
    limit: u32,
) -> Result<Vec<Deposit>> {
    macro_rules! page {
        ($from_here_on:tt) => {
            sqlx::query_as!(
                Row,
                "SELECT id, amount_minor, currency, currency_exponent, reference, user_id, user_name, at FROM orders.bank_deposit
                WHERE tenant_id = $1 AND store_id = $2 " + $from_here_on,
                tx.tenant().uuid(),
                store.uuid(),
                after.at,
                after.id,
                i64::from(limit) + 1,
            )
            .fetch_all(&mut **tx)
            .await?
        };
    }
    let rows = match sort {
        ByTime::Newest => page!("AND (at, id) < ($3, $4) ORDER BY at DESC, id DESC LIMIT $5"),
        ByTime::Oldest => page!("AND (at, id) > ($3, $4) ORDER BY at, id LIMIT $5"),
    };
    rows.into_iter()
        .map(|row| {
            Ok(Deposit {
                id: Id::from_uuid(row.id),
                store_id: store,
                amount_minor: row.amount_minor,
                currency: currency(row.currency, row.currency_exponent)?,
                reference: row.reference,
                by: Person::named(row.user_id, row.user_name),
                at: row.at,
            })
        })
        .collect()
}

/// What the ledger has in a store's safe, in minor units: negative when floats came from elsewhere.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn in_safe(tx: &mut TenantTx<'_>, store: StoreId) -> Result<i64> {
    Ok(sqlx::query_scalar!(
        r#"SELECT (
            coalesce((SELECT sum(e.amount_minor) FROM orders.register_session AS s
                JOIN orders.ledger_entry AS e ON e.tenant_id = s.tenant_id AND e.session_id = s.id AND e.account = 'safe'
                WHERE s.tenant_id = $1 AND s.store_id = $2), 0)
            - coalesce((SELECT sum(amount_minor) FROM orders.bank_deposit WHERE tenant_id = $1 AND store_id = $2), 0))::bigint AS "in_safe!""#,
        tx.tenant().uuid(),
        store.uuid(),
    )
    .fetch_one(&mut **tx)
    .await?)
}
