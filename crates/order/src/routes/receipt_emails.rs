//! The receipt by e-mail.

use aws_lc_rs::digest::{SHA256, digest};
use axum::extract::State as AxumState;
use chrono::{DateTime, Utc};
use contracts::ids::{OrderId, ReceiptEmailId};
use kernel::{
    Caller, Result,
    audit::AuditEvent,
    codes as kernel_codes,
    http::{Body, Path, extract::Json},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::orders::{file_name, visible};
use crate::{
    State,
    cash::z_report::Person,
    codes,
    mail::{ReceiptMail, address},
    paper::pdf::pdf,
    receipt,
    store::receipt_email::{self, Held},
};

/// Messages about one order: enough for a typing error or two.
const EMAILS_MAX: i64 = 10;

/// Where the receipt is to go. The address is used for this message and kept nowhere.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewReceiptEmail {
    /// Made by the asker: the same id is sent once.
    pub id: ReceiptEmailId,
    #[schema(example = "customer@example.com")]
    pub to: String,
}

impl NewReceiptEmail {
    /// What makes it the same message or another one. The address is in no table, and cannot be read out of this.
    fn hash(&self, order: OrderId) -> [u8; 32] {
        let text = format!("{order} {} {}", self.id, self.to.trim());
        let mut hash = [0; 32];
        hash.copy_from_slice(digest(&SHA256, text.as_bytes()).as_ref());
        hash
    }
}

/// A receipt that was sent.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReceiptEmail {
    pub id: ReceiptEmailId,
    pub order_id: OrderId,
    pub sent_at: DateTime<Utc>,
}

/// Sends the receipt as text and as PDF. Sent again with the same id it answers the same and sends nothing more.
#[utoipa::path(post, path = "/orders/{order_id}/emails", operation_id = "email_receipt", tag = "order", params(("order_id" = Uuid, Path)),
    request_body = NewReceiptEmail,
    responses((status = 200, body = ReceiptEmail), (status = 404, description = "not_found"),
        (status = 409, description = "mail_not_configured, too_many_emails, request_in_progress"),
        (status = 422, description = "address_refused, id_reused"), (status = 503, description = "mail_not_sent: try again")))]
pub async fn email_receipt(
    AxumState(state): AxumState<State>,
    caller: Caller,
    Path(order_id): Path<OrderId>,
    Body(new): Body<NewReceiptEmail>,
) -> Result<Json<ReceiptEmail>> {
    if !state.mailer.is_configured() {
        return Err(codes::MAIL_NOT_CONFIGURED.error());
    }
    let to = address(&new.to)?;
    let document = visible(&state, &caller, order_id).await?;
    let mut tx = state.deps.db.tenant(&caller).await?;
    if receipt_email::count(&mut tx, order_id).await? >= EMAILS_MAX {
        return Err(codes::TOO_MANY_EMAILS.error());
    }
    let now = state.deps.clock.now();
    let held = receipt_email::hold(&mut tx, new.id, order_id, new.hash(order_id), &Person::of(&caller), now).await?;
    tx.commit().await?;
    let answer = |sent_at| {
        Json(ReceiptEmail {
            id: new.id,
            order_id,
            sent_at,
        })
    };
    match held {
        Held::Sent(at) => return Ok(answer(at)),
        Held::InProgress => return Err(kernel_codes::REQUEST_IN_PROGRESS.error()),
        Held::OfAnother => return Err(codes::ID_REUSED.error()),
        Held::ToSend => (),
    }
    let order = &document.order;
    let text = receipt::text(&document, false);
    let mail = ReceiptMail {
        to,
        subject: format!("{}: {}", order.store_name, order.receipt_label),
        pdf: pdf(&text, &order.receipt_label)?,
        text,
        file_name: file_name(&order.receipt_label),
    };
    let sending = state.mailer.send(mail).await;
    let sent_at = state.deps.clock.now();
    let mut tx = state.deps.db.tenant(&caller).await?;
    match sending {
        Ok(()) => {
            receipt_email::sent(&mut tx, new.id, sent_at).await?;
            let audit = AuditEvent::new("receipt.emailed", order_id.uuid());
            state.deps.record(&mut tx, &caller, audit).await?;
            tx.commit().await?;
            Ok(answer(sent_at))
        }
        Err(error) => {
            receipt_email::release(&mut tx, new.id, sent_at).await?;
            tx.commit().await?;
            Err(error)
        }
    }
}
