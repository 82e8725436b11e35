//! Counts of what is really there.

use axum::{extract::State as Extract, response::Response};
use chrono::{DateTime, Utc};
use contracts::ids::{LocationId, ProductId};
use http::StatusCode;
use kernel::{
    Caller, Capability, Result, codes as kernel_codes,
    db::TenantTx,
    http::{Nothing, Path, Query, extract::Json},
    idempotency::{Claim, Idempotent, mark_replayed},
    page::{self, Page},
    sorted::{ByTime, Place},
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    State,
    count::{CountAct, CountId, CountScope, CountState},
    counting::{self, NewCount},
    document::Note,
    faults::Faults,
    store::{self, count::CountRow},
};

/// A count that begins.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct BeginCount {
    /// Made by the sender: the same count begins once, however often it is sent.
    #[schema(value_type = Uuid)]
    id: CountId,
    #[schema(value_type = Uuid)]
    location_id: LocationId,
    scope: CountScope,
    /// What is counted, for people; at most 200 characters.
    note: Option<String>,
    /// 1 to 500 products of a cycle count; empty for a full one.
    #[schema(value_type = Vec<Uuid>)]
    product_ids: Vec<ProductId>,
}

/// A count.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StockCount {
    pub id: Uuid,
    pub location_id: Uuid,
    /// `cycle` or `full`.
    pub scope: String,
    /// `counting`, `submitted`, `approved` or `cancelled`.
    pub state: String,
    pub note: Option<String>,
    /// Products of this count so far.
    pub line_count: i32,
    /// How many of them were counted.
    pub counted: i64,
    /// Who began it.
    pub user_id: Uuid,
    pub at: DateTime<Utc>,
    /// Who changed it last.
    pub changed_by: Uuid,
    pub changed_at: DateTime<Utc>,
}

impl From<CountRow> for StockCount {
    fn from(row: CountRow) -> Self {
        Self {
            id: row.id,
            location_id: row.location_id,
            scope: row.scope,
            state: row.state,
            note: row.note,
            line_count: row.line_count,
            counted: row.counted,
            user_id: row.user_id,
            at: row.at,
            changed_by: row.changed_by,
            changed_at: row.changed_at,
        }
    }
}

/// Begins a count: of the products that it names, or of whatever is found in the location.
#[utoipa::path(
    post,
    path = "/stock/counts",
    operation_id = "begin_count",
    tag = "inventory",
    params(("Idempotency-Key" = String, Header, description = "The same key gives the same answer.")),
    request_body = BeginCount,
    responses(
        (status = 201, description = "Begun.", body = StockCount),
        (status = 400, description = "`invalid_body`, `idempotency_key_missing`"),
        (status = 403, description = "`forbidden`"),
        (status = 404, description = "`not_found`: no such location"),
        (status = 409, description = "`request_in_progress`"),
        (status = 422, description = "`no_such_product`, `stock_document_reused`, `idempotency_key_reused`"),
    )
)]
pub(crate) async fn begin_count(
    Extract(state): Extract<State>,
    caller: Caller,
    request: Idempotent<BeginCount>,
) -> Result<Response> {
    let body = &request.body;
    let mut faults = Faults::default();
    let count = NewCount {
        id: body.id,
        location: body.location_id,
        scope: body.scope,
        note: Note::read(body.note.as_deref(), "/note", &mut faults),
        products: NewCount::read_products(body.scope, &body.product_ids, &mut faults),
    };
    faults.finish()?;
    state
        .places
        .allowed_at(&caller, Capability::StockCount, count.location)
        .await?;
    let pointer = |n| format!("/product_ids/{n}");
    state
        .goods
        .require(&caller, pointer, body.product_ids.iter().copied())
        .await?;
    let mut tx = state.deps.db.tenant(&caller).await?;
    if let Claim::Replay(answer) = request.claim(&mut tx, &state.deps.clock).await? {
        return Ok(answer);
    }
    let known = counting::begin(&state.deps, &mut tx, &caller, &count).await?;
    finish(&state, tx, &request, StatusCode::CREATED, count.id, known).await
}

/// Answers with the count as it is now, and commits.
pub(crate) async fn finish<T: DeserializeOwned>(
    state: &State,
    mut tx: TenantTx<'_>,
    request: &Idempotent<T>,
    status: StatusCode,
    id: CountId,
    known: bool,
) -> Result<Response> {
    let row = store::count::find(&mut tx, id).await?;
    let answer: StockCount = row.ok_or_else(|| kernel_codes::NOT_FOUND.error())?.into();
    let mut response = request.keep(&mut tx, status, &answer).await?;
    tx.commit().await?;
    state.deps.wake.written();
    if known {
        mark_replayed(&mut response);
    }
    Ok(response)
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SubmitCount {
    /// Whether there are none of the products that nobody counted: those that the count names, and in a full count all that the record
    /// says are there. Otherwise their record stays as it is.
    uncounted_as_zero: bool,
}

/// Sends a count in: now its differences can be seen.
#[utoipa::path(
    post,
    path = "/stock/counts/{count_id}/submit",
    operation_id = "submit_count",
    tag = "inventory",
    params(
        ("count_id" = Uuid, Path, description = "The count"),
        ("Idempotency-Key" = String, Header, description = "The same key gives the same answer."),
    ),
    request_body = SubmitCount,
    responses(
        (status = 200, description = "Sent in, also when it was before.", body = StockCount),
        (status = 400, description = "`invalid_body`, `idempotency_key_missing`"),
        (status = 403, description = "`forbidden`"),
        (status = 404, description = "`not_found`"),
        (status = 409, description = "`count_not_open`, `request_in_progress`"),
        (status = 422, description = "`count_too_large`, `idempotency_key_reused`"),
    )
)]
pub(crate) async fn submit_count(
    Extract(state): Extract<State>,
    caller: Caller,
    Path(id): Path<CountId>,
    request: Idempotent<SubmitCount>,
) -> Result<Response> {
    let asked = (CountAct::Submit, Capability::StockCount, request.body.uncounted_as_zero);
    act(&state, &caller, id, &request, asked).await
}

/// Approves a count that was sent in: its differences are booked.
#[utoipa::path(
    post,
    path = "/stock/counts/{count_id}/approve",
    operation_id = "approve_count",
    tag = "inventory",
    params(
        ("count_id" = Uuid, Path, description = "The count"),
        ("Idempotency-Key" = String, Header, description = "The same key gives the same answer."),
    ),
    request_body = Nothing,
    responses(
        (status = 200, description = "Approved, also when it was before.", body = StockCount),
        (status = 400, description = "`invalid_body`, `idempotency_key_missing`"),
        (status = 403, description = "`forbidden`"),
        (status = 404, description = "`not_found`"),
        (status = 409, description = "`count_not_submitted`, `request_in_progress`"),
        (status = 422, description = "`stock_limit_reached`, `idempotency_key_reused`"),
    )
)]
pub(crate) async fn approve_count(
    Extract(state): Extract<State>,
    caller: Caller,
    Path(id): Path<CountId>,
    request: Idempotent<Nothing>,
) -> Result<Response> {
    let asked = (CountAct::Approve, Capability::StockAdjust, false);
    act(&state, &caller, id, &request, asked).await
}

/// Opens a count again that was sent in: somebody is to count again.
#[utoipa::path(
    post,
    path = "/stock/counts/{count_id}/reopen",
    operation_id = "reopen_count",
    tag = "inventory",
    params(
        ("count_id" = Uuid, Path, description = "The count"),
        ("Idempotency-Key" = String, Header, description = "The same key gives the same answer."),
    ),
    request_body = Nothing,
    responses(
        (status = 200, description = "Open, also when it was before.", body = StockCount),
        (status = 400, description = "`invalid_body`, `idempotency_key_missing`"),
        (status = 403, description = "`forbidden`"),
        (status = 404, description = "`not_found`"),
        (status = 409, description = "`count_not_submitted`, `request_in_progress`"),
        (status = 422, description = "`idempotency_key_reused`"),
    )
)]
pub(crate) async fn reopen_count(
    Extract(state): Extract<State>,
    caller: Caller,
    Path(id): Path<CountId>,
    request: Idempotent<Nothing>,
) -> Result<Response> {
    let asked = (CountAct::Reopen, Capability::StockAdjust, false);
    act(&state, &caller, id, &request, asked).await
}

/// Gives a count up: nothing of it is booked.
#[utoipa::path(
    post,
    path = "/stock/counts/{count_id}/cancel",
    operation_id = "cancel_count",
    tag = "inventory",
    params(
        ("count_id" = Uuid, Path, description = "The count"),
        ("Idempotency-Key" = String, Header, description = "The same key gives the same answer."),
    ),
    request_body = Nothing,
    responses(
        (status = 200, description = "Given up, also when it was before.", body = StockCount),
        (status = 400, description = "`invalid_body`, `idempotency_key_missing`"),
        (status = 403, description = "`forbidden`"),
        (status = 404, description = "`not_found`"),
        (status = 409, description = "`count_not_open`, `request_in_progress`"),
        (status = 422, description = "`idempotency_key_reused`"),
    )
)]
pub(crate) async fn cancel_count(
    Extract(state): Extract<State>,
    caller: Caller,
    Path(id): Path<CountId>,
    request: Idempotent<Nothing>,
) -> Result<Response> {
    let asked = (CountAct::Cancel, Capability::StockCount, false);
    act(&state, &caller, id, &request, asked).await
}

async fn act<T: DeserializeOwned>(
    state: &State,
    caller: &Caller,
    id: CountId,
    request: &Idempotent<T>,
    (act, capability, uncounted_as_zero): (CountAct, Capability, bool),
) -> Result<Response> {
    let location = location_of(state, caller, id).await?;
    state.places.allowed_at(caller, capability, location).await?;
    let mut tx = state.deps.db.tenant(caller).await?;
    if let Claim::Replay(answer) = request.claim(&mut tx, &state.deps.clock).await? {
        return Ok(answer);
    }
    let count = counting::lock(&mut tx, id).await?;
    let changed = counting::act(&state.deps, &mut tx, caller, &count, act, uncounted_as_zero).await?;
    finish(state, tx, request, StatusCode::OK, id, !changed).await
}

/// Where a count is taken, before anything is locked: a count never changes its location.
pub(crate) async fn location_of(state: &State, caller: &Caller, id: CountId) -> Result<LocationId> {
    let mut tx = state.deps.db.tenant(caller).await?;
    let row = store::count::find(&mut tx, id).await?;
    tx.rollback().await?;
    let row = row.ok_or_else(|| kernel_codes::NOT_FOUND.error())?;
    Ok(LocationId::from_uuid(row.location_id))
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct CountsQuery {
    /// Only those in this state; all when absent.
    #[param(inline)]
    state: Option<CountState>,
    /// Only those of this location.
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

/// Counts in the caller's stores, newest first when no other order is asked for.
#[utoipa::path(
    get,
    path = "/stock/counts",
    operation_id = "list_counts",
    tag = "inventory",
    params(CountsQuery),
    responses(
        (status = 200, description = "A page of counts.", body = Page<StockCount>),
        (status = 400, description = "`invalid_query`, `invalid_cursor`"),
        (status = 403, description = "`forbidden`: the location is of another store"),
        (status = 404, description = "`not_found`: no such location"),
    )
)]
pub(crate) async fn list_counts(
    Extract(state): Extract<State>,
    caller: Caller,
    Query(query): Query<CountsQuery>,
) -> Result<Json<Page<StockCount>>> {
    let limit = page::limit(query.limit)?;
    let sort = query.sort.unwrap_or_default();
    let after = sort.after(query.cursor.as_deref())?;
    let locations = state
        .places
        .allowed(&caller, Capability::StockRead, query.location_id)
        .await?;
    let mut tx = state.deps.db.tenant(&caller).await?;
    let rows = store::count::list(&mut tx, &locations, query.state, sort, after, i64::from(limit) + 1).await?;
    tx.rollback().await?;
    let page = Page::of(rows, limit, |row| Place::of(sort, row.place()))?;
    Ok(Json(page.map(StockCount::from)))
}

/// One count.
#[utoipa::path(
    get,
    path = "/stock/counts/{count_id}",
    operation_id = "get_count",
    tag = "inventory",
    params(("count_id" = Uuid, Path, description = "The count")),
    responses(
        (status = 200, description = "The count as it is now.", body = StockCount),
        (status = 403, description = "`forbidden`: it is of another store"),
        (status = 404, description = "`not_found`"),
    )
)]
pub(crate) async fn get_count(
    Extract(state): Extract<State>,
    caller: Caller,
    Path(id): Path<CountId>,
) -> Result<Json<StockCount>> {
    let mut tx = state.deps.db.tenant(&caller).await?;
    let row = store::count::find(&mut tx, id).await?;
    tx.rollback().await?;
    let row = row.ok_or_else(|| kernel_codes::NOT_FOUND.error())?;
    let location = LocationId::from_uuid(row.location_id);
    state
        .places
        .allowed_at(&caller, Capability::StockRead, location)
        .await?;
    Ok(Json(row.into()))
}
