//! The list of the staff, and who is found in it.

use std::collections::HashMap;

use axum::extract::State as AxumState;
use kernel::{
    Caller, Capability, Result,
    codes::INVALID_QUERY,
    http::{Query, extract::Json},
    id::UserId,
    page::{self, Page},
    sorted::{self, Place},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::users::UserView;
use crate::{
    State,
    grants::RoleGrant,
    store::{
        self,
        users::{After, Key, Order, Wanted},
    },
    user::UserStatus,
};

const QUERY_CHARS_MAX: usize = 200;

/// What a list of the staff is ordered by: a minus begins with the last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub(crate) enum UserSort {
    #[default]
    #[serde(rename = "email")]
    Email,
    #[serde(rename = "-email")]
    EmailFalling,
    #[serde(rename = "name")]
    Name,
    #[serde(rename = "-name")]
    NameFalling,
    /// Those who may most come first, each role by name.
    #[serde(rename = "role")]
    Role,
    #[serde(rename = "-role")]
    RoleFalling,
}

impl UserSort {
    const fn order(self) -> Order {
        let (key, falling) = match self {
            Self::Email => (Key::Email, false),
            Self::EmailFalling => (Key::Email, true),
            Self::Name => (Key::Name, false),
            Self::NameFalling => (Key::Name, true),
            Self::Role => (Key::Role, false),
            Self::RoleFalling => (Key::Role, true),
        };
        Order { key, falling }
    }
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

/// The staff by e-mail address, name or role; for somebody who may see users in some stores only, those who work there or everywhere.
#[utoipa::path(get, path = "/users", operation_id = "list_users", tag = "auth", params(ListUsers),
    responses((status = 200, body = Page<UserView>), (status = 400, description = "invalid_query, invalid_cursor"), (status = 403, description = "forbidden")))]
pub(crate) async fn list_users(
    AxumState(state): AxumState<State>,
    caller: Caller,
    Query(query): Query<ListUsers>,
) -> Result<Json<Page<UserView>>> {
    let limit = page::limit(query.limit)?;
    Ok(Json(page(&state, &caller, &query, limit).await?))
}

impl ListUsers {
    /// The list from its beginning, by e-mail address.
    pub(super) const fn of(query: Option<String>, status: Option<UserStatus>) -> Self {
        Self {
            query,
            status,
            sort: None,
            limit: None,
            cursor: None,
        }
    }

    /// The same list from this cursor on.
    pub(super) fn from(self, cursor: String) -> Self {
        Self {
            cursor: Some(cursor),
            ..self
        }
    }

    /// # Errors
    /// 400 `invalid_query` for what cannot be looked for.
    pub(super) fn check(&self) -> Result<()> {
        searched(self.query.as_deref()).map(|_| ())
    }
}

/// A page of the list, with the roles of each user.
pub(super) async fn page(state: &State, caller: &Caller, asked: &ListUsers, limit: u32) -> Result<Page<UserView>> {
    let sort = asked.sort.unwrap_or_default();
    let after: Option<After> = sorted::after(asked.cursor.as_deref(), sort)?;
    let wanted = Wanted {
        stores: caller.stores_with(Capability::UserRead),
        text: searched(asked.query.as_deref())?,
        status: asked.status,
        order: sort.order(),
    };
    let mut tx = state.deps.db.tenant(caller).await?;
    let users = store::users::page(&mut tx, &wanted, after, i64::from(limit) + 1).await?;
    let ids: Vec<UserId> = users.iter().map(|placed| placed.user.id).collect();
    let mut roles: HashMap<UserId, Vec<RoleGrant>> = store::role_grant::of_all(&mut tx, &ids).await?;
    tx.commit().await?;
    let page = Page::of(users, limit, |placed| Place::of(sort, placed.after()))?;
    Ok(page.map(|placed| {
        let held = roles.remove(&placed.user.id).unwrap_or_default();
        UserView::new(placed.user, held)
    }))
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
