//! How often a password may be tried: per account and per address. Every attempt counts, right or wrong, and is counted before any work
//! is done for it; nobody is locked out, only slowed (reliability A12-A16).

use std::net::IpAddr;

use kernel::{
    Clock, Result,
    limits::{Key, Limiter, Quota, Redis, stopped},
};

use crate::{codes, config::AttemptLimits};

/// The limits on trying passwords.
pub struct Attempts {
    account: Limiter,
    address: Limiter,
}

impl Attempts {
    #[must_use]
    pub fn new(limits: AttemptLimits, clock: &Clock, redis: Option<&Redis>) -> Self {
        let account = Quota {
            name: "sign_in_account",
            burst: limits.account_burst,
            period: limits.account_period,
        };
        let address = Quota {
            name: "sign_in_address",
            burst: limits.address_burst,
            period: limits.address_period,
        };
        Self {
            account: Limiter::new(account, clock, redis),
            address: Limiter::new(address, clock, redis),
        }
    }

    /// Counts an attempt on an account, whether or not it exists: its key is the digest of what was typed. The address is asked first:
    /// whoever is stopped there takes nothing from the account.
    ///
    /// # Errors
    /// 429 `too_many_attempts` with Retry-After.
    pub async fn on_account(&self, address: Option<IpAddr>, account: Key) -> Result<()> {
        self.by_address(address).await?;
        take(&self.account, account).await
    }

    /// Counts an attempt that names no account, such as a sign-up.
    ///
    /// # Errors
    /// 429 `too_many_attempts` with Retry-After.
    pub async fn by_address(&self, address: Option<IpAddr>) -> Result<()> {
        match address {
            Some(address) => take(&self.address, address.into()).await,
            None => Ok(()),
        }
    }
}

async fn take(limiter: &Limiter, key: Key) -> Result<()> {
    let verdict = limiter.take(key).await;
    stopped(&codes::TOO_MANY_ATTEMPTS, limiter.quota(), verdict).map_or(Ok(()), Err)
}
