//! How much of something is allowed, and what became of one use.

use std::time::Duration;

/// A burst, then one in each period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quota {
    /// What is limited, in snake case: part of keys in Redis, of metrics and of headers.
    pub name: &'static str,
    /// How many at once; 0 is taken as 1.
    pub burst: u32,
    /// From a millisecond on for what a person does; fractions are fine, down to a microsecond.
    pub period: Duration,
}

impl Quota {
    /// So many in any minute, all of them at once if need be.
    #[must_use]
    pub fn per_minute(name: &'static str, count: u32) -> Self {
        let burst = count.max(1);
        Self {
            name,
            burst,
            period: Duration::from_mins(1) / burst,
        }
    }

    /// What one process may go on with by itself: half, rounded up, at half the speed.
    #[must_use]
    pub fn half(self) -> Self {
        Self {
            burst: self.burst.div_ceil(2),
            period: self.period * 2,
            ..self
        }
    }

    /// The time in which an empty bucket is full again, in whole seconds.
    #[must_use]
    pub fn window_s(self) -> u64 {
        whole_seconds(self.period * self.burst.max(1))
    }

    /// How few must be left for a client to be told.
    #[must_use]
    pub const fn near(self) -> u32 {
        self.burst / 10
    }
}

/// Seconds, rounded up, and never none: whoever waits so long finds room.
pub(super) fn whole_seconds(time: Duration) -> u64 {
    u64::try_from(time.as_millis().div_ceil(1000))
        .unwrap_or(u64::MAX)
        .max(1)
}

/// What became of one use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It was counted, and so many more may follow at once.
    Passed { remaining: u32 },
    /// It was not counted: there is room again after this time.
    Stopped { wait: Duration },
}

impl Verdict {
    #[must_use]
    pub const fn has_passed(self) -> bool {
        matches!(self, Self::Passed { .. })
    }

    /// Of two counts of the same use, the one that allows less.
    #[must_use]
    pub fn stricter(self, other: Self) -> Self {
        match (self, other) {
            (Self::Passed { remaining: a }, Self::Passed { remaining: b }) => Self::Passed { remaining: a.min(b) },
            (Self::Stopped { wait: a }, Self::Stopped { wait: b }) => Self::Stopped { wait: a.max(b) },
            (stopped @ Self::Stopped { .. }, _) | (_, stopped) => stopped,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_is_never_none() {
        let quota = |burst| Quota {
            name: "x",
            burst,
            period: Duration::from_secs(6),
        };
        assert_eq!((quota(10).half().burst, quota(10).half().period.as_secs()), (5, 12));
        assert_eq!((quota(3).half().burst, quota(1).half().burst), (2, 1));
        assert_eq!(Quota::per_minute("x", 0).burst, 1);
    }

    #[test]
    fn of_two_counts_the_stricter_holds() {
        let (few, many) = (Verdict::Passed { remaining: 1 }, Verdict::Passed { remaining: 9 });
        let stopped = Verdict::Stopped {
            wait: Duration::from_secs(1),
        };
        assert_eq!((many.stricter(few), few.stricter(many)), (few, few));
        assert_eq!((many.stricter(stopped), stopped.stricter(many)), (stopped, stopped));
    }
}
