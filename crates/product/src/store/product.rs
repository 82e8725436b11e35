//! Products, read whole: with their barcodes and the prices that hold or will hold.

use chrono::{DateTime, Utc};
use contracts::{
    ids::ProductId,
    product::{Unit, Variant},
};
use kernel::{Error, Result, TenantTx};
use pricing::UnitPrice;
use uuid::Uuid;

use crate::{
    barcode::Barcode,
    faults::Fault,
    fold,
    price::{self, DatedPrice, OwnPrice},
    product::{Details, Product, entry},
    search,
    text::{ImageRef, Name, Sku, TaxCategory},
};

/// A product's columns, its barcodes in their order, and its prices for the whole tenant, the newest first.
pub(super) struct Row {
    pub id: Uuid,
    pub name: String,
    pub sku: String,
    pub category_id: Option<Uuid>,
    pub tax_category: String,
    pub unit: String,
    pub image: Option<String>,
    pub active: bool,
    /// As JSON.
    pub family: Option<String>,
    pub option_values: Option<Vec<String>>,
    pub rev: i64,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub barcodes: Vec<String>,
    pub amounts_minor: Vec<i64>,
    pub pers_milli: Vec<i64>,
    pub froms: Vec<DateTime<Utc>>,
    /// The stores that have a price of their own, and these.
    pub stores: Vec<Uuid>,
    pub own_amounts_minor: Vec<i64>,
    pub own_pers_milli: Vec<i64>,
}

impl Row {
    /// The product as it is at this moment.
    pub(super) fn product(self, now: DateTime<Utc>) -> Result<Product> {
        let variant = self.variant()?;
        let row = self;
        let prices = row
            .amounts_minor
            .into_iter()
            .zip(row.pers_milli)
            .map(|(amount_minor, per_milli)| UnitPrice {
                amount_minor,
                per_milli,
            });
        let newest_first = row
            .froms
            .into_iter()
            .zip(prices)
            .map(|(from, price)| DatedPrice { from, price });
        let own = row
            .stores
            .into_iter()
            .zip(row.own_amounts_minor.into_iter().zip(row.own_pers_milli));
        let own_prices = own.map(|(store, (amount_minor, per_milli))| OwnPrice {
            store_id: store.into(),
            price: UnitPrice {
                amount_minor,
                per_milli,
            },
        });
        let (in_force, later) = price::in_force(newest_first, now)
            .ok_or_else(|| Error::internal(format!("product {} has no price", row.id)))?;
        let unit = Unit::named(&row.unit)
            .ok_or_else(|| Error::internal(format!("product {} has the unit {}", row.id, row.unit)))?;
        Ok(Product {
            id: row.id.into(),
            details: Details {
                name: Name::stored(row.name),
                sku: Sku::stored(row.sku),
                barcodes: row.barcodes.into_iter().map(Barcode::stored).collect(),
                category_id: row.category_id.map(Into::into),
                tax_category: TaxCategory::stored(row.tax_category),
                unit,
                price: in_force.price,
                own_prices: own_prices.collect(),
                image: row.image.map(ImageRef::stored),
                variant,
                active: row.active,
            },
            price_from: in_force.from,
            later_prices: later
                .into_iter()
                .map(|later| entry(Some(later.from), later.price))
                .collect(),
            rev: row.rev,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }

    fn variant(&self) -> Result<Option<Variant>> {
        let (Some(family), Some(values)) = (&self.family, &self.option_values) else {
            return Ok(None);
        };
        let family = super::family::from_json(family)?;
        let misplaced = |fault: Fault| Error::internal(format!("product {}: {}", self.id, fault.detail));
        family.variant(values).map(Some).map_err(misplaced)
    }
}

/// The products of these ids, in their order; unknown ids are passed over.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn load(tx: &mut TenantTx<'_>, ids: &[Uuid], now: DateTime<Utc>) -> Result<Vec<Product>> {
    let tenant = tx.tenant().uuid();
    let rows = sqlx::query_file_as!(Row, "src/store/product_load.sql", tenant, ids)
        .fetch_all(&mut **tx)
        .await?;
    rows.into_iter().map(|row| row.product(now)).collect()
}

/// One product.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn find(tx: &mut TenantTx<'_>, id: ProductId, now: DateTime<Utc>) -> Result<Option<Product>> {
    Ok(load(tx, &[id.uuid()], now).await?.pop())
}

/// One product, locked until the transaction ends.
///
/// # Errors
/// 503 when the database cannot be reached or somebody else holds it for longer than the lock timeout.
pub async fn lock(tx: &mut TenantTx<'_>, id: ProductId, now: DateTime<Utc>) -> Result<Option<Product>> {
    let tenant = tx.tenant().uuid();
    sqlx::query!(
        "SELECT id FROM product.product WHERE tenant_id = $1 AND id = $2 FOR UPDATE",
        tenant,
        id.uuid()
    )
    .fetch_optional(&mut **tx)
    .await?;
    // Read by a statement of its own: what another transaction wrote while this one waited for the lock is seen.
    find(tx, id, now).await
}

/// Locks these products until the transaction ends, in the order of their ids, so that no two wait for each other.
///
/// # Errors
/// 503 when the database cannot be reached or somebody else holds one for longer than the lock timeout.
pub async fn lock_all(tx: &mut TenantTx<'_>, ids: &[Uuid]) -> Result<()> {
    let tenant = tx.tenant().uuid();
    sqlx::query!(
        "SELECT id FROM product.product WHERE tenant_id = $1 AND id = ANY($2) ORDER BY id FOR UPDATE",
        tenant,
        ids
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(())
}

/// # Errors
/// 503 when the database cannot be reached.
pub async fn exists(tx: &mut TenantTx<'_>, id: ProductId) -> Result<bool> {
    let tenant = tx.tenant().uuid();
    let found = sqlx::query_scalar!(
        "SELECT 1 FROM product.product WHERE tenant_id = $1 AND id = $2",
        tenant,
        id.uuid()
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(found.is_some())
}

/// Whether a product other than `product` has the SKU.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn sku_taken(tx: &mut TenantTx<'_>, product: ProductId, sku: &Sku) -> Result<bool> {
    let tenant = tx.tenant().uuid();
    let found = sqlx::query_scalar!(
        "SELECT 1 FROM product.product WHERE tenant_id = $1 AND sku = $2 AND id <> $3",
        tenant,
        sku.as_str(),
        product.uuid(),
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(found.is_some())
}

/// The values of a variant, in the order of its family's options.
pub(super) fn values(variant: &Variant) -> Vec<String> {
    variant.options.iter().map(|option| option.value.clone()).collect()
}

/// A product's own row, to be written.
#[derive(Clone, Copy, Debug)]
pub struct Write<'a> {
    pub id: ProductId,
    pub details: &'a Details,
    pub rev: i64,
    pub version: i32,
    pub at: DateTime<Utc>,
}

/// # Errors
/// A violation of `product_sku_key` or `product_category_fkey`.
pub async fn insert(tx: &mut TenantTx<'_>, write: Write<'_>) -> Result<()> {
    let tenant = tx.tenant().uuid();
    let details = write.details;
    let option_values = details.variant.as_ref().map(values);
    sqlx::query!(
        "INSERT INTO product.product (tenant_id, id, name, folded, sku, sku_folded, category_id, tax_category, unit, image, active,
                                      rev, version, created_at, updated_at, family_id, option_values)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14, $15, $16)",
        tenant,
        write.id.uuid(),
        details.name.as_str(),
        fold::fold(details.name.as_str()),
        details.sku.as_str(),
        search::sku(details.sku.as_str()),
        details.category_id.map(contracts::ids::CategoryId::uuid),
        details.tax_category.as_str(),
        details.unit.name(),
        details.image.as_ref().map(ImageRef::as_str),
        details.active,
        write.rev,
        write.version,
        write.at,
        details.variant.as_ref().map(|variant| variant.family_id.uuid()),
        option_values.as_deref(),
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// # Errors
/// A violation of `product_sku_key` or `product_category_fkey`.
pub async fn update(tx: &mut TenantTx<'_>, write: Write<'_>) -> Result<()> {
    let tenant = tx.tenant().uuid();
    let details = write.details;
    let option_values = details.variant.as_ref().map(values);
    sqlx::query!(
        "UPDATE product.product SET name = $3, folded = $4, sku = $5, sku_folded = $6, category_id = $7, tax_category = $8, unit = $9,
                                    image = $10, active = $11, rev = $12, version = $13, updated_at = $14, family_id = $15, option_values = $16
         WHERE tenant_id = $1 AND id = $2",
        tenant,
        write.id.uuid(),
        details.name.as_str(),
        fold::fold(details.name.as_str()),
        details.sku.as_str(),
        search::sku(details.sku.as_str()),
        details.category_id.map(contracts::ids::CategoryId::uuid),
        details.tax_category.as_str(),
        details.unit.name(),
        details.image.as_ref().map(ImageRef::as_str),
        details.active,
        write.rev,
        write.version,
        write.at,
        details.variant.as_ref().map(|variant| variant.family_id.uuid()),
        option_values.as_deref(),
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
