//! Completed sales added up by the database.

use chrono::NaiveDate;
use contracts::{
    Currency,
    ids::{RegisterId, StoreId},
};
use kernel::{Result, TenantTx, id::Id};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::currency;

/// What sales are added up by, beside their business day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TotalsBy {
    Store,
    Register,
    Cashier,
    /// The hour of the store's clock in which the sale was made.
    Hour,
    Product,
    Tax,
}

impl TotalsBy {
    const fn name(self) -> &'static str {
        match self {
            Self::Store => "store",
            Self::Register => "register",
            Self::Cashier => "cashier",
            Self::Hour => "hour",
            Self::Product => "product",
            Self::Tax => "tax",
        }
    }
}

/// The completed sales of one business day and one store, register, cashier, hour, product or tax rate. Cancelled sales are in none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Total {
    pub business_date: NaiveDate,
    pub currency: Currency,
    /// The id of what it is of; of an hour its two digits, of a tax its name and rate.
    pub key: String,
    /// Its name: a register's is its series, an hour's the time at which it begins.
    pub label: String,
    /// Of a tax: millionths.
    pub rate_micro: Option<i64>,
    /// Sales; of products, lines.
    pub count: i64,
    /// Of products: thousandths of the unit.
    pub quantity_milli: Option<i64>,
    pub discount_minor: i64,
    pub net_minor: i64,
    pub tax_minor: i64,
    pub total_minor: i64,
}

/// Which sales are added up.
#[derive(Debug)]
pub struct TotalsFilter {
    /// The stores that the caller may see; `None` is all.
    pub visible: Option<Vec<Uuid>>,
    pub store: Option<StoreId>,
    pub register: Option<RegisterId>,
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub by: TotalsBy,
    /// Only so many of each day and currency: those with the highest totals.
    pub top: Option<u32>,
    /// The last row of the page before: day, currency and key.
    pub after: Option<(NaiveDate, String, String)>,
}

/// Totals in the order of day, currency and key; one more than `limit` says that there are more.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn read(tx: &mut TenantTx<'_>, filter: &TotalsFilter, limit: u32) -> Result<Vec<Total>> {
    let after = filter.after.as_ref();
    let rows = sqlx::query_file!(
        "src/store/totals.sql",
        tx.tenant().uuid(),
        filter.visible.as_deref(),
        filter.store.map(Id::uuid),
        filter.register.map(Id::uuid),
        filter.from,
        filter.to,
        filter.by.name(),
        after.map(|(day, ..)| *day),
        after.map(|(_, currency, _)| currency.as_str()),
        after.map(|(_, _, key)| key.as_str()),
        filter.top.map(i64::from),
        i64::from(limit) + 1,
    )
    .fetch_all(&mut **tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Total {
                business_date: row.business_date,
                currency: currency(row.currency, row.currency_exponent)?,
                key: row.key,
                label: row.label,
                rate_micro: row.rate_micro,
                count: row.count,
                quantity_milli: row.quantity_milli,
                discount_minor: row.discount_minor,
                net_minor: row.net_minor,
                tax_minor: row.tax_minor,
                total_minor: row.total_minor,
            })
        })
        .collect()
}
