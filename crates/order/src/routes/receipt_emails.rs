//! The receipt by e-mail.

use axum::extract::State as AxumState;
use chrono::{DateTime, Utc};
use contracts::ids::{OrderId, ReceiptSendingId};
use kernel::{
    Caller, Result,
    http::{Body, Path, extract::Json},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::orders::{file_name, visible};
use crate::{
    State, codes,
    mail::{ReceiptMail, address},
    paper::pdf::pdf,
    receipt,
    sending::{self, request_hash},
    store::receipt_sending::{Sending, Way},
};

/// Where the receipt is to go. The address is used for this message and kept nowhere.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewReceiptEmail {
    /// Made by the asker: the same id is sent once.
    pub id: ReceiptSendingId,
    #[schema(example = "customer@example.com")]
    pub to: String,
}

/// A receipt that was sent.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReceiptEmail {
    pub id: ReceiptSendingId,
    pub order_id: OrderId,
    pub sent_at: DateTime<Utc>,
}

/// Sends the receipt as text and as PDF. Sent again with the same id it answers the same and sends nothing more.
#[utoipa::path(post, path = "/orders/{order_id}/emails", operation_id = "email_receipt", tag = "order", params(("order_id" = Uuid, Path)),
    request_body = NewReceiptEmail,
    responses((status = 200, body = ReceiptEmail), (status = 404, description = "not_found"),
        (status = 409, description = "mail_not_configured, receipt_sent_often, request_in_progress"),
        (status = 422, description = "address_refused, id_reused"), (status = 503, description = "mail_not_sent, secrets_unavailable: try again")))]
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
    let sending = Sending {
        id: new.id,
        order: Some(order_id),
        way: Way::Email,
        request_hash: request_hash(&[&order_id.to_string(), &new.id.to_string(), new.to.trim()]),
    };
    let send = async {
        let order = &document.order;
        let text = receipt::text(&document, false);
        let mail = ReceiptMail {
            to,
            subject: format!("{}: {}", order.store_name, order.receipt_label),
            pdf: pdf(&text, &order.receipt_label)?,
            text,
            file_name: file_name(&order.receipt_label),
        };
        state.mailer.send(mail).await
    };
    let sent_at = sending::once(&state, &caller, sending, send).await?;
    Ok(Json(ReceiptEmail {
        id: new.id,
        order_id,
        sent_at,
    }))
}
