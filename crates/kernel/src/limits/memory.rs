//! Counting in this process's memory, with bounded keys, by the injected clock.

use std::{
    num::NonZeroU32,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use governor::{
    RateLimiter, clock::Clock as _, middleware::StateInformationMiddleware, state::keyed::HashMapStateStore,
};

use super::{Key, Quota, Verdict};
use crate::Clock;

/// Keys that one limiter keeps. Beyond them, all share one bucket: slower than fair, but never unlimited.
const KEYS_MAX: usize = 100_000;
/// How often a full limiter looks for keys that it can forget.
const SWEEP_EVERY: Duration = Duration::from_secs(1);
/// A clock that went back further than this was set: what was counted before says nothing any more.
const CLOCK_STEP: Duration = Duration::from_secs(10);

/// Kernel's clock, as the buckets read it.
#[derive(Clone)]
struct Injected(Clock);

impl governor::clock::Clock for Injected {
    type Instant = Duration;

    fn now(&self) -> Duration {
        Duration::from_millis(u64::try_from(self.0.now().timestamp_millis()).unwrap_or(0))
    }
}

type Buckets = RateLimiter<Option<Key>, HashMapStateStore<Option<Key>>, Injected, StateInformationMiddleware>;

/// The buckets of one limiter, each full at first.
pub struct Memory {
    quota: Quota,
    clock: Injected,
    keys_max: usize,
    inner: Mutex<Inner>,
}

struct Inner {
    buckets: Buckets,
    last: Duration,
    swept: Duration,
}

impl Memory {
    pub(super) fn new(quota: Quota, clock: Clock) -> Self {
        Self::with_keys(quota, clock, KEYS_MAX)
    }

    fn with_keys(quota: Quota, clock: Clock, keys_max: usize) -> Self {
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

    pub(super) const fn quota(&self) -> Quota {
        self.quota
    }

    pub(super) fn take(&self, key: Key) -> Verdict {
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
        match inner.buckets.check_key(&key) {
            Ok(state) => Verdict::Passed {
                remaining: state.remaining_burst_capacity(),
            },
            Err(until) => Verdict::Stopped {
                wait: until.wait_time_from(now),
            },
        }
    }
}

fn fresh(quota: Quota, clock: &Injected) -> Buckets {
    let limit = governor::Quota::with_period(quota.period.max(Duration::from_micros(1)))
        .unwrap_or(governor::Quota::per_second(NonZeroU32::MIN))
        .allow_burst(NonZeroU32::new(quota.burst).unwrap_or(NonZeroU32::MIN));
    RateLimiter::new(limit, HashMapStateStore::default(), clock.clone())
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, TimeDelta};
    use uuid::Uuid;

    use super::*;

    fn clock() -> Clock {
        Clock::fixed(DateTime::from_timestamp(1_772_445_600, 0).unwrap())
    }

    fn every_six_seconds(burst: u32) -> Quota {
        Quota {
            name: "x",
            burst,
            period: Duration::from_secs(6),
        }
    }

    fn taken(memory: &Memory, key: u128, tries: u32) -> u32 {
        let key = Key::from(Uuid::from_u128(key));
        (0..tries).map(|_| u32::from(memory.take(key).has_passed())).sum()
    }

    #[test]
    fn a_burst_passes_then_one_in_each_period() {
        let clock = clock();
        let memory = Memory::new(every_six_seconds(10), clock.clone());
        assert_eq!(taken(&memory, 1, 20), 10);
        assert_eq!(taken(&memory, 2, 20), 10, "another key has its own bucket");
        clock.advance(TimeDelta::seconds(5));
        assert_eq!(taken(&memory, 1, 5), 0);
        clock.advance(TimeDelta::seconds(1));
        assert_eq!(taken(&memory, 1, 5), 1);
        clock.advance(TimeDelta::seconds(600));
        assert_eq!(taken(&memory, 1, 20), 10, "the bucket holds no more than the burst");
    }

    #[test]
    fn the_verdict_says_what_is_left_and_how_long_to_wait() {
        let clock = clock();
        let memory = Memory::new(every_six_seconds(2), clock.clone());
        let key = Key::from(Uuid::nil());
        assert_eq!(memory.take(key), Verdict::Passed { remaining: 1 });
        assert_eq!(memory.take(key), Verdict::Passed { remaining: 0 });
        clock.advance(TimeDelta::milliseconds(100));
        let wait = Duration::from_millis(5900);
        assert_eq!(memory.take(key), Verdict::Stopped { wait });
    }

    #[test]
    fn keys_are_forgotten_when_they_are_as_new_and_a_flood_of_them_is_not_unlimited() {
        let clock = clock();
        let memory = Memory::with_keys(every_six_seconds(2), clock.clone(), 50);
        let passed: u32 = (0..1000).map(|key| taken(&memory, key, 1)).sum();
        assert_eq!(passed, 52, "50 keys of their own, the shared bucket for all others");
        assert!(memory.inner.lock().unwrap().buckets.len() <= 51);
        clock.advance(TimeDelta::seconds(60));
        assert_eq!(taken(&memory, 7777, 5), 2, "room again");
        assert!(memory.inner.lock().unwrap().buckets.len() <= 2);
    }

    #[test]
    fn a_clock_that_was_set_back_locks_nobody_out() {
        let clock = clock();
        let memory = Memory::new(every_six_seconds(2), clock.clone());
        assert_eq!(taken(&memory, 1, 5), 2);
        clock.advance(TimeDelta::hours(-3));
        assert_eq!(taken(&memory, 1, 5), 2);
    }
}
