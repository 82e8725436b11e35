//! `/products/{product_id}/deactivate` and `/activate`: off sale and back. A product is never deleted: sales point at
//! it.

use axum::{extract::State as Axum, response::Response};
use contracts::ids::ProductId;
use http::StatusCode;
use kernel::{
    Caller, Result,
    codes::NOT_FOUND,
    http::{Nothing, Path},
    idempotency::{Claim, Idempotent},
};

use super::products::Product;
use crate::{State, product::Details, saving, store};

/// Takes a product off sale. One that is off sale stays so.
#[utoipa::path(post, path = "/products/{product_id}/deactivate", operation_id = "deactivate_product", tag = "product",
    request_body = Nothing, params(("product_id" = Uuid, Path),
    ("Idempotency-Key" = String, Header, description = "1 to 200 visible ASCII characters")), responses(
    (status = 200, body = Product),
    (status = 400, description = "`invalid_path`, `idempotency_key_missing`"),
    (status = 404, description = "`not_found`"),
    (status = 409, description = "`request_in_progress`"),
    (status = 422, description = "`idempotency_key_reused`"),
))]
pub async fn deactivate_product(
    Axum(state): Axum<State>,
    caller: Caller,
    Path(id): Path<ProductId>,
    request: Idempotent<Nothing>,
) -> Result<Response> {
    set_active(&state, &caller, id, &request, false).await
}

/// Puts a product on sale again. One that is on sale stays so.
#[utoipa::path(post, path = "/products/{product_id}/activate", operation_id = "activate_product", tag = "product",
    request_body = Nothing, params(("product_id" = Uuid, Path),
    ("Idempotency-Key" = String, Header, description = "1 to 200 visible ASCII characters")), responses(
    (status = 200, body = Product),
    (status = 400, description = "`invalid_path`, `idempotency_key_missing`"),
    (status = 404, description = "`not_found`"),
    (status = 409, description = "`request_in_progress`"),
    (status = 422, description = "`idempotency_key_reused`"),
))]
pub async fn activate_product(
    Axum(state): Axum<State>,
    caller: Caller,
    Path(id): Path<ProductId>,
    request: Idempotent<Nothing>,
) -> Result<Response> {
    set_active(&state, &caller, id, &request, true).await
}

async fn set_active(
    state: &State,
    caller: &Caller,
    id: ProductId,
    request: &Idempotent<Nothing>,
    active: bool,
) -> Result<Response> {
    let mut tx = state.deps.db.tenant(caller).await?;
    if let Claim::Replay(answer) = request.claim(&mut tx, &state.deps.clock).await? {
        return Ok(answer);
    }
    let before = store::product::lock(&mut tx, id, state.deps.clock.now())
        .await?
        .ok_or_else(|| NOT_FOUND.error())?;
    let after = Details {
        active,
        ..before.details.clone()
    };
    let product = saving::update(&state.deps, &mut tx, caller, before, after).await?;
    let answer = request.keep(&mut tx, StatusCode::OK, &Product::from(product)).await?;
    tx.commit().await?;
    state.deps.wake.written();
    Ok(answer)
}
