//! `product.picture`: kept once by the hash of the file that was sent, and never changed.

use chrono::{DateTime, Utc};
use kernel::{Result, TenantTx, id::UserId};

use crate::picture::Picture;

/// # Errors
/// 503 when the database cannot be reached.
pub async fn exists(tx: &mut TenantTx<'_>, hash: &[u8]) -> Result<bool> {
    let tenant = tx.tenant().uuid();
    let found = sqlx::query_scalar!(
        "SELECT 1 FROM product.picture WHERE tenant_id = $1 AND hash = $2",
        tenant,
        hash
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(found.is_some())
}

/// Keeps the picture, unless it is kept already.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn keep(
    tx: &mut TenantTx<'_>,
    hash: &[u8],
    picture: &Picture,
    user: UserId,
    now: DateTime<Utc>,
) -> Result<()> {
    let tenant = tx.tenant().uuid();
    sqlx::query!(
        "INSERT INTO product.picture (tenant_id, hash, media_type, width, height, large, small, user_id, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (tenant_id, hash) DO NOTHING",
        tenant,
        hash,
        picture.media_type,
        i32::try_from(picture.width).unwrap_or(i32::MAX),
        i32::try_from(picture.height).unwrap_or(i32::MAX),
        picture.large,
        picture.small,
        user.uuid(),
        now,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// A picture in one of its sizes.
#[derive(Debug)]
pub struct Shown {
    pub media_type: String,
    pub bytes: Vec<u8>,
}

/// # Errors
/// 503 when the database cannot be reached.
pub async fn show(tx: &mut TenantTx<'_>, hash: &[u8], small: bool) -> Result<Option<Shown>> {
    let tenant = tx.tenant().uuid();
    Ok(sqlx::query_as!(
        Shown,
        r#"SELECT media_type, CASE WHEN $3 THEN small ELSE large END AS "bytes!" FROM product.picture WHERE tenant_id = $1 AND hash = $2"#,
        tenant,
        hash,
        small,
    )
    .fetch_optional(&mut **tx)
    .await?)
}
