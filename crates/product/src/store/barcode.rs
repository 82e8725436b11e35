//! Barcodes.

use contracts::ids::ProductId;
use kernel::{Result, TenantTx};

use crate::barcode::Barcode;

/// A barcode that another product has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    pub lookup: String,
    pub product_id: uuid::Uuid,
}

/// The first of these barcodes that a product other than `product` has.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn taken(tx: &mut TenantTx<'_>, product: ProductId, barcodes: &[Barcode]) -> Result<Option<Taken>> {
    let tenant = tx.tenant().uuid();
    let lookups: Vec<String> = barcodes.iter().map(Barcode::lookup).collect();
    let taken = sqlx::query_as!(
        Taken,
        "SELECT lookup, product_id FROM product.barcode
         WHERE tenant_id = $1 AND lookup = ANY($2) AND product_id <> $3 ORDER BY lookup LIMIT 1",
        tenant,
        &lookups,
        product.uuid(),
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(taken)
}

/// Gives the product these barcodes and no others.
///
/// # Errors
/// A violation of `barcode_lookup_key` when another product has one of them.
pub async fn replace(tx: &mut TenantTx<'_>, product: ProductId, barcodes: &[Barcode]) -> Result<()> {
    let tenant = tx.tenant().uuid();
    sqlx::query!(
        "DELETE FROM product.barcode WHERE tenant_id = $1 AND product_id = $2",
        tenant,
        product.uuid()
    )
    .execute(&mut **tx)
    .await?;
    insert(tx, product, barcodes).await
}

/// Adds the barcodes of a product that has none.
///
/// # Errors
/// A violation of `barcode_lookup_key` when another product has one of them.
pub async fn insert(tx: &mut TenantTx<'_>, product: ProductId, barcodes: &[Barcode]) -> Result<()> {
    if barcodes.is_empty() {
        return Ok(());
    }
    let tenant = tx.tenant().uuid();
    let lookups: Vec<String> = barcodes.iter().map(Barcode::lookup).collect();
    let codes: Vec<String> = barcodes.iter().map(|code| code.as_str().to_owned()).collect();
    sqlx::query!(
        "INSERT INTO product.barcode (tenant_id, lookup, code, product_id, position)
         SELECT $1, lookup, code, $2, n - 1 FROM unnest($3::text[], $4::text[]) WITH ORDINALITY given (lookup, code, n)",
        tenant,
        product.uuid(),
        &lookups,
        &codes,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
