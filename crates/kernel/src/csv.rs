//! Lists as CSV files: safe to open in a spreadsheet, and read a page at a time.

use axum::{
    body::{Body, Bytes},
    response::{IntoResponse as _, Response},
};
use chrono::{DateTime, SecondsFormat, Utc};
use futures_util::{Stream, StreamExt as _, TryStreamExt as _, stream};
use http::header;

use crate::{Error, Result};

/// Signs that make a spreadsheet take a text for a formula.
const FORMULA_SIGNS: [char; 4] = ['=', '+', '-', '@'];

/// Text as it goes into a file that spreadsheets open: an apostrophe before what they would take for a formula (OWASP, "CSV Injection"),
/// and before an apostrophe, so that [`bare`] takes off no other. Numbers are left alone: no text of ours stands in their columns.
#[must_use]
pub fn guarded(text: &str) -> String {
    let guard = text.starts_with(|sign: char| FORMULA_SIGNS.contains(&sign) || sign == '\'' || sign.is_control());
    if guard { format!("'{text}") } else { text.to_owned() }
}

/// The text without the apostrophe that [`guarded`] put before it.
#[must_use]
pub fn bare(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if guarded(rest).len() > rest.len() => rest,
        _ => cell,
    }
}

/// A number of last decimal places, written out: 250 with two places is `2.50`, -5 with three is `-0.005`.
#[must_use]
pub fn decimal(number: i64, places: u32) -> String {
    let sign = if number < 0 { "-" } else { "" };
    let digits = format!("{:0>width$}", number.unsigned_abs(), width = places as usize + 1);
    let (whole, part) = digits.split_at(digits.len() - places as usize);
    let point = if part.is_empty() { "" } else { "." };
    format!("{sign}{whole}{point}{part}")
}

/// Some rows as the bytes of a file.
///
/// # Errors
/// 500, never in memory.
pub fn rows<R: IntoIterator<Item = String>>(rows: impl IntoIterator<Item = R>) -> Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer.write_record(row).map_err(Error::internal)?;
    }
    writer.into_inner().map_err(|error| Error::internal(error.to_string()))
}

/// A file to keep: its header and then its pages as they are read. An error breaks the answer off, so that nobody takes half a file for
/// a whole one.
///
/// # Errors
/// 500, never in memory.
fn file<const N: usize>(
    name: &'static str,
    columns: [&'static str; N],
    pages: impl Stream<Item = Result<Vec<u8>>> + Send + 'static,
) -> Result<Response> {
    let header = stream::iter([rows([columns.map(str::to_owned)])]);
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    let body = Body::from_stream(header.chain(pages).map_ok(Bytes::from));
    Ok((headers, body).into_response())
}

/// The same, a page after the other from `first` on. `page` says the lines of one and where to go on, and each is a call of its own: a slow
/// reader holds no transaction.
///
/// # Errors
/// 500, never in memory.
pub fn paged<const N: usize, Place, Reading>(
    name: &'static str,
    columns: [&'static str; N],
    first: Place,
    page: impl Fn(Place) -> Reading + Send + 'static,
) -> Result<Response>
where
    Place: Send + 'static,
    Reading: Future<Output = Result<(Vec<u8>, Option<Place>)>> + Send + 'static,
{
    let pages = stream::try_unfold(Some(first), move |place| {
        let reading = place.map(&page);
        async move {
            match reading {
                None => Ok(None),
                Some(reading) => reading.await.map(Some),
            }
        }
    });
    file(name, columns, pages)
}

/// Takes off the row that was read beyond `limit` and only says that there is more. Where there is, says where the next page goes on: after
/// the last row that stays.
pub fn next<T, Place>(rows: &mut Vec<T>, limit: u32, place: impl FnOnce(&T) -> Place) -> Option<Place> {
    let limit = limit as usize;
    let has_more = rows.len() > limit;
    rows.truncate(limit);
    rows.last().filter(|_| has_more).map(place)
}

/// An instant as files have it: in UTC, to the second.
#[must_use]
pub fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_with_their_sign_and_places() {
        for (number, places, wanted) in [
            (250, 2, "2.50"),
            (5, 2, "0.05"),
            (0, 2, "0.00"),
            (1500, 0, "1500"),
            (-5, 3, "-0.005"),
            (-12_345, 3, "-12.345"),
            (1, 3, "0.001"),
        ] {
            assert_eq!(decimal(number, places), wanted);
        }
        assert_eq!(decimal(i64::MIN, 3), "-9223372036854775.808");
    }

    #[test]
    fn no_text_begins_like_a_formula() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "'quoted"] {
            assert_eq!(guarded(text), format!("'{text}"));
            assert_eq!(bare(&guarded(text)), text);
        }
        assert_eq!(guarded("Tea = good"), "Tea = good");
    }
}
