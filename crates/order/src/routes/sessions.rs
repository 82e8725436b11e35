//! Sessions of drawers: opening, moving cash, counting, closing.

use axum::{extract::State as AxumState, response::Response};
use chrono::{DateTime, NaiveDate, Utc};
use contracts::{
    Currency,
    ids::{CashMovementId, RegisterId, SessionId, StoreId},
};
use http::StatusCode;
use kernel::{
    Caller, Capability, Error, Result, TenantTx,
    audit::AuditEvent,
    codes as kernel_codes,
    http::{Path, Query, extract::Json},
    idempotency::{Claim, Idempotent},
    page::{self, Page},
};
use pricing::AMOUNT_MINOR_MAX;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    State,
    cart::{Counter, check_reason},
    cash::{
        count::{self, Pieces, counted},
        drawer::{self, DrawerCash},
        figures::Takings,
        movement::MovementKind,
        z_report::{Person, ZReport, seal},
    },
    codes,
    ledger::Account,
    store::{
        cash_settings,
        session::{
            self, CashCount, CashMovement, Closing, Hold, Session, SessionFacts, SessionFilter, SessionStatus, Source,
            caller_person,
        },
        takings, z_document,
    },
};

/// Movements that one session may have, so that it can be shown whole.
const MOVEMENTS_MAX: i64 = 1000;

/// A drawer to be opened.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewSession {
    /// Made by the till: its sales name it.
    pub id: SessionId,
    pub register_id: RegisterId,
    /// The float as it was counted, at most 50 kinds.
    pub float: Vec<Pieces>,
    /// Whether only the caller sells out of it; otherwise everybody at the register does.
    #[serde(default)]
    pub own_drawer: bool,
    /// Whether its sales are made to learn: they never reach a report or the stock.
    #[serde(default)]
    pub training: bool,
}

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

/// A session in a list.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct SessionSummary {
    pub id: SessionId,
    pub store_id: StoreId,
    pub register_id: RegisterId,
    pub series: String,
    /// Whether only who opened it sells out of it.
    pub own_drawer: bool,
    pub training: bool,
    pub status: SessionStatus,
    pub business_date: NaiveDate,
    pub currency: Currency,
    pub float_minor: i64,
    /// What the last close left in the drawer; null for its first session.
    pub carried_minor: Option<i64>,
    pub opened_by: Person,
    pub opened_at: DateTime<Utc>,
    pub closed_by: Option<Person>,
    pub closed_at: Option<DateTime<Utc>>,
    /// Counted less expected, once it is closed.
    pub variance_minor: Option<i64>,
}

/// A session with all that was done to its drawer.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct SessionView {
    #[serde(flatten)]
    pub session: SessionSummary,
    pub movements: Vec<CashMovement>,
    pub counts: Vec<CashCount>,
    pub z_number: Option<i64>,
}

/// What a session took up to now. It has no number and changes nothing (rule 37).
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct XReport {
    pub session: SessionSummary,
    pub takings: Takings,
    /// What should be in the drawer and how that comes about; null until it was counted, for who may not approve: counts are blind.
    pub cash: Option<XCash>,
}

/// The cash of an X report.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct XCash {
    #[serde(flatten)]
    pub drawer: DrawerCash,
    pub expected_minor: i64,
}

/// What the list is narrowed to.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SessionQuery {
    #[param(value_type = Option<Uuid>)]
    pub store_id: Option<StoreId>,
    #[param(value_type = Option<Uuid>)]
    pub register_id: Option<RegisterId>,
    pub status: Option<SessionStatus>,
    /// First business date.
    #[serde(default, deserialize_with = "kernel::dates::maybe_date")]
    pub from: Option<NaiveDate>,
    /// Last business date.
    #[serde(default, deserialize_with = "kernel::dates::maybe_date")]
    pub to: Option<NaiveDate>,
    /// 1..=200.
    pub limit: Option<u32>,
    pub cursor: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SessionCursor {
    #[serde(deserialize_with = "kernel::dates::instant")]
    at: DateTime<Utc>,
    id: SessionId,
}

/// Opens a drawer with the float that was counted into it.
#[utoipa::path(post, path = "/sessions", operation_id = "open_session", tag = "order", params(("Idempotency-Key" = String, Header)),
    request_body = NewSession,
    responses((status = 201, body = SessionView), (status = 403, description = "forbidden"), (status = 404, description = "not_found: no such register"),
        (status = 409, description = "drawer_open with `session_id`, register_closed, setup_incomplete"),
        (status = 422, description = "count_refused, id_reused")))]
pub async fn open_session(
    AxumState(state): AxumState<State>,
    caller: Caller,
    request: Idempotent<NewSession>,
) -> Result<Response> {
    let new = &request.body;
    let float_minor = counted(&new.float, "/float")?;
    let counter = Counter::open(
        state.directories.register(&caller, new.register_id).await?,
        state.deps.clock.now(),
    )?;
    caller.require_in(Capability::CashHandle, counter.store.id.uuid())?;
    let drawer_id = if new.own_drawer {
        caller.user.uuid()
    } else {
        new.register_id.uuid()
    };
    let mut tx = state.deps.db.tenant(&caller).await?;
    if let Claim::Replay(answer) = request.claim(&mut tx, &state.deps.clock).await? {
        return Ok(answer);
    }
    if let Some(open) = session::of_drawer(&mut tx, drawer_id).await? {
        return Err(codes::DRAWER_OPEN.error().with("session_id", open));
    }
    let opened = Session {
        facts: SessionFacts {
            id: new.id,
            store_id: counter.store.id,
            register_id: new.register_id,
            series: counter.register.series.clone(),
            drawer_id,
            training: new.training,
            business_date: counter.business_date,
        },
        status: SessionStatus::Open,
        time_zone: counter.store.time_zone.clone(),
        currency: counter.store.currency.clone(),
        carried_minor: session::left_in_drawer(&mut tx, drawer_id).await?,
        float_minor,
        float_pieces: new.float.clone(),
        opened_by: caller_person(&caller),
        opened_at: counter.now,
        closing: None,
    };
    session::insert(&mut tx, &opened).await.map_err(not_opened)?;
    let entries = drawer::opening(opened.carried_minor, float_minor);
    post(&state, &mut tx, &opened, &entries).await?;
    let view = view(&mut tx, &opened).await?;
    let audit = AuditEvent::new("session.opened", new.id.uuid()).after(&view.session)?;
    state.deps.record(&mut tx, &caller, audit).await?;
    let answer = request.keep(&mut tx, StatusCode::CREATED, &view).await?;
    tx.commit().await?;
    Ok(answer)
}

/// Sessions of the stores that the caller may see, newest first.
#[utoipa::path(get, path = "/sessions", operation_id = "list_sessions", tag = "order", params(SessionQuery),
    responses((status = 200, body = Page<SessionSummary>), (status = 400, description = "invalid_query, invalid_cursor")))]
pub async fn list_sessions(
    AxumState(state): AxumState<State>,
    caller: Caller,
    Query(query): Query<SessionQuery>,
) -> Result<Json<Page<SessionSummary>>> {
    let limit = page::limit(query.limit)?;
    let filter = SessionFilter {
        visible: caller.stores_with(Capability::OrderRead),
        store: query.store_id,
        register: query.register_id,
        status: query.status,
        from: query.from,
        to: query.to,
        after: page::decode_cursor::<SessionCursor>(query.cursor.as_deref())?.map(|last| (last.at, last.id.uuid())),
    };
    let mut tx = state.deps.db.tenant(&caller).await?;
    let rows = session::list(&mut tx, &filter, limit).await?;
    let page = Page::of(rows, limit, |session| SessionCursor {
        at: session.opened_at,
        id: session.facts.id,
    })?;
    Ok(Json(page.map(|session| summary(&session))))
}

/// A session with its movements and counts.
#[utoipa::path(get, path = "/sessions/{session_id}", operation_id = "get_session", tag = "order", params(("session_id" = Uuid, Path)),
    responses((status = 200, body = SessionView), (status = 404, description = "not_found")))]
pub async fn get_session(
    AxumState(state): AxumState<State>,
    caller: Caller,
    Path(id): Path<SessionId>,
) -> Result<Json<SessionView>> {
    let mut tx = state.deps.db.tenant(&caller).await?;
    let session = visible(&mut tx, &caller, id, Hold::No).await?;
    Ok(Json(view(&mut tx, &session).await?))
}

/// What a session took up to now. Changes nothing.
#[utoipa::path(get, path = "/sessions/{session_id}/x-report", operation_id = "get_x_report", tag = "order", params(("session_id" = Uuid, Path)),
    responses((status = 200, body = XReport), (status = 404, description = "not_found")))]
pub async fn get_x_report(
    AxumState(state): AxumState<State>,
    caller: Caller,
    Path(id): Path<SessionId>,
) -> Result<Json<XReport>> {
    let mut tx = state.deps.db.tenant(&caller).await?;
    let session = visible(&mut tx, &caller, id, Hold::No).await?;
    let takings = takings::read(&mut tx, id).await?;
    let told =
        session.status != SessionStatus::Open || caller.can_in(Capability::CashApprove, session.facts.store_id.uuid());
    let cash = if told {
        let drawer = takings::cash(&mut tx, id, session.float_minor, &takings).await?;
        Some(XCash {
            drawer,
            expected_minor: drawer.expected(),
        })
    } else {
        None
    };
    Ok(Json(XReport {
        session: summary(&session),
        takings,
        cash,
    }))
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
    let moved = session::movements(&mut tx, id, MOVEMENTS_MAX).await?.len();
    if session.status != SessionStatus::Open {
        return Err(codes::SESSION_NOT_OPEN.error());
    }
    if i64::try_from(moved).unwrap_or(MOVEMENTS_MAX) >= MOVEMENTS_MAX {
        return Err(codes::MOVEMENT_REFUSED
            .because("A session has at most 1000 movements of cash. Close it and open a new one."));
    }
    let movement = CashMovement {
        id: new.id,
        kind: new.kind,
        amount_minor: new.amount_minor,
        reason: new.reason.trim().to_owned(),
        by: caller_person(&caller),
        at: now,
    };
    session::insert_movement(&mut tx, id, &movement)
        .await
        .map_err(|error| id_reused(error, "cash_movement_pkey"))?;
    if !session.facts.training {
        post(&state, &mut tx, &session, &new.kind.entries(new.amount_minor)).await?;
    }
    let audit = AuditEvent::new("cash.moved", id.uuid()).because(&movement.reason);
    state.deps.record(&mut tx, &caller, audit.after(&movement)?).await?;
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
    let before = session::counts(&mut tx, id).await?.len();
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
        by: caller_person(&caller),
        at: now,
    };
    session::insert_count(&mut tx, id, &count).await?;
    session::begin_counting(&mut tx, id).await?;
    let audit = AuditEvent::new("session.counted", id.uuid()).after(&count)?;
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
    let Some(count) = session::counts(&mut tx, id).await?.pop() else {
        return Err(codes::NOT_COUNTED.error());
    };
    if !(0..=count.counted_minor).contains(&request.body.left_minor) {
        return Err(codes::COUNT_REFUSED
            .because("What stays in the drawer is a part of what was counted.")
            .at("/left_minor", "out_of_range", format!("0 to {}", count.counted_minor)));
    }
    let (taken, cash) = cash_of(&mut tx, &open).await?;
    let closing = Closing {
        by: caller_person(&caller),
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
    let audit = AuditEvent::new("session.closed", id.uuid());
    let audit = audit.before(&summary(&open))?.after(&view.session)?;
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

/// What the session took, and what should be in its drawer. A training session took nothing.
async fn cash_of(tx: &mut TenantTx<'_>, session: &Session) -> Result<(Takings, DrawerCash)> {
    let takings = takings::read(tx, session.facts.id).await?;
    let cash = takings::cash(tx, session.facts.id, session.float_minor, &takings).await?;
    Ok((takings, cash))
}

async fn post(state: &State, tx: &mut TenantTx<'_>, session: &Session, entries: &[(Account, i64)]) -> Result<()> {
    if entries.is_empty() || session.facts.training {
        return Ok(());
    }
    let transaction = state.deps.entropy.id::<()>(state.deps.clock.now()).uuid();
    let source = Source::Session(session.facts.id);
    session::post(tx, transaction, source, &session.currency.code, entries).await
}

/// A session of a store that the caller may see.
async fn visible(tx: &mut TenantTx<'_>, caller: &Caller, id: SessionId, hold: Hold) -> Result<Session> {
    session::find(tx, id, hold)
        .await?
        .filter(|session| caller.can_in(Capability::OrderRead, session.facts.store_id.uuid()))
        .ok_or_else(|| kernel_codes::NOT_FOUND.error())
}

/// A session that the caller may work with: the register's drawer or their own; any, for who may approve.
async fn mine(tx: &mut TenantTx<'_>, caller: &Caller, id: SessionId, hold: Hold) -> Result<Session> {
    let session = visible(tx, caller, id, hold).await?;
    let store = session.facts.store_id.uuid();
    caller.require_in(Capability::CashHandle, store)?;
    if session.facts.is_for(caller.user) || caller.can_in(Capability::CashApprove, store) {
        Ok(session)
    } else {
        Err(kernel_codes::FORBIDDEN.because("This is somebody else's drawer."))
    }
}

fn summary(session: &Session) -> SessionSummary {
    let facts = &session.facts;
    let closing = session.closing.as_ref();
    SessionSummary {
        id: facts.id,
        store_id: facts.store_id,
        register_id: facts.register_id,
        series: facts.series.clone(),
        own_drawer: facts.drawer_id != facts.register_id.uuid(),
        training: facts.training,
        status: session.status,
        business_date: facts.business_date,
        currency: session.currency.clone(),
        float_minor: session.float_minor,
        carried_minor: session.carried_minor,
        opened_by: session.opened_by.clone(),
        opened_at: session.opened_at,
        closed_by: closing.map(|closing| closing.by.clone()),
        closed_at: closing.map(|closing| closing.at),
        variance_minor: closing.map(|closing| closing.counted_minor - closing.expected_minor),
    }
}

async fn view(tx: &mut TenantTx<'_>, session: &Session) -> Result<SessionView> {
    let id = session.facts.id;
    Ok(SessionView {
        session: summary(session),
        movements: session::movements(tx, id, MOVEMENTS_MAX).await?,
        counts: session::counts(tx, id).await?,
        z_number: z_document::number_of(tx, id).await?,
    })
}

fn not_opened(error: Error) -> Error {
    if error.violates("register_session_drawer_key") {
        codes::DRAWER_OPEN.error()
    } else {
        id_reused(error, "register_session_pkey")
    }
}

/// Turns a known id into the refusal that says so.
pub fn id_reused(error: Error, constraint: &str) -> Error {
    if error.violates(constraint) {
        codes::ID_REUSED.error()
    } else {
        error
    }
}
