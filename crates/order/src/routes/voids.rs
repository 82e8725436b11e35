//! Cancelling a sale on its business day.

use axum::{extract::State as AxumState, response::Response};
use contracts::{
    ids::{OrderId, SessionId},
    order::{ORDER_VOIDED, OrderVoided, VoidedLine},
};
use http::StatusCode;
use kernel::{
    Caller, Capability, Result, TenantTx,
    audit::AuditEvent,
    codes as kernel_codes, failpoint,
    http::Path,
    idempotency::{Claim, Idempotent},
    outbox::NewEvent,
};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{
    State,
    business_day::store_day,
    cart::check_reason,
    codes,
    document::{Document, Order},
    status::{Status, Transition},
    store::{
        orders,
        session::{self, Hold, SessionStatus},
        void,
    },
};

/// Why a sale is cancelled.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VoidRequest {
    /// 3..=200 characters.
    pub reason: String,
}

/// Cancels a completed sale on its business day: its number stays, its ledger lines are reversed, its stock comes back.
#[utoipa::path(post, path = "/orders/{order_id}/void", operation_id = "void_order", tag = "order", params(("order_id" = Uuid, Path), ("Idempotency-Key" = String, Header)),
    request_body = VoidRequest,
    responses((status = 200, body = Order), (status = 403, description = "forbidden"), (status = 404, description = "not_found"),
        (status = 409, description = "not_voidable, other_business_day, session_needed"), (status = 422, description = "reason_refused")))]
pub async fn void_order(
    AxumState(state): AxumState<State>,
    caller: Caller,
    Path(id): Path<OrderId>,
    request: Idempotent<VoidRequest>,
) -> Result<Response> {
    check_reason(&request.body.reason, "/reason")?;
    let reason = request.body.reason.trim();
    let now = state.deps.clock.now();
    let directory = state.directories.of(&caller).await?;
    let mut tx = state.deps.db.tenant(&caller).await?;
    if let Claim::Replay(answer) = request.claim(&mut tx, &state.deps.clock).await? {
        return Ok(answer);
    }
    failpoint::pass(failpoint::VOID_CLAIMED);
    let before = orders::document(&mut tx, id, true)
        .await?
        .filter(|document| caller.can_in(Capability::OrderRead, document.order.store_id.uuid()))
        .ok_or_else(|| kernel_codes::NOT_FOUND.error())?;
    caller.require_in(Capability::OrderVoid, before.order.store_id.uuid())?;
    let store = directory
        .store(before.order.store_id)
        .ok_or_else(|| kernel_codes::NOT_FOUND.error())?;
    decide(&before, store_day(store, now)?)?;

    let session_id = drawer(&mut tx, &caller, &before).await?;
    let transaction_id = state.deps.entropy.id::<()>(now).uuid();
    if !void::mark(&mut tx, id).await? {
        return Err(codes::NOT_VOIDABLE.error());
    }
    void::insert(&mut tx, id, transaction_id, session_id, &caller, reason, now).await?;
    void::reverse_ledger(&mut tx, id, transaction_id).await?;
    let after = orders::document(&mut tx, id, false)
        .await?
        .ok_or_else(|| kernel_codes::NOT_FOUND.error())?;
    let audit = AuditEvent::new("order.voided", id.uuid())
        .in_store(before.order.store_id.uuid())
        .because(reason);
    let audit = audit.before(&before.order.status)?.after(&after.order.status)?;
    state.deps.record(&mut tx, &caller, audit).await?;
    let event = NewEvent::new(
        ORDER_VOIDED,
        id.uuid(),
        after.imprint.version,
        &voided(&after, &caller, reason, now),
    )?;
    state.deps.publish(&mut tx, event).await?;
    let answer = request.keep(&mut tx, StatusCode::OK, &after.order).await?;
    failpoint::pass(failpoint::VOID_WRITTEN);
    tx.commit().await?;
    failpoint::pass(failpoint::VOID_COMMITTED);
    state.deps.wake.written();
    Ok(answer)
}

/// The open session whose drawer gives the money back: the sale's own, else the one at its register. A sale without a session needs none.
async fn drawer(tx: &mut TenantTx<'_>, caller: &Caller, before: &Document) -> Result<Option<SessionId>> {
    let Some(own) = before.order.session_id else {
        return Ok(None);
    };
    let here = session::at(tx, caller, before.order.register_id).await?;
    for id in [Some(own), here].into_iter().flatten() {
        let session = session::find(tx, id, Hold::Shared).await?;
        if session.is_some_and(|session| session.status == SessionStatus::Open && !session.facts.training) {
            return Ok(Some(id));
        }
    }
    Err(codes::SESSION_NEEDED.error())
}

/// Whether the order may be voided now: completed, and still its business day.
fn decide(document: &Document, today: chrono::NaiveDate) -> Result<()> {
    if document.order.status != Status::Completed || document.order.status.after(Transition::Void).is_none() {
        return Err(codes::NOT_VOIDABLE.error());
    }
    if document.order.business_date != today {
        return Err(codes::OTHER_BUSINESS_DAY.error());
    }
    Ok(())
}

fn voided(document: &Document, caller: &Caller, reason: &str, at: chrono::DateTime<chrono::Utc>) -> OrderVoided {
    let order = &document.order;
    OrderVoided {
        order_id: order.id,
        store_id: order.store_id,
        location_id: document.imprint.location_id,
        register_id: order.register_id,
        business_date: order.business_date,
        user_id: caller.user,
        reason: reason.to_owned(),
        total_minor: order.total_minor,
        lines: order
            .lines
            .iter()
            .map(|line| VoidedLine {
                line_id: line.id,
                product_id: line.product_id,
                quantity_milli: line.quantity_milli,
            })
            .collect(),
        voided_at: at,
    }
}
