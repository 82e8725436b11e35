//! Categories.

use chrono::{DateTime, Utc};
use contracts::ids::CategoryId;
use kernel::{Error, Result, TenantTx};

use crate::{
    category::Category,
    codes::CATEGORY_TAKEN,
    fold,
    text::{Color, Name},
};

/// Where a page of the list ends.
pub struct After<'a> {
    pub position: i32,
    pub folded: &'a str,
    pub id: CategoryId,
}

struct Row {
    id: uuid::Uuid,
    name: String,
    color: Option<String>,
    position: i32,
}

impl From<Row> for Category {
    fn from(row: Row) -> Self {
        Self {
            id: row.id.into(),
            name: Name::stored(row.name),
            color: row.color.map(Color::stored),
            position: row.position,
        }
    }
}

/// The categories by position and name, after the given one.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn list(tx: &mut TenantTx<'_>, after: &After<'_>, limit: i64) -> Result<Vec<Category>> {
    let tenant = tx.tenant().uuid();
    let rows = sqlx::query_as!(
        Row,
        "SELECT id, name, color, position FROM product.category
         WHERE tenant_id = $1 AND (position, folded, id) > ($2, $3, $4)
         ORDER BY position, folded, id LIMIT $5",
        tenant,
        after.position,
        after.folded,
        after.id.uuid(),
        limit,
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(Category::from).collect())
}

/// # Errors
/// 503 when the database cannot be reached.
pub async fn exists(tx: &mut TenantTx<'_>, id: CategoryId) -> Result<bool> {
    let tenant = tx.tenant().uuid();
    let found = sqlx::query_scalar!(
        "SELECT 1 FROM product.category WHERE tenant_id = $1 AND id = $2",
        tenant,
        id.uuid()
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(found.is_some())
}

/// The category, locked until the transaction ends.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn lock(tx: &mut TenantTx<'_>, id: CategoryId) -> Result<Option<Category>> {
    let tenant = tx.tenant().uuid();
    let row = sqlx::query_as!(
        Row,
        "SELECT id, name, color, position FROM product.category WHERE tenant_id = $1 AND id = $2 FOR NO KEY UPDATE",
        tenant,
        id.uuid(),
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(Category::from))
}

/// The category of this name.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn named(tx: &mut TenantTx<'_>, name: &Name) -> Result<Option<CategoryId>> {
    let tenant = tx.tenant().uuid();
    let id = sqlx::query_scalar!(
        "SELECT id FROM product.category WHERE tenant_id = $1 AND folded = $2",
        tenant,
        fold::fold(name.as_str()),
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(id.map(CategoryId::from_uuid))
}

/// The place behind the last one, within the range that there is.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn next_position(tx: &mut TenantTx<'_>) -> Result<i32> {
    let tenant = tx.tenant().uuid();
    let next = sqlx::query_scalar!(
        r#"SELECT least(coalesce(max(position) + 1, 0), 10000) AS "next!" FROM product.category WHERE tenant_id = $1"#,
        tenant,
    )
    .fetch_one(&mut **tx)
    .await?;
    Ok(next)
}

/// # Errors
/// 409 `category_taken` when the tenant has one of this name.
pub async fn insert(tx: &mut TenantTx<'_>, category: &Category, now: DateTime<Utc>) -> Result<()> {
    let tenant = tx.tenant().uuid();
    sqlx::query!(
        "INSERT INTO product.category (tenant_id, id, name, folded, color, position, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $7)",
        tenant,
        category.id.uuid(),
        category.name.as_str(),
        fold::fold(category.name.as_str()),
        category.color.as_ref().map(Color::as_str),
        category.position,
        now,
    )
    .execute(&mut **tx)
    .await
    .map_err(clash)?;
    Ok(())
}

/// # Errors
/// 409 `category_taken` when the tenant has another one of this name.
pub async fn update(tx: &mut TenantTx<'_>, category: &Category, now: DateTime<Utc>) -> Result<()> {
    let tenant = tx.tenant().uuid();
    sqlx::query!(
        "UPDATE product.category SET name = $3, folded = $4, color = $5, position = $6, updated_at = $7
         WHERE tenant_id = $1 AND id = $2",
        tenant,
        category.id.uuid(),
        category.name.as_str(),
        fold::fold(category.name.as_str()),
        category.color.as_ref().map(Color::as_str),
        category.position,
        now,
    )
    .execute(&mut **tx)
    .await
    .map_err(clash)?;
    Ok(())
}

fn clash(error: sqlx::Error) -> Error {
    let error = Error::from(error);
    if error.violates("category_name_key") {
        CATEGORY_TAKEN.error().caused_by(error)
    } else {
        error
    }
}

/// The names of these categories.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn names(tx: &mut TenantTx<'_>, ids: &[CategoryId]) -> Result<Vec<(CategoryId, String)>> {
    let tenant = tx.tenant().uuid();
    let ids: Vec<_> = ids.iter().map(|id| id.uuid()).collect();
    let rows = sqlx::query!(
        "SELECT id, name FROM product.category WHERE tenant_id = $1 AND id = ANY($2)",
        tenant,
        &ids
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id.into(), row.name)).collect())
}
