//! The texts of the catalogue: what a name, a SKU, a tax category, an image reference and a colour may be.

use serde::Serialize;

use crate::faults::Fault;

const NAME_CHARS_MAX: usize = 200;
const SKU_CHARS_MAX: usize = 64;
const TAX_CATEGORY_CHARS_MAX: usize = 40;
const IMAGE_CHARS_MAX: usize = 500;
pub(crate) const OPTION_CHARS_MAX: usize = 40;

/// A text that was checked, or that was read from where only checked texts are written.
macro_rules! checked_text {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
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
        }
    };
}

checked_text! {
    /// The name of a product or category: 1 to 200 characters, without spaces around.
    Name
}
checked_text! {
    /// A shop's own number for a product: 1 to 64 visible characters, kept as it was typed.
    Sku
}
checked_text! {
    /// The category that tax rules go by: 1 to 40 of `a-z`, `0-9`, `_` and `-`.
    TaxCategory
}
checked_text! {
    /// Where a product's image is: an https address, or the name of one of the shop's own images (letters, digits, `_`, `-`, `.` and `/`).
    /// 1 to 500 characters.
    ImageRef
}
checked_text! {
    /// A colour as `#rrggbb`, lower case.
    Color
}

impl Name {
    /// # Errors
    /// `empty`, `too_long` or `invalid_characters`.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        line(text, NAME_CHARS_MAX).map(Self)
    }
}

impl Sku {
    /// # Errors
    /// `empty`, `too_long` or `invalid_characters`.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let text = line(text, SKU_CHARS_MAX)?;
        if text.chars().any(|c| c.is_whitespace() || is_joiner_or_mark(c)) {
            return Err(Fault::new(
                "invalid_characters",
                "a SKU has visible characters only, no spaces",
            ));
        }
        Ok(Self(text))
    }
}

impl TaxCategory {
    /// # Errors
    /// `empty`, `too_long` or `invalid_characters`.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let text = line(text, TAX_CATEGORY_CHARS_MAX)?;
        if !text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'-')
        {
            return Err(Fault::new(
                "invalid_characters",
                "a tax category has the characters a-z, 0-9, _ and -",
            ));
        }
        Ok(Self(text))
    }
}

impl ImageRef {
    /// # Errors
    /// `empty`, `too_long` or `invalid_characters`.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let text = line(text, IMAGE_CHARS_MAX)?;
        let of_address =
            |c: char| c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' | '\'');
        let of_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '/');
        let fits = match text.strip_prefix("https://") {
            Some(rest) => rest.starts_with(|c: char| c.is_ascii_alphanumeric()) && rest.chars().all(of_address),
            // No way up or to another server.
            None => text.chars().all(of_name) && text.split('/').all(|part| !part.is_empty() && !part.starts_with('.')),
        };
        if fits {
            Ok(Self(text))
        } else {
            Err(Fault::new(
                "invalid_characters",
                "an image is an address that begins with https://, or a name of a-z, A-Z, 0-9, _, -, . and /",
            ))
        }
    }
}

/// The name of an option of a family, or one of its values: 1 to 40 characters without `;` and `=`, which part them in a file.
///
/// # Errors
/// `empty`, `too_long` or `invalid_characters`.
pub fn option_text(text: &str) -> Result<String, Fault> {
    let text = line(text, OPTION_CHARS_MAX)?;
    if text.contains([';', '=']) {
        return Err(Fault::new("invalid_characters", "this takes no ; and no ="));
    }
    Ok(text)
}

impl Color {
    /// # Errors
    /// `invalid_characters` for anything but `#` and six hexadecimal digits.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        match text.strip_prefix('#') {
            Some(digits) if digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit()) => {
                Ok(Self(text.to_ascii_lowercase()))
            }
            _ => Err(Fault::new(
                "invalid_characters",
                "a colour is # and six hexadecimal digits, such as #00aa7f",
            )),
        }
    }
}

/// One line of text without spaces around it: nothing in it can break a list, a receipt or a log.
fn line(text: &str, chars_max: usize) -> Result<String, Fault> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Fault::new("empty", "this needs at least one character"));
    }
    if text.chars().count() > chars_max {
        return Err(Fault::new(
            "too_long",
            format!("this takes at most {chars_max} characters"),
        ));
    }
    if text.chars().any(is_unprintable) {
        return Err(Fault::new(
            "invalid_characters",
            "control characters and characters that turn the text's direction are not taken",
        ));
    }
    Ok(text.to_owned())
}

/// Control characters, line separators, what turns the direction of text around it, and what is nothing at all.
fn is_unprintable(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200B}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFF}' | '\u{E0000}'..='\u{E007F}')
}

/// What names of some languages need and a code never does.
const fn is_joiner_or_mark(c: char) -> bool {
    matches!(c, '\u{00AD}' | '\u{200C}'..='\u{200F}' | '\u{061C}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_trimmed_and_hold_no_control_characters() {
        assert_eq!(Name::parse("  Café \u{1F34E} ").unwrap().as_str(), "Café \u{1F34E}");
        assert_eq!(Name::parse(" \u{3000} ").unwrap_err().code, "empty");
        assert_eq!(Name::parse(&"ä".repeat(200)).unwrap().as_str().chars().count(), 200);
        assert_eq!(Name::parse(&"ä".repeat(201)).unwrap_err().code, "too_long");
        for bad in ["a\0b", "a\nb", "a\u{1b}[1m", "a\u{202E}b", "a\u{200B}b", "a\u{2028}b"] {
            assert_eq!(Name::parse(bad).unwrap_err().code, "invalid_characters", "{bad:?}");
        }
    }

    #[test]
    fn a_sku_is_visible_and_kept_as_typed() {
        assert_eq!(Sku::parse(" Äb-1/2#X ").unwrap().as_str(), "Äb-1/2#X");
        for bad in ["A B", "A\u{00A0}B", "A\u{200D}B", "A\tB"] {
            assert_eq!(Sku::parse(bad).unwrap_err().code, "invalid_characters", "{bad:?}");
        }
        assert_eq!(Sku::parse(&"1".repeat(65)).unwrap_err().code, "too_long");
    }

    #[test]
    fn an_image_is_a_safe_address_or_a_name_of_ones_own() {
        for good in [
            "apple.webp",
            "goods/apple-1_b.PNG",
            "https://img.example.com/a.png?w=80&h=80",
        ] {
            assert_eq!(ImageRef::parse(good).unwrap().as_str(), good);
        }
        for bad in [
            "javascript:alert(1)",
            "../../etc/passwd",
            "a/../b",
            "/a.png",
            "//example.com/a.png",
            "http://img.example.com/a.png",
            "https://",
            "https:///a",
            "https://a.example.com/\"onload",
            "data:image/png;base64,AA",
            "a b.png",
            "a.png/",
        ] {
            assert_eq!(ImageRef::parse(bad).unwrap_err().code, "invalid_characters", "{bad}");
        }
    }

    #[test]
    fn tax_categories_and_colours_have_one_form() {
        assert_eq!(TaxCategory::parse("reduced_7-b").unwrap().as_str(), "reduced_7-b");
        for bad in ["Reduced", "a b", "ä", "a.b"] {
            assert_eq!(TaxCategory::parse(bad).unwrap_err().code, "invalid_characters", "{bad}");
        }
        assert_eq!(Color::parse("#00AA7f").unwrap().as_str(), "#00aa7f");
        for bad in ["00aa7f", "#0a7", "#00aa7g", "red", "#00aa7f "] {
            assert!(Color::parse(bad).is_err(), "{bad}");
        }
    }
}
