//! `auth.register`.

use chrono::{DateTime, Utc};
use contracts::{
    auth::Register,
    ids::{RegisterId, StoreId},
};
use kernel::{Result, TenantTx};
use uuid::Uuid;

struct Row {
    id: Uuid,
    store_id: Uuid,
    name: String,
    code: String,
    series: String,
    active: bool,
}

impl From<Row> for Register {
    fn from(row: Row) -> Self {
        Self {
            id: RegisterId::from_uuid(row.id),
            store_id: StoreId::from_uuid(row.store_id),
            name: row.name,
            code: row.code,
            series: row.series,
            active: row.active,
        }
    }
}

/// The registers after `after` by series, at most `limit`; with `stores`, those of them.
pub(crate) async fn page(
    tx: &mut TenantTx<'_>,
    stores: Option<&[Uuid]>,
    after: Option<&str>,
    limit: i64,
) -> Result<Vec<Register>> {
    let tenant = tx.tenant().uuid();
    let rows = sqlx::query_as!(
        Row,
        r#"SELECT id, store_id, name, code, series, active FROM auth.register
           WHERE tenant_id = $1 AND ($2::uuid[] IS NULL OR store_id = ANY($2)) AND ($3::text IS NULL OR series > $3::text COLLATE "C")
           ORDER BY series LIMIT $4"#,
        tenant,
        stores,
        after,
        limit
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(Register::from).collect())
}

pub(crate) async fn load(tx: &mut TenantTx<'_>, id: RegisterId) -> Result<Option<Register>> {
    let tenant = tx.tenant().uuid();
    let row = sqlx::query_as!(
        Row,
        "SELECT id, store_id, name, code, series, active FROM auth.register WHERE tenant_id = $1 AND id = $2",
        tenant,
        id.uuid()
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(Register::from))
}

pub(crate) async fn count(tx: &mut TenantTx<'_>) -> Result<i64> {
    let tenant = tx.tenant().uuid();
    Ok(sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!" FROM auth.register WHERE tenant_id = $1"#,
        tenant
    )
    .fetch_one(&mut **tx)
    .await?)
}

/// Adds a register of version 1. A taken code violates `register_code_key`, a taken series `register_series_key`.
pub(crate) async fn insert(tx: &mut TenantTx<'_>, register: &Register, now: DateTime<Utc>) -> Result<()> {
    let tenant = tx.tenant().uuid();
    sqlx::query!(
        "INSERT INTO auth.register (tenant_id, id, store_id, name, code, series, active, version, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8)",
        tenant,
        register.id.uuid(),
        register.store_id.uuid(),
        register.name,
        register.code,
        register.series,
        register.active,
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Writes what of a register may change. Returns its new version.
pub(crate) async fn update(tx: &mut TenantTx<'_>, register: &Register) -> Result<i32> {
    let tenant = tx.tenant().uuid();
    Ok(sqlx::query_scalar!(
        "UPDATE auth.register SET name = $3, code = $4, active = $5, version = version + 1
         WHERE tenant_id = $1 AND id = $2 RETURNING version",
        tenant,
        register.id.uuid(),
        register.name,
        register.code,
        register.active
    )
    .fetch_one(&mut **tx)
    .await?)
}
