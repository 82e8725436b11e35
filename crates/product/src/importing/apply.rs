//! Applying what was read: one chunk in a transaction, with its place in the file.

use contracts::product::PRODUCT_IMPORTED;
use kernel::{Caller, Error, Result, TenantTx, id::TenantId, service::Deps};
use uuid::Uuid;

use super::{
    known,
    plan::{Known, Step, decide},
    row::{Row, RowFault},
};
use crate::{
    acting,
    category::NewCategory,
    change::Change,
    fold, saving, saving_family,
    saving_many::{self, Cause},
    store::{self, import::Written, imports::Counts},
};

/// Imports that one run looks at.
const IMPORTS_MAX: i64 = 20;

/// Applies a chunk of each import that waits. One whose chunk fails keeps no other; it is tried again with the next run. Returns the rows.
///
/// # Errors
/// 503 when the database cannot be reached.
pub(crate) async fn run(deps: &Deps) -> Result<u64> {
    let mut tx = deps.db.system("find imports to apply").await?;
    let imports = store::imports::applying(&mut tx, IMPORTS_MAX).await?;
    drop(tx);
    let mut rows = 0;
    for (tenant, import) in imports {
        match apply_chunk(deps, tenant, import).await {
            Ok(applied) => rows += applied,
            Err(error) if error.is_connection() => return Err(error),
            Err(error) => tracing::warn!(%tenant, %import, cause = error.chain(), "a chunk of an import waits"),
        }
    }
    Ok(rows)
}

async fn apply_chunk(deps: &Deps, tenant: TenantId, import: Uuid) -> Result<u64> {
    let mut tx = deps.db.for_tenant(tenant).await?;
    let Some(chunk) = store::imports::next_chunk(&mut tx, import).await? else {
        return Ok(0);
    };
    store::import::plan_anew(&mut tx).await?;
    let rows: Vec<Row> = serde_json::from_str(&chunk.rows).map_err(Error::internal)?;
    let caller = acting::as_whoever_said_so(tenant, chunk.user_id, &chunk.user_name);
    let now = deps.clock.now();
    // From here on nobody else changes the catalogue: what is decided is what is written.
    store::head::lock(&mut tx).await?;
    make_categories(deps, &mut tx, &caller, &rows).await?;
    let mut known = known::of(&mut tx, &rows, now).await?;
    for grown in known.families.grow(&rows, || deps.entropy.id(now)) {
        match grown.before {
            None => saving_family::make(deps, &mut tx, &caller, &grown.after).await?,
            Some(before) => saving_family::change(deps, &mut tx, &caller, &before, &grown.after).await?,
        }
    }
    let (mut counts, mut faults, mut written) = (Counts::default(), Vec::new(), Vec::new());
    for row in &rows {
        counts.rows += 1;
        if let Some(row) = step(deps, row, &known, &mut counts, &mut faults) {
            if let Some(variant) = &row.details.variant {
                known.families.take_variant(variant, row.details.sku.as_str());
            }
            written.push(row);
        }
    }
    // One event for each chunk, in their order.
    let cause = Cause {
        audited: PRODUCT_IMPORTED,
        id: import,
        part: chunk.number + 1,
    };
    saving_many::write(deps, &mut tx, &caller, cause, written).await?;
    store::imports::add_faults(&mut tx, import, &faults).await?;
    store::imports::chunk_applied(&mut tx, import, chunk.number, counts, now).await?;
    tx.commit().await?;
    deps.wake.written();
    u64::try_from(counts.rows).map_err(Error::internal)
}

/// What the row does, counted; the revision comes later.
fn step(deps: &Deps, row: &Row, known: &Known, counts: &mut Counts, faults: &mut Vec<RowFault>) -> Option<Written> {
    match decide(row, known) {
        Step::Create(details) => {
            counts.created += 1;
            Some(Written {
                id: deps.entropy.id(deps.clock.now()),
                rev: 0,
                before: None,
                details,
                change: Change::CREATION,
            })
        }
        Step::Update(before, details, change) => {
            counts.updated += 1;
            Some(Written {
                id: before.id,
                rev: 0,
                before: Some(before),
                details,
                change,
            })
        }
        Step::Nothing => {
            counts.unchanged += 1;
            None
        }
        Step::Refuse(column, fault) => {
            counts.refused += 1;
            let line = row.line;
            faults.push(RowFault { line, column, fault });
            None
        }
    }
}

/// Makes the categories that the rows name and the shop does not have.
async fn make_categories(deps: &Deps, tx: &mut TenantTx<'_>, caller: &Caller, rows: &[Row]) -> Result<()> {
    let names = known::category_names(rows);
    let folded: Vec<String> = names.iter().map(|name| fold::fold(name)).collect();
    let there = store::import::categories(tx, &folded).await?;
    for (name, folded) in names.into_iter().zip(&folded) {
        if there.iter().any(|(known, _)| known == folded) {
            continue;
        }
        let new = NewCategory {
            name: name.to_owned(),
            color: None,
            position: None,
        };
        saving::create_category(deps, tx, caller, new.parse()?).await?;
    }
    Ok(())
}
