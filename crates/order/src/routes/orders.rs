//! Orders to read: the list, one of them, its receipt.

use axum::{
    extract::State as AxumState,
    response::{IntoResponse, Response},
};
use chrono::NaiveDate;
use contracts::ids::{OrderId, ProductId, RegisterId, StoreId};
use http::header;
use kernel::{
    Caller, Capability, Result,
    audit::AuditEvent,
    codes as kernel_codes,
    http::{Path, Query, extract::Json},
    id::UserId,
    page::{self, Page},
    sorted::{self, Place},
};
use pricing::AMOUNT_MINOR_MAX;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::period;
use crate::{
    State,
    document::{Document, Order},
    paper::{escpos::escpos, pdf::pdf},
    receipt,
    status::Status,
    store::{
        orders::{self, OrderFilter, OrderSort, OrderSummary},
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
    /// Sales with a line of these goods; needs `from` and `to` of at most 31 days.
    #[param(value_type = Option<Uuid>)]
    pub product_id: Option<ProductId>,
    /// The lowest total, in minor units.
    pub total_from_minor: Option<i64>,
    /// The highest total, in minor units.
    pub total_to_minor: Option<i64>,
    /// First business date.
    #[serde(default, deserialize_with = "kernel::dates::maybe_date")]
    pub from: Option<NaiveDate>,
    /// Last business date.
    #[serde(default, deserialize_with = "kernel::dates::maybe_date")]
    pub to: Option<NaiveDate>,
    /// `-created_at` (the newest first) where it is left out. By total only with `from` and `to` of at most 31 days.
    #[param(inline, value_type = Option<OrderSort>)]
    pub sort: Option<OrderSort>,
    /// 1..=200.
    pub limit: Option<u32>,
    pub cursor: Option<String>,
}

impl OrderQuery {
    /// # Errors
    /// 400 `invalid_query` or `invalid_cursor`.
    pub(super) fn filter(&self, caller: &Caller) -> Result<OrderFilter> {
        let refused = |parameter: &'static str, message: &'static str| {
            kernel_codes::INVALID_QUERY
                .error()
                .at(parameter, "out_of_range", message)
        };
        if self.receipt_number.is_some_and(|number| number < 1) {
            return Err(refused("?receipt_number", "receipt_number is 1 or more"));
        }
        let sort = self.sort.unwrap_or_default();
        if !period::is_short(self.from, self.to) {
            if self.product_id.is_some() {
                return Err(refused(
                    "?product_id",
                    "product_id needs from and to of at most 31 days",
                ));
            }
            if matches!(sort, OrderSort::Highest | OrderSort::Lowest) {
                return Err(refused("?sort", "by total needs from and to of at most 31 days"));
            }
        }
        for (parameter, total) in [
            ("?total_from_minor", self.total_from_minor),
            ("?total_to_minor", self.total_to_minor),
        ] {
            if total.is_some_and(|total| !(-AMOUNT_MINOR_MAX..=AMOUNT_MINOR_MAX).contains(&total)) {
                return Err(refused(parameter, "-10^12 to 10^12 minor units"));
            }
        }
        Ok(OrderFilter {
            visible: caller.stores_with(Capability::OrderRead),
            store: self.store_id,
            register: self.register_id,
            cashier: self.cashier_id,
            status: self.status,
            receipt_number: self.receipt_number,
            product: self.product_id,
            total_from: self.total_from_minor,
            total_to: self.total_to_minor,
            from: self.from,
            to: self.to,
            sort,
            after: sorted::after(self.cursor.as_deref(), sort)?,
        })
    }
}

/// Orders of the stores that the caller may see, newest first where no other order is asked for.
#[utoipa::path(get, path = "/orders", operation_id = "list_orders", tag = "order", params(OrderQuery),
    responses((status = 200, body = Page<OrderSummary>), (status = 400, description = "invalid_query, invalid_cursor")))]
pub async fn list_orders(
    AxumState(state): AxumState<State>,
    caller: Caller,
    Query(query): Query<OrderQuery>,
) -> Result<Json<Page<OrderSummary>>> {
    let limit = page::limit(query.limit)?;
    let filter = query.filter(&caller)?;
    let mut tx = state.deps.db.tenant(&caller).await?;
    let rows = orders::list(&mut tx, &filter, limit).await?;
    Ok(Json(Page::of(rows, limit, |order| {
        Place::of(filter.sort, order.place())
    })?))
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

/// What the receipt is made into.
#[derive(Clone, Copy, Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReceiptFormat {
    #[default]
    Text,
    Pdf,
    /// The bytes for a receipt printer.
    Escpos,
}

/// How the receipt is wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ReceiptQuery {
    /// `text` where it is left out.
    #[serde(default)]
    #[param(inline, value_type = Option<ReceiptFormat>)]
    pub format: ReceiptFormat,
    /// Whether it is the one that the customer gets at the sale; anything else says that it is a copy.
    #[serde(default)]
    pub original: bool,
}

/// The receipt, rendered from the stored order: marked as a copy, but at the sale.
#[utoipa::path(get, path = "/orders/{order_id}/receipt", operation_id = "get_receipt", tag = "order", params(("order_id" = Uuid, Path), ReceiptQuery),
    responses((status = 200, body = String, content_type = "text/plain", description = "or application/pdf, or application/octet-stream for ESC/POS"),
        (status = 400, description = "invalid_query"), (status = 404, description = "not_found")))]
pub async fn get_receipt(
    AxumState(state): AxumState<State>,
    caller: Caller,
    Path(id): Path<OrderId>,
    Query(query): Query<ReceiptQuery>,
) -> Result<Response> {
    let document = visible(&state, &caller, id).await?;
    let text = receipt::text(&document, query.original);
    Ok(match query.format {
        ReceiptFormat::Text => ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response(),
        ReceiptFormat::Pdf => {
            let mut tx = state.deps.db.tenant(&caller).await?;
            let audit = AuditEvent::new("receipt.exported", id.uuid()).in_store(document.order.store_id.uuid());
            state.deps.record(&mut tx, &caller, audit).await?;
            tx.commit().await?;
            let label = &document.order.receipt_label;
            let name = format!("inline; filename=\"{}\"", file_name(label));
            let headers = [
                (header::CONTENT_TYPE, "application/pdf".to_owned()),
                (header::CONTENT_DISPOSITION, name),
            ];
            (headers, pdf(&text, label)?).into_response()
        }
        ReceiptFormat::Escpos => ([(header::CONTENT_TYPE, "application/octet-stream")], escpos(&text)).into_response(),
    })
}

/// A receipt's label as a file's name: its letters and digits.
pub(super) fn file_name(label: &str) -> String {
    let plain = |letter: char| if letter.is_ascii_alphanumeric() { letter } else { '-' };
    label.chars().map(plain).chain(".pdf".chars()).collect()
}

pub(super) async fn visible(state: &State, caller: &Caller, id: OrderId) -> Result<Document> {
    let mut tx = state.deps.db.tenant(caller).await?;
    let document = match orders::document(&mut tx, id, false).await? {
        None => training::document(&mut tx, id).await?,
        sale => sale,
    };
    document
        .filter(|document| caller.can_in(Capability::OrderRead, document.order.store_id.uuid()))
        .ok_or_else(|| kernel_codes::NOT_FOUND.error())
}
