//! What the catalogue says of a product, and which of its prices applies.

use serde::{Deserialize, Serialize};

use crate::calendar::Timestamp;
use crate::scope::{Scope, Target};

/// A price: so many minor units for so many thousandths. 1.499 EUR a litre is 1499 per 10 000.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitPrice {
    /// Minor units, 0 to 10^12.
    pub amount_minor: i64,
    /// For this quantity in thousandths, 1 to 10^9; 1000 where it is left out.
    #[serde(default = "one_unit_milli")]
    pub per_milli: i64,
}

/// A price with the place and the time it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PriceEntry {
    /// Where it holds.
    pub target: Target,
    /// From this instant on; from ever if none.
    pub from: Option<Timestamp>,
    /// Before this instant; for ever if none.
    pub until: Option<Timestamp>,
    /// Minor units, 0 to 10^12.
    pub amount_minor: i64,
    /// For this quantity in thousandths, 1 to 10^9; 1000 where it is left out.
    #[serde(default = "one_unit_milli")]
    pub per_milli: i64,
}

const fn one_unit_milli() -> i64 {
    1000
}

impl PriceEntry {
    /// The price alone.
    #[must_use]
    pub const fn unit_price(&self) -> UnitPrice {
        UnitPrice {
            amount_minor: self.amount_minor,
            per_milli: self.per_milli,
        }
    }
}

/// What the catalogue says of a product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Its prices, in the order they were made.
    pub prices: Vec<PriceEntry>,
    /// The category that tax rules go by. A fee or deposit has its own (rule 10).
    pub tax_category: String,
}

/// The price in force: the register's beats the store's beats the tenant's; of one target the one with the latest
/// `from`; of equal ones the last in the list, so an appended correction wins.
#[must_use]
pub fn price_for<'a>(prices: &'a [PriceEntry], scope: &Scope, at: Timestamp) -> Option<&'a PriceEntry> {
    let live = prices
        .iter()
        .filter(|price| price.from.is_none_or(|from| from <= at) && price.until.is_none_or(|until| at < until));
    let ranked = live.filter_map(|price| Some(((price.target.rank(scope)?, price.from), price)));
    ranked.max_by_key(|(rank, _)| *rank).map(|(_, price)| price)
}
