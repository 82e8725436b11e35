//! What a store is set up with besides its texts: its clock, its business day, its currency, its registers' series.

use std::fmt;

use chrono_tz::Tz;
use contracts::Currency;
use kernel::Result;

use crate::{codes, texts::Fault};

/// A time zone of the IANA database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeZone(Tz);

impl TimeZone {
    /// # Errors
    /// A fault when the database has no zone of this name.
    pub fn parse(name: &str) -> Result<Self, Fault> {
        name.parse()
            .map(Self)
            .map_err(|_| Fault::new("unknown", "this is not a time zone such as Europe/Berlin"))
    }

    #[must_use]
    pub fn name(self) -> &'static str {
        self.0.name()
    }
}

/// When a business day ends, in minutes after local midnight and before noon: a sale before it belongs to the day before (domain
/// rule 40).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayCutoff(i16);

impl DayCutoff {
    pub const DEFAULT: Self = Self(4 * 60);
    const MINUTES_MAX: i16 = 11 * 60 + 59;

    /// # Errors
    /// A fault when it is not HH:MM from 00:00 to 11:59.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit()) && text.len() == 2;
        let minutes = text
            .split_once(':')
            .filter(|(hour, minute)| digits(hour) && digits(minute))
            .and_then(|(hour, minute)| Some((hour.parse::<i16>().ok()?, minute.parse::<i16>().ok()?)))
            .filter(|(hour, minute)| *hour <= 11 && *minute <= 59)
            .map(|(hour, minute)| hour * 60 + minute);
        minutes.map(Self).ok_or(Fault::new(
            "out_of_range",
            "a day's cut-off is HH:MM from 00:00 to 11:59",
        ))
    }

    /// As the column holds it; a value out of range is the nearest in range.
    #[must_use]
    pub fn from_minutes(minutes: i16) -> Self {
        Self(minutes.clamp(0, Self::MINUTES_MAX))
    }

    #[must_use]
    pub const fn minutes(self) -> i16 {
        self.0
    }
}

impl fmt::Display for DayCutoff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

/// The currency of this ISO 4217 code, if goods can be sold in it: legal tender with 0, 2 or 3 decimal places.
///
/// # Errors
/// 422 `currency_not_supported`.
pub fn currency(code: &str) -> Result<Currency> {
    iso_currency::Currency::from_code(code)
        .filter(|currency| !currency.is_fund() && !currency.is_special())
        .and_then(|currency| Some((currency, u8::try_from(currency.exponent()?).ok()?)))
        .filter(|(_, exponent)| matches!(exponent, 0 | 2 | 3))
        .map(|(currency, exponent)| Currency {
            code: currency.code().to_owned(),
            exponent,
        })
        .ok_or_else(|| codes::CURRENCY_NOT_SUPPORTED.error())
}

/// The receipt series of a new register, from its store's code and its own: what stands before its receipt numbers for ever, whatever
/// the codes become later.
#[must_use]
pub fn series(store: &str, register: &str) -> String {
    format!("{store}{register}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_off_is_before_noon_and_prints_as_it_was_written() {
        for good in ["00:00", "04:00", "11:59", "00:01"] {
            assert_eq!(DayCutoff::parse(good).map(|c| c.to_string()), Ok(good.to_owned()));
        }
        for bad in [
            "",
            "4:00",
            "12:00",
            "24:00",
            "04:60",
            "04-00",
            "04:00:00",
            "+4:00",
            "0\u{664}:00",
            "04:0 ",
        ] {
            assert!(DayCutoff::parse(bad).is_err(), "{bad:?}");
        }
        assert_eq!(DayCutoff::DEFAULT.to_string(), "04:00");
        assert_eq!(DayCutoff::from_minutes(239).to_string(), "03:59");
    }

    #[test]
    fn a_time_zone_is_one_of_the_database() {
        assert_eq!(
            TimeZone::parse("Europe/Berlin").map(TimeZone::name),
            Ok("Europe/Berlin")
        );
        for bad in [
            "",
            "Berlin",
            "europe/berlin",
            "Europe/Berlin ",
            "+02:00",
            "Mars/Olympus",
        ] {
            assert!(TimeZone::parse(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn currencies_have_the_decimal_places_that_money_is_counted_in() {
        for (code, exponent) in [("EUR", 2), ("JPY", 0), ("KWD", 3), ("USD", 2), ("CHF", 2)] {
            assert_eq!(currency(code).unwrap().exponent, exponent, "{code}");
        }
        for bad in [
            "", "eur", "EURO", "XXX", "XTS", "XAU", "CLF", "UYW", "XDR", "CHE", "QQQ",
        ] {
            assert_eq!(currency(bad).unwrap_err().code(), "currency_not_supported", "{bad}");
        }
    }
}
