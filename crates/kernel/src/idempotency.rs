//! A request that is sent twice has one effect: its key is a row in the transaction of the effect, with the first answer.
//!
//! The winner inserts the row first; a twin waits on the unique index (at most the lock timeout, 1 s) and then replays. Only
//! successes are kept: a refusal rolls back, key and all.

use axum::{
    extract::{FromRequest, Request},
    response::{IntoResponse, Response},
};
use http::{HeaderValue, StatusCode, header};
use serde::{Serialize, de::DeserializeOwned};
use sqlx::Row;

use crate::{Clock, Error, Result, codes, db::TenantTx, http::extract};

/// How long an answer is kept. Orders need none: their id is their identity for ever.
pub const KEPT_DAYS: i32 = 90;
const HEADER: &str = "idempotency-key";
const KEY_LEN_MAX: usize = 200;
const REPLAYED: &str = "idempotent-replayed";

/// The key of a request and what it stands for, taken from the request with its body.
#[derive(Debug)]
pub struct Idempotent<T> {
    pub body: T,
    key: Key,
}

#[derive(Debug)]
struct Key {
    route: String,
    key: String,
    fingerprint: Vec<u8>,
}

/// What a claim found.
#[derive(Debug)]
pub enum Claim {
    /// The first of its kind: do the work, then [`Idempotent::keep`] the answer.
    Fresh,
    /// Done before: this is the answer, byte for byte.
    Replay(Response),
}

impl<T> Idempotent<T> {
    /// Takes the key for this transaction, first of all its statements.
    ///
    /// # Errors
    /// 409 `request_in_progress` while a twin runs; 422 `idempotency_key_reused` when the key stood for another request.
    pub async fn claim(&self, tx: &mut TenantTx<'_>, clock: &Clock) -> Result<Claim> {
        let inserted = sqlx::query(
            "INSERT INTO idempotency (tenant_id, route, key, fingerprint, at) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (tenant_id, route, key) DO NOTHING",
        )
        .bind(tx.tenant().uuid())
        .bind(&self.key.route)
        .bind(&self.key.key)
        .bind(&self.key.fingerprint)
        .bind(clock.now())
        .execute(&mut **tx)
        .await
        .map_err(in_progress)?;
        if inserted.rows_affected() == 1 {
            return Ok(Claim::Fresh);
        }
        let row = sqlx::query(
            "SELECT fingerprint, status, body FROM idempotency WHERE tenant_id = $1 AND route = $2 AND key = $3",
        )
        .bind(tx.tenant().uuid())
        .bind(&self.key.route)
        .bind(&self.key.key)
        .fetch_one(&mut **tx)
        .await?;
        if row.get::<Vec<u8>, _>(0) != self.key.fingerprint {
            return Err(codes::IDEMPOTENCY_KEY_REUSED.error());
        }
        let status = row.get::<Option<i16>, _>(1).and_then(|s| u16::try_from(s).ok());
        let status = status
            .and_then(|s| StatusCode::from_u16(s).ok())
            .unwrap_or(StatusCode::OK);
        let mut response = json_response(status, row.get::<Option<String>, _>(2).unwrap_or_default());
        mark_replayed(&mut response);
        Ok(Claim::Replay(response))
    }

    /// Keeps the answer in the transaction that earned it, and makes the response.
    ///
    /// # Errors
    /// 503 when the database cannot be reached.
    pub async fn keep(&self, tx: &mut TenantTx<'_>, status: StatusCode, answer: &impl Serialize) -> Result<Response> {
        let body = serde_json::to_string(answer).map_err(Error::internal)?;
        sqlx::query("UPDATE idempotency SET status = $4, body = $5 WHERE tenant_id = $1 AND route = $2 AND key = $3")
            .bind(tx.tenant().uuid())
            .bind(&self.key.route)
            .bind(&self.key.key)
            .bind(i16::try_from(status.as_u16()).unwrap_or(200))
            .bind(&body)
            .execute(&mut **tx)
            .await?;
        Ok(json_response(status, body))
    }
}

/// A twin holds the key and did not end within the lock timeout.
fn in_progress(error: sqlx::Error) -> Error {
    let waited = error
        .as_database_error()
        .and_then(|e| e.code())
        .is_some_and(|code| code == "55P03");
    if waited {
        codes::REQUEST_IN_PROGRESS.error().retry_after(1).caused_by(error)
    } else {
        error.into()
    }
}

/// Marks an answer as one that was given before.
pub fn mark_replayed(response: &mut Response) {
    response
        .headers_mut()
        .insert(REPLAYED, HeaderValue::from_static("true"));
}

/// A JSON answer from text that is already written.
#[must_use]
pub fn json_response(status: StatusCode, body: String) -> Response {
    (status, [(header::CONTENT_TYPE, "application/json")], body).into_response()
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Idempotent<T> {
    type Rejection = Error;

    async fn from_request(request: Request, _: &S) -> Result<Self> {
        let key = request
            .headers()
            .get(HEADER)
            .and_then(|value| value.to_str().ok())
            .filter(|key| !key.is_empty() && key.len() <= KEY_LEN_MAX && key.bytes().all(|b| b.is_ascii_graphic()))
            .ok_or_else(|| codes::IDEMPOTENCY_KEY_MISSING.error())?
            .to_owned();
        // The whole path, ids included: the same key for another object is another request.
        let route = format!("{} {}", request.method(), request.uri().path());
        let bytes = extract::read_json_bytes(request, crate::http::BODY_BYTES_MAX).await?;
        let fingerprint = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, &bytes)
            .as_ref()
            .to_vec();
        let body = extract::parse_json(&bytes)?;
        Ok(Self {
            body,
            key: Key {
                route,
                key,
                fingerprint,
            },
        })
    }
}

/// Removes answers that are older than [`KEPT_DAYS`], at most `limit` at a time. Returns how many.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn prune(tx: &mut crate::SystemTx<'_>, clock: &Clock, limit: i64) -> Result<u64> {
    let before = clock.now() - chrono::TimeDelta::days(i64::from(KEPT_DAYS));
    let done = sqlx::query(
        "DELETE FROM idempotency WHERE (tenant_id, route, key) IN
         (SELECT tenant_id, route, key FROM idempotency WHERE at < $1 ORDER BY at LIMIT $2)",
    )
    .bind(before)
    .bind(limit)
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected())
}
