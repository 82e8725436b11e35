//! Writing a family: its row, its place in the audit trail, and its products with it. All of it behind the catalogue's head.

use contracts::ids::FamilyId;
use kernel::{Caller, Result, TenantTx, audit::AuditEvent, codes::NOT_FOUND, service::Deps};
use uuid::Uuid;

use crate::{
    change::Change,
    codes::{BARCODE_TAKEN, SKU_TAKEN, UNKNOWN_CATEGORY},
    family::{Edit, Family},
    product::{Details, Product},
    saving_many,
    store::{self, import::Written},
};

/// Makes the family, without products.
///
/// # Errors
/// 409 `family_taken`.
pub(crate) async fn make(deps: &Deps, tx: &mut TenantTx<'_>, caller: &Caller, family: &Family) -> Result<()> {
    store::family::insert(tx, family, deps.clock.now()).await?;
    let audit = AuditEvent::new("family.created", family.id.uuid()).after(family)?;
    deps.record(tx, caller, audit).await
}

/// Brings the family from one state to the other; its products are another matter.
///
/// # Errors
/// 409 `family_taken`.
pub(crate) async fn change(
    deps: &Deps,
    tx: &mut TenantTx<'_>,
    caller: &Caller,
    before: &Family,
    after: &Family,
) -> Result<()> {
    store::family::update(tx, after, deps.clock.now()).await?;
    let audit = AuditEvent::new("family.updated", after.id.uuid())
        .before(before)?
        .after(after)?;
    deps.record(tx, caller, audit).await
}

/// Makes the family and its products, on sale.
///
/// # Errors
/// 409 `family_taken`, and `sku_taken` or `barcode_taken` with the place of each variant that clashes; 422 `unknown_category`.
pub(crate) async fn make_with_products(
    deps: &Deps,
    tx: &mut TenantTx<'_>,
    caller: &Caller,
    family: &Family,
    products: Vec<Details>,
) -> Result<()> {
    store::head::lock(tx).await?;
    if let Some(category) = products.first().and_then(|details| details.category_id)
        && !store::category::exists(tx, category).await?
    {
        return Err(UNKNOWN_CATEGORY.error());
    }
    refuse_clashes(tx, &products).await?;
    make(deps, tx, caller, family).await?;
    let now = deps.clock.now();
    let rows = products.into_iter().map(|details| Written {
        id: deps.entropy.id(now),
        rev: 0,
        before: None,
        details,
        change: Change::CREATION,
    });
    write(deps, tx, caller, rows.collect()).await
}

/// Says of all products at once which SKU or barcode is somebody else's.
async fn refuse_clashes(tx: &mut TenantTx<'_>, products: &[Details]) -> Result<()> {
    let skus: Vec<String> = products.iter().map(|details| details.sku.as_str().to_owned()).collect();
    let taken = store::import::known_skus(tx, &skus).await?;
    if !taken.is_empty() {
        let clashing = (0..skus.len()).filter(|n| taken.contains(&skus[*n]));
        return Err(clashing.fold(SKU_TAKEN.error(), |error, n| {
            error.at(
                format!("/variants/{n}/sku"),
                "sku_taken",
                "another product has this SKU already",
            )
        }));
    }
    let codes = products
        .iter()
        .enumerate()
        .flat_map(|(n, details)| details.barcodes.iter().map(move |code| (n, code)));
    let codes: Vec<(usize, String)> = codes.map(|(n, code)| (n, code.lookup())).collect();
    let lookups: Vec<String> = codes.iter().map(|(_, lookup)| lookup.clone()).collect();
    let owners = store::import::owners(tx, &lookups).await?;
    let clashing = codes
        .iter()
        .filter_map(|(n, lookup)| Some((n, owners.iter().find(|owner| owner.lookup == *lookup)?)));
    let mut error = BARCODE_TAKEN.error();
    for (n, owner) in clashing {
        let detail = format!("the product with the SKU {} has this barcode already", owner.sku);
        error = error.at(format!("/variants/{n}/barcodes"), "barcode_taken", detail);
    }
    if owners.is_empty() { Ok(()) } else { Err(error) }
}

/// Changes the family, and its products with it.
///
/// # Errors
/// 404 `not_found`; 400 `invalid_body` for another number of options; 409 `family_taken`, `option_value_in_use`.
pub(crate) async fn update(
    deps: &Deps,
    tx: &mut TenantTx<'_>,
    caller: &Caller,
    id: FamilyId,
    edit: Edit,
) -> Result<Family> {
    // Products first and then the head, in the order of whoever changes one product.
    let locked = store::family::members(tx, id).await?;
    store::product::lock_all(tx, &locked).await?;
    store::head::lock(tx).await?;
    let before = store::family::find(tx, id).await?.ok_or_else(|| NOT_FOUND.error())?;
    let after = edit.apply(&before)?;
    if after == before {
        return Ok(before);
    }
    // Read again behind the head: one that joined meanwhile is among them.
    let members = members(deps, tx, id).await?;
    let details: Vec<Details> = members.iter().map(|product| product.details.clone()).collect();
    let changed = after.members(&details)?;
    change(deps, tx, caller, &before, &after).await?;
    let rows = members.into_iter().zip(changed).filter_map(|(product, details)| {
        let change = Change::between(&product.details, &details)?;
        Some(Written {
            id: product.id,
            rev: 0,
            before: Some(Box::new(product)),
            details,
            change,
        })
    });
    write(deps, tx, caller, rows.collect()).await?;
    Ok(after)
}

/// The family's products, on sale or not, in the order in which they were made.
///
/// # Errors
/// 503 when the database cannot be reached.
pub(crate) async fn members(deps: &Deps, tx: &mut TenantTx<'_>, id: FamilyId) -> Result<Vec<Product>> {
    let ids = store::family::members(tx, id).await?;
    store::product::load(tx, &ids, deps.clock.now()).await
}

async fn write(deps: &Deps, tx: &mut TenantTx<'_>, caller: &Caller, rows: Vec<Written>) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    // An event of its own each time, as each import has.
    let event: Uuid = deps.entropy.id::<()>(deps.clock.now()).uuid();
    saving_many::write_unaudited(deps, tx, caller, (event, 1), rows).await?;
    Ok(())
}
