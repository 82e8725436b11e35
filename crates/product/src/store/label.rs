//! Products by their ids, with no more than their labels.

use contracts::{
    ids::ProductId,
    product::{ProductLabel, Unit},
};
use kernel::{Error, Result, TenantTx};

/// The labels of those that are there, on sale or not.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn of(tx: &mut TenantTx<'_>, ids: &[ProductId]) -> Result<Vec<ProductLabel>> {
    let ids: Vec<uuid::Uuid> = ids.iter().map(|id| id.uuid()).collect();
    let rows = sqlx::query!(
        "SELECT id, name, sku, unit, active FROM product.product WHERE tenant_id = $1 AND id = ANY($2)",
        tx.tenant().uuid(),
        &ids,
    )
    .fetch_all(&mut **tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            let unit = Unit::named(&row.unit).ok_or_else(|| Error::internal("a product has a unit that is none"))?;
            Ok(ProductLabel {
                id: ProductId::from_uuid(row.id),
                name: row.name,
                sku: row.sku,
                unit,
                active: row.active,
            })
        })
        .collect()
}
