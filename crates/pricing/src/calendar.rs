//! Days and instants. This crate reads no clock: both are given to it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::error::PricingError;

/// A civil day, written `YYYY-MM-DD`. Tax rules are dated by it (the store's business day).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Date(i32); // year, month and day as decimal digits: 20261125

impl Date {
    /// The day of this year (1 to 9999), month (1 to 12) and day of the month.
    ///
    /// # Errors
    /// [`PricingError::BadDate`] if there is no such day.
    pub fn new(year: i32, month: u32, day: u32) -> Result<Self, PricingError> {
        if !(1..=9999).contains(&year) || day == 0 || day > days_of(year, month) {
            return Err(PricingError::BadDate);
        }
        let month = i32::try_from(month).ok().and_then(|month| month.checked_mul(100));
        let day = i32::try_from(day).ok();
        let months = year
            .checked_mul(10_000)
            .zip(month)
            .and_then(|(year, month)| year.checked_add(month));
        let packed = months.zip(day).and_then(|(months, day)| months.checked_add(day));
        packed.map(Self).ok_or(PricingError::BadDate)
    }

    /// The year, 1 to 9999.
    #[must_use]
    pub const fn year(self) -> i32 {
        self.0 / 10_000
    }

    /// The month, 1 to 12.
    #[must_use]
    pub const fn month(self) -> u32 {
        (self.0 / 100 % 100).unsigned_abs()
    }

    /// The day of the month, 1 to 31.
    #[must_use]
    pub const fn day(self) -> u32 {
        (self.0 % 100).unsigned_abs()
    }
}

const fn days_of(year: i32, month: u32) -> u32 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 0,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Date {
    type Err = PricingError;

    fn from_str(text: &str) -> Result<Self, PricingError> {
        let digits = text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
        let (Some(year), Some(month), Some(day), true, 10) =
            (text.get(..4), text.get(5..7), text.get(8..), digits, text.len())
        else {
            return Err(PricingError::BadDate);
        };
        let number = |part: &str| part.parse::<u32>().map_err(|_| PricingError::BadDate);
        let year = i32::try_from(number(year)?).map_err(|_| PricingError::BadDate)?;
        Self::new(year, number(month)?, number(day)?)
    }
}

impl TryFrom<String> for Date {
    type Error = PricingError;

    fn try_from(text: String) -> Result<Self, PricingError> {
        text.parse()
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.to_string()
    }
}

/// An instant in milliseconds since 1970-01-01T00:00:00Z. Prices are dated by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(i64);

impl From<i64> for Timestamp {
    fn from(unix_ms: i64) -> Self {
        Self(unix_ms)
    }
}

impl From<Timestamp> for i64 {
    fn from(timestamp: Timestamp) -> Self {
        timestamp.0
    }
}
