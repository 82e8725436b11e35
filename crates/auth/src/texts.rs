//! The texts that this context keeps, checked once at the edge. A type in a signature means that its text is good.

use std::fmt;

/// Why a text was refused, as a field error's code and sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    pub code: &'static str,
    pub detail: &'static str,
}

impl Fault {
    pub(crate) const fn new(code: &'static str, detail: &'static str) -> Self {
        Self { code, detail }
    }
}

macro_rules! text {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

text! {
    /// What a tenant signs in under: 3 to 40 of a-z, 0-9 and hyphen, the same in any case.
    ShopCode
}
text! {
    /// An e-mail address in lower case: two that people would call the same are equal.
    Email
}
text! {
    /// What people call a person, a shop, a store or a register: 1 to 200 characters.
    Name
}
text! {
    /// A store's or a register's short code: 1 to 8 of A-Z and 0-9.
    ShortCode
}
text! {
    /// What stands on top or at the end of a store's receipts: at most 1,000 characters in lines.
    ReceiptText
}

impl ShopCode {
    /// # Errors
    /// A fault when it is not 3 to 40 of letters, digits and hyphens.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let code = text.trim().to_ascii_lowercase();
        let good = (3..=40).contains(&code.len())
            && code
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if good {
            Ok(Self(code))
        } else {
            Err(Fault::new(
                "malformed",
                "a shop code is 3 to 40 letters, digits and hyphens",
            ))
        }
    }
}

impl Email {
    /// # Errors
    /// A fault when it is not something@something in visible ASCII, of at most 254 characters.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let email = text.trim().to_ascii_lowercase();
        let good = email.len() <= 254
            && email.bytes().all(|b| b.is_ascii_graphic())
            && email.split_once('@').is_some_and(|(local, domain)| {
                (1..=64).contains(&local.len()) && !domain.is_empty() && !domain.contains('@')
            });
        if good {
            Ok(Self(email))
        } else {
            Err(Fault::new("malformed", "this is not an e-mail address"))
        }
    }
}

impl Name {
    pub const CHARS_MAX: usize = 200;

    /// # Errors
    /// A fault when it is empty, too long, or has control characters.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let name = text.trim();
        if name.is_empty() {
            Err(Fault::new("too_short", "a name has at least one character"))
        } else if name.chars().count() > Self::CHARS_MAX {
            Err(Fault::new("too_long", "a name has at most 200 characters"))
        } else if name.chars().any(hidden) {
            Err(Fault::new("malformed", "a name has no control characters"))
        } else {
            Ok(Self(name.to_owned()))
        }
    }
}

impl ShortCode {
    /// # Errors
    /// A fault when it is not 1 to 8 letters and digits.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let code = text.trim().to_ascii_uppercase();
        let good = (1..=8).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
        if good {
            Ok(Self(code))
        } else {
            Err(Fault::new("malformed", "a code is 1 to 8 letters and digits"))
        }
    }
}

impl ReceiptText {
    pub const CHARS_MAX: usize = 1000;

    /// # Errors
    /// A fault when it is too long, or has control characters other than line ends.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let lines = text.replace("\r\n", "\n").trim().to_owned();
        if lines.chars().count() > Self::CHARS_MAX {
            Err(Fault::new("too_long", "a receipt's text has at most 1,000 characters"))
        } else if lines.chars().any(|c| c != '\n' && hidden(c)) {
            Err(Fault::new(
                "malformed",
                "a receipt's text has no control characters but line ends",
            ))
        } else {
            Ok(Self(lines))
        }
    }
}

/// Characters that a printer or a screen obeys instead of showing: control characters, and those that turn the direction of text
/// or have no width (reliability A39). The two joiners stay: some languages cannot be written without them.
fn hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_people_call_the_same_is_equal() {
        assert_eq!(Email::parse(" Ann@Example.ORG "), Email::parse("ann@example.org"));
        assert_eq!(ShopCode::parse("Green-Grocer"), ShopCode::parse("green-grocer"));
        assert_eq!(ShortCode::parse("a1").map(|c| c.to_string()), Ok("A1".to_owned()));
    }

    #[test]
    fn malformed_texts_are_refused() {
        for bad in [
            "",
            "a",
            "ann",
            "ann@",
            "@example.org",
            "a@b@c",
            "ann smith@example.org",
            "ann\0@example.org",
            "änn@example.org",
        ] {
            assert!(Email::parse(bad).is_err(), "{bad:?}");
        }
        for bad in ["", "ab", "a_b_c", "shop.one", "sch\u{f6}n", &"a".repeat(41)] {
            assert!(ShopCode::parse(bad).is_err(), "{bad:?}");
        }
        for bad in [
            "",
            "   ",
            "a\nb",
            "a\0",
            "a\u{1b}[2J",
            "evil\u{202e}gpj",
            &"x".repeat(201),
        ] {
            assert!(Name::parse(bad).is_err(), "{bad:?}");
        }
        for bad in ["", "123456789", "a-1", "\u{c4}"] {
            assert!(ShortCode::parse(bad).is_err(), "{bad:?}");
        }
        assert!(ReceiptText::parse("a\n\u{1b}@").is_err());
        assert_eq!(
            ReceiptText::parse("Shop\r\nStreet 1\n").map(|h| h.to_string()),
            Ok("Shop\nStreet 1".to_owned())
        );
    }

    proptest! {
        #[test]
        fn a_good_text_is_good_again_and_unchanged(text in ".{0,60}") {
            if let Ok(name) = Name::parse(&text) {
                prop_assert_eq!(Name::parse(name.as_str()), Ok(name.clone()));
                prop_assert!(!name.as_str().contains('\0'));
            }
            if let Ok(email) = Email::parse(&text) {
                prop_assert_eq!(Email::parse(email.as_str()), Ok(email.clone()));
            }
        }
    }
}
