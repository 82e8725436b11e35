//! The double entry of a document: debit positive, and the lines of one transaction sum to zero (invariant I1).

/// An account of the sales ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Account {
    Cash,
    Revenue,
    TaxPayable,
    CashRounding,
    /// What was counted over or short of what should be in a drawer.
    OverShort,
    /// Money that came from outside or went there, beside sales.
    PettyCash,
    Safe,
    Bank,
}

impl Account {
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cash => "cash",
            Self::Revenue => "revenue",
            Self::TaxPayable => "tax_payable",
            Self::CashRounding => "cash_rounding",
            Self::OverShort => "over_short",
            Self::PettyCash => "petty_cash",
            Self::Safe => "safe",
            Self::Bank => "bank",
        }
    }
}

/// The amounts of a cash sale, in minor units.
#[derive(Clone, Copy, Debug)]
pub struct CashSale {
    pub net_minor: i64,
    pub tax_minor: i64,
    /// What cash rounding added to (or took from) the total.
    pub cash_rounding_minor: i64,
}

/// The lines of a cash sale: what came into the drawer, against revenue, tax and rounding. Lines of zero are left out.
#[must_use]
pub fn cash_sale(sale: CashSale) -> Vec<(Account, i64)> {
    let due = sale.net_minor + sale.tax_minor + sale.cash_rounding_minor;
    let mut entries = vec![
        (Account::Cash, due),
        (Account::Revenue, -sale.net_minor),
        (Account::TaxPayable, -sale.tax_minor),
        (Account::CashRounding, -sale.cash_rounding_minor),
    ];
    entries.retain(|(_, amount)| *amount != 0);
    entries
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_sale_of_11_98_rounded_to_12_00() {
        // 9.98 net + 2.00 tax = 11.98, rounded up by 0.02 to 12.00 in the drawer.
        let entries = cash_sale(CashSale {
            net_minor: 998,
            tax_minor: 200,
            cash_rounding_minor: 2,
        });
        assert_eq!(
            entries,
            [
                (Account::Cash, 1200),
                (Account::Revenue, -998),
                (Account::TaxPayable, -200),
                (Account::CashRounding, -2)
            ]
        );
    }

    proptest! {
        #[test]
        fn every_sale_balances(net in 0i64..1_000_000_000_000, tax in 0i64..1_000_000, rounding in -500i64..500) {
            let sum: i64 = cash_sale(CashSale { net_minor: net, tax_minor: tax, cash_rounding_minor: rounding }).iter().map(|(_, a)| a).sum();
            prop_assert_eq!(sum, 0);
        }
    }
}
