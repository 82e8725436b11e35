//! A narrow sheet of text, as receipts and reports are printed on: laid out once, in a grid, whatever it becomes ([`pdf`], [`escpos`]).

pub mod escpos;
pub mod pdf;
pub mod words;

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// Columns of a line: what an 80 mm printer holds, and a phone shows. Chinese, Japanese and Korean letters take two (UAX #11).
const WIDTH: usize = 42;

/// A narrow sheet of fixed-width text.
#[derive(Default)]
pub struct Paper {
    pub text: String,
}

impl Paper {
    fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    pub fn rule(&mut self) {
        self.line(&"-".repeat(WIDTH));
    }

    pub fn centred(&mut self, text: &str) {
        for part in wrap(text) {
            let left = WIDTH.saturating_sub(part.width()) / 2;
            self.line(&format!("{}{part}", " ".repeat(left)));
        }
    }

    pub fn wrapped(&mut self, text: &str) {
        for part in wrap(text) {
            self.line(&part);
        }
    }

    /// Left and right, on one line where they fit, else on two.
    pub fn pair(&mut self, left: &str, right: &str) {
        let gap = WIDTH.saturating_sub(left.width() + right.width());
        if gap == 0 {
            self.wrapped(left);
            self.line(&format!("{}{right}", " ".repeat(WIDTH.saturating_sub(right.width()))));
        } else {
            self.line(&format!("{left}{}{right}", " ".repeat(gap)));
        }
    }
}

/// Breaks text at spaces, and within a word that is longer than a line.
fn wrap(text: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let used = lines.last().map_or(0, |line| line.width());
        let fits = used == 0 || used + 1 + word.width() <= WIDTH;
        if !fits {
            lines.push(String::new());
        }
        for (index, letter) in word.chars().enumerate() {
            let Some(line) = lines.last_mut() else { break };
            if index == 0 && !line.is_empty() {
                line.push(' ');
            }
            // A mark stays with the letter that it stands on.
            if line.width() + letter.width().unwrap_or(0) > WIDTH {
                lines.push(letter.to_string());
            } else {
                line.push(letter);
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_wrap_and_nothing_is_lost() {
        let name = "Wholegrain spelt bread with pumpkin seeds and a crust that crackles";
        let lines = wrap(name);
        assert!(lines.iter().all(|line| line.width() <= WIDTH));
        assert_eq!(lines.join(" "), name);
        assert_eq!(wrap(&"x".repeat(100)).concat(), "x".repeat(100));
    }
    #[test]
    fn wide_letters_take_two_columns() {
        let lines = wrap(&"茶".repeat(30));
        assert_eq!(lines.iter().map(|line| line.width()).collect::<Vec<_>>(), [42, 18]);
        let mut paper = Paper::default();
        paper.pair("お茶", "2.50");
        assert_eq!(paper.text.trim_end().width(), WIDTH);
    }
}
