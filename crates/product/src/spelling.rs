//! What a search forgives: one slip in a word of four letters or more. A slip is a letter too many, too few or wrong, or two
//! neighbours in the wrong order.
//!
//! Words are kept under their spellings: the word, and the word with each one of its letters left out. Two words that are one slip apart
//! always share a spelling; some that share one are further apart, and [`one_slip`] tells.

/// Words that are kept under their spellings: shorter ones have too many neighbours, longer ones are codes.
const KEPT_CHARS: std::ops::RangeInclusive<usize> = 3..=24;
/// The shortest word in which a slip is forgiven.
const FORGIVEN_CHARS_MIN: usize = 4;

/// Whether the word of a product is found in spite of a slip. Numbers are not: one digit more or less is another number.
#[must_use]
pub fn is_kept(word: &str) -> bool {
    KEPT_CHARS.contains(&word.chars().count()) && !is_number(word)
}

/// Whether a slip in the word that was typed is forgiven.
#[must_use]
pub fn is_forgiven(typed: &str) -> bool {
    (FORGIVEN_CHARS_MIN..=KEPT_CHARS.end() + 1).contains(&typed.chars().count()) && !is_number(typed)
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

/// The word and what is left of it without one of its letters; sorted, each once.
#[must_use]
pub fn spellings(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    let without = |n: usize| letters.iter().take(n).chain(letters.iter().skip(n + 1)).collect();
    let mut spellings: Vec<String> = (0..letters.len()).map(without).collect();
    spellings.push(word.to_owned());
    spellings.sort_unstable();
    spellings.dedup();
    spellings
}

/// Whether the words are one slip apart.
#[must_use]
pub fn one_slip(typed: &str, meant: &str) -> bool {
    let (typed, meant): (Vec<char>, Vec<char>) = (typed.chars().collect(), meant.chars().collect());
    let begin = typed.iter().zip(&meant).take_while(|(a, b)| a == b).count();
    let (typed, meant) = (typed.get(begin..).unwrap_or(&[]), meant.get(begin..).unwrap_or(&[]));
    let end = typed
        .iter()
        .rev()
        .zip(meant.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let differing = |letters: &[char]| letters.iter().take(letters.len() - end).copied().collect::<Vec<char>>();
    match (differing(typed).as_slice(), differing(meant).as_slice()) {
        ([_], [] | [_]) | ([], [_]) => true,
        ([a, b], [c, d]) => (a, b) == (d, c),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_slip_is_one_letter_too_many_too_few_wrong_or_swapped() {
        for typed in [
            "banana", "bananas", "xbanana", "banna", "anana", "bananx", "xanana", "abnana", "banaan",
        ] {
            assert_eq!(one_slip(typed, "banana"), typed != "banana", "{typed}");
        }
        for far in ["", "bana", "bannnana", "nabana", "bxnxna", "ananab", "bnaaan"] {
            assert!(!one_slip(far, "banana"), "{far}");
        }
    }

    #[test]
    fn short_words_and_numbers_are_taken_as_they_are() {
        assert_eq!(
            ["the", "teas", "1234", "12a4"].map(is_forgiven),
            [false, true, false, true]
        );
        assert_eq!(["te", "tea", "123", "a1b2"].map(is_kept), [false, true, false, true]);
        assert!(!is_kept(&"x".repeat(25)) && is_forgiven(&"x".repeat(25)) && !is_forgiven(&"x".repeat(26)));
    }

    #[test]
    fn spellings_leave_out_each_letter_once() {
        assert_eq!(spellings("aab"), ["aa", "aab", "ab"]);
    }

    proptest! {
        #[test]
        fn words_one_slip_apart_share_a_spelling(word in "[abc]{3,7}", other in "[abc]{3,7}") {
            if one_slip(&word, &other) {
                prop_assert!(spellings(&word).iter().any(|spelling| spellings(&other).contains(spelling)));
            }
            prop_assert_eq!(one_slip(&word, &other), one_slip(&other, &word));
        }
    }
}
