//! What a deployment decides about auth.

use std::time::Duration;

use chrono::TimeDelta;
use kernel::{secret::Secret, vault::Vault};

/// What a deployment decides about auth.
#[derive(Clone, Debug)]
pub struct AuthConfig {
    /// Whether `POST /auth/sign-up` makes new tenants. Closed unless somebody opens it.
    pub sign_up_open: bool,
    /// Whether refresh cookies are sent over TLS only. Off for plain http on a developer's machine alone.
    pub secure_cookies: bool,
    /// What the key is derived from with which private signing keys are stored: 32 random bytes in base64, or any other text as
    /// hard to guess. With another value the stored keys cannot be read.
    pub key_encryption: Secret,
    /// Vault, where one is configured: it wraps signing keys instead where it is told to, and opens those that it has wrapped.
    pub vault: Option<Vault>,
    /// How many proxies of our own stand before this service: the client's address is that many entries from the end of
    /// `X-Forwarded-For`. With 0 the header is not read.
    pub trusted_proxies_hops: u8,
    /// How long after a password sign-in to the till a PIN is taken in the same browser. With none, no PIN is taken.
    pub device_known_for: TimeDelta,
    /// How fast passwords may be tried.
    pub limits: AttemptLimits,
}

/// How fast passwords may be tried: a burst, then one in each period.
#[derive(Clone, Copy, Debug)]
pub struct AttemptLimits {
    /// For one account (a shop code with an e-mail address), from wherever.
    pub account_burst: u32,
    pub account_period: Duration,
    /// For one address (an IPv6 /64 counts as one).
    pub address_burst: u32,
    pub address_period: Duration,
}

/// How long a browser knows who signed in there, unless a deployment says otherwise.
pub const DEVICE_KNOWN_FOR: TimeDelta = TimeDelta::days(30);

impl Default for AttemptLimits {
    fn default() -> Self {
        Self {
            account_burst: 10,
            account_period: Duration::from_secs(6),
            address_burst: 30,
            address_period: Duration::from_secs(2),
        }
    }
}
