//! What can be configured, with its defaults: `novapos.toml`, then `NOVAPOS__SECTION__KEY` (docs/runbook.md).

use std::{
    net::IpAddr,
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::{Error, Result};
use auth::AttemptLimits;
use chrono::TimeDelta;
use kernel::{
    Secrets, authorities,
    batcher::BatchLimits,
    events::{Bus, kafka},
    http::{
        MetricsReaders,
        tls::{Tls, TlsFiles},
    },
    lanes::LanesLimits,
    limits::{self, ApiQuotas},
    secret::SecretRef,
    tasks::Tasks,
    telemetry::{LogFormat, Spans},
    vault::VaultSettings,
};
use serde::{Deserialize, Serialize};

/// The whole configuration.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    pub listen: Listen,
    pub database: Database,
    pub peers: Peers,
    pub auth: Auth,
    pub events: Events,
    /// Where `vault:path#key` is read.
    pub vault: Option<VaultSettings>,
    pub audit: audit::AuditSettings,
    pub sales: BatchLimits,
    pub mail: order::MailSettings,
    /// Only `novapos up` has them, by its option: in no file and no variable.
    #[serde(skip)]
    pub printers: order::Printers,
    pub redis: Redis,
    pub limits: Limits,
    /// How much is worked on at once.
    pub lanes: LanesLimits,
    pub log: Log,
    pub metrics: Metrics,
    pub traces: Spans,
    pub web: Web,
}

impl Config {
    /// Reads the file that was named, else `novapos.toml` where it is, then the environment.
    ///
    /// # Errors
    /// A sentence that names the key and where it was set.
    pub fn load(file: Option<&Path>) -> Result<Self, String> {
        let beside = Path::new("novapos.toml");
        kernel::config::load(file.or_else(|| beside.is_file().then_some(beside)))
    }
}

/// Where it listens.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Listen {
    pub address: IpAddr,
    /// The whole API and both web apps (8080). With `serve --only` of one service: that service, which otherwise has its own (8081 and so on).
    pub port: Option<u16>,
    /// The same, with the admin portal first.
    pub admin_port: u16,
    /// Whether each service also listens on its own port (8081 and so on).
    pub service_ports: bool,
    /// The certificate and key of all these ports, which then speak https. They are read again when they change.
    pub tls: Option<TlsFiles>,
    /// For how many seconds `serve` waits at the start for a database, its migrations, and the services that it asks.
    pub wait_s: u16,
}

impl Listen {
    /// How long `serve` waits at the start for what it needs.
    #[must_use]
    pub fn wait(&self) -> Duration {
        Duration::from_secs(self.wait_s.into())
    }

    /// What the ports shake hands with, where they speak https.
    ///
    /// # Errors
    /// Which file cannot be used.
    pub fn open_tls(&self) -> Result<Option<Tls>> {
        let tls = self.tls.clone().map(Tls::open).transpose();
        tls.map_err(|why| Error::msg(format!("listen.tls: {why}")))
    }

    /// How its addresses begin.
    #[must_use]
    pub const fn scheme(&self) -> &'static str {
        match self.tls {
            Some(_) => "https",
            None => "http",
        }
    }
}

impl Default for Listen {
    fn default() -> Self {
        Self {
            address: IpAddr::from([127, 0, 0, 1]),
            port: None,
            admin_port: 3001,
            service_ports: false,
            tls: None,
            wait_s: 60,
        }
    }
}

/// Which Postgres `serve`, `migrate` and `verify` use; `up` has its own.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Database {
    /// `postgres://novapos@host/novapos`, without a password. By default the one on this computer.
    pub url: Option<String>,
    pub password: Option<SecretRef>,
    /// As the role that may create roles and schemas, for `migrate` only: `postgres://postgres@host/novapos`.
    pub admin_url: Option<String>,
    pub admin_password: Option<SecretRef>,
    /// Connections of the pool; the sales workers have theirs beside it.
    pub connections_max: u32,
}

impl Database {
    /// Where it is, as the services' login role.
    #[must_use]
    pub fn url(&self) -> &str {
        self.url.as_deref().unwrap_or("postgres://novapos@127.0.0.1/novapos")
    }

    /// Where it is, as the role that migrates.
    #[must_use]
    pub fn admin_url(&self) -> &str {
        self.admin_url
            .as_deref()
            .unwrap_or("postgres://postgres@127.0.0.1/novapos")
    }
}

impl Default for Database {
    fn default() -> Self {
        Self {
            url: None,
            password: None,
            admin_url: None,
            admin_password: None,
            connections_max: 8,
        }
    }
}

/// How services that are processes of their own (`serve --only`) find and know each other.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Peers {
    /// What others prove themselves with to the services of this process: at least 32 random bytes. Whoever may ask them has it, too, as the
    /// `key` of its peer. Without one, no other process may ask.
    pub own_key: Option<SecretRef>,
    /// Over https: the authorities that vouch for the services, PEM, and then no others. Without it, this computer's.
    pub ca_file: Option<PathBuf>,
    pub auth: Option<PeerAt>,
    pub product: Option<PeerAt>,
    pub inventory: Option<PeerAt>,
    pub order: Option<PeerAt>,
    pub audit: Option<PeerAt>,
}

impl Peers {
    /// The authorities that alone vouch for services elsewhere, where some are named.
    ///
    /// # Errors
    /// That their file cannot be read.
    pub fn authorities(&self) -> Result<Option<Vec<reqwest::Certificate>>> {
        let read = |file: &PathBuf| authorities::read(file, "peers.ca_file");
        self.ca_file.as_ref().map(read).transpose().map_err(Error::msg)
    }

    /// Where the service of this name is, if it is elsewhere.
    #[must_use]
    pub fn at(&self, service: &str) -> Option<&PeerAt> {
        match service {
            "auth" => self.auth.as_ref(),
            "product" => self.product.as_ref(),
            "inventory" => self.inventory.as_ref(),
            "order" => self.order.as_ref(),
            "audit" => self.audit.as_ref(),
            _ => None,
        }
    }
}

/// A service in another process.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeerAt {
    /// `http://inventory:8087`
    pub url: String,
    /// The service's own key. The edge, which passes requests on as they are, needs none.
    #[serde(default)]
    pub key: Option<SecretRef>,
}

/// Signing in and up.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Auth {
    /// Whether anybody may open a shop at `/auth/sign-up`.
    pub sign_up_open: bool,
    /// Whether cookies are sent over TLS only: true wherever the address is https, as it always is with `listen.tls`.
    pub secure_cookies: bool,
    /// The key that signing keys are stored under. `up` makes its own.
    pub key: Option<SecretRef>,
    /// How many proxies stand in front and name the client in X-Forwarded-For.
    pub trusted_proxies: u8,
    /// Passwords that may be tried at once for one account (10), before it is one in 6 seconds.
    pub account_attempts: Option<u32>,
    /// The same from one address (30), before it is one in 2 seconds: more for a shop whose tills share an address and open together.
    pub address_attempts: Option<u32>,
    /// For how many days after a password sign-in to the till a PIN is taken in the same browser (30); with 0, never.
    pub pin_days: Option<u16>,
}

impl Auth {
    /// How fast passwords may be tried.
    #[must_use]
    pub fn attempt_limits(&self) -> AttemptLimits {
        let usual = AttemptLimits::default();
        AttemptLimits {
            account_burst: self.account_attempts.unwrap_or(usual.account_burst),
            address_burst: self.address_attempts.unwrap_or(usual.address_burst),
            ..usual
        }
    }

    /// How long a browser knows who signed in there.
    #[must_use]
    pub fn device_known_for(&self) -> TimeDelta {
        self.pin_days
            .map_or(auth::DEVICE_KNOWN_FOR, |days| TimeDelta::days(days.into()))
    }
}

/// How events travel between contexts.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Events {
    pub bus: BusKind,
    pub kafka: kafka::Settings,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BusKind {
    /// In Postgres, where they are written.
    #[default]
    Log,
    /// Published from there to Kafka.
    Kafka,
}

impl Events {
    /// The bus that is configured. Connects to no broker yet.
    ///
    /// # Errors
    /// A sentence that says which setting is wrong, or which secret cannot be read.
    pub async fn open(&self, secrets: &Secrets) -> Result<Bus, String> {
        match self.bus {
            BusKind::Log => Ok(Bus::Log),
            BusKind::Kafka => kafka::Kafka::open(self.kafka.clone(), secrets).await.map(Bus::Kafka),
        }
    }
}

/// The Redis in which processes count limits together; without one each counts for itself.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Redis {
    /// `redis://host:6379/0` or `unix:///path`, without a password.
    pub url: Option<String>,
    pub password: Option<SecretRef>,
    /// Whether it is spoken to by TLS.
    pub tls: bool,
}

impl Redis {
    /// The connection of a process, where one is configured; it is looked for in the background.
    ///
    /// # Errors
    /// A sentence that names the key that cannot be used. That Redis is not there is no error.
    pub async fn open(&self, secrets: &Secrets, tasks: &Tasks) -> Result<Option<limits::Redis>, String> {
        let Some(url) = &self.url else { return Ok(None) };
        let password = match &self.password {
            Some(place) => Some(secrets.read(place).await),
            None => None,
        };
        let settings = limits::redis::Settings {
            url: url.clone(),
            password: password
                .transpose()
                .map_err(|why| format!("redis.password: {}", why.chain()))?,
            tls: self.tls,
            call_max: limits::redis::CALL_MAX,
        };
        limits::Redis::open(&settings, tasks).map(Some)
    }
}

/// How many requests are taken in a minute; all of them may come at once. Passwords have narrower limits of their own ([`Auth`]).
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Of one shop.
    pub tenant_per_minute: u32,
    /// Of one account, without what tills ask at full speed.
    pub account_per_minute: u32,
    /// From one address (an IPv6 /64 counts as one), of those that are not signed in.
    pub address_per_minute: u32,
}

impl Limits {
    /// As the services' gate takes them, behind so many proxies of our own.
    #[must_use]
    pub const fn quotas(self, trusted_proxies: u8) -> ApiQuotas {
        ApiQuotas {
            tenant_per_minute: self.tenant_per_minute,
            account_per_minute: self.account_per_minute,
            address_per_minute: self.address_per_minute,
            trusted_proxies,
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        let usual = ApiQuotas::default();
        Self {
            tenant_per_minute: usual.tenant_per_minute,
            account_per_minute: usual.account_per_minute,
            address_per_minute: usual.address_per_minute,
        }
    }
}

/// What is logged, and how. `up` talks to a person and logs warnings as text; everything else logs JSON from `info` on.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Log {
    pub format: Option<LogFormat>,
    /// As of tracing-subscriber's EnvFilter.
    pub filter: Option<String>,
}

/// Who may read `/metrics`, which names shops and stores.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Metrics {
    /// What whoever reads it must bring, as `Authorization: Bearer`: at least 32 bytes.
    pub token: Option<SecretRef>,
}

impl Metrics {
    /// Who may: whoever brings the token where one is named, else these.
    ///
    /// # Errors
    /// That the token cannot be read, or could be guessed.
    pub async fn readers(&self, secrets: &Secrets, otherwise: MetricsReaders) -> Result<MetricsReaders> {
        match &self.token {
            Some(token) => MetricsReaders::with_token(secrets, token).await.map_err(Error::msg),
            None => Ok(otherwise),
        }
    }
}

/// Where the built web apps are.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Web {
    /// A folder with `pos` and `admin` in it; found by itself when absent.
    pub root: Option<PathBuf>,
}
