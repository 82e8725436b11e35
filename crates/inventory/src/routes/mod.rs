//! The operations of inventory, a file for each resource.

pub(crate) mod count_lines;
pub(crate) mod counts;
pub(crate) mod damages;
pub(crate) mod documents;
pub(crate) mod exceptions;
pub(crate) mod export;
pub(crate) mod goods;
pub(crate) mod internal;
pub(crate) mod reservations;
pub(crate) mod stock;
pub(crate) mod thresholds;
pub(crate) mod transfers;

use chrono::{DateTime, Datelike, Utc};
use kernel::{Result, codes, page};
use uuid::Uuid;

/// The last second of the year 9999: after everything.
const LAST_S: i64 = 253_402_300_799;

/// Where a list that begins with the newest goes on: before this instant and id.
///
/// # Errors
/// 400 `invalid_cursor`.
pub(crate) fn newest(cursor: Option<&str>) -> Result<(DateTime<Utc>, Uuid)> {
    let from = page::decode_cursor::<(DateTime<Utc>, Uuid)>(cursor)?;
    let (at, id) = from.unwrap_or_else(|| (DateTime::from_timestamp(LAST_S, 0).unwrap_or_default(), Uuid::max()));
    if (1..=9999).contains(&at.year()) {
        Ok((at, id))
    } else {
        Err(codes::INVALID_CURSOR.error())
    }
}
