//! Filling a catalogue with thousands of products at once: for the demo shop, the load generator and tests.
//!
//! A chunk is one transaction: it takes its revisions in one go, writes the same rows as product by product would,
//! and tells of all of them by one event.

use std::collections::HashSet;

use contracts::{ids::CategoryId, product::PRODUCT_IMPORTED};
use kernel::{Caller, Capability, Error, Result, service::Deps};

use crate::{
    category::NewCategory,
    change::Change,
    product::{Details, NewProduct},
    saving,
    saving_many::{self, Cause},
    store::{self, import::Written},
};

/// The most products in one transaction: other writers of the tenant wait for it, and give up after a second.
const CHUNK_MAX: usize = 2000;

/// Makes those of the products whose SKU the tenant does not have yet, `chunk` (1 to 2,000) in a transaction, on sale
/// from now on. Returns how many it made. When it fails half-way, run it again: what is there is passed over.
///
/// # Errors
/// 403 without the capability to write the catalogue; 400 `invalid_body` with the place in the list of each field
/// that is wrong, before anything is written; 409 `barcode_taken`; 422 `unknown_category`.
pub async fn seed_products(deps: &Deps, caller: &Caller, products: Vec<NewProduct>, chunk: usize) -> Result<u64> {
    caller.require(Capability::CatalogWrite)?;
    let parsed = products
        .into_iter()
        .enumerate()
        .map(|(n, product)| product.parse(&format!("/{n}")));
    let mut waiting = parsed.collect::<Result<Vec<Details>>>()?;
    let mut seen = HashSet::new();
    waiting.retain(|details| seen.insert(details.sku.clone()));
    let mut made = 0;
    while !waiting.is_empty() {
        let rest = waiting.split_off(waiting.len().min(chunk.clamp(1, CHUNK_MAX)));
        made += seed_chunk(deps, caller, waiting).await?;
        waiting = rest;
    }
    Ok(made)
}

async fn seed_chunk(deps: &Deps, caller: &Caller, mut products: Vec<Details>) -> Result<u64> {
    let now = deps.clock.now();
    let mut tx = deps.db.tenant(caller).await?;
    let skus: Vec<String> = products.iter().map(|details| details.sku.as_str().to_owned()).collect();
    let known: HashSet<String> = store::import::known_skus(&mut tx, &skus).await?.into_iter().collect();
    products.retain(|details| !known.contains(details.sku.as_str()));
    if products.is_empty() {
        return Ok(0);
    }
    let count = products.len();
    let rows = products
        .into_iter()
        .map(|details| Written {
            id: deps.entropy.id(now),
            rev: 0,
            before: None,
            details,
            change: Change::CREATION,
        })
        .collect();
    let cause = Cause {
        audited: PRODUCT_IMPORTED,
        id: deps.entropy.id::<()>(now).uuid(),
        part: 1,
    };
    saving_many::write(deps, &mut tx, caller, cause, rows).await?;
    tx.commit().await?;
    deps.wake.written();
    u64::try_from(count).map_err(Error::internal)
}

/// Makes the categories whose names the tenant does not have yet, and returns the id of each, in their order.
///
/// # Errors
/// 403 without the capability to write the catalogue; 400 `invalid_body` for a name or colour that is wrong.
pub async fn seed_categories(deps: &Deps, caller: &Caller, categories: Vec<NewCategory>) -> Result<Vec<CategoryId>> {
    caller.require(Capability::CatalogWrite)?;
    let mut ids = Vec::with_capacity(categories.len());
    let mut tx = deps.db.tenant(caller).await?;
    for new in categories {
        let draft = new.parse()?;
        if let Some(id) = store::category::named(&mut tx, &draft.name).await? {
            ids.push(id);
            continue;
        }
        ids.push(saving::create_category(deps, &mut tx, caller, draft).await?.id);
    }
    tx.commit().await?;
    Ok(ids)
}
