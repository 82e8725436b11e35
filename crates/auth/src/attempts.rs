//! How often a password may be tried: per account and per address, as token buckets (GCRA). Every attempt counts, right or wrong,
//! and is counted before any work is done for it; nobody is locked out, only slowed (reliability A12-A16).

use std::{
    hash::Hash,
    net::IpAddr,
    num::NonZeroU32,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use governor::{Quota, RateLimiter, clock::Clock as _, middleware::NoOpMiddleware, state::keyed::HashMapStateStore};
use kernel::{Clock, Result};

use crate::{codes, config::AttemptLimits};

/// Keys that one limiter keeps. Beyond them, all share one bucket: slower than fair, but never unlimited.
const KEYS_MAX: usize = 100_000;
/// How often a full limiter looks for keys that it can forget.
const SWEEP_EVERY: Duration = Duration::from_secs(1);
/// A clock that went back further than this was set: what was counted before says nothing any more.
const CLOCK_STEP: Duration = Duration::from_secs(10);

/// An account as a limit counts it, whether or not it exists: the digest of what was typed, so that a key is small.
pub type AccountKey = [u8; 32];

/// The limits on trying passwords.
pub struct Attempts {
    account: Limiter<AccountKey>,
    address: Limiter<IpAddr>,
}

impl Attempts {
    #[must_use]
    pub fn new(limits: AttemptLimits, clock: &Clock) -> Self {
        Self {
            account: Limiter::new(limits.account_burst, limits.account_period, clock.clone(), KEYS_MAX),
            address: Limiter::new(limits.address_burst, limits.address_period, clock.clone(), KEYS_MAX),
        }
    }

    /// Counts an attempt on an account. The address is asked first: whoever is stopped there takes nothing from the account.
    ///
    /// # Errors
    /// 429 `too_many_attempts` with Retry-After.
    pub fn on_account(&self, address: Option<IpAddr>, account: AccountKey) -> Result<()> {
        self.by_address(address)?;
        self.account.take(account)
    }

    /// Counts an attempt that names no account, such as a sign-up.
    ///
    /// # Errors
    /// 429 `too_many_attempts` with Retry-After.
    pub fn by_address(&self, address: Option<IpAddr>) -> Result<()> {
        address.map_or(Ok(()), |address| self.address.take(address))
    }
}

/// The key of an account by the parts that name it.
#[must_use]
pub fn account_key(parts: &[&str]) -> AccountKey {
    let mut context = aws_lc_rs::digest::Context::new(&aws_lc_rs::digest::SHA256);
    for part in parts {
        context.update(&part.len().to_be_bytes());
        context.update(part.as_bytes());
    }
    let mut key = [0; 32];
    key.copy_from_slice(context.finish().as_ref());
    key
}

/// Kernel's clock, as the limiter reads it.
#[derive(Clone)]
struct Injected(Clock);

impl governor::clock::Clock for Injected {
    type Instant = Duration;

    fn now(&self) -> Duration {
        Duration::from_millis(u64::try_from(self.0.now().timestamp_millis()).unwrap_or(0))
    }
}

type Buckets<K> = RateLimiter<Option<K>, HashMapStateStore<Option<K>>, Injected, NoOpMiddleware<Duration>>;

struct Limiter<K: Hash + Eq + Clone> {
    quota: Quota,
    clock: Injected,
    keys_max: usize,
    inner: Mutex<Inner<K>>,
}

struct Inner<K: Hash + Eq + Clone> {
    buckets: Buckets<K>,
    last: Duration,
    swept: Duration,
}

impl<K: Hash + Eq + Clone> Limiter<K> {
    fn new(burst: u32, period: Duration, clock: Clock, keys_max: usize) -> Self {
        let quota = Quota::with_period(period.max(Duration::from_millis(1)))
            .unwrap_or(Quota::per_second(NonZeroU32::MIN))
            .allow_burst(NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN));
        let clock = Injected(clock);
        let inner = Inner {
            buckets: fresh(quota, &clock),
            last: clock.now(),
            swept: Duration::ZERO,
        };
        Self {
            quota,
            clock,
            keys_max,
            inner: Mutex::new(inner),
        }
    }

    fn take(&self, key: K) -> Result<()> {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        let now = self.clock.now();
        if now + CLOCK_STEP < inner.last {
            inner.buckets = fresh(self.quota, &self.clock);
            inner.swept = Duration::ZERO;
        }
        inner.last = now;
        if inner.buckets.len() >= self.keys_max && now >= inner.swept + SWEEP_EVERY {
            inner.buckets.retain_recent();
            inner.buckets.shrink_to_fit();
            inner.swept = now;
        }
        let key = (inner.buckets.len() < self.keys_max).then_some(key);
        inner.buckets.check_key(&key).map_err(|until| {
            let wait_ms = until.wait_time_from(now).as_millis();
            codes::TOO_MANY_ATTEMPTS
                .error()
                .retry_after(u32::try_from(wait_ms.div_ceil(1000)).unwrap_or(u32::MAX).max(1))
        })
    }
}

fn fresh<K: Hash + Eq + Clone>(quota: Quota, clock: &Injected) -> Buckets<K> {
    RateLimiter::new(quota, HashMapStateStore::default(), clock.clone())
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, TimeDelta};

    use super::*;

    fn clock() -> Clock {
        Clock::fixed(DateTime::from_timestamp(1_772_445_600, 0).unwrap())
    }

    fn taken(limiter: &Limiter<u32>, key: u32, tries: u32) -> u32 {
        (0..tries).map(|_| u32::from(limiter.take(key).is_ok())).sum()
    }

    #[test]
    fn a_burst_passes_then_one_in_each_period() {
        let clock = clock();
        let limiter = Limiter::new(10, Duration::from_secs(6), clock.clone(), 100);
        assert_eq!(taken(&limiter, 1, 20), 10);
        assert_eq!(taken(&limiter, 2, 20), 10, "another key has its own bucket");
        clock.advance(TimeDelta::seconds(5));
        assert_eq!(taken(&limiter, 1, 5), 0);
        clock.advance(TimeDelta::seconds(1));
        assert_eq!(taken(&limiter, 1, 5), 1);
        clock.advance(TimeDelta::seconds(600));
        assert_eq!(taken(&limiter, 1, 20), 10, "the bucket holds no more than the burst");
    }

    #[test]
    fn the_answer_says_how_long_to_wait() {
        let clock = clock();
        let limiter = Limiter::new(1, Duration::from_secs(6), clock.clone(), 100);
        limiter.take(1).unwrap();
        clock.advance(TimeDelta::milliseconds(100));
        let response = axum::response::IntoResponse::into_response(limiter.take(1).unwrap_err());
        assert_eq!(response.status(), 429);
        assert_eq!(response.headers()["retry-after"], "6");
    }

    #[test]
    fn keys_are_forgotten_when_they_are_as_new_and_a_flood_of_them_is_not_unlimited() {
        let clock = clock();
        let limiter = Limiter::new(2, Duration::from_secs(6), clock.clone(), 50);
        let passed: u32 = (0..1000).map(|key| taken(&limiter, key, 1)).sum();
        assert_eq!(passed, 52, "50 keys of their own, the shared bucket for all others");
        assert!(limiter.inner.lock().unwrap().buckets.len() <= 51);
        clock.advance(TimeDelta::seconds(60));
        assert_eq!(taken(&limiter, 7777, 5), 2, "room again");
        assert!(limiter.inner.lock().unwrap().buckets.len() <= 2);
    }

    #[test]
    fn a_clock_that_was_set_back_locks_nobody_out() {
        let clock = clock();
        let limiter = Limiter::new(2, Duration::from_secs(6), clock.clone(), 100);
        assert_eq!(taken(&limiter, 1, 5), 2);
        clock.advance(TimeDelta::hours(-3));
        assert_eq!(taken(&limiter, 1, 5), 2);
    }

    #[test]
    fn an_account_s_key_depends_on_each_part() {
        assert_eq!(account_key(&["shop", "ann@x"]), account_key(&["shop", "ann@x"]));
        assert_ne!(account_key(&["shop", "ann@x"]), account_key(&["shopa", "nn@x"]));
    }
}
