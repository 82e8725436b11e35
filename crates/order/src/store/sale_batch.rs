//! Many sales in one statement (docs/performance.md): rows in, the survivors written, the others named with their reason.
//!
//! All parts are data-independent of the database's state but for two questions: is the id known, and are the numbers the register's next.

use std::collections::HashSet;

use contracts::ids::OrderId;
use kernel::{Result, db::BatchTx, id::TenantId};

use super::{sale_rows::Rows, z_document};
use crate::checkout::Sale;

/// What became of one sale of a batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaleOutcome {
    /// Written now.
    Sold,
    /// This id is known: with this content (its hash). Nothing was written.
    Known { request_hash: Vec<u8> },
    /// The number is not the register's next. Nothing was written.
    NumberTaken { next_receipt_number: i64 },
}

/// Writes the sales, each whole or not at all. A sale whose number does not follow refuses itself only: its neighbours at the same register
/// are tried again without it.
///
/// # Errors
/// Any: nothing was stored.
pub async fn write(tx: &mut BatchTx<'_>, sales: &[(TenantId, &Sale)]) -> Result<Vec<SaleOutcome>> {
    let mut outcomes: Vec<Option<SaleOutcome>> = vec![None; sales.len()];
    let mut rest: Vec<usize> = first_of_each_id(sales, &mut outcomes);
    rest.sort_by_key(|&index| {
        let (tenant, sale) = sales[index];
        let order = &sale.document.order;
        (tenant, order.register_id, order.receipt_number)
    });
    let refused = write_some(tx, sales, &rest, &mut outcomes).await?;
    // Refused sales of one register may be right one after the other: a wrong number in a run refuses the whole run at first.
    for index in refused {
        if !write_some(tx, sales, &[index], &mut outcomes).await?.is_empty() {
            outcomes[index] = Some(refuse_or_begin(tx, sales, index, &mut outcomes).await?);
        }
    }
    repeat_for_twins(sales, &mut outcomes);
    Ok(outcomes
        .into_iter()
        .map(|outcome| outcome.unwrap_or(SaleOutcome::Sold))
        .collect())
}

/// An order's id is its tenant's: two tenants may use the same one.
const fn identity((tenant, sale): &(TenantId, &Sale)) -> (TenantId, OrderId) {
    (*tenant, sale.document.order.id)
}

/// Indexes of the sales that are the first of their id in this batch; a twin waits for what becomes of the first.
fn first_of_each_id(sales: &[(TenantId, &Sale)], outcomes: &mut [Option<SaleOutcome>]) -> Vec<usize> {
    let mut seen: HashSet<(TenantId, OrderId)> = HashSet::with_capacity(sales.len());
    let mut first = Vec::with_capacity(sales.len());
    for (index, sale) in sales.iter().enumerate() {
        outcomes[index] = None;
        if seen.insert(identity(sale)) {
            first.push(index);
        }
    }
    first
}

/// A twin's id is known if the first was written or known; it is refused if the first was.
fn repeat_for_twins(sales: &[(TenantId, &Sale)], outcomes: &mut [Option<SaleOutcome>]) {
    for index in 0..sales.len() {
        if outcomes[index].is_some() {
            continue;
        }
        let first = (0..index).find(|&i| identity(&sales[i]) == identity(&sales[index]));
        outcomes[index] = first.and_then(|first| match &outcomes[first] {
            Some(SaleOutcome::Sold) => Some(SaleOutcome::Known {
                request_hash: sales[first].1.document.imprint.request_hash.to_vec(),
            }),
            other => other.clone(),
        });
    }
}

/// The register's next number, or, for a register that never sold, its counter made and the sale written.
async fn refuse_or_begin(
    tx: &mut BatchTx<'_>,
    sales: &[(TenantId, &Sale)],
    index: usize,
    outcomes: &mut [Option<SaleOutcome>],
) -> Result<SaleOutcome> {
    let (tenant, sale) = sales[index];
    let (tenant, register) = (tenant.uuid(), sale.document.order.register_id.uuid());
    let made = sqlx::query!(
        "INSERT INTO orders.register_counter (tenant_id, register_id, last_receipt_number) VALUES ($1, $2, 0) ON CONFLICT DO NOTHING",
        tenant,
        register,
    )
    .execute(&mut **tx)
    .await?
    .rows_affected();
    if made == 1 && write_some(tx, sales, &[index], outcomes).await?.is_empty() {
        return Ok(outcomes[index].clone().unwrap_or(SaleOutcome::Sold));
    }
    let last = sqlx::query_scalar!(
        "SELECT last_receipt_number FROM orders.register_counter WHERE tenant_id = $1 AND register_id = $2",
        tenant,
        register,
    )
    .fetch_one(&mut **tx)
    .await?;
    Ok(SaleOutcome::NumberTaken {
        next_receipt_number: last + 1,
    })
}

/// One statement, and the corrections of those that came after their session's close. Sets the outcome of those sold and known, and
/// returns the indexes of the refused.
async fn write_some(
    tx: &mut BatchTx<'_>,
    sales: &[(TenantId, &Sale)],
    some: &[usize],
    outcomes: &mut [Option<SaleOutcome>],
) -> Result<Vec<usize>> {
    let rows = Rows::of(sales, some)?.insert(tx).await?;
    for &index in some {
        outcomes[index] = Some(SaleOutcome::Sold);
    }
    let mut refused = Vec::new();
    let mut late = Vec::new();
    for told in rows {
        let Some(&index) = usize::try_from(told.ord).ok().and_then(|ord| some.get(ord - 1)) else {
            continue;
        };
        if told.late {
            late.push(index);
            continue;
        }
        outcomes[index] = told
            .request_hash
            .map(|request_hash| SaleOutcome::Known { request_hash });
        if outcomes[index].is_none() {
            refused.push(index);
        }
    }
    // Registers in one order in every transaction, and a register's sales in the order of their numbers.
    late.sort_by_key(|&index| {
        let (tenant, sale) = sales[index];
        let order = &sale.document.order;
        (tenant, order.register_id, order.receipt_number)
    });
    for index in late {
        let (tenant, sale) = sales[index];
        z_document::correct(tx, tenant, sale).await?;
    }
    Ok(refused)
}
