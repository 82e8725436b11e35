//! Discounts that people give, on a line or on the cart, and how much each role may take off.

use contracts::ids::StoreId;
use kernel::{Caller, Result, Role};
use pricing::{AMOUNT_MINOR_MAX, Discount, RATE_MICRO_MAX};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{cart::check_reason, codes};

/// Reasons that a shop offers its cashiers.
pub const REASONS_MAX: usize = 20;

/// A discount: of a part or of an amount, one of the two.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewDiscount {
    /// Millionths, 1..=1000000: 10 % is 100000.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate_micro: Option<i64>,
    /// Minor units, 1..=10^12, in the terms of the prices: with tax where they include it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount_minor: Option<i64>,
    /// Why, 3..=200 characters.
    pub reason: String,
}

impl NewDiscount {
    /// As pricing takes it.
    ///
    /// # Errors
    /// 422 `cart_refused` when it is not exactly one of a part and an amount, or beyond what there can be; `reason_refused`.
    pub fn pricing(&self, pointer: &str) -> Result<Discount> {
        check_reason(&self.reason, &format!("{pointer}/reason"))?;
        match (self.rate_micro, self.amount_minor) {
            (Some(rate_micro), None) if (1..=RATE_MICRO_MAX).contains(&rate_micro) => {
                Ok(Discount::Percent { rate_micro })
            }
            (None, Some(amount_minor)) if (1..=AMOUNT_MINOR_MAX).contains(&amount_minor) => {
                Ok(Discount::Amount { amount_minor })
            }
            _ => Err(codes::CART_REFUSED
                .because("A discount is of a part or of an amount.")
                .at(
                    pointer,
                    "invalid",
                    "rate_micro of 1 to 1000000, or amount_minor of 1 to 10^12, and not both",
                )),
        }
    }
}

/// A discount as it was given, with what it took off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OrderDiscount {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rate_micro: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount_minor: Option<i64>,
    pub reason: String,
    /// What it took off, in minor units.
    pub off_minor: i64,
}

impl OrderDiscount {
    #[must_use]
    pub fn of(given: NewDiscount, off_minor: i64) -> Self {
        Self {
            rate_micro: given.rate_micro,
            amount_minor: given.amount_minor,
            reason: given.reason.trim().to_owned(),
            off_minor,
        }
    }
}

/// How much of a price people may take off, and the reasons that they choose from. Admins may take off all of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DiscountSettings {
    /// Millionths that a cashier may take off a line, and off a cart, 0..=1000000.
    pub cashier_limit_micro: i64,
    /// The same for a manager.
    pub manager_limit_micro: i64,
    /// At most 20, of 3..=200 characters each; another may always be written.
    pub reasons: Vec<String>,
}

impl Default for DiscountSettings {
    /// A shop that set nothing trusts its managers, and its cashiers with the prices as they are.
    fn default() -> Self {
        Self {
            cashier_limit_micro: 0,
            manager_limit_micro: RATE_MICRO_MAX,
            reasons: Vec::new(),
        }
    }
}

impl DiscountSettings {
    /// # Errors
    /// 422 `discount_settings_refused` with the pointer to each field.
    pub fn check(&self) -> Result<()> {
        let mut refusal = codes::DISCOUNT_SETTINGS_REFUSED.error();
        let mut refused = false;
        for (field, limit) in [
            ("cashier_limit_micro", self.cashier_limit_micro),
            ("manager_limit_micro", self.manager_limit_micro),
        ] {
            if !(0..=RATE_MICRO_MAX).contains(&limit) {
                refusal = refusal.at(format!("/{field}"), "out_of_range", "0 to 1000000 millionths");
                refused = true;
            }
        }
        if self.reasons.len() > REASONS_MAX {
            refusal = refusal.at("/reasons", "out_of_range", "at most 20");
            refused = true;
        }
        for (index, reason) in self.reasons.iter().take(REASONS_MAX).enumerate() {
            if check_reason(reason, "").is_err() || self.reasons.iter().take(index).any(|other| other == reason) {
                refusal = refusal.at(format!("/reasons/{index}"), "invalid", "3 to 200 characters, each once");
                refused = true;
            }
        }
        if refused { Err(refusal) } else { Ok(()) }
    }

    /// The most that the caller may take off in this store, in millionths: that of the caller's highest role there.
    #[must_use]
    pub fn limit_micro(&self, caller: &Caller, store: StoreId) -> i64 {
        let limit = |role| match role {
            Role::Cashier => self.cashier_limit_micro,
            Role::Manager => self.manager_limit_micro,
            Role::Admin => RATE_MICRO_MAX,
        };
        let here = caller
            .grants
            .iter()
            .filter(|grant| grant.store.is_none_or(|s| s == store.uuid()));
        here.map(|grant| limit(grant.role)).max().unwrap_or(0)
    }
}

/// Whether so much may be taken off an amount. The bound is rounded as a discount of the limit itself is (half up), so that a
/// discount of exactly the limit is always within it.
#[must_use]
pub const fn is_within(off_minor: i64, of_minor: i64, limit_micro: i64) -> bool {
    // At most 10^12 times 10^6: a number.
    off_minor <= (of_minor * limit_micro + RATE_MICRO_MAX / 2) / RATE_MICRO_MAX
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_discount_of_the_limit_is_within_it_and_a_cent_more_is_not() {
        // 10 % of 0.05 is half a cent, which counts as one.
        assert!(is_within(1, 5, 100_000));
        assert!(!is_within(2, 5, 100_000));
        assert!(is_within(0, 4, 100_000) && !is_within(1, 4, 100_000));
        assert!(is_within(0, 100, 0) && !is_within(1, 100, 0));
        assert!(is_within(AMOUNT_MINOR_MAX, AMOUNT_MINOR_MAX, RATE_MICRO_MAX));
    }

    #[test]
    fn a_price_that_went_up_takes_nothing_off() {
        assert!(is_within(-50, 100, 0));
    }
}
