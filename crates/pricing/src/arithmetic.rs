//! Checked integer steps. An `i64` holds an amount, an `i128` a product before it is rounded.

use crate::error::PricingError;

/// A step went beyond what its type can hold. Kept apart from [`PricingError`] because it fits in a register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TooLarge;

impl From<TooLarge> for PricingError {
    fn from(_: TooLarge) -> Self {
        Self::AmountOutOfRange { line: None }
    }
}

/// Adds two amounts.
pub(crate) fn add(a: i64, b: i64) -> Result<i64, TooLarge> {
    a.checked_add(b).ok_or(TooLarge)
}

/// Takes one amount from another.
pub(crate) fn subtract(a: i64, b: i64) -> Result<i64, TooLarge> {
    a.checked_sub(b).ok_or(TooLarge)
}

/// Turns an amount's sign.
pub(crate) fn negate(a: i64) -> Result<i64, TooLarge> {
    a.checked_neg().ok_or(TooLarge)
}

/// Sums amounts.
pub(crate) fn sum(amounts: impl IntoIterator<Item = i64>) -> Result<i64, TooLarge> {
    amounts.into_iter().try_fold(0, add)
}

/// Multiplies without rounding.
pub(crate) fn multiply(a: i64, b: i64) -> Result<i128, TooLarge> {
    i128::from(a).checked_mul(i128::from(b)).ok_or(TooLarge)
}

/// Back to an amount, if it fits.
pub(crate) fn narrow(wide: i128) -> Result<i64, TooLarge> {
    i64::try_from(wide).map_err(|_| TooLarge)
}

/// `numerator / denominator` as a whole number towards minus infinity, and what is left: `0 <= rest < denominator`.
///
/// # Errors
/// `amount_out_of_range` if the denominator is not positive.
pub(crate) fn floor_ratio(numerator: i128, denominator: i64) -> Result<(i128, i64), TooLarge> {
    let wide = i128::from(denominator);
    if denominator <= 0 {
        return Err(TooLarge);
    }
    let (whole, rest) = if let (Ok(n), Ok(d)) = (u64::try_from(numerator), u64::try_from(denominator)) {
        (
            i128::from(n.checked_div(d).ok_or(TooLarge)?),
            i128::from(n.checked_rem(d).ok_or(TooLarge)?),
        )
    } else {
        let whole = numerator.checked_div_euclid(wide).ok_or(TooLarge)?;
        let taken = whole.checked_mul(wide).ok_or(TooLarge)?;
        (whole, numerator.checked_sub(taken).ok_or(TooLarge)?)
    };
    Ok((whole, narrow(rest)?))
}

/// `numerator / denominator`, half away from zero (rule 2): `round(-x)` is always `-round(x)`.
///
/// # Errors
/// `amount_out_of_range` if the denominator is not positive or the result is no `i64`.
pub(crate) fn round_ratio(numerator: i128, denominator: i64) -> Result<i64, TooLarge> {
    let size = numerator.checked_abs().ok_or(TooLarge)?;
    let (whole, rest) = floor_ratio(size, denominator)?;
    let half_or_more = rest >= subtract(denominator, rest)?;
    let rounded = narrow(whole.checked_add(i128::from(half_or_more)).ok_or(TooLarge)?)?;
    if numerator < 0 { negate(rounded) } else { Ok(rounded) }
}

#[cfg(test)]
mod tests {
    use super::{floor_ratio, round_ratio};

    #[test]
    fn halves_go_away_from_zero() {
        let rounded = [-5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5].map(|numerator| round_ratio(numerator, 2));
        assert_eq!(rounded, [-3, -2, -2, -1, -1, 0, 1, 1, 2, 2, 3].map(Ok));
    }

    #[test]
    fn wide_and_narrow_numbers_divide_alike() {
        let wide = i128::from(u64::MAX) * 7;
        assert_eq!(floor_ratio(wide + 3, 7), Ok((i128::from(u64::MAX), 3)));
        assert_eq!(floor_ratio(-1, 7), Ok((-1, 6)));
        assert_eq!(floor_ratio(13, 7), Ok((1, 6)));
    }

    #[test]
    fn what_cannot_be_divided_is_an_error() {
        assert!(round_ratio(1, 0).is_err());
        assert!(round_ratio(1, -1).is_err());
        assert!(round_ratio(i128::MIN, 1).is_err());
        assert!(round_ratio(i128::MAX, 1).is_err());
    }
}
