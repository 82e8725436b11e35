//! The rules snapshot: everything but prices that decides what a cart costs in a store.

use serde::{Deserialize, Serialize};

use crate::cash::CashRounding;
use crate::money::Currency;
use crate::rounding::Rounding;
use crate::tax::TaxRule;

/// The rules of a store. A sale cites the version it was made with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The store's currency.
    pub currency: Currency,
    /// Whether prices, and so the discounts on them, contain tax.
    pub prices_include_tax: bool,
    /// When tax is rounded.
    pub rounding: Rounding,
    /// How cash is rounded; exact if none.
    pub cash_rounding: Option<CashRounding>,
    /// What each tax category pays, where and when.
    pub tax_rules: Vec<TaxRule>,
}
