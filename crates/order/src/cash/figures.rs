//! What a session took: the same content in an X report and in a Z report (rule 37).

use kernel::id::UserId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::document::TenderKind;

/// Sales, or cancellations, added up. Minor units.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Figures {
    pub count: i64,
    pub subtotal_minor: i64,
    pub discount_minor: i64,
    pub net_minor: i64,
    pub tax_minor: i64,
    pub total_minor: i64,
    pub cash_rounding_minor: i64,
    /// By name and rate, in that order.
    pub taxes: Vec<TaxFigures>,
    /// What each kind of tender settled, change taken off.
    pub tenders: Vec<TenderFigures>,
}

/// One tax added up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TaxFigures {
    pub name: String,
    /// Millionths: 20 % is 200000.
    pub rate_micro: i64,
    pub net_minor: i64,
    pub tax_minor: i64,
}

/// One kind of tender added up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TenderFigures {
    pub kind: TenderKind,
    pub count: i64,
    pub amount_minor: i64,
}

/// What one cashier sold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CashierFigures {
    pub cashier_id: UserId,
    pub cashier_name: String,
    pub count: i64,
    pub total_minor: i64,
}

/// What a session took.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Takings {
    pub sales: Figures,
    /// Sales that were cancelled out of this drawer, apart from sales (rule 36).
    pub voids: Figures,
    pub first_receipt_number: Option<i64>,
    pub last_receipt_number: Option<i64>,
    pub cashiers: Vec<CashierFigures>,
}

impl Figures {
    /// What was settled in cash.
    #[must_use]
    pub fn cash_minor(&self) -> i64 {
        self.tenders
            .iter()
            .filter(|tender| tender.kind == TenderKind::Cash)
            .map(|tender| tender.amount_minor)
            .sum()
    }
}
