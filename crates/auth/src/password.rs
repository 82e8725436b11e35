//! Which passwords may be chosen. Length and a list of what everybody tries first, no rules about kinds of characters
//! (NIST SP 800-63B 5.1.1.2).

use kernel::secret::Secret;

use crate::{codes, texts::Fault};

/// The shortest password that may be chosen, in bytes of UTF-8.
pub const BYTES_MIN: usize = 10;
/// The longest that is ever read: hashing must not become a lever (reliability A17). Nothing is cut off.
pub const BYTES_MAX: usize = 1024;

/// Passwords of at least [`BYTES_MIN`] that guessers try first, in lower case, in byte order.
const COMMON: &str = include_str!("common_passwords.txt");

/// A password as somebody typed it, short enough to be hashed.
#[derive(Clone, Debug)]
pub struct Typed(Secret);

/// A password that somebody may choose.
#[derive(Clone, Debug)]
pub struct Chosen(Secret);

impl Typed {
    /// # Errors
    /// A fault when it is longer than [`BYTES_MAX`].
    pub fn parse(password: &Secret) -> Result<Self, Fault> {
        if password.expose().len() <= BYTES_MAX {
            Ok(Self(password.clone()))
        } else {
            Err(TOO_LONG)
        }
    }

    #[must_use]
    pub const fn secret(&self) -> &Secret {
        &self.0
    }
}

const TOO_LONG: Fault = Fault::new("too_long", "a password has at most 1,024 bytes");

impl Chosen {
    /// # Errors
    /// A fault when it is shorter than [`BYTES_MIN`], longer than [`BYTES_MAX`], or has control characters.
    pub fn parse(password: &Secret) -> Result<Self, Fault> {
        let text = password.expose();
        if text.len() > BYTES_MAX {
            Err(TOO_LONG)
        } else if text.len() < BYTES_MIN {
            Err(Fault::new("too_short", "a password has at least 10 characters"))
        } else if text.chars().any(char::is_control) {
            Err(Fault::new("malformed", "a password has no control characters"))
        } else {
            Ok(Self(password.clone()))
        }
    }

    /// Refuses what a guesser tries first: the common ones, the user's own address, the shop's own code.
    ///
    /// # Errors
    /// 422 `weak_password`.
    pub fn refuse_guessable(&self, email: &str, shop_code: &str) -> kernel::Result<()> {
        let folded = self.0.expose().to_lowercase();
        let guessable = folded == email || folded == shop_code || COMMON.lines().any(|common| common == folded);
        if guessable {
            Err(codes::WEAK_PASSWORD.error())
        } else {
            Ok(())
        }
    }

    #[must_use]
    pub const fn secret(&self) -> &Secret {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(text: &str) -> Result<Chosen, Fault> {
        Chosen::parse(&Secret::new(text))
    }

    #[test]
    fn lengths_are_bytes_and_their_limits_are_exact() {
        assert!(chosen("123456789").is_err());
        assert!(chosen("1234567890").is_ok());
        assert!(chosen("\u{1f600}\u{1f600}\u{1f600}").is_ok(), "12 bytes");
        assert!(chosen(&"x".repeat(1024)).is_ok());
        assert_eq!(chosen(&"x".repeat(1025)).err(), Some(TOO_LONG));
        assert!(Typed::parse(&Secret::new(&"x".repeat(1024))).is_ok());
        assert!(Typed::parse(&Secret::new(&"x".repeat(1025))).is_err());
        assert!(Typed::parse(&Secret::new("")).is_ok(), "an empty one is only wrong");
        assert!(chosen("with\0a nul in it").is_err());
    }

    #[test]
    fn what_everybody_tries_first_is_refused_in_any_case() {
        let (email, shop) = ("owner@greengrocer.example", "green-grocer");
        for bad in [
            "password123",
            "PassWord123",
            "1q2w3e4r5t",
            "owner@greengrocer.example",
            "GREEN-GROCER",
        ] {
            assert_eq!(
                chosen(bad).unwrap().refuse_guessable(email, shop).unwrap_err().code(),
                "weak_password",
                "{bad}"
            );
        }
        assert!(
            chosen("three unlike cats")
                .unwrap()
                .refuse_guessable(email, shop)
                .is_ok()
        );
    }

    #[test]
    fn the_list_holds_only_what_could_be_chosen_once_each() {
        let lines: Vec<&str> = COMMON.lines().collect();
        assert!(lines.len() >= 200);
        assert!(
            lines
                .iter()
                .all(|line| line.len() >= BYTES_MIN && *line == line.to_lowercase())
        );
        assert!(lines.is_sorted());
    }
}
