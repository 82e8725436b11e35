//! `auth.users`.

use chrono::{DateTime, Utc};
use kernel::{Result, TenantTx, id::UserId};
use uuid::Uuid;

use super::unknown;
use crate::user::{User, UserStatus};

struct Row {
    id: Uuid,
    email: String,
    name: String,
    status: String,
    password_hash: Option<String>,
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
            version: row.version,
            created_at: row.created_at,
        })
    }
}

pub(crate) async fn by_email(tx: &mut TenantTx<'_>, email: &str) -> Result<Option<User>> {
    let tenant = tx.tenant().uuid();
    sqlx::query_as!(
        Row,
        "SELECT id, email, name, status, password_hash, version, created_at FROM auth.users WHERE tenant_id = $1 AND email = $2",
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
        "SELECT id, email, name, status, password_hash, version, created_at FROM auth.users WHERE tenant_id = $1 AND id = $2",
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
        "SELECT id, email, name, status, password_hash, version, created_at FROM auth.users
         WHERE tenant_id = $1 AND id = $2 FOR NO KEY UPDATE",
        tenant,
        id.uuid()
    )
    .fetch_optional(&mut **tx)
    .await?
    .map(User::try_from)
    .transpose()
}

/// The users after `after` by address, at most `limit`; with `stores`, those who hold a role for one of them or for all.
pub(crate) async fn page(
    tx: &mut TenantTx<'_>,
    stores: Option<&[Uuid]>,
    after: Option<&str>,
    limit: i64,
) -> Result<Vec<User>> {
    let tenant = tx.tenant().uuid();
    sqlx::query_as!(
        Row,
        r#"SELECT id, email, name, status, password_hash, version, created_at FROM auth.users u
           WHERE tenant_id = $1 AND ($3::text IS NULL OR email > $3::text COLLATE "C")
             AND ($2::uuid[] IS NULL OR EXISTS (
                 SELECT FROM auth.role_grant g
                 WHERE g.tenant_id = $1 AND g.user_id = u.id AND (g.store_id IS NULL OR g.store_id = ANY($2))))
           ORDER BY email LIMIT $4"#,
        tenant,
        stores,
        after,
        limit
    )
    .fetch_all(&mut **tx)
    .await?
    .into_iter()
    .map(User::try_from)
    .collect()
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

pub(crate) async fn set_password(tx: &mut TenantTx<'_>, id: UserId, password_hash: &str) -> Result<()> {
    let tenant = tx.tenant().uuid();
    sqlx::query!(
        "UPDATE auth.users SET password_hash = $3 WHERE tenant_id = $1 AND id = $2",
        tenant,
        id.uuid(),
        password_hash
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
