//! How text is compared in a search: lower case, accents taken off, parted into words.
//!
//! The same folding is applied to what is stored and to what is asked, so that "CAFE creme" finds "Café Crème".
//! Folded words hold only letters and digits: none of them can mean anything to SQL or to a pattern.

use unicode_normalization::{UnicodeNormalization, char::canonical_combining_class};

/// The longest word that is stored and compared, in characters: what follows is cut off on both sides. It keeps an
/// index row small even for characters that unfold into many.
pub const WORD_CHARS_MAX: usize = 64;
/// The longest folded text, in characters.
pub const FOLDED_CHARS_MAX: usize = 200;

/// The words of a text, folded, in their order. A word is a run of letters and digits.
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    let folded: String = text
        .nfkd()
        .filter(|c| canonical_combining_class(*c) == 0)
        .flat_map(char::to_lowercase)
        .fold(String::new(), push);
    folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| word.chars().take(WORD_CHARS_MAX).collect())
        .collect()
}

/// The text as lists are ordered by it and codes are compared by it: its words with one space between. A text without
/// letters and digits stands for itself.
#[must_use]
pub fn fold(text: &str) -> String {
    let words = words(text).join(" ");
    let folded = if words.is_empty() {
        text.trim().to_lowercase()
    } else {
        words
    };
    folded.chars().take(FOLDED_CHARS_MAX).collect()
}

/// Letters that Unicode does not take apart, written as people type them who lack them.
fn push(mut text: String, letter: char) -> String {
    match letter {
        'ß' => text.push_str("ss"),
        'æ' => text.push_str("ae"),
        'œ' => text.push_str("oe"),
        'þ' => text.push_str("th"),
        'ø' => text.push('o'),
        'ł' => text.push('l'),
        'đ' | 'ð' => text.push('d'),
        'ħ' => text.push('h'),
        'ı' => text.push('i'),
        other => text.push(other),
    }
    text
}

/// The end of the range of all terms that begin with `word`: no letter or digit is as high as the last code point.
#[must_use]
pub fn prefix_end(word: &str) -> String {
    format!("{word}{}", char::MAX)
}

/// Where a list by text begins: before every folded text and SKU, or after every one where the list falls. It is longer than they can be.
#[must_use]
pub fn edge(falling: bool) -> String {
    if falling {
        char::MAX.to_string().repeat(FOLDED_CHARS_MAX + 1)
    } else {
        String::new()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn case_accents_and_punctuation_do_not_matter() {
        for (text, folded) in [
            ("Café Crème", "cafe creme"),
            ("  ÄPFEL, rot (1kg) ", "apfel rot 1kg"),
            ("Weiß-Wurst", "weiss wurst"),
            ("Łódź Smørrebrød Æbler", "lodz smorrebrod aebler"),
            ("İstanbul ışık", "istanbul isik"),
            ("ＦＵＬＬ　１２３", "full 123"),
            ("½ l", "1 2 l"),
            ("ΆΛΦΑ й", "αλφα и"),
            ("हिन्दी", "हिनदी"),
            ("AB-12/x", "ab 12 x"),
            ("", ""),
            ("???", "???"),
        ] {
            assert_eq!(fold(text), folded, "{text}");
        }
    }

    #[test]
    fn a_character_that_unfolds_into_many_stays_within_the_limits() {
        let text = "\u{FDFA}".repeat(200);
        assert!(fold(&text).chars().count() <= FOLDED_CHARS_MAX);
        assert!(words(&text).iter().all(|word| word.chars().count() <= WORD_CHARS_MAX));
    }

    proptest! {
        #[test]
        fn folding_again_changes_nothing(text in "\\PC{0,80}") {
            for word in words(&text) {
                prop_assert_eq!(words(&word), vec![word.clone()]);
            }
        }

        #[test]
        fn what_begins_with_a_word_lies_in_its_range(text in "\\PC{0,40}", cut in 1_usize..8) {
            for word in words(&text) {
                let start: String = word.chars().take(cut).collect();
                prop_assert!(word >= start && word < prefix_end(&start));
            }
        }
    }

    #[test]
    fn a_list_begins_outside_of_everything_that_it_can_have() {
        let highest = char::MAX.to_string().repeat(FOLDED_CHARS_MAX);
        assert!(edge(true) > highest && edge(true) > "z".repeat(FOLDED_CHARS_MAX));
        assert!(edge(false).is_empty());
    }
}
