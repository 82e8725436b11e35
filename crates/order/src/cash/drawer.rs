//! What should be in a drawer, and what opening and closing it posts.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::ledger::Account;

/// How the cash of a drawer comes about, in minor units (rule 39).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DrawerCash {
    /// Counted at the opening.
    pub float_minor: i64,
    /// Cash taken for sales, less change: cash rounding is in it.
    pub sales_minor: i64,
    /// Cash given back for cancelled sales.
    pub voids_minor: i64,
    pub paid_in_minor: i64,
    pub paid_out_minor: i64,
    pub drops_minor: i64,
    pub loans_minor: i64,
    /// How often it was opened without money moving.
    pub no_sales: i64,
}

impl DrawerCash {
    /// What should be in it.
    #[must_use]
    pub const fn expected(&self) -> i64 {
        self.float_minor + self.sales_minor - self.voids_minor + self.paid_in_minor
            - self.paid_out_minor
            - self.drops_minor
            + self.loans_minor
    }
}

/// What opening posts: a float out of the safe, or, where the last close left money in the drawer, what was found over or short of it.
/// Lines of zero are left out.
#[must_use]
pub fn opening(carried_minor: Option<i64>, float_minor: i64) -> Vec<(Account, i64)> {
    let (other, change) = match carried_minor {
        Some(carried) if carried > 0 => (Account::OverShort, float_minor - carried),
        _ => (Account::Safe, float_minor),
    };
    moved(other, change)
}

/// What closing posts: what is over or short, and what goes to the safe.
#[must_use]
pub fn closing(expected_minor: i64, counted_minor: i64, left_minor: i64) -> Vec<(Account, i64)> {
    let mut entries = moved(Account::OverShort, counted_minor - expected_minor);
    entries.extend(moved(Account::Safe, left_minor - counted_minor));
    entries
}

/// What a sale after the close posts: its cash was in the drawer when it was counted, and was called over then.
#[must_use]
pub fn late_sale(cash_minor: i64) -> Vec<(Account, i64)> {
    moved(Account::OverShort, -cash_minor)
}

fn moved(other: Account, gain: i64) -> Vec<(Account, i64)> {
    if gain == 0 {
        Vec::new()
    } else {
        vec![(Account::Cash, gain), (other, -gain)]
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn on(account: Account, entries: &[(Account, i64)]) -> i64 {
        entries
            .iter()
            .filter(|(a, _)| *a == account)
            .map(|(_, amount)| amount)
            .sum()
    }

    #[test]
    fn expected_cash_is_rule_39() {
        let cash = DrawerCash {
            float_minor: 10_000,
            sales_minor: 25_310,
            voids_minor: 1_500,
            paid_in_minor: 200,
            paid_out_minor: 750,
            drops_minor: 20_000,
            loans_minor: 300,
            no_sales: 4,
        };
        assert_eq!(cash.expected(), 13_560);
    }

    #[test]
    fn a_float_comes_from_the_safe_and_a_drawer_that_was_left_full_must_still_be() {
        assert_eq!(opening(None, 5000), [(Account::Cash, 5000), (Account::Safe, -5000)]);
        assert_eq!(opening(Some(0), 5000), [(Account::Cash, 5000), (Account::Safe, -5000)]);
        assert!(opening(Some(5000), 5000).is_empty());
        assert_eq!(
            opening(Some(5000), 4900),
            [(Account::Cash, -100), (Account::OverShort, 100)]
        );
    }

    proptest! {
        #[test]
        fn after_a_close_the_ledger_has_in_the_drawer_what_was_left_there(expected in -100_000i64..1_000_000, counted in 0i64..1_000_000, part in 0i64..=100) {
            let left = counted * part / 100;
            let entries = closing(expected, counted, left);
            prop_assert_eq!(entries.iter().map(|(_, a)| a).sum::<i64>(), 0);
            prop_assert_eq!(expected + on(Account::Cash, &entries), left);
            prop_assert_eq!(on(Account::OverShort, &entries), expected - counted);
        }

        #[test]
        fn a_late_sale_changes_over_and_short_and_not_the_drawer(expected in 0i64..1_000_000, counted in 0i64..1_000_000, sale in 1i64..100_000) {
            // Known in time, the sale would have been expected: then as if it had been.
            let late = [closing(expected, counted, 0), vec![(Account::Cash, sale)], late_sale(sale)].concat();
            let in_time = [vec![(Account::Cash, sale)], closing(expected + sale, counted, 0)].concat();
            prop_assert_eq!(on(Account::Cash, &late), on(Account::Cash, &in_time));
            prop_assert_eq!(on(Account::OverShort, &late), on(Account::OverShort, &in_time));
        }
    }
}
