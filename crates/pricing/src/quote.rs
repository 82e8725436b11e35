//! From cart to totals: price, line discount, cart discount, tax, cash rounding, in this order (rule 12).

use serde::{Deserialize, Serialize};

use crate::arithmetic::{add, negate, subtract, sum};
use crate::calendar::{Date, Timestamp};
use crate::cart::LineInput;
use crate::discount::Discount;
use crate::draft::{Draft, Plans, spread_cart_discounts};
use crate::error::PricingError;
use crate::key::Key;
use crate::limits::{LINES_MAX, check_amount};
use crate::line_tax::tax_lines;
use crate::price::{Item, UnitPrice};
use crate::refund::check_stored;
use crate::rules::Settings;
use crate::scope::Scope;

/// What one rate takes of one line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineTax {
    /// The rate's id.
    pub rate_id: Key,
    /// The rate in millionths.
    pub rate_micro: i64,
    /// The line's net, in minor units. A compound rate is charged on more, but this is what it is reported on.
    pub net_minor: i64,
    /// The tax, in minor units.
    pub tax_minor: i64,
}

/// One line with everything that was decided about it. Stored with the sale: a return never recomputes it (rule 14).
/// Amounts in minor units. A returned line has a negative quantity and negative amounts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineQuote {
    /// The line's id.
    pub id: Key,
    /// Thousandths.
    pub quantity_milli: i64,
    /// The price that applied.
    pub unit_price: UnitPrice,
    /// Quantity times price.
    pub subtotal_minor: i64,
    /// What the line's own discount takes off.
    pub line_discount_minor: i64,
    /// The line's share of the cart's discounts.
    pub cart_discount_minor: i64,
    /// What is left without tax.
    pub net_minor: i64,
    /// All tax of the line.
    pub tax_minor: i64,
    /// Net and tax.
    pub total_minor: i64,
    /// The tax by rate, in the order of the rule; empty if exempt.
    pub taxes: Vec<LineTax>,
    /// The certificate of an exempt sale.
    pub exemption: Option<String>,
}

/// What one rate takes of the whole document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaxTotal {
    /// The rate's id.
    pub rate_id: Key,
    /// The rate's name; empty if it is only on returned lines and the rules no longer know it.
    pub name: String,
    /// The rate in millionths.
    pub rate_micro: i64,
    /// The net of its lines, in minor units.
    pub net_minor: i64,
    /// The tax, in minor units.
    pub tax_minor: i64,
}

/// What a cart costs. Amounts in minor units; the totals include returned lines, which count against.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// The lines sold, in the order they were given.
    pub lines: Vec<LineQuote>,
    /// The lines returned, in the order they were given, with negative quantities and amounts.
    pub returned: Vec<LineQuote>,
    /// Tax by rate, in the order of the rates' ids.
    pub taxes: Vec<TaxTotal>,
    /// Quantity times price of all lines.
    pub subtotal_minor: i64,
    /// All discounts.
    pub discount_minor: i64,
    /// All nets.
    pub net_minor: i64,
    /// All taxes.
    pub tax_minor: i64,
    /// What is due unless it is settled in cash.
    pub total_minor: i64,
    /// What is due if all of it is settled in cash.
    pub cash_total_minor: i64,
    /// The cash total less the total; not revenue, not taxed (rule 22).
    pub cash_rounding_minor: i64,
}

/// What a cart costs.
///
/// # Errors
/// The [`PricingError`] of the first step that refuses: the number of lines, duplicate ids, quantities, prices, tax
/// rules and line discounts in the order of the lines, the cart's discounts, tax, totals beyond 10^12.
pub fn quote(
    settings: &Settings,
    scope: &Scope,
    at: Timestamp,
    on: Date,
    lines: &[(&LineInput, &Item)],
    cart_discounts: &[Discount],
) -> Result<Quote, PricingError> {
    exchange(settings, scope, at, on, lines, cart_discounts, &[])
}

/// What an exchange comes to: new lines at today's price and tax, less returned lines at the amounts of their sale
/// (rule 57). `returned` are positive, as [`crate::refund_line`] makes them. Both are in the same rounding group of a
/// rate (rule 8). The total may be zero or negative.
///
/// # Errors
/// Those of [`quote`]; `inconsistent_line` or `not_refundable` for a returned line.
pub fn exchange(
    settings: &Settings,
    scope: &Scope,
    at: Timestamp,
    on: Date,
    lines: &[(&LineInput, &Item)],
    cart_discounts: &[Discount],
    returned: &[LineQuote],
) -> Result<Quote, PricingError> {
    check_ids(lines, returned)?;
    let mut plans = Plans::new(settings, scope, on);
    let mut drafts = Vec::with_capacity(lines.len());
    for (line, item) in lines {
        drafts.push(Draft::of(line, item, scope, at, &mut plans).map_err(|error| error.at(line.id))?);
    }
    spread_cart_discounts(&mut drafts, cart_discounts)?;
    let plans = plans.into_list();
    let taxable = drafts
        .iter()
        .map(|draft| draft.taxable(&plans))
        .collect::<Result<Vec<_>, _>>()?;
    let taxed = tax_lines(settings, &plans, &taxable, returned)?;
    let mut sold = Vec::with_capacity(drafts.len());
    for ((draft, line), taxes) in drafts.into_iter().zip(&taxable).zip(taxed.lines) {
        sold.push(draft.finish(line.value_minor, taxes, settings.prices_include_tax)?);
    }
    let returned = returned.iter().map(mirrored).collect::<Result<Vec<_>, _>>()?;
    total_up(settings, sold, returned, taxed.totals)
}

fn check_ids(lines: &[(&LineInput, &Item)], returned: &[LineQuote]) -> Result<(), PricingError> {
    let sold = lines.iter().map(|(line, _)| line.id);
    let mut ids: Vec<Key> = sold.chain(returned.iter().map(|line| line.id)).collect();
    if ids.len() > LINES_MAX {
        return Err(PricingError::TooManyLines { count: ids.len() });
    }
    ids.sort_unstable();
    let mut neighbours = ids.iter().zip(ids.iter().skip(1));
    match neighbours.find(|(id, next)| id == next) {
        Some((line, _)) => Err(PricingError::DuplicateLine { line: *line }),
        None => Ok(()),
    }
}

fn mirrored(line: &LineQuote) -> Result<LineQuote, PricingError> {
    check_stored(line)?;
    let mut taxes = Vec::with_capacity(line.taxes.len());
    for tax in &line.taxes {
        taxes.push(LineTax {
            net_minor: negate(tax.net_minor)?,
            tax_minor: negate(tax.tax_minor)?,
            ..tax.clone()
        });
    }
    Ok(LineQuote {
        id: line.id,
        quantity_milli: negate(line.quantity_milli)?,
        unit_price: line.unit_price,
        subtotal_minor: negate(line.subtotal_minor)?,
        line_discount_minor: negate(line.line_discount_minor)?,
        cart_discount_minor: negate(line.cart_discount_minor)?,
        net_minor: negate(line.net_minor)?,
        tax_minor: negate(line.tax_minor)?,
        total_minor: negate(line.total_minor)?,
        taxes,
        exemption: line.exemption.clone(),
    })
}

fn total_up(
    settings: &Settings,
    lines: Vec<LineQuote>,
    returned: Vec<LineQuote>,
    mut taxes: Vec<TaxTotal>,
) -> Result<Quote, PricingError> {
    let total = |amount: fn(&LineQuote) -> i64| -> Result<i64, PricingError> {
        check_amount(sum(lines.iter().chain(&returned).map(amount))?, None)
    };
    let total_minor = total(|line| line.total_minor)?;
    let cash_total_minor = match settings.cash_rounding {
        Some(rounding) => rounding.round(total_minor)?,
        None => total_minor,
    };
    for tax in lines.iter().chain(&returned).flat_map(|line| &line.taxes) {
        let group = taxes.binary_search_by_key(&(tax.rate_id, tax.rate_micro), |known| {
            (known.rate_id, known.rate_micro)
        });
        if let Some(group) = group.ok().and_then(|at| taxes.get_mut(at)) {
            group.net_minor = add(group.net_minor, tax.net_minor)?;
            group.tax_minor = add(group.tax_minor, tax.tax_minor)?;
        }
    }
    Ok(Quote {
        subtotal_minor: total(|line| line.subtotal_minor)?,
        discount_minor: add(
            total(|line| line.line_discount_minor)?,
            total(|line| line.cart_discount_minor)?,
        )?,
        net_minor: total(|line| line.net_minor)?,
        tax_minor: total(|line| line.tax_minor)?,
        total_minor,
        cash_total_minor,
        cash_rounding_minor: subtract(cash_total_minor, total_minor)?,
        lines,
        returned,
        taxes,
    })
}
