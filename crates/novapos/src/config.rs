//! What can be configured, with its defaults: `novapos.toml`, then `NOVAPOS__SECTION__KEY` (docs/runbook.md).

use std::{
    net::IpAddr,
    path::{Path, PathBuf},
};

use auth::AttemptLimits;
use chrono::TimeDelta;
use kernel::{
    batcher::BatchLimits,
    events::{Bus, kafka},
    secret::SecretRef,
    telemetry::LogFormat,
};
use serde::{Deserialize, Serialize};

/// The whole configuration.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    pub listen: Listen,
    pub database: Database,
    pub auth: Auth,
    pub events: Events,
    pub audit: audit::AuditSettings,
    pub sales: BatchLimits,
    pub mail: order::MailSettings,
    /// Only `novapos up` has them, by its option: in no file and no variable.
    #[serde(skip)]
    pub printers: order::Printers,
    pub log: Log,
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
    /// The whole API and both web apps.
    pub port: u16,
    /// The same, with the admin portal first.
    pub admin_port: u16,
    /// Whether each service also listens on its own port (8081 and so on).
    pub service_ports: bool,
    /// Requests worked on at once; one more is refused with 503.
    pub requests_max: usize,
}

impl Default for Listen {
    fn default() -> Self {
        Self {
            address: IpAddr::from([127, 0, 0, 1]),
            port: 8080,
            admin_port: 3001,
            service_ports: false,
            requests_max: 1024,
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

/// Signing in and up.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Auth {
    /// Whether anybody may open a shop at `/auth/sign-up`.
    pub sign_up_open: bool,
    /// Whether cookies are sent over TLS only: true wherever the address is https.
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
    /// The bus that is configured. Connects to nothing yet.
    ///
    /// # Errors
    /// A sentence that says which setting is wrong.
    pub fn open(&self) -> Result<Bus, String> {
        match self.bus {
            BusKind::Log => Ok(Bus::Log),
            BusKind::Kafka => kafka::Kafka::open(self.kafka.clone()).map(Bus::Kafka),
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

/// Where the built web apps are.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Web {
    /// A folder with `pos` and `admin` in it; found by itself when absent.
    pub root: Option<PathBuf>,
}
