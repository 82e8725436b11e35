//! A store's safe, and what goes from it to the bank.

use axum::{extract::State as AxumState, response::Response};
use contracts::{
    auth::Store,
    ids::{DepositId, StoreId},
};
use http::StatusCode;
use kernel::{
    Caller, Capability, Result,
    audit::AuditEvent,
    codes as kernel_codes,
    http::{Path, Query, extract::Json},
    idempotency::{Claim, Idempotent},
    page::{self, Page},
    sorted::{ByTime, Moment, Place},
};
use pricing::AMOUNT_MINOR_MAX;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    State,
    cart::check_reason,
    cash::z_report::Person,
    codes,
    ledger::Account,
    store::{
        deposit::{self, Deposit},
        ledger::{self, Source},
    },
    trail::nameless,
};

/// Money that goes to the bank.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewDeposit {
    pub id: DepositId,
    /// Minor units, 1..=10^12.
    pub amount_minor: i64,
    /// The number of the bag or slip, 3..=200 characters.
    pub reference: String,
}

/// A store's safe.
#[derive(Debug, Serialize, ToSchema)]
pub struct Safe {
    /// What the ledger has in it, in minor units: negative when floats came from elsewhere.
    pub in_safe_minor: i64,
    pub deposits: Page<Deposit>,
}

/// The page of deposits.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DepositQuery {
    /// `-at` (the newest first) where it is left out.
    #[param(inline, value_type = Option<ByTime>)]
    pub sort: Option<ByTime>,
    /// 1..=200.
    pub limit: Option<u32>,
    pub cursor: Option<String>,
}

/// Takes money from the store's safe to the bank.
#[utoipa::path(post, path = "/stores/{store_id}/deposits", operation_id = "make_deposit", tag = "order", params(("store_id" = Uuid, Path), ("Idempotency-Key" = String, Header)),
    request_body = NewDeposit,
    responses((status = 201, body = Deposit), (status = 404, description = "not_found"),
        (status = 422, description = "movement_refused, reason_refused, id_reused")))]
pub async fn make_deposit(
    AxumState(state): AxumState<State>,
    caller: Caller,
    Path(store_id): Path<StoreId>,
    request: Idempotent<NewDeposit>,
) -> Result<Response> {
    let new = &request.body;
    if !(1..=AMOUNT_MINOR_MAX).contains(&new.amount_minor) {
        return Err(codes::MOVEMENT_REFUSED
            .error()
            .at("/amount_minor", "out_of_range", "1 to 10^12"));
    }
    check_reason(&new.reference, "/reference")?;
    let store = state.safe_of(&caller, store_id).await?;
    let now = state.deps.clock.now();
    let deposit = Deposit {
        id: new.id,
        store_id,
        amount_minor: new.amount_minor,
        currency: store.currency,
        reference: new.reference.trim().to_owned(),
        by: Person::of(&caller),
        at: now,
    };
    let mut tx = state.deps.db.tenant(&caller).await?;
    if let Claim::Replay(answer) = request.claim(&mut tx, &state.deps.clock).await? {
        return Ok(answer);
    }
    deposit::insert(&mut tx, &deposit)
        .await
        .map_err(|error| super::sessions::id_reused(error, "bank_deposit_pkey"))?;
    let entries = [
        (Account::Bank, deposit.amount_minor),
        (Account::Safe, -deposit.amount_minor),
    ];
    let transaction = state.deps.entropy.id::<()>(now).uuid();
    ledger::post(
        &mut tx,
        transaction,
        Source::Deposit(deposit.id),
        &deposit.currency.code,
        &entries,
    )
    .await?;
    let audit = AuditEvent::new("deposit.made", deposit.id.uuid())
        .in_store(deposit.store_id.uuid())
        .after(&nameless(&deposit)?)?;
    state.deps.record(&mut tx, &caller, audit).await?;
    let answer = request.keep(&mut tx, StatusCode::CREATED, &deposit).await?;
    tx.commit().await?;
    Ok(answer)
}

/// What is in the store's safe, and its deposits, newest first where no other order is asked for.
#[utoipa::path(get, path = "/stores/{store_id}/safe", operation_id = "get_safe", tag = "order", params(("store_id" = Uuid, Path), DepositQuery),
    responses((status = 200, body = Safe), (status = 400, description = "invalid_query, invalid_cursor"), (status = 404, description = "not_found")))]
pub async fn get_safe(
    AxumState(state): AxumState<State>,
    caller: Caller,
    Path(store_id): Path<StoreId>,
    Query(query): Query<DepositQuery>,
) -> Result<Json<Safe>> {
    let limit = page::limit(query.limit)?;
    let sort = query.sort.unwrap_or_default();
    let after = sort.after(query.cursor.as_deref())?;
    state.safe_of(&caller, store_id).await?;
    let mut tx = state.deps.db.tenant(&caller).await?;
    let rows = deposit::list(&mut tx, store_id, sort, after, limit).await?;
    Ok(Json(Safe {
        in_safe_minor: deposit::in_safe(&mut tx, store_id).await?,
        deposits: Page::of(rows, limit, |deposit| {
            let (at, id) = (deposit.at, deposit.id.uuid());
            Place::of(sort, Moment { at, id })
        })?,
    }))
}

impl State {
    /// The store, if the caller may look after its safe.
    async fn safe_of(&self, caller: &Caller, id: StoreId) -> Result<Store> {
        let directory = self.directories.of(caller).await?;
        directory
            .store(id)
            .filter(|_| caller.can_in(Capability::CashApprove, id.uuid()))
            .cloned()
            .ok_or_else(|| kernel_codes::NOT_FOUND.error())
    }
}
