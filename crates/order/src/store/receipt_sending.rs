//! Which receipts went out, by e-mail or to a printer, and what opened drawers there without one: when and by whom, never to which address.

use chrono::{DateTime, TimeDelta, Utc};
use contracts::ids::{OrderId, ReceiptSendingId};
use kernel::{Result, TenantTx};

use crate::cash::z_report::Person;

/// How long one attempt holds the receipt, so that a twin does not send it, too.
const HELD_FOR: TimeDelta = TimeDelta::seconds(30);

/// By which way something goes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Email,
    Print,
    /// No receipt: the printer opens the drawer.
    Drawer,
}

impl Way {
    /// As it is stored.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Print => "print",
            Self::Drawer => "drawer",
        }
    }
}

/// A receipt that is to go out.
#[derive(Clone, Copy, Debug)]
pub struct Sending {
    /// Made by the asker: the same id goes out once.
    pub id: ReceiptSendingId,
    /// Whose receipt; none where only the drawer opens.
    pub order: Option<OrderId>,
    pub way: Way,
    /// Of what was asked for.
    pub request_hash: [u8; 32],
}

/// What became of a receipt.
pub enum Held {
    /// It is to be sent now.
    ToSend,
    /// It was sent then.
    Sent(DateTime<Utc>),
    /// Somebody is sending it.
    InProgress,
    /// The id stands for another one.
    OfAnother,
}

/// Takes the receipt for sending.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn hold(tx: &mut TenantTx<'_>, sending: &Sending, by: &Person, now: DateTime<Utc>) -> Result<Held> {
    let taken = sqlx::query_scalar!(
        "INSERT INTO orders.receipt_sending AS sending (tenant_id, id, order_id, way, request_hash, user_id, user_name, at, held_until)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT (tenant_id, id) DO UPDATE SET held_until = excluded.held_until
            WHERE sending.request_hash = excluded.request_hash AND sending.sent_at IS NULL AND sending.held_until <= excluded.at
        RETURNING id",
        tx.tenant().uuid(),
        sending.id.uuid(),
        sending.order.map(OrderId::uuid),
        sending.way.name(),
        &sending.request_hash[..],
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
        "SELECT request_hash, sent_at FROM orders.receipt_sending WHERE tenant_id = $1 AND id = $2",
        tx.tenant().uuid(),
        sending.id.uuid(),
    )
    .fetch_one(&mut **tx)
    .await?;
    Ok(match row.sent_at {
        _ if row.request_hash != sending.request_hash => Held::OfAnother,
        Some(at) => Held::Sent(at),
        None => Held::InProgress,
    })
}

/// How often the order's receipt went this way, or was tried to.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn count(tx: &mut TenantTx<'_>, order: OrderId, way: Way) -> Result<i64> {
    Ok(sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!" FROM orders.receipt_sending WHERE tenant_id = $1 AND order_id = $2 AND way = $3"#,
        tx.tenant().uuid(),
        order.uuid(),
        way.name(),
    )
    .fetch_one(&mut **tx)
    .await?)
}

/// Marks it as sent.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn sent(tx: &mut TenantTx<'_>, id: ReceiptSendingId, at: DateTime<Utc>) -> Result<()> {
    sqlx::query!(
        "UPDATE orders.receipt_sending SET sent_at = $3 WHERE tenant_id = $1 AND id = $2",
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
pub async fn release(tx: &mut TenantTx<'_>, id: ReceiptSendingId, at: DateTime<Utc>) -> Result<()> {
    sqlx::query!(
        "UPDATE orders.receipt_sending SET held_until = $3 WHERE tenant_id = $1 AND id = $2",
        tx.tenant().uuid(),
        id.uuid(),
        at,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
