//! Why a calculation was refused: one variant per reason, each with a stable code.

use std::fmt;

use crate::key::Key;
use crate::limits::{CART_DISCOUNTS_MAX, LINES_MAX, QUANTITY_MILLI_MAX, RATES_PER_LINE_MAX, TENDERS_MAX};
use crate::money::{Currency, format_minor};

/// Why a calculation was refused. [`PricingError::code`] is stable; the text is for people and may change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PricingError {
    /// More lines than [`crate::LINES_MAX`].
    TooManyLines {
        /// How many lines were given.
        count: usize,
    },
    /// Two lines carry one id.
    DuplicateLine {
        /// The id they share.
        line: Key,
    },
    /// A quantity outside `1..=10^9` thousandths.
    QuantityOutOfRange {
        /// The line, where one is known.
        line: Option<Key>,
        /// The quantity that was given, in thousandths.
        quantity_milli: i64,
    },
    /// An amount, given or calculated, beyond 10^12 minor units or of the wrong sign.
    AmountOutOfRange {
        /// The line, where one is known.
        line: Option<Key>,
    },
    /// No price of the product is in force here and now, and the line does not bring its own.
    NoPrice {
        /// The line without a price.
        line: Key,
    },
    /// No tax rule covers the line's category here and today.
    NoTaxRule {
        /// The line without a rule.
        line: Key,
        /// Its tax category.
        category: String,
    },
    /// A tax rule is exempt and has rates, is neither, or has a rate twice or too many of them.
    BadTaxRule {
        /// The rule's category.
        category: String,
    },
    /// A rate outside `0..=1_000_000` millionths, or rates that compound beyond what can be calculated.
    RateOutOfRange {
        /// The rate that was refused, in millionths.
        rate_micro: i64,
    },
    /// An exemption without a certificate id, or with one that is too long.
    BadExemption {
        /// The line that claims it.
        line: Key,
    },
    /// More discounts on the cart than [`crate::CART_DISCOUNTS_MAX`].
    TooManyDiscounts {
        /// How many were given.
        count: usize,
    },
    /// A discount that is negative or above 100 %.
    DiscountOutOfRange {
        /// The line it is on; none for one on the cart.
        line: Option<Key>,
    },
    /// A discount larger than the line it is on.
    DiscountExceedsLine {
        /// The line.
        line: Key,
    },
    /// Discounts larger than the cart they are on.
    DiscountExceedsCart,
    /// A cash rounding increment outside `1..=10^12` minor units.
    IncrementOutOfRange {
        /// The increment that was given, in minor units.
        increment_minor: i64,
    },
    /// More tenders than [`crate::TENDERS_MAX`].
    TooManyTenders {
        /// How many were given.
        count: usize,
    },
    /// A tender of the wrong sign (money may only flow the way the total does) or beyond 10^12 minor units.
    TenderOutOfRange {
        /// The amount that was given, in minor units.
        amount_minor: i64,
    },
    /// The tenders do not cover what is due.
    NotEnoughPaid {
        /// What is due, in minor units.
        due_minor: i64,
        /// What the tenders sum to, in minor units.
        paid_minor: i64,
        /// The currency of both.
        currency: Currency,
    },
    /// Change would have to come from a card or another tender that gives none.
    ChangeFromNonCash {
        /// The change that would be needed, in minor units.
        change_minor: i64,
        /// Its currency.
        currency: Currency,
    },
    /// More would be paid out to the customer than is owed.
    PaidOutTooMuch {
        /// What is owed, in minor units.
        due_minor: i64,
        /// What would be paid out, in minor units.
        paid_minor: i64,
        /// The currency of both.
        currency: Currency,
    },
    /// More would be given back than was sold and not yet given back, in quantity or in money.
    RefundExceedsSale,
    /// The line is itself a return.
    NotRefundable {
        /// The line.
        line: Key,
    },
    /// The amounts of a stored line do not sum up.
    InconsistentLine {
        /// The line.
        line: Key,
    },
    /// An amount cannot be spread: no weights, negative ones, or all of them 0.
    BadWeights,
    /// A text that is not a hyphenated UUID.
    BadKey,
    /// A text or a triple that is not a day of the years 1 to 9999.
    BadDate,
    /// A currency that is not three capitals with an exponent of 0, 2 or 3.
    BadCurrency,
    /// A text that is not an amount of the currency.
    BadAmount,
}

impl PricingError {
    /// Every code there is, in the order of the variants.
    pub const CODES: [&'static str; 27] = [
        "too_many_lines",
        "duplicate_line",
        "quantity_out_of_range",
        "amount_out_of_range",
        "no_price",
        "no_tax_rule",
        "bad_tax_rule",
        "rate_out_of_range",
        "bad_exemption",
        "too_many_discounts",
        "discount_out_of_range",
        "discount_exceeds_line",
        "discount_exceeds_cart",
        "increment_out_of_range",
        "too_many_tenders",
        "tender_out_of_range",
        "not_enough_paid",
        "change_from_non_cash",
        "paid_out_too_much",
        "refund_exceeds_sale",
        "not_refundable",
        "inconsistent_line",
        "bad_weights",
        "bad_key",
        "bad_date",
        "bad_currency",
        "bad_amount",
    ];

    /// The reason as a stable `snake_case` word, one per variant, all of them in [`PricingError::CODES`].
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TooManyLines { .. } => "too_many_lines",
            Self::DuplicateLine { .. } => "duplicate_line",
            Self::QuantityOutOfRange { .. } => "quantity_out_of_range",
            Self::AmountOutOfRange { .. } => "amount_out_of_range",
            Self::NoPrice { .. } => "no_price",
            Self::NoTaxRule { .. } => "no_tax_rule",
            Self::BadTaxRule { .. } => "bad_tax_rule",
            Self::RateOutOfRange { .. } => "rate_out_of_range",
            Self::BadExemption { .. } => "bad_exemption",
            Self::TooManyDiscounts { .. } => "too_many_discounts",
            Self::DiscountOutOfRange { .. } => "discount_out_of_range",
            Self::DiscountExceedsLine { .. } => "discount_exceeds_line",
            Self::DiscountExceedsCart => "discount_exceeds_cart",
            Self::IncrementOutOfRange { .. } => "increment_out_of_range",
            Self::TooManyTenders { .. } => "too_many_tenders",
            Self::TenderOutOfRange { .. } => "tender_out_of_range",
            Self::NotEnoughPaid { .. } => "not_enough_paid",
            Self::ChangeFromNonCash { .. } => "change_from_non_cash",
            Self::PaidOutTooMuch { .. } => "paid_out_too_much",
            Self::RefundExceedsSale => "refund_exceeds_sale",
            Self::NotRefundable { .. } => "not_refundable",
            Self::InconsistentLine { .. } => "inconsistent_line",
            Self::BadWeights => "bad_weights",
            Self::BadKey => "bad_key",
            Self::BadDate => "bad_date",
            Self::BadCurrency => "bad_currency",
            Self::BadAmount => "bad_amount",
        }
    }

    /// The text of a refusal that has no figures to tell.
    const fn plain_text(&self) -> &'static str {
        match self {
            Self::AmountOutOfRange { .. } => "an amount has the wrong sign or goes beyond 10^12 minor units",
            Self::BadExemption { .. } => "an exemption needs a certificate id of 1 to 64 characters",
            Self::DiscountOutOfRange { .. } => "a discount is negative or above 100 %",
            Self::DiscountExceedsLine { .. } => "the discount of a line exceeds the line",
            Self::DiscountExceedsCart => "the discounts on the cart exceed the cart",
            Self::RefundExceedsSale => "more would be given back than was sold and not yet given back",
            Self::NotRefundable { .. } => "the line is itself a return",
            Self::InconsistentLine { .. } => "the amounts of the line do not sum up",
            Self::BadWeights => "an amount cannot be spread over these weights",
            Self::BadKey => "an id must be a UUID with hyphens",
            Self::BadDate => "a date must be a day written YYYY-MM-DD",
            Self::BadCurrency => "a currency is three capital letters and an exponent of 0, 2 or 3",
            Self::BadAmount => "the text is not an amount of this currency",
            _ => self.code(),
        }
    }

    /// Names the line in an error that does not know it yet.
    pub(crate) fn at(self, id: Key) -> Self {
        let line = Some(id);
        match self {
            Self::QuantityOutOfRange {
                line: None,
                quantity_milli,
            } => Self::QuantityOutOfRange { line, quantity_milli },
            Self::AmountOutOfRange { line: None } => Self::AmountOutOfRange { line },
            Self::DiscountOutOfRange { line: None } => Self::DiscountOutOfRange { line },
            known => known,
        }
    }

    /// The line that is to blame, where one is.
    #[must_use]
    pub const fn line(&self) -> Option<Key> {
        match self {
            Self::DuplicateLine { line }
            | Self::NoPrice { line }
            | Self::NoTaxRule { line, .. }
            | Self::BadExemption { line }
            | Self::DiscountExceedsLine { line }
            | Self::NotRefundable { line }
            | Self::InconsistentLine { line } => Some(*line),
            Self::QuantityOutOfRange { line, .. }
            | Self::AmountOutOfRange { line }
            | Self::DiscountOutOfRange { line } => *line,
            _ => None,
        }
    }
}

impl fmt::Display for PricingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooManyLines { count } => {
                write!(f, "{count} lines; a document has at most {LINES_MAX}")
            }
            Self::DuplicateLine { line } => write!(f, "two lines carry the id {line}"),
            Self::QuantityOutOfRange { quantity_milli, .. } => {
                write!(
                    f,
                    "a quantity of {quantity_milli} thousandths; allowed are 1 to {QUANTITY_MILLI_MAX}"
                )
            }
            Self::NoPrice { line } => write!(f, "line {line} has no price here and now"),
            Self::NoTaxRule { category, .. } => {
                write!(f, "no tax rule covers the category {category:?} here and today")
            }
            Self::BadTaxRule { category } => write!(
                f,
                "the tax rule of {category:?} must be exempt or have 1 to {RATES_PER_LINE_MAX} different rates"
            ),
            Self::RateOutOfRange { rate_micro } => {
                write!(
                    f,
                    "a rate of {rate_micro} millionths is below 0, above 100 % or compounds too far"
                )
            }
            Self::TooManyDiscounts { count } => {
                write!(f, "{count} discounts on the cart; allowed are {CART_DISCOUNTS_MAX}")
            }
            Self::IncrementOutOfRange { increment_minor } => {
                write!(
                    f,
                    "cash cannot be rounded to multiples of {increment_minor} minor units"
                )
            }
            Self::TooManyTenders { count } => {
                write!(f, "{count} tenders; a document has at most {TENDERS_MAX}")
            }
            Self::TenderOutOfRange { amount_minor } => {
                write!(
                    f,
                    "a tender of {amount_minor} minor units flows the wrong way or is too large"
                )
            }
            Self::NotEnoughPaid {
                due_minor,
                paid_minor,
                currency,
            } => write_amounts(f, *due_minor, "due", *paid_minor, "tendered", currency),
            Self::ChangeFromNonCash { change_minor, currency } => {
                let change = format_minor(*change_minor, currency);
                write!(
                    f,
                    "{change} {currency} of change would be needed, and only cash gives change"
                )
            }
            Self::PaidOutTooMuch {
                due_minor,
                paid_minor,
                currency,
            } => write_amounts(f, *due_minor, "owed", *paid_minor, "paid out", currency),
            plain => f.write_str(plain.plain_text()),
        }
    }
}

fn write_amounts(
    f: &mut fmt::Formatter<'_>,
    due_minor: i64,
    due: &str,
    paid_minor: i64,
    paid: &str,
    currency: &Currency,
) -> fmt::Result {
    let (expected, given) = (format_minor(due_minor, currency), format_minor(paid_minor, currency));
    write!(f, "{expected} {currency} is {due}, {given} is {paid}")
}

impl std::error::Error for PricingError {}
