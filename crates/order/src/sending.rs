//! Sending a receipt out once, or opening a drawer once: held for the attempt, sent outside any transaction, and then marked as sent or let go.

use aws_lc_rs::digest::{SHA256, digest};
use chrono::{DateTime, Utc};
use contracts::ids::OrderId;
use kernel::{Caller, Result, audit::AuditEvent, codes as kernel_codes};

use crate::{
    State,
    cash::z_report::Person,
    codes,
    store::receipt_sending::{self, Held, Sending, Way},
};

/// How often the receipt of one order can go out: enough for a typing error or two, and for paper that ran out.
const fn times_max(way: Way) -> i64 {
    match way {
        Way::Email => 10,
        Way::Print => 50,
        // Each is a movement of its own, of which a session has a limit.
        Way::Drawer => 1,
    }
}

/// What makes a request the same one or another. What is in it is in no table, and cannot be read out of this.
pub fn request_hash(parts: &[&str]) -> [u8; 32] {
    let mut hash = [0; 32];
    hash.copy_from_slice(digest(&SHA256, parts.join(" ").as_bytes()).as_ref());
    hash
}

/// Sends the receipt by `send`, unless this very one went out before; returns when it went.
///
/// # Errors
/// 409 `receipt_sent_often`, `request_in_progress`; 422 `id_reused`; and what `send` says, after which it may be tried again at once.
pub async fn once(
    state: &State,
    caller: &Caller,
    sending: Sending,
    send: impl Future<Output = Result<()>>,
) -> Result<DateTime<Utc>> {
    let mut tx = state.deps.db.tenant(caller).await?;
    let now = state.deps.clock.now();
    match receipt_sending::hold(&mut tx, &sending, &Person::of(caller), now).await? {
        Held::Sent(at) => return Ok(at),
        Held::InProgress => return Err(kernel_codes::REQUEST_IN_PROGRESS.error()),
        Held::OfAnother => return Err(codes::ID_REUSED.error()),
        Held::ToSend => (),
    }
    // After those that went out before were answered: the last one that may go can be asked for again, too.
    if let Some(order) = sending.order
        && receipt_sending::count(&mut tx, order, sending.way).await? > times_max(sending.way)
    {
        return Err(codes::RECEIPT_SENT_OFTEN.error());
    }
    tx.commit().await?;
    let sent = send.await;
    let at = state.deps.clock.now();
    let mut tx = state.deps.db.tenant(caller).await?;
    if sent.is_ok() {
        receipt_sending::sent(&mut tx, sending.id, at).await?;
        let action = match sending.way {
            Way::Email => "receipt.emailed",
            Way::Print => "receipt.printed",
            Way::Drawer => "drawer.opened",
        };
        let audit = AuditEvent::new(action, sending.order.map_or(sending.id.uuid(), OrderId::uuid));
        state.deps.record(&mut tx, caller, audit).await?;
    } else {
        receipt_sending::release(&mut tx, sending.id, at).await?;
    }
    tx.commit().await?;
    sent.map(|()| at)
}
