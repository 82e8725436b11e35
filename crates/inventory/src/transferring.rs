//! The steps of a transfer: goods leave, arrive, or are resolved. Each step is a document, and is told of with the transfer.

use contracts::{
    auth::StockPolicy,
    inventory::{INVENTORY_TRANSFERRED, StockLine, TransferOutcome, TransferStep, Transferred},
};
use kernel::{Caller, Result, codes as kernel_codes, db::TenantTx, outbox::NewEvent, service::Deps};
use uuid::Uuid;

use crate::{
    codes,
    document::{DocumentKind, Entry, EntryLine, Note, StockDocumentId},
    entering::{Entered, enter},
    store,
    transfer::{Route, TransferId, shortages},
};

/// One step as it is asked for.
#[derive(Debug)]
pub(crate) struct Asked {
    /// Of the document; a shipment's is the transfer's.
    pub(crate) id: StockDocumentId,
    pub(crate) note: Option<Note>,
    /// One for each product, inward.
    pub(crate) lines: Vec<EntryLine>,
}

/// Takes goods from the sender's shelves and sends them on their way.
///
/// # Errors
/// 422 `stock_document_reused`, `stock_line_reused`, `stock_limit_reached`; `would_go_negative` with `shortages` in a strict store.
pub(crate) async fn ship(
    deps: &Deps,
    tx: &mut TenantTx<'_>,
    caller: &Caller,
    route: Route,
    asked: Asked,
    policy: StockPolicy,
) -> Result<Entered> {
    let entry = Entry {
        id: asked.id,
        kind: DocumentKind::Ship,
        location: route.from,
        note: asked.note,
        line_count: asked.lines.len(),
        legs: route.ship(&asked.lines),
    };
    let entered = enter(deps, tx, caller, &entry, policy).await?;
    if !entered.known {
        let transfer = TransferId::from_uuid(asked.id.uuid());
        store::transfer::insert(tx, transfer, route, &asked.lines, entered.at).await?;
        let step = Step {
            transfer,
            document: asked.id,
            step: TransferStep::Shipped,
            outcome: None,
        };
        tell(deps, tx, step, route, 1, &asked.lines).await?;
    }
    Ok(entered)
}

/// Books goods of a locked transfer that arrived, or what became of those that did not: `outcome`.
///
/// # Errors
/// 422 `more_than_under_way` with `shortages`, `stock_document_reused`, `stock_line_reused`, `stock_limit_reached`.
pub(crate) async fn proceed(
    deps: &Deps,
    tx: &mut TenantTx<'_>,
    caller: &Caller,
    under_way: &UnderWay,
    outcome: Option<TransferOutcome>,
    asked: Asked,
) -> Result<Entered> {
    let UnderWay { transfer, route, .. } = *under_way;
    let (kind, legs, step) = match outcome {
        None => (
            DocumentKind::Arrive(transfer),
            route.arrive(&asked.lines),
            TransferStep::Received,
        ),
        Some(outcome) => (
            DocumentKind::Resolve(transfer, outcome),
            route.resolve(outcome, &asked.lines),
            TransferStep::Resolved,
        ),
    };
    let entry = Entry {
        id: asked.id,
        kind,
        location: route.to,
        note: asked.note,
        line_count: asked.lines.len(),
        legs,
    };
    // A step that is sent again finds its document, although nothing may be under way any more.
    if let Some(same) = store::document::find_same(tx, &entry).await? {
        return Ok(Entered::before(same));
    }
    let short = shortages(&asked.lines, &store::transfer::progress(tx, transfer).await?);
    if !short.is_empty() {
        return Err(codes::MORE_THAN_UNDER_WAY.error().with("shortages", short));
    }
    // Nothing of it leaves a shelf.
    let entered = enter(deps, tx, caller, &entry, StockPolicy::SellThrough).await?;
    store::transfer::advance(tx, transfer, step, &asked.lines, entered.at).await?;
    let step = Step {
        transfer,
        document: asked.id,
        step,
        outcome,
    };
    tell(deps, tx, step, route, under_way.event_version + 1, &asked.lines).await?;
    Ok(entered)
}

/// A locked transfer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct UnderWay {
    pub(crate) transfer: TransferId,
    pub(crate) route: Route,
    /// Events that told of it so far.
    pub(crate) event_version: i32,
}

/// Locks a transfer.
///
/// # Errors
/// 404 `not_found`; 503 when another holds it for too long.
pub(crate) async fn lock(tx: &mut TenantTx<'_>, transfer: TransferId) -> Result<UnderWay> {
    let found = store::transfer::lock(tx, transfer).await?;
    found.ok_or_else(|| kernel_codes::NOT_FOUND.error())
}

struct Step {
    transfer: TransferId,
    document: StockDocumentId,
    step: TransferStep,
    outcome: Option<TransferOutcome>,
}

async fn tell(
    deps: &Deps,
    tx: &mut TenantTx<'_>,
    step: Step,
    route: Route,
    version: i32,
    lines: &[EntryLine],
) -> Result<()> {
    let transfer_id: Uuid = step.transfer.uuid();
    let told = Transferred {
        transfer_id,
        document_id: step.document.uuid(),
        step: step.step,
        outcome: step.outcome,
        from_location_id: route.from,
        to_location_id: route.to,
        lines: lines
            .iter()
            .map(|line| StockLine {
                product_id: line.product,
                quantity_milli: line.change.milli(),
            })
            .collect(),
    };
    deps.publish(tx, NewEvent::new(INVENTORY_TRANSFERRED, transfer_id, version, &told)?)
        .await?;
    Ok(())
}
