//! Taking a count: it begins, what is found is entered, it is sent in, and its differences are booked when they are approved.

use std::collections::{BTreeSet, HashSet};

use contracts::{
    auth::StockPolicy,
    ids::{LocationId, ProductId},
};
use kernel::{Caller, Error, Result, audit::AuditEvent, codes as kernel_codes, db::TenantTx, service::Deps};
use serde_json::json;
use uuid::Uuid;

use crate::{
    codes,
    count::{CountAct, CountId, CountScope, CountState, Counted, PRODUCTS_MAX},
    document::{DocumentKind, Entry, EntryLine, LINES_MAX, Note, StockDocumentId},
    entering::enter,
    faults::Faults,
    quantity::{Change, Quantity},
    store::{self, count::Variance},
};

/// A count that begins.
#[derive(Debug)]
pub(crate) struct NewCount {
    pub(crate) id: CountId,
    pub(crate) location: LocationId,
    pub(crate) scope: CountScope,
    pub(crate) note: Option<Note>,
    /// Those of a cycle count; a full one names none.
    pub(crate) products: BTreeSet<ProductId>,
}

impl NewCount {
    /// Reads which products are to be counted: 1..=500 different ones, or none in a full count. What is wrong is noted.
    pub(crate) fn read_products(scope: CountScope, products: &[ProductId], faults: &mut Faults) -> BTreeSet<ProductId> {
        match scope {
            CountScope::Full if !products.is_empty() => {
                faults.add("/product_ids", "not_allowed", "a full count names no products");
            }
            CountScope::Cycle if !(1..=LINES_MAX).contains(&products.len()) => {
                faults.add("/product_ids", "out_of_range", "a cycle count names 1 to 500 products");
            }
            _ => {}
        }
        let mut read = BTreeSet::new();
        for (n, product) in products.iter().take(LINES_MAX).enumerate() {
            if !read.insert(*product) {
                faults.add(format!("/product_ids/{n}"), "duplicate", "each product is named once");
            }
        }
        read
    }
}

/// What was found of one product.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Find {
    pub(crate) product: ProductId,
    pub(crate) counted_milli: i64,
}

impl Find {
    /// Reads the lines of a body: 1..=500, one for each product. What is wrong is noted.
    pub(crate) fn read_all(lines: impl ExactSizeIterator<Item = (ProductId, i64)>, faults: &mut Faults) -> Vec<Self> {
        if !(1..=LINES_MAX).contains(&lines.len()) {
            faults.add("/lines", "out_of_range", "1 to 500 lines");
        }
        let mut seen = HashSet::new();
        let mut read = Vec::new();
        for (n, (product, counted_milli)) in lines.take(LINES_MAX).enumerate() {
            if !(0..=Quantity::MILLI_MAX).contains(&counted_milli) {
                let pointer = format!("/lines/{n}/counted_milli");
                faults.add(
                    pointer,
                    "out_of_range",
                    "what is counted is 0 to 1000000000 thousandths",
                );
            }
            if !seen.insert(product) {
                let pointer = format!("/lines/{n}/product_id");
                faults.add(pointer, "duplicate", "there is one line for each product");
            }
            read.push(Self { product, counted_milli });
        }
        read
    }
}

/// Begins a count, or finds that it has begun. Returns whether it was known.
///
/// # Errors
/// 422 `stock_document_reused` when the id stands for another count.
pub(crate) async fn begin(deps: &Deps, tx: &mut TenantTx<'_>, caller: &Caller, count: &NewCount) -> Result<bool> {
    let now = deps.clock.now();
    if !store::count::insert(tx, count, caller.user, now).await? {
        return if store::count::is_same(tx, count).await? {
            Ok(true)
        } else {
            Err(codes::STOCK_DOCUMENT_REUSED.error())
        };
    }
    let after = json!({ "location_id": count.location, "scope": count.scope, "products": count.products.len() });
    deps.record(
        tx,
        caller,
        AuditEvent::new("count.begun", count.id.uuid()).after(&after)?,
    )
    .await?;
    Ok(false)
}

/// Locks a count.
///
/// # Errors
/// 404 `not_found`; 503 when another holds it for too long.
pub(crate) async fn lock(tx: &mut TenantTx<'_>, id: CountId) -> Result<Counted> {
    let found = store::count::lock(tx, id).await?;
    found.ok_or_else(|| kernel_codes::NOT_FOUND.error())
}

/// Enters what was found, now. A product that was counted before is counted anew.
///
/// # Errors
/// 409 `count_not_open`; 422 `not_in_count` with the lines, `count_too_large`.
pub(crate) async fn enter_finds(
    deps: &Deps,
    tx: &mut TenantTx<'_>,
    caller: &Caller,
    count: &Counted,
    finds: &[Find],
) -> Result<()> {
    if count.state != CountState::Counting {
        return Err(codes::COUNT_NOT_OPEN.error());
    }
    let now = deps.clock.now();
    match count.scope {
        CountScope::Cycle => {
            let named = store::count::enter_named(tx, count.id, finds, caller.user, now).await?;
            let named: HashSet<Uuid> = named.into_iter().collect();
            not_named(finds, &named).map_or(Ok(()), Err)?;
        }
        CountScope::Full => store::count::enter_any(tx, count.id, finds, caller.user, now).await?,
    }
    number_lines(deps, tx, caller, count).await?;
    let counted: serde_json::Map<_, _> = finds
        .iter()
        .map(|find| (find.product.to_string(), json!(find.counted_milli)))
        .collect();
    let event = AuditEvent::new("count.entered", count.id.uuid()).after(&counted)?;
    deps.record(tx, caller, event).await
}

async fn number_lines(deps: &Deps, tx: &mut TenantTx<'_>, caller: &Caller, count: &Counted) -> Result<()> {
    let lines = store::count::number_lines(tx, count.id, caller.user, deps.clock.now()).await?;
    if lines > PRODUCTS_MAX {
        Err(codes::COUNT_TOO_LARGE.error())
    } else {
        Ok(())
    }
}

/// Lines that one answer names at most.
const NAMED_MAX: usize = 50;

fn not_named(finds: &[Find], named: &HashSet<Uuid>) -> Option<Error> {
    let others = finds
        .iter()
        .enumerate()
        .filter(|(_, find)| !named.contains(&find.product.uuid()));
    others.take(NAMED_MAX).fold(None, |error: Option<Error>, (n, _)| {
        let error = error.unwrap_or_else(|| codes::NOT_IN_COUNT.error());
        Some(error.at(
            format!("/lines/{n}/product_id"),
            "not_in_count",
            "this count does not name this product",
        ))
    })
}

/// Does something with a locked count. Returns whether anything changed: asked again, it is done already.
///
/// # Errors
/// 409 `count_not_open`, `count_not_submitted`; 422 `count_too_large`, `stock_limit_reached`.
pub(crate) async fn act(
    deps: &Deps,
    tx: &mut TenantTx<'_>,
    caller: &Caller,
    count: &Counted,
    act: CountAct,
    uncounted_as_zero: bool,
) -> Result<bool> {
    let Some(state) = act.on(count.state)? else {
        return Ok(false);
    };
    let now = deps.clock.now();
    if act == CountAct::Submit && uncounted_as_zero {
        store::count::find_nothing_of_the_rest(tx, count, PRODUCTS_MAX + 1, caller.user, now).await?;
        number_lines(deps, tx, caller, count).await?;
    }
    store::count::set_state(tx, count.id, state, caller.user, now).await?;
    let booked = act == CountAct::Approve && approve(deps, tx, caller, count).await?;
    // The document's own row in the trail tells of an approval that booked something.
    if !booked {
        let after = json!({ "state": state });
        deps.record(
            tx,
            caller,
            AuditEvent::new(act.action(), count.id.uuid()).after(&after)?,
        )
        .await?;
    }
    Ok(true)
}

/// Books the differences. Whether there were any.
async fn approve(deps: &Deps, tx: &mut TenantTx<'_>, caller: &Caller, count: &Counted) -> Result<bool> {
    let found = store::count::keep_book(tx, count).await?;
    let lines = differences(count.id, &found)?;
    if lines.is_empty() {
        return Ok(false);
    }
    let id = StockDocumentId::from_uuid(count.id.uuid());
    let entry = Entry::of_shelves(id, DocumentKind::Count, count.location, None, &lines);
    // What was counted is there: no policy refuses it.
    enter(deps, tx, caller, &entry, StockPolicy::SellThrough).await?;
    Ok(true)
}

/// A line for each product of which another quantity was found than the record held. Each has one, so the count is the cause of them all.
fn differences(count: CountId, found: &[Variance]) -> Result<Vec<EntryLine>> {
    found
        .iter()
        .filter(|variance| variance.counted_milli != variance.book_milli)
        .map(|variance| {
            let change = Change::of_milli(variance.counted_milli - variance.book_milli);
            Ok(EntryLine {
                id: count.uuid(),
                product: ProductId::from_uuid(variance.product_id),
                change: change.ok_or_else(|| codes::STOCK_LIMIT_REACHED.error())?,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn variance(counted_milli: i64, book_milli: i64) -> Variance {
        Variance {
            product_id: Uuid::nil(),
            counted_milli,
            book_milli,
        }
    }

    #[test]
    fn only_differences_are_booked_and_by_what_they_are() {
        let lines = differences(
            CountId::from_uuid(Uuid::nil()),
            &[variance(5, 5), variance(3, 5), variance(5, -2)],
        )
        .unwrap();
        let changes: Vec<i64> = lines.iter().map(|line| line.change.milli()).collect();
        assert_eq!(changes, [-2, 7]);
        assert!(
            differences(CountId::from_uuid(Uuid::nil()), &[variance(0, 2_000_000_000)]).is_err(),
            "more than one move may be"
        );
    }

    #[test]
    fn a_cycle_count_names_its_products_and_a_full_one_none() {
        let product = |n| ProductId::from_uuid(Uuid::from_u128(n));
        let read = |scope, products: &[ProductId]| {
            let mut faults = Faults::default();
            NewCount::read_products(scope, products, &mut faults);
            faults.finish().is_ok()
        };
        assert!(read(CountScope::Cycle, &[product(1), product(2)]));
        assert!(!read(CountScope::Cycle, &[]) && !read(CountScope::Cycle, &[product(1), product(1)]));
        assert!(read(CountScope::Full, &[]) && !read(CountScope::Full, &[product(1)]));
    }
}
