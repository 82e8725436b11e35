//! Goods that go from one location to another.

use axum::{extract::State as Extract, response::Response};
use chrono::{DateTime, Utc};
use contracts::{
    ids::{LocationId, ProductId},
    inventory::TransferOutcome,
    product::ProductLabel,
};
use http::StatusCode;
use kernel::{
    Caller, Capability, Result, codes as kernel_codes,
    db::TenantTx,
    http::{Path, Query, extract::Json},
    idempotency::{Claim, Idempotent, mark_replayed},
    page::{self, Page},
    sorted::{ByTime, Place},
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    State, codes,
    document::{Note, StockDocumentId, read_distinct_lines, received},
    entering::Entered,
    faults::Faults,
    store::{self, transfer::TransferRow},
    transfer::{Progress, Route, TransferId},
    transferring::{self, Asked},
};

/// Goods that leave for another location.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewTransfer {
    /// Made by the sender: the same transfer is shipped once, however often it is sent.
    #[schema(value_type = Uuid)]
    id: StockDocumentId,
    #[schema(value_type = Uuid)]
    from_location_id: LocationId,
    #[schema(value_type = Uuid)]
    to_location_id: LocationId,
    /// At most 200 characters.
    note: Option<String>,
    /// 1 to 500 lines, one for each product.
    lines: Vec<TransferredLine>,
}

/// Goods of a transfer that arrived.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewArrival {
    /// Made by the sender: the same arrival is booked once, however often it is sent.
    #[schema(value_type = Uuid)]
    id: StockDocumentId,
    /// At most 200 characters.
    note: Option<String>,
    /// 1 to 500 lines, one for each product.
    lines: Vec<TransferredLine>,
}

/// What became of goods of a transfer that did not arrive.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewResolution {
    /// Made by the sender: the same resolution is booked once, however often it is sent.
    #[schema(value_type = Uuid)]
    id: StockDocumentId,
    outcome: TransferOutcome,
    /// Why, in 1 to 200 characters.
    note: String,
    /// 1 to 500 lines, one for each product.
    lines: Vec<TransferredLine>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TransferredLine {
    /// The line's own id: the cause of its moves.
    id: Uuid,
    #[schema(value_type = Uuid)]
    product_id: ProductId,
    /// 1..=10^9 thousandths.
    quantity_milli: i64,
}

/// A transfer.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StockTransfer {
    pub id: Uuid,
    pub from_location_id: Uuid,
    pub to_location_id: Uuid,
    /// `under_way` as long as something is, then `done`.
    pub state: String,
    pub note: Option<String>,
    pub line_count: i32,
    /// Who shipped it.
    pub user_id: Uuid,
    pub at: DateTime<Utc>,
    /// When something of it arrived or was resolved last.
    pub changed_at: DateTime<Utc>,
}

impl From<TransferRow> for StockTransfer {
    fn from(row: TransferRow) -> Self {
        Self {
            id: row.id,
            from_location_id: row.from_location_id,
            to_location_id: row.to_location_id,
            state: row.state,
            note: row.note,
            line_count: row.line_count,
            user_id: row.user_id,
            at: row.at,
            changed_at: row.changed_at,
        }
    }
}

/// A transfer with its lines.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StockTransferDetail {
    #[serde(flatten)]
    pub transfer: StockTransfer,
    pub lines: Vec<StockTransferLine>,
}

/// A line of a transfer, in thousandths: what is in transit is what was shipped less what was received and resolved.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StockTransferLine {
    pub product_id: Uuid,
    /// What the product is called; null when the catalogue no longer says.
    pub product: Option<ProductLabel>,
    pub shipped_milli: i64,
    pub received_milli: i64,
    pub resolved_milli: i64,
    pub in_transit_milli: i64,
}

impl StockTransferLine {
    fn new(line: Progress, product: Option<ProductLabel>) -> Self {
        Self {
            product_id: line.product.uuid(),
            product,
            shipped_milli: line.shipped_milli,
            received_milli: line.received_milli,
            resolved_milli: line.resolved_milli,
            in_transit_milli: line.in_transit_milli(),
        }
    }
}

fn asked(id: StockDocumentId, note: Option<&str>, lines: &[TransferredLine], faults: &mut Faults) -> Asked {
    Asked {
        id,
        note: Note::read(note, "/note", faults),
        lines: read_distinct_lines(
            lines,
            faults,
            |l| (l.id, l.product_id),
            |l, n, faults| received(l.quantity_milli, n, faults),
        ),
    }
}

/// Ships goods to another location: they leave the shelves and are in transit until they arrive.
#[utoipa::path(
    post,
    path = "/stock/transfers",
    operation_id = "create_transfer",
    tag = "inventory",
    params(("Idempotency-Key" = String, Header, description = "The same key gives the same answer.")),
    request_body = NewTransfer,
    responses(
        (status = 201, description = "Shipped.", body = StockTransfer),
        (status = 400, description = "`invalid_body`, `idempotency_key_missing`"),
        (status = 403, description = "`forbidden`: the sender's location is of another store"),
        (status = 404, description = "`not_found`: no such location"),
        (status = 409, description = "`request_in_progress`"),
        (status = 422, description = "`same_location`; `no_such_product`; `would_go_negative` with `shortages`, in a strict store; `stock_document_reused`, `stock_line_reused`, `stock_limit_reached`, `idempotency_key_reused`"),
    )
)]
pub(crate) async fn create_transfer(
    Extract(state): Extract<State>,
    caller: Caller,
    request: Idempotent<NewTransfer>,
) -> Result<Response> {
    let body = &request.body;
    let mut faults = Faults::default();
    let asked = asked(body.id, body.note.as_deref(), &body.lines, &mut faults);
    faults.finish()?;
    let route = Route {
        from: body.from_location_id,
        to: body.to_location_id,
    };
    if route.from == route.to {
        return Err(codes::SAME_LOCATION.error());
    }
    let places = &state.places;
    let sender = places
        .allowed_at(&caller, Capability::StockTransfer, route.from)
        .await?;
    places.store_at(&caller, route.to).await?;
    state
        .goods
        .require_in_lines(&caller, body.lines.iter().map(|line| line.product_id))
        .await?;
    let transfer = TransferId::from_uuid(asked.id.uuid());
    let mut tx = state.deps.db.tenant(&caller).await?;
    if let Claim::Replay(answer) = request.claim(&mut tx, &state.deps.clock).await? {
        return Ok(answer);
    }
    let entered = transferring::ship(&state.deps, &mut tx, &caller, route, asked, sender.stock_policy).await?;
    finish(&state, tx, &request, transfer, &entered).await
}

/// Books goods of a transfer that arrived: all of what is in transit or a part of it, as often as some come.
#[utoipa::path(
    post,
    path = "/stock/transfers/{transfer_id}/arrivals",
    operation_id = "receive_transfer",
    tag = "inventory",
    params(
        ("transfer_id" = Uuid, Path, description = "The transfer"),
        ("Idempotency-Key" = String, Header, description = "The same key gives the same answer."),
    ),
    request_body = NewArrival,
    responses(
        (status = 201, description = "Booked.", body = StockTransfer),
        (status = 400, description = "`invalid_body`, `idempotency_key_missing`"),
        (status = 403, description = "`forbidden`: the receiver's location is of another store"),
        (status = 404, description = "`not_found`"),
        (status = 409, description = "`request_in_progress`"),
        (status = 422, description = "`more_than_under_way` with `shortages`; `stock_document_reused`, `stock_line_reused`, `stock_limit_reached`, `idempotency_key_reused`"),
    )
)]
pub(crate) async fn receive_transfer(
    Extract(state): Extract<State>,
    caller: Caller,
    Path(transfer): Path<TransferId>,
    request: Idempotent<NewArrival>,
) -> Result<Response> {
    let body = &request.body;
    let mut faults = Faults::default();
    let asked = asked(body.id, body.note.as_deref(), &body.lines, &mut faults);
    faults.finish()?;
    let route = route_of(&state, &caller, transfer).await?;
    state
        .places
        .allowed_at(&caller, Capability::StockReceive, route.to)
        .await?;
    proceed(&state, &caller, &request, transfer, None, asked).await
}

/// Says what became of goods that did not arrive: they were lost, turned up, went back, or came damaged.
#[utoipa::path(
    post,
    path = "/stock/transfers/{transfer_id}/resolutions",
    operation_id = "resolve_transfer",
    tag = "inventory",
    params(
        ("transfer_id" = Uuid, Path, description = "The transfer"),
        ("Idempotency-Key" = String, Header, description = "The same key gives the same answer."),
    ),
    request_body = NewResolution,
    responses(
        (status = 201, description = "Booked.", body = StockTransfer),
        (status = 400, description = "`invalid_body`, `idempotency_key_missing`"),
        (status = 403, description = "`forbidden`: the receiver's location is of another store, or the sender's, for what goes back to it"),
        (status = 404, description = "`not_found`"),
        (status = 409, description = "`request_in_progress`"),
        (status = 422, description = "`more_than_under_way` with `shortages`; `stock_document_reused`, `stock_line_reused`, `stock_limit_reached`, `idempotency_key_reused`"),
    )
)]
pub(crate) async fn resolve_transfer(
    Extract(state): Extract<State>,
    caller: Caller,
    Path(transfer): Path<TransferId>,
    request: Idempotent<NewResolution>,
) -> Result<Response> {
    let body = &request.body;
    let mut faults = Faults::default();
    let asked = asked(body.id, Some(&body.note), &body.lines, &mut faults);
    if body.note.trim().is_empty() {
        faults.add("/note", "required", "say why, in 1 to 200 characters");
    }
    faults.finish()?;
    let route = route_of(&state, &caller, transfer).await?;
    let places = &state.places;
    places.allowed_at(&caller, Capability::StockAdjust, route.to).await?;
    if body.outcome == TransferOutcome::Returned {
        places.allowed_at(&caller, Capability::StockAdjust, route.from).await?;
    }
    proceed(&state, &caller, &request, transfer, Some(body.outcome), asked).await
}

/// Whose transfer it is, before anything is locked: a transfer never changes its locations.
async fn route_of(state: &State, caller: &Caller, transfer: TransferId) -> Result<Route> {
    let mut tx = state.deps.db.tenant(caller).await?;
    let row = store::transfer::find(&mut tx, transfer).await?;
    tx.rollback().await?;
    let row = row.ok_or_else(|| kernel_codes::NOT_FOUND.error())?;
    Ok(Route {
        from: LocationId::from_uuid(row.from_location_id),
        to: LocationId::from_uuid(row.to_location_id),
    })
}

async fn proceed<T: DeserializeOwned>(
    state: &State,
    caller: &Caller,
    request: &Idempotent<T>,
    transfer: TransferId,
    outcome: Option<TransferOutcome>,
    asked: Asked,
) -> Result<Response> {
    let mut tx = state.deps.db.tenant(caller).await?;
    if let Claim::Replay(answer) = request.claim(&mut tx, &state.deps.clock).await? {
        return Ok(answer);
    }
    let under_way = transferring::lock(&mut tx, transfer).await?;
    let entered = transferring::proceed(&state.deps, &mut tx, caller, &under_way, outcome, asked).await?;
    finish(state, tx, request, transfer, &entered).await
}

/// Answers with the transfer as it is now, and commits.
async fn finish<T: DeserializeOwned>(
    state: &State,
    mut tx: TenantTx<'_>,
    request: &Idempotent<T>,
    transfer: TransferId,
    entered: &Entered,
) -> Result<Response> {
    let row = store::transfer::find(&mut tx, transfer).await?;
    let answer: StockTransfer = row.ok_or_else(|| kernel_codes::NOT_FOUND.error())?.into();
    let mut response = request.keep(&mut tx, StatusCode::CREATED, &answer).await?;
    tx.commit().await?;
    state.deps.wake.written();
    if entered.known {
        mark_replayed(&mut response);
    }
    Ok(response)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum TransferState {
    UnderWay,
    Done,
}

impl TransferState {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::UnderWay => "under_way",
            Self::Done => "done",
        }
    }
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct TransfersQuery {
    /// Only those in this state; all when absent.
    #[param(inline)]
    state: Option<TransferState>,
    /// Only those from or to this location.
    #[param(value_type = Option<Uuid>)]
    location_id: Option<LocationId>,
    /// `-at` (the newest first) when absent.
    #[param(inline)]
    sort: Option<ByTime>,
    /// 1 to 200, 50 when absent.
    limit: Option<u32>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// Transfers from or to the caller's stores, newest first when no other order is asked for.
#[utoipa::path(
    get,
    path = "/stock/transfers",
    operation_id = "list_transfers",
    tag = "inventory",
    params(TransfersQuery),
    responses(
        (status = 200, description = "A page of transfers.", body = Page<StockTransfer>),
        (status = 400, description = "`invalid_query`, `invalid_cursor`"),
        (status = 403, description = "`forbidden`: the location is of another store"),
        (status = 404, description = "`not_found`: no such location"),
    )
)]
pub(crate) async fn list_transfers(
    Extract(state): Extract<State>,
    caller: Caller,
    Query(query): Query<TransfersQuery>,
) -> Result<Json<Page<StockTransfer>>> {
    let limit = page::limit(query.limit)?;
    let sort = query.sort.unwrap_or_default();
    let after = sort.after(query.cursor.as_deref())?;
    let locations = state
        .places
        .allowed(&caller, Capability::StockRead, query.location_id)
        .await?;
    let wanted = query.state.map(TransferState::name);
    let mut tx = state.deps.db.tenant(&caller).await?;
    let rows = store::transfer::list(&mut tx, &locations, wanted, sort, after, i64::from(limit) + 1).await?;
    tx.rollback().await?;
    let page = Page::of(rows, limit, |row| Place::of(sort, row.place()))?;
    Ok(Json(page.map(StockTransfer::from)))
}

/// One transfer with its lines.
#[utoipa::path(
    get,
    path = "/stock/transfers/{transfer_id}",
    operation_id = "get_transfer",
    tag = "inventory",
    params(("transfer_id" = Uuid, Path, description = "The transfer")),
    responses(
        (status = 200, description = "The transfer as it is now.", body = StockTransferDetail),
        (status = 404, description = "`not_found`: no such transfer from or to the caller's stores"),
    )
)]
pub(crate) async fn get_transfer(
    Extract(state): Extract<State>,
    caller: Caller,
    Path(id): Path<TransferId>,
) -> Result<Json<StockTransferDetail>> {
    let locations = state.places.allowed(&caller, Capability::StockRead, None).await?;
    let mut tx = state.deps.db.tenant(&caller).await?;
    let row = store::transfer::find(&mut tx, id).await?;
    let lines = store::transfer::progress(&mut tx, id).await?;
    tx.rollback().await?;
    let row = row
        .filter(|row| {
            [row.from_location_id, row.to_location_id]
                .iter()
                .any(|end| locations.contains(end))
        })
        .ok_or_else(|| kernel_codes::NOT_FOUND.error())?;
    let ids: Vec<Uuid> = lines.iter().map(|line| line.product.uuid()).collect();
    let mut labels = state.goods.labels(&caller, &ids).await?;
    let named = |line: Progress| {
        let product = labels.remove(&line.product.uuid());
        StockTransferLine::new(line, product)
    };
    Ok(Json(StockTransferDetail {
        transfer: row.into(),
        lines: lines.into_iter().map(named).collect(),
    }))
}
