//! Counts, decided: what is counted, in which state a count may be taken, sent in, approved or given up.
//!
//! A count is blind: who counts does not see what the record says. What it finds is the difference between what was counted and what the
//! record held at that instant, so that sales while a count goes on, and after it, keep their effect.

use contracts::ids::LocationId;
use kernel::{Error, Id};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::codes;

/// The most products of one count: its approval is one transaction.
pub(crate) const PRODUCTS_MAX: i64 = 5_000;

/// What a count's id names.
pub(crate) enum Count {}
pub(crate) type CountId = Id<Count>;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum CountScope {
    /// The products that it names.
    Cycle,
    /// Whatever is found in the location.
    Full,
}

impl CountScope {
    #[must_use]
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Cycle => "cycle",
            Self::Full => "full",
        }
    }

    #[must_use]
    pub(crate) fn named(name: &str) -> Option<Self> {
        [Self::Cycle, Self::Full].into_iter().find(|scope| scope.name() == name)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum CountState {
    Counting,
    /// Counted; the differences wait for somebody to approve them.
    Submitted,
    Approved,
    Cancelled,
}

impl CountState {
    const ALL: [Self; 4] = [Self::Counting, Self::Submitted, Self::Approved, Self::Cancelled];

    #[must_use]
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Counting => "counting",
            Self::Submitted => "submitted",
            Self::Approved => "approved",
            Self::Cancelled => "cancelled",
        }
    }

    #[must_use]
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }

    /// Whether what the record says may be shown.
    #[must_use]
    pub(crate) const fn is_open_eyed(self) -> bool {
        matches!(self, Self::Submitted | Self::Approved)
    }
}

/// What is done with a count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CountAct {
    Submit,
    Approve,
    /// Counted again, as somebody doubts it.
    Reopen,
    Cancel,
}

impl CountAct {
    /// What the trail calls it.
    #[must_use]
    pub(crate) const fn action(self) -> &'static str {
        match self {
            Self::Submit => "count.submitted",
            Self::Approve => "count.approved",
            Self::Reopen => "count.reopened",
            Self::Cancel => "count.cancelled",
        }
    }

    /// The state that it leads to; none when the count is in it already.
    ///
    /// # Errors
    /// 409 `count_not_open` or `count_not_submitted` when it cannot be done now.
    pub(crate) fn on(self, state: CountState) -> Result<Option<CountState>, Error> {
        use CountState as S;
        match (self, state) {
            (Self::Submit, S::Counting) => Ok(Some(S::Submitted)),
            (Self::Approve, S::Submitted) => Ok(Some(S::Approved)),
            (Self::Reopen, S::Submitted) => Ok(Some(S::Counting)),
            (Self::Cancel, S::Counting | S::Submitted) => Ok(Some(S::Cancelled)),
            (Self::Submit, S::Submitted)
            | (Self::Approve, S::Approved)
            | (Self::Reopen, S::Counting)
            | (Self::Cancel, S::Cancelled) => Ok(None),
            (Self::Submit | Self::Cancel, _) => Err(codes::COUNT_NOT_OPEN.error()),
            (Self::Approve | Self::Reopen, _) => Err(codes::COUNT_NOT_SUBMITTED.error()),
        }
    }
}

/// A stored count.
#[derive(Clone, Debug)]
pub(crate) struct Counted {
    pub(crate) id: CountId,
    pub(crate) location: LocationId,
    pub(crate) scope: CountScope,
    pub(crate) state: CountState,
    pub(crate) at: chrono::DateTime<chrono::Utc>,
}

/// How much older than the count a move's id may be that happened after it: clocks of two machines differ.
const CLOCKS_DIFFER_MS: i64 = 60_000;

/// The least id that a move can have that happened after this instant: ids begin with the milliseconds at which moves are booked, and
/// nothing is booked before it happened. It spares reading a shelf's whole history.
#[must_use]
pub(crate) fn first_move_id(after: chrono::DateTime<chrono::Utc>) -> Uuid {
    let ms = (after.timestamp_millis() - CLOCKS_DIFFER_MS).max(0).unsigned_abs();
    Uuid::from_u128(u128::from(ms) << 80)
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;

    #[test]
    fn what_is_decided_stays_decided() {
        use CountAct as A;
        use CountState as S;
        let code = |act: A, state| act.on(state).map_err(|error| error.code().to_owned());
        for act in [A::Submit, A::Reopen, A::Cancel] {
            assert!(code(act, S::Approved).is_err(), "{act:?}");
        }
        for act in [A::Submit, A::Reopen, A::Approve] {
            assert!(code(act, S::Cancelled).is_err(), "{act:?}");
        }
        assert_eq!(
            code(A::Approve, S::Counting),
            Err("count_not_submitted".to_owned()),
            "not before it was sent in"
        );
        assert_eq!(code(A::Approve, S::Submitted), Ok(Some(S::Approved)));
        assert_eq!(
            code(A::Approve, S::Approved),
            Ok(None),
            "asked again it is done already"
        );
        assert_eq!(code(A::Reopen, S::Submitted), Ok(Some(S::Counting)));
    }

    #[test]
    fn nobody_sees_the_record_while_they_count() {
        assert!(!CountState::Counting.is_open_eyed());
        assert!(CountState::Submitted.is_open_eyed());
        assert!(
            !CountState::Cancelled.is_open_eyed(),
            "one that was given up shows nothing to the next who counts"
        );
    }

    #[test]
    fn a_moves_id_is_found_from_its_time() {
        let at = DateTime::from_timestamp_millis(1_772_445_600_000).unwrap();
        let first = first_move_id(at);
        let id_at = |ms: i64| Uuid::from_u128((u128::from(ms.unsigned_abs()) << 80) | 0x7000_8000_0000_0000_0001);
        assert!(first < id_at(at.timestamp_millis()));
        assert!(id_at(at.timestamp_millis() - CLOCKS_DIFFER_MS - 1) < first);
    }
}
