//! `/products/{product_id}/picture` and `/pictures/{hash}`: pictures of goods.

use std::time::Duration;

use aws_lc_rs::digest::{SHA256, digest};
use axum::{
    extract::{FromRequest, Request, State as Axum},
    response::{IntoResponse as _, Response},
};
use bytes::Bytes;
use contracts::ids::ProductId;
use http::header;
use http_body_util::{BodyExt as _, Limited};
use kernel::{
    Caller, Error, Result,
    codes::{self as kernel_codes, INVALID_PATH, NOT_FOUND, UNSUPPORTED_MEDIA_TYPE},
    http::{Path, Query, extract::Json},
};
use serde::{Deserialize, Serialize};
use tokio::sync::Semaphore;
use utoipa::{IntoParams, ToSchema};

use super::products::Product;
use crate::{State, picture, product::Details, saving, store, text::ImageRef};

/// How long a file may take to arrive.
const ARRIVAL_TIMEOUT: Duration = Duration::from_secs(30);
/// Pictures that are read at once: each takes a processor, and memory for all its pixels.
static READING: Semaphore = Semaphore::const_new(1);

/// A file that is said to be a picture, which has not arrived yet.
#[derive(Debug)]
pub struct PictureFile(Request);

impl<S: Send + Sync> FromRequest<S> for PictureFile {
    type Rejection = Error;

    async fn from_request(request: Request, _: &S) -> Result<Self> {
        Ok(Self(request))
    }
}

impl PictureFile {
    /// # Errors
    /// 408, 413 and 415 for a file that stops arriving, is too large, or is said to be something else.
    async fn arrive(self) -> Result<Bytes> {
        let kind = self
            .0
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok());
        if !kind.is_some_and(|kind| kind.starts_with("image/")) {
            return Err(UNSUPPORTED_MEDIA_TYPE.because("Send the picture as image/jpeg, image/png or image/webp."));
        }
        let body = Limited::new(self.0.into_body(), picture::BYTES_MAX).collect();
        match tokio::time::timeout(ARRIVAL_TIMEOUT, body).await {
            Ok(Ok(body)) => Ok(body.to_bytes()),
            Ok(Err(error)) if error.is::<http_body_util::LengthLimitError>() => {
                Err(kernel_codes::BODY_TOO_LARGE.error())
            }
            Ok(Err(error)) => Err(kernel_codes::INVALID_BODY
                .error()
                .caused_by(Error::internal(error.to_string()))),
            Err(_) => Err(kernel_codes::BODY_TIMEOUT.error()),
        }
    }
}

/// Gives a product this picture: a JPEG, PNG or WebP file of at most 5 MiB and 16 million pixels. It is kept at no more than 800 pixels a side,
/// upright, and without what the camera wrote into it. The product's `image` is then `pictures/` and the SHA-256 of the file. The same file
/// again changes nothing.
#[utoipa::path(put, path = "/products/{product_id}/picture", operation_id = "put_picture", tag = "product",
    params(("product_id" = Uuid, Path)), request_body(content = Vec<u8>, content_type = "image/*"), responses(
    (status = 200, body = Product),
    (status = 400, description = "`invalid_path`"),
    (status = 404, description = "`not_found`"),
    (status = 413, description = "`body_too_large`"),
    (status = 415, description = "`unsupported_media_type`"),
    (status = 422, description = "`picture_unreadable`"),
))]
pub async fn put_picture(
    Axum(state): Axum<State>,
    caller: Caller,
    Path(id): Path<ProductId>,
    file: PictureFile,
) -> Result<Json<Product>> {
    let mut tx = state.deps.db.tenant(&caller).await?;
    let there = store::product::exists(&mut tx, id).await?;
    tx.commit().await?;
    if !there {
        return Err(NOT_FOUND.error());
    }
    let file = file.arrive().await?;
    let hash = digest(&SHA256, &file).as_ref().to_vec();
    let mut tx = state.deps.db.tenant(&caller).await?;
    let kept = store::picture::exists(&mut tx, &hash).await?;
    tx.commit().await?;
    let picture = if kept { None } else { Some(read(file).await?) };
    let now = state.deps.clock.now();
    let mut tx = state.deps.db.tenant(&caller).await?;
    if let Some(picture) = picture {
        store::picture::keep(&mut tx, &hash, &picture, caller.user, now).await?;
    }
    let before = store::product::lock(&mut tx, id, now)
        .await?
        .ok_or_else(|| NOT_FOUND.error())?;
    let after = Details {
        image: Some(ImageRef::stored(format!("pictures/{}", hex(&hash)))),
        ..before.details.clone()
    };
    let product = saving::update(&state.deps, &mut tx, &caller, before, after).await?;
    tx.commit().await?;
    state.deps.wake.written();
    Ok(Json(product.into()))
}

/// Reads the file beside the tasks that serve, one after another.
async fn read(file: Bytes) -> Result<picture::Picture> {
    let _turn = READING.acquire().await.map_err(Error::internal)?;
    tokio::task::spawn_blocking(move || picture::read(&file))
        .await
        .map_err(Error::internal)?
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The bytes of 64 hexadecimal digits in lower case.
fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    if text.len() != 64 || !text.bytes().all(digits) {
        return None;
    }
    (0..64)
        .step_by(2)
        .map(|at| u8::from_str_radix(text.get(at..at + 2)?, 16).ok())
        .collect()
}

/// How large a picture is wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PictureSize {
    /// At most 800 pixels a side.
    #[default]
    Large,
    /// At most 160.
    Small,
}

/// Which size.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ShowPicture {
    /// `large` where it is left out.
    #[param(inline)]
    size: Option<PictureSize>,
}

/// A picture of the shop's goods. What is under a hash never changes: whoever has it need not ask again.
#[utoipa::path(get, path = "/pictures/{hash}", operation_id = "get_picture", tag = "product",
    params(("hash" = String, Path, description = "64 hexadecimal digits"), ShowPicture), responses(
    (status = 200, body = Vec<u8>, content_type = "image/*"),
    (status = 400, description = "`invalid_path`, `invalid_query`"),
    (status = 404, description = "`not_found`"),
))]
pub async fn get_picture(
    Axum(state): Axum<State>,
    caller: Caller,
    Path(hash): Path<String>,
    Query(query): Query<ShowPicture>,
) -> Result<Response> {
    let hash = unhex(&hash).ok_or_else(|| INVALID_PATH.error())?;
    let small = query.size.unwrap_or_default() == PictureSize::Small;
    let mut tx = state.deps.db.tenant(&caller).await?;
    let shown = store::picture::show(&mut tx, &hash, small).await?;
    tx.commit().await?;
    let shown = shown.ok_or_else(|| NOT_FOUND.error())?;
    let headers = [
        (header::CONTENT_TYPE, shown.media_type),
        // Only in the browser that was allowed to see it.
        (header::CACHE_CONTROL, "private, max-age=31536000, immutable".to_owned()),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (header::VARY, "authorization, x-tenant-id".to_owned()),
    ];
    Ok((headers, shown.bytes).into_response())
}
