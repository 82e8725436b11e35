//! Tax rates, and which of the rules applies.

use serde::{Deserialize, Serialize};

use crate::calendar::Date;
use crate::key::Key;
use crate::rates::Plan;
use crate::scope::{Scope, Target};

/// One rate of one jurisdiction. Its id is what tax is grouped by (rule 8).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaxRate {
    /// The rate's id; a jurisdiction's new rate keeps it.
    pub id: Key,
    /// What receipts call it.
    pub name: String,
    /// Millionths, 0 to 1 000 000: 200 000 is 20 %.
    pub rate_micro: i64,
    /// Whether it is charged on the price and every tax listed before it, not on the price alone (rule 10).
    #[serde(default)]
    pub compound: bool,
}

/// What a tax category pays in a place and a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaxRule {
    /// Where it holds.
    pub target: Target,
    /// The products' category it is for.
    pub category: String,
    /// From this business day on; from ever if none.
    pub from: Option<Date>,
    /// Before this business day; for ever if none.
    pub until: Option<Date>,
    /// 1 to 8 rates in the order in which they compound; none if exempt.
    #[serde(default)]
    pub rates: Vec<TaxRate>,
    /// Whether the category pays no tax at all. A rate of 0 is not the same: it is reported.
    #[serde(default)]
    pub exempt: bool,
}

impl TaxRule {
    /// Whether its rates can be charged at all: they do not compound beyond what numbers hold.
    #[must_use]
    pub fn can_be_charged(&self) -> bool {
        [true, false]
            .into_iter()
            .all(|inclusive| Plan::of(self, inclusive).is_ok())
    }
}

/// The rule in force (rule 9): the register's beats the store's beats the tenant's; of one target the one with the
/// latest `from`; of equal ones the last in the list.
#[must_use]
pub fn tax_for<'a>(rules: &'a [TaxRule], category: &str, scope: &Scope, on: Date) -> Option<&'a TaxRule> {
    let live = rules
        .iter()
        .filter(|rule| rule.from.is_none_or(|from| from <= on) && rule.until.is_none_or(|until| on < until));
    let ranked = live.filter_map(|rule| Some(((rule.target.rank(scope)?, rule.from), rule)));
    ranked
        .filter(|(_, rule)| rule.category == category)
        .max_by_key(|(rank, _)| *rank)
        .map(|(_, rule)| rule)
}
