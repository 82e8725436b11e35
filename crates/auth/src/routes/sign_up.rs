//! Opening a shop.

use axum::{
    extract::State as AxumState,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use contracts::{
    auth::ReceiptLanguage,
    ids::{RegisterId, StoreId},
};
use kernel::{
    Error, Result,
    http::{Body, extract::Json},
    id::{TenantId, UserId},
    idempotency::json_response,
    secret::Secret,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    State,
    client_address::ClientAddress,
    codes,
    tenants::{self, NewTenant},
};

/// A new shop with its owner.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SignUp {
    /// 3 to 40 letters, digits and hyphens, unique over all shops. Every sign-in names it.
    shop_code: String,
    /// 1 to 200 characters.
    shop_name: String,
    /// ISO 4217.
    #[schema(example = "EUR")]
    currency: String,
    /// IANA name.
    #[schema(example = "Europe/Berlin")]
    time_zone: String,
    /// What the first store prints in; `en` when absent.
    receipt_language: Option<ReceiptLanguage>,
    prices_include_tax: bool,
    /// 1 to 200 characters.
    owner_name: String,
    email: String,
    /// 10 to 1,024 bytes.
    #[schema(value_type = String)]
    password: Secret,
}

/// The new shop's ids.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SignedUp {
    tenant_id: TenantId,
    shop_code: String,
    user_id: UserId,
    store_id: StoreId,
    register_id: RegisterId,
}

/// Whether somebody new can open a shop here.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SignUpState {
    open: bool,
}

/// Whether `POST /auth/sign-up` takes new shops: what a page asks before it asks people for anything.
#[utoipa::path(get, path = "/auth/sign-up", operation_id = "get_sign_up", tag = "auth", responses((status = 200, body = SignUpState)))]
pub(crate) async fn get_sign_up(AxumState(state): AxumState<State>) -> Json<SignUpState> {
    Json(SignUpState {
        open: state.config.sign_up_open,
    })
}

/// Opens a shop with its owner, one store and one register. Needs no Idempotency-Key: the shop code is taken once.
#[utoipa::path(post, path = "/auth/sign-up", operation_id = "sign_up", tag = "auth", request_body = SignUp,
    responses(
        (status = 201, body = SignedUp),
        (status = 400, description = "invalid_body"),
        (status = 403, description = "sign_up_closed"),
        (status = 409, description = "shop_code_taken"),
        (status = 422, description = "currency_not_supported, weak_password"),
        (status = 429, description = "too_many_attempts"),
        (status = 503, description = "busy"),
    ))]
pub(crate) async fn sign_up(
    AxumState(state): AxumState<State>,
    address: ClientAddress,
    Body(new): Body<SignUp>,
) -> Result<Response> {
    if !state.config.sign_up_open {
        return Err(codes::SIGN_UP_CLOSED.error());
    }
    state.attempts.by_address(address.0).await?;
    let new = NewTenant {
        shop_code: new.shop_code,
        shop_name: new.shop_name,
        currency: new.currency,
        time_zone: new.time_zone,
        receipt_language: new.receipt_language.unwrap_or_default(),
        prices_include_tax: new.prices_include_tax,
        owner_name: new.owner_name,
        email: new.email,
        password: new.password.expose().to_owned(),
    };
    let made = tenants::create(&state.deps, &state.hasher, new).await?;
    let answer = SignedUp {
        tenant_id: made.tenant_id,
        shop_code: made.shop_code,
        user_id: made.user_id,
        store_id: made.store_id,
        register_id: made.register_id,
    };
    let body = serde_json::to_string(&answer).map_err(Error::internal)?;
    Ok(json_response(StatusCode::CREATED, body).into_response())
}
