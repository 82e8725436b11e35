//! What a cart costs.
//!
//! Owns: money in minor units, quantities in thousandths, which price and which tax apply, discounts,
//! rounding, cash rounding, change, and the shares a refund gives back. One engine for the server (native)
//! and the till (WebAssembly), so that the two never disagree by a cent.
//!
//! Invariants: integers only; every step is checked, a bad input is a [`PricingError`] and never a panic;
//! the parts always sum to the whole; the order of the lines changes no result; the same input gives the
//! same output everywhere. Rule numbers in the documentation are those of `docs/pricing.md`.
//!
//! Deliberately absent: input and output, clocks, randomness, locales, promotions, gift cards, currency
//! conversion.
#![forbid(unsafe_code)]
#![deny(missing_docs)]
#![cfg_attr(
    not(test),
    deny(
        clippy::arithmetic_side_effects,
        clippy::as_conversions,
        clippy::expect_used,
        clippy::float_arithmetic,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::unwrap_used
    )
)]

mod allocate;
mod arithmetic;
mod calendar;
mod cart;
mod cash;
mod discount;
mod draft;
mod error;
mod fraction;
mod key;
mod limits;
mod line_tax;
mod money;
mod price;
mod quantity;
mod quote;
mod rates;
mod refund;
mod rounding;
mod rules;
mod scope;
mod settle;
mod tax;

pub use allocate::{Weight, allocate};
pub use calendar::{Date, Timestamp};
pub use cart::{LineInput, QuoteInput, QuoteLine};
pub use cash::{CashRefund, CashRounding, CashShare, CashTie, refund_cash};
pub use discount::Discount;
pub use error::PricingError;
pub use key::Key;
pub use limits::{
    AMOUNT_MINOR_MAX, CART_DISCOUNTS_MAX, EXEMPTION_CHARS_MAX, LINES_MAX, QUANTITY_MILLI_MAX, RATE_MICRO_MAX,
    RATES_PER_LINE_MAX, TENDERS_MAX,
};
pub use money::{Currency, format_minor, parse_minor};
pub use price::{Item, PriceEntry, UnitPrice, price_for};
pub use quantity::line_amount;
pub use quote::{LineQuote, LineTax, Quote, TaxTotal, exchange, quote};
pub use refund::{refund_line, refund_share};
pub use rounding::Rounding;
pub use rules::Settings;
pub use scope::{Scope, Target};
pub use settle::{Settlement, TenderInput, TenderKind, settle};
pub use tax::{TaxRate, TaxRule, tax_for};
