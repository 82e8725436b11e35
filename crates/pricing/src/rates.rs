//! A rule's rates as exact factors of the amount they are charged on.

use crate::arithmetic::{multiply, round_ratio};
use crate::error::PricingError;
use crate::limits::{RATE_MICRO_MAX, RATES_PER_LINE_MAX, check_rate};
use crate::tax::{TaxRate, TaxRule};

/// What one rate takes of an amount: `amount x numerator / denominator of the plan`, not yet rounded.
pub(crate) struct Charge<'a> {
    pub(crate) rate: &'a TaxRate,
    pub(crate) numerator: i64,
}

/// All rates of a rule over one denominator. Exempt plans have no charges.
pub(crate) struct Plan<'a> {
    pub(crate) charges: Vec<Charge<'a>>,
    pub(crate) denominator: i64,
}

impl<'a> Plan<'a> {
    /// Prepares a rule for prices that include tax or do not (rule 4).
    ///
    /// Factors are exact for up to two compound rates and hold 18 decimals beyond that.
    pub(crate) fn of(rule: &'a TaxRule, prices_include_tax: bool) -> Result<Self, PricingError> {
        if rule.exempt != rule.rates.is_empty() || rule.rates.len() > RATES_PER_LINE_MAX || has_twins(&rule.rates) {
            return Err(PricingError::BadTaxRule {
                category: rule.category.clone(),
            });
        }
        let scale = scale_of(&rule.rates);
        let mut with_tax = scale;
        let mut charges = Vec::with_capacity(rule.rates.len());
        for rate in &rule.rates {
            let too_far = PricingError::RateOutOfRange {
                rate_micro: rate.rate_micro,
            };
            let base = if rate.compound { with_tax } else { scale };
            let numerator = round_ratio(multiply(check_rate(rate.rate_micro)?, base)?, RATE_MICRO_MAX)?;
            with_tax = with_tax.checked_add(numerator).ok_or(too_far)?;
            charges.push(Charge { rate, numerator });
        }
        let mut plan = Self {
            charges,
            denominator: if prices_include_tax { with_tax } else { scale },
        };
        plan.reduce();
        Ok(plan)
    }

    /// Divides numerators and denominator by what they have in common, which keeps sums of plans exact.
    fn reduce(&mut self) {
        let common = self.charges.iter().fold(self.denominator, |common, charge| {
            greatest_common_divisor(common, charge.numerator)
        });
        for charge in &mut self.charges {
            charge.numerator = charge.numerator.checked_div(common).unwrap_or_default();
        }
        self.denominator = self.denominator.checked_div(common).unwrap_or(1);
    }
}

fn has_twins(rates: &[TaxRate]) -> bool {
    rates
        .iter()
        .enumerate()
        .any(|(at, rate)| rates.iter().take(at).any(|earlier| earlier.id == rate.id))
}

/// 6 decimals for simple rates, 6 more for each that compounds, 18 at most.
fn scale_of(rates: &[TaxRate]) -> i64 {
    match rates.iter().filter(|rate| rate.compound).count() {
        0 => 1_000_000,
        1 => 1_000_000_000_000,
        _ => 1_000_000_000_000_000_000,
    }
}

/// The greatest common divisor of two numbers that are not negative.
pub(crate) fn greatest_common_divisor(mut a: i64, mut b: i64) -> i64 {
    while let Some(rest) = a.checked_rem(b) {
        (a, b) = (b, rest);
    }
    a
}
