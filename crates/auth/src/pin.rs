//! Which PINs may be chosen. A few digits are soon guessed, so what makes them good enough is not here: the device that knows their
//! person, and the five tries (ADR 11).

use kernel::secret::Secret;

use crate::{codes, texts::Fault};

/// Tries of a PIN since the last good sign-in, of which the last puts it to sleep.
pub const TRIES_MAX: i16 = 5;

const DIGITS_MIN: usize = 4;
const DIGITS_MAX: usize = 6;

/// Four to six digits.
#[derive(Clone, Debug)]
pub struct Pin(Secret);

impl Pin {
    /// # Errors
    /// A fault when it is anything but 4 to 6 digits of ASCII.
    pub fn parse(pin: &Secret) -> Result<Self, Fault> {
        let text = pin.expose();
        if (DIGITS_MIN..=DIGITS_MAX).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit()) {
            Ok(Self(pin.clone()))
        } else {
            Err(Fault::new("malformed", "a PIN has 4 to 6 digits"))
        }
    }

    /// Refuses what is tried first: one digit repeated, and digits in their order, up or down, also past the nine.
    ///
    /// # Errors
    /// 422 `weak_pin`.
    pub fn refuse_guessable(&self) -> kernel::Result<()> {
        let steps = self.0.expose().as_bytes().windows(2).map(|pair| match pair {
            [one, next] => (10 + next - one) % 10,
            _ => 0,
        });
        let first = steps.clone().next();
        if matches!(first, Some(0 | 1 | 9)) && steps.map(Some).all(|step| step == first) {
            Err(codes::WEAK_PIN.error())
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

    fn pin(text: &str) -> Result<Pin, Fault> {
        Pin::parse(&Secret::new(text))
    }

    #[test]
    fn it_has_four_to_six_digits() {
        for good in ["2580", "25801", "258013", "0258"] {
            assert!(pin(good).is_ok(), "{good}");
        }
        for bad in ["", "258", "2580134", "258a", "25 80", "-258", "٢٥٨٠"] {
            assert!(pin(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn what_is_tried_first_is_refused() {
        for bad in [
            "0000", "11111", "999999", "1234", "4321", "012345", "654321", "7890", "9012", "2109",
        ] {
            assert_eq!(
                pin(bad).unwrap().refuse_guessable().unwrap_err().code(),
                "weak_pin",
                "{bad}"
            );
        }
        for good in ["1235", "1122", "1212", "2468", "1243", "0001", "123321"] {
            assert!(pin(good).unwrap().refuse_guessable().is_ok(), "{good}");
        }
    }
}
