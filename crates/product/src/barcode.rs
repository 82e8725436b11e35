//! Which barcodes a product may have, and which two codes are the same one.

use std::collections::HashSet;

use serde::Serialize;

use crate::faults::Fault;

/// The most barcodes of one product.
pub const PER_PRODUCT_MAX: usize = 20;
const CHARS_MAX: usize = 48;
const UPC_A_DIGITS: usize = 12;

/// A code as a scanner sends it: 1 to 48 visible ASCII characters. Check digits are not asked for: shops print their
/// own codes and live with wrong ones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Barcode(String);

impl Barcode {
    /// # Errors
    /// `empty`, `too_long` or `invalid_characters`.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Fault::new("empty", "a barcode has at least one character"));
        }
        if !text.bytes().all(|b| b.is_ascii_graphic()) {
            return Err(Fault::new(
                "invalid_characters",
                "a barcode has visible ASCII characters only",
            ));
        }
        if text.len() > CHARS_MAX {
            return Err(Fault::new(
                "too_long",
                format!("a barcode has at most {CHARS_MAX} characters"),
            ));
        }
        Ok(Self(text.to_owned()))
    }

    /// Wraps what our own table holds.
    #[must_use]
    pub const fn stored(text: String) -> Self {
        Self(text)
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    #[must_use]
    pub fn into_string(self) -> String {
        self.0
    }

    /// What a scan is compared by: the 12 digits of a UPC-A are those of its EAN-13 without the leading 0, and a
    /// scanner may send either (rule 50).
    #[must_use]
    pub fn lookup(&self) -> String {
        if self.0.len() == UPC_A_DIGITS && self.0.bytes().all(|b| b.is_ascii_digit()) {
            format!("0{}", self.0)
        } else {
            self.0.clone()
        }
    }
}

/// Whether these can be the barcodes of one product: not too many, no two the same.
///
/// # Errors
/// `too_many` or `duplicate`.
pub fn check_set(barcodes: &[Barcode]) -> Result<(), Fault> {
    if barcodes.len() > PER_PRODUCT_MAX {
        return Err(Fault::new(
            "too_many",
            format!("a product has at most {PER_PRODUCT_MAX} barcodes"),
        ));
    }
    let mut seen = HashSet::new();
    match barcodes.iter().find(|barcode| !seen.insert(barcode.lookup())) {
        Some(twice) => Err(Fault::new(
            "duplicate",
            format!("{} is here twice; a UPC-A and its EAN-13 are the same code", twice.0),
        )),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_upc_a_is_its_ean_13() {
        let code = |text| Barcode::parse(text).unwrap();
        assert_eq!(code("036000291452").lookup(), code("0036000291452").lookup());
        assert_ne!(code("36000291452").lookup(), code("036000291452").lookup());
        assert_eq!(code("ABC000291452").lookup(), "ABC000291452");
        assert_eq!(
            check_set(&[code("036000291452"), code("0036000291452")])
                .unwrap_err()
                .code,
            "duplicate"
        );
        assert!(check_set(&[code("036000291452"), code("36000291452")]).is_ok());
    }

    #[test]
    fn codes_with_a_wrong_check_digit_are_taken() {
        assert!(Barcode::parse("4006381333930").is_ok());
        for bad in ["", "  ", "12 34", "12\n34", "Ä", "\0"] {
            assert!(Barcode::parse(bad).is_err(), "{bad:?}");
        }
        assert!(Barcode::parse(&"1".repeat(48)).is_ok());
        assert_eq!(Barcode::parse(&"1".repeat(49)).unwrap_err().code, "too_long");
    }
}
