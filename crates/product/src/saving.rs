//! Writing a product: its rows, its place in the trail, its events, and the revision that ties them together.
//!
//! What may clash is looked at first, so that the refusal can say what clashes with what. Then the revision is taken,
//! which locks the tenant's catalogue until the commit; everything after it is short.

use chrono::{DateTime, Utc};
use contracts::{ids::ProductId, product::ProductChanged};
use kernel::{Caller, Error, Result, TenantTx, audit::AuditEvent, outbox::NewEvent, service::Deps};

use crate::{
    category::{Category, Draft},
    change::Change,
    codes::{BARCODE_TAKEN, SKU_TAKEN, UNKNOWN_CATEGORY, VARIANT_TAKEN},
    price::own_changes,
    product::{Details, Product},
    store::{self, change::NewChange, price::NewPrice, product::Write, term::Found},
};

/// Makes a product on sale, for the caller.
///
/// # Errors
/// 409 `sku_taken` or `barcode_taken`; 422 `unknown_category`.
pub(crate) async fn create(deps: &Deps, tx: &mut TenantTx<'_>, caller: &Caller, details: Details) -> Result<Product> {
    let now = deps.clock.now();
    let id: ProductId = deps.entropy.id(now);
    refuse_clashes(tx, id, None, &details).await?;
    let rev = store::head::take(tx, 1, Change::CREATION.on_sale).await?;
    let write = Write {
        id,
        details: &details,
        rev,
        version: 1,
        at: now,
    };
    store::product::insert(tx, write).await.map_err(clash)?;
    store::barcode::insert(tx, id, &details.barcodes).await.map_err(clash)?;
    store::term::insert(tx, id, found(&details, &details.terms())).await?;
    let price = NewPrice {
        product: id,
        rev,
        store: None,
        from: now,
        price: Some(details.price),
        user: caller.user,
        at: now,
    };
    store::price::insert(tx, price).await?;
    record(deps, tx, caller, Change::CREATION, None, id, now).await
}

/// Brings a locked product to a new state; nothing is written when it is in that state already.
///
/// # Errors
/// 409 `sku_taken` or `barcode_taken`; 422 `unknown_category`.
pub(crate) async fn update(
    deps: &Deps,
    tx: &mut TenantTx<'_>,
    caller: &Caller,
    before: Product,
    details: Details,
) -> Result<Product> {
    let now = deps.clock.now();
    update_from(deps, tx, caller, before, details, now).await
}

/// The same, where a new price holds from a moment that may have passed. At most one store's own price changes, or the tenant's.
///
/// # Errors
/// 409 `sku_taken` or `barcode_taken`; 422 `unknown_category`.
pub(crate) async fn update_from(
    deps: &Deps,
    tx: &mut TenantTx<'_>,
    caller: &Caller,
    before: Product,
    details: Details,
    from: DateTime<Utc>,
) -> Result<Product> {
    let Some(change) = Change::between(&before.details, &details) else {
        return Ok(before);
    };
    let (id, now) = (before.id, deps.clock.now());
    refuse_clashes(tx, id, Some(&before.details), &details).await?;
    let rev = store::head::take(tx, 1, change.on_sale).await?;
    let version = before.version + i32::try_from(change.events.len()).map_err(Error::internal)?;
    let write = Write {
        id,
        details: &details,
        rev,
        version,
        at: now,
    };
    store::product::update(tx, write).await.map_err(clash)?;
    if change.barcodes {
        store::barcode::replace(tx, id, &details.barcodes)
            .await
            .map_err(clash)?;
    }
    if change.terms {
        store::term::replace(tx, id, found(&details, &details.terms())).await?;
    }
    if change.price {
        let price = NewPrice {
            product: id,
            rev,
            store: None,
            // Never before the price that it replaces, whatever the clock did in between.
            from: from.max(before.price_from),
            price: Some(details.price),
            user: caller.user,
            at: now,
        };
        store::price::insert(tx, price).await?;
    }
    for (store, price) in own_changes(&before.details.own_prices, &details.own_prices) {
        let newest = store::price::newest_from(tx, id, Some(store)).await?;
        let price = NewPrice {
            product: id,
            rev,
            store: Some(store),
            from: newest.map_or(from, |newest| newest.max(from)),
            price,
            user: caller.user,
            at: now,
        };
        store::price::insert(tx, price).await?;
    }
    record(deps, tx, caller, change, Some(&before), id, now).await
}

const fn found<'a>(details: &Details, terms: &'a [String]) -> Found<'a> {
    Found {
        terms,
        inactive: !details.active,
        category: details.category_id,
    }
}

/// Says what is in the way while it can still be named: after a violated constraint the transaction can only end.
async fn refuse_clashes(tx: &mut TenantTx<'_>, id: ProductId, before: Option<&Details>, after: &Details) -> Result<()> {
    if let Some(category) = after.category_id
        && before.is_none_or(|before| before.category_id != after.category_id)
        && !store::category::exists(tx, category).await?
    {
        return Err(UNKNOWN_CATEGORY.error());
    }
    if before.is_none_or(|before| before.sku != after.sku) && store::product::sku_taken(tx, id, &after.sku).await? {
        return Err(SKU_TAKEN.error());
    }
    if before.is_none_or(|before| before.barcodes != after.barcodes)
        && let Some(taken) = store::barcode::taken(tx, id, &after.barcodes).await?
    {
        let asked = after.barcodes.iter().find(|barcode| barcode.lookup() == taken.lookup);
        let asked = asked.map_or(taken.lookup.as_str(), |barcode| barcode.as_str());
        let error = BARCODE_TAKEN.because(format!("Another product already has the barcode {asked}."));
        return Err(error.with("barcode", asked).with("product_id", taken.product_id));
    }
    Ok(())
}

/// The same refusals for those who came second at the very moment.
pub(crate) fn clash(error: Error) -> Error {
    if error.violates("product_sku_key") {
        SKU_TAKEN.error().caused_by(error)
    } else if error.violates("barcode_lookup_key") {
        BARCODE_TAKEN.error().caused_by(error)
    } else if error.violates("product_variant_key") {
        VARIANT_TAKEN.error().caused_by(error)
    } else if error.violates("product_category_fkey") {
        UNKNOWN_CATEGORY.error().caused_by(error)
    } else {
        error
    }
}

/// Puts a change that was written on record, tells of it, and returns the product as it is now.
async fn record(
    deps: &Deps,
    tx: &mut TenantTx<'_>,
    caller: &Caller,
    change: Change,
    before: Option<&Product>,
    id: ProductId,
    now: DateTime<Utc>,
) -> Result<Product> {
    let product = store::product::find(tx, id, now)
        .await?
        .ok_or_else(|| Error::internal(format!("product {id} vanished")))?;
    let mut audit = AuditEvent::new(change.action.audited(), id.uuid()).after(&product.details)?;
    if let Some(before) = before {
        audit = audit.before(&before.details)?;
    }
    let entry = NewChange {
        product: id,
        rev: product.rev,
        at: now,
        user: caller.user,
        action: change.action,
        before: audit.before.as_deref(),
        after: audit.after.as_deref().unwrap_or_default(),
    };
    store::change::insert(tx, entry).await?;
    deps.record(tx, caller, audit).await?;
    let payload = ProductChanged {
        rev: product.rev,
        active: product.details.active,
        item: product.item(None),
    };
    let mut version = before.map_or(0, |before| before.version);
    for kind in change.events {
        version += 1;
        deps.publish(tx, NewEvent::new(kind, id.uuid(), version, &payload)?)
            .await?;
    }
    Ok(product)
}

/// Makes a category; no till reads categories by revision, so it takes none.
///
/// # Errors
/// 409 `category_taken`.
pub(crate) async fn create_category(
    deps: &Deps,
    tx: &mut TenantTx<'_>,
    caller: &Caller,
    draft: Draft,
) -> Result<Category> {
    let now = deps.clock.now();
    let position = match draft.position {
        Some(position) => position,
        None => store::category::next_position(tx).await?,
    };
    let category = Category {
        id: deps.entropy.id(now),
        name: draft.name,
        color: draft.color,
        position,
    };
    store::category::insert(tx, &category, now).await?;
    deps.record(
        tx,
        caller,
        AuditEvent::new("category.created", category.id.uuid()).after(&category)?,
    )
    .await?;
    Ok(category)
}
