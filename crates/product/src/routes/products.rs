//! `/products`: make, read and change one.

use axum::{extract::State as Axum, response::Response};
use chrono::{DateTime, Utc};
use contracts::{
    ids::{CategoryId, ProductId, StoreId},
    product::{Unit, Variant},
};
use http::StatusCode;
use kernel::{
    Caller, Result,
    codes::NOT_FOUND,
    http::{Body, Path, extract::Json},
    idempotency::{Claim, Idempotent},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    State,
    barcode::Barcode,
    codes::PRODUCT_CHANGED,
    price::{OwnPrice, Price},
    product::{self, ChangeProduct, NewProduct},
    saving, store,
    text::ImageRef,
    variant,
};

/// A store's own price.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct StorePrice {
    pub store_id: StoreId,
    pub price: Price,
}

impl From<OwnPrice> for StorePrice {
    fn from(own: OwnPrice) -> Self {
        Self {
            store_id: own.store_id,
            price: own.price.into(),
        }
    }
}

/// A product.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct Product {
    pub id: ProductId,
    pub name: String,
    /// The shop's own number.
    pub sku: String,
    pub barcodes: Vec<String>,
    pub category_id: Option<CategoryId>,
    /// What tax rules go by.
    pub tax_category: String,
    pub unit: Unit,
    /// What holds now in every store that has no price of its own.
    pub price: Price,
    /// What holds now in stores that have their own.
    pub store_prices: Vec<StorePrice>,
    pub image: Option<String>,
    /// Where it is one of a family.
    pub variant: Option<Variant>,
    /// Whether it is on sale.
    pub active: bool,
    /// The shop's revision of the last change: send it with the next one.
    pub rev: i64,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

impl From<product::Product> for Product {
    fn from(product: product::Product) -> Self {
        let details = product.details;
        Self {
            id: product.id,
            name: details.name.into_string(),
            sku: details.sku.into_string(),
            barcodes: details.barcodes.into_iter().map(Barcode::into_string).collect(),
            category_id: details.category_id,
            tax_category: details.tax_category.into_string(),
            unit: details.unit,
            price: details.price.into(),
            store_prices: details.own_prices.into_iter().map(StorePrice::from).collect(),
            image: details.image.map(ImageRef::into_string),
            variant: details.variant,
            active: details.active,
            rev: product.rev,
            created_at: product.created_at,
            updated_at: product.updated_at,
        }
    }
}

/// Makes a product, on sale at once.
#[utoipa::path(post, path = "/products", operation_id = "create_product", tag = "product", request_body = NewProduct,
    params(("Idempotency-Key" = String, Header, description = "1 to 200 visible ASCII characters")), responses(
    (status = 201, body = Product),
    (status = 400, description = "`invalid_body`, `idempotency_key_missing`"),
    (status = 409, description = "`sku_taken`; `barcode_taken` with `barcode` and the `product_id` that has it; `variant_taken`, `too_many_variants`, `request_in_progress`"),
    (status = 422, description = "`unknown_category`, `unknown_family`, `unknown_option_value`, `idempotency_key_reused`"),
))]
pub async fn create_product(
    Axum(state): Axum<State>,
    caller: Caller,
    request: Idempotent<NewProduct>,
) -> Result<Response> {
    let mut details = request.body.clone().parse("")?;
    let mut tx = state.deps.db.tenant(&caller).await?;
    if let Claim::Replay(answer) = request.claim(&mut tx, &state.deps.clock).await? {
        return Ok(answer);
    }
    details.variant = variant::placed(&mut tx, None, request.body.variant.clone()).await?;
    let product = saving::create(&state.deps, &mut tx, &caller, details).await?;
    let answer = request
        .keep(&mut tx, StatusCode::CREATED, &Product::from(product))
        .await?;
    tx.commit().await?;
    state.deps.wake.written();
    Ok(answer)
}

/// Reads a product, on sale or not.
#[utoipa::path(get, path = "/products/{product_id}", operation_id = "get_product", tag = "product", params(("product_id" = Uuid, Path)),
    responses(
    (status = 200, body = Product),
    (status = 400, description = "`invalid_path`"),
    (status = 404, description = "`not_found`"),
))]
pub async fn get_product(Axum(state): Axum<State>, caller: Caller, Path(id): Path<ProductId>) -> Result<Json<Product>> {
    let mut tx = state.deps.db.tenant(&caller).await?;
    let product = store::product::find(&mut tx, id, state.deps.clock.now()).await?;
    tx.commit().await?;
    Ok(Json(product.ok_or_else(|| NOT_FOUND.error())?.into()))
}

/// Changes a product that nobody else has changed since it was read.
#[utoipa::path(patch, path = "/products/{product_id}", operation_id = "update_product", tag = "product", request_body = ChangeProduct,
    params(("product_id" = Uuid, Path)), responses(
    (status = 200, body = Product),
    (status = 400, description = "`invalid_body`, `invalid_path`"),
    (status = 404, description = "`not_found`"),
    (status = 409, description = "`product_changed` with the newest `rev`; `sku_taken`; `barcode_taken` with `barcode` and `product_id`; `variant_taken`, `too_many_variants`"),
    (status = 422, description = "`unknown_category`, `unknown_family`, `unknown_option_value`"),
))]
pub async fn update_product(
    Axum(state): Axum<State>,
    caller: Caller,
    Path(id): Path<ProductId>,
    Body(change): Body<ChangeProduct>,
) -> Result<Json<Product>> {
    let read = change.rev;
    let wanted = change.variant.clone();
    let edit = change.parse()?;
    let mut tx = state.deps.db.tenant(&caller).await?;
    let before = store::product::lock(&mut tx, id, state.deps.clock.now())
        .await?
        .ok_or_else(|| NOT_FOUND.error())?;
    if before.rev != read {
        return Err(PRODUCT_CHANGED.error().with("rev", before.rev));
    }
    let mut after = edit.apply(&before.details);
    if let Some(wanted) = wanted {
        after.variant = variant::placed(&mut tx, before.details.variant.as_ref(), wanted).await?;
    }
    let product = saving::update(&state.deps, &mut tx, &caller, before, after).await?;
    tx.commit().await?;
    state.deps.wake.written();
    Ok(Json(product.into()))
}
