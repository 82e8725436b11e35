//! Tokens with their leases, and the roles that they are given for.

use std::collections::HashMap;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use http::StatusCode;
use kernel::Entropy;
use serde_json::{Value, json};

use super::{Answer, done, refused};

/// Seconds, where a role does not say.
const TTL_S: i64 = 3600;

pub struct Role {
    pub id: String,
    secrets: Vec<String>,
    policies: Vec<String>,
    ttl_s: i64,
    max_ttl_s: Option<i64>,
}

impl Role {
    pub fn new(body: &Value, entropy: &Entropy) -> Self {
        let policies = body["token_policies"].as_array().into_iter().flatten();
        Self {
            id: random(entropy),
            secrets: Vec::new(),
            policies: policies.filter_map(|name| name.as_str().map(str::to_owned)).collect(),
            ttl_s: seconds(&body["token_ttl"]).unwrap_or(TTL_S),
            max_ttl_s: seconds(&body["token_max_ttl"]).filter(|max| *max > 0),
        }
    }

    /// Another version of a role keeps its ids.
    pub fn in_place_of(self, before: Option<Self>) -> Self {
        match before {
            Some(before) => Self {
                id: before.id,
                secrets: before.secrets,
                ..self
            },
            None => self,
        }
    }

    pub fn add_secret(&mut self, entropy: &Entropy) -> String {
        let secret = random(entropy);
        self.secrets.push(secret.clone());
        secret
    }

    pub fn takes(&self, secret: &str) -> bool {
        self.secrets.iter().any(|known| known == secret)
    }
}

/// Who holds a token.
#[derive(Clone)]
pub struct Holder {
    policies: Vec<String>,
    /// Nothing is root's.
    lease: Option<Lease>,
}

#[derive(Clone)]
struct Lease {
    ends: DateTime<Utc>,
    ends_at_last: Option<DateTime<Utc>>,
    given_s: i64,
}

impl Holder {
    pub fn is_root(&self) -> bool {
        self.lease.is_none()
    }

    pub fn policies(&self) -> &[String] {
        &self.policies
    }
}

pub struct Tokens(HashMap<String, Holder>);

impl Tokens {
    pub fn with_root(token: &str) -> Self {
        let root = Holder {
            policies: vec!["root".to_owned()],
            lease: None,
        };
        Self(HashMap::from([(token.to_owned(), root)]))
    }

    pub fn find(&self, token: &str, now: DateTime<Utc>) -> Option<Holder> {
        let holder = self.0.get(token)?;
        let is_good = holder.lease.as_ref().is_none_or(|lease| now < lease.ends);
        is_good.then(|| holder.clone())
    }

    pub fn lose(&mut self) {
        self.0.retain(|_, holder| holder.is_root());
    }

    pub fn issue(&mut self, role: &Role, entropy: &Entropy, now: DateTime<Utc>) -> Answer {
        let ends_at_last = role.max_ttl_s.map(|max| now + TimeDelta::seconds(max));
        let ttl_s = role.max_ttl_s.map_or(role.ttl_s, |max| role.ttl_s.min(max));
        let lease = Lease {
            ends: now + TimeDelta::seconds(ttl_s),
            ends_at_last,
            given_s: ttl_s,
        };
        let token = format!("hvs.{}", random(entropy));
        let answer = signed(&token, &role.policies, ttl_s);
        let policies = role.policies.clone();
        self.0.insert(
            token,
            Holder {
                policies,
                lease: Some(lease),
            },
        );
        answer
    }

    /// What a token may do with itself, whatever its policies.
    pub fn own(&mut self, verb: &str, token: &str, body: &Value, now: DateTime<Utc>) -> Answer {
        if verb == "revoke-self" {
            self.0.remove(token);
            return done();
        }
        let Some(holder) = self.0.get_mut(token) else {
            return refused(403, &["permission denied"]);
        };
        match (verb, &mut holder.lease) {
            ("lookup-self", lease) => {
                let ttl_s = lease.as_ref().map_or(0, |lease| (lease.ends - now).num_seconds());
                let given_s = lease.as_ref().map_or(0, |lease| lease.given_s);
                let data = json!({"ttl": ttl_s, "creation_ttl": given_s, "renewable": lease.is_some(), "policies": holder.policies});
                (StatusCode::OK, json!({"data": data}))
            }
            ("renew-self", None) => refused(400, &["lease is not renewable"]),
            ("renew-self", Some(lease)) => {
                let asked = TimeDelta::seconds(seconds(&body["increment"]).unwrap_or(lease.given_s));
                let ends = lease.ends_at_last.map_or(now + asked, |last| last.min(now + asked));
                lease.ends = ends;
                let granted_s = (ends - now).num_seconds();
                signed(token, &holder.policies, granted_s)
            }
            _ => refused(404, &[]),
        }
    }
}

fn signed(token: &str, policies: &[String], seconds: i64) -> Answer {
    let auth = json!({"client_token": token, "accessor": "a", "policies": policies, "metadata": {},
        "lease_duration": seconds, "renewable": true});
    (StatusCode::OK, json!({"auth": auth}))
}

/// `90`, `"90"`, `"90s"`, `"5m"` or `"1h"`.
fn seconds(value: &Value) -> Option<i64> {
    if let Some(number) = value.as_i64() {
        return Some(number);
    }
    let text = value.as_str()?;
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let number: i64 = digits.parse().ok()?;
    match &text[digits.len()..] {
        "" | "s" => Some(number),
        "m" => Some(number * 60),
        "h" => Some(number * 3600),
        _ => None,
    }
}

fn random(entropy: &Entropy) -> String {
    URL_SAFE_NO_PAD.encode(entropy.bytes::<24>())
}
