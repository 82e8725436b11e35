//! Cash that has no coins as small as the currency's minor unit.

use serde::{Deserialize, Serialize};

use crate::arithmetic::{add, negate, subtract};
use crate::error::PricingError;
use crate::limits::{AMOUNT_MINOR_MAX, check_positive};

/// Where an amount goes that lies exactly between two multiples; a country's choice (rule 20).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CashTie {
    /// Away from zero.
    Away,
    /// Towards zero.
    Down,
}

/// How cash is rounded: to the nearest multiple of an increment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CashRounding {
    /// The increment, 1 to 10^12 minor units: 5 for 0.05.
    pub increment_minor: i64,
    /// Where ties go.
    pub tie: CashTie,
}

impl CashRounding {
    /// The nearest multiple of the increment; the mirror image for negative amounts (rule 2).
    ///
    /// # Errors
    /// `increment_out_of_range`; `amount_out_of_range` if the result is no `i64`.
    pub fn round(&self, amount_minor: i64) -> Result<i64, PricingError> {
        let increment_minor = self.increment_minor;
        if !(1..=AMOUNT_MINOR_MAX).contains(&increment_minor) {
            return Err(PricingError::IncrementOutOfRange { increment_minor });
        }
        let size_minor = if amount_minor < 0 {
            negate(amount_minor)?
        } else {
            amount_minor
        };
        let rest_minor = size_minor.checked_rem(increment_minor).unwrap_or_default();
        let missing_minor = subtract(increment_minor, rest_minor)?;
        let up = match self.tie {
            CashTie::Away => rest_minor >= missing_minor,
            CashTie::Down => rest_minor > missing_minor,
        };
        let rounded_minor = if up {
            add(size_minor, missing_minor)?
        } else {
            subtract(size_minor, rest_minor)?
        };
        Ok(if amount_minor < 0 {
            negate(rounded_minor)?
        } else {
            rounded_minor
        })
    }
}

/// A part of a sale that was settled in cash: exactly, and as coins and notes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CashShare {
    /// The exact part, in minor units, not negative.
    pub total_minor: i64,
    /// The cash that changed hands for it, rounding included, in minor units, not negative.
    pub cash_minor: i64,
}

/// Cash to give back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CashRefund {
    /// The cash, in minor units.
    pub cash_minor: i64,
    /// The cash less the amount refunded, in minor units.
    pub cash_rounding_minor: i64,
}

/// The cash for giving back `refund_minor` of a part that was paid in cash (rules 21 and 23). Rounding is cumulative:
/// refunds of any sizes drift by no more than one rounding, never exceed the cash paid, and the last returns exactly
/// what was paid. `refunded` is the sum of the refunds before.
///
/// # Errors
/// `amount_out_of_range` for negative or huge amounts, `refund_exceeds_sale` for more than is left,
/// `increment_out_of_range`.
pub fn refund_cash(
    paid: &CashShare,
    refunded: &CashShare,
    refund_minor: i64,
    cash_rounding: Option<&CashRounding>,
) -> Result<CashRefund, PricingError> {
    for amount_minor in [
        paid.total_minor,
        paid.cash_minor,
        refunded.total_minor,
        refunded.cash_minor,
        refund_minor,
    ] {
        check_positive(amount_minor, None)?;
    }
    let total_minor = add(refunded.total_minor, refund_minor)?;
    let left_minor = subtract(paid.cash_minor, refunded.cash_minor)?;
    if total_minor > paid.total_minor || left_minor < 0 {
        return Err(PricingError::RefundExceedsSale);
    }
    let cash_minor = if total_minor == paid.total_minor {
        left_minor
    } else {
        let rounded_minor = cash_rounding.map_or(Ok(total_minor), |rounding| rounding.round(total_minor))?;
        subtract(rounded_minor, refunded.cash_minor)?.clamp(0, left_minor)
    };
    Ok(CashRefund {
        cash_minor,
        cash_rounding_minor: subtract(cash_minor, refund_minor)?,
    })
}
