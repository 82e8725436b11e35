//! Quantities: thousandths of a piece, kilogram, litre or metre.

use crate::arithmetic::{multiply, round_ratio};
use crate::error::PricingError;
use crate::limits::{check_amount, check_positive, check_quantity};
use crate::price::UnitPrice;

/// Quantity times unit price in minor units, rounded once, half away from zero (rule 3).
///
/// # Errors
/// `quantity_out_of_range` for the quantity or the price's own quantity, `amount_out_of_range` for the price or
/// the result.
pub fn line_amount(quantity_milli: i64, price: &UnitPrice) -> Result<i64, PricingError> {
    check_quantity(quantity_milli, None)?;
    check_quantity(price.per_milli, None)?;
    check_positive(price.amount_minor, None)?;
    let amount_minor = round_ratio(multiply(quantity_milli, price.amount_minor)?, price.per_milli)?;
    check_amount(amount_minor, None)
}
