//! Orders to read: the list, one of them, its receipt.

use axum::{
    extract::State as AxumState,
    response::{IntoResponse, Response},
};
use chrono::{DateTime, NaiveDate, Utc};
use contracts::ids::{OrderId, RegisterId, StoreId};
use http::header;
use kernel::{
    Caller, Capability, Result, codes as kernel_codes,
    http::{Path, Query, extract::Json},
    id::UserId,
    page::{self, Page},
};
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;

use crate::{
    State,
    document::{Document, Order},
    receipt,
    status::Status,
    store::{
        orders::{self, OrderFilter, OrderSummary},
        training,
    },
};

/// What the list is narrowed to.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct OrderQuery {
    #[param(value_type = Option<Uuid>)]
    pub store_id: Option<StoreId>,
    #[param(value_type = Option<Uuid>)]
    pub register_id: Option<RegisterId>,
    #[param(value_type = Option<Uuid>)]
    pub cashier_id: Option<UserId>,
    pub status: Option<Status>,
    #[param(minimum = 1)]
    pub receipt_number: Option<i64>,
    /// First business date.
    #[serde(default, deserialize_with = "kernel::dates::maybe_date")]
    pub from: Option<NaiveDate>,
    /// Last business date.
    #[serde(default, deserialize_with = "kernel::dates::maybe_date")]
    pub to: Option<NaiveDate>,
    /// 1..=200.
    pub limit: Option<u32>,
    pub cursor: Option<String>,
}

/// The last order of a page.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct OrderCursor {
    #[serde(deserialize_with = "kernel::dates::instant")]
    at: DateTime<Utc>,
    id: OrderId,
}

/// Orders of the stores that the caller may see, newest first.
#[utoipa::path(get, path = "/orders", operation_id = "list_orders", tag = "order", params(OrderQuery),
    responses((status = 200, body = Page<OrderSummary>), (status = 400, description = "invalid_query, invalid_cursor")))]
pub async fn list_orders(
    AxumState(state): AxumState<State>,
    caller: Caller,
    Query(query): Query<OrderQuery>,
) -> Result<Json<Page<OrderSummary>>> {
    let limit = page::limit(query.limit)?;
    if query.receipt_number.is_some_and(|number| number < 1) {
        return Err(kernel_codes::INVALID_QUERY.error().at(
            "?receipt_number",
            "out_of_range",
            "receipt_number is 1 or more",
        ));
    }
    let filter = OrderFilter {
        visible: caller.stores_with(Capability::OrderRead),
        store: query.store_id,
        register: query.register_id,
        cashier: query.cashier_id,
        status: query.status,
        receipt_number: query.receipt_number,
        from: query.from,
        to: query.to,
        after: page::decode_cursor::<OrderCursor>(query.cursor.as_deref())?.map(|last| (last.at, last.id.uuid())),
    };
    let mut tx = state.deps.db.tenant(&caller).await?;
    let rows = orders::list(&mut tx, &filter, limit).await?;
    let page = Page::of(rows, limit, |order| OrderCursor {
        at: order.created_at,
        id: order.id,
    })?;
    Ok(Json(page))
}

/// One order as it stands.
#[utoipa::path(get, path = "/orders/{order_id}", operation_id = "get_order", tag = "order", params(("order_id" = Uuid, Path)),
    responses((status = 200, body = Order), (status = 404, description = "not_found")))]
pub async fn get_order(
    AxumState(state): AxumState<State>,
    caller: Caller,
    Path(id): Path<OrderId>,
) -> Result<Json<Order>> {
    Ok(Json(visible(&state, &caller, id).await?.order))
}

/// The receipt as text, rendered from the stored order.
#[utoipa::path(get, path = "/orders/{order_id}/receipt", operation_id = "get_receipt", tag = "order", params(("order_id" = Uuid, Path)),
    responses((status = 200, body = String, content_type = "text/plain"), (status = 404, description = "not_found")))]
pub async fn get_receipt(
    AxumState(state): AxumState<State>,
    caller: Caller,
    Path(id): Path<OrderId>,
) -> Result<Response> {
    let document = visible(&state, &caller, id).await?;
    Ok((
        [(header::CONTENT_TYPE, "text/plain; charset=utf-8")],
        receipt::text(&document),
    )
        .into_response())
}

async fn visible(state: &State, caller: &Caller, id: OrderId) -> Result<Document> {
    let mut tx = state.deps.db.tenant(caller).await?;
    let document = match orders::document(&mut tx, id, false).await? {
        None => training::document(&mut tx, id).await?,
        sale => sale,
    };
    document
        .filter(|document| caller.can_in(Capability::OrderRead, document.order.store_id.uuid()))
        .ok_or_else(|| kernel_codes::NOT_FOUND.error())
}
