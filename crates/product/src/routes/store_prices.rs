//! `/products/{product_id}/store-prices`: what a store sells a product at, where that is not the price of the whole shop.

use axum::{extract::State as Axum, response::Response};
use contracts::ids::{ProductId, StoreId};
use http::StatusCode;
use kernel::{
    Caller, Result,
    codes::NOT_FOUND,
    http::Path,
    idempotency::{Claim, Idempotent},
};
use serde::Deserialize;
use utoipa::ToSchema;

use super::products::Product;
use crate::{
    State,
    faults::Faults,
    price::{Price, with_own},
    product::Details,
    saving, store,
};

/// A store's own price.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetStorePrice {
    pub store_id: StoreId,
    /// Null ends it: the store then sells at the price of all others.
    #[serde(deserialize_with = "Option::deserialize")]
    #[schema(required)]
    pub price: Option<Price>,
}

/// Sets or ends a store's own price, from now on. Later changes of the product's price leave it as it is.
#[utoipa::path(post, path = "/products/{product_id}/store-prices", operation_id = "set_store_price", tag = "product",
    request_body = SetStorePrice, params(("product_id" = Uuid, Path),
    ("Idempotency-Key" = String, Header, description = "1 to 200 visible ASCII characters")), responses(
    (status = 200, body = Product),
    (status = 400, description = "`invalid_body`, `invalid_path`, `idempotency_key_missing`"),
    (status = 404, description = "`not_found`"),
    (status = 409, description = "`request_in_progress`"),
    (status = 422, description = "`unknown_store`, `idempotency_key_reused`"),
))]
pub async fn set_store_price(
    Axum(state): Axum<State>,
    caller: Caller,
    Path(id): Path<ProductId>,
    request: Idempotent<SetStorePrice>,
) -> Result<Response> {
    let mut faults = Faults::default();
    let price = request.body.price.and_then(|price| price.parse("/price", &mut faults));
    if !faults.is_empty() {
        return Err(faults.error(""));
    }
    let store_id = request.body.store_id;
    state.require_store(&caller, store_id).await?;
    let mut tx = state.deps.db.tenant(&caller).await?;
    if let Claim::Replay(answer) = request.claim(&mut tx, &state.deps.clock).await? {
        return Ok(answer);
    }
    let before = store::product::lock(&mut tx, id, state.deps.clock.now())
        .await?
        .ok_or_else(|| NOT_FOUND.error())?;
    let after = Details {
        own_prices: with_own(&before.details.own_prices, store_id, price),
        ..before.details.clone()
    };
    let product = saving::update(&state.deps, &mut tx, &caller, before, after).await?;
    let answer = request.keep(&mut tx, StatusCode::OK, &Product::from(product)).await?;
    tx.commit().await?;
    state.deps.wake.written();
    Ok(answer)
}
