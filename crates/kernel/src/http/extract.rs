//! Reading requests strictly: a body within its limit and time, no unknown field, every fault with a pointer to where it is.

use std::time::Duration;

use axum::{
    extract::{FromRequest, FromRequestParts, Request},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use http::{header, request::Parts};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use serde::de::DeserializeOwned;

use super::BODY_BYTES_MAX;
use crate::{Error, Result, codes};

/// How long a body may take to arrive. The listener leaves its own with each request.
#[derive(Clone, Copy, Debug)]
pub(super) struct BodyTimeout(pub Duration);

impl Default for BodyTimeout {
    fn default() -> Self {
        Self(Duration::from_secs(15))
    }
}

/// A JSON body of at most `MAX` bytes.
#[derive(Debug)]
pub struct Body<T, const MAX: usize = BODY_BYTES_MAX>(pub T);

impl<T: DeserializeOwned, S: Send + Sync, const MAX: usize> FromRequest<S> for Body<T, MAX> {
    type Rejection = Error;

    async fn from_request(request: Request, _: &S) -> Result<Self> {
        parse_json(&read_json_bytes(request, MAX).await?).map(Self)
    }
}

/// The bytes of a JSON body, within limit and time.
pub(crate) async fn read_json_bytes(request: Request, bytes_max: usize) -> Result<Bytes> {
    let json = request
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|v| v.to_str().ok())
        .is_some_and(|value| {
            let kind = value.split(';').next().unwrap_or_default().trim();
            kind.eq_ignore_ascii_case("application/json")
        });
    if !json {
        return Err(codes::UNSUPPORTED_MEDIA_TYPE.error());
    }
    let BodyTimeout(timeout) = request.extensions().get().copied().unwrap_or_default();
    let body = Limited::new(request.into_body(), bytes_max);
    match tokio::time::timeout(timeout, body.collect()).await {
        Err(_) => Err(codes::BODY_TIMEOUT.error()),
        Ok(Ok(collected)) => Ok(collected.to_bytes()),
        Ok(Err(error)) if error.downcast_ref::<LengthLimitError>().is_some() => Err(codes::BODY_TOO_LARGE.error()),
        Ok(Err(error)) => Err(codes::INVALID_BODY.error().caused_by(error)),
    }
}

/// Reads JSON into a request type; a fault names its place as an RFC 6901 pointer.
pub(crate) fn parse_json<T: DeserializeOwned>(bytes: &[u8]) -> Result<T> {
    // serde reads a struct from a list, too, field by field: here a body is an object.
    if bytes.iter().find(|byte| !byte.is_ascii_whitespace()) != Some(&b'{') {
        return Err(codes::INVALID_BODY
            .error()
            .at("", "invalid", "a JSON object is expected"));
    }
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let pointer = pointer(error.path());
        let detail = error.into_inner().to_string();
        codes::INVALID_BODY.error().at(pointer, "invalid", detail)
    })?;
    reader
        .end()
        .map_err(|error| codes::INVALID_BODY.error().at("", "invalid", error.to_string()))?;
    Ok(value)
}

fn pointer(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    path.iter().fold(String::new(), |mut text, segment| {
        match segment {
            Segment::Seq { index } => {
                text.push('/');
                text.push_str(&index.to_string());
            }
            Segment::Map { key } => {
                text.push('/');
                text.push_str(&key.replace('~', "~0").replace('/', "~1"));
            }
            Segment::Enum { .. } | Segment::Unknown => {}
        }
        text
    })
}

/// The query of an address. Unknown parameters are refused where the type says so.
#[derive(Debug)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self> {
        axum::extract::Query::<T>::try_from_uri(&parts.uri)
            .map(|query| Self(query.0))
            .map_err(|error| codes::INVALID_QUERY.error().at("?", "invalid", error.body_text()))
    }
}

/// The ids in an address.
#[derive(Debug)]
pub struct Path<T>(pub T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Path<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self> {
        axum::extract::Path::<T>::from_request_parts(parts, state)
            .await
            .map(|path| Self(path.0))
            .map_err(|error| codes::INVALID_PATH.error().caused_by(error.body_text()))
    }
}

/// A JSON answer.
#[derive(Debug)]
pub struct Json<T>(pub T);

impl<T: serde::Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        match serde_json::to_string(&self.0) {
            Ok(body) => crate::idempotency::json_response(http::StatusCode::OK, body),
            Err(error) => Error::internal(error).into_response(),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Line {
        #[expect(dead_code, reason = "only ever read from JSON")]
        amount_minor: i64,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Request {
        #[expect(dead_code, reason = "only ever read from JSON")]
        lines: Vec<Line>,
    }

    #[test]
    fn every_fault_names_its_place() {
        for (body, pointer) in [
            (
                r#"{"lines":[{"amount_minor":1},{"amount_minor":1.5}]}"#,
                "/lines/1/amount_minor",
            ),
            (r#"{"lines":[{"amount_minor":"1"}]}"#, "/lines/0/amount_minor"),
            (r#"{"lines":[{"amount_minor":1,"x":1}]}"#, "/lines/0/x"),
            (
                r#"{"lines":[{"amount_minor":9223372036854775808}]}"#,
                "/lines/0/amount_minor",
            ),
            (r#"{"lines":[],"lines":[]}"#, ""),
            (r#"{"lines":[]} {}"#, ""),
            (r#"[[]]"#, ""),
            ("", ""),
        ] {
            let error = parse_json::<Request>(body.as_bytes()).unwrap_err();
            assert_eq!(error.code(), "invalid_body", "{body}");
            assert_eq!(error.problem()["errors"][0]["pointer"], pointer, "{body}");
        }
    }
}
