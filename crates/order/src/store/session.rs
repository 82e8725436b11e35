//! Sessions of drawers.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use contracts::{
    Currency,
    ids::{RegisterId, SessionId, StoreId},
};
use kernel::{
    Caller, Error, Result, TenantTx,
    id::{Id, UserId},
    sorted::Moment,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{currency, from_json, to_json};
use crate::cash::{count::Pieces, z_report::Person};

/// Where a session stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SessionStatus {
    Open,
    /// Counted at least once: nothing is sold any more.
    Counting,
    Closed,
}

impl SessionStatus {
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Counting => "counting",
            Self::Closed => "closed",
        }
    }

    fn named(name: &str) -> Result<Self> {
        [Self::Open, Self::Counting, Self::Closed]
            .into_iter()
            .find(|status| status.name() == name)
            .ok_or_else(|| Error::internal("a session's status in the database has no name in this program"))
    }
}

/// What of a session never changes: what its sales take from it.
#[derive(Clone, Debug)]
pub struct SessionFacts {
    pub id: SessionId,
    pub store_id: StoreId,
    pub register_id: RegisterId,
    pub series: String,
    /// The register's id, or the employee's whose drawer it is.
    pub drawer_id: Uuid,
    pub training: bool,
    pub business_date: NaiveDate,
}

impl SessionFacts {
    /// Whether this member of staff may work with the drawer: it is the register's, or their own.
    #[must_use]
    pub fn is_for(&self, user: UserId) -> bool {
        self.drawer_id == self.register_id.uuid() || self.drawer_id == user.uuid()
    }
}

/// A session as stored.
#[derive(Clone, Debug)]
pub struct Session {
    pub facts: SessionFacts,
    pub status: SessionStatus,
    pub time_zone: String,
    pub currency: Currency,
    /// What the drawer's last close left in it; `None` for a drawer's first session.
    pub carried_minor: Option<i64>,
    pub float_minor: i64,
    pub float_pieces: Vec<Pieces>,
    pub opened_by: Person,
    pub opened_at: DateTime<Utc>,
    pub closing: Option<Closing>,
}

/// How a session was closed.
#[derive(Clone, Debug)]
pub struct Closing {
    pub by: Person,
    pub at: DateTime<Utc>,
    pub expected_minor: i64,
    pub counted_minor: i64,
    pub left_minor: i64,
}

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
    /// Counted less expected, once it is closed.
    #[must_use]
    pub fn variance_minor(&self) -> Option<i64> {
        let closing = self.closing.as_ref();
        closing.map(|closing| closing.counted_minor - closing.expected_minor)
    }

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

/// Writes a session that was opened.
///
/// # Errors
/// Violates `register_session_drawer_key` when the drawer is open, `register_session_pkey` when the id is known.
pub async fn insert(tx: &mut TenantTx<'_>, session: &Session) -> Result<()> {
    let facts = &session.facts;
    sqlx::query!(
        "INSERT INTO orders.register_session (tenant_id, id, store_id, register_id, series, drawer_id, training, status, business_date,
            time_zone, currency, currency_exponent, carried_minor, float_minor, float_pieces, opened_by, opened_by_name, opened_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, 'open', $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
        tx.tenant().uuid(),
        facts.id.uuid(),
        facts.store_id.uuid(),
        facts.register_id.uuid(),
        facts.series,
        facts.drawer_id,
        facts.training,
        facts.business_date,
        session.time_zone,
        session.currency.code,
        i16::from(session.currency.exponent),
        session.carried_minor,
        session.float_minor,
        to_json(&session.float_pieces)?,
        session.opened_by.id.uuid(),
        session.opened_by.name,
        session.opened_at,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What the last close of this drawer left in it, in minor units; `None` for a drawer that was never closed.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn left_in_drawer(tx: &mut TenantTx<'_>, drawer: Uuid) -> Result<Option<i64>> {
    let left = sqlx::query_scalar!(
        "SELECT left_minor FROM orders.register_session
        WHERE tenant_id = $1 AND drawer_id = $2 AND status = 'closed' AND NOT training ORDER BY closed_at DESC LIMIT 1",
        tx.tenant().uuid(),
        drawer,
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(left.flatten())
}

/// The session at this register that is not closed: of the caller's own drawer, else of the register's.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn at(tx: &mut TenantTx<'_>, caller: &Caller, register: RegisterId) -> Result<Option<SessionId>> {
    let id = sqlx::query_scalar!(
        "SELECT id FROM orders.register_session
        WHERE tenant_id = $1 AND register_id = $2 AND drawer_id IN ($2, $3) AND status <> 'closed' ORDER BY drawer_id = $3 DESC LIMIT 1",
        tx.tenant().uuid(),
        register.uuid(),
        caller.user.uuid(),
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(id.map(Id::from_uuid))
}

/// The session of a drawer that is not closed, wherever it is.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn of_drawer(tx: &mut TenantTx<'_>, drawer: Uuid) -> Result<Option<SessionId>> {
    let id = sqlx::query_scalar!(
        "SELECT id FROM orders.register_session WHERE tenant_id = $1 AND drawer_id = $2 AND status <> 'closed'",
        tx.tenant().uuid(),
        drawer,
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(id.map(Id::from_uuid))
}

struct Row {
    id: Uuid,
    store_id: Uuid,
    register_id: Uuid,
    series: String,
    drawer_id: Uuid,
    training: bool,
    status: String,
    business_date: NaiveDate,
    time_zone: String,
    currency: String,
    currency_exponent: i16,
    carried_minor: Option<i64>,
    float_minor: i64,
    float_pieces: serde_json::Value,
    opened_by: Uuid,
    opened_by_name: String,
    opened_at: DateTime<Utc>,
    closed_by: Option<Uuid>,
    closed_by_name: Option<String>,
    closed_at: Option<DateTime<Utc>>,
    expected_minor: Option<i64>,
    counted_minor: Option<i64>,
    left_minor: Option<i64>,
}

impl Row {
    fn session(self) -> Result<Session> {
        let row = self;
        let closing = match (
            row.closed_by,
            row.closed_by_name,
            row.closed_at,
            row.expected_minor,
            row.counted_minor,
            row.left_minor,
        ) {
            (Some(id), Some(name), Some(at), Some(expected_minor), Some(counted_minor), Some(left_minor)) => {
                Some(Closing {
                    by: Person::named(id, name),
                    at,
                    expected_minor,
                    counted_minor,
                    left_minor,
                })
            }
            _ => None,
        };
        Ok(Session {
            facts: SessionFacts {
                id: Id::from_uuid(row.id),
                store_id: Id::from_uuid(row.store_id),
                register_id: Id::from_uuid(row.register_id),
                series: row.series,
                drawer_id: row.drawer_id,
                training: row.training,
                business_date: row.business_date,
            },
            status: SessionStatus::named(&row.status)?,
            time_zone: row.time_zone,
            currency: currency(row.currency, row.currency_exponent)?,
            carried_minor: row.carried_minor,
            float_minor: row.float_minor,
            float_pieces: from_json(row.float_pieces)?,
            opened_by: Person::named(row.opened_by, row.opened_by_name),
            opened_at: row.opened_at,
            closing,
        })
    }
}

/// The sessions of the tenant, `$1`, that are as the rest of the statement says.
macro_rules! sessions {
    ($tx:ident, [$($rest:tt)+], $($bound:expr),+ $(,)?) => {
        sqlx::query_as!(
            Row,
            "SELECT id, store_id, register_id, series, drawer_id, training, status, business_date, time_zone, currency, currency_exponent,
                carried_minor, float_minor, float_pieces, opened_by, opened_by_name, opened_at, closed_by, closed_by_name, closed_at,
                expected_minor, counted_minor, left_minor
            FROM orders.register_session
            WHERE tenant_id = $1
            " + $($rest)+,
            $tx.tenant().uuid(),
            $($bound),+
        )
    };
}

/// How long a session is taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hold {
    /// To look.
    No,
    /// To add something to it: a close waits.
    Shared,
    /// To change it: sales, movements and other changes wait.
    Alone,
}

/// The session under this id.
///
/// # Errors
/// 503 when the database cannot be reached, or `busy` when it is held too long.
pub async fn find(tx: &mut TenantTx<'_>, id: SessionId, hold: Hold) -> Result<Option<Session>> {
    match hold {
        Hold::No => {}
        Hold::Shared => {
            sqlx::query!(
                "SELECT id FROM orders.register_session WHERE tenant_id = $1 AND id = $2 FOR SHARE",
                tx.tenant().uuid(),
                id.uuid()
            )
            .fetch_optional(&mut **tx)
            .await?;
        }
        Hold::Alone => {
            sqlx::query!(
                "SELECT id FROM orders.register_session WHERE tenant_id = $1 AND id = $2 FOR UPDATE",
                tx.tenant().uuid(),
                id.uuid()
            )
            .fetch_optional(&mut **tx)
            .await?;
        }
    }
    sessions!(tx, ["AND id = $2"], id.uuid())
        .fetch_optional(&mut **tx)
        .await?
        .map(Row::session)
        .transpose()
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

/// Says that the drawer is being counted.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn begin_counting(tx: &mut TenantTx<'_>, id: SessionId) -> Result<()> {
    sqlx::query!(
        "UPDATE orders.register_session SET status = 'counting' WHERE tenant_id = $1 AND id = $2",
        tx.tenant().uuid(),
        id.uuid()
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Says that the session is closed.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn close(tx: &mut TenantTx<'_>, id: SessionId, closing: &Closing) -> Result<()> {
    sqlx::query!(
        "UPDATE orders.register_session SET status = 'closed', closed_by = $3, closed_by_name = $4, closed_at = $5, expected_minor = $6,
            counted_minor = $7, left_minor = $8
        WHERE tenant_id = $1 AND id = $2",
        tx.tenant().uuid(),
        id.uuid(),
        closing.by.id.uuid(),
        closing.by.name,
        closing.at,
        closing.expected_minor,
        closing.counted_minor,
        closing.left_minor,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
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
