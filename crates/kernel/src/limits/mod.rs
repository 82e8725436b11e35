//! Limits on how often something may be done: a burst, then one in each period (GCRA, reliability A12-A16, D17).
//!
//! A limiter counts in this process's memory, or, where a Redis is configured, there, for all processes together. Redis is
//! disposable: while it is away, each process goes on with half the budget in memory, and what it loses is a budget counted anew, which
//! this process's own count still bounds. Nothing waits for it longer than [`redis::CALL_MAX`], and nothing is ever unlimited.

mod address;
mod api;
mod headers;
mod key;
mod memory;
mod quota;
pub mod redis;
mod shared;

pub use self::redis::Redis;
pub use address::client_address;
pub use api::{ApiLimits, ApiQuotas};
pub use headers::{Near, stopped};
pub use key::Key;
pub use quota::{Quota, Verdict};

use memory::Memory;
use shared::Shared;

use crate::Clock;

/// What counts the uses of one thing, each key by itself.
pub enum Limiter {
    /// In this process alone.
    Memory(Memory),
    /// In Redis, together with other processes.
    Redis(Box<Shared>),
}

impl Limiter {
    /// In Redis where there is one, else in memory.
    #[must_use]
    pub fn new(quota: Quota, clock: &Clock, redis: Option<&Redis>) -> Self {
        match redis {
            None => Self::Memory(Memory::new(quota, clock.clone())),
            Some(redis) => Self::Redis(Box::new(Shared::new(quota, clock, redis.clone()))),
        }
    }

    /// Counts one use, unless there were too many: then nothing is counted.
    pub async fn take(&self, key: Key) -> Verdict {
        match self {
            Self::Memory(memory) => memory.take(key),
            Self::Redis(shared) => shared.take(key).await,
        }
    }

    #[must_use]
    pub fn quota(&self) -> Quota {
        match self {
            Self::Memory(memory) => memory.quota(),
            Self::Redis(shared) => shared.quota(),
        }
    }
}
