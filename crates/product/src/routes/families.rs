//! `/families`: products that differ in size, colour and the like only.

use axum::{extract::State as Axum, response::Response};
use contracts::ids::FamilyId;
use http::StatusCode;
use kernel::{
    Caller, Result,
    codes::{INVALID_QUERY, NOT_FOUND},
    http::{Body, Path, Query, extract::Json},
    idempotency::{Claim, Idempotent},
    page::{self, Page},
    sorted::{self, Place},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::products::Product;
use crate::{
    State,
    family::{self, ChangeFamily, FamilyOption, NewFamily},
    fold, product, saving_family, store,
};

/// A family with its products.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct Family {
    pub id: FamilyId,
    pub name: String,
    pub options: Vec<FamilyOption>,
    /// On sale or not, by the places of their values; at most 200.
    pub variants: Vec<Product>,
}

impl Family {
    fn of(family: family::Family, mut products: Vec<product::Product>) -> Self {
        products.sort_by_key(|product| {
            let options = product.details.variant.iter().flat_map(|variant| &variant.options);
            options.map(|option| option.position).collect::<Vec<_>>()
        });
        Self {
            id: family.id,
            name: family.name.into_string(),
            options: family.options,
            variants: products.into_iter().map(Product::from).collect(),
        }
    }
}

/// A family without its products.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct FamilySummary {
    pub id: FamilyId,
    pub name: String,
    pub options: Vec<FamilyOption>,
    /// How many products it has, on sale or not.
    pub variants: i64,
}

/// Which families.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ListFamilies {
    /// What the name contains; case and accents do not matter. At most 200 characters.
    #[param(max_length = 200)]
    query: Option<String>,
    /// `name` where it is left out; a minus begins with the last.
    #[param(inline)]
    sort: Option<FamilySort>,
    /// 1 to 200; 50 where it is left out.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// Which end of the names the list begins with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub(crate) enum FamilySort {
    #[default]
    #[serde(rename = "name")]
    Name,
    #[serde(rename = "-name")]
    NameFalling,
}

/// Where a page ends.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Cursor {
    folded: String,
}

/// The families by name, from either end.
#[utoipa::path(get, path = "/families", operation_id = "list_families", tag = "product", params(ListFamilies), responses(
    (status = 200, body = Page<FamilySummary>),
    (status = 400, description = "`invalid_query`, `invalid_cursor`"),
))]
pub async fn list_families(
    Axum(state): Axum<State>,
    caller: Caller,
    Query(query): Query<ListFamilies>,
) -> Result<Json<Page<FamilySummary>>> {
    let limit = page::limit(query.limit)?;
    let part = query.query.unwrap_or_default();
    if part.chars().count() > fold::FOLDED_CHARS_MAX || part.contains('\0') {
        let detail = format!("this takes at most {} characters", fold::FOLDED_CHARS_MAX);
        return Err(INVALID_QUERY.error().at("?query", "too_long", detail));
    }
    let sort = query.sort.unwrap_or_default();
    let falling = sort == FamilySort::NameFalling;
    let after = sorted::after::<_, Cursor>(query.cursor.as_deref(), sort)?;
    let after = after.map_or_else(|| fold::edge(falling), |key| key.folded);
    let mut tx = state.deps.db.tenant(&caller).await?;
    let rows = store::family::list(&mut tx, &fold::fold(&part), &after, falling, i64::from(limit) + 1).await?;
    tx.commit().await?;
    let page = Page::of(rows, limit, |(last, _)| {
        let folded = fold::fold(last.name.as_str());
        Place::of(sort, Cursor { folded })
    })?;
    Ok(Json(page.map(|(family, variants)| FamilySummary {
        id: family.id,
        name: family.name.into_string(),
        options: family.options,
        variants,
    })))
}

/// Makes a family and its products, on sale at once: all of them, or none.
#[utoipa::path(post, path = "/families", operation_id = "create_family", tag = "product", request_body = NewFamily,
    params(("Idempotency-Key" = String, Header, description = "1 to 200 visible ASCII characters")), responses(
    (status = 201, body = Family),
    (status = 400, description = "`invalid_body`, `idempotency_key_missing`"),
    (status = 409, description = "`family_taken`; `sku_taken` and `barcode_taken` with the place of each variant that clashes; `request_in_progress`"),
    (status = 422, description = "`unknown_category`, `idempotency_key_reused`"),
))]
pub async fn create_family(
    Axum(state): Axum<State>,
    caller: Caller,
    request: Idempotent<NewFamily>,
) -> Result<Response> {
    let id = state.deps.entropy.id(state.deps.clock.now());
    let (family, products) = request.body.clone().parse(id)?;
    let mut tx = state.deps.db.tenant(&caller).await?;
    if let Claim::Replay(answer) = request.claim(&mut tx, &state.deps.clock).await? {
        return Ok(answer);
    }
    saving_family::make_with_products(&state.deps, &mut tx, &caller, &family, products).await?;
    let members = saving_family::members(&state.deps, &mut tx, id).await?;
    let answer = request
        .keep(&mut tx, StatusCode::CREATED, &Family::of(family, members))
        .await?;
    tx.commit().await?;
    state.deps.wake.written();
    Ok(answer)
}

/// Reads a family with its products.
#[utoipa::path(get, path = "/families/{family_id}", operation_id = "get_family", tag = "product", params(("family_id" = Uuid, Path)),
    responses(
    (status = 200, body = Family),
    (status = 400, description = "`invalid_path`"),
    (status = 404, description = "`not_found`"),
))]
pub async fn get_family(Axum(state): Axum<State>, caller: Caller, Path(id): Path<FamilyId>) -> Result<Json<Family>> {
    let mut tx = state.deps.db.tenant(&caller).await?;
    let family = store::family::find(&mut tx, id)
        .await?
        .ok_or_else(|| NOT_FOUND.error())?;
    let members = saving_family::members(&state.deps, &mut tx, id).await?;
    tx.commit().await?;
    Ok(Json(Family::of(family, members)))
}

/// Renames a family, its options, or changes their values. Of two changes at once the later one stays.
#[utoipa::path(patch, path = "/families/{family_id}", operation_id = "update_family", tag = "product", request_body = ChangeFamily,
    params(("family_id" = Uuid, Path)), responses(
    (status = 200, body = Family),
    (status = 400, description = "`invalid_body`, `invalid_path`"),
    (status = 404, description = "`not_found`"),
    (status = 409, description = "`family_taken`; `option_value_in_use` with the `sku` of a product that has it"),
))]
pub async fn update_family(
    Axum(state): Axum<State>,
    caller: Caller,
    Path(id): Path<FamilyId>,
    Body(change): Body<ChangeFamily>,
) -> Result<Json<Family>> {
    let edit = change.parse()?;
    let mut tx = state.deps.db.tenant(&caller).await?;
    let family = saving_family::update(&state.deps, &mut tx, &caller, id, edit).await?;
    let members = saving_family::members(&state.deps, &mut tx, id).await?;
    tx.commit().await?;
    state.deps.wake.written();
    Ok(Json(Family::of(family, members)))
}
