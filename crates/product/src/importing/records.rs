//! CSV as spreadsheets write it: parted by commas, semicolons or tabs, quoted where need be, read as its bytes arrive.

use kernel::Result;

use crate::codes::IMPORT_UNREADABLE;

/// The longest record, in bytes.
const RECORD_BYTES_MAX: usize = 64 * 1024;
/// The most cells of a record.
const CELLS_MAX: usize = 100;
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// A record and the line on which it begins, counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Record {
    pub line: u32,
    pub cells: Vec<String>,
}

/// Takes bytes as they come and gives the records that they end.
pub(crate) struct Records {
    /// What came before the first line ended: it tells by what cells are parted.
    head: Option<Vec<u8>>,
    reader: csv_core::Reader,
    cells: Vec<u8>,
    cells_len: usize,
    ends: Vec<usize>,
    ends_len: usize,
    /// Where the bytes are, and where the record began that they are in.
    lines: u32,
    line: u32,
    begun: bool,
}

impl Records {
    pub(crate) fn new() -> Self {
        Self {
            head: Some(Vec::new()),
            reader: csv_core::Reader::new(),
            cells: vec![0; RECORD_BYTES_MAX],
            cells_len: 0,
            ends: vec![0; CELLS_MAX],
            ends_len: 0,
            lines: 1,
            line: 1,
            begun: false,
        }
    }

    /// Adds the records that end in these bytes.
    ///
    /// # Errors
    /// 422 `import_unreadable` for a record that is too long or no UTF-8.
    pub(crate) fn feed(&mut self, bytes: &[u8], records: &mut Vec<Record>) -> Result<()> {
        let Some(head) = &mut self.head else {
            return self.read(bytes, records);
        };
        head.extend_from_slice(bytes);
        if head.contains(&b'\n') || head.len() > RECORD_BYTES_MAX {
            self.begin(records)?;
        }
        Ok(())
    }

    /// Adds what remains when the file has ended.
    ///
    /// # Errors
    /// As [`Records::feed`].
    pub(crate) fn finish(&mut self, records: &mut Vec<Record>) -> Result<()> {
        self.begin(records)?;
        // No more bytes: the reader gives the record that no line end ended.
        self.read(&[], records)
    }

    fn begin(&mut self, records: &mut Vec<Record>) -> Result<()> {
        let Some(head) = self.head.take() else { return Ok(()) };
        let head = head.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&head);
        self.reader = csv_core::ReaderBuilder::new().delimiter(delimiter(head)).build();
        if head.is_empty() {
            Ok(())
        } else {
            self.read(head, records)
        }
    }

    fn read(&mut self, mut bytes: &[u8], records: &mut Vec<Record>) -> Result<()> {
        use csv_core::ReadRecordResult::{End, InputEmpty, OutputEndsFull, OutputFull, Record as Whole};
        let at_end = bytes.is_empty();
        loop {
            if !self.begun {
                // What ends a line, and empty lines, stand before the record: it begins behind them.
                let ends = bytes.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
                self.pass(&mut bytes, ends);
                self.line = self.lines;
            }
            if bytes.is_empty() && !at_end {
                return Ok(());
            }
            self.begun = true;
            let (cells, ends) = (self.cells.get_mut(self.cells_len..), self.ends.get_mut(self.ends_len..));
            let (how, read, wrote, ended) =
                self.reader
                    .read_record(bytes, cells.unwrap_or_default(), ends.unwrap_or_default());
            self.pass(&mut bytes, read);
            self.cells_len += wrote;
            self.ends_len += ended;
            match how {
                InputEmpty => {}
                End => return Ok(()),
                OutputFull | OutputEndsFull => {
                    return Err(unreadable(
                        self.line,
                        format!(
                            "it is longer than {RECORD_BYTES_MAX} bytes or has more than {CELLS_MAX} cells; a quote that is never closed does this"
                        ),
                    ));
                }
                Whole => self.take(records)?,
            }
        }
    }

    /// The record that has just ended; an empty line is none.
    fn take(&mut self, records: &mut Vec<Record>) -> Result<()> {
        let mut from = 0;
        let mut cells = Vec::with_capacity(self.ends_len);
        for end in self.ends.iter().take(self.ends_len) {
            let cell = std::str::from_utf8(self.cells.get(from..*end).unwrap_or_default())
                .map_err(|_| unreadable(self.line, "it is not UTF-8: save the file as \"CSV UTF-8\""))?;
            cells.push(cell.trim().to_owned());
            from = *end;
        }
        if cells.iter().any(|cell| !cell.is_empty()) {
            records.push(Record { line: self.line, cells });
        }
        (self.cells_len, self.ends_len, self.begun) = (0, 0, false);
        Ok(())
    }

    /// Passes over bytes, and counts their lines.
    fn pass(&mut self, bytes: &mut &[u8], count: usize) {
        let (passed, rest) = bytes.split_at(count);
        self.lines += u32::try_from(passed.iter().filter(|byte| **byte == b'\n').count()).unwrap_or(0);
        *bytes = rest;
    }
}

fn unreadable(line: u32, why: impl std::fmt::Display) -> kernel::Error {
    IMPORT_UNREADABLE.because(format!("Line {line} cannot be read: {why}."))
}

/// What parts the cells of the first line: whichever of comma, semicolon and tab it has most of.
fn delimiter(head: &[u8]) -> u8 {
    let first = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |sign: u8| first.iter().filter(|byte| **byte == sign).count();
    // Of equals the last counts, so the comma stands last.
    *b"\t;,".iter().max_by_key(|sign| count(**sign)).unwrap_or(&b',')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &[u8], piece: usize) -> Result<Vec<(u32, Vec<String>)>> {
        let (mut reader, mut records) = (Records::new(), Vec::new());
        for bytes in text.chunks(piece) {
            reader.feed(bytes, &mut records)?;
        }
        reader.finish(&mut records)?;
        Ok(records.into_iter().map(|record| (record.line, record.cells)).collect())
    }

    fn cells(lines: &[(u32, &[&str])]) -> Vec<(u32, Vec<String>)> {
        let owned = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect();
        lines.iter().map(|(line, cells)| (*line, owned(cells))).collect()
    }

    #[test]
    fn quotes_lines_and_ends_are_read_however_the_bytes_are_cut() {
        let text = "\u{feff}sku,name\r\n1,\"Tea, green\"\r\n\r\n2,\"two\nlines \"\"here\"\"\"\n3, Café ".as_bytes();
        let wanted = cells(&[
            (1, &["sku", "name"]),
            (2, &["1", "Tea, green"]),
            (4, &["2", "two\nlines \"here\""]),
            (6, &["3", "Café"]),
        ]);
        for piece in 1..text.len() {
            assert_eq!(read(text, piece).unwrap(), wanted, "{piece}");
        }
    }

    #[test]
    fn semicolons_and_tabs_part_cells_where_they_part_the_header() {
        assert_eq!(
            read(b"sku;price\n1;2,50\n", 5).unwrap(),
            cells(&[(1, &["sku", "price"]), (2, &["1", "2,50"])])
        );
        assert_eq!(
            read(b"sku\tname\n1\ta;b\n", 99).unwrap(),
            cells(&[(1, &["sku", "name"]), (2, &["1", "a;b"])])
        );
    }

    #[test]
    fn nothing_and_one_line_without_an_end() {
        assert_eq!(read(b"", 1).unwrap(), []);
        assert_eq!(read(b"\n\n \n", 1).unwrap(), []);
        assert_eq!(read(b"sku", 1).unwrap(), cells(&[(1, &["sku"])]));
    }

    #[test]
    fn what_cannot_be_read_is_named_by_its_line() {
        let error = read(b"sku,name\n1,caf\xe9\n", 4).unwrap_err();
        assert!(
            error.problem()["detail"].as_str().unwrap().contains("Line 2"),
            "{error}"
        );
        let open = [b"sku\n\"".as_slice(), &vec![b'x'; 2 * RECORD_BYTES_MAX]].concat();
        assert_eq!(read(&open, 1000).unwrap_err().code(), "import_unreadable");
    }

    proptest! {
        #[test]
        fn however_cut_the_records_are_the_same(text in "[a,;\"\n\r é]{0,60}", piece in 1_usize..7) {
            let whole = read(text.as_bytes(), usize::MAX);
            prop_assert_eq!(read(text.as_bytes(), piece).ok(), whole.ok());
        }
    }
}
