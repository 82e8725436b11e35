//! Many products at once: the same rows as one by one, written by one or two statements a table.

use chrono::{DateTime, Utc};
use contracts::ids::{CategoryId, ProductId};
use kernel::{Result, TenantTx, id::UserId};
use uuid::Uuid;

use crate::{
    change::Change,
    fold,
    product::{Details, Product},
    search,
    text::ImageRef,
};

/// A product to be written, with the revision it gets.
#[derive(Debug)]
pub struct Written {
    pub id: ProductId,
    pub rev: i64,
    /// As it is now; nothing for one that is new.
    pub before: Option<Box<Product>>,
    pub details: Details,
    pub change: Change,
}

impl Written {
    const fn is_new(&self) -> bool {
        self.before.is_none()
    }
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

/// Has the connection plan its statements anew, those that check references among them: plans that were made while the tables were nearly
/// empty take any index for as good as another, and one that has to be read whole makes each chunk of a first large import longer than the one before.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn plan_anew(tx: &mut TenantTx<'_>) -> Result<()> {
    sqlx::query("DISCARD PLANS").execute(&mut **tx).await?;
    Ok(())
}

/// Writes the products, and of their barcodes, words and prices what has changed, and the trail.
///
/// # Errors
/// A violation of the constraints that one product would violate.
pub async fn write(tx: &mut TenantTx<'_>, rows: &[Written], by: By) -> Result<()> {
    insert(tx, &only(rows, Written::is_new), by).await?;
    update(tx, &only(rows, |row| !row.is_new()), by).await?;
    barcodes(tx, &only(rows, |row| row.change.barcodes)).await?;
    terms(tx, &only(rows, |row| row.change.terms)).await?;
    prices(tx, &only(rows, |row| row.change.price), by).await?;
    changes(tx, &only(rows, |_| true), by).await
}

fn only(rows: &[Written], wanted: impl Fn(&Written) -> bool) -> Vec<&Written> {
    rows.iter().filter(|row| wanted(row)).collect()
}

fn column<T>(rows: &[&Written], value: impl Fn(&Written) -> T) -> Vec<T> {
    rows.iter().map(|row| value(row)).collect()
}

fn family(row: &Written) -> Option<Uuid> {
    let variant = row.details.variant.as_ref();
    variant.map(|variant| variant.family_id.uuid())
}

/// As one text, because arrays of arrays have no gaps: parted by a control character, which no value has.
fn option_values(row: &Written) -> Option<String> {
    let variant = row.details.variant.as_ref();
    variant.map(|variant| super::product::values(variant).join("\x1f"))
}

async fn insert(tx: &mut TenantTx<'_>, rows: &[&Written], by: By) -> Result<()> {
    let tenant = tx.tenant().uuid();
    sqlx::query!(
        "INSERT INTO product.product (tenant_id, id, name, folded, sku, sku_folded, category_id, tax_category, unit, image, active,
                                      rev, version, created_at, updated_at, family_id, option_values)
         SELECT $1, id, name, folded, sku, sku_folded, category_id, tax_category, unit, image, active, rev, 0, $2, $2,
                family_id, string_to_array(option_values, E'\\x1f')
         FROM unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::uuid[], $9::text[], $10::text[], $11::text[],
                     $12::bigint[], $13::bool[], $14::uuid[], $15::text[])
              given (id, name, folded, sku, sku_folded, category_id, tax_category, unit, image, rev, active, family_id, option_values)",
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
        &column(rows, |row| row.details.active),
        &column(rows, family) as &[Option<Uuid>],
        &column(rows, option_values) as &[Option<String>],
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

async fn update(tx: &mut TenantTx<'_>, rows: &[&Written], by: By) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let tenant = tx.tenant().uuid();
    sqlx::query!(
        "UPDATE product.product p
         SET name = given.name, folded = given.folded, category_id = given.category_id, tax_category = given.tax_category,
             unit = given.unit, image = given.image, active = given.active, rev = given.rev, updated_at = $2,
             family_id = given.family_id, option_values = string_to_array(given.option_values, E'\\x1f')
         FROM unnest($3::uuid[], $4::text[], $5::text[], $6::uuid[], $7::text[], $8::text[], $9::text[], $10::bigint[], $11::bool[],
                     $12::uuid[], $13::text[])
              given (id, name, folded, category_id, tax_category, unit, image, rev, active, family_id, option_values)
         WHERE p.tenant_id = $1 AND p.id = given.id",
        tenant,
        by.at,
        &column(rows, |row| row.id.uuid()),
        &column(rows, |row| row.details.name.as_str().to_owned()),
        &column(rows, |row| fold::fold(row.details.name.as_str())),
        &column(rows, |row| row.details.category_id.map(CategoryId::uuid)) as &[Option<Uuid>],
        &column(rows, |row| row.details.tax_category.as_str().to_owned()),
        &column(rows, |row| row.details.unit.name().to_owned()),
        &column(rows, |row| row.details.image.clone().map(ImageRef::into_string)) as &[Option<String>],
        &column(rows, |row| row.rev),
        &column(rows, |row| row.details.active),
        &column(rows, family) as &[Option<Uuid>],
        &column(rows, option_values) as &[Option<String>],
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

async fn barcodes(tx: &mut TenantTx<'_>, rows: &[&Written]) -> Result<()> {
    let tenant = tx.tenant().uuid();
    let changed = column(rows, |row| row.id.uuid());
    sqlx::query!(
        "DELETE FROM product.barcode WHERE tenant_id = $1 AND product_id = ANY($2)",
        tenant,
        &changed
    )
    .execute(&mut **tx)
    .await?;
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

async fn terms(tx: &mut TenantTx<'_>, rows: &[&Written]) -> Result<()> {
    let tenant = tx.tenant().uuid();
    let changed = column(rows, |row| row.id.uuid());
    sqlx::query!(
        "DELETE FROM product.product_term WHERE tenant_id = $1 AND product_id = ANY($2)",
        tenant,
        &changed
    )
    .execute(&mut **tx)
    .await?;
    let mut words: Vec<(String, &Written)> = rows
        .iter()
        .flat_map(|row| row.details.terms().into_iter().map(move |term| (term, *row)))
        .collect();
    // In the order of the index that a search scans, which is then written from one end to the other.
    words.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
    let (mut products, mut terms, mut inactive, mut categories) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (term, row) in words {
        products.push(row.id.uuid());
        terms.push(term);
        inactive.push(!row.details.active);
        categories.push(row.details.category_id.map(CategoryId::uuid));
    }
    sqlx::query!(
        "INSERT INTO product.product_term (tenant_id, product_id, term, inactive, category_id)
         SELECT $1, product_id, term, inactive, category_id
         FROM unnest($2::uuid[], $3::text[], $4::bool[], $5::uuid[]) given (product_id, term, inactive, category_id)",
        tenant,
        &products,
        &terms,
        &inactive,
        &categories as &[Option<Uuid>],
    )
    .execute(&mut **tx)
    .await?;
    super::spelling::keep(tx, terms.iter().map(String::as_str)).await
}

async fn prices(tx: &mut TenantTx<'_>, rows: &[&Written], by: By) -> Result<()> {
    let tenant = tx.tenant().uuid();
    sqlx::query!(
        "INSERT INTO product.price (tenant_id, product_id, rev, from_at, amount_minor, per_milli, user_id, at)
         SELECT $1, product_id, rev, from_at, amount_minor, per_milli, $3, $2
         FROM unnest($4::uuid[], $5::bigint[], $6::bigint[], $7::bigint[], $8::timestamptz[])
              given (product_id, rev, amount_minor, per_milli, from_at)",
        tenant,
        by.at,
        by.user.uuid(),
        &column(rows, |row| row.id.uuid()),
        &column(rows, |row| row.rev),
        &column(rows, |row| row.details.price.amount_minor),
        &column(rows, |row| row.details.price.per_milli),
        // Never before the price that it replaces, whatever the clock did in between.
        &column(rows, |row| row
            .before
            .as_ref()
            .map_or(by.at, |before| by.at.max(before.price_from))),
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

async fn changes(tx: &mut TenantTx<'_>, rows: &[&Written], by: By) -> Result<()> {
    let tenant = tx.tenant().uuid();
    let json = |details: &Details| serde_json::to_string(details).map_err(kernel::Error::internal);
    let after = rows.iter().map(|row| json(&row.details)).collect::<Result<Vec<_>>>()?;
    let before = rows
        .iter()
        .map(|row| row.before.as_ref().map(|before| json(&before.details)).transpose())
        .collect::<Result<Vec<Option<String>>>>()?;
    sqlx::query!(
        "INSERT INTO product.product_change (tenant_id, product_id, rev, at, user_id, action, before, after)
         SELECT $1, product_id, rev, $2, $3, action, before, after
         FROM unnest($4::uuid[], $5::bigint[], $6::text[], $7::text[], $8::text[]) given (product_id, rev, action, before, after)",
        tenant,
        by.at,
        by.user.uuid(),
        &column(rows, |row| row.id.uuid()),
        &column(rows, |row| row.rev),
        &column(rows, |row| row.change.action.name().to_owned()),
        &before as &[Option<String>],
        &after,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What the catalogue has under these SKUs.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn of_skus(tx: &mut TenantTx<'_>, skus: &[String], now: DateTime<Utc>) -> Result<Vec<Product>> {
    let tenant = tx.tenant().uuid();
    let ids = sqlx::query_scalar!(
        "SELECT id FROM product.product WHERE tenant_id = $1 AND sku = ANY($2)",
        tenant,
        skus
    )
    .fetch_all(&mut **tx)
    .await?;
    super::product::load(tx, &ids, now).await
}

/// A barcode and who has it.
#[derive(Debug)]
pub struct Owner {
    pub lookup: String,
    pub product_id: Uuid,
    pub sku: String,
}

/// Who has these barcodes, on sale or not.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn owners(tx: &mut TenantTx<'_>, lookups: &[String]) -> Result<Vec<Owner>> {
    let tenant = tx.tenant().uuid();
    Ok(sqlx::query_as!(
        Owner,
        "SELECT b.lookup, b.product_id, p.sku FROM product.barcode b
         JOIN product.product p ON p.tenant_id = $1 AND p.id = b.product_id
         WHERE b.tenant_id = $1 AND b.lookup = ANY($2)",
        tenant,
        lookups
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// The categories of these folded names.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn categories(tx: &mut TenantTx<'_>, folded: &[String]) -> Result<Vec<(String, CategoryId)>> {
    let tenant = tx.tenant().uuid();
    let rows = sqlx::query!(
        "SELECT folded, id FROM product.category WHERE tenant_id = $1 AND folded = ANY($2)",
        tenant,
        folded
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.folded, row.id.into())).collect())
}
