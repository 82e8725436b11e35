//! The head of a tenant's catalogue: it gives out revisions.

use kernel::{Result, TenantTx};

/// Where a catalogue stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// The newest revision; 0 before the first product.
    pub rev: i64,
    /// How many products are on sale.
    pub on_sale: i64,
    /// Changes when readers of the feed must begin anew.
    pub epoch: i32,
}

/// Takes the next `revisions` and returns the last of them. The head stays locked until the transaction ends, so that
/// revisions become visible in their order: take them late, and let nothing slow follow.
///
/// # Errors
/// 503 when another writer holds the head for longer than the lock timeout.
pub async fn take(tx: &mut TenantTx<'_>, revisions: i64, on_sale: i64) -> Result<i64> {
    let tenant = tx.tenant().uuid();
    // The row proposed for insertion is checked even where it will be an update, and less than none on sale is refused.
    let rev = sqlx::query_scalar!(
        "INSERT INTO product.catalog_head AS head (tenant_id, rev, on_sale) VALUES ($1, $2, greatest($3::bigint, 0))
         ON CONFLICT (tenant_id) DO UPDATE SET rev = head.rev + $2, on_sale = head.on_sale + $3
         RETURNING rev",
        tenant,
        revisions,
        on_sale,
    )
    .fetch_one(&mut **tx)
    .await?;
    Ok(rev)
}

/// Keeps other writers of the catalogue away until the transaction ends, before it is known how many revisions are taken. The first writer
/// of a tenant has no head to lock: a second one at that very moment fails on what the first one wrote.
///
/// # Errors
/// 503 when another writer holds the head for longer than the lock timeout.
pub async fn lock(tx: &mut TenantTx<'_>) -> Result<()> {
    let tenant = tx.tenant().uuid();
    sqlx::query!(
        "SELECT rev FROM product.catalog_head WHERE tenant_id = $1 FOR UPDATE",
        tenant
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(())
}

/// # Errors
/// 503 when the database cannot be reached.
pub async fn read(tx: &mut TenantTx<'_>) -> Result<Head> {
    let tenant = tx.tenant().uuid();
    let head = sqlx::query_as!(
        Head,
        "SELECT rev, on_sale, epoch FROM product.catalog_head WHERE tenant_id = $1",
        tenant
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(head.unwrap_or(Head {
        rev: 0,
        on_sale: 0,
        epoch: 1,
    }))
}
