//! What Vault gave, and how long it serves: pure.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};

use crate::secret::Secret;

/// The most values that are kept: a deployment has a dozen.
const VALUES_MAX: usize = 1000;

/// A value and when it was read.
#[derive(Clone)]
pub(super) struct Value {
    pub secret: Secret,
    read_at: DateTime<Utc>,
}

impl Value {
    /// Whether it is younger than this.
    pub(super) fn is_younger(&self, than: TimeDelta, now: DateTime<Utc>) -> bool {
        now - self.read_at < than
    }
}

/// The values in memory. They are wiped when they are dropped.
#[derive(Default)]
pub(super) struct Kept(HashMap<String, Value>);

impl Kept {
    pub(super) fn get(&self, name: &str) -> Option<Value> {
        self.0.get(name).cloned()
    }

    pub(super) fn put(&mut self, name: &str, secret: Secret, now: DateTime<Utc>) {
        if self.0.len() >= VALUES_MAX
            && !self.0.contains_key(name)
            && let Some(oldest) = self
                .0
                .iter()
                .min_by_key(|(_, value)| value.read_at)
                .map(|(name, _)| name.clone())
        {
            self.0.remove(&oldest);
        }
        self.0.insert(name.to_owned(), Value { secret, read_at: now });
    }

    /// Forgets one that is not to be used any more.
    pub(super) fn forget(&mut self, name: &str) {
        self.0.remove(name);
    }

    /// Forgets what is older than this: a secret is in memory no longer than it may serve.
    pub(super) fn forget_older(&mut self, than: TimeDelta, now: DateTime<Utc>) {
        self.0.retain(|_, value| value.is_younger(than, now));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_makes_room_and_the_old_are_forgotten() {
        let at = |seconds| DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds);
        let mut kept = Kept::default();
        for n in 0..=1000 {
            kept.put(&n.to_string(), Secret::new("x"), at(n));
        }
        assert!(kept.get("0").is_none() && kept.get("1").is_some() && kept.get("1000").is_some());
        kept.forget_older(TimeDelta::seconds(10), at(1000));
        assert!(kept.get("990").is_none() && kept.get("991").is_some());
    }
}
