//! Periods that a list or a file is asked for: first and last business date, both included.

use chrono::NaiveDate;
use kernel::{Result, codes as kernel_codes};

/// The longest period that is looked through one by one.
const SHORT_DAYS: i64 = 31;
/// The longest period of a file: a year and its leap day.
const FILE_DAYS_MAX: i64 = 366;

/// Whether a list has both dates, at most 31 days apart.
pub(super) fn is_short(from: Option<NaiveDate>, to: Option<NaiveDate>) -> bool {
    from.zip(to).is_some_and(|(from, to)| days(from, to) <= SHORT_DAYS)
}

/// # Errors
/// 400 `invalid_query` for a file of more than 366 days, or that ends before it begins.
pub(super) fn check_file(from: NaiveDate, to: NaiveDate) -> Result<()> {
    if (1..=FILE_DAYS_MAX).contains(&days(from, to)) {
        Ok(())
    } else {
        let error = kernel_codes::INVALID_QUERY.error();
        Err(error.at("?to", "out_of_range", "from and to are at most 366 days"))
    }
}

fn days(from: NaiveDate, to: NaiveDate) -> i64 {
    (to - from).num_days() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(ordinal: u32) -> NaiveDate {
        NaiveDate::from_yo_opt(2024, ordinal).unwrap()
    }

    #[test]
    fn both_ends_are_days_of_the_period() {
        assert!(is_short(Some(day(1)), Some(day(31))));
        assert!(!is_short(Some(day(1)), Some(day(32))));
        assert!(!is_short(Some(day(1)), None) && !is_short(None, Some(day(1))));
        assert!(check_file(day(1), day(1)).is_ok() && check_file(day(1), day(366)).is_ok());
        assert!(check_file(day(2), day(1)).is_err());
        assert!(check_file(day(1), day(1) + chrono::Days::new(366)).is_err());
    }
}
