//! `auth.tenant`.

use chrono::{DateTime, Utc};
use contracts::auth::TenantEntry;
use kernel::{Result, SystemTx, TenantTx, id::TenantId};

use crate::texts::Name;

/// The tenant of a shop code: before sign-in nobody knows it.
pub(crate) async fn by_shop_code(tx: &mut SystemTx<'_>, shop_code: &str) -> Result<Option<TenantId>> {
    let id = sqlx::query_scalar!("SELECT tenant_id FROM auth.tenant WHERE shop_code = $1", shop_code)
        .fetch_optional(&mut **tx)
        .await?;
    Ok(id.map(TenantId::from_uuid))
}

/// The transaction's tenant with its directory's version.
pub(crate) async fn load(tx: &mut TenantTx<'_>) -> Result<(TenantEntry, i64)> {
    let id = tx.tenant();
    let row = sqlx::query!(
        "SELECT shop_code, name, prices_include_tax, directory_version FROM auth.tenant WHERE tenant_id = $1",
        id.uuid()
    )
    .fetch_optional(&mut **tx)
    .await?
    .ok_or_else(|| kernel::codes::NOT_FOUND.error())?;
    let entry = TenantEntry {
        id,
        shop_code: row.shop_code,
        name: row.name,
        prices_include_tax: row.prices_include_tax,
    };
    Ok((entry, row.directory_version))
}

/// Holds the tenant's row to the end of the transaction: who may administer the tenant is decided by one at a time.
pub(crate) async fn lock(tx: &mut TenantTx<'_>) -> Result<()> {
    let id = tx.tenant().uuid();
    sqlx::query_scalar!(
        "SELECT 1 AS held FROM auth.tenant WHERE tenant_id = $1 FOR NO KEY UPDATE",
        id
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(())
}

/// Gives the transaction's tenant another name. Returns its new version.
pub(crate) async fn rename(tx: &mut TenantTx<'_>, name: &Name) -> Result<i32> {
    let id = tx.tenant().uuid();
    Ok(sqlx::query_scalar!(
        "UPDATE auth.tenant SET name = $2, version = version + 1 WHERE tenant_id = $1 RETURNING version",
        id,
        name.as_str()
    )
    .fetch_one(&mut **tx)
    .await?)
}

/// Takes the directory's next version, and holds the tenant's row: one change of the directory at a time.
pub(crate) async fn next_directory_version(tx: &mut TenantTx<'_>) -> Result<i64> {
    let id = tx.tenant().uuid();
    Ok(sqlx::query_scalar!(
        "UPDATE auth.tenant SET directory_version = directory_version + 1 WHERE tenant_id = $1 RETURNING directory_version",
        id
    )
    .fetch_one(&mut **tx)
    .await?)
}

/// Adds the transaction's tenant. A taken shop code violates `tenant_shop_code_key`.
pub(crate) async fn insert(tx: &mut TenantTx<'_>, entry: &TenantEntry, now: DateTime<Utc>) -> Result<()> {
    let id = tx.tenant().uuid();
    sqlx::query!(
        "INSERT INTO auth.tenant (tenant_id, shop_code, name, prices_include_tax, directory_version, created_at)
         VALUES ($1, $2, $3, $4, 1, $5)",
        id,
        entry.shop_code,
        entry.name,
        entry.prices_include_tax,
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
