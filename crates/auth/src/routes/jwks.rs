//! The public keys of access tokens.

use axum::{
    extract::State as AxumState,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use kernel::{Result, http::extract::Json};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{State, signing_key::PublicKey};

/// A JSON Web Key Set (RFC 7517).
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Jwks {
    keys: Vec<PublicKey>,
}

/// The keys that access tokens are verified with. A key is here ten minutes before it signs, and until its last token has expired.
#[utoipa::path(get, path = "/.well-known/jwks.json", operation_id = "get_jwks", tag = "auth", responses((status = 200, body = Jwks)))]
pub(crate) async fn get_jwks(AxumState(state): AxumState<State>) -> Result<Response> {
    let mut response = Json(Jwks {
        keys: state.keys.published().await?,
    })
    .into_response();
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=60"));
    Ok(response)
}
