//! What a presented refresh token earns. A family has one live token. A client that lost the answer to its last refresh presents the
//! token before: that is honoured while the successor was never used, and is theft once it was (the rule of
//! matrix-authentication-service; reliability A6, A7, I39).

use chrono::{DateTime, TimeDelta, Utc};

/// A sign-in lasts this long, however often it is refreshed.
pub const LIFE: TimeDelta = TimeDelta::days(30);
/// A sign-in that nobody refreshed for this long is over.
pub const IDLE: TimeDelta = TimeDelta::days(14);

/// What became of a refresh token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenState {
    /// The one of its family that may be used.
    Live,
    /// It was used, and has a successor.
    Spent,
    /// It was replaced before anybody used it.
    Revoked,
}

impl TokenState {
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Live => "live",
            Self::Spent => "spent",
            Self::Revoked => "revoked",
        }
    }

    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        [Self::Live, Self::Spent, Self::Revoked]
            .into_iter()
            .find(|state| state.name() == name)
    }
}

/// A token of a family, by its place in the chain of uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Presented {
    pub state: TokenState,
    pub generation: i32,
}

/// What to do about a presented token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Spend it, and give its successor of this generation.
    Rotate { generation: i32 },
    /// Its answer was lost: revoke the successor that nobody used, and give another of the same generation.
    Reissue { generation: i32 },
    /// Refuse it, and end nothing: whoever holds the live token is not touched.
    Refuse,
    /// Two parties hold the family's tokens: end it.
    EndFamily,
}

/// Decides, given the generation of the family's live token.
#[must_use]
pub const fn decide(presented: Presented, live_generation: i32) -> Step {
    let next = presented.generation.saturating_add(1);
    match presented.state {
        TokenState::Live => Step::Rotate { generation: next },
        TokenState::Spent if live_generation == next => Step::Reissue { generation: next },
        TokenState::Spent => Step::EndFamily,
        TokenState::Revoked => Step::Refuse,
    }
}

/// Whether a sign-in is over by time.
#[must_use]
pub fn is_over(expires_at: DateTime<Utc>, used_at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    now >= expires_at || now - used_at >= IDLE
}

/// How long a token given now can be used, in seconds: for a cookie's Max-Age.
#[must_use]
pub fn usable_s(expires_at: DateTime<Utc>, now: DateTime<Utc>) -> i64 {
    (expires_at - now).min(IDLE).num_seconds().max(0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const fn token(state: TokenState, generation: i32) -> Presented {
        Presented { state, generation }
    }

    #[test]
    fn the_live_token_rotates_and_the_one_before_is_honoured_until_its_successor_was_used() {
        assert_eq!(decide(token(TokenState::Live, 3), 3), Step::Rotate { generation: 4 });
        assert_eq!(decide(token(TokenState::Spent, 3), 4), Step::Reissue { generation: 4 });
        assert_eq!(decide(token(TokenState::Spent, 3), 5), Step::EndFamily);
        assert_eq!(decide(token(TokenState::Spent, 1), 9), Step::EndFamily);
        assert_eq!(decide(token(TokenState::Revoked, 4), 4), Step::Refuse);
    }

    #[test]
    fn a_sign_in_ends_when_it_idles_and_in_any_case_after_its_life() {
        let start = DateTime::from_timestamp(1_772_445_600, 0).unwrap();
        let end = start + LIFE;
        assert!(!is_over(end, start, start + IDLE - TimeDelta::seconds(1)));
        assert!(is_over(end, start, start + IDLE));
        assert!(!is_over(end, end - TimeDelta::hours(1), end - TimeDelta::seconds(1)));
        assert!(is_over(end, end - TimeDelta::hours(1), end));
        assert_eq!(usable_s(end, start), IDLE.num_seconds());
        assert_eq!(usable_s(end, end - TimeDelta::hours(1)), 3600);
        assert_eq!(usable_s(end, end + TimeDelta::hours(1)), 0);
    }

    proptest! {
        /// Whatever tokens of a family are presented in whatever order: one is live, unless the family has ended.
        #[test]
        fn a_family_has_one_live_token(picks in prop::collection::vec(any::<prop::sample::Index>(), 1..80)) {
            let mut family = vec![token(TokenState::Live, 1)];
            for pick in picks {
                let at = pick.index(family.len());
                let live = family.iter().position(|t| t.state == TokenState::Live).unwrap();
                match decide(family[at], family[live].generation) {
                    Step::Rotate { generation } => {
                        prop_assert_eq!(at, live);
                        family[at].state = TokenState::Spent;
                        family.push(token(TokenState::Live, generation));
                    }
                    Step::Reissue { generation } => {
                        family[live].state = TokenState::Revoked;
                        family.push(token(TokenState::Live, generation));
                    }
                    Step::Refuse => {}
                    Step::EndFamily => break,
                }
                prop_assert_eq!(family.iter().filter(|t| t.state == TokenState::Live).count(), 1);
            }
        }
    }
}
