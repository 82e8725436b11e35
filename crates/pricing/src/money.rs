//! Currencies, and amounts as plain text.
//!
//! An amount is an `i64` of the currency's minor unit: 1230 is 12.30 EUR, 1230 JPY or 1.230 KWD (rule 1). The
//! exponent matters to text alone; every calculation is in minor units.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::error::PricingError;
use crate::limits::check_amount;

/// An ISO 4217 currency: three capitals and how many decimals its minor unit has (0, 2 or 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "CurrencyText", into = "CurrencyText")]
pub struct Currency {
    code: [u8; 3],
    exponent: u8,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct CurrencyText {
    code: String,
    exponent: u8,
}

impl Currency {
    /// The currency of this code and exponent.
    ///
    /// # Errors
    /// [`PricingError::BadCurrency`] unless the code is three of A to Z and the exponent 0, 2 or 3.
    pub fn new(code: &str, exponent: u8) -> Result<Self, PricingError> {
        let letters: [u8; 3] = code.as_bytes().try_into().map_err(|_| PricingError::BadCurrency)?;
        if letters.iter().all(u8::is_ascii_uppercase) && matches!(exponent, 0 | 2 | 3) {
            Ok(Self {
                code: letters,
                exponent,
            })
        } else {
            Err(PricingError::BadCurrency)
        }
    }

    /// The three capitals.
    #[must_use]
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.code).unwrap_or_default()
    }

    /// How many decimals the minor unit has: 0, 2 or 3.
    #[must_use]
    pub const fn exponent(&self) -> u8 {
        self.exponent
    }

    /// Minor units in one major unit: 1, 100 or 1000.
    #[must_use]
    pub const fn minor_per_major(&self) -> i64 {
        match self.exponent {
            0 => 1,
            2 => 100,
            _ => 1000,
        }
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl TryFrom<CurrencyText> for Currency {
    type Error = PricingError;

    fn try_from(text: CurrencyText) -> Result<Self, PricingError> {
        Self::new(&text.code, text.exponent)
    }
}

impl From<Currency> for CurrencyText {
    fn from(currency: Currency) -> Self {
        Self {
            code: currency.code().to_owned(),
            exponent: currency.exponent,
        }
    }
}

/// An amount as plain text without locale or symbol: 1230 is `12.30` with exponent 2, `1230` with 0, `1.230` with 3.
#[must_use]
pub fn format_minor(amount_minor: i64, currency: &Currency) -> String {
    let sign = if amount_minor < 0 { "-" } else { "" };
    let digits = usize::from(currency.exponent);
    let whole = amount_minor.unsigned_abs();
    let per_major = currency.minor_per_major().unsigned_abs();
    let major = whole.checked_div(per_major).unwrap_or(whole);
    let minor = whole.checked_rem(per_major).unwrap_or_default();
    if digits == 0 {
        format!("{sign}{major}")
    } else {
        format!("{sign}{major}.{minor:0digits$}")
    }
}

/// Reads an amount that [`format_minor`] could have written; fewer decimals are read too (`12.3` is 12.30).
///
/// # Errors
/// [`PricingError::BadAmount`] for anything but an optional minus, digits, and at most as many decimals as the
/// currency has; [`PricingError::AmountOutOfRange`] beyond 10^12 minor units.
pub fn parse_minor(text: &str, currency: &Currency) -> Result<i64, PricingError> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (major, decimals) = match unsigned.split_once('.') {
        Some((major, decimals)) if !decimals.is_empty() => (major, decimals),
        Some(_) => return Err(PricingError::BadAmount),
        None => (unsigned, ""),
    };
    let places = usize::from(currency.exponent);
    if major.is_empty() || decimals.len() > places {
        return Err(PricingError::BadAmount);
    }
    let zeros = std::iter::repeat_n(b'0', places.saturating_sub(decimals.len()));
    let mut amount_minor: i64 = 0;
    for byte in major.bytes().chain(decimals.bytes()).chain(zeros) {
        let digit = char::from(byte).to_digit(10).ok_or(PricingError::BadAmount)?;
        let shifted = amount_minor
            .checked_mul(10)
            .and_then(|tenfold| tenfold.checked_add(i64::from(digit)));
        amount_minor = shifted.ok_or(PricingError::AmountOutOfRange { line: None })?;
    }
    let signed = if text.starts_with('-') {
        amount_minor.checked_neg()
    } else {
        Some(amount_minor)
    };
    check_amount(signed.ok_or(PricingError::BadAmount)?, None)
}
