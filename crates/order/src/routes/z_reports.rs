//! Z reports to read: as they were written, byte for byte.

use axum::{
    extract::State as AxumState,
    response::{IntoResponse, Response},
};
use chrono::NaiveDate;
use contracts::ids::{RegisterId, StoreId};
use http::{StatusCode, header};
use kernel::{
    Caller, Capability, Error, Result, codes as kernel_codes,
    http::{Path, Query, extract::Json},
    idempotency::json_response,
    page::{self, Page},
    sorted::{self, Place},
};
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;

use crate::{
    State,
    cash::{
        print as paper,
        z_report::{Correction, ZReport},
    },
    store::z_document::{self, Stored, ZFilter, ZSort, ZSummary},
};

/// What the list is narrowed to.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ZQuery {
    #[param(value_type = Option<Uuid>)]
    pub store_id: Option<StoreId>,
    #[param(value_type = Option<Uuid>)]
    pub register_id: Option<RegisterId>,
    /// First business date.
    #[serde(default, deserialize_with = "kernel::dates::maybe_date")]
    pub from: Option<NaiveDate>,
    /// Last business date.
    #[serde(default, deserialize_with = "kernel::dates::maybe_date")]
    pub to: Option<NaiveDate>,
    /// `-at` (the last closed first) where it is left out. `-variance` begins with the most over, `variance` with the most short.
    #[param(inline, value_type = Option<ZSort>)]
    pub sort: Option<ZSort>,
    /// 1..=200.
    pub limit: Option<u32>,
    pub cursor: Option<String>,
}

impl ZQuery {
    /// # Errors
    /// 400 `invalid_cursor`.
    pub(super) fn filter(&self, caller: &Caller) -> Result<ZFilter> {
        let sort = self.sort.unwrap_or_default();
        Ok(ZFilter {
            visible: caller.stores_with(Capability::OrderRead),
            store: self.store_id,
            register: self.register_id,
            from: self.from,
            to: self.to,
            sort,
            after: sorted::after(self.cursor.as_deref(), sort)?,
        })
    }
}

/// Whether the paper is the first one.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PrintQuery {
    /// Whether it is printed at the close; anything else says that it is a copy.
    #[serde(default)]
    pub original: bool,
}

/// The page of corrections.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CorrectionQuery {
    /// 1..=200.
    pub limit: Option<u32>,
    pub cursor: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct CorrectionCursor {
    correction_number: i32,
}

/// Z reports of the stores that the caller may see, newest first where no other order is asked for.
#[utoipa::path(get, path = "/z-reports", operation_id = "list_z_reports", tag = "order", params(ZQuery),
    responses((status = 200, body = Page<ZSummary>), (status = 400, description = "invalid_query, invalid_cursor")))]
pub async fn list_z_reports(
    AxumState(state): AxumState<State>,
    caller: Caller,
    Query(query): Query<ZQuery>,
) -> Result<Json<Page<ZSummary>>> {
    let limit = page::limit(query.limit)?;
    let filter = query.filter(&caller)?;
    let mut tx = state.deps.db.tenant(&caller).await?;
    let rows = z_document::list(&mut tx, &filter, limit).await?;
    Ok(Json(Page::of(rows, limit, |z| Place::of(filter.sort, z.place()))?))
}

/// A Z report as it was written.
#[utoipa::path(get, path = "/registers/{register_id}/z-reports/{z_number}", operation_id = "get_z_report", tag = "order",
    params(("register_id" = Uuid, Path), ("z_number" = i64, Path, minimum = 1)),
    responses((status = 200, body = ZReport), (status = 404, description = "not_found")))]
pub async fn get_z_report(
    AxumState(state): AxumState<State>,
    caller: Caller,
    Path((register, z_number)): Path<(RegisterId, i64)>,
) -> Result<Response> {
    let stored = visible(&state, &caller, register, z_number).await?;
    Ok(json_response(StatusCode::OK, stored.body))
}

/// The same as text for the printer: marked as a copy, but at the close.
#[utoipa::path(get, path = "/registers/{register_id}/z-reports/{z_number}/text", operation_id = "print_z_report", tag = "order",
    params(("register_id" = Uuid, Path), ("z_number" = i64, Path, minimum = 1), PrintQuery),
    responses((status = 200, body = String, content_type = "text/plain"), (status = 400, description = "invalid_query"), (status = 404, description = "not_found")))]
pub async fn print_z_report(
    AxumState(state): AxumState<State>,
    caller: Caller,
    Path((register, z_number)): Path<(RegisterId, i64)>,
    Query(print): Query<PrintQuery>,
) -> Result<Response> {
    let stored = visible(&state, &caller, register, z_number).await?;
    let report: ZReport = serde_json::from_str(&stored.body).map_err(Error::internal)?;
    let (_, _, store) = state.directories.register(&caller, register).await?;
    Ok((
        [(header::CONTENT_TYPE, "text/plain; charset=utf-8")],
        paper::z_report(&report, &stored.hash, store.receipt_language, print.original),
    )
        .into_response())
}

/// The sales that arrived after a Z report, in their order.
#[utoipa::path(get, path = "/registers/{register_id}/z-reports/{z_number}/corrections", operation_id = "list_corrections", tag = "order",
    params(("register_id" = Uuid, Path), ("z_number" = i64, Path, minimum = 1), CorrectionQuery),
    responses((status = 200, body = Page<Correction>), (status = 400, description = "invalid_query, invalid_cursor"),
        (status = 404, description = "not_found")))]
pub async fn list_corrections(
    AxumState(state): AxumState<State>,
    caller: Caller,
    Path((register, z_number)): Path<(RegisterId, i64)>,
    Query(query): Query<CorrectionQuery>,
) -> Result<Json<Page<Correction>>> {
    let limit = page::limit(query.limit)?;
    let after =
        page::decode_cursor::<CorrectionCursor>(query.cursor.as_deref())?.map_or(0, |last| last.correction_number);
    visible(&state, &caller, register, z_number).await?;
    let mut tx = state.deps.db.tenant(&caller).await?;
    let rows = z_document::corrections(&mut tx, register, z_number, after, i64::from(limit) + 1).await?;
    Ok(Json(Page::of(rows, limit, |correction| CorrectionCursor {
        correction_number: correction.correction_number,
    })?))
}

async fn visible(state: &State, caller: &Caller, register: RegisterId, z_number: i64) -> Result<Stored> {
    let mut tx = state.deps.db.tenant(caller).await?;
    z_document::report(&mut tx, register, z_number)
        .await?
        .filter(|stored| caller.can_in(Capability::OrderRead, stored.store_id.uuid()))
        .ok_or_else(|| kernel_codes::NOT_FOUND.error())
}
