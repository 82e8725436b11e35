//! `GET /catalog/changes`: what tills and the price book follow.

use axum::{
    Extension,
    extract::State as Axum,
    response::{IntoResponse, Response},
};
use contracts::{ids::StoreId, product::CatalogChanges};
use kernel::{
    Caller, Result,
    http::{Query, extract::Json},
};
use serde::Deserialize;
use tower_http::{CompressionLevel, compression::CompressionLayer};
use utoipa::IntoParams;

use crate::{State, feed, store};

/// Marks an answer that is sent compressed to whoever takes it: many goods, and nothing that a stranger could have put beside a secret.
#[derive(Clone, Copy)]
struct Compressible;

/// Compresses the feed's pages: zstd at level 3 takes a tenth of gzip's time for the same size (docs/performance.md).
pub fn compressed<S: Clone + Send + Sync + 'static>(router: axum::Router<S>) -> axum::Router<S> {
    let marked = |_, _, _: &http::HeaderMap, extensions: &http::Extensions| extensions.get::<Compressible>().is_some();
    router.layer(
        CompressionLayer::new()
            .quality(CompressionLevel::Precise(3))
            .compress_when(marked),
    )
}

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
    /// The store of the till that asks: of the stores' own prices only its own are told. All of them where it is left out.
    store_id: Option<StoreId>,
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
) -> Result<Response> {
    let limit = feed::limit(query.limit)?;
    let mut tx = state.deps.db.tenant(&caller).await?;
    let head = store::head::read(&mut tx).await?;
    let from = feed::read_cursor(query.cursor.as_deref(), query.store_id, head)?;
    let products = store::feed::changed_after(&mut tx, from.rev, state.deps.clock.now(), i64::from(limit) + 1).await?;
    tx.commit().await?;
    let page = feed::page(products, from, limit, head)?;
    Ok((Extension(Compressible), Json(page)).into_response())
}
