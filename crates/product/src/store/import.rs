//! Many products at once: the same rows as one by one, written by one statement a table.

use chrono::{DateTime, Utc};
use contracts::ids::{CategoryId, ProductId};
use kernel::{Result, TenantTx, id::UserId};
use uuid::Uuid;

use crate::{change::Action, fold, product::Details, search, text::ImageRef};

/// A product to be written, with the revision it gets.
#[derive(Debug)]
pub struct NewRow {
    pub id: ProductId,
    pub rev: i64,
    pub details: Details,
}

/// Who writes, and when.
#[derive(Clone, Copy, Debug)]
pub struct By {
    pub user: UserId,
    pub at: DateTime<Utc>,
}

/// Those of the SKUs that the tenant has already.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn known_skus(tx: &mut TenantTx<'_>, skus: &[String]) -> Result<Vec<String>> {
    let tenant = tx.tenant().uuid();
    let known = sqlx::query_scalar!(
        "SELECT sku FROM product.product WHERE tenant_id = $1 AND sku = ANY($2)",
        tenant,
        skus
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(known)
}

/// Writes the products with their barcodes, words, first prices and trail.
///
/// # Errors
/// A violation of the constraints that one product would violate.
pub async fn insert(tx: &mut TenantTx<'_>, rows: &[NewRow], by: By) -> Result<()> {
    products(tx, rows, by).await?;
    barcodes(tx, rows).await?;
    terms(tx, rows).await?;
    prices(tx, rows, by).await?;
    changes(tx, rows, by).await
}

fn column<T>(rows: &[NewRow], value: impl Fn(&NewRow) -> T) -> Vec<T> {
    rows.iter().map(value).collect()
}

async fn products(tx: &mut TenantTx<'_>, rows: &[NewRow], by: By) -> Result<()> {
    let tenant = tx.tenant().uuid();
    sqlx::query!(
        "INSERT INTO product.product (tenant_id, id, name, folded, sku, sku_folded, category_id, tax_category, unit, image, active,
                                      rev, version, created_at, updated_at)
         SELECT $1, id, name, folded, sku, sku_folded, category_id, tax_category, unit, image, true, rev, 0, $2, $2
         FROM unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::uuid[], $9::text[], $10::text[], $11::text[],
                     $12::bigint[])
              given (id, name, folded, sku, sku_folded, category_id, tax_category, unit, image, rev)",
        tenant,
        by.at,
        &column(rows, |row| row.id.uuid()),
        &column(rows, |row| row.details.name.as_str().to_owned()),
        &column(rows, |row| fold::fold(row.details.name.as_str())),
        &column(rows, |row| row.details.sku.as_str().to_owned()),
        &column(rows, |row| search::sku(row.details.sku.as_str())),
        &column(rows, |row| row.details.category_id.map(CategoryId::uuid)) as &[Option<Uuid>],
        &column(rows, |row| row.details.tax_category.as_str().to_owned()),
        &column(rows, |row| row.details.unit.name().to_owned()),
        &column(rows, |row| row.details.image.clone().map(ImageRef::into_string)) as &[Option<String>],
        &column(rows, |row| row.rev),
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

async fn barcodes(tx: &mut TenantTx<'_>, rows: &[NewRow]) -> Result<()> {
    let tenant = tx.tenant().uuid();
    let (mut products, mut lookups, mut codes, mut positions) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for row in rows {
        for (position, barcode) in (0_i16..).zip(&row.details.barcodes) {
            products.push(row.id.uuid());
            lookups.push(barcode.lookup());
            codes.push(barcode.as_str().to_owned());
            positions.push(position);
        }
    }
    sqlx::query!(
        "INSERT INTO product.barcode (tenant_id, lookup, code, product_id, position)
         SELECT $1, lookup, code, product_id, position
         FROM unnest($2::uuid[], $3::text[], $4::text[], $5::smallint[]) given (product_id, lookup, code, position)",
        tenant,
        &products,
        &lookups,
        &codes,
        &positions,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

async fn terms(tx: &mut TenantTx<'_>, rows: &[NewRow]) -> Result<()> {
    let tenant = tx.tenant().uuid();
    let (mut products, mut terms, mut categories) = (Vec::new(), Vec::new(), Vec::new());
    for row in rows {
        for term in row.details.terms() {
            products.push(row.id.uuid());
            terms.push(term);
            categories.push(row.details.category_id.map(CategoryId::uuid));
        }
    }
    sqlx::query!(
        "INSERT INTO product.product_term (tenant_id, product_id, term, inactive, category_id)
         SELECT $1, product_id, term, false, category_id
         FROM unnest($2::uuid[], $3::text[], $4::uuid[]) given (product_id, term, category_id)",
        tenant,
        &products,
        &terms,
        &categories as &[Option<Uuid>],
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

async fn prices(tx: &mut TenantTx<'_>, rows: &[NewRow], by: By) -> Result<()> {
    let tenant = tx.tenant().uuid();
    sqlx::query!(
        "INSERT INTO product.price (tenant_id, product_id, rev, from_at, amount_minor, per_milli, user_id, at)
         SELECT $1, product_id, rev, $2, amount_minor, per_milli, $3, $2
         FROM unnest($4::uuid[], $5::bigint[], $6::bigint[], $7::bigint[]) given (product_id, rev, amount_minor, per_milli)",
        tenant,
        by.at,
        by.user.uuid(),
        &column(rows, |row| row.id.uuid()),
        &column(rows, |row| row.rev),
        &column(rows, |row| row.details.price.amount_minor),
        &column(rows, |row| row.details.price.per_milli),
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

async fn changes(tx: &mut TenantTx<'_>, rows: &[NewRow], by: By) -> Result<()> {
    let tenant = tx.tenant().uuid();
    let after = rows
        .iter()
        .map(|row| serde_json::to_string(&row.details))
        .collect::<Result<Vec<_>, _>>()
        .map_err(kernel::Error::internal)?;
    sqlx::query!(
        "INSERT INTO product.product_change (tenant_id, product_id, rev, at, user_id, action, after)
         SELECT $1, product_id, rev, $2, $3, $4, after FROM unnest($5::uuid[], $6::bigint[], $7::text[]) given (product_id, rev, after)",
        tenant,
        by.at,
        by.user.uuid(),
        Action::Created.name(),
        &column(rows, |row| row.id.uuid()),
        &column(rows, |row| row.rev),
        &after,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
