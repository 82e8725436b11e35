//! Sessions as lists and files have them.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use contracts::ids::{RegisterId, StoreId};
use kernel::{Result, TenantTx, id::Id, sorted::Moment};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Row, Session, SessionStatus};

/// What a list of sessions is narrowed to.
#[derive(Debug, Default)]
pub struct SessionFilter {
    /// The stores that the caller may see; `None` is all.
    pub visible: Option<Vec<Uuid>>,
    pub store: Option<StoreId>,
    pub register: Option<RegisterId>,
    pub status: Option<SessionStatus>,
    /// First and last business date.
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    pub sort: SessionSort,
    /// The last session of the page before.
    pub after: Option<After>,
}

/// In which order a list of sessions stands: what comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum SessionSort {
    #[default]
    #[serde(rename = "-opened_at")]
    Newest,
    #[serde(rename = "opened_at")]
    Oldest,
    /// The most over. One that is not closed yet is neither over nor short.
    #[serde(rename = "-variance")]
    Over,
    /// The most short.
    #[serde(rename = "variance")]
    Short,
}

/// Where a page ends.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct After {
    #[serde(deserialize_with = "kernel::dates::instant")]
    pub at: DateTime<Utc>,
    pub variance_minor: i64,
    pub id: Uuid,
}

impl Session {
    /// Where the session stands in a list.
    #[must_use]
    pub fn place(&self) -> After {
        After {
            at: self.opened_at,
            variance_minor: self.variance_minor().unwrap_or_default(),
            id: self.facts.id.uuid(),
        }
    }
}

/// By how much the instant of an opening and its business date may be apart, both ways: time zones and the end of the business day.
const OPENED_AROUND_DAYS: u64 = 3;

impl SessionFilter {
    /// From when to when sessions of these business dates were opened: more than they can be, so that the list looks no further.
    fn opened(&self) -> (DateTime<Utc>, DateTime<Utc>) {
        let around = Days::new(OPENED_AROUND_DAYS);
        let midnight = |day: NaiveDate| day.and_time(NaiveTime::MIN).and_utc();
        let from = self.from.and_then(|day| day.checked_sub_days(around)).map(midnight);
        let to = self.to.and_then(|day| day.checked_add_days(around)).map(midnight);
        (
            from.unwrap_or_else(|| Moment::start(false).at),
            to.unwrap_or_else(|| Moment::start(true).at),
        )
    }
}

/// The sessions that pass the filter, after `$10` and `$11` in their order: a statement of its own for each order, so that each goes by its
/// index.
macro_rules! page {
    ($tx:ident, $filter:ident, $limit:ident, $key:expr, $id:expr, $from_here_on:tt) => {{
        let (opened_from, opened_to) = $filter.opened();
        sessions!(
            $tx,
            ["AND ($2::uuid[] IS NULL OR store_id = ANY($2))
            AND ($3::uuid IS NULL OR store_id = $3)
            AND ($4::uuid IS NULL OR register_id = $4)
            AND ($5::text IS NULL OR status = $5)
            AND ($6::date IS NULL OR business_date >= $6)
            AND ($7::date IS NULL OR business_date <= $7)
            AND opened_at >= $8 AND opened_at < $9
            " + $from_here_on],
            $filter.visible.as_deref(),
            $filter.store.map(Id::uuid),
            $filter.register.map(Id::uuid),
            $filter.status.map(SessionStatus::name),
            $filter.from,
            $filter.to,
            opened_from,
            opened_to,
            $key,
            $id,
            i64::from($limit) + 1,
        )
        .fetch_all(&mut **$tx)
        .await?
    }};
}

/// Sessions in the filter's order; one more than `limit` says that there are more.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn list(tx: &mut TenantTx<'_>, filter: &SessionFilter, limit: u32) -> Result<Vec<Session>> {
    let moment = |newest_first| {
        let start = Moment::start(newest_first);
        filter.after.map_or((start.at, start.id), |after| (after.at, after.id))
    };
    let variance = |most, id| {
        filter
            .after
            .map_or((most, id), |after| (after.variance_minor, after.id))
    };
    let rows = match filter.sort {
        SessionSort::Newest => {
            let (at, id) = moment(true);
            page!(
                tx,
                filter,
                limit,
                at,
                id,
                "AND (opened_at, id) < ($10, $11) ORDER BY opened_at DESC, id DESC LIMIT $12"
            )
        }
        SessionSort::Oldest => {
            let (at, id) = moment(false);
            page!(
                tx,
                filter,
                limit,
                at,
                id,
                "AND (opened_at, id) > ($10, $11) ORDER BY opened_at, id LIMIT $12"
            )
        }
        SessionSort::Over => {
            let (minor, id) = variance(i64::MAX, Uuid::max());
            page!(
                tx,
                filter,
                limit,
                minor,
                id,
                "AND (coalesce(counted_minor - expected_minor, 0), id) < ($10, $11)
                ORDER BY coalesce(counted_minor - expected_minor, 0) DESC, id DESC LIMIT $12"
            )
        }
        SessionSort::Short => {
            let (minor, id) = variance(i64::MIN, Uuid::nil());
            page!(
                tx,
                filter,
                limit,
                minor,
                id,
                "AND (coalesce(counted_minor - expected_minor, 0), id) > ($10, $11)
                ORDER BY coalesce(counted_minor - expected_minor, 0), id LIMIT $12"
            )
        }
    };
    rows.into_iter().map(Row::session).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_business_dates_looks_at_the_days_around_them_only() {
        let day = NaiveDate::from_ymd_opt(2026, 3, 2);
        let filter = SessionFilter {
            from: day,
            to: day,
            ..SessionFilter::default()
        };
        let (from, to) = filter.opened();
        assert_eq!(
            (from.to_rfc3339(), to.to_rfc3339()),
            (
                "2026-02-27T00:00:00+00:00".to_owned(),
                "2026-03-05T00:00:00+00:00".to_owned()
            )
        );
        let (from, to) = SessionFilter::default().opened();
        assert!(from < to && (to - from).num_days() > 3_000_000);
    }
}
