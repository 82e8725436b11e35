//! Quantities of stock in thousandths of a product's unit, within the limits that every document has.

use crate::faults::Faults;

/// How much is received, held or sold: 1..=10^9 thousandths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Quantity(i64);

impl Quantity {
    pub(crate) const MILLI_MAX: i64 = pricing::QUANTITY_MILLI_MAX;

    #[must_use]
    pub(crate) const fn of_milli(milli: i64) -> Option<Self> {
        if 1 <= milli && milli <= Self::MILLI_MAX {
            Some(Self(milli))
        } else {
            None
        }
    }

    /// The same for a field of a body; a value outside the limits is noted.
    pub(crate) fn read(milli: i64, pointer: impl FnOnce() -> String, faults: &mut Faults) -> Option<Self> {
        let quantity = Self::of_milli(milli);
        if quantity.is_none() {
            faults.add(pointer(), "out_of_range", "a quantity is 1 to 1000000000 thousandths");
        }
        quantity
    }

    /// Thousandths.
    #[must_use]
    pub(crate) const fn milli(self) -> i64 {
        self.0
    }
}

/// How much a shelf's record moves: -10^9..=10^9 thousandths and never nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Change(i64);

impl Change {
    #[must_use]
    pub(crate) const fn of_milli(milli: i64) -> Option<Self> {
        if milli != 0 && -Quantity::MILLI_MAX <= milli && milli <= Quantity::MILLI_MAX {
            Some(Self(milli))
        } else {
            None
        }
    }

    /// The same for a field of a body; a value outside the limits is noted.
    pub(crate) fn read(milli: i64, pointer: impl FnOnce() -> String, faults: &mut Faults) -> Option<Self> {
        let change = Self::of_milli(milli);
        if change.is_none() {
            faults.add(
                pointer(),
                "out_of_range",
                "a correction is -1000000000 to 1000000000 thousandths and not 0",
            );
        }
        change
    }

    /// What comes in.
    #[must_use]
    pub(crate) const fn inward(quantity: Quantity) -> Self {
        Self(quantity.0)
    }

    /// What goes out.
    #[must_use]
    pub(crate) const fn outward(quantity: Quantity) -> Self {
        Self(-quantity.0)
    }

    /// The same amount the other way.
    #[must_use]
    pub(crate) const fn reversed(self) -> Self {
        Self(-self.0)
    }

    /// Thousandths, signed.
    #[must_use]
    pub(crate) const fn milli(self) -> i64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_inclusive_and_nothing_is_no_change() {
        assert!(Quantity::of_milli(0).is_none() && Quantity::of_milli(-1).is_none());
        assert!(Quantity::of_milli(1).is_some() && Quantity::of_milli(1_000_000_000).is_some());
        assert!(Quantity::of_milli(1_000_000_001).is_none() && Quantity::of_milli(i64::MAX).is_none());
        assert!(Change::of_milli(0).is_none() && Change::of_milli(i64::MIN).is_none());
        assert!(Change::of_milli(-1_000_000_000).is_some() && Change::of_milli(-1_000_000_001).is_none());
    }
}
