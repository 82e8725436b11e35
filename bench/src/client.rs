//! Somebody who is signed in: one connection, one session, renewed before it ends.

use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail, ensure};
use bytes::Bytes;
use http::{HeaderName, HeaderValue, Method, Request, header};
use http_body_util::Full;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::json;

use crate::http::{Answer, Connection};

const TENANT: HeaderName = HeaderName::from_static("x-tenant-id");
const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");
/// How long one answer may take.
const ANSWER_LIMIT: Duration = Duration::from_secs(30);

/// What a sign-in needs.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Account {
    pub shop_code: String,
    pub email: String,
    pub password: String,
}

struct Session {
    bearer: HeaderValue,
    tenant: HeaderValue,
    refresh_token: String,
    ends: Instant,
}

#[derive(Deserialize)]
struct SessionAnswer {
    access_token: String,
    expires_in_s: u64,
    refresh_token: Option<String>,
    tenant: TenantAnswer,
}

#[derive(Deserialize)]
struct TenantAnswer {
    id: String,
}

/// A program that talks to NovaPOS.
pub struct Client {
    server: SocketAddr,
    address: IpAddr,
    connection: Option<Connection>,
    session: Option<Session>,
}

impl Client {
    /// Nobody yet. `number` makes its address on the loopback network.
    pub const fn new(server: SocketAddr, number: u16) -> Self {
        let [high, low] = number.to_be_bytes();
        Self {
            server,
            address: IpAddr::V4(Ipv4Addr::new(127, 1, high, low)),
            connection: None,
            session: None,
        }
    }

    pub async fn sign_in(&mut self, account: &Account) -> Result<()> {
        let Account {
            shop_code,
            email,
            password,
        } = account;
        let body = json!({"shop_code": shop_code, "email": email, "password": password, "client": "api"});
        let answer: SessionAnswer = self.post("/auth/sign-in", &body).await?;
        self.take(answer)
    }

    /// Gets a new access token when this one ends within `left`.
    pub async fn refresh_within(&mut self, left: Duration) -> Result<()> {
        let Some(session) = self
            .session
            .as_ref()
            .filter(|session| session.ends < Instant::now() + left)
        else {
            return Ok(());
        };
        let body = json!({"client": "api", "refresh_token": session.refresh_token});
        let answer: SessionAnswer = self.post("/auth/refresh", &body).await?;
        self.take(answer)
    }

    fn take(&mut self, answer: SessionAnswer) -> Result<()> {
        self.session = Some(Session {
            bearer: HeaderValue::from_str(&format!("Bearer {}", answer.access_token))?,
            tenant: HeaderValue::from_str(&answer.tenant.id)?,
            refresh_token: answer.refresh_token.context("a session without a refresh token")?,
            ends: Instant::now() + Duration::from_secs(answer.expires_in_s),
        });
        Ok(())
    }

    /// Opens the connection where there is none, so that no sale waits for it.
    pub async fn connect(&mut self) -> Result<()> {
        if !self.connection.as_ref().is_some_and(Connection::is_open) {
            self.connection = Some(Connection::open(self.server, self.address).await?);
        }
        Ok(())
    }

    pub async fn get<T: DeserializeOwned>(&mut self, path: &str) -> Result<T> {
        let answer = self.send(Method::GET, path, Bytes::new()).await?;
        read(path, &answer)
    }

    pub async fn post<T: DeserializeOwned>(&mut self, path: &str, body: &impl Serialize) -> Result<T> {
        let answer = self.send(Method::POST, path, serde_json::to_vec(body)?.into()).await?;
        read(path, &answer)
    }

    /// Sends a CSV file.
    pub async fn put_csv<T: DeserializeOwned>(&mut self, path: &str, file: String) -> Result<T> {
        let mut request = self.request(Method::PUT, path, file.into())?;
        let kind = HeaderValue::from_static("text/csv");
        request.headers_mut().insert(header::CONTENT_TYPE, kind);
        let answer = self.ask(path, request).await?;
        read(path, &answer)
    }

    /// Sends a request, whatever is answered. An error means that there was no answer: the connection is then opened anew next time.
    pub async fn send(&mut self, method: Method, path: &str, body: Bytes) -> Result<Answer> {
        let request = self.request(method, path, body)?;
        self.ask(path, request).await
    }

    async fn ask(&mut self, path: &str, request: Request<Full<Bytes>>) -> Result<Answer> {
        self.connect().await?;
        let Some(connection) = self.connection.as_mut() else {
            bail!("no connection")
        };
        let answer = match tokio::time::timeout(ANSWER_LIMIT, connection.send(request)).await {
            Ok(answer) => answer.with_context(|| format!("asking {path}")),
            Err(_) => Err(anyhow::anyhow!(
                "{path} was not answered within {} s",
                ANSWER_LIMIT.as_secs()
            )),
        };
        if answer.is_err() {
            self.connection = None;
        }
        answer
    }

    fn request(&self, method: Method, path: &str, body: Bytes) -> Result<Request<Full<Bytes>>> {
        // Sales are known by their ids and sessions by their tokens; everything else that is made is known by a key.
        let keyed = method == Method::POST && path != "/orders" && !path.starts_with("/auth/");
        let mut request = Request::new(Full::new(body));
        *request.method_mut() = method;
        *request.uri_mut() = path.parse()?;
        let headers = request.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        if let Some(session) = &self.session {
            headers.insert(header::AUTHORIZATION, session.bearer.clone());
            headers.insert(TENANT, session.tenant.clone());
        }
        if keyed {
            headers.insert(
                IDEMPOTENCY_KEY,
                HeaderValue::from_str(&uuid::Uuid::now_v7().to_string())?,
            );
        }
        Ok(request)
    }
}

fn read<T: DeserializeOwned>(path: &str, answer: &Answer) -> Result<T> {
    ensure!(
        answer.status.is_success(),
        "{path} answered {}: {}",
        answer.status,
        String::from_utf8_lossy(&answer.body)
    );
    let body: &[u8] = if answer.body.is_empty() { b"null" } else { &answer.body };
    serde_json::from_slice(body).with_context(|| format!("reading the answer of {path}"))
}
