//! `/audit/entries/export`: what happened, as a file.

use axum::{extract::State as AxumState, response::Response};
use chrono::{DateTime, Utc};
use contracts::ids::StoreId;
use kernel::{
    Caller, Result,
    csv::{self, guarded},
    http::Query,
    id::UserId,
};
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;
use uuid::Uuid;

use super::entries::check_action;
use crate::{
    State,
    entry::hex,
    store::entry::{self, Entry, Wanted},
};

/// Entries that are read at once: one may be large.
const PAGE: u32 = 200;
const COLUMNS: [&str; 14] = [
    "number",
    "at",
    "source",
    "action",
    "user_id",
    "via",
    "subject_id",
    "store_id",
    "reason",
    "before",
    "after",
    "trace_id",
    "previous_hash",
    "hash",
];

/// What the file is narrowed to: the filters of the list.
#[derive(Clone, Debug, Deserialize, Serialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ExportQuery {
    /// First moment.
    #[serde(default, deserialize_with = "kernel::dates::maybe_instant")]
    from: Option<DateTime<Utc>>,
    /// The first moment that is no longer in it.
    #[serde(default, deserialize_with = "kernel::dates::maybe_instant")]
    to: Option<DateTime<Utc>>,
    /// Who.
    #[param(value_type = Option<Uuid>)]
    user_id: Option<UserId>,
    /// What was done: `order.voided`.
    action: Option<String>,
    /// What it was done to.
    subject_id: Option<Uuid>,
    #[param(value_type = Option<Uuid>)]
    store_id: Option<StoreId>,
}

/// What happened in the shop as the list has it, with what changed and the hashes, the newest first. That it was exported is an entry, too.
#[utoipa::path(get, path = "/audit/entries/export", operation_id = "export_audit_entries", tag = "audit", params(ExportQuery),
    responses((status = 200, body = String, content_type = "text/csv"), (status = 400, description = "invalid_query")))]
pub async fn export_audit_entries(
    AxumState(state): AxumState<State>,
    caller: Caller,
    Query(query): Query<ExportQuery>,
) -> Result<Response> {
    check_action(query.action.as_deref())?;
    state.deps.record_export(&caller, "audit.exported", &query).await?;
    let first = Wanted {
        from: query.from,
        to: query.to,
        user: query.user_id.map(|id| id.uuid()),
        action: query.action,
        subject: query.subject_id,
        store: query.store_id.map(|id| id.uuid()),
        before: None,
    };
    csv::paged("audit.csv", COLUMNS, first, move |wanted| {
        page(state.clone(), caller.clone(), wanted)
    })
}

/// The lines of a page, and where to go on.
async fn page(state: State, caller: Caller, wanted: Wanted) -> Result<(Vec<u8>, Option<Wanted>)> {
    let mut tx = state.deps.db.tenant(&caller).await?;
    let mut rows = entry::list(&mut tx, &wanted, true, PAGE).await?;
    drop(tx);
    let next = csv::next(&mut rows, PAGE, Entry::place).map(|place| Wanted {
        before: Some(place),
        ..wanted
    });
    Ok((csv::rows(rows.iter().map(line))?, next))
}

fn line(entry: &Entry) -> [String; 14] {
    let row = &entry.row;
    let text = |text: &Option<String>| text.as_deref().map(guarded).unwrap_or_default();
    [
        entry.number.to_string(),
        row.at.to_rfc3339_opts(chrono::SecondsFormat::Micros, true),
        row.source.clone(),
        row.action.clone(),
        row.user_id.to_string(),
        text(&row.via),
        row.subject_id.to_string(),
        row.store_id.map(|id| id.to_string()).unwrap_or_default(),
        text(&row.reason),
        text(&row.before),
        text(&row.after),
        guarded(&row.trace_id),
        hex(&entry.previous),
        hex(&entry.hash),
    ]
}
