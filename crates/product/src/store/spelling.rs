//! Words under their spellings: what a search with a slip in it is taken for.

use kernel::{Result, TenantTx};

use crate::spelling;

/// The most words that are looked at for one search: a spelling of a few letters may belong to many.
const LOOKED_AT_MAX: i64 = 1000;

/// Keeps those of the words that are not kept yet. The catalogue's head is held: nobody else adds words of this tenant meanwhile.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn keep(tx: &mut TenantTx<'_>, words: impl Iterator<Item = &str>) -> Result<()> {
    let tenant = tx.tenant().uuid();
    let mut words: Vec<String> = words
        .filter(|word| spelling::is_kept(word))
        .map(str::to_owned)
        .collect();
    words.sort_unstable();
    words.dedup();
    // A word that is there under itself is there under all its spellings.
    let new = sqlx::query_scalar!(
        "INSERT INTO product.word_spelling (tenant_id, spelling, word) SELECT $1, word, word FROM unnest($2::text[]) word
         ON CONFLICT DO NOTHING RETURNING word",
        tenant,
        &words,
    )
    .fetch_all(&mut **tx)
    .await?;
    if new.is_empty() {
        return Ok(());
    }
    // In the order of the index, which is then written from one end to the other.
    let mut rows: Vec<(String, String)> = new
        .iter()
        .flat_map(|word| {
            spelling::spellings(word)
                .into_iter()
                .map(|spelling| (spelling, word.clone()))
        })
        .filter(|(spelling, word)| spelling != word)
        .collect();
    rows.sort_unstable();
    let (spellings, words): (Vec<String>, Vec<String>) = rows.into_iter().unzip();
    sqlx::query!(
        "INSERT INTO product.word_spelling (tenant_id, spelling, word)
         SELECT $1, spelling, word FROM unnest($2::text[], $3::text[]) given (spelling, word)",
        tenant,
        &spellings,
        &words,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The words that share a spelling with one of these, the first in their order.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn sharing(tx: &mut TenantTx<'_>, spellings: &[String]) -> Result<Vec<String>> {
    let tenant = tx.tenant().uuid();
    let words = sqlx::query_scalar!(
        "SELECT DISTINCT word FROM product.word_spelling WHERE tenant_id = $1 AND spelling = ANY($2) ORDER BY word LIMIT $3",
        tenant,
        spellings,
        LOOKED_AT_MAX,
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(words)
}
