//! Hearing every context's trail: a row that was heard waits to be chained.

use std::sync::Arc;

use contracts::{
    audit::{AUDIT_EVENTS, AuditRow},
    contexts,
};
use kernel::{
    Context, Result,
    events::{Consumer, Event, Log},
};

use crate::{entry::Row, store};

/// A consumer for the trail of each context, audit's own among them.
const SOURCES: [(&str, Context); 5] = [
    ("audit.auth", contexts::AUTH),
    ("audit.product", contexts::PRODUCT),
    ("audit.inventory", contexts::INVENTORY),
    ("audit.order", contexts::ORDER),
    ("audit.audit", contexts::AUDIT),
];

/// The names of the contexts.
#[must_use]
pub(crate) fn sources() -> [&'static str; 5] {
    SOURCES.map(|(_, source)| source.name)
}

#[must_use]
pub(crate) fn all() -> Vec<Consumer> {
    SOURCES.into_iter().map(|(name, source)| trail(name, source)).collect()
}

/// What comes first is chained first; rows of a trail follow nothing, so none waits for another.
fn trail(name: &'static str, source: Context) -> Consumer {
    Consumer {
        name,
        source,
        log: Log::Audit,
        kinds: &[AUDIT_EVENTS],
        in_order: false,
        apply: Arc::new(move |tx, events| {
            Box::pin(async move {
                let rows: Result<Vec<Row>> = events.iter().map(|event| row(source, event)).collect();
                store::pending::insert(tx, &rows?).await
            })
        }),
    }
}

/// # Errors
/// 500 when it is no row of a trail: a dead letter.
fn row(source: Context, event: &Event) -> Result<Row> {
    let told: AuditRow = event.payload()?;
    Ok(Row {
        source: source.name.to_owned(),
        event_id: event.id,
        at: event.at,
        user_id: told.user_id,
        via: told.via,
        action: told.action,
        subject_id: told.subject_id,
        store_id: told.store_id,
        before: told.before,
        after: told.after,
        reason: told.reason,
        trace_id: told.trace_id,
    })
}
