//! An S3 for tests: one bucket, with what NovaPOS asks of it. It checks the signature of every request, takes no object without a checksum, as a
//! bucket that locks its objects does, none without `If-None-Match`, as its policy says, and none over another; and it has switches for what
//! goes wrong.

mod signature;

use std::{
    collections::BTreeMap,
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use axum::{
    Router,
    body::{Body, Bytes},
    extract::State,
    response::{IntoResponse as _, Response},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use chrono::{NaiveDateTime, TimeDelta, Utc};
use futures_util::stream;
use http::{HeaderMap, Method, StatusCode, Uri, header};

use signature::{Claim, decode, decode_query, sha256};

pub const BUCKET: &str = "checkpoints";
pub const REGION: &str = "eu-central-1";
pub const ACCESS_KEY: &str = "AKIAOFTESTSALONE";
pub const SECRET_KEY: &str = "a/secret+key of tests, and of nothing else";
/// What a pod shows for its role's keys.
pub const POD_TOKEN: &str = "a-token-of-a-pod";
const ROLE_KEY: &str = "ASIAOFTHEPODSROLE";
const ROLE_SECRET: &str = "a secret of the role";
const ROLE_SESSION: &str = "a-session-of-the-role";

/// Objects that one answer lists, so that lists have several pages.
const PAGE: usize = 2;
/// How far a request's time may be from ours.
const SKEW_MAX: TimeDelta = TimeDelta::minutes(15);

/// What goes wrong.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fault {
    #[default]
    None,
    /// Connections break.
    Down,
    /// 503 `SlowDown`.
    SlowDown,
    /// 403 `AccessDenied`.
    Forbidden,
    /// Each answer takes this long.
    Slow(Duration),
    /// What is put is kept, and its answer is lost.
    LostAnswers,
}

#[derive(Default)]
struct World {
    fault: Fault,
    objects: BTreeMap<String, Vec<u8>>,
    asked: Vec<String>,
    refused: Vec<String>,
}

/// It runs until the test ends.
pub struct S3Server {
    address: SocketAddr,
    world: Arc<Mutex<World>>,
}

impl S3Server {
    /// With an empty bucket.
    pub async fn start() -> Self {
        let world = Arc::new(Mutex::new(World::default()));
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let router = Router::new().fallback(answer).with_state(Arc::clone(&world));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { address, world }
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Where pods get their role's keys.
    pub fn role_url(&self) -> String {
        format!("http://{}/v1/credentials", self.address)
    }

    /// From now on this goes wrong.
    pub fn set(&self, fault: Fault) {
        self.locked().fault = fault;
    }

    /// What is in the bucket, by name.
    pub fn objects(&self) -> BTreeMap<String, Vec<u8>> {
        self.locked().objects.clone()
    }

    /// Puts something there, as somebody can who owns the account.
    pub fn plant(&self, name: &str, content: &[u8]) {
        self.locked().objects.insert(name.to_owned(), content.to_vec());
    }

    /// How many requests there were of this method.
    pub fn asked(&self, method: &str) -> usize {
        self.locked().asked.iter().filter(|asked| *asked == method).count()
    }

    /// The codes of what was refused since the last look.
    pub fn take_refused(&self) -> Vec<String> {
        std::mem::take(&mut self.locked().refused)
    }

    fn locked(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn answer(
    State(world): State<Arc<Mutex<World>>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let locked = || world.lock().unwrap_or_else(PoisonError::into_inner);
    let fault = locked().fault;
    if let Fault::Slow(by) = fault {
        tokio::time::sleep(by).await;
    }
    if fault == Fault::Down {
        return broken();
    }
    if uri.path() == "/v1/credentials" {
        return role(&headers);
    }
    let mut world = locked();
    world.asked.push(method.to_string());
    match world.answer(&method, &uri, &headers, &body) {
        Ok(_) if fault == Fault::LostAnswers && method == Method::PUT => broken(),
        Ok(response) => response,
        Err(Refused(status, code)) => {
            world.refused.push(code.to_owned());
            let xml = format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>{code}</Code><Message>{code}</Message></Error>"
            );
            (status, [(header::CONTENT_TYPE, "application/xml")], xml).into_response()
        }
    }
}

fn broken() -> Response {
    Body::from_stream(stream::iter([Err::<Bytes, _>(std::io::Error::other("gone"))])).into_response()
}

/// The role's keys, for the pod's token.
fn role(headers: &HeaderMap) -> Response {
    if headers
        .get(header::AUTHORIZATION)
        .is_none_or(|token| token != POD_TOKEN)
    {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let expiration = (Utc::now() + TimeDelta::hours(1)).to_rfc3339();
    let keys = serde_json::json!({"AccessKeyId": ROLE_KEY, "SecretAccessKey": ROLE_SECRET, "Token": ROLE_SESSION, "Expiration": expiration});
    axum::Json(keys).into_response()
}

/// A refusal by its status and its code.
struct Refused(StatusCode, &'static str);

const fn refused<T>(status: StatusCode, code: &'static str) -> Result<T, Refused> {
    Err(Refused(status, code))
}

impl World {
    fn answer(&mut self, method: &Method, uri: &Uri, headers: &HeaderMap, body: &[u8]) -> Result<Response, Refused> {
        match self.fault {
            Fault::SlowDown => return refused(StatusCode::SERVICE_UNAVAILABLE, "SlowDown"),
            Fault::Forbidden => return refused(StatusCode::FORBIDDEN, "AccessDenied"),
            _ => {}
        }
        check_signature(method, uri, headers, body)?;
        let path = String::from_utf8(decode(uri.path())).unwrap_or_default();
        let Some(name) = path.strip_prefix(&format!("/{BUCKET}")) else {
            return refused(StatusCode::NOT_FOUND, "NoSuchBucket");
        };
        let name = name.trim_start_matches('/');
        match method.as_str() {
            "GET" if name.is_empty() => Ok(self.list(uri)),
            "GET" => match self.objects.get(name) {
                Some(content) => Ok((
                    [(header::ETAG, "\"x\""), (header::LAST_MODIFIED, LONG_AGO)],
                    content.clone(),
                )
                    .into_response()),
                None => refused(StatusCode::NOT_FOUND, "NoSuchKey"),
            },
            "PUT" => self.put(name, headers, body),
            _ => refused(StatusCode::METHOD_NOT_ALLOWED, "MethodNotAllowed"),
        }
    }

    fn put(&mut self, name: &str, headers: &HeaderMap, body: &[u8]) -> Result<Response, Refused> {
        let Some(checksum) = headers.get("x-amz-checksum-sha256") else {
            return refused(StatusCode::BAD_REQUEST, "InvalidRequest");
        };
        if checksum
            != STANDARD
                .encode(aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, body))
                .as_str()
        {
            return refused(StatusCode::BAD_REQUEST, "BadDigest");
        }
        if headers.get(header::IF_NONE_MATCH).is_none_or(|tag| tag != "*") {
            return refused(StatusCode::FORBIDDEN, "AccessDenied");
        }
        if self.objects.contains_key(name) {
            return refused(StatusCode::PRECONDITION_FAILED, "PreconditionFailed");
        }
        self.objects.insert(name.to_owned(), body.to_vec());
        Ok([(header::ETAG, "\"x\"")].into_response())
    }

    /// `ListObjectsV2`, page by page.
    fn list(&self, uri: &Uri) -> Response {
        let query = |wanted: &str| {
            let pairs = uri.query().unwrap_or_default().split('&');
            let value = pairs
                .filter_map(|pair| pair.split_once('='))
                .find(|(name, _)| *name == wanted);
            value.map(|(_, value)| String::from_utf8(decode_query(value)).unwrap_or_default())
        };
        let (prefix, after) = (query("prefix").unwrap_or_default(), query("continuation-token"));
        let mut found: Vec<(&String, &Vec<u8>)> = self
            .objects
            .iter()
            .filter(|(name, _)| name.starts_with(&prefix) && after.as_ref().is_none_or(|after| *name > after))
            .take(PAGE + 1)
            .collect();
        let is_truncated = found.len() > PAGE;
        found.truncate(PAGE);
        let mut xml = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ListBucketResult><Name>{BUCKET}</Name><Prefix>{prefix}</Prefix><KeyCount>{}</KeyCount><MaxKeys>{PAGE}</MaxKeys><IsTruncated>{is_truncated}</IsTruncated>",
            found.len()
        );
        if let Some((last, _)) = found.last().filter(|_| is_truncated) {
            xml.push_str(&format!("<NextContinuationToken>{last}</NextContinuationToken>"));
        }
        for (name, content) in found {
            xml.push_str(&format!(
                "<Contents><Key>{name}</Key><LastModified>2026-03-02T10:00:00.000Z</LastModified><ETag>\"x\"</ETag><Size>{}</Size><StorageClass>STANDARD</StorageClass></Contents>",
                content.len()
            ));
        }
        xml.push_str("</ListBucketResult>");
        ([(header::CONTENT_TYPE, "application/xml")], xml).into_response()
    }
}

const LONG_AGO: &str = "Mon, 02 Mar 2026 10:00:00 GMT";

/// Who asks, whether they have the secret, and whether all that counts was signed.
fn check_signature(method: &Method, uri: &Uri, headers: &HeaderMap, body: &[u8]) -> Result<(), Refused> {
    let text = |name: &str| {
        headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    };
    let Some(claim) = Claim::parse(text("authorization")) else {
        return refused(StatusCode::FORBIDDEN, "AccessDenied");
    };
    let secret = match claim.access_key.as_str() {
        ACCESS_KEY => SECRET_KEY,
        ROLE_KEY if text("x-amz-security-token") == ROLE_SESSION => ROLE_SECRET,
        _ => return refused(StatusCode::FORBIDDEN, "InvalidAccessKeyId"),
    };
    if claim.region != REGION {
        return refused(StatusCode::BAD_REQUEST, "AuthorizationHeaderMalformed");
    }
    let at = NaiveDateTime::parse_from_str(text("x-amz-date"), "%Y%m%dT%H%M%SZ")
        .unwrap_or_default()
        .and_utc();
    if (Utc::now() - at).abs() > SKEW_MAX {
        return refused(StatusCode::FORBIDDEN, "RequestTimeTooSkewed");
    }
    let must_be_signed = |name: &str| name == "host" || name.starts_with("x-amz-");
    let is_signed = |name: &str| claim.signed_headers.iter().any(|signed| signed == name);
    if headers
        .keys()
        .any(|name| must_be_signed(name.as_str()) && !is_signed(name.as_str()))
    {
        return refused(StatusCode::FORBIDDEN, "AccessDenied");
    }
    if claim.expected(secret, method, uri, headers) != claim.signature {
        return refused(StatusCode::FORBIDDEN, "SignatureDoesNotMatch");
    }
    if text("x-amz-content-sha256") != sha256(body) {
        return refused(StatusCode::BAD_REQUEST, "XAmzContentSHA256Mismatch");
    }
    Ok(())
}
