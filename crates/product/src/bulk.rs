//! The same change of many products: what each becomes, decided before anything is written.

use contracts::ids::CategoryId;
use pricing::{AMOUNT_MINOR_MAX, UnitPrice};

use crate::{faults::Fault, product::Details, text::TaxCategory};

/// The most products that are changed at once: other writers of the tenant's catalogue wait for it.
pub(crate) const PRODUCTS_MAX: usize = 1000;
/// A whole, in millionths.
const ONE_MICRO: i128 = 1_000_000;

/// What becomes of prices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PriceChange {
    /// Higher by so many millionths of itself, or lower; then to the nearest multiple of so many minor units.
    Share { share_micro: i64, round_to_minor: i64 },
    /// Higher by so many minor units, or lower.
    Amount(i64),
}

impl PriceChange {
    /// # Errors
    /// A price below nothing or above the most.
    fn apply(self, price: UnitPrice) -> Result<UnitPrice, Fault> {
        let amount = i128::from(price.amount_minor);
        let changed = match self {
            Self::Amount(add) => amount + i128::from(add),
            Self::Share {
                share_micro,
                round_to_minor,
            } => {
                let step = i128::from(round_to_minor.max(1));
                nearest(amount * (ONE_MICRO + i128::from(share_micro)), ONE_MICRO * step) * step
            }
        };
        match i64::try_from(changed) {
            Ok(amount_minor) if (0..=AMOUNT_MINOR_MAX).contains(&amount_minor) => {
                Ok(UnitPrice { amount_minor, ..price })
            }
            _ => Err(Fault::new("out_of_range", "the price would be below zero or too large")),
        }
    }
}

/// The quotient to the nearest whole; half goes up. Neither is below zero.
const fn nearest(number: i128, by: i128) -> i128 {
    (2 * number + by).div_euclid(2 * by)
}

/// What is changed of each product; what is left out stays.
#[derive(Clone, Debug, Default)]
pub(crate) struct BulkChange {
    pub category: Option<Option<CategoryId>>,
    pub tax_category: Option<TaxCategory>,
    pub active: Option<bool>,
    pub price: Option<PriceChange>,
}

impl BulkChange {
    /// The product after the change.
    ///
    /// # Errors
    /// A price that cannot be.
    pub fn apply(&self, before: &Details) -> Result<Details, Fault> {
        let price = self
            .price
            .map_or(Ok(before.price), |change| change.apply(before.price))?;
        Ok(Details {
            category_id: self.category.unwrap_or(before.category_id),
            tax_category: self.tax_category.clone().unwrap_or_else(|| before.tax_category.clone()),
            active: self.active.unwrap_or(before.active),
            price,
            ..before.clone()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn price(change: PriceChange, amount_minor: i64) -> Result<i64, &'static str> {
        let price = UnitPrice {
            amount_minor,
            per_milli: 100,
        };
        change
            .apply(price)
            .map(|price| price.amount_minor)
            .map_err(|fault| fault.code)
    }

    fn share(share_micro: i64, round_to_minor: i64) -> PriceChange {
        PriceChange::Share {
            share_micro,
            round_to_minor,
        }
    }

    #[test]
    fn a_share_goes_to_the_nearest_step_and_half_goes_up() {
        for (share_micro, step, before, after) in [
            (100_000, 1, 199, 219),
            (-100_000, 1, 199, 179),
            (50_000, 1, 10, 11),
            (-50_000, 1, 10, 10),
            (100_000, 5, 199, 220),
            (0, 10, 95, 100),
            (0, 10, 94, 90),
            (-1_000_000, 1, 199, 0),
            (10_000_000, 1, 3, 33),
        ] {
            assert_eq!(
                price(share(share_micro, step), before),
                Ok(after),
                "{before} by {share_micro} to {step}"
            );
        }
    }

    #[test]
    fn no_price_falls_below_zero_or_grows_too_large() {
        assert_eq!(price(PriceChange::Amount(-199), 199), Ok(0));
        assert_eq!(price(PriceChange::Amount(-200), 199), Err("out_of_range"));
        assert_eq!(
            price(PriceChange::Amount(i64::MAX), AMOUNT_MINOR_MAX),
            Err("out_of_range")
        );
        assert_eq!(price(share(1, 1), AMOUNT_MINOR_MAX), Err("out_of_range"));
    }
}
