//! Discounts on a line and on the cart. They reduce what is taxed (rule 12).

use serde::{Deserialize, Serialize};

use crate::arithmetic::{multiply, round_ratio, subtract};
use crate::error::PricingError;
use crate::key::Key;
use crate::limits::{AMOUNT_MINOR_MAX, CART_DISCOUNTS_MAX, RATE_MICRO_MAX};

/// A discount, in the terms of the prices: gross where they include tax, net where they do not (rule 14).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "DiscountText", try_from = "DiscountText")]
pub enum Discount {
    /// A part of the amount it is on.
    Percent {
        /// Millionths, 0 to 1 000 000: 100 000 is 10 %.
        rate_micro: i64,
    },
    /// An amount.
    Amount {
        /// Minor units, 0 to 10^12.
        amount_minor: i64,
    },
}

impl Discount {
    /// What is taken off an amount that is not negative; a percentage is rounded half away from zero.
    fn off(self, amount_minor: i64) -> Result<i64, PricingError> {
        match self {
            Self::Percent { rate_micro } if (0..=RATE_MICRO_MAX).contains(&rate_micro) => {
                Ok(round_ratio(multiply(amount_minor, rate_micro)?, RATE_MICRO_MAX)?)
            }
            Self::Amount { amount_minor } if (0..=AMOUNT_MINOR_MAX).contains(&amount_minor) => Ok(amount_minor),
            _ => Err(PricingError::DiscountOutOfRange { line: None }),
        }
    }
}

/// What the line's own discount takes off. A line never goes below zero: too much is refused (rule 15).
pub(crate) fn line_discount(discount: Option<Discount>, subtotal_minor: i64, line: Key) -> Result<i64, PricingError> {
    let off_minor = discount.map_or(Ok(0), |discount| discount.off(subtotal_minor))?;
    if off_minor > subtotal_minor {
        return Err(PricingError::DiscountExceedsLine { line });
    }
    Ok(off_minor)
}

/// What the cart's discounts take off together, each on what those before it left.
pub(crate) fn cart_discount(discounts: &[Discount], cart_minor: i64) -> Result<i64, PricingError> {
    if discounts.len() > CART_DISCOUNTS_MAX {
        return Err(PricingError::TooManyDiscounts { count: discounts.len() });
    }
    let mut left_minor = cart_minor;
    for discount in discounts {
        let off_minor = discount.off(left_minor)?;
        if off_minor > left_minor {
            return Err(PricingError::DiscountExceedsCart);
        }
        left_minor = subtract(left_minor, off_minor)?;
    }
    Ok(subtract(cart_minor, left_minor)?)
}

/// `{"type":"percent","rate_micro":100000}`: read strictly and without the buffering of a derived tagged enum.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct DiscountText {
    r#type: DiscountType,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    rate_micro: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    amount_minor: Option<i64>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum DiscountType {
    Percent,
    Amount,
}

impl From<Discount> for DiscountText {
    fn from(discount: Discount) -> Self {
        match discount {
            Discount::Percent { rate_micro } => Self {
                r#type: DiscountType::Percent,
                rate_micro: Some(rate_micro),
                amount_minor: None,
            },
            Discount::Amount { amount_minor } => Self {
                r#type: DiscountType::Amount,
                rate_micro: None,
                amount_minor: Some(amount_minor),
            },
        }
    }
}

impl TryFrom<DiscountText> for Discount {
    type Error = &'static str;

    fn try_from(text: DiscountText) -> Result<Self, Self::Error> {
        match (text.r#type, text.rate_micro, text.amount_minor) {
            (DiscountType::Percent, Some(rate_micro), None) => Ok(Self::Percent { rate_micro }),
            (DiscountType::Amount, None, Some(amount_minor)) => Ok(Self::Amount { amount_minor }),
            _ => Err("a discount is a percent with its `rate_micro` or an amount with its `amount_minor`"),
        }
    }
}
