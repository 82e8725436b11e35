//! A circuit breaker: a service that failed several times in a row is left alone for a moment, and whoever needs it is told at once instead
//! of after a timeout.

use std::time::{Duration, Instant};

/// So many failures in a row, and it rests.
pub const FAILURES_MAX: u32 = 5;
/// How long it rests; then one call at a time tries whether it is back.
pub const REST: Duration = Duration::from_secs(1);

/// What is remembered of a service's last answers.
#[derive(Debug, Default)]
pub struct Breaker {
    failures: u32,
    rests_until: Option<Instant>,
}

impl Breaker {
    /// Whether it may be asked now. After a rest the one that asks first tries for all; the others wait for another rest, or for its answer.
    pub fn may_ask(&mut self, now: Instant) -> bool {
        match self.rests_until {
            None => true,
            Some(until) if now < until => false,
            Some(_) => {
                self.rests_until = Some(now + REST);
                true
            }
        }
    }

    /// It answered, whatever it said.
    pub fn answered(&mut self) {
        *self = Self::default();
    }

    /// It could not be reached, or did not answer in time.
    pub fn failed(&mut self, now: Instant) {
        self.failures = self.failures.saturating_add(1);
        if self.failures >= FAILURES_MAX {
            self.rests_until = Some(now + REST);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MILLI: Duration = Duration::from_millis(1);

    #[test]
    fn after_failures_in_a_row_it_rests_and_one_call_tries_whether_it_is_back() {
        let (mut breaker, start) = (Breaker::default(), Instant::now());
        for _ in 1..FAILURES_MAX {
            breaker.failed(start);
            assert!(breaker.may_ask(start));
        }
        breaker.failed(start);
        assert!(!breaker.may_ask(start));
        assert!(!breaker.may_ask(start + REST - MILLI));
        assert!(breaker.may_ask(start + REST), "one tries");
        assert!(!breaker.may_ask(start + REST), "and only one");
        breaker.failed(start + REST + MILLI);
        assert!(!breaker.may_ask(start + REST + REST), "it rests again");
        assert!(breaker.may_ask(start + REST + REST + MILLI));
        breaker.answered();
        assert!(breaker.may_ask(start + REST + REST + MILLI));
    }

    #[test]
    fn an_answer_between_failures_begins_the_count_again() {
        let (mut breaker, now) = (Breaker::default(), Instant::now());
        for _ in 0..3 * FAILURES_MAX {
            breaker.failed(now);
            breaker.answered();
            assert!(breaker.may_ask(now));
        }
    }
}
