//! The words by which products are found.

use contracts::ids::{CategoryId, ProductId};
use kernel::{Error, Result, TenantTx};
use uuid::Uuid;

use crate::{
    fold,
    search::{Driving, Meant},
};

/// Counting the hits of a word stops here: enough to tell a common word from a rare one.
const HITS_MAX: i64 = 2000;
/// Products of another word that are known first; where there are more, a scan soon has its page without.
const COMPANIONS_MAX: i64 = 10_000;

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
    super::spelling::keep(tx, found.terms.iter().map(String::as_str)).await
}

/// How many words of products on sale stand for each of these, each range counted up to 2,000.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn hits(tx: &mut TenantTx<'_>, meant: &[Meant]) -> Result<Vec<i64>> {
    let tenant = tx.tenant().uuid();
    let ranges = Ranges::of(meant.iter());
    let hits = sqlx::query_scalar!(
        r#"SELECT sum((SELECT count(*) FROM (
               SELECT 1 FROM product.product_term t
               WHERE t.tenant_id = $1 AND NOT t.inactive AND t.term >= range.start AND t.term < range.ending LIMIT $5) capped))::bigint AS "hits!"
           FROM unnest($2::integer[], $3::text[], $4::text[]) range (word, start, ending) GROUP BY word ORDER BY word"#,
        tenant,
        &ranges.words,
        &ranges.starts,
        &ranges.endings,
        HITS_MAX,
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(hits)
}

/// The ranges of several words as columns, each with the number of its word.
#[derive(Default)]
struct Ranges {
    words: Vec<i32>,
    starts: Vec<String>,
    endings: Vec<String>,
}

impl Ranges {
    fn of<'a>(meant: impl Iterator<Item = &'a Meant>) -> Self {
        let mut ranges = Self::default();
        for (word, meant) in (0..).zip(meant) {
            for range in &meant.ranges {
                ranges.words.push(word);
                ranges.starts.push(range.start.clone());
                ranges.endings.push(range.ending.clone());
            }
        }
        ranges
    }
}

fn companions_max(by: &Driving) -> i64 {
    if by.is_common { COMPANIONS_MAX } else { 0 }
}

/// A product and the word by which it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    pub term: String,
    pub product_id: Uuid,
}

/// What a scan for hits looks for, and where it goes on.
pub struct Scan<'a> {
    /// Words of the product's that begin with the driver are scanned, in their order; it has words that begin with the others, too.
    pub by: &'a Driving,
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
    let Driving { driver, others, .. } = scan.by;
    let ends: Vec<String> = others.iter().map(|word| fold::prefix_end(word)).collect();
    // Never before the driver: an index scan begins at this row, not at the first word of the range.
    let (after_term, after_product) = scan.after.unwrap_or((driver, Uuid::nil()));
    let hits = sqlx::query_file_as!(
        Hit,
        "src/store/term_scan.sql",
        tenant,
        scan.inactive,
        driver,
        fold::prefix_end(driver),
        after_term,
        after_product,
        others,
        &ends,
        scan.category,
        scan.except,
        limit,
        companions_max(scan.by),
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(hits)
}

/// What a scan for hits with slips looks for, and where it goes on.
pub struct NearScan<'a> {
    /// What stands for the driver is scanned.
    pub by: &'a Driving,
    /// What the words of the search mean. The product has for each of them what stands for it.
    pub meant: &'a [Meant],
    pub inactive: bool,
    /// The last hit of the page before.
    pub after: Option<(&'a str, Uuid)>,
    pub category: Option<Uuid>,
    pub except: &'a [Uuid],
}

/// The next products that the scan finds and that are not found as it was typed, each at the first of its words that stands for the driver.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn near_scan<'a>(tx: &mut TenantTx<'_>, scan: &NearScan<'a>, limit: i64) -> Result<Vec<Hit>> {
    let tenant = tx.tenant().uuid();
    let meaning = |word: &'a String| scan.meant.iter().filter(move |meant| meant.word == *word);
    let driver = Ranges::of(meaning(&scan.by.driver));
    let count = i32::try_from(scan.by.others.len()).map_err(Error::internal)?;
    let others = Ranges::of(scan.by.others.iter().flat_map(meaning));
    let typed: Vec<String> = scan.meant.iter().map(|meant| meant.word.clone()).collect();
    let typed_ends: Vec<String> = typed.iter().map(|word| fold::prefix_end(word)).collect();
    let (after_term, after_product) = scan.after.unwrap_or(("", Uuid::nil()));
    let hits = sqlx::query_file_as!(
        Hit,
        "src/store/near_scan.sql",
        tenant,
        scan.inactive,
        &driver.starts,
        &driver.endings,
        after_term,
        after_product,
        &others.words,
        &others.starts,
        &others.endings,
        count,
        &typed,
        &typed_ends,
        scan.category,
        scan.except,
        limit,
        companions_max(scan.by),
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
