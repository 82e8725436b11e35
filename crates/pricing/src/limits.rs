//! The written limits of every input, and the checks that hold them.

use crate::error::PricingError;
use crate::key::Key;

/// Largest amount, either sign, in minor units: 10^12.
pub const AMOUNT_MINOR_MAX: i64 = 1_000_000_000_000;
/// Largest quantity, in thousandths: 10^9, a million units. The smallest is 1, a thousandth.
pub const QUANTITY_MILLI_MAX: i64 = 1_000_000_000;
/// Most lines of one document, returned lines included.
pub const LINES_MAX: usize = 500;
/// Most tenders of one document.
pub const TENDERS_MAX: usize = 10;
/// Most tax rates of one line.
pub const RATES_PER_LINE_MAX: usize = 8;
/// Most discounts on one cart.
pub const CART_DISCOUNTS_MAX: usize = 10;
/// Largest rate or percentage, in millionths: 100 %.
pub const RATE_MICRO_MAX: i64 = 1_000_000;
/// Longest exemption certificate id, in characters.
pub const EXEMPTION_CHARS_MAX: usize = 64;

/// Refuses an amount beyond [`AMOUNT_MINOR_MAX`] of either sign.
pub(crate) fn check_amount(amount_minor: i64, line: Option<Key>) -> Result<i64, PricingError> {
    if (-AMOUNT_MINOR_MAX..=AMOUNT_MINOR_MAX).contains(&amount_minor) {
        Ok(amount_minor)
    } else {
        Err(PricingError::AmountOutOfRange { line })
    }
}

/// Refuses an amount below 0 or beyond [`AMOUNT_MINOR_MAX`].
pub(crate) fn check_positive(amount_minor: i64, line: Option<Key>) -> Result<i64, PricingError> {
    if (0..=AMOUNT_MINOR_MAX).contains(&amount_minor) {
        Ok(amount_minor)
    } else {
        Err(PricingError::AmountOutOfRange { line })
    }
}

/// Refuses a quantity outside `1..=QUANTITY_MILLI_MAX`.
pub(crate) fn check_quantity(quantity_milli: i64, line: Option<Key>) -> Result<i64, PricingError> {
    if (1..=QUANTITY_MILLI_MAX).contains(&quantity_milli) {
        Ok(quantity_milli)
    } else {
        Err(PricingError::QuantityOutOfRange { line, quantity_milli })
    }
}

/// Refuses a rate outside `0..=RATE_MICRO_MAX`.
pub(crate) fn check_rate(rate_micro: i64) -> Result<i64, PricingError> {
    if (0..=RATE_MICRO_MAX).contains(&rate_micro) {
        Ok(rate_micro)
    } else {
        Err(PricingError::RateOutOfRange { rate_micro })
    }
}
