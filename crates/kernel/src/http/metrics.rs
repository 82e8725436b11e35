//! `/metrics` of a listener. It names shops and stores, and says how much they sell: not everybody may read it.

use std::sync::Arc;

use aws_lc_rs::{constant_time::verify_slices_are_equal, digest};
use axum::{Router, extract::State, response::IntoResponse, routing::get};
use http::{HeaderMap, HeaderName, header, request::Parts};

use super::listener::PeerAddress;
use crate::{
    Error, Result, Secrets, codes,
    secret::{Secret, SecretRef},
    telemetry,
};

/// Bytes of a token that nobody guesses.
const TOKEN_BYTES_MIN: usize = 32;

/// Who may read the metrics of a process.
#[derive(Clone)]
pub enum MetricsReaders {
    /// Whoever brings the token, as `Authorization: Bearer`. It is read each time, so that it can be changed.
    WithToken(Arc<(Secrets, SecretRef)>),
    /// Programs of this computer, unless a proxy sent them.
    ThisComputer,
    /// Nobody: there is no such page.
    Nobody,
}

impl MetricsReaders {
    /// Whoever brings this token.
    ///
    /// # Errors
    /// That it cannot be read, or could be guessed.
    pub async fn with_token(secrets: &Secrets, token: &SecretRef) -> Result<Self, String> {
        let read = secrets.read(token).await;
        let read = read.map_err(|error| format!("metrics.token cannot be read: {}", error.chain()))?;
        if read.expose().len() < TOKEN_BYTES_MIN {
            return Err("metrics.token is too short: make one with `openssl rand -base64 32`.".to_owned());
        }
        Ok(Self::WithToken(Arc::new((secrets.clone(), token.clone()))))
    }

    /// # Errors
    /// 401 `unauthenticated` without the token, 404 `not_found` where there is none that could be brought.
    async fn admit(&self, request: &Parts) -> Result<()> {
        match self {
            Self::WithToken(place) => {
                let brought = bearer(&request.headers).ok_or_else(|| codes::UNAUTHENTICATED.error())?;
                let (secrets, token) = &**place;
                if is_same(brought, &secrets.read(token).await?) {
                    Ok(())
                } else {
                    Err(codes::UNAUTHENTICATED.error())
                }
            }
            Self::ThisComputer if is_from_here(request) => Ok(()),
            Self::ThisComputer | Self::Nobody => Err(codes::NOT_FOUND.error()),
        }
    }
}

/// The route.
pub(super) fn route(readers: MetricsReaders) -> Router {
    Router::new().route("/metrics", get(show)).with_state(readers)
}

async fn show(State(readers): State<MetricsReaders>, request: Parts) -> Result<impl IntoResponse, Error> {
    readers.admit(&request).await?;
    let kept = [
        (header::CONTENT_TYPE, "text/plain; version=0.0.4"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((kept, telemetry::metrics_handle().render()))
}

fn bearer(headers: &HeaderMap) -> Option<&[u8]> {
    let (kind, token) = headers.get(header::AUTHORIZATION)?.as_bytes().split_at_checked(7)?;
    kind.eq_ignore_ascii_case(b"Bearer ").then_some(token)
}

/// In the same time, whatever was brought: digests are compared, which are all of one length.
fn is_same(brought: &[u8], token: &Secret) -> bool {
    let digest = |bytes: &[u8]| digest::digest(&digest::SHA256, bytes);
    verify_slices_are_equal(digest(brought).as_ref(), digest(token.expose().as_bytes()).as_ref()).is_ok()
}

/// Whether a program of this computer asks for itself: a proxy would have named whom it asks for.
fn is_from_here(request: &Parts) -> bool {
    const PROXIES_SAY: [HeaderName; 4] = [
        header::FORWARDED,
        header::VIA,
        HeaderName::from_static("x-forwarded-for"),
        HeaderName::from_static("x-real-ip"),
    ];
    let peer = request.extensions.get::<PeerAddress>();
    peer.is_some_and(|peer| peer.0.ip().to_canonical().is_loopback())
        && !PROXIES_SAY.iter().any(|name| request.headers.contains_key(name))
}

#[cfg(test)]
mod tests {
    use axum::{Extension, body::Body, extract::Request};
    use tower::ServiceExt as _;

    use super::*;

    async fn ask(readers: &MetricsReaders, from: &str, with: Option<(&str, &str)>) -> u16 {
        let router = route(readers.clone()).layer(Extension(PeerAddress(from.parse().unwrap())));
        let mut request = Request::builder().uri("/metrics");
        if let Some((name, value)) = with {
            request = request.header(name, value);
        }
        let answer = router.oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        answer.status().as_u16()
    }

    #[tokio::test]
    async fn a_token_opens_it_and_nothing_else_does() {
        let file = std::env::temp_dir().join(format!("novapos-metrics-{}", std::process::id()));
        let token: SecretRef = format!("file:{}", file.display()).parse().unwrap();
        let (first, second) = ("first-".repeat(6), "second".repeat(6));
        std::fs::write(&file, "short").unwrap();
        let short = MetricsReaders::with_token(&Secrets::Here, &token).await.err().unwrap();
        assert!(short.contains("too short"), "{short}");
        std::fs::write(&file, &first).unwrap();
        let readers = MetricsReaders::with_token(&Secrets::Here, &token).await.unwrap();
        let with = async |value: &str| ask(&readers, "127.0.0.1:9", Some(("authorization", value))).await;
        assert_eq!(ask(&readers, "127.0.0.1:9", None).await, 401);
        for wrong in [&second, "", &first[1..], &format!("{first}1")] {
            assert_eq!(with(&format!("Bearer {wrong}")).await, 401, "{wrong}");
        }
        assert_eq!(with(&format!("Basic {first}")).await, 401);
        assert_eq!(with(&format!("Bearer {first}")).await, 200);
        assert_eq!(with(&format!("bearer {first}")).await, 200);
        // Another one, without a restart.
        std::fs::write(&file, &second).unwrap();
        assert_eq!(with(&format!("Bearer {second}")).await, 200);
        assert_eq!(with(&format!("Bearer {first}")).await, 401);
        std::fs::remove_file(&file).unwrap();
    }

    #[tokio::test]
    async fn without_a_token_only_this_computer_reads_it_or_nobody() {
        let here = MetricsReaders::ThisComputer;
        for (from, status) in [
            ("127.0.0.1:9", 200),
            ("[::1]:9", 200),
            ("[::ffff:127.0.0.1]:9", 200),
            ("192.168.1.5:9", 404),
            ("[::ffff:192.168.1.5]:9", 404),
        ] {
            assert_eq!(ask(&here, from, None).await, status, "{from}");
            assert_eq!(ask(&MetricsReaders::Nobody, from, None).await, 404);
        }
        for sent in ["forwarded", "via", "x-forwarded-for", "x-real-ip"] {
            assert_eq!(
                ask(&here, "127.0.0.1:9", Some((sent, "127.0.0.1"))).await,
                404,
                "{sent}"
            );
        }
    }
}
