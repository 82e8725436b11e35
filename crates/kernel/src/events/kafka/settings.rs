//! How a Kafka cluster is reached, and what its topics are like (docs/runbook.md).

use std::path::PathBuf;

use rdkafka::ClientConfig;
use serde::{Deserialize, Serialize};

use crate::secret::{Secret, SecretRef};

/// The most that a topic keeps events for: the inbox remembers a week longer, so that what comes again is known.
const RETENTION_HOURS_MAX: u32 = 336;
const PARTITIONS_MAX: u16 = 1000;
const PREFIX_LENGTH_MAX: usize = 100;
/// A slow batch is waited for with a look at the group every few moments: what is shorter would take a busy reader for a dead one.
const POLL_INTERVAL_MIN_S: u32 = 5;
const POLL_INTERVAL_MAX_S: u32 = 3600;

/// `[events.kafka]`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// `host:port`, several with commas.
    pub brokers: String,
    /// Topics are called `<prefix>.order`, groups `<prefix>.inventory.orders`.
    pub topic_prefix: String,
    /// Partitions of each topic: as many processes as can share a consumer's work.
    pub partitions: u16,
    /// On how many brokers each event is kept; one less must have it before it counts as published.
    pub replication: u16,
    /// How long a topic keeps events.
    pub retention_hours: u32,
    /// How long a consumer may be without a look at its topic before its group goes on without it, in seconds. It looks while it works, so
    /// only a process that stands still takes as long.
    pub poll_interval_max_s: u32,
    pub security: Security,
    pub sasl: Sasl,
    /// The certificates that sign the brokers', as PEM; without it the system's.
    pub ca_file: Option<PathBuf>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            brokers: "127.0.0.1:9092".to_owned(),
            topic_prefix: "novapos".to_owned(),
            partitions: 6,
            replication: 3,
            retention_hours: RETENTION_HOURS_MAX,
            poll_interval_max_s: 300,
            security: Security::Plaintext,
            sasl: Sasl::default(),
            ca_file: None,
        }
    }
}

/// How the connection is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Security {
    Plaintext,
    Tls,
    /// TLS, and a user's name and password.
    SaslTls,
}

/// Who we are, with `security = "sasl_tls"`.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Sasl {
    pub mechanism: Mechanism,
    pub username: Option<String>,
    pub password: Option<SecretRef>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Mechanism {
    #[serde(rename = "PLAIN")]
    Plain,
    #[serde(rename = "SCRAM-SHA-256")]
    ScramSha256,
    #[default]
    #[serde(rename = "SCRAM-SHA-512")]
    ScramSha512,
}

impl Mechanism {
    const fn name(self) -> &'static str {
        match self {
            Self::Plain => "PLAIN",
            Self::ScramSha256 => "SCRAM-SHA-256",
            Self::ScramSha512 => "SCRAM-SHA-512",
        }
    }
}

impl Settings {
    /// Where the user's password is, where one is needed.
    pub(super) fn password(&self) -> Option<&SecretRef> {
        self.sasl
            .password
            .as_ref()
            .filter(|_| self.security == Security::SaslTls)
    }

    /// What all of the library's clients have in common; the password is what was found at its place.
    pub(super) fn client_config(&self, password: Option<&Secret>) -> Result<ClientConfig, String> {
        self.check()?;
        let mut config = ClientConfig::new();
        config
            .set("bootstrap.servers", &self.brokers)
            .set("client.id", "novapos")
            .set("allow.auto.create.topics", "false")
            .set("reconnect.backoff.max.ms", "2000")
            .set("topic.metadata.refresh.interval.ms", "10000");
        if self.security == Security::Plaintext {
            return Ok(config);
        }
        if !cfg!(feature = "kafka-tls") {
            return Err("events.kafka.security needs a program that was built with TLS for Kafka: cargo build --features kafka-tls (docs/runbook.md)".to_owned());
        }
        config.set("security.protocol", "ssl");
        if let Some(file) = &self.ca_file {
            config.set("ssl.ca.location", file.to_string_lossy());
        }
        if self.security == Security::SaslTls {
            let (Some(username), Some(password)) = (&self.sasl.username, password) else {
                return Err("events.kafka.sasl needs username and password".to_owned());
            };
            config
                .set("security.protocol", "sasl_ssl")
                .set("sasl.mechanisms", self.sasl.mechanism.name())
                .set("sasl.username", username)
                .set("sasl.password", password.expose());
        }
        Ok(config)
    }

    fn check(&self) -> Result<(), String> {
        let plain =
            |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-' || letter == '.';
        if self.topic_prefix.is_empty()
            || self.topic_prefix.len() > PREFIX_LENGTH_MAX
            || !self.topic_prefix.chars().all(plain)
        {
            return Err(format!(
                "events.kafka.topic_prefix is 1 to {PREFIX_LENGTH_MAX} of a-z, 0-9, `-` and `.`"
            ));
        }
        if self.brokers.trim().is_empty() {
            return Err("events.kafka.brokers names no broker: host:port, several with commas".to_owned());
        }
        if !(1..=PARTITIONS_MAX).contains(&self.partitions) {
            return Err(format!("events.kafka.partitions is 1 to {PARTITIONS_MAX}"));
        }
        if self.replication == 0 {
            return Err("events.kafka.replication is at least 1".to_owned());
        }
        if !(1..=RETENTION_HOURS_MAX).contains(&self.retention_hours) {
            return Err(format!(
                "events.kafka.retention_hours is 1 to {RETENTION_HOURS_MAX}: what came longer ago would not be known when it comes again"
            ));
        }
        if !(POLL_INTERVAL_MIN_S..=POLL_INTERVAL_MAX_S).contains(&self.poll_interval_max_s) {
            return Err(format!(
                "events.kafka.poll_interval_max_s is {POLL_INTERVAL_MIN_S} to {POLL_INTERVAL_MAX_S}"
            ));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(change: impl FnOnce(&mut Settings)) -> String {
        let mut settings = Settings::default();
        change(&mut settings);
        settings.client_config(None).unwrap_err()
    }

    #[test]
    fn what_cannot_work_is_refused_by_its_name() {
        assert!(Settings::default().client_config(None).is_ok());
        assert!(refused(|s| s.topic_prefix = "nova_pos".to_owned()).contains("topic_prefix"));
        assert!(refused(|s| s.topic_prefix = String::new()).contains("topic_prefix"));
        assert!(refused(|s| s.brokers = " ".to_owned()).contains("brokers"));
        assert!(refused(|s| s.partitions = 0).contains("partitions"));
        assert!(refused(|s| s.replication = 0).contains("replication"));
        assert!(refused(|s| s.retention_hours = 337).contains("retention_hours"));
        assert!(refused(|s| s.poll_interval_max_s = 4).contains("poll_interval_max_s"));
    }

    #[cfg(not(feature = "kafka-tls"))]
    #[test]
    fn without_tls_built_in_nothing_is_sent_unprotected() {
        assert!(refused(|s| s.security = Security::Tls).contains("kafka-tls"));
    }

    #[cfg(feature = "kafka-tls")]
    #[test]
    fn a_password_is_needed_and_never_shown() {
        assert!(refused(|s| s.security = Security::SaslTls).contains("username"));
        let mut settings = Settings {
            security: Security::Tls,
            ..Settings::default()
        };
        let config = settings.client_config(None).unwrap();
        assert_eq!(config.get("security.protocol"), Some("ssl"));
        assert!(config.create_native_config().is_ok());
        settings.security = Security::SaslTls;
        settings.sasl.username = Some("till".to_owned());
        let config = settings.client_config(Some(&Secret::new("hunter2"))).unwrap();
        assert_eq!(config.get("sasl.mechanisms"), Some("SCRAM-SHA-512"));
        assert!(config.create_native_config().is_ok());
        assert_eq!(config.get("sasl.password"), Some("hunter2"));
        assert!(!format!("{config:?}").contains("hunter2"));
    }
}
