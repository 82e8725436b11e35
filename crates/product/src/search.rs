//! What somebody who types into the search box looks for.
//!
//! One box takes words, SKUs and barcodes. What is typed as a whole may be a code and is looked up exactly; its words
//! each must begin a word of the product's name or SKU. Of several words the rarest drives the scan and the others
//! filter. Where that finds little, words that are one slip away stand for those that were typed, too.

use std::cmp::Reverse;

use kernel::{Result, codes::INVALID_QUERY};

use crate::{barcode::Barcode, fold, spelling};

const QUERY_CHARS_MAX: usize = 200;
/// The most words that are looked for together.
const WORDS_MAX: usize = 16;
/// A word of more products than this is common.
const COMMON: i64 = 300;

/// A search that was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search {
    /// As a barcode, where it can be one.
    pub barcode: Option<String>,
    /// As a SKU, folded.
    pub sku: String,
    /// Folded words, none of which begins another.
    pub words: Vec<String>,
}

impl Search {
    /// Reads what was typed; nothing when there is nothing but space.
    ///
    /// # Errors
    /// 400 `invalid_query` for more than 200 characters or 16 words.
    pub fn parse(text: &str) -> Result<Option<Self>> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(None);
        }
        if text.chars().count() > QUERY_CHARS_MAX {
            return Err(INVALID_QUERY.error().at(
                "?query",
                "too_long",
                format!("a search has at most {QUERY_CHARS_MAX} characters"),
            ));
        }
        let words = without_beginnings(fold::words(text));
        if words.len() > WORDS_MAX {
            return Err(INVALID_QUERY.error().at(
                "?query",
                "too_many",
                format!("a search has at most {WORDS_MAX} words"),
            ));
        }
        Ok(Some(Self {
            barcode: Barcode::parse(text).ok().map(|code| code.lookup()),
            sku: sku(text),
            words,
        }))
    }

    /// The spellings of those of the words in which a slip is forgiven; none when there are no such words.
    pub fn spellings(&self) -> Vec<String> {
        let forgiven = self.words.iter().filter(|word| spelling::is_forgiven(word));
        forgiven.flat_map(|word| spelling::spellings(word)).collect()
    }

    /// What stands for each of the words, where these are words that share a spelling with one of them.
    pub fn meant(&self, sharing: &[String]) -> Vec<Meant> {
        self.words.iter().map(|word| Meant::of(word, sharing)).collect()
    }
}

/// Words of products that lie together: from `start` up to before `ending`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Range {
    pub start: String,
    pub ending: String,
}

impl Range {
    /// All words that begin with this one.
    fn beginning_with(word: &str) -> Self {
        Self {
            start: word.to_owned(),
            ending: fold::prefix_end(word),
        }
    }

    /// This word alone.
    fn only(word: &str) -> Self {
        // Words hold letters and digits, and no letter is as low as this.
        Self {
            start: word.to_owned(),
            ending: format!("{word}\u{1}"),
        }
    }
}

/// A word that was typed, and what may stand for it: words that begin with it, and words that are one slip away. No word is in two ranges.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meant {
    pub word: String,
    pub ranges: Vec<Range>,
}

impl Meant {
    fn of(word: &str, sharing: &[String]) -> Self {
        let near = |other: &&String| {
            spelling::is_forgiven(word) && !other.starts_with(word) && spelling::one_slip(word, other)
        };
        let ranges = std::iter::once(Range::beginning_with(word));
        Self {
            word: word.to_owned(),
            ranges: ranges
                .chain(sharing.iter().filter(near).map(|other| Range::only(other)))
                .collect(),
        }
    }
}

/// A SKU as searches compare it: its letters and digits alone, folded; one without any stands for itself.
#[must_use]
pub fn sku(text: &str) -> String {
    let bare: String = fold::words(text)
        .concat()
        .chars()
        .take(fold::FOLDED_CHARS_MAX)
        .collect();
    // NUL, which no SKU has, is what Postgres takes in no text.
    if bare.is_empty() {
        fold::fold(text).replace('\0', "")
    } else {
        bare
    }
}

/// Sorted, each once, without words that begin another: whatever has the longer one has the shorter one.
fn without_beginnings(mut words: Vec<String>) -> Vec<String> {
    words.sort_unstable();
    words.dedup();
    // Sorted, what follows a beginning is something that it begins.
    let begins_next = |n: usize| {
        words
            .get(n + 1)
            .is_some_and(|next| words.get(n).is_some_and(|word| next.starts_with(word.as_str())))
    };
    let keep: Vec<bool> = (0..words.len()).map(|n| !begins_next(n)).collect();
    words
        .into_iter()
        .zip(keep)
        .filter_map(|(word, keep)| keep.then_some(word))
        .collect()
}

/// Which of a search's words a scan goes by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Driving {
    /// Empty when the search has no words.
    pub driver: String,
    /// The words that filter: best the rarest first.
    pub others: Vec<String>,
    /// Whether the driver is so common that it pays to know first who has the first of the others.
    pub is_common: bool,
}

impl Driving {
    /// By the word with the fewest hits; of equals by the longest, then by the first.
    #[must_use]
    pub fn by_the_rarest(words: &[String], hits: &[i64]) -> Self {
        let mut ranked: Vec<(&String, i64)> = words.iter().zip(hits.iter().copied()).collect();
        ranked.sort_by_key(|(word, hits)| (*hits, Reverse(word.chars().count())));
        let hits = ranked.first().map_or(0, |(_, hits)| *hits);
        let mut words = ranked.into_iter().map(|(word, _)| word.clone());
        Self {
            driver: words.next().unwrap_or_default(),
            others: words.collect(),
            is_common: hits > COMMON,
        }
    }

    /// By the word that drove the pages before: nobody counts again how common it is.
    #[must_use]
    pub fn going_on(driver: &str, search: &Search) -> Self {
        Self {
            driver: driver.to_owned(),
            others: search.words.iter().filter(|word| *word != driver).cloned().collect(),
            is_common: true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn search(text: &str) -> Search {
        Search::parse(text).unwrap().unwrap()
    }

    #[test]
    fn what_is_typed_is_a_code_and_words_at_once() {
        let typed = search(" 036000291452 ");
        assert_eq!(typed.barcode.as_deref(), Some("0036000291452"));
        assert_eq!(
            (typed.sku.as_str(), typed.words.as_slice()),
            ("036000291452", ["036000291452".to_owned()].as_slice())
        );
        let typed = search("Käse GOUDA, jung");
        assert_eq!(typed.barcode, None);
        assert_eq!(typed.words, ["gouda", "jung", "kase"]);
        assert_eq!(
            (sku("FRT-001").as_str(), sku("frt001").as_str(), sku("#\0").as_str()),
            ("frt001", "frt001", "#")
        );
    }

    #[test]
    fn a_word_that_begins_another_asks_for_nothing_more() {
        assert_eq!(search("ba banana ban bar BANANA").words, ["banana", "bar"]);
    }

    #[test]
    fn nothing_too_much_and_only_signs() {
        assert_eq!(Search::parse("  ").unwrap(), None);
        assert!(search("%_*").words.is_empty());
        assert_eq!(Search::parse(&"a".repeat(201)).unwrap_err().code(), "invalid_query");
        let many = (0..17).map(|n| format!("{n:02}x")).collect::<Vec<_>>().join(" ");
        assert_eq!(Search::parse(&many).unwrap_err().code(), "invalid_query");
    }

    #[test]
    fn what_is_one_slip_away_stands_for_a_word_beside_what_begins_with_it() {
        let sharing = ["banana", "bananas", "bnana", "canada", "tea"].map(str::to_owned);
        let meant = search("banana te").meant(&sharing);
        let starts = |meant: &Meant| meant.ranges.iter().map(|range| range.start.clone()).collect::<Vec<_>>();
        assert_eq!(
            meant.iter().map(starts).collect::<Vec<_>>(),
            [vec!["banana", "bnana"], vec!["te"]]
        );
        let only = &meant[0].ranges[1];
        assert!(only.start < only.ending && only.ending.as_str() < "bnana0");
        assert!(search("te 4006381333931").spellings().is_empty());
        assert!(search("teas").spellings().contains(&"tea".to_owned()));
    }

    #[test]
    fn the_rarest_word_drives() {
        let words: Vec<String> = ["apple", "juice", "organic"].map(str::to_owned).into();
        let order = |hits: &[i64]| {
            let by = Driving::by_the_rarest(&words, hits);
            (format!("{}, then {}", by.driver, by.others.join(" ")), by.is_common)
        };
        assert_eq!(
            order(&[2000, 12, 2000]),
            ("juice, then organic apple".to_owned(), false)
        );
        assert_eq!(
            order(&[2000, 2000, 2000]),
            ("organic, then apple juice".to_owned(), true)
        );
        assert_eq!(Driving::by_the_rarest(&[], &[]).driver, "");
    }
}
