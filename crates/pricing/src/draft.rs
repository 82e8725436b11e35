//! A line on its way: priced and discounted, not yet taxed.

use crate::allocate::{Weight, allocate};
use crate::arithmetic::{TooLarge, add, subtract, sum};
use crate::calendar::{Date, Timestamp};
use crate::cart::LineInput;
use crate::discount::{Discount, cart_discount, line_discount};
use crate::error::PricingError;
use crate::key::Key;
use crate::limits::{EXEMPTION_CHARS_MAX, check_amount};
use crate::line_tax::Taxable;
use crate::price::{Item, PriceEntry, UnitPrice, price_for};
use crate::quantity::line_amount;
use crate::quote::{LineQuote, LineTax};
use crate::rates::Plan;
use crate::rules::Settings;
use crate::scope::Scope;
use crate::tax::tax_for;

/// The tax plans of the categories met so far, in one place on one day.
pub(crate) struct Plans<'a> {
    settings: &'a Settings,
    scope: &'a Scope,
    on: Date,
    known: Vec<(&'a str, Plan<'a>)>,
}

impl<'a> Plans<'a> {
    pub(crate) fn new(settings: &'a Settings, scope: &'a Scope, on: Date) -> Self {
        Self {
            settings,
            scope,
            on,
            known: Vec::new(),
        }
    }

    /// The position of the category's plan, prepared when first asked for.
    fn position(&mut self, category: &'a str, line: Key) -> Result<usize, PricingError> {
        if let Some(known) = self.known.iter().position(|(name, _)| *name == category) {
            return Ok(known);
        }
        let rule = tax_for(&self.settings.tax_rules, category, self.scope, self.on);
        let rule = rule.ok_or_else(|| PricingError::NoTaxRule {
            line,
            category: category.to_owned(),
        })?;
        self.known
            .push((category, Plan::of(rule, self.settings.prices_include_tax)?));
        Ok(self.known.len().saturating_sub(1))
    }

    pub(crate) fn into_list(self) -> Vec<Plan<'a>> {
        self.known.into_iter().map(|(_, plan)| plan).collect()
    }
}

/// A priced and discounted line.
pub(crate) struct Draft<'a> {
    input: &'a LineInput,
    unit_price: UnitPrice,
    subtotal_minor: i64,
    line_discount_minor: i64,
    cart_discount_minor: i64,
    plan: Option<usize>,
}

impl<'a> Draft<'a> {
    /// Finds the line's price and tax plan and takes its own discount off.
    pub(crate) fn of(
        input: &'a LineInput,
        item: &'a Item,
        scope: &Scope,
        at: Timestamp,
        plans: &mut Plans<'a>,
    ) -> Result<Self, PricingError> {
        let listed = || price_for(&item.prices, scope, at).map(PriceEntry::unit_price);
        let unit_price = input
            .price_override
            .or_else(listed)
            .ok_or(PricingError::NoPrice { line: input.id })?;
        let subtotal_minor = line_amount(input.quantity_milli, &unit_price)?;
        let plan = match &input.exemption {
            Some(certificate) => {
                check_exemption(certificate, input.id)?;
                None
            }
            None => Some(plans.position(&item.tax_category, input.id)?),
        };
        Ok(Self {
            input,
            unit_price,
            subtotal_minor,
            line_discount_minor: line_discount(input.discount, subtotal_minor, input.id)?,
            cart_discount_minor: 0,
            plan,
        })
    }

    /// What is left of the line after all its discounts so far.
    fn value_minor(&self) -> Result<i64, TooLarge> {
        subtract(
            subtract(self.subtotal_minor, self.line_discount_minor)?,
            self.cart_discount_minor,
        )
    }

    /// The line as tax sees it.
    pub(crate) fn taxable<'p>(&self, plans: &'p [Plan<'p>]) -> Result<Taxable<'p>, TooLarge> {
        let plan = self.plan.and_then(|at| plans.get(at));
        Ok(Taxable {
            id: self.input.id,
            value_minor: self.value_minor()?,
            plan,
        })
    }

    /// The finished line. Where prices include tax, the value stays and the net is what tax leaves of it (rule 6).
    pub(crate) fn finish(
        self,
        value_minor: i64,
        mut taxes: Vec<LineTax>,
        prices_include_tax: bool,
    ) -> Result<LineQuote, PricingError> {
        let tax_minor = sum(taxes.iter().map(|tax| tax.tax_minor))?;
        let (net_minor, total_minor) = if prices_include_tax {
            (subtract(value_minor, tax_minor)?, value_minor)
        } else {
            (value_minor, add(value_minor, tax_minor)?)
        };
        for tax in &mut taxes {
            tax.net_minor = net_minor;
        }
        Ok(LineQuote {
            id: self.input.id,
            quantity_milli: self.input.quantity_milli,
            unit_price: self.unit_price,
            subtotal_minor: self.subtotal_minor,
            line_discount_minor: self.line_discount_minor,
            cart_discount_minor: self.cart_discount_minor,
            net_minor,
            tax_minor,
            total_minor: check_amount(total_minor, Some(self.input.id))?,
            taxes,
            exemption: self.input.exemption.clone(),
        })
    }
}

fn check_exemption(certificate: &str, line: Key) -> Result<(), PricingError> {
    if certificate.trim().is_empty() || certificate.chars().count() > EXEMPTION_CHARS_MAX {
        return Err(PricingError::BadExemption { line });
    }
    Ok(())
}

/// Spreads the cart's discounts over the lines by their discounted value (rules 13 and 14).
pub(crate) fn spread_cart_discounts(drafts: &mut [Draft<'_>], discounts: &[Discount]) -> Result<(), PricingError> {
    if discounts.is_empty() {
        return Ok(());
    }
    let mut weights = Vec::with_capacity(drafts.len());
    for draft in drafts.iter() {
        weights.push(Weight {
            weight_minor: draft.value_minor()?,
            id: draft.input.id,
        });
    }
    let cart_minor = check_amount(sum(weights.iter().map(|weight| weight.weight_minor))?, None)?;
    let shares = allocate(cart_discount(discounts, cart_minor)?, &weights)?;
    for (draft, share_minor) in drafts.iter_mut().zip(shares) {
        draft.cart_discount_minor = share_minor;
    }
    Ok(())
}
