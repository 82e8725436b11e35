//! Which business day a sale belongs to: an attribute of the store, not of the calendar or of UTC (rule 40).

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;
use contracts::auth::Store;
use kernel::Result;

use crate::codes;

/// The business date at `at` in this zone, when a day ends at `cutoff` local time of the next calendar day.
#[must_use]
pub fn business_date(at: DateTime<Utc>, zone: Tz, cutoff: NaiveTime) -> NaiveDate {
    let local = at.with_timezone(&zone).naive_local();
    if local.time() < cutoff {
        local.date() - Days::new(1)
    } else {
        local.date()
    }
}

/// The business date of a store at `at`.
///
/// # Errors
/// 409 `setup_incomplete` when the store's zone or cut-off cannot be read.
pub fn store_day(store: &Store, at: DateTime<Utc>) -> Result<NaiveDate> {
    let zone = store.time_zone.parse().map_err(|_| codes::SETUP_INCOMPLETE.error())?;
    let cutoff = NaiveTime::parse_from_str(&store.day_cutoff, "%H:%M").map_err(|_| codes::SETUP_INCOMPLETE.error())?;
    Ok(business_date(at, zone, cutoff))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_sale_after_midnight_and_before_the_cutoff_belongs_to_the_day_before() {
        let four = NaiveTime::from_hms_opt(4, 0, 0).unwrap();
        let berlin = chrono_tz::Europe::Berlin;
        // 02:59 and 03:00 UTC in winter are 03:59 and 04:00 in Berlin.
        assert_eq!(
            business_date(at("2026-01-10T02:59:59Z"), berlin, four),
            date("2026-01-09")
        );
        assert_eq!(
            business_date(at("2026-01-10T03:00:00Z"), berlin, four),
            date("2026-01-10")
        );
    }

    #[test]
    fn the_day_of_the_clock_change_is_one_business_day() {
        let four = NaiveTime::from_hms_opt(4, 0, 0).unwrap();
        let berlin = chrono_tz::Europe::Berlin;
        // On 2026-03-29 clocks go from 02:00 to 03:00: the cut-off is at 02:00 UTC that day, at 03:00 the day before.
        assert_eq!(
            business_date(at("2026-03-29T01:59:59Z"), berlin, four),
            date("2026-03-28")
        );
        assert_eq!(
            business_date(at("2026-03-29T02:00:00Z"), berlin, four),
            date("2026-03-29")
        );
        assert_eq!(
            business_date(at("2026-03-28T02:59:59Z"), berlin, four),
            date("2026-03-27")
        );
    }

    #[test]
    fn a_cutoff_at_midnight_is_the_calendar_day_of_the_zone() {
        let auckland = chrono_tz::Pacific::Auckland;
        assert_eq!(
            business_date(at("2026-06-01T12:00:00Z"), auckland, NaiveTime::MIN),
            date("2026-06-02")
        );
    }
}
