//! What a count found.

use axum::{extract::State as Extract, response::Response};
use chrono::{DateTime, Utc};
use contracts::{
    ids::{LocationId, ProductId},
    product::ProductLabel,
};
use http::StatusCode;
use kernel::{
    Caller, Capability, Result, codes as kernel_codes,
    http::{Path, Query, extract::Json},
    idempotency::{Claim, Idempotent},
    page::{self, Page},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::counts::{StockCount, finish, location_of};
use crate::{
    State,
    count::CountId,
    counting::{self, Find},
    faults::Faults,
    store::{self, count::Lines},
};

/// What was found.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct EnterFinds {
    /// 1 to 500 lines, one for each product.
    lines: Vec<FindLine>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct FindLine {
    #[schema(value_type = Uuid)]
    product_id: ProductId,
    /// How much is there: 0..=10^9 thousandths.
    counted_milli: i64,
}

/// Enters what was found, as of now. A product that was counted before is counted anew.
#[utoipa::path(
    post,
    path = "/stock/counts/{count_id}/lines",
    operation_id = "enter_count_lines",
    tag = "inventory",
    params(
        ("count_id" = Uuid, Path, description = "The count"),
        ("Idempotency-Key" = String, Header, description = "The same key gives the same answer."),
    ),
    request_body = EnterFinds,
    responses(
        (status = 200, description = "Entered.", body = StockCount),
        (status = 400, description = "`invalid_body`, `idempotency_key_missing`"),
        (status = 403, description = "`forbidden`"),
        (status = 404, description = "`not_found`"),
        (status = 409, description = "`count_not_open`, `request_in_progress`"),
        (status = 422, description = "`no_such_product`, `not_in_count`, `count_too_large`, `idempotency_key_reused`"),
    )
)]
pub(crate) async fn enter_count_lines(
    Extract(state): Extract<State>,
    caller: Caller,
    Path(id): Path<CountId>,
    request: Idempotent<EnterFinds>,
) -> Result<Response> {
    let body = &request.body;
    let mut faults = Faults::default();
    let finds = Find::read_all(body.lines.iter().map(|l| (l.product_id, l.counted_milli)), &mut faults);
    faults.finish()?;
    let location = location_of(&state, &caller, id).await?;
    state
        .places
        .allowed_at(&caller, Capability::StockCount, location)
        .await?;
    state
        .goods
        .require_in_lines(&caller, finds.iter().map(|find| find.product))
        .await?;
    let mut tx = state.deps.db.tenant(&caller).await?;
    if let Claim::Replay(answer) = request.claim(&mut tx, &state.deps.clock).await? {
        return Ok(answer);
    }
    let count = counting::lock(&mut tx, id).await?;
    counting::enter_finds(&state.deps, &mut tx, &caller, &count, &finds).await?;
    finish(&state, tx, &request, StatusCode::OK, id, false).await
}

/// A line of a count.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StockCountLine {
    pub product_id: Uuid,
    /// What the product is called; null when the catalogue no longer says.
    pub product: Option<ProductLabel>,
    /// In thousandths; null as long as nobody counted it.
    pub counted_milli: Option<i64>,
    pub counted_at: Option<DateTime<Utc>>,
    pub counted_by: Option<Uuid>,
    /// What the record held at the instant of the count, in thousandths; null while counting goes on.
    pub book_milli: Option<i64>,
    /// Counted less record, in thousandths; null while counting goes on.
    pub variance_milli: Option<i64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum OnlyLines {
    Uncounted,
    Different,
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct CountLinesQuery {
    /// Only lines that nobody counted, or only those that differ from the record (none while counting goes on); all when absent.
    #[param(inline)]
    only: Option<OnlyLines>,
    /// 1 to 200, 50 when absent.
    limit: Option<u32>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// The lines of a count, by product. Who counts does not see what the record says.
#[utoipa::path(
    get,
    path = "/stock/counts/{count_id}/lines",
    operation_id = "list_count_lines",
    tag = "inventory",
    params(("count_id" = Uuid, Path, description = "The count"), CountLinesQuery),
    responses(
        (status = 200, description = "A page of lines.", body = Page<StockCountLine>),
        (status = 400, description = "`invalid_query`, `invalid_cursor`"),
        (status = 403, description = "`forbidden`: it is of another store"),
        (status = 404, description = "`not_found`"),
    )
)]
pub(crate) async fn list_count_lines(
    Extract(state): Extract<State>,
    caller: Caller,
    Path(id): Path<CountId>,
    Query(query): Query<CountLinesQuery>,
) -> Result<Json<Page<StockCountLine>>> {
    let limit = page::limit(query.limit)?;
    let after: Uuid = page::decode_cursor(query.cursor.as_deref())?.unwrap_or_default();
    let which = match query.only {
        None => Lines::All,
        Some(OnlyLines::Uncounted) => Lines::Uncounted,
        Some(OnlyLines::Different) => Lines::Different,
    };
    let mut tx = state.deps.db.tenant(&caller).await?;
    let count = store::count::find(&mut tx, id).await?;
    let count = count.ok_or_else(|| kernel_codes::NOT_FOUND.error())?.counted()?;
    let rows = store::count::lines(&mut tx, &count, which, after, i64::from(limit) + 1).await?;
    tx.rollback().await?;
    let location: LocationId = count.location;
    state
        .places
        .allowed_at(&caller, Capability::StockRead, location)
        .await?;
    let page = Page::of(rows, limit, |row| row.product_id)?;
    let ids: Vec<Uuid> = page.items.iter().map(|row| row.product_id).collect();
    let mut labels = state.goods.labels(&caller, &ids).await?;
    Ok(Json(page.map(|row| {
        StockCountLine {
            product_id: row.product_id,
            product: labels.remove(&row.product_id),
            counted_milli: row.counted_milli,
            counted_at: row.counted_at,
            counted_by: row.counted_by,
            book_milli: row.book_milli,
            variance_milli: row
                .counted_milli
                .zip(row.book_milli)
                .map(|(counted, book)| counted - book),
        }
    })))
}
