//! What was sold, added up by day.

use axum::extract::State as AxumState;
use chrono::NaiveDate;
use contracts::ids::{RegisterId, StoreId};
use kernel::{
    Caller, Capability, Result, codes as kernel_codes,
    http::{Query, extract::Json},
    page::{self, Page},
};
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;

use crate::{
    State,
    store::totals::{self, Total, TotalsBy, TotalsFilter},
};

/// The longest period: a year and its leap day.
const DAYS_MAX: i64 = 366;
const TOP_MAX: u32 = 200;

/// Which sales are added up, and by what.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct TotalsQuery {
    #[param(inline)]
    pub by: TotalsBy,
    /// First business date.
    #[serde(deserialize_with = "kernel::dates::date")]
    pub from: NaiveDate,
    /// Last business date, at most 366 days in all.
    #[serde(deserialize_with = "kernel::dates::date")]
    pub to: NaiveDate,
    #[param(value_type = Option<Uuid>)]
    pub store_id: Option<StoreId>,
    #[param(value_type = Option<Uuid>)]
    pub register_id: Option<RegisterId>,
    /// 1..=200: only so many of each day and currency, those with the highest totals.
    pub top: Option<u32>,
    /// 1..=200.
    pub limit: Option<u32>,
    pub cursor: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct TotalsCursor {
    #[serde(deserialize_with = "kernel::dates::date")]
    day: NaiveDate,
    currency: String,
    key: String,
}

/// Completed sales of the stores that the caller may see, added up for each business day.
#[utoipa::path(get, path = "/orders/totals", operation_id = "get_order_totals", tag = "order", params(TotalsQuery),
    responses((status = 200, body = Page<Total>), (status = 400, description = "invalid_query, invalid_cursor")))]
pub async fn get_order_totals(
    AxumState(state): AxumState<State>,
    caller: Caller,
    Query(query): Query<TotalsQuery>,
) -> Result<Json<Page<Total>>> {
    let limit = page::limit(query.limit)?;
    if !(0..DAYS_MAX).contains(&(query.to - query.from).num_days()) {
        return Err(kernel_codes::INVALID_QUERY
            .error()
            .at("?to", "out_of_range", "from and to are at most 366 days"));
    }
    let filter = TotalsFilter {
        visible: caller.stores_with(Capability::OrderRead),
        store: query.store_id,
        register: query.register_id,
        from: query.from,
        to: query.to,
        by: query.by,
        top: query.top.map(top).transpose()?,
        after: page::decode_cursor::<TotalsCursor>(query.cursor.as_deref())?
            .map(|last| (last.day, last.currency, last.key)),
    };
    let mut tx = state.deps.db.tenant(&caller).await?;
    let rows = totals::read(&mut tx, &filter, limit).await?;
    Ok(Json(Page::of(rows, limit, |total| TotalsCursor {
        day: total.business_date,
        currency: total.currency.code.clone(),
        key: total.key.clone(),
    })?))
}

fn top(asked: u32) -> Result<u32> {
    if (1..=TOP_MAX).contains(&asked) {
        return Ok(asked);
    }
    Err(kernel_codes::INVALID_QUERY
        .error()
        .at("?top", "out_of_range", "top is 1 to 200"))
}
