//! Asking the services of this process as a user does: through their routes, signed in.

use axum::{Router, body::Body};
use http::{Method, Request, header};
use http_body_util::BodyExt as _;
use serde_json::{Value, json};
use thiserror::Error;
use tower::ServiceExt as _;

/// A user of this process's services.
pub struct Client {
    router: Router,
    /// The tenant's id and the access token.
    session: Option<(String, String)>,
}

/// What was answered instead.
#[derive(Debug, Error)]
#[error("{method} {path} was answered {status} {code}: {detail}")]
pub struct Refusal {
    pub code: String,
    status: u16,
    detail: String,
    method: Method,
    path: String,
}

impl Client {
    /// Somebody who is not signed in.
    #[must_use]
    pub const fn nobody(router: Router) -> Self {
        Self { router, session: None }
    }

    /// Somebody who is.
    ///
    /// # Errors
    /// `wrong_credentials`.
    pub async fn sign_in(&self, shop_code: &str, email: &str, password: &str) -> Result<(Self, Value), Refusal> {
        let body = json!({"shop_code": shop_code, "email": email, "password": password, "client": "api"});
        let session = self.post("sign-in", "/auth/sign-in", &body).await?;
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let signed_in = Self {
            router: self.router.clone(),
            session: Some((text(&session["tenant"]["id"]), text(&session["access_token"]))),
        };
        Ok((signed_in, session))
    }

    /// # Errors
    /// Whatever is not a success.
    pub async fn get(&self, path: &str) -> Result<Value, Refusal> {
        self.send(Method::GET, path, None, None).await
    }

    /// `key` makes it one request, however often it is sent.
    ///
    /// # Errors
    /// Whatever is not a success.
    pub async fn post(&self, key: &str, path: &str, body: &Value) -> Result<Value, Refusal> {
        self.send(Method::POST, path, Some(key), Some(body)).await
    }

    /// # Errors
    /// Whatever is not a success.
    pub async fn patch(&self, path: &str, body: &Value) -> Result<Value, Refusal> {
        self.send(Method::PATCH, path, None, Some(body)).await
    }

    /// # Errors
    /// Whatever is not a success.
    pub async fn put(&self, path: &str, body: &Value) -> Result<Value, Refusal> {
        self.send(Method::PUT, path, None, Some(body)).await
    }

    async fn send(
        &self,
        method: Method,
        path: &str,
        key: Option<&str>,
        body: Option<&Value>,
    ) -> Result<Value, Refusal> {
        let refusal = |status, code: &str, detail: String| Refusal {
            code: code.to_owned(),
            status,
            detail,
            method: method.clone(),
            path: path.to_owned(),
        };
        let mut request = Request::builder()
            .method(&method)
            .uri(path)
            .header(header::CONTENT_TYPE, "application/json");
        if let Some((tenant, token)) = &self.session {
            request = request
                .header("x-tenant-id", tenant)
                .header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        if let Some(key) = key {
            request = request.header("idempotency-key", key);
        }
        let body = Body::from(body.map(Value::to_string).unwrap_or_default());
        let request = request
            .body(body)
            .map_err(|cause| refusal(0, "malformed", cause.to_string()))?;
        let response = match self.router.clone().oneshot(request).await {
            Ok(response) => response,
            Err(never) => match never {},
        };
        let status = response.status();
        let bytes = response
            .into_body()
            .collect()
            .await
            .map_err(|cause| refusal(status.as_u16(), "unread", cause.to_string()))?
            .to_bytes();
        let answer: Value = serde_json::from_slice(&bytes).unwrap_or_default();
        if status.is_success() {
            return Ok(answer);
        }
        let text = |name: &str| answer[name].as_str().unwrap_or_default().to_owned();
        let detail = format!("{} {}", text("detail"), answer["errors"]);
        Err(refusal(status.as_u16(), &text("code"), detail))
    }
}

/// Takes one refusal for what it means: that the thing is there already.
///
/// # Errors
/// Any other refusal.
pub fn unless(answer: Result<Value, Refusal>, code: &str) -> Result<Option<Value>, Refusal> {
    match answer {
        Ok(value) => Ok(Some(value)),
        Err(refusal) if refusal.code == code => Ok(None),
        Err(refusal) => Err(refusal),
    }
}
