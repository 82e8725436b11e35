//! Reading what the catalogue has of what a chunk of rows names.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use kernel::{Result, TenantTx};
use uuid::Uuid;

use super::{families::Families, plan::Known, row::Row};
use crate::{barcode::Barcode, fold, store};

/// # Errors
/// 503 when the database cannot be reached.
pub(crate) async fn of(tx: &mut TenantTx<'_>, rows: &[Row], now: DateTime<Utc>) -> Result<Known> {
    let skus: Vec<String> = rows.iter().map(|row| row.sku.clone()).collect();
    let lookup = |code: &String| Barcode::stored(code.clone()).lookup();
    let lookups: Vec<String> = rows
        .iter()
        .flat_map(|row| row.barcodes.iter().flatten())
        .map(lookup)
        .collect();
    let folded: Vec<String> = category_names(rows).iter().map(|name| fold::fold(name)).collect();
    let products = store::import::of_skus(tx, &skus, now).await?;
    let owners = store::import::owners(tx, &lookups).await?;
    let families = store::family::named(tx, &family_names(rows)).await?;
    let ids: Vec<Uuid> = families.iter().map(|family| family.id.uuid()).collect();
    let mut families = Families::of(families);
    for member in store::family::members_of(tx, &ids).await? {
        families.take(member.family_id.into(), member.values, &member.sku);
    }
    Ok(Known {
        families,
        products: products
            .into_iter()
            .map(|product| (product.details.sku.as_str().to_owned(), product))
            .collect(),
        barcodes: owners
            .into_iter()
            .map(|owner| (owner.lookup, (owner.product_id.into(), owner.sku)))
            .collect(),
        categories: store::import::categories(tx, &folded).await?.into_iter().collect(),
    })
}

/// The names of the families that the rows name, as they are compared, each once.
fn family_names(rows: &[Row]) -> Vec<String> {
    let named = rows.iter().filter_map(|row| row.family.as_deref());
    let folded: HashSet<String> = named.filter(|name| !name.is_empty()).map(fold::fold).collect();
    folded.into_iter().collect()
}

/// The names of the categories that the rows name, each once by how it is compared, in their order.
pub(crate) fn category_names(rows: &[Row]) -> Vec<&str> {
    let mut seen = HashSet::new();
    rows.iter()
        .filter_map(|row| row.category.as_deref())
        .filter(|name| !name.is_empty() && seen.insert(fold::fold(name)))
        .collect()
}
