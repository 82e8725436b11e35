//! Sessions of drawers: opening one, and reading them.

use axum::{extract::State as AxumState, response::Response};
use chrono::{DateTime, NaiveDate, Utc};
use contracts::{
    Currency,
    ids::{RegisterId, SessionId, StoreId},
};
use http::StatusCode;
use kernel::{
    Caller, Capability, Error, Result, TenantTx,
    audit::AuditEvent,
    codes as kernel_codes,
    http::{Path, Query, extract::Json},
    idempotency::{Claim, Idempotent},
    page::{self, Page},
    sorted::{self, Place},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::period;
use crate::{
    State,
    cart::Counter,
    cash::{
        count::{Pieces, counted},
        drawer::{self, DrawerCash},
        figures::Takings,
        z_report::Person,
    },
    codes,
    ledger::Account,
    store::{
        cash::{self, CashCount, CashMovement},
        ledger::{self, Source},
        session::{self, Hold, Session, SessionFacts, SessionFilter, SessionSort, SessionStatus},
        takings, z_document,
    },
    trail::nameless,
};

/// Movements that one session may have, so that it can be shown whole.
pub(super) const MOVEMENTS_MAX: i64 = 1000;

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
    /// `-opened_at` (the newest first) where it is left out. By variance only with `from` and `to` of at most 31 days: `-variance` begins
    /// with the most over, `variance` with the most short.
    #[param(inline, value_type = Option<SessionSort>)]
    pub sort: Option<SessionSort>,
    /// 1..=200.
    pub limit: Option<u32>,
    pub cursor: Option<String>,
}

impl SessionQuery {
    /// # Errors
    /// 400 `invalid_query` or `invalid_cursor`.
    pub(super) fn filter(&self, caller: &Caller) -> Result<SessionFilter> {
        let sort = self.sort.unwrap_or_default();
        if matches!(sort, SessionSort::Over | SessionSort::Short) && !period::is_short(self.from, self.to) {
            let error = kernel_codes::INVALID_QUERY.error();
            return Err(error.at(
                "?sort",
                "out_of_range",
                "by variance needs from and to of at most 31 days",
            ));
        }
        Ok(SessionFilter {
            visible: caller.stores_with(Capability::OrderRead),
            store: self.store_id,
            register: self.register_id,
            status: self.status,
            from: self.from,
            to: self.to,
            sort,
            after: sorted::after(self.cursor.as_deref(), sort)?,
        })
    }
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
        opened_by: Person::of(&caller),
        opened_at: counter.now,
        closing: None,
    };
    session::insert(&mut tx, &opened).await.map_err(not_opened)?;
    let entries = drawer::opening(opened.carried_minor, float_minor);
    post(&state, &mut tx, &opened, &entries).await?;
    let view = view(&mut tx, &opened).await?;
    let audit = AuditEvent::new("session.opened", new.id.uuid())
        .in_store(opened.facts.store_id.uuid())
        .after(&nameless(&view.session)?)?;
    state.deps.record(&mut tx, &caller, audit).await?;
    let answer = request.keep(&mut tx, StatusCode::CREATED, &view).await?;
    tx.commit().await?;
    Ok(answer)
}

/// Sessions of the stores that the caller may see, newest first where no other order is asked for.
#[utoipa::path(get, path = "/sessions", operation_id = "list_sessions", tag = "order", params(SessionQuery),
    responses((status = 200, body = Page<SessionSummary>), (status = 400, description = "invalid_query, invalid_cursor")))]
pub async fn list_sessions(
    AxumState(state): AxumState<State>,
    caller: Caller,
    Query(query): Query<SessionQuery>,
) -> Result<Json<Page<SessionSummary>>> {
    let limit = page::limit(query.limit)?;
    let filter = query.filter(&caller)?;
    let mut tx = state.deps.db.tenant(&caller).await?;
    let rows = session::list(&mut tx, &filter, limit).await?;
    let page = Page::of(rows, limit, |session| Place::of(filter.sort, session.place()))?;
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

/// What the session took, and what should be in its drawer. A training session took nothing.
pub(super) async fn cash_of(tx: &mut TenantTx<'_>, session: &Session) -> Result<(Takings, DrawerCash)> {
    let takings = takings::read(tx, session.facts.id).await?;
    let cash = takings::cash(tx, session.facts.id, session.float_minor, &takings).await?;
    Ok((takings, cash))
}

pub(super) async fn post(
    state: &State,
    tx: &mut TenantTx<'_>,
    session: &Session,
    entries: &[(Account, i64)],
) -> Result<()> {
    if entries.is_empty() || session.facts.training {
        return Ok(());
    }
    let transaction = state.deps.entropy.id::<()>(state.deps.clock.now()).uuid();
    let source = Source::Session(session.facts.id);
    ledger::post(tx, transaction, source, &session.currency.code, entries).await
}

/// A session of a store that the caller may see.
pub(super) async fn visible(tx: &mut TenantTx<'_>, caller: &Caller, id: SessionId, hold: Hold) -> Result<Session> {
    session::find(tx, id, hold)
        .await?
        .filter(|session| caller.can_in(Capability::OrderRead, session.facts.store_id.uuid()))
        .ok_or_else(|| kernel_codes::NOT_FOUND.error())
}

/// A session that the caller may work with: the register's drawer or their own; any, for who may approve.
pub(super) async fn mine(tx: &mut TenantTx<'_>, caller: &Caller, id: SessionId, hold: Hold) -> Result<Session> {
    let session = visible(tx, caller, id, hold).await?;
    let store = session.facts.store_id.uuid();
    caller.require_in(Capability::CashHandle, store)?;
    if session.facts.is_for(caller.user) || caller.can_in(Capability::CashApprove, store) {
        Ok(session)
    } else {
        Err(kernel_codes::FORBIDDEN.because("This is somebody else's drawer."))
    }
}

pub(super) fn summary(session: &Session) -> SessionSummary {
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
        variance_minor: session.variance_minor(),
    }
}

pub(super) async fn view(tx: &mut TenantTx<'_>, session: &Session) -> Result<SessionView> {
    let id = session.facts.id;
    Ok(SessionView {
        session: summary(session),
        movements: cash::movements(tx, id, MOVEMENTS_MAX).await?,
        counts: cash::counts(tx, id).await?,
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
