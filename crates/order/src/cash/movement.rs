//! Money that goes in and out of a drawer beside sales, and how each is posted.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::ledger::Account;

/// Why the drawer was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MovementKind {
    /// Money from outside: somebody pays back an advance.
    PaidIn,
    /// Money to outside: the window cleaner.
    PaidOut,
    /// Notes to the safe, so that the drawer holds less.
    Drop,
    /// Change from the safe.
    Loan,
    /// Opened without money moving.
    NoSale,
}

impl MovementKind {
    pub const ALL: &[Self] = &[Self::PaidIn, Self::PaidOut, Self::Drop, Self::Loan, Self::NoSale];

    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::PaidIn => "paid_in",
            Self::PaidOut => "paid_out",
            Self::Drop => "drop",
            Self::Loan => "loan",
            Self::NoSale => "no_sale",
        }
    }

    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.name() == name)
    }

    /// What the drawer gains, in minor units.
    #[must_use]
    pub const fn gain(self, amount_minor: i64) -> i64 {
        match self {
            Self::PaidIn | Self::Loan => amount_minor,
            Self::PaidOut | Self::Drop => -amount_minor,
            Self::NoSale => 0,
        }
    }

    /// The double entry, none where no money moves.
    #[must_use]
    pub fn entries(self, amount_minor: i64) -> Vec<(Account, i64)> {
        let other = match self {
            Self::PaidIn | Self::PaidOut => Account::PettyCash,
            Self::Drop | Self::Loan => Account::Safe,
            Self::NoSale => return Vec::new(),
        };
        let gain = self.gain(amount_minor);
        vec![(Account::Cash, gain), (other, -gain)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_drawer_gains_another_account_gives() {
        assert_eq!(
            MovementKind::Drop.entries(500),
            [(Account::Cash, -500), (Account::Safe, 500)]
        );
        assert_eq!(
            MovementKind::PaidIn.entries(500),
            [(Account::Cash, 500), (Account::PettyCash, -500)]
        );
        assert!(MovementKind::NoSale.entries(0).is_empty());
        for kind in MovementKind::ALL {
            assert_eq!(kind.entries(700).iter().map(|(_, amount)| amount).sum::<i64>(), 0);
            assert_eq!(MovementKind::named(kind.name()), Some(*kind));
        }
    }
}
