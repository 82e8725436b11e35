//! Dates and instants that come from outside: of the years 1 to 9999, which every part can hold (Postgres, receipts, ISO 8601 in four
//! digits). For `#[serde(deserialize_with = "...")]`.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use serde::{Deserialize, Deserializer, de::Error};

fn within<T: Datelike, E: Error>(value: T) -> Result<T, E> {
    if (1..=9999).contains(&value.year()) {
        Ok(value)
    } else {
        Err(E::custom("the year is 1 to 9999"))
    }
}

/// An instant.
///
/// # Errors
/// What is no instant, or not of these years.
pub fn instant<'de, D: Deserializer<'de>>(deserializer: D) -> Result<DateTime<Utc>, D::Error> {
    DateTime::deserialize(deserializer).and_then(within)
}

/// An instant that may be left out; use with `#[serde(default)]`.
///
/// # Errors
/// What is no instant, or not of these years.
pub fn maybe_instant<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<DateTime<Utc>>, D::Error> {
    Option::deserialize(deserializer)?.map(within).transpose()
}

/// A date.
///
/// # Errors
/// What is no date, or not of these years.
pub fn date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
    NaiveDate::deserialize(deserializer).and_then(within)
}

/// A date that may be left out; use with `#[serde(default)]`.
///
/// # Errors
/// What is no date, or not of these years.
pub fn maybe_date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<NaiveDate>, D::Error> {
    Option::deserialize(deserializer)?.map(within).transpose()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Deserialize)]
    struct When {
        #[serde(deserialize_with = "instant")]
        at: DateTime<Utc>,
        #[serde(default, deserialize_with = "maybe_date")]
        on: Option<NaiveDate>,
        #[serde(default, deserialize_with = "date")]
        day: NaiveDate,
    }

    #[test]
    fn the_years_have_four_digits() {
        let read =
            |at: &str, on: &str| serde_json::from_value::<When>(serde_json::json!({"at": at, "on": on, "day": on}));
        assert!(
            read("0001-01-01T00:00:00Z", "9999-12-31")
                .is_ok_and(|when| when.at.year() == 1 && when.on == Some(when.day))
        );
        for (at, on) in [
            ("0000-12-31T00:00:00Z", "2026-01-01"),
            ("-4800-01-01T00:00:00Z", "2026-01-01"),
            ("2026-01-01T00:00:00Z", "+20000-01-01"),
            ("2026-01-01T00:00:00Z", "0000-01-01"),
        ] {
            assert!(read(at, on).is_err(), "{at} {on}");
        }
        let day =
            |day: &str| serde_json::from_value::<When>(serde_json::json!({"at": "2026-01-01T00:00:00Z", "day": day}));
        assert!(day("2026-01-01").is_ok() && day("0000-01-01").is_err());
    }
}
