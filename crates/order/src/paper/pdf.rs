//! The sheet as a PDF: real text, to be selected, searched and copied.

use std::sync::Arc;

use kernel::{Error, Result};
use krilla::{
    Document,
    geom::Point,
    metadata::Metadata,
    page::PageSettings,
    text::{Font, TextDirection},
};
use unicode_width::UnicodeWidthStr as _;

use super::WIDTH;

/// Points. An 80 mm roll, and what is left of it between margins of 3 mm.
const PAGE_WIDTH: f32 = 226.8;
const MARGIN: f32 = 8.5;
const LINE_HEIGHT: f32 = 10.8;
/// A column of Noto Sans Mono is six tenths of its size.
const COLUMN_PER_SIZE: f32 = 0.6;
/// Lines on one page, far below what a PDF's page can be high (14,400 points).
const PAGE_LINES: usize = 1000;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    /// Latin, Greek, Cyrillic, digits and signs.
    Alphabet,
    Thai,
    /// Chinese, Japanese and Korean.
    Han,
}

/// The sheet's fonts, read where they are in the program.
struct Fonts {
    alphabet: Font,
    thai: Font,
    han: Font,
}

impl Fonts {
    fn new() -> Option<Self> {
        let font = |bytes: &'static [u8]| {
            let bytes: Arc<dyn AsRef<[u8]> + Send + Sync> = Arc::new(bytes);
            Font::new(bytes.into(), 0)
        };
        Some(Self {
            alphabet: font(include_bytes!("../../fonts/NotoSansMono-Regular.ttf"))?,
            thai: font(include_bytes!("../../fonts/NotoSansThai-Regular.ttf"))?,
            han: font(include_bytes!("../../fonts/wqy-microhei.ttc"))?,
        })
    }

    fn of(&self, script: Script) -> Font {
        match script {
            Script::Alphabet => &self.alphabet,
            Script::Thai => &self.thai,
            Script::Han => &self.han,
        }
        .clone()
    }
}

/// The sheet as a PDF of one page as long as it takes. The same text gives the same bytes.
///
/// # Errors
/// 500, when a font that the program carries cannot be read.
#[expect(clippy::float_arithmetic, reason = "points on paper; the amounts are text by now")]
pub fn pdf(text: &str, title: &str) -> Result<Vec<u8>> {
    let fonts = Fonts::new().ok_or_else(|| Error::internal("a font of the program cannot be read"))?;
    let size = (PAGE_WIDTH - 2.0 * MARGIN) / (columns(WIDTH) * COLUMN_PER_SIZE);
    let lines: Vec<&str> = text.lines().collect();
    let mut document = Document::new();
    document.set_metadata(Metadata::new().title(title.to_owned()));
    for lines in lines.chunks(PAGE_LINES) {
        let height = 2.0 * MARGIN + columns(lines.len()) * LINE_HEIGHT;
        let settings =
            PageSettings::from_wh(PAGE_WIDTH, height).ok_or_else(|| Error::internal("a page without height"))?;
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        for (index, line) in lines.iter().enumerate() {
            let baseline = MARGIN + columns(index) * LINE_HEIGHT + size;
            for (column, script, run) in runs(line) {
                let left = MARGIN + columns(column) * size * COLUMN_PER_SIZE;
                let at = Point::from_xy(left, baseline);
                surface.draw_text(at, fonts.of(script), size, run, false, TextDirection::LeftToRight);
            }
        }
        surface.finish();
        page.finish();
    }
    document.finish().map_err(|error| Error::internal(format!("{error:?}")))
}

/// The parts of a line that are set in one font, with the column at which each begins.
fn runs(line: &str) -> Vec<(usize, Script, &str)> {
    let mut runs = Vec::new();
    let (mut column, mut rest) = (0, line);
    while let Some(first) = rest.chars().next() {
        let script = script(first);
        let end = rest.find(|letter| self::script(letter) != script).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        runs.push((column, script, run));
        column += run.width();
        rest = after;
    }
    runs
}

/// Which font has the letter, by its block (Unicode 16).
const fn script(letter: char) -> Script {
    match letter {
        '\u{0E00}'..='\u{0E7F}' => Script::Thai,
        '\u{1100}'..='\u{11FF}'
        | '\u{2E80}'..='\u{9FFF}'
        | '\u{AC00}'..='\u{D7AF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FE30}'..='\u{FE4F}'
        | '\u{FF00}'..='\u{FFEF}'
        | '\u{20000}'..='\u{3FFFF}' => Script::Han,
        _ => Script::Alphabet,
    }
}

/// A count on the sheet, for arithmetic in points: at most some thousands, which a float holds exactly.
fn columns(count: usize) -> f32 {
    f32::from(u16::try_from(count).unwrap_or(u16::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_set_in_the_fonts_that_have_its_letters() {
        let parts: Vec<_> = runs("お茶 tea ชา 2")
            .into_iter()
            .map(|(column, _, run)| (column, run))
            .collect();
        assert_eq!(parts, [(0, "お茶"), (4, " tea "), (9, "ชา"), (11, " 2")]);
    }
}
