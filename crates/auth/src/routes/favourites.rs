//! The goods that a store's tills show first.

use axum::extract::State as AxumState;
use contracts::{
    auth::Store,
    ids::{ProductId, StoreId},
};
use kernel::{
    Caller, Capability, Result, codes as kernel_codes,
    http::{Body, Path, extract::Json},
};
use serde::Deserialize;
use utoipa::ToSchema;

use super::stores;
use crate::{State, faults::Faults, favourites, store};

/// The goods of the first page, in their order.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PutFavourites {
    /// At most 60, each once. What is not in the catalogue, or off sale, is not shown.
    product_ids: Vec<ProductId>,
}

/// Lays out the first page of a store's tills. A till on which somebody has chosen goods keeps its own.
#[utoipa::path(put, path = "/stores/{store_id}/favourites", operation_id = "put_favourites", tag = "auth", request_body = PutFavourites,
    params(("store_id" = StoreId, Path)),
    responses(
        (status = 200, body = Store),
        (status = 400, description = "invalid_body"),
        (status = 403, description = "forbidden"),
        (status = 404, description = "not_found"),
    ))]
pub(crate) async fn put_favourites(
    AxumState(state): AxumState<State>,
    caller: Caller,
    Path(id): Path<StoreId>,
    Body(new): Body<PutFavourites>,
) -> Result<Json<Store>> {
    let mut faults = Faults::default();
    let Some(favourites) = faults.take("/product_ids", favourites::page(new.product_ids)) else {
        return Err(faults.error());
    };
    let mut tx = state.deps.db.tenant(&caller).await?;
    store::tenant::lock(&mut tx).await?;
    let before = store::store::load(&mut tx, id)
        .await?
        .ok_or_else(|| kernel_codes::NOT_FOUND.error())?;
    caller.require_in(Capability::CatalogWrite, id.uuid())?;
    let after = Store {
        favourites,
        ..before.clone()
    };
    if after == before {
        return Ok(Json(before));
    }
    let version = store::store::set_favourites(&mut tx, id, &after.favourites).await?;
    stores::tell_of_change(&state, &caller, &mut tx, (&before, &after), version).await?;
    tx.commit().await?;
    state.deps.wake.written();
    Ok(Json(after))
}
