//! Which receipts went out by e-mail: when and by whom, never to which address.

use chrono::{DateTime, TimeDelta, Utc};
use contracts::ids::{OrderId, ReceiptEmailId};
use kernel::{Result, TenantTx};

use crate::cash::z_report::Person;

/// How long one attempt holds the message, so that a twin does not send it, too.
const HELD_FOR: TimeDelta = TimeDelta::seconds(30);

/// What became of a message.
pub enum Held {
    /// It is to be sent now.
    ToSend,
    /// It was sent then.
    Sent(DateTime<Utc>),
    /// Somebody is sending it.
    InProgress,
    /// The id stands for another message.
    OfAnother,
}

/// Takes the message for sending.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn hold(
    tx: &mut TenantTx<'_>,
    id: ReceiptEmailId,
    order: OrderId,
    request_hash: [u8; 32],
    by: &Person,
    now: DateTime<Utc>,
) -> Result<Held> {
    let taken = sqlx::query_scalar!(
        "INSERT INTO orders.receipt_email AS email (tenant_id, id, order_id, request_hash, user_id, user_name, at, held_until)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (tenant_id, id) DO UPDATE SET held_until = excluded.held_until
            WHERE email.request_hash = excluded.request_hash AND email.sent_at IS NULL AND email.held_until <= excluded.at
        RETURNING id",
        tx.tenant().uuid(),
        id.uuid(),
        order.uuid(),
        &request_hash[..],
        by.id.uuid(),
        by.name,
        now,
        now + HELD_FOR,
    )
    .fetch_optional(&mut **tx)
    .await?;
    if taken.is_some() {
        return Ok(Held::ToSend);
    }
    let row = sqlx::query!(
        "SELECT request_hash, sent_at FROM orders.receipt_email WHERE tenant_id = $1 AND id = $2",
        tx.tenant().uuid(),
        id.uuid(),
    )
    .fetch_one(&mut **tx)
    .await?;
    Ok(match row.sent_at {
        _ if row.request_hash != request_hash => Held::OfAnother,
        Some(at) => Held::Sent(at),
        None => Held::InProgress,
    })
}

/// How many messages about an order there are.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn count(tx: &mut TenantTx<'_>, order: OrderId) -> Result<i64> {
    Ok(sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!" FROM orders.receipt_email WHERE tenant_id = $1 AND order_id = $2"#,
        tx.tenant().uuid(),
        order.uuid(),
    )
    .fetch_one(&mut **tx)
    .await?)
}

/// Marks it as sent.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn sent(tx: &mut TenantTx<'_>, id: ReceiptEmailId, at: DateTime<Utc>) -> Result<()> {
    sqlx::query!(
        "UPDATE orders.receipt_email SET sent_at = $3 WHERE tenant_id = $1 AND id = $2",
        tx.tenant().uuid(),
        id.uuid(),
        at,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Lets go of one that was not sent: it may be tried again at once.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn release(tx: &mut TenantTx<'_>, id: ReceiptEmailId, at: DateTime<Utc>) -> Result<()> {
    sqlx::query!(
        "UPDATE orders.receipt_email SET held_until = $3 WHERE tenant_id = $1 AND id = $2",
        tx.tenant().uuid(),
        id.uuid(),
        at,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
