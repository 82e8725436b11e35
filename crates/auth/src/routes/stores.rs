//! The stores of a tenant.

use axum::{extract::State as AxumState, http::StatusCode, response::Response};
use contracts::{
    auth::{ReceiptLanguage, StockPolicy, Store, events},
    ids::StoreId,
};
use kernel::{
    Caller, Capability, Error, Result, TenantTx,
    audit::AuditEvent,
    codes as kernel_codes,
    http::{Body, Path, Query, extract::Json},
    id::TenantId,
    idempotency::{Claim, Idempotent},
    outbox::NewEvent,
    page::{self, Page},
};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use crate::{
    State, codes,
    faults::Faults,
    store,
    store_fields::{self, DayCutoff, TimeZone},
    texts::{Name, ReceiptText, ShortCode},
};

/// The most stores of one tenant: all of them are in every context's memory.
pub(crate) const STORES_MAX: i64 = 2_000;

/// A new store.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CreateStore {
    /// 1 to 200 characters.
    name: String,
    /// 1 to 8 letters and digits, unique in the shop; it begins the receipt series of the registers made later.
    code: String,
    /// IANA name.
    #[schema(example = "Europe/Berlin")]
    time_zone: String,
    /// When the business day ends, local time, HH:MM from 00:00 to 11:59; 04:00 when absent.
    #[schema(example = "04:00")]
    day_cutoff: Option<String>,
    /// ISO 4217; fixed for ever.
    #[schema(example = "EUR")]
    currency: String,
    /// At most 1,000 characters in lines; empty when absent.
    receipt_header: Option<String>,
    /// The same, at the receipt's end.
    receipt_footer: Option<String>,
    /// What its receipts and reports are written in; `en` when absent.
    receipt_language: Option<ReceiptLanguage>,
    /// `sell_through` when absent.
    stock_policy: Option<StockPolicy>,
    /// true when absent.
    active: Option<bool>,
}

/// What shall be different about a store; what is absent stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct UpdateStore {
    name: Option<String>,
    code: Option<String>,
    time_zone: Option<String>,
    day_cutoff: Option<String>,
    /// The one it has; another is refused.
    currency: Option<String>,
    receipt_header: Option<String>,
    receipt_footer: Option<String>,
    receipt_language: Option<ReceiptLanguage>,
    stock_policy: Option<StockPolicy>,
    active: Option<bool>,
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ListStores {
    /// 1 to 200; 50 when absent.
    limit: Option<u32>,
    /// Where the page before ended.
    cursor: Option<String>,
}

/// The stores by code: those that the caller may see.
#[utoipa::path(get, path = "/stores", operation_id = "list_stores", tag = "auth", params(ListStores),
    responses((status = 200, body = Page<Store>), (status = 400, description = "invalid_query, invalid_cursor"), (status = 403, description = "forbidden")))]
pub(crate) async fn list_stores(
    AxumState(state): AxumState<State>,
    caller: Caller,
    Query(query): Query<ListStores>,
) -> Result<Json<Page<Store>>> {
    let limit = page::limit(query.limit)?;
    let after: Option<String> = page::decode_cursor(query.cursor.as_deref())?;
    let only = caller.stores_with(Capability::StoreRead);
    let mut tx = state.deps.db.tenant(&caller).await?;
    let stores = store::store::page(&mut tx, only.as_deref(), after.as_deref(), i64::from(limit) + 1).await?;
    tx.commit().await?;
    Page::of(stores, limit, |store| store.code.clone()).map(Json)
}

/// One store.
#[utoipa::path(get, path = "/stores/{store_id}", operation_id = "get_store", tag = "auth", params(("store_id" = StoreId, Path)),
    responses((status = 200, body = Store), (status = 403, description = "forbidden"), (status = 404, description = "not_found")))]
pub(crate) async fn get_store(
    AxumState(state): AxumState<State>,
    caller: Caller,
    Path(id): Path<StoreId>,
) -> Result<Json<Store>> {
    let mut tx = state.deps.db.tenant(&caller).await?;
    let store = store::store::load(&mut tx, id)
        .await?
        .ok_or_else(|| kernel_codes::NOT_FOUND.error())?;
    tx.commit().await?;
    caller.require_in(Capability::StoreRead, id.uuid())?;
    Ok(Json(store))
}

/// Opens a store, with one location that its sales take stock from.
#[utoipa::path(post, path = "/stores", operation_id = "create_store", tag = "auth", request_body = CreateStore,
    params(("Idempotency-Key" = String, Header)),
    responses(
        (status = 201, body = Store),
        (status = 400, description = "invalid_body"),
        (status = 403, description = "forbidden"),
        (status = 409, description = "store_code_taken, request_in_progress"),
        (status = 422, description = "currency_not_supported, too_many_stores, idempotency_key_reused"),
    ))]
pub(crate) async fn create_store(
    AxumState(state): AxumState<State>,
    caller: Caller,
    request: Idempotent<CreateStore>,
) -> Result<Response> {
    let (new, cutoff) = new_store(&state, &request.body)?;
    let now = state.deps.clock.now();
    let mut tx = state.deps.db.tenant(&caller).await?;
    if let Claim::Replay(answer) = request.claim(&mut tx, &state.deps.clock).await? {
        return Ok(answer);
    }
    let version = store::tenant::next_directory_version(&mut tx).await?;
    if store::store::count(&mut tx).await? >= STORES_MAX {
        return Err(codes::TOO_MANY_STORES.error());
    }
    store::store::insert(&mut tx, &new, cutoff, now)
        .await
        .map_err(code_taken)?;
    let audit = AuditEvent::new("auth.store_created", new.id.uuid())
        .in_store(new.id.uuid())
        .after(&new)?;
    let event = told(caller.tenant, &new, 1, version)?;
    state.tell(&mut tx, &caller, audit, event).await?;
    let answer = request.keep(&mut tx, StatusCode::CREATED, &new).await?;
    tx.commit().await?;
    state.deps.wake.written();
    Ok(answer)
}

fn new_store(state: &State, body: &CreateStore) -> Result<(Store, DayCutoff)> {
    let mut faults = Faults::default();
    let name = faults.take("/name", Name::parse(&body.name));
    let code = faults.take("/code", ShortCode::parse(&body.code));
    let time_zone = faults.take("/time_zone", TimeZone::parse(&body.time_zone));
    let cutoff = faults.take_given("/day_cutoff", body.day_cutoff.as_ref(), |text| DayCutoff::parse(text));
    let header = faults.take(
        "/receipt_header",
        ReceiptText::parse(body.receipt_header.as_deref().unwrap_or_default()),
    );
    let footer = faults.take(
        "/receipt_footer",
        ReceiptText::parse(body.receipt_footer.as_deref().unwrap_or_default()),
    );
    let (Some(name), Some(code), Some(time_zone), Some(cutoff), Some(header), Some(footer)) =
        (name, code, time_zone, cutoff, header, footer)
    else {
        return Err(faults.error());
    };
    let (now, cutoff) = (state.deps.clock.now(), cutoff.unwrap_or(DayCutoff::DEFAULT));
    let store = Store {
        id: state.deps.entropy.id(now),
        name: name.as_str().to_owned(),
        code: code.to_string(),
        time_zone: time_zone.name().to_owned(),
        day_cutoff: cutoff.to_string(),
        currency: store_fields::currency(&body.currency)?,
        receipt_header: header.as_str().to_owned(),
        receipt_footer: footer.as_str().to_owned(),
        receipt_language: body.receipt_language.unwrap_or_default(),
        favourites: Vec::new(),
        stock_policy: body.stock_policy.unwrap_or(StockPolicy::SellThrough),
        location_id: state.deps.entropy.id(now),
        active: body.active.unwrap_or(true),
    };
    Ok((store, cutoff))
}

/// Changes the fields that are given. A register's series keeps what it was made of.
#[utoipa::path(patch, path = "/stores/{store_id}", operation_id = "update_store", tag = "auth", request_body = UpdateStore,
    params(("store_id" = StoreId, Path)),
    responses(
        (status = 200, body = Store),
        (status = 400, description = "invalid_body"),
        (status = 403, description = "forbidden"),
        (status = 404, description = "not_found"),
        (status = 409, description = "store_code_taken"),
        (status = 422, description = "currency_fixed"),
    ))]
pub(crate) async fn update_store(
    AxumState(state): AxumState<State>,
    caller: Caller,
    Path(id): Path<StoreId>,
    Body(changes): Body<UpdateStore>,
) -> Result<Json<Store>> {
    let mut tx = state.deps.db.tenant(&caller).await?;
    store::tenant::lock(&mut tx).await?;
    let before = store::store::load(&mut tx, id)
        .await?
        .ok_or_else(|| kernel_codes::NOT_FOUND.error())?;
    caller.require_in(Capability::StoreManage, id.uuid())?;
    let (after, cutoff) = changed(&before, changes)?;
    if after == before {
        return Ok(Json(before));
    }
    let version = store::store::update(&mut tx, &after, cutoff)
        .await
        .map_err(code_taken)?;
    tell_of_change(&state, &caller, &mut tx, (&before, &after), version).await?;
    tx.commit().await?;
    state.deps.wake.written();
    Ok(Json(after))
}

/// The record and the event of a change.
pub(super) async fn tell_of_change(
    state: &State,
    caller: &Caller,
    tx: &mut TenantTx<'_>,
    (before, after): (&Store, &Store),
    version: i32,
) -> Result<()> {
    let directory_version = store::tenant::next_directory_version(tx).await?;
    let audit = AuditEvent::new("auth.store_updated", after.id.uuid())
        .in_store(after.id.uuid())
        .before(before)?
        .after(after)?;
    let event = told(caller.tenant, after, version, directory_version)?;
    state.tell(tx, caller, audit, event).await
}

/// The store with the given fields put in.
fn changed(before: &Store, changes: UpdateStore) -> Result<(Store, DayCutoff)> {
    let mut faults = Faults::default();
    let name = faults.take_given("/name", changes.name.as_ref(), |text| Name::parse(text));
    let code = faults.take_given("/code", changes.code.as_ref(), |text| ShortCode::parse(text));
    let time_zone = faults.take_given("/time_zone", changes.time_zone.as_ref(), |text| TimeZone::parse(text));
    let cutoff = faults.take(
        "/day_cutoff",
        DayCutoff::parse(changes.day_cutoff.as_deref().unwrap_or(&before.day_cutoff)),
    );
    let header = faults.take_given("/receipt_header", changes.receipt_header.as_ref(), |text| {
        ReceiptText::parse(text)
    });
    let footer = faults.take_given("/receipt_footer", changes.receipt_footer.as_ref(), |text| {
        ReceiptText::parse(text)
    });
    let (Some(name), Some(code), Some(time_zone), Some(cutoff), Some(header), Some(footer)) =
        (name, code, time_zone, cutoff, header, footer)
    else {
        return Err(faults.error());
    };
    if changes
        .currency
        .is_some_and(|currency| currency != before.currency.code)
    {
        return Err(codes::CURRENCY_FIXED
            .error()
            .at("/currency", "fixed", "the store's currency is fixed"));
    }
    let after = Store {
        id: before.id,
        name: name.map_or_else(|| before.name.clone(), |name| name.as_str().to_owned()),
        code: code.map_or_else(|| before.code.clone(), |code| code.to_string()),
        time_zone: time_zone.map_or_else(|| before.time_zone.clone(), |zone| zone.name().to_owned()),
        day_cutoff: cutoff.to_string(),
        currency: before.currency.clone(),
        receipt_header: header.map_or_else(|| before.receipt_header.clone(), |header| header.as_str().to_owned()),
        receipt_footer: footer.map_or_else(|| before.receipt_footer.clone(), |footer| footer.as_str().to_owned()),
        receipt_language: changes.receipt_language.unwrap_or(before.receipt_language),
        favourites: before.favourites.clone(),
        stock_policy: changes.stock_policy.unwrap_or(before.stock_policy),
        location_id: before.location_id,
        active: changes.active.unwrap_or(before.active),
    };
    Ok((after, cutoff))
}

fn told(tenant_id: TenantId, store: &Store, version: i32, directory_version: i64) -> Result<NewEvent> {
    let payload = events::StoreChanged {
        tenant_id,
        directory_version,
        store: store.clone(),
    };
    NewEvent::new(events::STORE_CHANGED, store.id.uuid(), version, &payload)
}

fn code_taken(error: Error) -> Error {
    if error.violates("store_code_key") {
        codes::STORE_CODE_TAKEN
            .error()
            .at("/code", "taken", "another store has it")
    } else {
        error
    }
}
