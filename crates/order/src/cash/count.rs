//! Counting a drawer: pieces of money, and who may close on what came out.

use kernel::{Result, id::UserId};
use pricing::AMOUNT_MINOR_MAX;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::codes;

/// Kinds of pieces in one count.
pub const PIECES_MAX: usize = 50;
const VALUE_MAX: i64 = 1_000_000_000;
const COUNT_MAX: i64 = 1_000_000;

/// So many coins or notes of one value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Pieces {
    /// Minor units of one coin or note, 1..=10^9.
    pub value_minor: i64,
    /// 0..=10^6.
    pub count: i64,
}

/// What the pieces come to, in minor units. None is an empty drawer.
///
/// # Errors
/// 422 `count_refused` for a value twice, or amounts that no drawer holds.
pub fn counted(pieces: &[Pieces], pointer: &str) -> Result<i64> {
    if pieces.len() > PIECES_MAX {
        return Err(codes::COUNT_REFUSED
            .because("A count has at most 50 kinds of coins and notes.")
            .at(pointer, "out_of_range", "at most 50"));
    }
    let mut sum = 0;
    for (index, piece) in pieces.iter().enumerate() {
        let at = |field: &str| format!("{pointer}/{index}/{field}");
        if !(1..=VALUE_MAX).contains(&piece.value_minor) {
            return Err(codes::COUNT_REFUSED
                .error()
                .at(at("value_minor"), "out_of_range", "1 to 10^9"));
        }
        if !(0..=COUNT_MAX).contains(&piece.count) {
            return Err(codes::COUNT_REFUSED
                .error()
                .at(at("count"), "out_of_range", "0 to 10^6"));
        }
        if pieces
            .iter()
            .take(index)
            .any(|other| other.value_minor == piece.value_minor)
        {
            return Err(codes::COUNT_REFUSED
                .error()
                .at(at("value_minor"), "duplicate", "counted twice"));
        }
        sum += piece.value_minor * piece.count;
    }
    if sum > AMOUNT_MINOR_MAX {
        return Err(codes::COUNT_REFUSED
            .error()
            .at(pointer, "out_of_range", "at most 10^12 together"));
    }
    Ok(sum)
}

/// What is known when somebody wants to close a drawer that was counted.
#[derive(Clone, Copy, Debug)]
pub struct Closing {
    /// Counted less expected.
    pub variance_minor: i64,
    /// The most that may be missing or over without somebody else's approval; `None` is any amount.
    pub limit_minor: Option<i64>,
    pub counted_by: UserId,
    pub closed_by: UserId,
    /// Whether who closes may approve in this store.
    pub may_approve: bool,
}

/// Whether the drawer may be closed: above the limit by somebody who may approve and did not count (rule 38).
///
/// # Errors
/// 409 `approval_needed`.
pub fn approve(closing: &Closing) -> Result<()> {
    let within = closing
        .limit_minor
        .is_none_or(|limit| closing.variance_minor.abs() <= limit);
    if within || (closing.may_approve && closing.closed_by != closing.counted_by) {
        Ok(())
    } else {
        Err(codes::APPROVAL_NEEDED
            .error()
            .with("variance_minor", closing.variance_minor))
    }
}

#[cfg(test)]
mod tests {
    use kernel::id::Id;

    use super::*;

    fn pieces(value_minor: i64, count: i64) -> Pieces {
        Pieces { value_minor, count }
    }

    #[test]
    fn a_count_is_the_sum_of_its_pieces() {
        assert_eq!(
            counted(&[pieces(5000, 3), pieces(200, 7), pieces(1, 0)], "/pieces").unwrap(),
            16_400
        );
        assert_eq!(counted(&[], "/pieces").unwrap(), 0);
    }

    #[test]
    fn what_no_drawer_holds_is_refused() {
        for refused in [
            vec![pieces(0, 1)],
            vec![pieces(100, -1)],
            vec![pieces(100, 1), pieces(100, 2)],
            vec![pieces(VALUE_MAX, COUNT_MAX)],
            (1..=51).map(|value| pieces(value, 1)).collect(),
        ] {
            assert_eq!(
                counted(&refused, "/pieces").unwrap_err().code(),
                "count_refused",
                "{refused:?}"
            );
        }
    }

    #[test]
    fn above_the_limit_somebody_else_who_may_approve_closes() {
        let (one, other) = (
            Id::from_uuid(uuid::Uuid::from_u128(1)),
            Id::from_uuid(uuid::Uuid::from_u128(2)),
        );
        let may = |variance_minor, limit_minor, closed_by, may_approve| {
            approve(&Closing {
                variance_minor,
                limit_minor,
                counted_by: one,
                closed_by,
                may_approve,
            })
            .is_ok()
        };
        assert!(may(500, Some(500), one, false) && may(-500, Some(500), one, false));
        assert!(!may(501, Some(500), one, false) && !may(-501, Some(500), one, true));
        assert!(!may(501, Some(500), other, false));
        assert!(may(-501, Some(500), other, true));
        assert!(may(1_000_000, None, one, false));
    }
}
