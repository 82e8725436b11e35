//! Tenders, what is due with them, and change (rules 19 to 24).

use serde::{Deserialize, Serialize};

use crate::arithmetic::{TooLarge, add, negate, subtract, sum};
use crate::cash::CashRounding;
use crate::error::PricingError;
use crate::limits::{AMOUNT_MINOR_MAX, TENDERS_MAX, check_amount};
use crate::money::Currency;

/// What a tender is, as far as arithmetic cares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TenderKind {
    /// Coins and notes: rounded, gives change.
    Cash,
    /// A card: exact.
    Card,
    /// Anything else, such as a gift card or a cheque: exact.
    Other,
}

/// One tender.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TenderInput {
    /// What it is.
    pub kind: TenderKind,
    /// Minor units handed over, 0 to 10^12; paid out to the customer: -10^12 to 0.
    pub amount_minor: i64,
}

/// How a total is settled. Amounts in minor units. `paid - change = due = total + cash rounding` (rule 24).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settlement {
    /// What these tenders have to cover.
    pub due_minor: i64,
    /// What is due less the total.
    pub cash_rounding_minor: i64,
    /// Change to give, in cash.
    pub change_minor: i64,
    /// What the tenders sum to.
    pub paid_minor: i64,
    /// What stays in the drawer: the cash tenders less the change.
    pub cash_minor: i64,
}

/// Settles a total with tenders in the order they are made. The part left to cash is rounded if cash is the last
/// tender, unless exactly that part was handed over in coins (rules 19 and 21). A negative total is paid out: the
/// tenders are negative, and there is no change.
///
/// # Errors
/// `amount_out_of_range`, `too_many_tenders`, `tender_out_of_range` (also for a tender that flows against the total:
/// no money leaves unless the total is negative, rule 57), `not_enough_paid`, `change_from_non_cash`,
/// `paid_out_too_much`, `increment_out_of_range`.
pub fn settle(
    total_minor: i64,
    currency: &Currency,
    cash_rounding: Option<&CashRounding>,
    tenders: &[TenderInput],
) -> Result<Settlement, PricingError> {
    check_amount(total_minor, None)?;
    if tenders.len() > TENDERS_MAX {
        return Err(PricingError::TooManyTenders { count: tenders.len() });
    }
    let allowed = if total_minor < 0 {
        -AMOUNT_MINOR_MAX..=0
    } else {
        0..=AMOUNT_MINOR_MAX
    };
    if let Some(wrong) = tenders.iter().find(|tender| !allowed.contains(&tender.amount_minor)) {
        return Err(PricingError::TenderOutOfRange {
            amount_minor: wrong.amount_minor,
        });
    }
    if total_minor < 0 {
        pay_out(total_minor, *currency, cash_rounding, tenders)
    } else {
        pay_in(total_minor, *currency, cash_rounding, tenders)
    }
}

fn pay_in(
    total_minor: i64,
    currency: Currency,
    cash_rounding: Option<&CashRounding>,
    tenders: &[TenderInput],
) -> Result<Settlement, PricingError> {
    let parts = Parts::of(total_minor, cash_rounding, tenders)?;
    if parts.exact_cash_minor < 0 {
        return Err(PricingError::ChangeFromNonCash {
            change_minor: negate(parts.exact_cash_minor)?,
            currency,
        });
    }
    let change_minor = subtract(parts.cash_minor, parts.due_cash_minor)?;
    let (due_minor, paid_minor) = (parts.due_minor()?, parts.paid_minor()?);
    if change_minor < 0 {
        return Err(PricingError::NotEnoughPaid {
            due_minor,
            paid_minor,
            currency,
        });
    }
    Ok(Settlement {
        due_minor,
        cash_rounding_minor: subtract(due_minor, total_minor)?,
        change_minor,
        paid_minor,
        cash_minor: parts.due_cash_minor,
    })
}

/// The mirror image of paying in, without change.
fn pay_out(
    total_minor: i64,
    currency: Currency,
    cash_rounding: Option<&CashRounding>,
    tenders: &[TenderInput],
) -> Result<Settlement, PricingError> {
    let parts = Parts::of(total_minor, cash_rounding, tenders)?;
    let (due_minor, paid_minor) = (parts.due_minor()?, parts.paid_minor()?);
    if parts.exact_cash_minor > 0 || paid_minor < due_minor {
        return Err(PricingError::PaidOutTooMuch {
            due_minor,
            paid_minor,
            currency,
        });
    }
    if paid_minor > due_minor {
        return Err(PricingError::NotEnoughPaid {
            due_minor,
            paid_minor,
            currency,
        });
    }
    Ok(Settlement {
        due_minor,
        cash_rounding_minor: subtract(due_minor, total_minor)?,
        change_minor: 0,
        paid_minor,
        cash_minor: parts.due_cash_minor,
    })
}

/// A total split into what cash and what other tenders settle.
struct Parts {
    cash_minor: i64,
    other_minor: i64,
    exact_cash_minor: i64,
    due_cash_minor: i64,
}

impl Parts {
    fn of(
        total_minor: i64,
        cash_rounding: Option<&CashRounding>,
        tenders: &[TenderInput],
    ) -> Result<Self, PricingError> {
        let is_cash = |tender: &&TenderInput| tender.kind == TenderKind::Cash;
        let cash_minor = sum(tenders.iter().filter(is_cash).map(|tender| tender.amount_minor))?;
        let other_minor = subtract(sum(tenders.iter().map(|tender| tender.amount_minor))?, cash_minor)?;
        let exact_cash_minor = subtract(total_minor, other_minor)?;
        let due_cash_minor = match cash_rounding {
            Some(rounding) if tenders.last().is_some_and(|last| is_cash(&last)) && cash_minor != exact_cash_minor => {
                rounding.round(exact_cash_minor)?
            }
            _ => exact_cash_minor,
        };
        Ok(Self {
            cash_minor,
            other_minor,
            exact_cash_minor,
            due_cash_minor,
        })
    }

    fn due_minor(&self) -> Result<i64, TooLarge> {
        add(self.other_minor, self.due_cash_minor)
    }

    fn paid_minor(&self) -> Result<i64, TooLarge> {
        add(self.other_minor, self.cash_minor)
    }
}
