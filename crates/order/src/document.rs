//! An order as it is stored, and as it is answered: one set of rows, so that an answer given again is the same byte for byte.

use chrono::{DateTime, Datelike as _, NaiveDate, Utc};
use contracts::{
    Currency,
    auth::ReceiptLanguage,
    ids::{LocationId, OrderId, OrderLineId, ProductId, RegisterId, SessionId, StoreId, TenderId},
    product::Unit,
};
use kernel::{Error, Result, id::UserId};
use pricing::{Date, Key};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{discount::OrderDiscount, status::Status};

/// One tax of a line or a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Tax {
    pub rate_id: Uuid,
    pub name: String,
    /// Millionths: 20 % is 200000.
    pub rate_micro: i64,
    pub net_minor: i64,
    pub tax_minor: i64,
}

/// The price of a unit, or of another quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct UnitPrice {
    pub amount_minor: i64,
    pub per_milli: i64,
}

/// A line as sold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OrderLine {
    pub id: OrderLineId,
    pub product_id: ProductId,
    pub name: String,
    pub unit: Unit,
    pub quantity_milli: i64,
    pub unit_price: UnitPrice,
    /// Why the price is not the catalogue's, if it is not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub override_reason: Option<String>,
    /// What was taken off this line alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discount: Option<OrderDiscount>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    pub subtotal_minor: i64,
    /// All that was taken off: its own discount and its share of the sale's.
    pub discount_minor: i64,
    pub net_minor: i64,
    pub tax_minor: i64,
    pub total_minor: i64,
    pub taxes: Vec<Tax>,
}

/// How a tender can be paid. Others come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TenderKind {
    Cash,
    Card,
    Crypto,
    GiftCard,
    StoreCredit,
}

impl TenderKind {
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cash => "cash",
            Self::Card => "card",
            Self::Crypto => "crypto",
            Self::GiftCard => "gift_card",
            Self::StoreCredit => "store_credit",
        }
    }
}

/// A payment as taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OrderTender {
    pub id: TenderId,
    pub kind: TenderKind,
    /// What was handed over.
    pub amount_minor: i64,
    /// What was given back of it.
    pub change_minor: i64,
}

/// A cancellation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OrderVoid {
    pub at: DateTime<Utc>,
    pub user_id: UserId,
    pub user_name: String,
    pub reason: String,
}

/// An order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Order {
    pub id: OrderId,
    /// `sale`, or `training`: made to learn, without stock, ledger or report.
    pub kind: String,
    pub status: Status,
    pub store_id: StoreId,
    pub store_name: String,
    pub register_id: RegisterId,
    /// The drawer's session that it was made in.
    pub session_id: Option<SessionId>,
    pub receipt_number: i64,
    /// As printed: the register's series and the number.
    #[schema(example = "A1-000042")]
    pub receipt_label: String,
    pub business_date: NaiveDate,
    pub cashier_id: UserId,
    pub cashier_name: String,
    pub currency: Currency,
    /// The revision of the catalogue that priced it.
    pub rev: i64,
    pub prices_include_tax: bool,
    pub lines: Vec<OrderLine>,
    /// What was taken off all of it, after the lines' own discounts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discount: Option<OrderDiscount>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    pub taxes: Vec<Tax>,
    pub subtotal_minor: i64,
    pub discount_minor: i64,
    pub net_minor: i64,
    pub tax_minor: i64,
    pub total_minor: i64,
    /// What rounding to the coins in use added or took.
    pub cash_rounding_minor: i64,
    /// Total and cash rounding: what had to be paid.
    pub due_minor: i64,
    pub tenders: Vec<OrderTender>,
    pub paid_minor: i64,
    pub change_minor: i64,
    /// The server's clock.
    pub created_at: DateTime<Utc>,
    /// The till's clock: a claim.
    pub device_at: DateTime<Utc>,
    pub voided: Option<OrderVoid>,
}

/// What only the receipt and the database need of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imprint {
    pub request_hash: [u8; 32],
    pub version: i32,
    pub receipt_header: String,
    /// What the receipt ends with; none on receipts from before shops could say.
    pub receipt_footer: Option<String>,
    pub language: ReceiptLanguage,
    pub time_zone: String,
    pub location_id: LocationId,
    pub series: String,
    pub tax_rounding: &'static str,
    /// Whether stock was reserved under the order's id.
    pub reserved: bool,
}

/// An order with its imprint: what is written and what is read back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    pub order: Order,
    pub imprint: Imprint,
}

/// The label on the receipt: series and number.
#[must_use]
pub fn receipt_label(series: &str, number: i64) -> String {
    format!("{series}-{number:06}")
}

/// The label of a sale made to learn: a series of its own, so that nobody takes it for a receipt (rule 43).
#[must_use]
pub fn training_label(series: &str, number: i64) -> String {
    receipt_label(&format!("TRAINING-{series}"), number)
}

/// A pricing key as the UUID that it is.
#[must_use]
pub fn uuid(key: Key) -> Uuid {
    Uuid::from_u128(key.into())
}

/// A UUID as the key that pricing orders and compares by.
#[must_use]
pub fn key(id: Uuid) -> Key {
    Key::from(id.as_u128())
}

/// A calendar day as pricing takes it.
///
/// # Errors
/// 500 for a year that no calendar here has.
pub fn date(date: NaiveDate) -> Result<Date> {
    Date::new(date.year(), date.month(), date.day()).map_err(|e| Error::internal(e.to_string()))
}

/// The currency of a snapshot, as documents carry it.
#[must_use]
pub fn document_currency(settings: &pricing::Settings) -> Currency {
    Currency {
        code: settings.currency.code().to_owned(),
        exponent: settings.currency.exponent(),
    }
}
