//! Signing in, staying signed in, signing out.

use axum::{
    extract::State as AxumState,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use kernel::{
    Capability, Error, Result, codes as kernel_codes,
    http::Body,
    id::{TenantId, UserId},
    idempotency::json_response,
    limits::Key,
    secret::Secret,
    token,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    State,
    client_address::ClientAddress,
    cookie, device,
    faults::Faults,
    grants::{self, RoleGrant},
    password::Typed,
    session::Client,
    sign_in::{self, SignedIn},
    texts::{Email, ShopCode},
    user::User,
};

/// Who wants to sign in, and from what.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SignIn {
    shop_code: String,
    email: String,
    #[schema(value_type = String)]
    password: Secret,
    client: Client,
}

/// Which sign-in to go on with or to end.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Refresh {
    client: Client,
    /// For client `api` only: the others have it in their cookie.
    #[schema(value_type = Option<String>)]
    refresh_token: Option<Secret>,
}

/// A sign-in, and what it allows.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Session {
    /// For the Authorization header, as a bearer token.
    access_token: String,
    #[schema(example = "Bearer")]
    token_type: &'static str,
    /// How long the access token lives, in seconds.
    expires_in_s: i64,
    /// For client `api`; null for the others, which have it in a cookie.
    refresh_token: Option<String>,
    tenant: SessionTenant,
    user: SessionUser,
}

/// The shop that somebody is signed in to.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SessionTenant {
    /// For the X-Tenant-ID header.
    pub id: TenantId,
    pub shop_code: String,
    pub name: String,
}

/// Who is signed in.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SessionUser {
    pub id: UserId,
    pub name: String,
    pub email: String,
    /// Whether they have set a PIN for the till.
    pub has_pin: bool,
    pub roles: Vec<RoleGrant>,
    /// What the roles allow in some store.
    pub capabilities: Vec<Capability>,
}

impl SessionUser {
    pub(crate) fn new(user: User, roles: Vec<RoleGrant>) -> Self {
        let capabilities = grants::capabilities(&roles);
        Self {
            id: user.id,
            name: user.name,
            email: user.email,
            has_pin: user.pin_hash.is_some(),
            roles,
            capabilities,
        }
    }
}

/// Signs in. For `pos` and `admin` the refresh token is an HttpOnly cookie, for `api` it is in the body.
#[utoipa::path(post, path = "/auth/sign-in", operation_id = "sign_in", tag = "auth", request_body = SignIn,
    responses(
        (status = 200, body = Session),
        (status = 400, description = "invalid_body"),
        (status = 401, description = "wrong_credentials"),
        (status = 429, description = "too_many_attempts"),
        (status = 503, description = "busy"),
    ))]
pub(crate) async fn sign_in(
    AxumState(state): AxumState<State>,
    address: ClientAddress,
    headers: HeaderMap,
    Body(given): Body<SignIn>,
) -> Result<Response> {
    let mut faults = Faults::default();
    let Some(password) = faults.take("/password", Typed::parse(&given.password)) else {
        return Err(faults.error());
    };
    let (shop, email) = attempted(&state, address, &given.shop_code, &given.email).await?;
    let device = device::presented(&headers);
    let signed_in = sign_in::sign_in(&state, shop, email, &password, given.client, device).await?;
    answer(&state, given.client, signed_in)
}

/// Whom an attempt is on, once it is counted. What cannot be a shop code or an address is simply not known: the answer is the one for any
/// other that is not.
///
/// # Errors
/// 429 `too_many_attempts`.
pub(super) async fn attempted(
    state: &State,
    address: ClientAddress,
    shop_code: &str,
    email: &str,
) -> Result<(Option<ShopCode>, Option<Email>)> {
    let (shop, address_of) = (ShopCode::parse(shop_code).ok(), Email::parse(email).ok());
    let typed_shop = shop.as_ref().map_or(shop_code, ShopCode::as_str);
    let typed_email = address_of.as_ref().map_or(email, Email::as_str);
    state
        .attempts
        .on_account(address.0, Key::of(&[typed_shop, typed_email]))
        .await?;
    Ok((shop, address_of))
}

/// Trades the refresh token for a new one and a new access token.
#[utoipa::path(post, path = "/auth/refresh", operation_id = "refresh", tag = "auth", request_body = Refresh,
    responses((status = 200, body = Session), (status = 400, description = "invalid_body"), (status = 401, description = "session_ended")))]
pub(crate) async fn refresh(
    AxumState(state): AxumState<State>,
    headers: HeaderMap,
    Body(given): Body<Refresh>,
) -> Result<Response> {
    let token = presented(&headers, &given)?;
    let signed_in = sign_in::refresh(&state, token.as_ref(), given.client).await?;
    answer(&state, given.client, signed_in)
}

/// Ends the sign-in. The same again changes nothing.
#[utoipa::path(post, path = "/auth/sign-out", operation_id = "sign_out", tag = "auth", request_body = Refresh,
    responses((status = 204), (status = 400, description = "invalid_body")))]
pub(crate) async fn sign_out(
    AxumState(state): AxumState<State>,
    headers: HeaderMap,
    Body(given): Body<Refresh>,
) -> Result<Response> {
    let token = presented(&headers, &given)?;
    sign_in::sign_out(&state, token.as_ref()).await?;
    let mut response = StatusCode::NO_CONTENT.into_response();
    if let Some(name) = given.client.cookie() {
        response.headers_mut().append(
            header::SET_COOKIE,
            cookie::set(name, None, 0, state.config.secure_cookies)?,
        );
    }
    Ok(response)
}

/// The refresh token from the one place where this kind of client has it. A page of another site can send the cookie but no JSON
/// without our leave, which is why the body must be JSON (reliability A80).
fn presented(headers: &HeaderMap, given: &Refresh) -> Result<Option<Secret>> {
    match given.client.cookie() {
        None => Ok(given.refresh_token.clone()),
        Some(name) if given.refresh_token.is_none() => Ok(cookie::read(headers, name)),
        Some(_) => {
            let detail = "the refresh token of this client is in its cookie";
            Err(kernel_codes::INVALID_BODY
                .error()
                .at("/refresh_token", "unexpected", detail))
        }
    }
}

/// The session, with the cookies that keep it.
///
/// # Errors
/// 500 when no header takes a token; each does.
pub(super) fn answer(state: &State, client: Client, signed_in: SignedIn) -> Result<Response> {
    let refresh_token = signed_in.refresh_token.text();
    let session = Session {
        access_token: signed_in.access_token,
        token_type: "Bearer",
        expires_in_s: token::LIFETIME_S_MAX,
        refresh_token: client.cookie().is_none().then(|| refresh_token.expose().to_owned()),
        tenant: SessionTenant {
            id: signed_in.tenant.id,
            shop_code: signed_in.tenant.shop_code,
            name: signed_in.tenant.name,
        },
        user: SessionUser::new(signed_in.user, signed_in.roles),
    };
    let mut response = json_response(
        StatusCode::OK,
        serde_json::to_string(&session).map_err(Error::internal)?,
    );
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Some(name) = client.cookie() {
        let cookie = cookie::set(
            name,
            Some(&refresh_token),
            signed_in.refresh_usable_s,
            state.config.secure_cookies,
        )?;
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    if let Some(secret) = &signed_in.device {
        response
            .headers_mut()
            .append(header::SET_COOKIE, device::kept(state, secret)?);
    }
    Ok(response)
}
