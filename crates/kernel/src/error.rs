//! The one error type: a kind, which is its HTTP status, a stable code, a sentence for the reader, and a cause for the log.
//!
//! Codes are declared once, as constants in each context's `codes.rs`; docs/errors.md lists them and a test compares.

use std::{borrow::Cow, error::Error as StdError, fmt};

use axum::response::{IntoResponse, Response};
use http::{HeaderName, HeaderValue, StatusCode, header};
use serde::{Deserialize, Serialize};

use crate::{codes, telemetry};

/// The dozen ways in which a request can fail; each is one HTTP status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// 400: the request has the wrong shape.
    Invalid,
    /// 401: we do not know who asks.
    Unauthenticated,
    /// 403: we know, and they may not.
    Forbidden,
    /// 404: it is not there, or not theirs to know of.
    NotFound,
    /// 405: the path is there, the method is not.
    MethodNotAllowed,
    /// 408: the body took too long to arrive.
    Timeout,
    /// 409: it clashes with what is stored.
    Conflict,
    /// 410: it was there and will not come back.
    Gone,
    /// 413: the body is too large.
    TooLarge,
    /// 415: not a content type that we read.
    UnsupportedMediaType,
    /// 422: well formed, but a rule of the business forbids it.
    Refused,
    /// 429: too fast.
    TooMany,
    /// 500: our fault.
    Internal,
    /// 503: not now; a retry is safe.
    Unavailable,
}

impl Kind {
    /// The HTTP status of this kind.
    #[must_use]
    pub const fn status(self) -> StatusCode {
        match self {
            Self::Invalid => StatusCode::BAD_REQUEST,
            Self::Unauthenticated => StatusCode::UNAUTHORIZED,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::Timeout => StatusCode::REQUEST_TIMEOUT,
            Self::Conflict => StatusCode::CONFLICT,
            Self::Gone => StatusCode::GONE,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::UnsupportedMediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Refused => StatusCode::UNPROCESSABLE_ENTITY,
            Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// When a retry makes sense unless the error says otherwise, in seconds: no 503 leaves its client guessing.
    const fn retry_after_s(self) -> Option<u32> {
        match self {
            Self::Unavailable => Some(1),
            _ => None,
        }
    }
}

/// A reason that a client can branch on: stable for ever, unique over all contexts.
#[derive(Clone, Copy, Debug)]
pub struct Code {
    pub kind: Kind,
    /// Snake case, never reused for another meaning.
    pub code: &'static str,
    /// What happened, as a sentence.
    pub what: &'static str,
    /// What the reader can do next, as a sentence.
    pub next: &'static str,
}

impl Code {
    #[must_use]
    pub const fn new(kind: Kind, code: &'static str, what: &'static str, next: &'static str) -> Self {
        Self { kind, code, what, next }
    }

    /// An error of this code with its standard sentences; one that is for now only says when to try again.
    #[must_use]
    pub fn error(&self) -> Error {
        Error {
            kind: self.kind,
            code: Cow::Borrowed(self.code),
            title: Cow::Borrowed(self.what),
            detail: format!("{} {}", self.what, self.next),
            fields: Vec::new(),
            extra: serde_json::Map::new(),
            retry_after_s: self.kind.retry_after_s(),
            headers: Vec::new(),
            source: None,
        }
    }

    /// An error of this code that says what happened this time; the standard "what to do next" follows.
    #[must_use]
    pub fn because(&self, what: impl fmt::Display) -> Error {
        let mut error = self.error();
        error.detail = format!("{what} {}", self.next);
        error
    }
}

/// One field that is wrong: where (an RFC 6901 pointer into the body, or `?name` in the query) and why.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
pub struct FieldError {
    pub pointer: String,
    pub code: Cow<'static, str>,
    pub detail: String,
}

/// What a handler fails with. `Display` is the sentence for the client and never shows the cause.
#[derive(Debug)]
pub struct Error {
    kind: Kind,
    code: Cow<'static, str>,
    title: Cow<'static, str>,
    detail: String,
    fields: Vec<FieldError>,
    extra: serde_json::Map<String, serde_json::Value>,
    retry_after_s: Option<u32>,
    headers: Vec<(HeaderName, String)>,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

impl Error {
    /// Our own fault: the client sees a generic sentence, the log sees the cause.
    #[must_use]
    pub fn internal(cause: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        codes::INTERNAL.error().caused_by(cause)
    }

    #[must_use]
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    #[must_use]
    pub fn code(&self) -> &str {
        &self.code
    }

    #[must_use]
    pub fn detail(&self) -> &str {
        &self.detail
    }

    /// A member of the problem document beside the standard ones.
    #[must_use]
    pub fn extra_value(&self, name: &str) -> Option<&serde_json::Value> {
        self.extra.get(name)
    }

    /// Adds the cause, which is logged and never shown.
    #[must_use]
    pub fn caused_by(mut self, cause: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.source = Some(cause.into());
        self
    }

    /// Adds a field that is wrong.
    #[must_use]
    pub fn at(mut self, pointer: impl Into<String>, code: &'static str, detail: impl Into<String>) -> Self {
        self.fields.push(FieldError {
            pointer: pointer.into(),
            code: Cow::Borrowed(code),
            detail: detail.into(),
        });
        self
    }

    /// Adds a member to the problem document, such as the quote that a refusal carries.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Serialize) -> Self {
        match serde_json::to_value(value) {
            Ok(value) => {
                self.extra.insert(name.to_owned(), value);
                self
            }
            Err(error) => Self::internal(error),
        }
    }

    /// Says when a retry makes sense, in seconds.
    #[must_use]
    pub const fn retry_after(mut self, seconds: u32) -> Self {
        self.retry_after_s = Some(seconds);
        self
    }

    /// Adds a header to the answer; one that cannot be written is left out.
    #[must_use]
    pub fn header(mut self, name: HeaderName, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// The error that a peer answered with, passed on as it came: its code and sentences, its faulty fields, and when to try again
    /// (`retry_after_s`, from its header).
    #[must_use]
    pub fn from_problem(
        kind: Kind,
        retry_after_s: Option<u32>,
        mut problem: serde_json::Map<String, serde_json::Value>,
    ) -> Self {
        let fields = problem.remove("errors").unwrap_or_default();
        let text = |name: &str| {
            problem
                .get(name)
                .and_then(|v| v.as_str())
                .unwrap_or_default()
                .to_owned()
        };
        let mut error = codes::INTERNAL.error();
        error.kind = kind;
        error.code = Cow::Owned(text("code"));
        error.title = Cow::Owned(text("title"));
        error.detail = text("detail");
        error.fields = serde_json::from_value(fields).unwrap_or_default();
        error.retry_after_s = retry_after_s.or(kind.retry_after_s());
        let standard = ["type", "title", "status", "code", "detail", "trace_id"];
        error.extra = problem
            .into_iter()
            .filter(|(name, _)| !standard.contains(&name.as_str()))
            .collect();
        error
    }

    /// The problem document (RFC 9457) as the client sees it.
    #[must_use]
    pub fn problem(&self) -> serde_json::Map<String, serde_json::Value> {
        let mut body = serde_json::Map::new();
        body.insert("type".into(), "about:blank".into());
        body.insert("title".into(), self.title.as_ref().into());
        body.insert("status".into(), self.kind.status().as_u16().into());
        body.insert("code".into(), self.code.as_ref().into());
        body.insert("detail".into(), self.detail.as_str().into());
        body.insert("trace_id".into(), telemetry::trace_id().into());
        if !self.fields.is_empty() {
            body.insert("errors".into(), serde_json::json!(self.fields));
        }
        body.extend(self.extra.clone());
        body
    }

    /// The whole chain of causes, for the log.
    #[must_use]
    pub fn chain(&self) -> String {
        let mut text = self.detail.clone();
        let mut next: Option<&dyn StdError> = self.source.as_deref().map(|e| e as &dyn StdError);
        while let Some(cause) = next {
            text.push_str(": ");
            text.push_str(&cause.to_string());
            next = cause.source();
        }
        text
    }

    /// The database's own error, where that is the cause.
    #[must_use]
    pub fn database(&self) -> Option<&sqlx::Error> {
        self.source
            .as_deref()
            .and_then(|cause| cause.downcast_ref::<sqlx::Error>())
    }

    /// Whether the cause is a lost or refused connection rather than the work itself: then the outcome is unknown
    /// and the same work may be tried again.
    #[must_use]
    pub fn is_connection(&self) -> bool {
        self.database().is_some_and(crate::db::is_connection_error)
    }

    /// Whether the work failed for what others do, and not for what it is: the connection was lost, or others held what it needs (a lock that was not
    /// to be had, a deadlock). The same work may be tried again.
    #[must_use]
    pub fn is_passing(&self) -> bool {
        self.is_connection() || matches!(self.sql_state().as_deref(), Some(LOCK_NOT_AVAILABLE | DEADLOCK))
    }

    fn sql_state(&self) -> Option<String> {
        self.database().and_then(sql_state)
    }

    /// Whether a unique constraint of this name was hit.
    #[must_use]
    pub fn violates(&self, constraint: &str) -> bool {
        self.database()
            .and_then(sqlx::Error::as_database_error)
            .is_some_and(|error| error.constraint() == Some(constraint))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.detail)
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|e| e as &(dyn StdError + 'static))
    }
}

/// Postgres's names of what went wrong: lock_not_available, query_canceled (by statement_timeout), deadlock_detected.
const LOCK_NOT_AVAILABLE: &str = "55P03";
const STATEMENT_TOO_LONG: &str = "57014";
const DEADLOCK: &str = "40P01";

fn sql_state(error: &sqlx::Error) -> Option<String> {
    Some(error.as_database_error()?.code()?.into_owned())
}

impl From<sqlx::Error> for Error {
    /// The database's failures: gone, overloaded, or a lock or statement that took too long is 503, the rest is ours.
    fn from(error: sqlx::Error) -> Self {
        let code = match sql_state(&error).as_deref() {
            Some(LOCK_NOT_AVAILABLE | STATEMENT_TOO_LONG | DEADLOCK) => &codes::BUSY,
            _ if crate::db::is_connection_error(&error) => &codes::DATABASE_UNAVAILABLE,
            _ => &codes::INTERNAL,
        };
        code.error().caused_by(error)
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let body = serde_json::Value::Object(self.problem()).to_string();
        let mut response = (self.kind.status(), body).into_response();
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/problem+json"),
        );
        if let Some(seconds) = self.retry_after_s {
            headers.insert(header::RETRY_AFTER, seconds.into());
        }
        for (name, value) in &self.headers {
            if let Ok(value) = HeaderValue::try_from(value) {
                headers.append(name, value);
            }
        }
        response.extensions_mut().insert(std::sync::Arc::new(self));
        response
    }
}
