//! The list of the staff, and who is found in it.

use std::collections::HashMap;

use axum::extract::State as AxumState;
use kernel::{
    Caller, Capability, Result,
    codes::{INVALID_CURSOR, INVALID_QUERY},
    http::{Query, extract::Json},
    id::UserId,
    page::{self, Page},
};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::users::UserView;
use crate::{
    State,
    grants::RoleGrant,
    store::{
        self,
        users::{After, Wanted},
    },
    user::UserStatus,
};

const QUERY_CHARS_MAX: usize = 200;

/// What a list of the staff is ordered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum UserSort {
    #[default]
    Email,
    Name,
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ListUsers {
    /// What the name or the address contains, in any case: 200 characters at most.
    query: Option<String>,
    #[param(value_type = Option<UserStatus>)]
    status: Option<UserStatus>,
    /// `email` when absent.
    #[param(inline)]
    sort: Option<UserSort>,
    /// 1 to 200; 50 when absent.
    limit: Option<u32>,
    /// Where the page before ended.
    cursor: Option<String>,
}

/// The staff by e-mail address or by name; for somebody who may see users in some stores only, those who work there or everywhere.
#[utoipa::path(get, path = "/users", operation_id = "list_users", tag = "auth", params(ListUsers),
    responses((status = 200, body = Page<UserView>), (status = 400, description = "invalid_query, invalid_cursor"), (status = 403, description = "forbidden")))]
pub(crate) async fn list_users(
    AxumState(state): AxumState<State>,
    caller: Caller,
    Query(query): Query<ListUsers>,
) -> Result<Json<Page<UserView>>> {
    let limit = page::limit(query.limit)?;
    let by_name = query.sort.unwrap_or_default() == UserSort::Name;
    let after: Option<After> = page::decode_cursor(query.cursor.as_deref())?;
    if after.as_ref().is_some_and(|after| after.by_name != by_name) {
        return Err(INVALID_CURSOR.error());
    }
    let wanted = Wanted {
        stores: caller.stores_with(Capability::UserRead),
        text: searched(query.query.as_deref())?,
        status: query.status,
        by_name,
    };
    let mut tx = state.deps.db.tenant(&caller).await?;
    let users = store::users::page(&mut tx, &wanted, after, i64::from(limit) + 1).await?;
    let ids: Vec<UserId> = users.iter().map(|placed| placed.user.id).collect();
    let mut roles: HashMap<UserId, Vec<RoleGrant>> = store::role_grant::of_all(&mut tx, &ids).await?;
    tx.commit().await?;
    let page = Page::of(users, limit, |placed| placed.after(by_name))?;
    Ok(Json(page.map(|placed| {
        let held = roles.remove(&placed.user.id).unwrap_or_default();
        UserView::new(placed.user, held)
    })))
}

/// What was typed, without the space around it.
fn searched(query: Option<&str>) -> Result<Option<&str>> {
    let text = query.map(str::trim).filter(|text| !text.is_empty());
    if text.is_some_and(|text| text.chars().count() > QUERY_CHARS_MAX) {
        return Err(INVALID_QUERY.error().at(
            "?query",
            "too_long",
            format!("a search has at most {QUERY_CHARS_MAX} characters"),
        ));
    }
    if text.is_some_and(|text| text.chars().any(char::is_control)) {
        return Err(INVALID_QUERY
            .error()
            .at("?query", "malformed", "a search has no control characters"));
    }
    Ok(text)
}
