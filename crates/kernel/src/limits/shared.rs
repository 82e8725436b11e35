//! Counting in Redis, and what holds while it is away.

use super::{Key, Quota, Verdict, memory::Memory, redis::Redis};
use crate::Clock;

/// A limiter that shares its budget with those of the same name in other processes.
pub struct Shared {
    redis: Redis,
    /// The whole budget as this process alone counts it. It is never stricter than Redis, which counts the same and more, and bounds
    /// what a Redis that forgot everything would allow again.
    whole: Memory,
    /// What this process goes on with while Redis is away, counted all the time: the budget that was used up there is used up here.
    half: Memory,
}

impl Shared {
    pub(super) fn new(quota: Quota, clock: &Clock, redis: Redis) -> Self {
        Self {
            redis,
            whole: Memory::new(quota, clock.clone()),
            half: Memory::new(quota.half(), clock.clone()),
        }
    }

    pub(super) const fn quota(&self) -> Quota {
        self.whole.quota()
    }

    pub(super) async fn take(&self, key: Key) -> Verdict {
        let whole = self.whole.take(key);
        if !whole.has_passed() {
            return whole;
        }
        match self.redis.take(self.quota(), key).await {
            Some(verdict) => {
                if verdict.has_passed() {
                    self.half.take(key);
                }
                verdict.stricter(whole)
            }
            None => self.half.take(key).stricter(whole),
        }
    }
}
