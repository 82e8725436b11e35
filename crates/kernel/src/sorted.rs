//! Lists in an order that the reader chooses: a cursor belongs to the order that gave it out.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{Result, codes, page};

/// Where a page ended, as its cursor says it: the order of its list, and the key of the last row in that order.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place<S, K> {
    sort: S,
    key: K,
}

impl<S, K> Place<S, K> {
    pub const fn of(sort: S, key: K) -> Self {
        Self { sort, key }
    }
}

/// What a list in this order goes on after; `None` at its beginning.
///
/// # Errors
/// 400 `invalid_cursor` for one of another order, or that no list gave out.
pub fn after<S, K>(cursor: Option<&str>, sort: S) -> Result<Option<K>>
where
    S: PartialEq + DeserializeOwned,
    K: DeserializeOwned,
{
    match page::decode_cursor::<Place<S, K>>(cursor)? {
        Some(place) if place.sort != sort => Err(codes::INVALID_CURSOR.error()),
        place => Ok(place.map(|place| place.key)),
    }
}

/// A place among rows that stand by their time, and by id where that is the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Moment {
    #[serde(deserialize_with = "crate::dates::instant")]
    pub at: DateTime<Utc>,
    pub id: Uuid,
}

impl Moment {
    /// Where a list by time begins: before everything, or after everything where the newest comes first. A bound that is always there lets
    /// the statement go by its index wherever it goes on.
    #[must_use]
    pub fn start(newest_first: bool) -> Self {
        let (year, id) = if newest_first {
            (9999, Uuid::max())
        } else {
            (1, Uuid::nil())
        };
        let day = NaiveDate::from_yo_opt(year, 1).unwrap_or_default();
        Self {
            at: NaiveDateTime::new(day, NaiveTime::MIN).and_utc(),
            id,
        }
    }
}

/// Which end of time a list begins with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum ByTime {
    #[default]
    #[serde(rename = "-at")]
    Newest,
    #[serde(rename = "at")]
    Oldest,
}

impl ByTime {
    #[must_use]
    pub fn is_newest_first(self) -> bool {
        self == Self::Newest
    }

    /// What a page of the list comes after.
    ///
    /// # Errors
    /// 400 `invalid_cursor`.
    pub fn after(self, cursor: Option<&str>) -> Result<Moment> {
        Ok(after(cursor, self)?.unwrap_or_else(|| Moment::start(self.is_newest_first())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment() -> Moment {
        Moment {
            at: DateTime::from_timestamp(1_772_000_000, 5_000).unwrap(),
            id: Uuid::from_u128(7),
        }
    }

    #[test]
    fn a_cursor_goes_on_in_its_own_order_and_in_no_other() {
        let cursor = page::encode_cursor(&Place::of(ByTime::Oldest, moment())).unwrap();
        assert_eq!(ByTime::Oldest.after(Some(&cursor)).unwrap(), moment());
        let refused = ByTime::Newest.after(Some(&cursor)).unwrap_err();
        assert_eq!(refused.code(), "invalid_cursor");
    }

    #[test]
    fn a_list_without_a_cursor_begins_before_everything_that_there_can_be() {
        let (newest, oldest) = (ByTime::Newest.after(None).unwrap(), ByTime::Oldest.after(None).unwrap());
        assert!(newest.at > moment().at && newest.id.is_max());
        assert!(oldest.at < moment().at && oldest.id.is_nil());
    }

    #[test]
    fn what_no_list_gave_out_is_refused() {
        let forged = |json: serde_json::Value| page::encode_cursor(&json).unwrap();
        for cursor in [
            "x".to_owned(),
            forged(serde_json::json!({"at": moment().at, "id": moment().id})),
            forged(serde_json::json!({"sort": "-at", "key": {"at": "-4800-01-01T00:00:00Z", "id": moment().id}})),
            forged(serde_json::json!({"sort": "size", "key": moment()})),
            forged(serde_json::json!({"sort": "-at", "key": moment(), "tenant": 1})),
        ] {
            assert_eq!(
                ByTime::Newest.after(Some(&cursor)).unwrap_err().code(),
                "invalid_cursor",
                "{cursor}"
            );
        }
    }
}
