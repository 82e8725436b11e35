//! The receipt on a register's printer.

use axum::extract::State as AxumState;
use chrono::{DateTime, Utc};
use contracts::ids::{OrderId, ReceiptSendingId, RegisterId};
use kernel::{
    Caller, Capability, Result,
    http::{Body, Path, extract::Json},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::orders::visible;
use crate::{
    State,
    document::TenderKind,
    paper::escpos::{escpos, with_drawer},
    receipt,
    sending::{self, request_hash},
    store::receipt_sending::{Sending, Way},
};

/// Which printer, and what for.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewReceiptPrint {
    /// Made by the asker: the same id is printed once.
    pub id: ReceiptSendingId,
    pub register_id: RegisterId,
    /// Whether it is the one that the customer gets at the sale, with which the drawer opens if cash was paid; anything else says that it is a
    /// copy.
    #[serde(default)]
    pub original: bool,
}

/// A receipt that the printer took.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReceiptPrint {
    pub id: ReceiptSendingId,
    pub order_id: OrderId,
    pub printed_at: DateTime<Utc>,
}

/// Prints the receipt on the register's printer. Sent again with the same id it answers the same and prints nothing more.
#[utoipa::path(post, path = "/orders/{order_id}/prints", operation_id = "print_receipt", tag = "order", params(("order_id" = Uuid, Path)),
    request_body = NewReceiptPrint,
    responses((status = 200, body = ReceiptPrint), (status = 404, description = "not_found"),
        (status = 409, description = "printer_not_configured, receipt_sent_often, request_in_progress"),
        (status = 422, description = "id_reused"), (status = 503, description = "printer_not_reached: try again")))]
pub async fn print_receipt(
    AxumState(state): AxumState<State>,
    caller: Caller,
    Path(order_id): Path<OrderId>,
    Body(new): Body<NewReceiptPrint>,
) -> Result<Json<ReceiptPrint>> {
    let (_, register, store) = state.directories.register(&caller, new.register_id).await?;
    caller.require_in(Capability::OrderCreate, store.id.uuid())?;
    let printer = state.printers.of(&register.series)?;
    let document = visible(&state, &caller, order_id).await?;
    let sending = Sending {
        id: new.id,
        order: Some(order_id),
        way: Way::Print,
        request_hash: request_hash(&[
            &order_id.to_string(),
            &new.register_id.to_string(),
            if new.original { "original" } else { "copy" },
        ]),
    };
    let mut sheet = escpos(&receipt::text(&document, new.original));
    let mut tenders = document.order.tenders.iter();
    if new.original && tenders.any(|tender| tender.kind == TenderKind::Cash) {
        sheet = with_drawer(sheet);
    }
    let printed_at = sending::once(&state, &caller, sending, printer.print(&sheet)).await?;
    Ok(Json(ReceiptPrint {
        id: new.id,
        order_id,
        printed_at,
    }))
}
