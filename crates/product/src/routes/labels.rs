//! `/internal/products/labels`: what products are called, for contexts that keep only their ids.

use axum::extract::State as Axum;
use contracts::product::{LabelsOf, ProductLabels};
use kernel::{
    Caller, Result, codes,
    http::{Body, extract::Json},
};

use crate::{State, store};

/// The labels of those products that the tenant has. Asked for by services, for documents and lists that name products.
#[utoipa::path(post, path = "/internal/products/labels", operation_id = "list_product_labels", tag = "product", request_body = LabelsOf,
    responses(
        (status = 200, body = ProductLabels),
        (status = 400, description = "`invalid_body`"),
        (status = 403, description = "`services_only`"),
    ))]
pub async fn list_product_labels(
    Axum(state): Axum<State>,
    caller: Caller,
    Body(wanted): Body<LabelsOf>,
) -> Result<Json<ProductLabels>> {
    if wanted.ids.len() > LabelsOf::IDS_MAX {
        let error = codes::INVALID_BODY.error();
        return Err(error.at("/ids", "out_of_range", "at most 1000 products at once"));
    }
    let mut tx = state.deps.db.tenant(&caller).await?;
    let items = store::label::of(&mut tx, &wanted.ids).await?;
    tx.rollback().await?;
    Ok(Json(ProductLabels { items }))
}
