//! Tax of the lines, rounded by line or by document.

use std::cmp::Ordering;

use crate::arithmetic::{TooLarge, add, floor_ratio, multiply, narrow, negate, round_ratio, subtract};
use crate::fraction::FractionSum;
use crate::key::Key;
use crate::quote::{LineQuote, LineTax, TaxTotal};
use crate::rates::{Charge, Plan};
use crate::rounding::Rounding;
use crate::rules::Settings;

/// A line as tax sees it. No plan: the customer is exempt.
pub(crate) struct Taxable<'p> {
    pub(crate) id: Key,
    pub(crate) value_minor: i64,
    pub(crate) plan: Option<&'p Plan<'p>>,
}

/// The taxes of each line, in the order of the lines, and the empty totals they belong to, by rate.
pub(crate) struct Taxed {
    pub(crate) lines: Vec<Vec<LineTax>>,
    pub(crate) totals: Vec<TaxTotal>,
}

/// Charges every line its rates. The lines' nets are not known yet and are left at 0.
pub(crate) fn tax_lines(
    settings: &Settings,
    plans: &[Plan<'_>],
    lines: &[Taxable<'_>],
    returned: &[LineQuote],
) -> Result<Taxed, TooLarge> {
    let totals = groups(settings, plans, returned);
    let lines = match settings.rounding {
        Rounding::PerLine => lines
            .iter()
            .map(|line| round_line(line, settings.prices_include_tax))
            .collect::<Result<_, _>>()?,
        Rounding::PerDocument => round_document(lines, returned, &totals, settings.prices_include_tax)?,
    };
    Ok(Taxed { lines, totals })
}

/// One group per rate and jurisdiction (rule 8), in the order of the ids. An old rate of a returned line is a group
/// of its own.
fn groups(settings: &Settings, plans: &[Plan<'_>], returned: &[LineQuote]) -> Vec<TaxTotal> {
    let charged = plans.iter().flat_map(|plan| &plan.charges).map(|charge| charge.rate);
    let mut seen: Vec<(Key, i64, &str)> = charged
        .map(|rate| (rate.id, rate.rate_micro, rate.name.as_str()))
        .collect();
    for tax in returned.iter().flat_map(|line| &line.taxes) {
        let mut rates = settings.tax_rules.iter().flat_map(|rule| &rule.rates);
        let name = rates
            .find(|rate| rate.id == tax.rate_id)
            .map_or("", |rate| rate.name.as_str());
        seen.push((tax.rate_id, tax.rate_micro, name));
    }
    seen.sort_unstable();
    seen.dedup_by_key(|(id, rate_micro, _)| (*id, *rate_micro));
    let total = |(rate_id, rate_micro, name): (Key, i64, &str)| TaxTotal {
        rate_id,
        name: name.to_owned(),
        rate_micro,
        net_minor: 0,
        tax_minor: 0,
    };
    seen.into_iter().map(total).collect()
}

fn group_of(totals: &[TaxTotal], rate_id: Key, rate_micro: i64) -> usize {
    totals.partition_point(|total| (total.rate_id, total.rate_micro) < (rate_id, rate_micro))
}

fn line_tax(charge: &Charge<'_>, tax_minor: i64) -> LineTax {
    LineTax {
        rate_id: charge.rate.id,
        rate_micro: charge.rate.rate_micro,
        net_minor: 0,
        tax_minor,
    }
}

/// Rounds each rate on the line by itself. Tax that is inside the price never exceeds it.
fn round_line(line: &Taxable<'_>, prices_include_tax: bool) -> Result<Vec<LineTax>, TooLarge> {
    let Some(plan) = line.plan else {
        return Ok(Vec::new());
    };
    let mut taxes = Vec::with_capacity(plan.charges.len());
    let mut room_minor = if prices_include_tax { line.value_minor } else { i64::MAX };
    for charge in &plan.charges {
        let exact = multiply(line.value_minor, charge.numerator)?;
        let tax_minor = round_ratio(exact, plan.denominator)?.min(room_minor);
        room_minor = subtract(room_minor, tax_minor)?;
        taxes.push(line_tax(charge, tax_minor));
    }
    Ok(taxes)
}

/// A rate's tax before it is rounded, and the lines' claims on the units that rounding down left over.
#[derive(Default)]
struct Group {
    sum: FractionSum,
    floors_minor: i64,
    claims: Vec<Claim>,
}

/// What rounding down took from one rate of one line: `rest / denominator` of a unit.
struct Claim {
    rest: i64,
    denominator: i64,
    value_minor: i64,
    id: Key,
    line: usize,
    slot: usize,
}

impl Claim {
    /// Larger remainder first, then larger line, then lower id.
    fn before(&self, other: &Self) -> Ordering {
        let remainder = if self.denominator == other.denominator {
            other.rest.cmp(&self.rest)
        } else {
            let ours = i128::from(self.rest).saturating_mul(i128::from(other.denominator));
            let theirs = i128::from(other.rest).saturating_mul(i128::from(self.denominator));
            theirs.cmp(&ours)
        };
        remainder
            .then(other.value_minor.cmp(&self.value_minor))
            .then(self.id.cmp(&other.id))
    }
}

/// Rounds each rate once over all lines, returned ones included, and spreads the cents of difference to the lines
/// sold by largest remainder (rules 7 and 8).
fn round_document(
    lines: &[Taxable<'_>],
    returned: &[LineQuote],
    totals: &[TaxTotal],
    prices_include_tax: bool,
) -> Result<Vec<Vec<LineTax>>, TooLarge> {
    let mut groups: Vec<Group> = totals.iter().map(|_| Group::default()).collect();
    for tax in returned.iter().flat_map(|line| &line.taxes) {
        if let Some(group) = groups.get_mut(group_of(totals, tax.rate_id, tax.rate_micro)) {
            group.add(negate(tax.tax_minor)?, 0, 1)?;
        }
    }
    let mut taxes = Vec::with_capacity(lines.len());
    let mut rooms_minor = Vec::with_capacity(lines.len());
    for (at, line) in lines.iter().enumerate() {
        let floors = floor_line(line, at, totals, &mut groups)?;
        let floors_minor = floors.iter().try_fold(0, |sum, tax| add(sum, tax.tax_minor))?;
        rooms_minor.push(if prices_include_tax {
            subtract(line.value_minor, floors_minor)?
        } else {
            i64::MAX
        });
        taxes.push(floors);
    }
    for group in groups {
        group.spread(&mut taxes, &mut rooms_minor)?;
    }
    Ok(taxes)
}

/// Rounds each rate of a line down and enters what that took into the rates' groups.
fn floor_line(
    line: &Taxable<'_>,
    at: usize,
    totals: &[TaxTotal],
    groups: &mut [Group],
) -> Result<Vec<LineTax>, TooLarge> {
    let Some(plan) = line.plan else {
        return Ok(Vec::new());
    };
    let mut taxes = Vec::with_capacity(plan.charges.len());
    for (slot, charge) in plan.charges.iter().enumerate() {
        let (whole, rest) = floor_ratio(multiply(line.value_minor, charge.numerator)?, plan.denominator)?;
        let floor_minor = narrow(whole)?;
        taxes.push(line_tax(charge, floor_minor));
        if let Some(group) = groups.get_mut(group_of(totals, charge.rate.id, charge.rate.rate_micro)) {
            group.add(floor_minor, rest, plan.denominator)?;
            let Taxable { value_minor, id, .. } = *line;
            group.claims.push(Claim {
                rest,
                denominator: plan.denominator,
                value_minor,
                id,
                line: at,
                slot,
            });
        }
    }
    Ok(taxes)
}

impl Group {
    fn add(&mut self, floor_minor: i64, rest: i64, denominator: i64) -> Result<(), TooLarge> {
        self.floors_minor = add(self.floors_minor, floor_minor)?;
        self.sum.add(floor_minor, rest, denominator)
    }

    /// Hands the units left over to the first claims. A line whose taxes already use up its price is passed over,
    /// unless no other is left.
    fn spread(mut self, taxes: &mut [Vec<LineTax>], rooms_minor: &mut [i64]) -> Result<(), TooLarge> {
        let mut left = subtract(self.sum.round()?, self.floors_minor)?;
        if left == 0 {
            return Ok(());
        }
        self.claims.sort_unstable_by(Claim::before);
        for even_without_room in [false, true] {
            for claim in &mut self.claims {
                let room_minor = rooms_minor
                    .get_mut(claim.line)
                    .filter(|room_minor| even_without_room || **room_minor > 0);
                let tax = taxes.get_mut(claim.line).and_then(|taxes| taxes.get_mut(claim.slot));
                if let (Some(room_minor), Some(tax), true) = (room_minor, tax, left > 0 && claim.rest > 0) {
                    *room_minor = subtract(*room_minor, 1)?;
                    tax.tax_minor = add(tax.tax_minor, 1)?;
                    left = subtract(left, 1)?;
                    claim.rest = 0;
                }
            }
        }
        Ok(())
    }
}
