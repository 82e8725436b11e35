//! Records below zero: which shelves have just gone there or come back, and which sale was the one.

use contracts::ids::OrderId;

use crate::posting::{Bucket, Move, MoveKind, Shelf};

/// A shelf whose record is, or was before this posting, below zero.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LowShelf {
    pub(crate) shelf: Shelf,
    /// After the posting, in thousandths.
    pub(crate) on_hand_milli: i64,
    /// What the posting moved, in thousandths.
    pub(crate) moved_milli: i64,
}

impl LowShelf {
    #[must_use]
    pub(crate) const fn before_milli(&self) -> i64 {
        self.on_hand_milli - self.moved_milli
    }

    /// It has just gone below zero.
    #[must_use]
    pub(crate) const fn has_sunk(&self) -> bool {
        self.on_hand_milli < 0 && 0 <= self.before_milli()
    }

    /// It has just come back to zero or more.
    #[must_use]
    pub(crate) const fn has_healed(&self) -> bool {
        0 <= self.on_hand_milli && self.before_milli() < 0
    }
}

/// The order whose sale took the shelf's record below zero for good, from the moves of this posting in the order in which they happened.
/// None when no sale did: a correction, or goods taken from a person's hold.
#[must_use]
pub(crate) fn sinking_order<'a>(low: &LowShelf, moves: impl DoubleEndedIterator<Item = &'a Move>) -> Option<OrderId> {
    let mut on_hand_milli = low.on_hand_milli;
    for entry in moves
        .rev()
        .filter(|entry| entry.shelf == low.shelf && entry.bucket == Bucket::Shelf)
    {
        let before_milli = on_hand_milli - entry.change.milli();
        if on_hand_milli < 0 && 0 <= before_milli {
            return (entry.kind == MoveKind::Sale).then(|| OrderId::from_uuid(entry.document));
        }
        on_hand_milli = before_milli;
    }
    None
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use contracts::ids::{LocationId, ProductId};
    use kernel::id::UserId;
    use uuid::Uuid;

    use super::*;
    use crate::quantity::Change;

    fn shelf(n: u128) -> Shelf {
        Shelf {
            location: LocationId::from_uuid(Uuid::from_u128(1)),
            product: ProductId::from_uuid(Uuid::from_u128(n)),
        }
    }

    fn entry(kind: MoveKind, document: u128, product: u128, milli: i64) -> Move {
        Move {
            cause: Uuid::nil(),
            kind,
            shelf: shelf(product),
            bucket: Bucket::Shelf,
            change: Change::of_milli(milli).unwrap(),
            document: Uuid::from_u128(document),
            reason: None,
            user: UserId::from_uuid(Uuid::nil()),
            at: DateTime::UNIX_EPOCH,
        }
    }

    #[test]
    fn only_a_crossing_counts() {
        let low = |on_hand_milli, moved_milli| LowShelf {
            shelf: shelf(1),
            on_hand_milli,
            moved_milli,
        };
        assert!(low(-1, -1).has_sunk() && !low(-1, -1).has_healed());
        assert!(!low(-2, -1).has_sunk(), "it was below zero before");
        assert!(low(0, 1).has_healed() && !low(0, 1).has_sunk());
        assert!(!low(-1, 1).has_healed());
    }

    #[test]
    fn the_sale_that_crossed_zero_is_the_one() {
        // 3 on hand; order 11 takes 2, order 12 takes 2 (below zero), order 12 is cancelled, order 13 takes 4 (below zero for good).
        let moves = [
            entry(MoveKind::Sale, 11, 1, -2),
            entry(MoveKind::Sale, 12, 1, -2),
            entry(MoveKind::Sale, 12, 2, -9),
            entry(MoveKind::Void, 12, 1, 2),
            entry(MoveKind::Sale, 13, 1, -4),
        ];
        let low = LowShelf {
            shelf: shelf(1),
            on_hand_milli: -3,
            moved_milli: -6,
        };
        assert!(low.has_sunk());
        assert_eq!(sinking_order(&low, moves.iter()).unwrap().uuid(), Uuid::from_u128(13));
    }

    #[test]
    fn a_correction_is_no_sale() {
        let moves = [entry(MoveKind::Adjustment, 5, 1, -2)];
        let low = LowShelf {
            shelf: shelf(1),
            on_hand_milli: -1,
            moved_milli: -2,
        };
        assert!(sinking_order(&low, moves.iter()).is_none());
    }
}
