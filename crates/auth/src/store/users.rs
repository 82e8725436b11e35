//! `auth.users`.

use chrono::{DateTime, Utc};
use kernel::{Result, TenantTx, id::UserId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::unknown;
use crate::{
    pin::TRIES_MAX,
    user::{User, UserStatus},
};

struct Row {
    id: Uuid,
    email: String,
    name: String,
    status: String,
    password_hash: Option<String>,
    pin_hash: Option<String>,
    version: i32,
    created_at: DateTime<Utc>,
}

impl TryFrom<Row> for User {
    type Error = kernel::Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: UserId::from_uuid(row.id),
            status: UserStatus::named(&row.status).ok_or_else(|| unknown("users.status", &row.status))?,
            email: row.email,
            name: row.name,
            password_hash: row.password_hash,
            pin_hash: row.pin_hash,
            version: row.version,
            created_at: row.created_at,
        })
    }
}

pub(crate) async fn by_email(tx: &mut TenantTx<'_>, email: &str) -> Result<Option<User>> {
    let tenant = tx.tenant().uuid();
    sqlx::query_as!(
        Row,
        "SELECT id, email, name, status, password_hash, pin_hash, version, created_at FROM auth.users WHERE tenant_id = $1 AND email = $2",
        tenant,
        email
    )
    .fetch_optional(&mut **tx)
    .await?
    .map(User::try_from)
    .transpose()
}

pub(crate) async fn load(tx: &mut TenantTx<'_>, id: UserId) -> Result<Option<User>> {
    let tenant = tx.tenant().uuid();
    sqlx::query_as!(
        Row,
        "SELECT id, email, name, status, password_hash, pin_hash, version, created_at FROM auth.users WHERE tenant_id = $1 AND id = $2",
        tenant,
        id.uuid()
    )
    .fetch_optional(&mut **tx)
    .await?
    .map(User::try_from)
    .transpose()
}

/// Reads the user and holds the row to the end of the transaction: sign-ins, refreshes and changes of one user come one at a time.
pub(crate) async fn lock(tx: &mut TenantTx<'_>, id: UserId) -> Result<Option<User>> {
    let tenant = tx.tenant().uuid();
    sqlx::query_as!(
        Row,
        "SELECT id, email, name, status, password_hash, pin_hash, version, created_at FROM auth.users
         WHERE tenant_id = $1 AND id = $2 FOR NO KEY UPDATE",
        tenant,
        id.uuid()
    )
    .fetch_optional(&mut **tx)
    .await?
    .map(User::try_from)
    .transpose()
}

/// Which users a list is of.
#[derive(Debug)]
pub(crate) struct Wanted<'a> {
    /// Those who hold a role for one of these or for all; everybody when absent.
    pub stores: Option<Vec<Uuid>>,
    /// What the name or the address contains, in any case.
    pub text: Option<&'a str>,
    pub status: Option<UserStatus>,
    pub order: Order,
}

/// What a list is ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Key {
    Email,
    Name,
    /// The highest role, and within it the name.
    Role,
}

/// In which order a list stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Order {
    pub key: Key,
    /// The last comes first.
    pub falling: bool,
}

/// Where a page of a list ended.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct After {
    place: String,
    email: String,
}

/// A user with their place in the order of a list.
#[derive(Debug)]
pub(crate) struct Placed {
    pub user: User,
    place: String,
}

impl Placed {
    pub(crate) fn after(&self) -> After {
        After {
            place: self.place.clone(),
            email: self.user.email.clone(),
        }
    }
}

struct PlacedRow {
    id: Uuid,
    email: String,
    name: String,
    status: String,
    password_hash: Option<String>,
    pin_hash: Option<String>,
    version: i32,
    created_at: DateTime<Utc>,
    place: String,
}

impl TryFrom<PlacedRow> for Placed {
    type Error = kernel::Error;

    fn try_from(row: PlacedRow) -> Result<Self> {
        let user = Row {
            id: row.id,
            email: row.email,
            name: row.name,
            status: row.status,
            password_hash: row.password_hash,
            pin_hash: row.pin_hash,
            version: row.version,
            created_at: row.created_at,
        };
        Ok(Self {
            user: User::try_from(user)?,
            place: row.place,
        })
    }
}

/// The users after `after`, at most `limit`. A tenant has so few that each list is put in its order as a whole.
pub(crate) async fn page(
    tx: &mut TenantTx<'_>,
    wanted: &Wanted<'_>,
    after: Option<After>,
    limit: i64,
) -> Result<Vec<Placed>> {
    let tenant = tx.tenant().uuid();
    let (after_place, after_email) = after.map(|after| (after.place, after.email)).unzip();
    let key = match wanted.order.key {
        Key::Email => "email",
        Key::Name => "name",
        Key::Role => "role",
    };
    macro_rules! listed {
        ($from_here_on:tt) => {
            sqlx::query_as!(
                PlacedRow,
                r#"SELECT id, email, name, status, password_hash, pin_hash, version, created_at, place AS "place!"
                FROM auth.users u, LATERAL (SELECT CASE $5
                        WHEN 'name' THEN lower(name)
                        WHEN 'role' THEN (
                            SELECT min(CASE role WHEN 'admin' THEN 1 WHEN 'manager' THEN 2 ELSE 3 END) FROM auth.role_grant g
                            WHERE g.tenant_id = $1 AND g.user_id = u.id) || lower(name)
                        ELSE email END COLLATE "C" AS place) at
                WHERE tenant_id = $1
                    AND ($2::uuid[] IS NULL OR EXISTS (
                        SELECT FROM auth.role_grant g
                        WHERE g.tenant_id = $1 AND g.user_id = u.id AND (g.store_id IS NULL OR g.store_id = ANY($2))))
                    AND ($3::text IS NULL OR strpos(lower(name), lower($3)) > 0 OR strpos(email, lower($3)) > 0)
                    AND ($4::text IS NULL OR status = $4) "# + $from_here_on,
                tenant,
                wanted.stores.as_deref(),
                wanted.text,
                wanted.status.map(UserStatus::name),
                key,
                after_place,
                after_email,
                limit
            )
            .fetch_all(&mut **tx)
            .await?
        };
    }
    let rows = if wanted.order.falling {
        listed!(
            r#"AND ($6::text IS NULL OR (place, email) < ($6::text COLLATE "C", $7::text COLLATE "C"))
            ORDER BY place DESC, email DESC LIMIT $8"#
        )
    } else {
        listed!(
            r#"AND ($6::text IS NULL OR (place, email) > ($6::text COLLATE "C", $7::text COLLATE "C"))
            ORDER BY place, email LIMIT $8"#
        )
    };
    rows.into_iter().map(Placed::try_from).collect()
}

pub(crate) async fn count(tx: &mut TenantTx<'_>) -> Result<i64> {
    let tenant = tx.tenant().uuid();
    Ok(sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!" FROM auth.users WHERE tenant_id = $1"#,
        tenant
    )
    .fetch_one(&mut **tx)
    .await?)
}

/// Adds a user of version 1. A taken address violates `users_email_key`.
pub(crate) async fn insert(tx: &mut TenantTx<'_>, user: &User) -> Result<()> {
    let tenant = tx.tenant().uuid();
    sqlx::query!(
        "INSERT INTO auth.users (tenant_id, id, email, name, status, password_hash, version, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, 1, $7)",
        tenant,
        user.id.uuid(),
        user.email,
        user.name,
        user.status.name(),
        user.password_hash,
        user.created_at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Takes the user's next version for an event, and holds the row.
pub(crate) async fn next_version(tx: &mut TenantTx<'_>, id: UserId) -> Result<i32> {
    let tenant = tx.tenant().uuid();
    Ok(sqlx::query_scalar!(
        "UPDATE auth.users SET version = version + 1 WHERE tenant_id = $1 AND id = $2 RETURNING version",
        tenant,
        id.uuid()
    )
    .fetch_one(&mut **tx)
    .await?)
}

/// Changes the status. Returns the user's new version.
pub(crate) async fn set_status(tx: &mut TenantTx<'_>, id: UserId, status: UserStatus) -> Result<i32> {
    let tenant = tx.tenant().uuid();
    Ok(sqlx::query_scalar!(
        "UPDATE auth.users SET status = $3, version = version + 1 WHERE tenant_id = $1 AND id = $2 RETURNING version",
        tenant,
        id.uuid(),
        status.name()
    )
    .fetch_one(&mut **tx)
    .await?)
}

/// Makes the user active with this password. Returns the user's new version.
pub(crate) async fn activate(tx: &mut TenantTx<'_>, id: UserId, password_hash: &str) -> Result<i32> {
    let tenant = tx.tenant().uuid();
    Ok(sqlx::query_scalar!(
        "UPDATE auth.users SET status = 'active', password_hash = $3, version = version + 1
         WHERE tenant_id = $1 AND id = $2 RETURNING version",
        tenant,
        id.uuid(),
        password_hash
    )
    .fetch_one(&mut **tx)
    .await?)
}

/// Sets a new password. What was tried of the PIN is forgotten.
pub(crate) async fn set_password(tx: &mut TenantTx<'_>, id: UserId, password_hash: &str) -> Result<()> {
    let tenant = tx.tenant().uuid();
    sqlx::query!(
        "UPDATE auth.users SET password_hash = $3, pin_failures = 0 WHERE tenant_id = $1 AND id = $2",
        tenant,
        id.uuid(),
        password_hash
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Sets the PIN, or takes it away. What was tried before is forgotten.
pub(crate) async fn set_pin(tx: &mut TenantTx<'_>, id: UserId, pin_hash: Option<&str>) -> Result<()> {
    let tenant = tx.tenant().uuid();
    sqlx::query!(
        "UPDATE auth.users SET pin_hash = $3, pin_failures = 0 WHERE tenant_id = $1 AND id = $2",
        tenant,
        id.uuid(),
        pin_hash
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Counts one more try of the PIN. Returns which it is since the last good sign-in; none when the PIN sleeps or there is none. Of many at
/// once each sees those that were counted before it.
pub(crate) async fn count_pin_try(tx: &mut TenantTx<'_>, id: UserId) -> Result<Option<i16>> {
    let tenant = tx.tenant().uuid();
    Ok(sqlx::query_scalar!(
        "UPDATE auth.users SET pin_failures = pin_failures + 1
         WHERE tenant_id = $1 AND id = $2 AND pin_hash IS NOT NULL AND pin_failures < $3 RETURNING pin_failures",
        tenant,
        id.uuid(),
        TRIES_MAX
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// Wakes the PIN: all its tries are there again.
pub(crate) async fn wake_pin(tx: &mut TenantTx<'_>, id: UserId) -> Result<()> {
    let tenant = tx.tenant().uuid();
    sqlx::query!(
        "UPDATE auth.users SET pin_failures = 0 WHERE tenant_id = $1 AND id = $2 AND pin_failures > 0",
        tenant,
        id.uuid()
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Notes a failed sign-in, unless one was noted after `since`. Returns the user's new version when it was noted.
pub(crate) async fn note_failure(
    tx: &mut TenantTx<'_>,
    id: UserId,
    now: DateTime<Utc>,
    since: DateTime<Utc>,
) -> Result<Option<i32>> {
    let tenant = tx.tenant().uuid();
    Ok(sqlx::query_scalar!(
        "UPDATE auth.users SET login_failed_at = $3, version = version + 1
         WHERE tenant_id = $1 AND id = $2 AND (login_failed_at IS NULL OR login_failed_at <= $4) RETURNING version",
        tenant,
        id.uuid(),
        now,
        since
    )
    .fetch_optional(&mut **tx)
    .await?)
}
