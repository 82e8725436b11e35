//! How long a token is good and when it is renewed: pure.

use std::fmt;

use chrono::{DateTime, TimeDelta, Utc};

use crate::secret::Secret;

/// A token as Vault gave it.
#[derive(Clone)]
pub(super) struct Lease {
    pub token: Secret,
    /// What was given at the sign-in, and is asked for at each renewal. Zero is for ever (a root token).
    pub asked: TimeDelta,
    is_renewable: bool,
    ends: Option<DateTime<Utc>>,
    due: Option<DateTime<Utc>>,
}

/// What is to be done before a token is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Due {
    Nothing,
    Renewal,
    /// It has ended, or is about to and cannot be renewed.
    Login,
}

impl Lease {
    /// A token that was given `now` for `lasts`. It is due at two thirds of that time, moved by `jitter_permille` (900 to 1100).
    pub(super) fn new(
        token: Secret,
        lasts: TimeDelta,
        is_renewable: bool,
        now: DateTime<Utc>,
        jitter_permille: i32,
    ) -> Self {
        Self {
            token,
            asked: lasts,
            is_renewable,
            ends: None,
            due: None,
        }
        .renewed(lasts, now, jitter_permille)
    }

    /// The same after a renewal that gave `granted`.
    pub(super) fn renewed(self, granted: TimeDelta, now: DateTime<Utc>, jitter_permille: i32) -> Self {
        let is_for_ever = granted.is_zero();
        Self {
            ends: (!is_for_ever).then(|| now + granted),
            due: (!is_for_ever).then(|| now + granted * 2 / 3 * jitter_permille / 1000),
            ..self
        }
    }

    /// The same, for which more is asked at a renewal than was left when it came here.
    pub(super) fn asking(self, asked: TimeDelta) -> Self {
        Self { asked, ..self }
    }

    /// Tries again at `at`, because it did not work now.
    pub(super) fn postponed(self, at: DateTime<Utc>) -> Self {
        Self { due: Some(at), ..self }
    }

    pub(super) fn due(&self, now: DateTime<Utc>) -> Due {
        match (self.ends, self.due) {
            (Some(ends), _) if now >= ends => Due::Login,
            (_, Some(due)) if now >= due && self.is_renewable => Due::Renewal,
            (_, Some(due)) if now >= due => Due::Login,
            _ => Due::Nothing,
        }
    }

    /// Whether the token may still be used.
    pub(super) fn is_good(&self, now: DateTime<Utc>) -> bool {
        self.ends.is_none_or(|ends| now < ends)
    }
}

impl fmt::Debug for Lease {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lease")
            .field("ends", &self.ends)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_due_at_two_thirds_with_a_tenth_of_jitter_and_ends_at_its_end() {
        let now = DateTime::UNIX_EPOCH;
        let at = |seconds| now + TimeDelta::seconds(seconds);
        let lease = |jitter, renewable| Lease::new(Secret::new("t"), TimeDelta::seconds(900), renewable, now, jitter);
        assert_eq!(lease(1000, true).due(at(599)), Due::Nothing);
        assert_eq!(lease(1000, true).due(at(600)), Due::Renewal);
        assert_eq!(lease(900, true).due(at(540)), Due::Renewal);
        assert_eq!(lease(1100, true).due(at(659)), Due::Nothing);
        assert_eq!(lease(1100, true).due(at(660)), Due::Renewal);
        assert_eq!(lease(1000, false).due(at(600)), Due::Login);
        assert_eq!(lease(1000, true).due(at(900)), Due::Login);
        let later = lease(1000, true).renewed(TimeDelta::seconds(900), at(600), 1000);
        assert_eq!((later.due(at(1199)), later.due(at(1200))), (Due::Nothing, Due::Renewal));
        assert!(later.is_good(at(1499)) && !later.is_good(at(1500)));
        assert_eq!(later.postponed(at(1300)).due(at(1299)), Due::Nothing);
    }

    #[test]
    fn a_token_without_an_end_is_never_due() {
        let lease = Lease::new(Secret::new("t"), TimeDelta::zero(), false, DateTime::UNIX_EPOCH, 1000);
        assert_eq!(lease.due(DateTime::UNIX_EPOCH + TimeDelta::days(10_000)), Due::Nothing);
        assert!(!format!("{lease:?}").contains("\"t\""));
    }
}
