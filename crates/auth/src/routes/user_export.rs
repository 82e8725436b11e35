//! `/users/export`: the staff as a file.

use std::{collections::HashMap, sync::Arc};

use axum::{extract::State as AxumState, response::Response};
use contracts::ids::StoreId;
use kernel::{
    Caller, Result,
    csv::{self, guarded, instant},
    http::Query,
};
use serde::Deserialize;
use serde_json::json;
use utoipa::IntoParams;

use super::user_list::{ListUsers, page};
use super::users::UserView;
use crate::{State, store, user::UserStatus};

/// Users that are read at once.
const PAGE: u32 = 1000;
/// Every store of the largest chain.
const STORES_MAX: i64 = 10_000;
const COLUMNS: [&str; 6] = ["name", "email", "status", "roles", "created_at", "user_id"];

/// What the file is narrowed to: the filters of the list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ExportUsers {
    /// What the name or the address contains, in any case: 200 characters at most.
    query: Option<String>,
    #[param(value_type = Option<UserStatus>)]
    status: Option<UserStatus>,
}

/// The staff as the list has it, with the same filters, by e-mail address.
#[utoipa::path(get, path = "/users/export", operation_id = "export_users", tag = "auth", params(ExportUsers),
    responses((status = 200, body = String, content_type = "text/csv"), (status = 400, description = "invalid_query"), (status = 403, description = "forbidden")))]
pub(crate) async fn export_users(
    AxumState(state): AxumState<State>,
    caller: Caller,
    Query(query): Query<ExportUsers>,
) -> Result<Response> {
    let is_searched = query.query.is_some();
    let first = ListUsers::of(query.query, query.status);
    first.check()?;
    // What was searched for may be a name: whether anything was is enough.
    let narrowed_to = json!({"query": is_searched, "status": query.status});
    state
        .deps
        .record_export(&caller, "users.exported", &narrowed_to)
        .await?;
    let mut tx = state.deps.db.tenant(&caller).await?;
    let stores = store::store::page(&mut tx, None, None, STORES_MAX).await?;
    tx.commit().await?;
    let stores: Arc<HashMap<StoreId, String>> =
        Arc::new(stores.into_iter().map(|store| (store.id, store.name)).collect());
    csv::paged("users.csv", COLUMNS, first, move |asked| {
        let (state, caller, stores) = (state.clone(), caller.clone(), Arc::clone(&stores));
        async move {
            let users = page(&state, &caller, &asked, PAGE).await?;
            let lines = csv::rows(users.items.iter().map(|user| row(user, &stores)))?;
            Ok((lines, users.next_cursor.map(|cursor| asked.from(cursor))))
        }
    })
}

fn row(user: &UserView, stores: &HashMap<StoreId, String>) -> [String; 6] {
    [
        guarded(&user.name),
        guarded(&user.email),
        user.status.name().to_owned(),
        guarded(&roles(user, stores)),
        instant(user.created_at),
        user.id.to_string(),
    ]
}

/// `manager: Market Square; cashier: all stores`.
fn roles(user: &UserView, stores: &HashMap<StoreId, String>) -> String {
    let texts = user.roles.iter().map(|grant| {
        let place = grant
            .store_id
            .map_or("all stores", |id| stores.get(&id).map_or("", String::as_str));
        format!("{}: {place}", grant.role.name())
    });
    texts.collect::<Vec<String>>().join("; ")
}
