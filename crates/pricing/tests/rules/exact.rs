//! Tax worked out a second time, in fractions and without a care for speed.

use std::collections::BTreeMap;

use pricing::{Key, Quote, QuoteInput, Rounding, TaxRule};

/// `numerator / denominator` in lowest terms; the denominator is positive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fraction(i128, i128);

impl Fraction {
    pub const ZERO: Self = Self(0, 1);

    pub fn new(numerator: i128, denominator: i128) -> Self {
        let (mut a, mut b) = (numerator.abs(), denominator.abs());
        while b != 0 {
            (a, b) = (b, a % b);
        }
        let common = a.max(1) * denominator.signum();
        Self(numerator / common, denominator / common)
    }

    pub fn plus(self, other: Self) -> Self {
        let shared = Self::new(self.1, other.1); // self.1 / other.1 in lowest terms
        Self::new(self.0 * shared.1 + other.0 * shared.0, self.1 * shared.1)
    }

    pub fn times(self, other: Self) -> Self {
        let (a, b) = (Self::new(self.0, other.1), Self::new(other.0, self.1));
        Self(a.0 * b.0, a.1 * b.1)
    }

    /// Half away from zero.
    pub fn round(self) -> i64 {
        let twice = 2 * self.0.abs() + self.1;
        i64::try_from(twice / (2 * self.1) * self.0.signum()).unwrap()
    }

    pub fn floor(self) -> i64 {
        i64::try_from(self.0.div_euclid(self.1)).unwrap()
    }

    pub fn ceil(self) -> i64 {
        -Self(-self.0, self.1).floor()
    }
}

/// The exact tax of each rate on a value.
pub fn exact_taxes(rule: &TaxRule, value_minor: i64, prices_include_tax: bool) -> Vec<(Key, Fraction)> {
    let one = Fraction::new(1, 1);
    let (mut all, mut factors) = (one, Vec::new());
    for rate in &rule.rates {
        let factor = Fraction::new(rate.rate_micro.into(), 1_000_000).times(if rate.compound { all } else { one });
        all = all.plus(factor);
        factors.push((rate.id, factor));
    }
    let value = Fraction::new(value_minor.into(), 1);
    let base = if prices_include_tax {
        value.times(Fraction::new(all.1, all.0))
    } else {
        value
    };
    factors
        .into_iter()
        .map(|(id, factor)| (id, base.times(factor)))
        .collect()
}

/// Compares the tax of a quote with the exact tax, rounded per line or once per rate.
pub fn assert_exact(input: &QuoteInput, quote: &Quote) {
    let gross = input.settings.prices_include_tax;
    let mut by_rate: BTreeMap<Key, Fraction> = BTreeMap::new();
    for (line, source) in quote.lines.iter().zip(&input.lines) {
        let rule = input
            .settings
            .tax_rules
            .iter()
            .find(|rule| rule.category == source.item.tax_category)
            .unwrap();
        let value_minor = line.subtotal_minor - line.line_discount_minor - line.cart_discount_minor;
        let exact = if source.input.exemption.is_some() {
            Vec::new()
        } else {
            exact_taxes(rule, value_minor, gross)
        };
        assert_eq!(line.taxes.len(), exact.len());
        for (tax, (id, exact)) in line.taxes.iter().zip(exact) {
            assert_eq!(tax.rate_id, id);
            if input.settings.rounding == Rounding::PerLine {
                assert!(
                    tax.tax_minor == exact.round() || gross && line.net_minor == 0,
                    "{tax:?} {exact:?}"
                );
            } else {
                assert!(
                    tax.tax_minor == exact.floor() || tax.tax_minor == exact.ceil(),
                    "{tax:?} {exact:?}"
                );
                let sum = by_rate.entry(id).or_insert(Fraction::ZERO);
                *sum = sum.plus(exact);
            }
        }
    }
    for (id, exact) in by_rate {
        let total = quote.taxes.iter().find(|total| total.rate_id == id).unwrap();
        assert_eq!(total.tax_minor, exact.round(), "{total:?} {exact:?}");
    }
}
