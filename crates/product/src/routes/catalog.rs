//! `GET /catalog/changes`: what tills and the price book follow.

use axum::extract::State as Axum;
use contracts::product::CatalogChanges;
use kernel::{
    Caller, Result,
    http::{Query, extract::Json},
};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{State, feed, store};

/// Where to go on.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ListChanges {
    /// `next_cursor` of the last answer, whenever that was; from the beginning where it is left out.
    cursor: Option<String>,
    /// 1 to 5,000; 1,000 where it is left out. A page of very large products may hold fewer.
    #[param(minimum = 1, maximum = 5000)]
    limit: Option<u32>,
}

/// The products that changed since the cursor: as they are now, or as deleted when they are off sale.
#[utoipa::path(get, path = "/catalog/changes", operation_id = "list_catalog_changes", tag = "product", params(ListChanges), responses(
    (status = 200, body = CatalogChanges),
    (status = 400, description = "`invalid_query`, `invalid_cursor`"),
    (status = 410, description = "`cursor_expired`: read from the beginning"),
))]
pub async fn list_catalog_changes(
    Axum(state): Axum<State>,
    caller: Caller,
    Query(query): Query<ListChanges>,
) -> Result<Json<CatalogChanges>> {
    let limit = feed::limit(query.limit)?;
    let mut tx = state.deps.db.tenant(&caller).await?;
    let head = store::head::read(&mut tx).await?;
    let from = feed::read_cursor(query.cursor.as_deref(), head)?;
    let products = store::feed::changed_after(&mut tx, from.rev, state.deps.clock.now(), i64::from(limit) + 1).await?;
    tx.commit().await?;
    Ok(Json(feed::page(products, from, limit, head)?))
}
