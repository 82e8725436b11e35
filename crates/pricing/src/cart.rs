//! What a cart is made of, as the till and the server describe it.

use serde::{Deserialize, Serialize};

use crate::calendar::{Date, Timestamp};
use crate::discount::Discount;
use crate::error::PricingError;
use crate::key::Key;
use crate::price::{Item, UnitPrice};
use crate::quote::{LineQuote, Quote, exchange};
use crate::rules::Settings;
use crate::scope::Scope;

/// One line that is sold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineInput {
    /// The line's id, unique in its document; the last word in every tie.
    pub id: Key,
    /// Thousandths, 1 to 10^9.
    pub quantity_milli: i64,
    /// A price that replaces the catalogue's.
    pub price_override: Option<UnitPrice>,
    /// The line's own discount.
    pub discount: Option<Discount>,
    /// The certificate by which the customer pays no tax on the line, 1 to 64 characters (rule 10).
    pub exemption: Option<String>,
}

/// A line and what the catalogue says of its product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuoteLine {
    /// The line.
    pub input: LineInput,
    /// Its product.
    pub item: Item,
}

/// Everything a quote depends on, in one value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuoteInput {
    /// The rules of the store.
    pub settings: Settings,
    /// Where the sale happens.
    pub scope: Scope,
    /// When, for prices.
    pub at: Timestamp,
    /// On which business day, for tax.
    pub on: Date,
    /// The lines sold, at most 500 together with those returned.
    pub lines: Vec<QuoteLine>,
    /// Discounts on the whole cart, at most 10, each on what those before it left.
    #[serde(default)]
    pub cart_discounts: Vec<Discount>,
    /// Lines returned in exchange (rule 57), each as [`crate::refund_line`] made it.
    #[serde(default)]
    pub returned: Vec<LineQuote>,
}

impl QuoteInput {
    /// What the cart costs: [`exchange`] over the parts of this value.
    ///
    /// # Errors
    /// Those of [`exchange`].
    pub fn quote(&self) -> Result<Quote, PricingError> {
        let lines: Vec<_> = self.lines.iter().map(|line| (&line.input, &line.item)).collect();
        exchange(
            &self.settings,
            &self.scope,
            self.at,
            self.on,
            &lines,
            &self.cart_discounts,
            &self.returned,
        )
    }
}
