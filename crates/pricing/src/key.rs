//! Ids of lines, stores, registers and rates.

use std::fmt;
use std::str::FromStr;

use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::error::PricingError;

/// A UUID. Text form: 32 lowercase hexadecimal digits in groups of 8, 4, 4, 4 and 12. Ordered as UUIDs are.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(u128);

const TEXT_LEN: usize = 36;
const DIGITS: [u8; 16] = *b"0123456789abcdef";

impl Key {
    fn text(self) -> [u8; TEXT_LEN] {
        let mut text = [b'-'; TEXT_LEN];
        let mut rest = self
            .0
            .to_be_bytes()
            .into_iter()
            .flat_map(|byte| [byte >> 4, byte & 0x0f]);
        for (at, place) in text.iter_mut().enumerate() {
            if !is_hyphen(at) {
                let digit = rest.next().and_then(|nibble| DIGITS.get(usize::from(nibble)));
                *place = digit.copied().unwrap_or(b'0');
            }
        }
        text
    }
}

const fn is_hyphen(at: usize) -> bool {
    matches!(at, 8 | 13 | 18 | 23)
}

impl From<u128> for Key {
    fn from(value: u128) -> Self {
        Self(value)
    }
}

impl From<Key> for u128 {
    fn from(key: Key) -> Self {
        key.0
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(std::str::from_utf8(&self.text()).unwrap_or_default())
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Key {
    type Err = PricingError;

    /// Reads the text form; capitals are read too.
    fn from_str(text: &str) -> Result<Self, PricingError> {
        if text.len() != TEXT_LEN {
            return Err(PricingError::BadKey);
        }
        let mut value: u128 = 0;
        for (at, byte) in text.bytes().enumerate() {
            let digit = match byte {
                b'-' if is_hyphen(at) => continue,
                _ if is_hyphen(at) => return Err(PricingError::BadKey),
                _ => char::from(byte).to_digit(16).ok_or(PricingError::BadKey)?,
            };
            value = (value << 4) | u128::from(digit);
        }
        Ok(Self(value))
    }
}

impl Serialize for Key {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(std::str::from_utf8(&self.text()).unwrap_or_default())
    }
}

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(KeyText)
    }
}

struct KeyText;

impl Visitor<'_> for KeyText {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a UUID with hyphens")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Key, E> {
        text.parse().map_err(E::custom)
    }
}
