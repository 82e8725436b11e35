//! What the order context says: `order.completed` carries all that consumers need, `order.voided` what undoes it.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    Currency,
    ids::{LocationId, OrderId, OrderLineId, ProductId, RegisterId, SessionId, StoreId, TenderId},
};
use kernel::id::UserId;

pub const ORDER_COMPLETED: &str = "order.completed";
pub const ORDER_VOIDED: &str = "order.voided";

/// `order.completed`: a sale is finished and paid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderCompleted {
    pub order_id: OrderId,
    pub store_id: StoreId,
    /// Where the store's sales take stock from.
    pub location_id: LocationId,
    pub register_id: RegisterId,
    /// The drawer's session that it was made in; null for a shop that keeps none.
    #[serde(default)]
    pub session_id: Option<SessionId>,
    pub cashier_id: UserId,
    pub receipt_number: i64,
    pub business_date: NaiveDate,
    pub currency: Currency,
    pub net_minor: i64,
    pub tax_minor: i64,
    pub total_minor: i64,
    pub discount_minor: i64,
    pub cash_rounding_minor: i64,
    /// Whether stock was reserved under the order's id: then the hold becomes the move.
    pub reserved: bool,
    pub lines: Vec<CompletedLine>,
    pub taxes: Vec<CompletedTax>,
    pub tenders: Vec<CompletedTender>,
    pub completed_at: DateTime<Utc>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompletedLine {
    pub line_id: OrderLineId,
    pub product_id: ProductId,
    pub quantity_milli: i64,
    pub net_minor: i64,
    pub tax_minor: i64,
    pub total_minor: i64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompletedTax {
    pub name: String,
    pub rate_micro: i64,
    pub net_minor: i64,
    pub tax_minor: i64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompletedTender {
    pub tender_id: TenderId,
    pub kind: String,
    /// What it settles: handed over less change.
    pub amount_minor: i64,
}

/// `order.voided`: a completed sale was cancelled on its business day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderVoided {
    pub order_id: OrderId,
    pub store_id: StoreId,
    pub location_id: LocationId,
    pub register_id: RegisterId,
    pub business_date: NaiveDate,
    pub user_id: UserId,
    pub reason: String,
    pub total_minor: i64,
    pub lines: Vec<VoidedLine>,
    pub voided_at: DateTime<Utc>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoidedLine {
    pub line_id: OrderLineId,
    pub product_id: ProductId,
    pub quantity_milli: i64,
}
