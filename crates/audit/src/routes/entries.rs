//! `/audit/entries`: who did what, to search in.

use std::collections::{BTreeMap, BTreeSet};

use axum::extract::State as AxumState;
use chrono::{DateTime, Utc};
use contracts::ids::StoreId;
use kernel::{
    Caller, Result, codes,
    db::TenantTx,
    http::{Path, Query, extract::Json},
    id::UserId,
    page::{self, Page},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    State,
    entry::hex,
    naming,
    store::entry::{self, Entry, Wanted},
};

/// The longest name of an action.
const ACTION_CHARS_MAX: usize = 100;

/// What the list is narrowed to.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct EntriesQuery {
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
    /// 1 to 200; 50 when absent.
    limit: Option<u32>,
    /// Where the page before ended.
    cursor: Option<String>,
}

/// # Errors
/// 400 `invalid_query` for what can be no action.
pub(super) fn check_action(action: Option<&str>) -> Result<()> {
    let is_action = |action: &str| {
        let of_one = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || "._".contains(letter);
        (1..=ACTION_CHARS_MAX).contains(&action.len()) && action.chars().all(of_one)
    };
    if action.is_none_or(is_action) {
        Ok(())
    } else {
        Err(codes::INVALID_QUERY
            .error()
            .at("?action", "invalid", "an action has a-z, 0-9, . and _, 100 at most"))
    }
}

/// One thing that somebody did.
#[derive(Debug, Serialize, ToSchema)]
pub struct EntryView {
    id: Uuid,
    /// Its place in the chain.
    number: i64,
    at: DateTime<Utc>,
    /// Who; null where a service acted by itself.
    #[schema(value_type = Option<Uuid>)]
    user_id: Option<UserId>,
    /// The service that asked on the user's behalf, if one did.
    via: Option<String>,
    #[schema(example = "order.voided")]
    action: String,
    /// What it was done to.
    subject_id: Uuid,
    /// What that is called, as far as the trail knows: a receipt number, the name of a product or a store. People are named by id alone.
    subject: Option<String>,
    /// Where, as far as it was in a store.
    store_id: Option<Uuid>,
    reason: Option<String>,
    /// The service in which it happened.
    source: String,
}

/// Names of what entries are about, by id.
type Names = BTreeMap<Uuid, String>;

/// The names of what these are about.
async fn names(tx: &mut TenantTx<'_>, entries: &[Entry]) -> Result<Names> {
    let named = entries.iter().filter(|entry| naming::is_named(&entry.row.action));
    let subjects: BTreeSet<Uuid> = named.map(|entry| entry.row.subject_id).collect();
    if subjects.is_empty() {
        return Ok(Names::new());
    }
    let states = entry::naming_states(tx, &Vec::from_iter(subjects)).await?;
    let named = states
        .into_iter()
        .filter_map(|(id, state)| Some((id, naming::name_in(&state)?)));
    Ok(named.collect())
}

impl EntryView {
    fn new(entry: Entry, names: &Names) -> Self {
        let row = entry.row;
        Self {
            subject: names.get(&row.subject_id).cloned(),
            id: row.event_id,
            number: entry.number,
            at: row.at,
            user_id: (!row.user_id.is_nil()).then(|| UserId::from_uuid(row.user_id)),
            via: row.via,
            action: row.action,
            subject_id: row.subject_id,
            store_id: row.store_id,
            reason: row.reason,
            source: row.source,
        }
    }
}

/// The same with what changed, and its place in the chain.
#[derive(Debug, Serialize, ToSchema)]
pub struct EntryDetail {
    #[serde(flatten)]
    entry: EntryView,
    /// The state before, as JSON in text, byte for byte as it is hashed.
    before: Option<String>,
    /// The state after, likewise.
    after: Option<String>,
    /// The request that did it, in the logs.
    trace_id: String,
    /// SHA-256 of the entry before, in hexadecimal.
    previous_hash: String,
    /// SHA-256 of this one: docs/audit.md says of what.
    hash: String,
}

impl EntryDetail {
    fn new(entry: Entry, names: &Names) -> Self {
        let (previous_hash, hash) = (hex(&entry.previous), hex(&entry.hash));
        let row = entry.row.clone();
        Self {
            entry: EntryView::new(entry, names),
            before: row.before,
            after: row.after,
            trace_id: row.trace_id,
            previous_hash,
            hash,
        }
    }
}

/// What happened in the shop, the newest first. An entry is in the list some seconds after it happened.
#[utoipa::path(get, path = "/audit/entries", operation_id = "list_audit_entries", tag = "audit", params(EntriesQuery),
    responses((status = 200, body = Page<EntryView>), (status = 400, description = "invalid_query, invalid_cursor")))]
pub async fn list_audit_entries(
    AxumState(state): AxumState<State>,
    caller: Caller,
    Query(query): Query<EntriesQuery>,
) -> Result<Json<Page<EntryView>>> {
    let limit = page::limit(query.limit)?;
    check_action(query.action.as_deref())?;
    let wanted = Wanted {
        from: query.from,
        to: query.to,
        user: query.user_id.map(|id| id.uuid()),
        action: query.action,
        subject: query.subject_id,
        store: query.store_id.map(|id| id.uuid()),
        before: page::decode_cursor(query.cursor.as_deref())?,
    };
    let mut tx = state.deps.db.tenant(&caller).await?;
    let rows = entry::list(&mut tx, &wanted, false, limit).await?;
    let names = names(&mut tx, &rows).await?;
    tx.commit().await?;
    Ok(Json(
        Page::of(rows, limit, Entry::place)?.map(|entry| EntryView::new(entry, &names)),
    ))
}

/// One entry with what changed.
#[utoipa::path(get, path = "/audit/entries/{entry_id}", operation_id = "get_audit_entry", tag = "audit",
    params(("entry_id" = Uuid, Path)),
    responses((status = 200, body = EntryDetail), (status = 400, description = "invalid_path"), (status = 404, description = "not_found")))]
pub async fn get_audit_entry(
    AxumState(state): AxumState<State>,
    caller: Caller,
    Path(id): Path<Uuid>,
) -> Result<Json<EntryDetail>> {
    let mut tx = state.deps.db.tenant(&caller).await?;
    let found = entry::find(&mut tx, id).await?;
    let entry = found.ok_or_else(|| codes::NOT_FOUND.error())?;
    let names = names(&mut tx, std::slice::from_ref(&entry)).await?;
    tx.commit().await?;
    Ok(Json(EntryDetail::new(entry, &names)))
}
