//! `/z-reports/export`: Z reports as a file.

use std::sync::Arc;

use axum::{extract::State as AxumState, response::Response};
use chrono::NaiveDate;
use contracts::{
    auth::Directory,
    ids::{RegisterId, StoreId},
};
use kernel::{
    Caller, Result,
    csv::{self, decimal, guarded, instant},
    http::Query,
};
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;

use super::{period, z_reports::ZQuery};
use crate::{
    State,
    store::z_document::{self, ZFilter, ZSummary},
};

/// Reports that are read at once.
const PAGE: u32 = 500;
const COLUMNS: [&str; 11] = [
    "series",
    "z_number",
    "business_date",
    "closed_at",
    "store",
    "register",
    "currency",
    "total",
    "variance",
    "late_sales",
    "session_id",
];

/// What the file is narrowed to: the filters of the list, over a period.
#[derive(Clone, Debug, Deserialize, Serialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ZExportQuery {
    #[param(value_type = Option<Uuid>)]
    store_id: Option<StoreId>,
    #[param(value_type = Option<Uuid>)]
    register_id: Option<RegisterId>,
    /// First business date.
    #[serde(deserialize_with = "kernel::dates::date")]
    from: NaiveDate,
    /// Last business date, at most 366 days in all.
    #[serde(deserialize_with = "kernel::dates::date")]
    to: NaiveDate,
}

impl ZExportQuery {
    /// The list that the file has.
    const fn list(self) -> ZQuery {
        ZQuery {
            store_id: self.store_id,
            register_id: self.register_id,
            from: Some(self.from),
            to: Some(self.to),
            sort: None,
            limit: None,
            cursor: None,
        }
    }
}

/// Z reports as the list has them, with the same filters, newest first.
#[utoipa::path(get, path = "/z-reports/export", operation_id = "export_z_reports", tag = "order", params(ZExportQuery),
    responses((status = 200, body = String, content_type = "text/csv"), (status = 400, description = "invalid_query")))]
pub async fn export_z_reports(
    AxumState(state): AxumState<State>,
    caller: Caller,
    Query(query): Query<ZExportQuery>,
) -> Result<Response> {
    period::check_file(query.from, query.to)?;
    let first = query.clone().list().filter(&caller)?;
    state.deps.record_export(&caller, "z_reports.exported", &query).await?;
    let shop = state.directories.of(&caller).await?;
    csv::paged("z-reports.csv", COLUMNS, first, move |filter| {
        page(state.clone(), caller.clone(), Arc::clone(&shop), filter)
    })
}

/// The lines of a page, and where to go on.
async fn page(
    state: State,
    caller: Caller,
    shop: Arc<Directory>,
    filter: ZFilter,
) -> Result<(Vec<u8>, Option<ZFilter>)> {
    let mut tx = state.deps.db.tenant(&caller).await?;
    let mut rows = z_document::list(&mut tx, &filter, PAGE).await?;
    drop(tx);
    let next = csv::next(&mut rows, PAGE, ZSummary::place).map(|after| ZFilter {
        after: Some(after),
        ..filter
    });
    Ok((csv::rows(rows.iter().map(|report| row(report, &shop)))?, next))
}

/// A store is never removed and keeps its currency, so the directory has those of all reports.
fn row(report: &ZSummary, shop: &Directory) -> [String; 11] {
    let store = shop.store(report.store_id);
    let register = shop.register(report.register_id);
    let money = |minor| store.map_or_else(String::new, |store| decimal(minor, store.currency.exponent.into()));
    [
        guarded(register.map_or("", |register| &register.series)),
        report.z_number.to_string(),
        report.business_date.to_string(),
        instant(report.at),
        guarded(store.map_or("", |store| &store.name)),
        guarded(register.map_or("", |register| &register.name)),
        store.map_or("", |store| &store.currency.code).to_owned(),
        money(report.total_minor),
        money(report.variance_minor),
        report.corrections.to_string(),
        report.session_id.to_string(),
    ]
}
