//! Goods that come in, and records that are corrected.

use axum::{extract::State as Extract, response::Response};
use chrono::{DateTime, Utc};
use contracts::{
    auth::StockPolicy,
    ids::{LocationId, ProductId},
};
use http::StatusCode;
use kernel::{
    Caller, Capability, Result, codes as kernel_codes,
    idempotency::{Claim, Idempotent, mark_replayed},
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    State,
    document::{AdjustmentReason, DocumentKind, Entry, Note, StockDocumentId, corrected, read_lines, received},
    entering::enter,
    faults::Faults,
};

/// Goods that came in.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewReceipt {
    /// Made by the sender: the same receipt is booked once, however often it is sent.
    #[schema(value_type = Uuid)]
    id: StockDocumentId,
    #[schema(value_type = Uuid)]
    location_id: LocationId,
    /// A delivery note's number, or where it came from; at most 200 characters.
    reference: Option<String>,
    /// 1 to 500 lines.
    lines: Vec<ReceiptLine>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReceiptLine {
    /// The line's own id: the cause of its move.
    id: Uuid,
    #[schema(value_type = Uuid)]
    product_id: ProductId,
    /// 1..=10^9 thousandths.
    quantity_milli: i64,
}

/// A record that is corrected.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewAdjustment {
    /// Made by the sender: the same correction is booked once, however often it is sent.
    #[schema(value_type = Uuid)]
    id: StockDocumentId,
    #[schema(value_type = Uuid)]
    location_id: LocationId,
    reason: AdjustmentReason,
    /// At most 200 characters.
    note: Option<String>,
    /// 1 to 500 lines.
    lines: Vec<AdjustmentLine>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AdjustmentLine {
    /// The line's own id: the cause of its move.
    id: Uuid,
    #[schema(value_type = Uuid)]
    product_id: ProductId,
    /// By how much the record changes: -10^9..=10^9 thousandths, not 0.
    quantity_milli: i64,
}

/// What was booked.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StockDocumentEntered {
    pub id: Uuid,
    /// `receipt`, `adjustment`, `damage`, `restore` or `write_off`.
    pub kind: String,
    pub location_id: Uuid,
    pub line_count: i64,
    pub user_id: Uuid,
    pub at: DateTime<Utc>,
}

/// Books goods that came in.
#[utoipa::path(
    post,
    path = "/stock/receipts",
    operation_id = "create_receipt",
    tag = "inventory",
    params(("Idempotency-Key" = String, Header, description = "The same key gives the same answer.")),
    request_body = NewReceipt,
    responses(
        (status = 201, description = "Booked.", body = StockDocumentEntered),
        (status = 400, description = "`invalid_body`, `idempotency_key_missing`"),
        (status = 403, description = "`forbidden`"),
        (status = 404, description = "`not_found`: no such location"),
        (status = 409, description = "`request_in_progress`"),
        (status = 422, description = "`no_such_product`, `stock_document_reused`, `stock_line_reused`, `stock_limit_reached`, `idempotency_key_reused`"),
    )
)]
pub(crate) async fn create_receipt(
    Extract(state): Extract<State>,
    caller: Caller,
    request: Idempotent<NewReceipt>,
) -> Result<Response> {
    let body = &request.body;
    let mut faults = Faults::default();
    let note = Note::read(body.reference.as_deref(), "/reference", &mut faults);
    let lines = read_lines(
        &body.lines,
        &mut faults,
        |l| (l.id, l.product_id),
        |l, n, faults| received(l.quantity_milli, n, faults),
    );
    faults.finish()?;
    let entry = Entry::of_shelves(body.id, DocumentKind::Receipt, body.location_id, note, &lines);
    let store = state
        .places
        .allowed_at(&caller, Capability::StockReceive, entry.location)
        .await?;
    state
        .goods
        .require_in_lines(&caller, lines.iter().map(|line| line.product))
        .await?;
    book_document(&state, &caller, &request, &entry, store.stock_policy).await
}

/// Books a correction.
#[utoipa::path(
    post,
    path = "/stock/adjustments",
    operation_id = "create_adjustment",
    tag = "inventory",
    params(("Idempotency-Key" = String, Header, description = "The same key gives the same answer.")),
    request_body = NewAdjustment,
    responses(
        (status = 201, description = "Booked.", body = StockDocumentEntered),
        (status = 400, description = "`invalid_body`, `idempotency_key_missing`"),
        (status = 403, description = "`forbidden`"),
        (status = 404, description = "`not_found`: no such location"),
        (status = 409, description = "`request_in_progress`"),
        (status = 422, description = "`no_such_product`; `would_go_negative` with `shortages`, in a strict store; `stock_document_reused`, `stock_line_reused`, `stock_limit_reached`, `idempotency_key_reused`"),
    )
)]
pub(crate) async fn create_adjustment(
    Extract(state): Extract<State>,
    caller: Caller,
    request: Idempotent<NewAdjustment>,
) -> Result<Response> {
    let body = &request.body;
    let mut faults = Faults::default();
    let note = Note::read(body.note.as_deref(), "/note", &mut faults);
    let lines = read_lines(
        &body.lines,
        &mut faults,
        |l| (l.id, l.product_id),
        |l, n, faults| corrected(l.quantity_milli, n, faults),
    );
    faults.finish()?;
    let entry = Entry::of_shelves(
        body.id,
        DocumentKind::Adjustment(body.reason),
        body.location_id,
        note,
        &lines,
    );
    let store = state
        .places
        .allowed_at(&caller, Capability::StockAdjust, entry.location)
        .await?;
    state
        .goods
        .require_in_lines(&caller, lines.iter().map(|line| line.product))
        .await?;
    book_document(&state, &caller, &request, &entry, store.stock_policy).await
}

/// Enters a document once, and answers with what was entered.
///
/// # Errors
/// Those of [`enter`]; 409 `request_in_progress`, 422 `idempotency_key_reused`.
pub(crate) async fn book_document<T: DeserializeOwned>(
    state: &State,
    caller: &Caller,
    request: &Idempotent<T>,
    entry: &Entry,
    policy: StockPolicy,
) -> Result<Response> {
    let mut tx = state.deps.db.tenant(caller).await?;
    if let Claim::Replay(answer) = request.claim(&mut tx, &state.deps.clock).await? {
        return Ok(answer);
    }
    let entered = enter(&state.deps, &mut tx, caller, entry, policy).await?;
    let answer = StockDocumentEntered {
        id: entry.id.uuid(),
        kind: entry.kind.moves().name().to_owned(),
        location_id: entry.location.uuid(),
        line_count: i64::try_from(entry.line_count).map_err(|_| kernel_codes::INVALID_BODY.error())?,
        user_id: entered.user_id,
        at: entered.at,
    };
    let mut response = request.keep(&mut tx, StatusCode::CREATED, &answer).await?;
    tx.commit().await?;
    state.deps.wake.written();
    if entered.known {
        mark_replayed(&mut response);
    }
    Ok(response)
}
