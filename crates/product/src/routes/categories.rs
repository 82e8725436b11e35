//! `/categories`.

use axum::{extract::State as Axum, response::Response};
use contracts::ids::CategoryId;
use http::StatusCode;
use kernel::{
    Caller, Result,
    audit::AuditEvent,
    codes::NOT_FOUND,
    http::{Body, Path, Query, extract::Json},
    idempotency::{Claim, Idempotent},
    page::{self, Page},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    State,
    category::{self, ChangeCategory, NewCategory},
    fold, saving,
    store::{self, category::After},
    text::Color,
};

/// A group of products.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct Category {
    pub id: CategoryId,
    pub name: String,
    /// `#rrggbb`, lower case.
    pub color: Option<String>,
    /// Its place in the list, 0 to 10,000.
    pub position: i32,
}

impl From<category::Category> for Category {
    fn from(category: category::Category) -> Self {
        Self {
            id: category.id,
            name: category.name.into_string(),
            color: category.color.map(Color::into_string),
            position: category.position,
        }
    }
}

/// Which page of the categories.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ListCategories {
    /// 1 to 200; 50 where it is left out.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// Where a page ends.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Cursor {
    position: i32,
    folded: String,
    id: Uuid,
}

/// The categories, by position and name.
#[utoipa::path(get, path = "/categories", operation_id = "list_categories", tag = "product", params(ListCategories), responses(
    (status = 200, body = Page<Category>),
    (status = 400, description = "`invalid_query`, `invalid_cursor`"),
))]
pub async fn list_categories(
    Axum(state): Axum<State>,
    caller: Caller,
    Query(query): Query<ListCategories>,
) -> Result<Json<Page<Category>>> {
    let limit = page::limit(query.limit)?;
    let cursor = page::decode_cursor::<Cursor>(query.cursor.as_deref())?;
    let (position, folded, id) = cursor.map_or((-1, String::new(), Uuid::nil()), |c| (c.position, c.folded, c.id));
    let mut tx = state.deps.db.tenant(&caller).await?;
    let after = After {
        position,
        folded: &folded,
        id: id.into(),
    };
    let rows = store::category::list(&mut tx, &after, i64::from(limit) + 1).await?;
    tx.commit().await?;
    let page = Page::of(rows, limit, |last: &category::Category| Cursor {
        position: last.position,
        folded: fold::fold(last.name.as_str()),
        id: last.id.uuid(),
    })?;
    Ok(Json(page.map(Category::from)))
}

/// Makes a category.
#[utoipa::path(post, path = "/categories", operation_id = "create_category", tag = "product", request_body = NewCategory,
    params(("Idempotency-Key" = String, Header, description = "1 to 200 visible ASCII characters")), responses(
    (status = 201, body = Category),
    (status = 400, description = "`invalid_body`, `idempotency_key_missing`"),
    (status = 409, description = "`category_taken`, `request_in_progress`"),
    (status = 422, description = "`idempotency_key_reused`"),
))]
pub async fn create_category(
    Axum(state): Axum<State>,
    caller: Caller,
    request: Idempotent<NewCategory>,
) -> Result<Response> {
    let draft = request.body.clone().parse()?;
    let mut tx = state.deps.db.tenant(&caller).await?;
    if let Claim::Replay(answer) = request.claim(&mut tx, &state.deps.clock).await? {
        return Ok(answer);
    }
    let category = saving::create_category(&state.deps, &mut tx, &caller, draft).await?;
    let answer = request
        .keep(&mut tx, StatusCode::CREATED, &Category::from(category))
        .await?;
    tx.commit().await?;
    state.deps.wake.written();
    Ok(answer)
}

/// Changes a category. Of two changes at once the later one stays.
#[utoipa::path(patch, path = "/categories/{category_id}", operation_id = "update_category", tag = "product",
    request_body = ChangeCategory, params(("category_id" = Uuid, Path)), responses(
    (status = 200, body = Category),
    (status = 400, description = "`invalid_body`, `invalid_path`"),
    (status = 404, description = "`not_found`"),
    (status = 409, description = "`category_taken`"),
))]
pub async fn update_category(
    Axum(state): Axum<State>,
    caller: Caller,
    Path(id): Path<CategoryId>,
    Body(change): Body<ChangeCategory>,
) -> Result<Json<Category>> {
    let edit = change.parse()?;
    let mut tx = state.deps.db.tenant(&caller).await?;
    let before = store::category::lock(&mut tx, id)
        .await?
        .ok_or_else(|| NOT_FOUND.error())?;
    let after = edit.apply(&before);
    if after != before {
        store::category::update(&mut tx, &after, state.deps.clock.now()).await?;
        let audit = AuditEvent::new("category.updated", id.uuid())
            .before(&before)?
            .after(&after)?;
        state.deps.record(&mut tx, &caller, audit).await?;
    }
    tx.commit().await?;
    state.deps.wake.written();
    Ok(Json(after.into()))
}
