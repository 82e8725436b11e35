//! What is done to an open drawer: moving cash, counting, closing.

use axum::{extract::State as AxumState, response::Response};
use contracts::ids::{CashMovementId, SessionId};
use http::StatusCode;
use kernel::{
    Caller, Capability, Result, TenantTx,
    audit::AuditEvent,
    http::Path,
    idempotency::{Claim, Idempotent},
};
use pricing::AMOUNT_MINOR_MAX;
use serde::Deserialize;
use utoipa::ToSchema;

use super::sessions::{MOVEMENTS_MAX, SessionView, cash_of, id_reused, mine, post, summary, view, visible};
use crate::{
    State,
    cart::check_reason,
    cash::{
        count::{self, Pieces, counted},
        drawer::{self, DrawerCash},
        figures::Takings,
        movement::MovementKind,
        z_report::{Person, ZReport, seal},
    },
    codes,
    store::{
        cash::{self, CashCount, CashMovement},
        cash_settings,
        session::{self, Closing, Hold, Session, SessionStatus},
        z_document,
    },
    trail::nameless,
};

/// Money that goes in or out beside a sale.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewMovement {
    pub id: CashMovementId,
    pub kind: MovementKind,
    /// Minor units, 1..=10^12; 0 for `no_sale`.
    pub amount_minor: i64,
    /// 3..=200 characters.
    pub reason: String,
}

/// A drawer as it was counted.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCount {
    /// 1, or 2 for the recount.
    pub count_number: i16,
    /// At most 50 kinds; none is an empty drawer.
    pub pieces: Vec<Pieces>,
}

/// The end of a session.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CloseRequest {
    /// What stays in the drawer for the next session, in minor units: 0 up to what was counted. The rest goes to the safe.
    pub left_minor: i64,
}

/// Moves cash in or out beside a sale, or opens the drawer without one. Each has its reason.
#[utoipa::path(post, path = "/sessions/{session_id}/movements", operation_id = "move_cash", tag = "order", params(("session_id" = Uuid, Path), ("Idempotency-Key" = String, Header)),
    request_body = NewMovement,
    responses((status = 201, body = CashMovement), (status = 403, description = "forbidden: somebody else's drawer"), (status = 404, description = "not_found"),
        (status = 409, description = "session_not_open"), (status = 422, description = "movement_refused, reason_refused, id_reused")))]
pub async fn move_cash(
    AxumState(state): AxumState<State>,
    caller: Caller,
    Path(id): Path<SessionId>,
    request: Idempotent<NewMovement>,
) -> Result<Response> {
    let new = &request.body;
    check_reason(&new.reason, "/reason")?;
    let amounts = if new.kind == MovementKind::NoSale {
        0..=0
    } else {
        1..=AMOUNT_MINOR_MAX
    };
    if !amounts.contains(&new.amount_minor) {
        return Err(codes::MOVEMENT_REFUSED.error().at(
            "/amount_minor",
            "out_of_range",
            "1 to 10^12, and 0 for no_sale",
        ));
    }
    let now = state.deps.clock.now();
    let mut tx = state.deps.db.tenant(&caller).await?;
    if let Claim::Replay(answer) = request.claim(&mut tx, &state.deps.clock).await? {
        return Ok(answer);
    }
    let session = mine(&mut tx, &caller, id, Hold::Alone).await?;
    if session.status != SessionStatus::Open {
        return Err(codes::SESSION_NOT_OPEN.error());
    }
    if cash::movement_count(&mut tx, id).await? >= MOVEMENTS_MAX {
        return Err(codes::MOVEMENT_REFUSED
            .because("A session has at most 1000 movements of cash. Close it and open a new one."));
    }
    let movement = CashMovement {
        id: new.id,
        kind: new.kind,
        amount_minor: new.amount_minor,
        reason: new.reason.trim().to_owned(),
        by: Person::of(&caller),
        at: now,
    };
    cash::insert_movement(&mut tx, id, &movement)
        .await
        .map_err(|error| id_reused(error, "cash_movement_pkey"))?;
    if !session.facts.training {
        post(&state, &mut tx, &session, &new.kind.entries(new.amount_minor)).await?;
    }
    let audit = AuditEvent::new("cash.moved", id.uuid())
        .in_store(session.facts.store_id.uuid())
        .because(&movement.reason);
    state
        .deps
        .record(&mut tx, &caller, audit.after(&nameless(&movement)?)?)
        .await?;
    let answer = request.keep(&mut tx, StatusCode::CREATED, &movement).await?;
    tx.commit().await?;
    Ok(answer)
}

/// Hands in a count of the drawer. Only the answer tells what should have been there; one recount is possible.
#[utoipa::path(post, path = "/sessions/{session_id}/counts", operation_id = "count_drawer", tag = "order", params(("session_id" = Uuid, Path), ("Idempotency-Key" = String, Header)),
    request_body = NewCount,
    responses((status = 201, body = CashCount), (status = 403, description = "forbidden: somebody else's drawer"), (status = 404, description = "not_found"),
        (status = 409, description = "session_not_open, counted_twice"), (status = 422, description = "count_refused")))]
pub async fn count_drawer(
    AxumState(state): AxumState<State>,
    caller: Caller,
    Path(id): Path<SessionId>,
    request: Idempotent<NewCount>,
) -> Result<Response> {
    let new = &request.body;
    let counted_minor = counted(&new.pieces, "/pieces")?;
    let now = state.deps.clock.now();
    let mut tx = state.deps.db.tenant(&caller).await?;
    if let Claim::Replay(answer) = request.claim(&mut tx, &state.deps.clock).await? {
        return Ok(answer);
    }
    let session = mine(&mut tx, &caller, id, Hold::Alone).await?;
    if session.status == SessionStatus::Closed {
        return Err(codes::SESSION_NOT_OPEN.error());
    }
    let before = cash::counts(&mut tx, id).await?.len();
    if before >= 2 {
        return Err(codes::COUNTED_TWICE.error());
    }
    if usize::try_from(new.count_number) != Ok(before + 1) {
        return Err(codes::COUNT_REFUSED
            .because("This is not the number of the next count.")
            .at("/count_number", "out_of_range", format!("{}", before + 1)));
    }
    let (_, cash) = cash_of(&mut tx, &session).await?;
    let count = CashCount {
        count_number: new.count_number,
        pieces: new.pieces.clone(),
        counted_minor,
        expected_minor: cash.expected(),
        variance_minor: counted_minor - cash.expected(),
        by: Person::of(&caller),
        at: now,
    };
    cash::insert_count(&mut tx, id, &count).await?;
    session::begin_counting(&mut tx, id).await?;
    let audit = AuditEvent::new("session.counted", id.uuid())
        .in_store(session.facts.store_id.uuid())
        .after(&nameless(&count)?)?;
    state.deps.record(&mut tx, &caller, audit).await?;
    let answer = request.keep(&mut tx, StatusCode::CREATED, &count).await?;
    tx.commit().await?;
    Ok(answer)
}

/// Closes a drawer that was counted, with its Z report. Above the shop's limit somebody who may approve and did not count closes.
#[utoipa::path(post, path = "/sessions/{session_id}/close", operation_id = "close_session", tag = "order", params(("session_id" = Uuid, Path), ("Idempotency-Key" = String, Header)),
    request_body = CloseRequest,
    responses((status = 200, body = SessionView), (status = 403, description = "forbidden: somebody else's drawer"), (status = 404, description = "not_found"),
        (status = 409, description = "not_counted, session_not_open, approval_needed with `variance_minor`"),
        (status = 422, description = "count_refused")))]
pub async fn close_session(
    AxumState(state): AxumState<State>,
    caller: Caller,
    Path(id): Path<SessionId>,
    request: Idempotent<CloseRequest>,
) -> Result<Response> {
    let now = state.deps.clock.now();
    let mut tx = state.deps.db.tenant(&caller).await?;
    if let Claim::Replay(answer) = request.claim(&mut tx, &state.deps.clock).await? {
        return Ok(answer);
    }
    let open = mine(&mut tx, &caller, id, Hold::Alone).await?;
    if open.status == SessionStatus::Closed {
        return Err(codes::SESSION_NOT_OPEN.error());
    }
    let Some(count) = cash::counts(&mut tx, id).await?.pop() else {
        return Err(codes::NOT_COUNTED.error());
    };
    if !(0..=count.counted_minor).contains(&request.body.left_minor) {
        return Err(codes::COUNT_REFUSED
            .because("What stays in the drawer is a part of what was counted.")
            .at("/left_minor", "out_of_range", format!("0 to {}", count.counted_minor)));
    }
    let (taken, cash) = cash_of(&mut tx, &open).await?;
    let closing = Closing {
        by: Person::of(&caller),
        at: now,
        expected_minor: cash.expected(),
        counted_minor: count.counted_minor,
        left_minor: request.body.left_minor,
    };
    count::approve(&count::Closing {
        variance_minor: closing.counted_minor - closing.expected_minor,
        limit_minor: cash_settings::read(&mut tx).await?.variance_limit_minor,
        counted_by: count.by.id,
        closed_by: caller.user,
        may_approve: caller.can_in(Capability::CashApprove, open.facts.store_id.uuid()),
    })?;
    session::close(&mut tx, id, &closing).await?;
    if !open.facts.training {
        let entries = drawer::closing(closing.expected_minor, closing.counted_minor, closing.left_minor);
        post(&state, &mut tx, &open, &entries).await?;
        report(&mut tx, &open, &closing, count, (taken, cash)).await?;
    }
    let closed = visible(&mut tx, &caller, id, Hold::No).await?;
    let view = view(&mut tx, &closed).await?;
    let audit = AuditEvent::new("session.closed", id.uuid()).in_store(open.facts.store_id.uuid());
    let audit = audit
        .before(&nameless(&summary(&open))?)?
        .after(&nameless(&view.session)?)?;
    state.deps.record(&mut tx, &caller, audit).await?;
    let answer = request.keep(&mut tx, StatusCode::OK, &view).await?;
    tx.commit().await?;
    Ok(answer)
}

/// Writes the Z report.
async fn report(
    tx: &mut TenantTx<'_>,
    open: &Session,
    closing: &Closing,
    count: CashCount,
    (takings, cash): (Takings, DrawerCash),
) -> Result<()> {
    let head = z_document::head(tx, open.facts.register_id).await?;
    let report = ZReport {
        register_id: open.facts.register_id,
        series: open.facts.series.clone(),
        store_id: open.facts.store_id,
        z_number: head.z_number + 1,
        session_id: open.facts.id,
        business_date: open.facts.business_date,
        time_zone: open.time_zone.clone(),
        currency: open.currency.clone(),
        opened_at: open.opened_at,
        opened_by: open.opened_by.clone(),
        closed_at: closing.at,
        counted_by: count.by,
        closed_by: closing.by.clone(),
        grand_totals: head.totals.with(&takings),
        takings,
        cash,
        expected_minor: closing.expected_minor,
        counted_minor: closing.counted_minor,
        variance_minor: closing.counted_minor - closing.expected_minor,
        left_minor: closing.left_minor,
        pieces: count.pieces,
    };
    z_document::insert(tx, &report, &seal(&head, &report)?).await
}
