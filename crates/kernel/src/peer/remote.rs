//! A context that is a process of its own, asked over HTTP: with a proof of who asks, a time limit, a bounded number of tries, and a breaker.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use http::{Method, header};

use super::{ANSWER_BYTES_MAX, ANSWER_TIMEOUT, Answer, Breaker};
use crate::{
    Caller, Clock, Entropy, Error, Result, codes,
    secret::Secret,
    service::ServiceToken,
    telemetry::{self, Attribute, SpanKind},
};

/// How long opening a connection may take.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(1);
/// How long one try may take: less than the whole call ([`ANSWER_TIMEOUT`]), or nobody would be left to note that it took too long.
const TRY_TIMEOUT: Duration = Duration::from_secs(4);
const _: () = assert!(TRY_TIMEOUT.as_millis() < ANSWER_TIMEOUT.as_millis());
/// How often one call is tried: a change only as long as no connection could be had, a read also after one that broke.
const TRIES_MAX: u32 = 3;
/// The longest rest before the second try; it doubles, and each is cut by chance, so that many who failed together do not come back together.
const REST_BEFORE_RETRY: Duration = Duration::from_millis(50);

/// A context behind a URL, as one context sees it.
#[derive(Clone)]
pub struct RemotePeer {
    pub(super) asker: &'static str,
    pub(super) service: Arc<RemoteService>,
}

/// Where a service is, how one proves oneself to it, and how it answered lately: shared by all that ask it in this process.
pub struct RemoteService {
    callee: &'static str,
    url: String,
    /// The callee's own key: whoever has it may ask this service and no other.
    key: Secret,
    client: reqwest::Client,
    clock: Clock,
    entropy: Entropy,
    breaker: Mutex<Breaker>,
}

/// The HTTP client with which a process asks the others: no proxy of the environment stands between them, and nobody redirects. Over https
/// the authorities vouch for them; where none are named, this computer's.
///
/// # Errors
/// When the machine's TLS cannot be set up.
#[expect(clippy::disallowed_methods, reason = "this is the client of kernel::Peer")]
pub fn client(authorities: Option<Vec<reqwest::Certificate>>) -> Result<reqwest::Client> {
    let client = reqwest::Client::builder()
        .connect_timeout(CONNECT_TIMEOUT)
        .timeout(TRY_TIMEOUT)
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        // As over plain http: a connection for each call under way, where HTTP/2 would put all of them on one that is bounded.
        .http1_only();
    match authorities {
        Some(authorities) => client.tls_certs_only(authorities),
        None => client,
    }
    .build()
    .map_err(Error::internal)
}

impl RemoteService {
    /// A service at this address (`http://inventory:8087`), whose own key is `key`.
    #[must_use]
    pub fn new(
        callee: &'static str,
        url: &str,
        key: Secret,
        client: reqwest::Client,
        clock: Clock,
        entropy: Entropy,
    ) -> Self {
        Self {
            callee,
            url: url.trim_end_matches('/').to_owned(),
            key,
            client,
            clock,
            entropy,
            breaker: Mutex::default(),
        }
    }

    fn breaker(&self) -> MutexGuard<'_, Breaker> {
        self.breaker.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Up to [`REST_BEFORE_RETRY`] before the second try, up to twice that before the third.
    fn rest(&self, tried: u32) -> Duration {
        let [chance] = self.entropy.bytes::<1>();
        REST_BEFORE_RETRY * (1 << (tried - 1)) * u32::from(chance) / u32::from(u8::MAX)
    }
}

/// Why there is no answer.
enum Failure {
    /// Nothing was sent: the call may be tried again, whatever it is.
    NotSent(reqwest::Error),
    /// It broke half-way: a read may be tried again.
    Broke(reqwest::Error),
    /// It took too long: trying again would take longer, and help nobody.
    TooLong(reqwest::Error),
}

impl Failure {
    fn of(error: reqwest::Error) -> Self {
        if error.is_connect() {
            Self::NotSent(error)
        } else if error.is_timeout() {
            Self::TooLong(error)
        } else {
            Self::Broke(error)
        }
    }

    fn may_be_tried_again(&self, method: &Method) -> bool {
        match self {
            Self::NotSent(_) => true,
            Self::Broke(_) => method == Method::GET,
            Self::TooLong(_) => false,
        }
    }

    fn error(self) -> Error {
        let (Self::NotSent(error) | Self::Broke(error) | Self::TooLong(error)) = self;
        codes::PEER_UNAVAILABLE.error().caused_by(error)
    }
}

impl RemotePeer {
    pub(super) async fn send(
        &self,
        caller: Option<&Caller>,
        method: Method,
        path: &str,
        body: Option<Vec<u8>>,
    ) -> Result<Answer> {
        let told = |answer: &Result<Answer>| match answer {
            Ok(answer) => (
                vec![Attribute::new(
                    "http.response.status_code",
                    i64::from(answer.status.as_u16()),
                )],
                None,
            ),
            Err(error) => (Vec::new(), Some(error.code().to_owned())),
        };
        let name = || format!("ask {}", self.service.callee).into();
        let asked = self.ask(caller, method, path, body);
        telemetry::span(self.asker, name, SpanKind::Client, told, asked).await
    }

    async fn ask(&self, caller: Option<&Caller>, method: Method, path: &str, body: Option<Vec<u8>>) -> Result<Answer> {
        let service = &self.service;
        let counted = |outcome: &'static str| {
            metrics::counter!("peer_calls_total", "asker" => self.asker, "callee" => service.callee, "outcome" => outcome)
                .increment(1);
        };
        let mut tried = 0;
        loop {
            if !service.breaker().may_ask(Instant::now()) {
                counted("resting");
                let why = format!(
                    "{} failed several times in a row and is left alone for a moment",
                    service.callee
                );
                return Err(codes::PEER_UNAVAILABLE.error().caused_by(why));
            }
            let failure = match self.try_once(caller, &method, path, body.as_ref()).await? {
                Ok(answer) => {
                    service.breaker().answered();
                    counted("answered");
                    return Ok(answer);
                }
                Err(failure) => failure,
            };
            service.breaker().failed(Instant::now());
            counted("failed");
            tried += 1;
            if tried == TRIES_MAX || !failure.may_be_tried_again(&method) {
                return Err(failure.error());
            }
            tokio::time::sleep(service.rest(tried)).await;
        }
    }

    async fn try_once(
        &self,
        caller: Option<&Caller>,
        method: &Method,
        path: &str,
        body: Option<&Vec<u8>>,
    ) -> Result<Result<Answer, Failure>> {
        let RemoteService {
            callee,
            url,
            key,
            client,
            clock,
            ..
        } = &*self.service;
        let token = ServiceToken::sign(key, self.asker, callee, caller, clock.now())?;
        let mut request = client
            .request(method.clone(), format!("{url}{path}"))
            .header(header::CONTENT_TYPE, "application/json")
            .header(crate::service::SERVICE_TOKEN_HEADER, token)
            .body(body.cloned().unwrap_or_default());
        if let Some(parent) = telemetry::trace_parent() {
            request = request.header("traceparent", parent);
        }
        let mut response = match request.send().await {
            Ok(response) => response,
            Err(error) => return Ok(Err(Failure::of(error))),
        };
        // Counted as it arrives: an answer need not say its length.
        let mut body = Vec::new();
        loop {
            match response.chunk().await {
                Ok(Some(chunk)) if body.len() + chunk.len() > ANSWER_BYTES_MAX => {
                    return Err(codes::PEER_UNAVAILABLE.because("A service answered more than this one reads."));
                }
                Ok(Some(chunk)) => body.extend_from_slice(&chunk),
                Ok(None) => return Ok(Ok(Answer::new(response.status(), response.headers(), body))),
                Err(error) => return Ok(Err(Failure::of(error))),
            }
        }
    }
}
