//! `/orders/export`: sales as a file.

use axum::{extract::State as AxumState, response::Response};
use chrono::NaiveDate;
use contracts::ids::{ProductId, RegisterId, StoreId};
use kernel::{
    Caller, Result,
    csv::{self, decimal, guarded, instant},
    http::Query,
    id::UserId,
};
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;

use super::{orders::OrderQuery, period};
use crate::{
    State,
    status::Status,
    store::orders::{self, OrderFilter, OrderSummary},
};

/// Orders that are read at once.
const PAGE: u32 = 1000;
const COLUMNS: [&str; 13] = [
    "receipt",
    "business_date",
    "sold_at",
    "store",
    "cashier",
    "status",
    "lines",
    "currency",
    "discount",
    "net",
    "tax",
    "total",
    "order_id",
];

/// What the file is narrowed to: the filters of the list, over a period.
#[derive(Clone, Debug, Deserialize, Serialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ExportQuery {
    #[param(value_type = Option<Uuid>)]
    store_id: Option<StoreId>,
    #[param(value_type = Option<Uuid>)]
    register_id: Option<RegisterId>,
    #[param(value_type = Option<Uuid>)]
    cashier_id: Option<UserId>,
    status: Option<Status>,
    #[param(minimum = 1)]
    receipt_number: Option<i64>,
    /// Sales with a line of these goods; then at most 31 days.
    #[param(value_type = Option<Uuid>)]
    product_id: Option<ProductId>,
    /// The lowest total, in minor units.
    total_from_minor: Option<i64>,
    /// The highest total, in minor units.
    total_to_minor: Option<i64>,
    /// First business date.
    #[serde(deserialize_with = "kernel::dates::date")]
    from: NaiveDate,
    /// Last business date, at most 366 days in all.
    #[serde(deserialize_with = "kernel::dates::date")]
    to: NaiveDate,
}

impl ExportQuery {
    /// The list that the file has.
    const fn list(self) -> OrderQuery {
        OrderQuery {
            store_id: self.store_id,
            register_id: self.register_id,
            cashier_id: self.cashier_id,
            status: self.status,
            receipt_number: self.receipt_number,
            product_id: self.product_id,
            total_from_minor: self.total_from_minor,
            total_to_minor: self.total_to_minor,
            from: Some(self.from),
            to: Some(self.to),
            sort: None,
            limit: None,
            cursor: None,
        }
    }
}

/// Orders as the list has them, with the same filters, newest first.
#[utoipa::path(get, path = "/orders/export", operation_id = "export_orders", tag = "order", params(ExportQuery),
    responses((status = 200, body = String, content_type = "text/csv"), (status = 400, description = "invalid_query")))]
pub async fn export_orders(
    AxumState(state): AxumState<State>,
    caller: Caller,
    Query(query): Query<ExportQuery>,
) -> Result<Response> {
    period::check_file(query.from, query.to)?;
    let first = query.clone().list().filter(&caller)?;
    state.deps.record_export(&caller, "orders.exported", &query).await?;
    csv::paged("orders.csv", COLUMNS, first, move |filter| {
        page(state.clone(), caller.clone(), filter)
    })
}

/// The lines of a page, and where to go on.
async fn page(state: State, caller: Caller, filter: OrderFilter) -> Result<(Vec<u8>, Option<OrderFilter>)> {
    let mut tx = state.deps.db.tenant(&caller).await?;
    let mut rows = orders::list(&mut tx, &filter, PAGE).await?;
    drop(tx);
    let next = csv::next(&mut rows, PAGE, OrderSummary::place).map(|after| OrderFilter {
        after: Some(after),
        ..filter
    });
    Ok((csv::rows(rows.iter().map(row))?, next))
}

fn row(order: &OrderSummary) -> [String; 13] {
    let money = |minor| decimal(minor, order.currency.exponent.into());
    [
        guarded(&order.receipt_label),
        order.business_date.to_string(),
        instant(order.created_at),
        guarded(&order.store_name),
        guarded(&order.cashier_name),
        order.status.name().to_owned(),
        order.line_count.to_string(),
        order.currency.code.clone(),
        money(order.discount_minor),
        money(order.net_minor),
        money(order.tax_minor),
        money(order.total_minor),
        order.id.to_string(),
    ]
}
