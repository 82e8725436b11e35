//! What a price may be, and which one holds.

use chrono::{DateTime, Utc};
use contracts::ids::StoreId;
use pricing::{AMOUNT_MINOR_MAX, QUANTITY_MILLI_MAX, UnitPrice};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::faults::{Fault, Faults};

/// A price: so many minor units of the store's currency for so many thousandths of the product's unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Price {
    /// Minor units, 0 to 10^12.
    #[schema(example = 249)]
    pub amount_minor: i64,
    /// For this quantity in thousandths, 1 to 10^9; 1000 (one piece, kilogram, litre or metre) where it is left out.
    #[serde(default = "one_unit_milli")]
    #[schema(example = 1000, default = 1000)]
    pub per_milli: i64,
}

const fn one_unit_milli() -> i64 {
    1000
}

impl Price {
    /// The checked price, or `None` and a fault for each number out of range.
    pub(crate) fn parse(self, pointer: &str, faults: &mut Faults) -> Option<UnitPrice> {
        let amount = in_range(self.amount_minor, 0, AMOUNT_MINOR_MAX);
        let per = in_range(self.per_milli, 1, QUANTITY_MILLI_MAX);
        let amount_minor = faults.take(&format!("{pointer}/amount_minor"), amount);
        let per_milli = faults.take(&format!("{pointer}/per_milli"), per);
        Some(UnitPrice {
            amount_minor: amount_minor?,
            per_milli: per_milli?,
        })
    }
}

impl From<UnitPrice> for Price {
    fn from(price: UnitPrice) -> Self {
        Self {
            amount_minor: price.amount_minor,
            per_milli: price.per_milli,
        }
    }
}

/// A store's own price: it holds there in place of the one for the whole tenant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct OwnPrice {
    pub store_id: StoreId,
    pub price: UnitPrice,
}

/// What stores sell at other prices after the change than before, by their ids: their new price, or none for the tenant's.
#[must_use]
pub fn own_changes(before: &[OwnPrice], after: &[OwnPrice]) -> Vec<(StoreId, Option<UnitPrice>)> {
    let of = |prices: &[OwnPrice], store: StoreId| {
        let own = prices.iter().find(|own| own.store_id == store);
        own.map(|own| own.price)
    };
    let mut stores: Vec<StoreId> = before.iter().chain(after).map(|own| own.store_id).collect();
    stores.sort_unstable();
    stores.dedup();
    stores.retain(|store| of(before, *store) != of(after, *store));
    stores.into_iter().map(|store| (store, of(after, store))).collect()
}

/// The same prices but for this store's.
#[must_use]
pub fn with_own(prices: &[OwnPrice], store_id: StoreId, price: Option<UnitPrice>) -> Vec<OwnPrice> {
    let mut prices: Vec<OwnPrice> = prices.iter().copied().filter(|own| own.store_id != store_id).collect();
    prices.extend(price.map(|price| OwnPrice { store_id, price }));
    prices.sort_unstable_by_key(|own| own.store_id);
    prices
}

/// A price and from when it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DatedPrice {
    pub from: DateTime<Utc>,
    pub price: UnitPrice,
}

/// The price in force and those that will hold later, by their beginnings. Of prices with the same beginning the
/// newest counts. When all begin later (the clock was set back), the first of them holds.
pub fn in_force(
    newest_first: impl Iterator<Item = DatedPrice>,
    now: DateTime<Utc>,
) -> Option<(DatedPrice, Vec<DatedPrice>)> {
    let mut later: Vec<DatedPrice> = Vec::new();
    for dated in newest_first {
        if dated.from <= now {
            later.reverse();
            return Some((dated, later));
        }
        if later.last().is_none_or(|known| known.from != dated.from) {
            later.push(dated);
        }
    }
    let first = later.pop()?;
    later.reverse();
    Some((first, later))
}

fn in_range(number: i64, min: i64, max: i64) -> Result<i64, Fault> {
    if (min..=max).contains(&number) {
        Ok(number)
    } else {
        Err(Fault::new("out_of_range", format!("this is {min} to {max}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_price_that_has_begun_holds() {
        let dated = |from, amount_minor| DatedPrice {
            from: DateTime::from_timestamp_millis(from).unwrap(),
            price: UnitPrice {
                amount_minor,
                per_milli: 1000,
            },
        };
        let at = |now, prices: &[DatedPrice]| {
            let (held, later) =
                in_force(prices.iter().copied(), DateTime::from_timestamp_millis(now).unwrap()).unwrap();
            (
                held.price.amount_minor,
                later.iter().map(|dated| dated.price.amount_minor).collect::<Vec<_>>(),
            )
        };
        // By beginning and then revision, the newest first: 50 was corrected to 51, 30 to 31.
        let prices = [
            dated(50, 51),
            dated(50, 50),
            dated(40, 40),
            dated(30, 31),
            dated(30, 30),
            dated(10, 10),
        ];
        assert_eq!(at(60, &prices), (51, vec![]));
        assert_eq!(at(50, &prices), (51, vec![]));
        assert_eq!(at(49, &prices), (40, vec![51]));
        assert_eq!(at(35, &prices), (31, vec![40, 51]));
        assert_eq!(at(10, &prices), (10, vec![31, 40, 51]));
        assert_eq!(at(5, &prices), (10, vec![31, 40, 51]));
        assert_eq!(at(5, &prices[..5]), (31, vec![40, 51]));
        assert!(in_force(std::iter::empty(), DateTime::UNIX_EPOCH).is_none());
    }

    #[test]
    fn only_the_stores_whose_price_changes_are_told() {
        let store = |n| StoreId::from_uuid(uuid::Uuid::from_u128(n));
        let at = |amount_minor| UnitPrice {
            amount_minor,
            per_milli: 1000,
        };
        let none: Vec<OwnPrice> = vec![];
        let one = with_own(&none, store(2), Some(at(5)));
        let two = with_own(&one, store(1), Some(at(6)));
        assert_eq!(
            two.iter().map(|own| own.store_id).collect::<Vec<_>>(),
            [store(1), store(2)]
        );
        assert_eq!(own_changes(&one, &two), [(store(1), Some(at(6)))]);
        assert_eq!(own_changes(&two, &with_own(&two, store(2), None)), [(store(2), None)]);
        assert_eq!(
            own_changes(&two, &with_own(&two, store(2), Some(at(7)))),
            [(store(2), Some(at(7)))]
        );
        assert!(own_changes(&two, &two).is_empty());
    }

    #[test]
    fn both_numbers_have_their_range_and_both_faults_are_told() {
        let parse = |amount_minor, per_milli| {
            let mut faults = Faults::default();
            let price = Price {
                amount_minor,
                per_milli,
            }
            .parse("/price", &mut faults);
            (price, faults.error("").problem().remove("errors"))
        };
        assert!(parse(0, 1).0.is_some());
        assert!(parse(1_000_000_000_000, 1_000_000_000).0.is_some());
        let (price, errors) = parse(-1, 0);
        assert!(price.is_none());
        let pointers: Vec<_> = errors
            .unwrap()
            .as_array()
            .unwrap()
            .iter()
            .map(|e| e["pointer"].clone())
            .collect();
        assert_eq!(pointers, ["/price/amount_minor", "/price/per_milli"]);
        assert!(parse(1_000_000_000_001, 1).0.is_none());
        assert!(parse(1, 1_000_000_001).0.is_none());
    }
}
