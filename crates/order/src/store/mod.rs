//! The context's SQL: free functions over a tenant's transaction, a file for each table or statement.

pub mod cash;
pub mod cash_settings;
pub mod deposit;
pub mod discount_settings;
pub mod ledger;
pub mod orders;
pub mod parked;
pub mod receipt_sending;
pub mod sale_batch;
mod sale_rows;
pub mod session;
pub mod takings;
pub mod tax;
pub mod totals;
pub mod training;
pub mod void;
pub mod z_document;

use contracts::Currency;
use kernel::{Error, Result};
use serde::{Serialize, de::DeserializeOwned};

fn to_json(value: &impl Serialize) -> Result<serde_json::Value> {
    serde_json::to_value(value).map_err(Error::internal)
}

fn from_json<T: DeserializeOwned>(value: serde_json::Value) -> Result<T> {
    serde_json::from_value(value).map_err(Error::internal)
}

/// A currency out of its two columns.
fn currency(code: String, exponent: i16) -> Result<Currency> {
    Ok(Currency {
        code,
        exponent: u8::try_from(exponent).map_err(Error::internal)?,
    })
}
