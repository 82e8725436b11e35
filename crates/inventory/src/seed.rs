//! Stock for a shop that begins: one receipt of any length, booked in pieces.

use std::collections::BTreeMap;

use contracts::{
    ids::{LocationId, ProductId},
    inventory::{Adjusted, INVENTORY_ADJUSTED, StockLine},
};
use kernel::{Caller, Result, outbox::NewEvent, service::Deps};
use uuid::Uuid;

use crate::{
    book::book,
    codes,
    document::{DocumentKind, Entry, LINES_MAX, StockDocumentId},
    entering::record,
    faults::Faults,
    posting::{Bucket, Ending, Move, MoveKind, Shelf},
    quantity::{Change, Quantity},
    store,
};

/// Books opening stock: quantities in thousandths by product, several of one product added up. `receipt` makes it one receipt: run again, or
/// after it broke off, it adds what is missing and nothing twice, because each product has one line and the receipt is its cause. Returns how
/// many lines were booked now.
///
/// # Errors
/// 400 `invalid_body` for a quantity outside 1..=10^9; 422 `stock_document_reused` when the id is another receipt's.
pub async fn seed_stock(
    deps: &Deps,
    caller: &Caller,
    receipt: Uuid,
    location: LocationId,
    lines: Vec<(ProductId, i64)>,
) -> Result<u64> {
    let lines = read(lines)?;
    let entry = Entry {
        id: StockDocumentId::from_uuid(receipt),
        kind: DocumentKind::Receipt,
        location,
        note: None,
        line_count: lines.len(),
        legs: Vec::new(),
    };
    let mut booked = 0;
    for (n, piece) in lines.chunks(LINES_MAX).enumerate() {
        let mut tx = deps.db.tenant(caller).await?;
        if store::document::insert_opening(&mut tx, &entry, lines.len(), caller.user, deps.clock.now()).await? {
            record(deps, &mut tx, caller, &entry, lines.len()).await?;
        }
        let new = book_piece(deps, &mut tx, caller, &entry, piece, n).await?;
        tx.commit().await?;
        booked += new;
    }
    deps.wake.written();
    Ok(booked)
}

/// One line for each product, in order.
fn read(lines: Vec<(ProductId, i64)>) -> Result<Vec<(ProductId, Quantity)>> {
    let mut sums: BTreeMap<ProductId, i64> = BTreeMap::new();
    for (product, milli) in lines {
        let sum = sums.entry(product).or_default();
        *sum = sum
            .checked_add(milli)
            .ok_or_else(|| codes::STOCK_LIMIT_REACHED.error())?;
    }
    let mut faults = Faults::default();
    let read = sums
        .into_iter()
        .enumerate()
        .filter_map(|(n, (product, milli))| {
            Some((
                product,
                Quantity::read(milli, || format!("/lines/{n}/quantity_milli"), &mut faults)?,
            ))
        })
        .collect();
    faults.finish()?;
    Ok(read)
}

async fn book_piece(
    deps: &Deps,
    tx: &mut kernel::TenantTx<'_>,
    caller: &Caller,
    entry: &Entry,
    piece: &[(ProductId, Quantity)],
    n: usize,
) -> Result<u64> {
    let now = deps.clock.now();
    let (receipt, location) = (entry.id.uuid(), entry.location);
    let moves = piece.iter().map(|(product, quantity)| Move {
        cause: receipt,
        kind: MoveKind::Receipt,
        shelf: Shelf {
            location,
            product: *product,
        },
        bucket: Bucket::Shelf,
        change: Change::inward(*quantity),
        document: receipt,
        reason: None,
        user: caller.user,
        at: now,
    });
    let booked = book(deps, tx, moves.collect(), &Ending::none()).await?.moves;
    if booked > 0 {
        let lines = piece
            .iter()
            .map(|(product, quantity)| StockLine {
                product_id: *product,
                quantity_milli: quantity.milli(),
            })
            .collect();
        let told = Adjusted {
            cause_id: receipt,
            location_id: location,
            kind: MoveKind::Receipt.name().to_owned(),
            lines,
        };
        let version = i32::try_from(n + 1).map_err(kernel::Error::internal)?;
        deps.publish(tx, NewEvent::new(INVENTORY_ADJUSTED, receipt, version, &told)?)
            .await?;
    }
    Ok(booked)
}
