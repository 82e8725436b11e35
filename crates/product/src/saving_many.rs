//! Writing many products at once: the same rows as one by one, the next revisions in one go, and one row of the audit trail and one event for
//! all of them.

use contracts::product::{PRODUCT_IMPORTED, ProductsImported};
use kernel::{Caller, Error, Result, TenantTx, audit::AuditEvent, outbox::NewEvent, service::Deps};
use uuid::Uuid;

use crate::{
    saving,
    store::{
        self,
        import::{By, Written},
    },
};

/// What brought the change: how the audit trail names it, its id, and which of its parts this is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cause {
    pub audited: &'static str,
    pub id: Uuid,
    pub part: i32,
}

/// # Errors
/// 409 `barcode_taken`; 422 `unknown_category`.
pub(crate) async fn write(
    deps: &Deps,
    tx: &mut TenantTx<'_>,
    caller: &Caller,
    cause: Cause,
    rows: Vec<Written>,
) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let written = write_unaudited(deps, tx, caller, (cause.id, cause.part), rows).await?;
    let audit = AuditEvent::new(cause.audited, cause.id).after(&written)?;
    deps.record(tx, caller, audit).await
}

/// The same for at least one product, where what changed them is in the audit trail by itself. `part` is the event's aggregate and number.
///
/// # Errors
/// 409 `barcode_taken`, `sku_taken`, `variant_taken`; 422 `unknown_category`.
pub(crate) async fn write_unaudited(
    deps: &Deps,
    tx: &mut TenantTx<'_>,
    caller: &Caller,
    (id, part): (Uuid, i32),
    mut rows: Vec<Written>,
) -> Result<ProductsImported> {
    let count = i64::try_from(rows.len()).map_err(Error::internal)?;
    // New ones that are off sale from the beginning are no change of what is on sale.
    let on_sale = rows.iter().map(|row| match &row.before {
        None => i64::from(row.details.active),
        Some(_) => row.change.on_sale,
    });
    let to_rev = store::head::take(tx, count, on_sale.sum()).await?;
    let from_rev = to_rev - count + 1;
    for (rev, row) in (from_rev..).zip(&mut rows) {
        row.rev = rev;
    }
    let by = By {
        user: caller.user,
        at: deps.clock.now(),
    };
    store::import::write(tx, &rows, by).await.map_err(saving::clash)?;
    let imported = ProductsImported {
        from_rev,
        to_rev,
        rows: count,
    };
    let event = NewEvent::new(PRODUCT_IMPORTED, id, part, &imported)?;
    deps.publish(tx, event).await?;
    Ok(imported)
}
