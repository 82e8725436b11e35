//! The sheet for a receipt printer: ESC/POS, as Epson's commands and most others' are.

use encoding_rs::{Encoding, IBM866, WINDOWS_1250, WINDOWS_1252, WINDOWS_1253};
use unicode_width::UnicodeWidthChar as _;

const INITIALISE: &[u8] = b"\x1b@";
/// Feeds the text past the blade and cuts all but a point (`GS V 66 3`).
const CUT: &[u8] = b"\x1dV\x42\x03";

/// Opens the drawer that hangs on the printer: pin 2, 100 ms (`ESC p 0 50 50`).
pub const DRAWER: &[u8] = b"\x1bp\x00\x32\x32";

/// The code pages that texts are written in, by their numbers of `ESC t`: western, Cyrillic, central European, Greek.
const PAGES: [(u8, &Encoding); 4] = [(16, WINDOWS_1252), (17, IBM866), (45, WINDOWS_1250), (47, WINDOWS_1253)];

/// The bytes to send to the printer. What no code page has becomes `?`, as wide as it was.
#[must_use]
pub fn escpos(text: &str) -> Vec<u8> {
    let mut bytes = INITIALISE.to_vec();
    let mut page = None;
    for letter in text.chars() {
        if letter.is_ascii() {
            bytes.push(u8::try_from(letter).unwrap_or(b'?'));
            continue;
        }
        let now = page.into_iter().chain(PAGES);
        match now.into_iter().find_map(|page| Some((page, encoded(letter, page.1)?))) {
            Some((found, byte)) => {
                if page != Some(found) {
                    bytes.extend([0x1b, b't', found.0]);
                    page = Some(found);
                }
                bytes.push(byte);
            }
            None => bytes.extend(std::iter::repeat_n(b'?', letter.width().unwrap_or(0))),
        }
    }
    bytes.extend(CUT);
    bytes
}

/// The sheet, before which the drawer opens.
#[must_use]
pub fn with_drawer(sheet: Vec<u8>) -> Vec<u8> {
    [DRAWER.to_vec(), sheet].concat()
}

fn encoded(letter: char, encoding: &'static Encoding) -> Option<u8> {
    let mut buffer = [0; 4];
    let (bytes, _, has_errors) = encoding.encode(letter.encode_utf8(&mut buffer));
    match (&*bytes, has_errors) {
        (&[byte], false) => Some(byte),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn between(text: &str) -> Vec<u8> {
        let bytes = escpos(text);
        bytes
            .strip_prefix(INITIALISE)
            .and_then(|rest| rest.strip_suffix(CUT))
            .map(<[u8]>::to_vec)
            .unwrap_or_default()
    }

    #[test]
    fn each_letter_is_in_a_page_that_has_it() {
        assert_eq!(between("Tea 2.50\n"), b"Tea 2.50\n");
        assert_eq!(between("caf\u{e9} 2 \u{20ac}"), b"caf\x1bt\x10\xe9 2 \x80");
        assert_eq!(between("Чай"), b"\x1bt\x11\x97\xa0\xa9");
        assert_eq!(between("é Ч é"), b"\x1bt\x10\xe9 \x1bt\x11\x97 \x1bt\x10\xe9");
        assert_eq!(between("ł"), b"\x1bt\x2d\xb3");
        assert_eq!(between("τ"), b"\x1bt\x2f\xf4");
    }

    #[test]
    fn what_no_page_has_keeps_its_width() {
        assert_eq!(between("茶ชา|"), b"????|");
    }
}
