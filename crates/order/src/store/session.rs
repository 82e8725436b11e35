//! Sessions of drawers.

use chrono::{DateTime, NaiveDate, Utc};
use contracts::{
    Currency,
    ids::{RegisterId, SessionId, StoreId},
};
use kernel::{
    Caller, Error, Result, TenantTx,
    id::{Id, UserId},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{currency, from_json, to_json};
use crate::cash::{count::Pieces, z_report::Person};

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

mod list;

pub use list::{SessionFilter, SessionSort, list};

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

impl Session {
    /// Counted less expected, once it is closed.
    #[must_use]
    pub fn variance_minor(&self) -> Option<i64> {
        let closing = self.closing.as_ref();
        closing.map(|closing| closing.counted_minor - closing.expected_minor)
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
        let closing = match (
            self.closed_by,
            self.closed_by_name,
            self.closed_at,
            self.expected_minor,
            self.counted_minor,
            self.left_minor,
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
                id: Id::from_uuid(self.id),
                store_id: Id::from_uuid(self.store_id),
                register_id: Id::from_uuid(self.register_id),
                series: self.series,
                drawer_id: self.drawer_id,
                training: self.training,
                business_date: self.business_date,
            },
            status: SessionStatus::named(&self.status)?,
            time_zone: self.time_zone,
            currency: currency(self.currency, self.currency_exponent)?,
            carried_minor: self.carried_minor,
            float_minor: self.float_minor,
            float_pieces: from_json(self.float_pieces)?,
            opened_by: Person::named(self.opened_by, self.opened_by_name),
            opened_at: self.opened_at,
            closing,
        })
    }
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
