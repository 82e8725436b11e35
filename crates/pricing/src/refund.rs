//! What a return gives back: shares of what was paid, never a new calculation (rules 9, 14 and 17).

use crate::arithmetic::{TooLarge, add, multiply, round_ratio, subtract, sum};
use crate::error::PricingError;
use crate::limits::{check_amount, check_positive, check_quantity};
use crate::quote::{LineQuote, LineTax};

/// The part of a line's total for `k_milli` of its `n_milli`, when `already_milli` of them went back before: the
/// rounded cumulative share less the one before it (rule 17). Refunds of any split sum to the total.
///
/// # Errors
/// `quantity_out_of_range`; `refund_exceeds_sale` if more would go back than was sold (rule 56);
/// `amount_out_of_range`.
pub fn refund_share(total_minor: i64, n_milli: i64, already_milli: i64, k_milli: i64) -> Result<i64, PricingError> {
    check_amount(total_minor, None)?;
    let (before, after) = check_quantities(n_milli, already_milli, k_milli)?;
    Ok(subtract(
        share(total_minor, after, n_milli)?,
        share(total_minor, before, n_milli)?,
    )?)
}

/// The part of a sold line that returns with `k_milli` of it, when `already_milli` went back before. All amounts are
/// positive. The total follows [`refund_share`]; tax and discounts follow the total, so that every part sums up here
/// and over all refunds of the line: returning everything, in any split, mirrors the sale to the cent.
///
/// # Errors
/// `not_refundable` for a returned line (rule 56), `inconsistent_line`, and those of [`refund_share`].
pub fn refund_line(original: &LineQuote, already_milli: i64, k_milli: i64) -> Result<LineQuote, PricingError> {
    check_stored(original)?;
    let (before, after) =
        check_quantities(original.quantity_milli, already_milli, k_milli).map_err(|error| error.at(original.id))?;
    let mut part = Cumulative::at(original, after)?;
    part.subtract(&Cumulative::at(original, before)?)?;
    let net_minor = subtract(part.total_minor, part.tax_minor)?;
    let value_minor = if holds_tax(original)? {
        part.total_minor
    } else {
        net_minor
    };
    let discount_minor = add(part.line_discount_minor, part.cart_discount_minor)?;
    let taxes = original.taxes.iter().zip(part.taxes_minor);
    let taxes = taxes
        .map(|(tax, tax_minor)| LineTax {
            net_minor,
            tax_minor,
            ..tax.clone()
        })
        .collect();
    Ok(LineQuote {
        id: original.id,
        quantity_milli: k_milli,
        unit_price: original.unit_price,
        subtotal_minor: add(value_minor, discount_minor)?,
        line_discount_minor: part.line_discount_minor,
        cart_discount_minor: part.cart_discount_minor,
        net_minor,
        tax_minor: part.tax_minor,
        total_minor: part.total_minor,
        taxes,
        exemption: original.exemption.clone(),
    })
}

/// What has gone back of a line once a quantity of it has.
struct Cumulative {
    line_discount_minor: i64,
    cart_discount_minor: i64,
    total_minor: i64,
    tax_minor: i64,
    taxes_minor: Vec<i64>,
}

impl Cumulative {
    /// Tax is a share of the rounded total, and each rate a share of the tax that the rates before it left: all of
    /// them grow with the quantity, so no refund has a part of the wrong sign.
    fn at(line: &LineQuote, quantity_milli: i64) -> Result<Self, TooLarge> {
        let of_quantity = |amount_minor| share(amount_minor, quantity_milli, line.quantity_milli);
        let total_minor = of_quantity(line.total_minor)?;
        let tax_minor = share(line.tax_minor, total_minor, line.total_minor)?;
        let (mut left_minor, mut whole_minor) = (tax_minor, line.tax_minor);
        let mut taxes_minor = Vec::with_capacity(line.taxes.len());
        for tax in &line.taxes {
            let part_minor = share(tax.tax_minor, left_minor, whole_minor)?;
            left_minor = subtract(left_minor, part_minor)?;
            whole_minor = subtract(whole_minor, tax.tax_minor)?;
            taxes_minor.push(part_minor);
        }
        Ok(Self {
            line_discount_minor: of_quantity(line.line_discount_minor)?,
            cart_discount_minor: of_quantity(line.cart_discount_minor)?,
            total_minor,
            tax_minor,
            taxes_minor,
        })
    }

    fn subtract(&mut self, before: &Self) -> Result<(), TooLarge> {
        self.line_discount_minor = subtract(self.line_discount_minor, before.line_discount_minor)?;
        self.cart_discount_minor = subtract(self.cart_discount_minor, before.cart_discount_minor)?;
        self.total_minor = subtract(self.total_minor, before.total_minor)?;
        self.tax_minor = subtract(self.tax_minor, before.tax_minor)?;
        for (after, before) in self.taxes_minor.iter_mut().zip(&before.taxes_minor) {
            *after = subtract(*after, *before)?;
        }
        Ok(())
    }
}

/// `amount x part / whole`, half away from zero; 0 of nothing.
fn share(amount_minor: i64, part: i64, whole: i64) -> Result<i64, TooLarge> {
    if whole == 0 {
        Ok(0)
    } else {
        round_ratio(multiply(amount_minor, part)?, whole)
    }
}

fn check_quantities(n_milli: i64, already_milli: i64, k_milli: i64) -> Result<(i64, i64), PricingError> {
    check_quantity(n_milli, None)?;
    check_quantity(k_milli, None)?;
    if already_milli != 0 {
        check_quantity(already_milli, None)?;
    }
    let after_milli = add(already_milli, k_milli)?;
    if after_milli > n_milli {
        return Err(PricingError::RefundExceedsSale);
    }
    Ok((already_milli, after_milli))
}

/// Whether the line's price held its tax. Where there is no tax both readings agree.
fn holds_tax(line: &LineQuote) -> Result<bool, PricingError> {
    let discount_minor = add(line.line_discount_minor, line.cart_discount_minor)?;
    let value_minor = subtract(line.subtotal_minor, discount_minor)?;
    if value_minor == line.total_minor {
        Ok(true)
    } else if value_minor == line.net_minor {
        Ok(false)
    } else {
        Err(PricingError::InconsistentLine { line: line.id })
    }
}

/// Refuses a line that is a return or that no sale could have stored.
pub(crate) fn check_stored(line: &LineQuote) -> Result<(), PricingError> {
    if line.quantity_milli < 0 {
        return Err(PricingError::NotRefundable { line: line.id });
    }
    check_quantity(line.quantity_milli, Some(line.id))?;
    let taxes = line.taxes.iter().map(|tax| tax.tax_minor);
    let amounts = [
        line.subtotal_minor,
        line.line_discount_minor,
        line.cart_discount_minor,
        line.tax_minor,
        line.total_minor,
    ];
    for amount_minor in amounts.into_iter().chain(taxes.clone()) {
        check_positive(amount_minor, Some(line.id))?;
    }
    holds_tax(line)?;
    if sum(taxes)? != line.tax_minor || add(line.net_minor, line.tax_minor)? != line.total_minor {
        return Err(PricingError::InconsistentLine { line: line.id });
    }
    Ok(())
}
