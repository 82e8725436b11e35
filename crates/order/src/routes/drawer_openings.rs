//! Opening a drawer without a sale by the printer that it hangs on.

use axum::extract::State as AxumState;
use chrono::{DateTime, Utc};
use contracts::ids::{CashMovementId, ReceiptSendingId, SessionId};
use kernel::{
    Caller, Result, codes as kernel_codes,
    http::{Body, Path, extract::Json},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::sessions::mine;
use crate::{
    State, codes,
    paper::escpos::DRAWER,
    sending::{self, request_hash},
    store::{
        cash,
        receipt_sending::{Sending, Way},
        session::{Hold, SessionStatus},
    },
};

/// Which opening.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewDrawerOpening {
    /// Of the movement `no_sale` that says who opens it and why: the same opens it once.
    pub id: CashMovementId,
}

/// A drawer that the printer was told to open.
#[derive(Debug, Serialize, ToSchema)]
pub struct DrawerOpening {
    pub id: CashMovementId,
    pub opened_at: DateTime<Utc>,
}

/// Opens the drawer by the register's printer, after a `no_sale` was put on the record. Sent again with the same id it answers the same and opens
/// nothing more.
#[utoipa::path(post, path = "/sessions/{session_id}/openings", operation_id = "open_drawer", tag = "order", params(("session_id" = Uuid, Path)),
    request_body = NewDrawerOpening,
    responses((status = 200, body = DrawerOpening), (status = 403, description = "forbidden: somebody else's drawer"),
        (status = 404, description = "not_found: no such session, or no such no_sale in it"),
        (status = 409, description = "printer_not_configured, session_not_open, request_in_progress"),
        (status = 422, description = "id_reused"), (status = 503, description = "printer_not_reached: try again")))]
pub async fn open_drawer(
    AxumState(state): AxumState<State>,
    caller: Caller,
    Path(session_id): Path<SessionId>,
    Body(new): Body<NewDrawerOpening>,
) -> Result<Json<DrawerOpening>> {
    let mut tx = state.deps.db.tenant(&caller).await?;
    let session = mine(&mut tx, &caller, session_id, Hold::No).await?;
    if !cash::has_no_sale(&mut tx, session_id, new.id).await? {
        return Err(kernel_codes::NOT_FOUND.error());
    }
    tx.commit().await?;
    if session.status != SessionStatus::Open {
        return Err(codes::SESSION_NOT_OPEN.error());
    }
    let printer = state.printers.of(&session.facts.series)?;
    let sending = Sending {
        id: ReceiptSendingId::from_uuid(new.id.uuid()),
        order: None,
        way: Way::Drawer,
        request_hash: request_hash(&["drawer", &session_id.to_string()]),
    };
    let opened_at = sending::once(&state, &caller, sending, printer.print(DRAWER)).await?;
    Ok(Json(DrawerOpening { id: new.id, opened_at }))
}
