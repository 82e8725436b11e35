//! Sums of tax before it is rounded, kept as exact fractions.

use crate::arithmetic::{TooLarge, add, floor_ratio, narrow, round_ratio};
use crate::rates::greatest_common_divisor;

const DECIMALS_18: i64 = 1_000_000_000_000_000_000;

/// A whole number and, for each denominator seen, the sum of the rests over it.
#[derive(Default)]
pub(crate) struct FractionSum {
    whole: i64,
    rests: Vec<(i64, i128)>,
}

impl FractionSum {
    /// Adds `whole + rest / denominator`, with `0 <= rest < denominator`.
    pub(crate) fn add(&mut self, whole: i64, rest: i64, denominator: i64) -> Result<(), TooLarge> {
        self.whole = add(self.whole, whole)?;
        if rest == 0 {
            return Ok(());
        }
        match self.rests.iter_mut().find(|(known, _)| *known == denominator) {
            Some((_, sum)) => *sum = add_wide(*sum, i128::from(rest))?,
            None => self.rests.push((denominator, i128::from(rest))),
        }
        Ok(())
    }

    /// The sum, half away from zero. Exact unless many unlike denominators meet; then 18 decimals are kept.
    pub(crate) fn round(mut self) -> Result<i64, TooLarge> {
        self.carry()?;
        self.rests.sort_unstable();
        let (rest, denominator) = match self.exact_rest() {
            Some(exact) => exact,
            None => self.decimal_rest()?,
        };
        let carried = rest.checked_div_euclid(denominator).unwrap_or_default();
        let rest = rest.checked_rem_euclid(denominator).unwrap_or_default();
        let whole = add(self.whole, narrow(carried)?)?;
        let missing = denominator.saturating_sub(rest);
        let up = if whole < 0 { rest > missing } else { rest >= missing };
        add(whole, i64::from(up))
    }

    /// Moves whole units out of the rests.
    fn carry(&mut self) -> Result<(), TooLarge> {
        for (denominator, sum) in &mut self.rests {
            let (carried, rest) = floor_ratio(*sum, *denominator)?;
            self.whole = add(self.whole, narrow(carried)?)?;
            *sum = i128::from(rest);
        }
        self.rests.retain(|(_, sum)| *sum != 0);
        Ok(())
    }

    /// The rests over their common denominator, if it can be held.
    fn exact_rest(&self) -> Option<(i128, i128)> {
        self.rests
            .iter()
            .try_fold((0_i128, 1_i128), |(sum, common), (denominator, rest)| {
                let wide = i128::from(*denominator);
                let shared = greatest_common_divisor(*denominator, i64::try_from(common.checked_rem(wide)?).ok()?);
                let (ours, theirs) = (
                    wide.checked_div(i128::from(shared))?,
                    common.checked_div(i128::from(shared))?,
                );
                let sum = sum.checked_mul(ours)?.checked_add(rest.checked_mul(theirs)?)?;
                Some((sum, common.checked_mul(ours)?))
            })
    }

    fn decimal_rest(&self) -> Result<(i128, i128), TooLarge> {
        let scale = i128::from(DECIMALS_18);
        let sum = self.rests.iter().try_fold(0_i128, |sum, (denominator, rest)| {
            let scaled = rest.checked_mul(scale).ok_or(TooLarge)?;
            add_wide(sum, i128::from(round_ratio(scaled, *denominator)?))
        })?;
        Ok((sum, scale))
    }
}

fn add_wide(a: i128, b: i128) -> Result<i128, TooLarge> {
    a.checked_add(b).ok_or(TooLarge)
}

#[cfg(test)]
mod tests {
    use super::{FractionSum, TooLarge};

    fn rounded(terms: &[(i64, i64, i64)]) -> Result<i64, TooLarge> {
        let mut sum = FractionSum::default();
        for (whole, rest, denominator) in terms {
            sum.add(*whole, *rest, *denominator)?;
        }
        sum.round()
    }

    #[test]
    fn a_half_made_of_thirds_and_sixths_is_a_half() {
        assert_eq!(rounded(&[(0, 1, 6), (0, 1, 3)]), Ok(1));
        assert_eq!(rounded(&[(0, 1, 6), (0, 1, 6), (0, 1, 6)]), Ok(1));
        assert_eq!(rounded(&[(0, 1, 6), (0, 1, 4)]), Ok(0));
        // In 18 decimals these would end just below the half.
        assert_eq!(rounded(&[(0, 1, 9), (0, 2, 18), (0, 1, 12), (0, 7, 36)]), Ok(1));
    }

    #[test]
    fn a_negative_half_goes_down() {
        assert_eq!(rounded(&[(-1, 1, 2)]), Ok(-1));
        assert_eq!(rounded(&[(-2, 2, 3), (0, 2, 3), (0, 1, 6)]), Ok(-1));
        assert_eq!(rounded(&[(-1, 51, 100)]), Ok(0));
    }

    #[test]
    fn denominators_beyond_128_bits_fall_back_to_18_decimals() {
        let primes = [999_999_937, 999_999_893, 999_999_883, 999_999_797, 999_999_761];
        let halves = primes.map(|prime| (0, (prime - 1) / 2, prime));
        assert_eq!(rounded(&halves), Ok(2)); // five times just under a half
        let more = primes.map(|prime| (0, (prime + 1) / 2, prime));
        assert_eq!(rounded(&more), Ok(3)); // five times just over a half
    }
}
