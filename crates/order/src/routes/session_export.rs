//! `/sessions/export`: sessions of drawers as a file.

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

use super::{period, sessions::SessionQuery};
use crate::{
    State,
    store::session::{self, Session, SessionFilter, SessionStatus},
};

/// Sessions that are read at once.
const PAGE: u32 = 1000;
const COLUMNS: [&str; 17] = [
    "opened_at",
    "business_date",
    "store",
    "register",
    "series",
    "opened_by",
    "status",
    "training",
    "currency",
    "float",
    "closed_at",
    "closed_by",
    "expected",
    "counted",
    "variance",
    "left",
    "session_id",
];

/// What the file is narrowed to: the filters of the list, over a period.
#[derive(Clone, Debug, Deserialize, Serialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SessionExportQuery {
    #[param(value_type = Option<Uuid>)]
    store_id: Option<StoreId>,
    #[param(value_type = Option<Uuid>)]
    register_id: Option<RegisterId>,
    status: Option<SessionStatus>,
    /// First business date.
    #[serde(deserialize_with = "kernel::dates::date")]
    from: NaiveDate,
    /// Last business date, at most 366 days in all.
    #[serde(deserialize_with = "kernel::dates::date")]
    to: NaiveDate,
}

impl SessionExportQuery {
    /// The list that the file has.
    const fn list(self) -> SessionQuery {
        SessionQuery {
            store_id: self.store_id,
            register_id: self.register_id,
            status: self.status,
            from: Some(self.from),
            to: Some(self.to),
            sort: None,
            limit: None,
            cursor: None,
        }
    }
}

/// Sessions as the list has them, with the same filters, newest first, with what was expected and counted.
#[utoipa::path(get, path = "/sessions/export", operation_id = "export_sessions", tag = "order", params(SessionExportQuery),
    responses((status = 200, body = String, content_type = "text/csv"), (status = 400, description = "invalid_query")))]
pub async fn export_sessions(
    AxumState(state): AxumState<State>,
    caller: Caller,
    Query(query): Query<SessionExportQuery>,
) -> Result<Response> {
    period::check_file(query.from, query.to)?;
    let first = query.clone().list().filter(&caller)?;
    state.deps.record_export(&caller, "sessions.exported", &query).await?;
    let shop = state.directories.of(&caller).await?;
    csv::paged("sessions.csv", COLUMNS, first, move |filter| {
        page(state.clone(), caller.clone(), Arc::clone(&shop), filter)
    })
}

/// The lines of a page, and where to go on.
async fn page(
    state: State,
    caller: Caller,
    shop: Arc<Directory>,
    filter: SessionFilter,
) -> Result<(Vec<u8>, Option<SessionFilter>)> {
    let mut tx = state.deps.db.tenant(&caller).await?;
    let mut rows = session::list(&mut tx, &filter, PAGE).await?;
    drop(tx);
    let next = csv::next(&mut rows, PAGE, Session::place).map(|after| SessionFilter {
        after: Some(after),
        ..filter
    });
    Ok((csv::rows(rows.iter().map(|session| row(session, &shop)))?, next))
}

fn row(session: &Session, shop: &Directory) -> [String; 17] {
    let facts = &session.facts;
    let closing = session.closing.as_ref();
    let money = |minor| decimal(minor, session.currency.exponent.into());
    let maybe = |minor: Option<i64>| minor.map(money).unwrap_or_default();
    let store = shop.store(facts.store_id).map_or("", |store| &store.name);
    let register = shop.register(facts.register_id).map_or("", |register| &register.name);
    [
        instant(session.opened_at),
        facts.business_date.to_string(),
        guarded(store),
        guarded(register),
        guarded(&facts.series),
        guarded(&session.opened_by.name),
        session.status.name().to_owned(),
        if facts.training { "yes" } else { "no" }.to_owned(),
        session.currency.code.clone(),
        money(session.float_minor),
        closing.map(|closing| instant(closing.at)).unwrap_or_default(),
        closing.map(|closing| guarded(&closing.by.name)).unwrap_or_default(),
        maybe(closing.map(|closing| closing.expected_minor)),
        maybe(closing.map(|closing| closing.counted_minor)),
        maybe(session.variance_minor()),
        maybe(closing.map(|closing| closing.left_minor)),
        facts.id.to_string(),
    ]
}
