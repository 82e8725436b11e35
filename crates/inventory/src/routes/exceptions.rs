//! What a manager must look at: shelves whose record is below zero.

use axum::extract::State as Extract;
use chrono::{DateTime, Utc};
use contracts::ids::LocationId;
use kernel::{
    Caller, Capability, Result,
    http::{Query, extract::Json},
    page::{self, Page},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    State,
    store::{self, exception::ExceptionRow},
};

/// What is wrong with a shelf's record.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ExceptionKind {
    /// More went out than the record held.
    Oversold,
}

/// A shelf whose record went below zero.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StockException {
    pub id: Uuid,
    pub kind: ExceptionKind,
    pub product_id: Uuid,
    pub location_id: Uuid,
    /// What the record said when this was opened, in thousandths.
    pub on_hand_milli: i64,
    /// What the record says now, in thousandths.
    pub current_on_hand_milli: i64,
    /// The sale that did it; null when it was a correction or goods taken from a hold.
    pub order_id: Option<Uuid>,
    pub opened_at: DateTime<Utc>,
    /// When the record was zero or more again; null while it is not.
    pub closed_at: Option<DateTime<Utc>>,
}

impl From<ExceptionRow> for StockException {
    fn from(row: ExceptionRow) -> Self {
        Self {
            id: row.id,
            kind: ExceptionKind::Oversold,
            product_id: row.product_id,
            location_id: row.location_id,
            on_hand_milli: row.on_hand_milli,
            current_on_hand_milli: row.current_on_hand_milli,
            order_id: row.order_id,
            opened_at: row.opened_at,
            closed_at: row.closed_at,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ExceptionState {
    Open,
    Closed,
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ExceptionsQuery {
    /// Only open or only closed ones; all when absent.
    #[param(inline)]
    state: Option<ExceptionState>,
    /// Only this location.
    #[param(value_type = Option<Uuid>)]
    location_id: Option<LocationId>,
    /// 1 to 200, 50 when absent.
    limit: Option<u32>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// Shelves whose record is or was below zero, newest first.
#[utoipa::path(
    get,
    path = "/stock/exceptions",
    operation_id = "list_stock_exceptions",
    tag = "inventory",
    params(ExceptionsQuery),
    responses(
        (status = 200, description = "A page of exceptions, in the caller's stores.", body = Page<StockException>),
        (status = 400, description = "`invalid_query`, `invalid_cursor`"),
        (status = 403, description = "`forbidden`: the location is of another store"),
        (status = 404, description = "`not_found`: no such location"),
    )
)]
pub(crate) async fn list_stock_exceptions(
    Extract(state): Extract<State>,
    caller: Caller,
    Query(query): Query<ExceptionsQuery>,
) -> Result<Json<Page<StockException>>> {
    let limit = page::limit(query.limit)?;
    let before: Uuid = page::decode_cursor(query.cursor.as_deref())?.unwrap_or(Uuid::max());
    let locations = state
        .places
        .allowed(&caller, Capability::StockRead, query.location_id)
        .await?;
    let count = i64::from(limit) + 1;
    let mut tx = state.deps.db.tenant(&caller).await?;
    let rows = match query.state {
        Some(ExceptionState::Open) => store::exception::list_open(&mut tx, &locations, before, count).await?,
        asked => store::exception::list(&mut tx, &locations, asked.is_some(), before, count).await?,
    };
    tx.rollback().await?;
    Ok(Json(Page::of(rows, limit, |row| row.id)?.map(StockException::from)))
}
