//! Reorder points: which shelves have just fallen to theirs, or risen above it.

use crate::posting::Shelf;

/// A shelf with a reorder point that a posting took to the other side of it, or that was just given one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Crossing {
    pub(crate) shelf: Shelf,
    /// What is there now, in thousandths.
    pub(crate) on_hand_milli: i64,
    pub(crate) reorder_milli: i64,
}

impl Crossing {
    /// It is time to order: what is there is no more than the point.
    #[must_use]
    pub(crate) const fn is_low(&self) -> bool {
        self.on_hand_milli <= self.reorder_milli
    }

    /// The same before `moved_milli` was moved. However many moves a posting has, only where it began and ended counts.
    #[must_use]
    pub(crate) const fn was_low(&self, moved_milli: i64) -> bool {
        self.on_hand_milli - moved_milli <= self.reorder_milli
    }
}

#[cfg(test)]
mod tests {
    use contracts::ids::{LocationId, ProductId};
    use uuid::Uuid;

    use super::*;

    #[test]
    fn at_the_point_is_low_and_above_it_is_not() {
        let crossing = |on_hand_milli| Crossing {
            shelf: Shelf {
                location: LocationId::from_uuid(Uuid::nil()),
                product: ProductId::from_uuid(Uuid::nil()),
            },
            on_hand_milli,
            reorder_milli: 5,
        };
        assert!(crossing(5).is_low() && !crossing(6).is_low());
        assert!(!crossing(5).was_low(-1), "6 were there");
        assert!(crossing(4).was_low(-1), "5 were there: it was low already");
        assert!(crossing(6).was_low(1));
    }
}
