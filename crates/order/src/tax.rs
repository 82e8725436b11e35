//! How a tenant taxes: its settings and rules, as the pricing engine takes them.

use kernel::Result;
use pricing::{CashRounding, Currency, Rounding, Settings, TaxRule};

use crate::codes;

/// The name of a rounding in columns.
#[must_use]
pub const fn rounding_name(rounding: Rounding) -> &'static str {
    match rounding {
        Rounding::PerLine => "per_line",
        Rounding::PerDocument => "per_document",
    }
}

/// A tenant's tax settings and rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taxation {
    pub prices_include_tax: bool,
    pub rounding: Rounding,
    pub cash_rounding: Option<CashRounding>,
    pub rules: Vec<TaxRule>,
}

impl Taxation {
    /// What a tenant has that has set nothing: prices as it said at sign-up, rounding by line, no cash rounding, no rules.
    #[must_use]
    pub const fn default_for(prices_include_tax: bool) -> Self {
        Self {
            prices_include_tax,
            rounding: Rounding::PerLine,
            cash_rounding: None,
            rules: Vec::new(),
        }
    }

    /// The snapshot that prices carts in this currency.
    ///
    /// # Errors
    /// 409 `setup_incomplete` for a currency that cannot be priced in.
    pub fn settings(&self, currency: &contracts::Currency) -> Result<Settings> {
        let currency = Currency::new(&currency.code, currency.exponent)
            .map_err(|e| codes::SETUP_INCOMPLETE.error().caused_by(e.to_string()))?;
        Ok(Settings {
            currency,
            prices_include_tax: self.prices_include_tax,
            rounding: self.rounding,
            cash_rounding: self.cash_rounding,
            tax_rules: self.rules.clone(),
        })
    }
}
