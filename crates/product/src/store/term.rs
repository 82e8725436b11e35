//! The words by which products are found.

use contracts::ids::{CategoryId, ProductId};
use kernel::{Result, TenantTx};
use uuid::Uuid;

use crate::fold;

/// Counting the hits of a word stops here: enough to tell a common word from a rare one.
const HITS_MAX: i64 = 2000;

/// What a product is found by, and what of it a search filters by.
#[derive(Clone, Copy, Debug)]
pub struct Found<'a> {
    pub terms: &'a [String],
    pub inactive: bool,
    pub category: Option<CategoryId>,
}

/// Gives the product these words and no others.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn replace(tx: &mut TenantTx<'_>, product: ProductId, found: Found<'_>) -> Result<()> {
    let tenant = tx.tenant().uuid();
    sqlx::query!(
        "DELETE FROM product.product_term
         WHERE tenant_id = $1 AND product_id = $2 AND (term <> ALL($3) OR inactive <> $4 OR category_id IS DISTINCT FROM $5)",
        tenant,
        product.uuid(),
        found.terms,
        found.inactive,
        found.category.map(CategoryId::uuid),
    )
    .execute(&mut **tx)
    .await?;
    insert(tx, product, found).await
}

/// Adds those of the words that the product does not have yet.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn insert(tx: &mut TenantTx<'_>, product: ProductId, found: Found<'_>) -> Result<()> {
    let tenant = tx.tenant().uuid();
    sqlx::query!(
        "INSERT INTO product.product_term (tenant_id, product_id, term, inactive, category_id)
         SELECT $1, $2, term, $4, $5 FROM unnest($3::text[]) term
         ON CONFLICT (tenant_id, product_id, term) DO NOTHING",
        tenant,
        product.uuid(),
        found.terms,
        found.inactive,
        found.category.map(CategoryId::uuid),
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// How many words of products on sale begin with each of these, counted up to 2,000.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn hits(tx: &mut TenantTx<'_>, words: &[String]) -> Result<Vec<i64>> {
    let tenant = tx.tenant().uuid();
    let ends: Vec<String> = words.iter().map(|word| fold::prefix_end(word)).collect();
    let hits = sqlx::query_scalar!(
        r#"SELECT (SELECT count(*) FROM (
               SELECT 1 FROM product.product_term t
               WHERE t.tenant_id = $1 AND NOT t.inactive AND t.term >= word.start AND t.term < word.ending LIMIT $4) capped) AS "hits!"
           FROM unnest($2::text[], $3::text[]) WITH ORDINALITY word (start, ending, n) ORDER BY n"#,
        tenant,
        words,
        &ends,
        HITS_MAX,
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(hits)
}

/// A product and the word by which it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    pub term: String,
    pub product_id: Uuid,
}

/// What a scan for hits looks for, and where it goes on.
pub struct Scan<'a> {
    /// Words of the product's that begin with this are scanned, in their order.
    pub driver: &'a str,
    /// The product has words that begin with each of these, too.
    pub others: &'a [String],
    pub inactive: bool,
    /// The last hit of the page before.
    pub after: Option<(&'a str, Uuid)>,
    pub category: Option<Uuid>,
    /// Products that were shown already because the query is their code.
    pub except: &'a [Uuid],
}

/// The next products that the scan finds, each at the first of its words that begins with the driver.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn scan(tx: &mut TenantTx<'_>, scan: &Scan<'_>, limit: i64) -> Result<Vec<Hit>> {
    let tenant = tx.tenant().uuid();
    let ends: Vec<String> = scan.others.iter().map(|word| fold::prefix_end(word)).collect();
    // Never before the driver: an index scan begins at this row, not at the first word of the range.
    let (after_term, after_product) = scan.after.unwrap_or((scan.driver, Uuid::nil()));
    let hits = sqlx::query_file_as!(
        Hit,
        "src/store/term_scan.sql",
        tenant,
        scan.inactive,
        scan.driver,
        fold::prefix_end(scan.driver),
        after_term,
        after_product,
        scan.others,
        &ends,
        scan.category,
        scan.except,
        limit,
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(hits)
}

/// Those of the products that have words which begin with each of these.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn having_all(tx: &mut TenantTx<'_>, products: &[Uuid], words: &[String]) -> Result<Vec<Uuid>> {
    let tenant = tx.tenant().uuid();
    let ends: Vec<String> = words.iter().map(|word| fold::prefix_end(word)).collect();
    let found = sqlx::query_scalar!(
        r#"SELECT id AS "id!" FROM unnest($2::uuid[]) id
           WHERE (SELECT coalesce(bool_and(EXISTS (
               SELECT FROM product.product_term t
               WHERE t.tenant_id = $1 AND t.product_id = id AND t.term >= word.start AND t.term < word.ending)), true)
               FROM unnest($3::text[], $4::text[]) word (start, ending))"#,
        tenant,
        products,
        words,
        &ends,
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(found)
}
