//! The registers of a tenant's stores.

use axum::{extract::State as AxumState, http::StatusCode, response::Response};
use contracts::{
    auth::{Register, events},
    ids::{RegisterId, StoreId},
};
use kernel::{
    Caller, Capability, Error, Result,
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
    store, store_fields,
    texts::{Name, ShortCode},
};

/// The most registers of one tenant: all of them are in every context's memory.
pub(crate) const REGISTERS_MAX: i64 = 10_000;

/// A new register.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CreateRegister {
    store_id: StoreId,
    /// 1 to 200 characters.
    name: String,
    /// 1 to 8 letters and digits, unique in the store. With the store's code it makes the receipt series, which is fixed for ever.
    code: String,
    /// true when absent.
    active: Option<bool>,
}

/// What shall be different about a register; what is absent stays. Its store and its series never change.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct UpdateRegister {
    name: Option<String>,
    code: Option<String>,
    active: Option<bool>,
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ListRegisters {
    /// Only this store's.
    #[param(value_type = Option<StoreId>)]
    store_id: Option<StoreId>,
    /// 1 to 200; 50 when absent.
    limit: Option<u32>,
    /// Where the page before ended.
    cursor: Option<String>,
}

/// The registers by series: those of the stores that the caller may see.
#[utoipa::path(get, path = "/registers", operation_id = "list_registers", tag = "auth", params(ListRegisters),
    responses((status = 200, body = Page<Register>), (status = 400, description = "invalid_query, invalid_cursor"), (status = 403, description = "forbidden")))]
pub(crate) async fn list_registers(
    AxumState(state): AxumState<State>,
    caller: Caller,
    Query(query): Query<ListRegisters>,
) -> Result<Json<Page<Register>>> {
    let limit = page::limit(query.limit)?;
    let after: Option<String> = page::decode_cursor(query.cursor.as_deref())?;
    let stores = match query.store_id {
        Some(store) => {
            caller.require_in(Capability::StoreRead, store.uuid())?;
            Some(vec![store.uuid()])
        }
        None => caller.stores_with(Capability::StoreRead),
    };
    let mut tx = state.deps.db.tenant(&caller).await?;
    let registers = store::register::page(&mut tx, stores.as_deref(), after.as_deref(), i64::from(limit) + 1).await?;
    tx.commit().await?;
    Page::of(registers, limit, |register| register.series.clone()).map(Json)
}

/// Adds a register to a store.
#[utoipa::path(post, path = "/registers", operation_id = "create_register", tag = "auth", request_body = CreateRegister,
    params(("Idempotency-Key" = String, Header)),
    responses(
        (status = 201, body = Register),
        (status = 400, description = "invalid_body"),
        (status = 403, description = "forbidden"),
        (status = 409, description = "register_code_taken, series_taken, request_in_progress"),
        (status = 422, description = "unknown_store, too_many_registers, idempotency_key_reused"),
    ))]
pub(crate) async fn create_register(
    AxumState(state): AxumState<State>,
    caller: Caller,
    request: Idempotent<CreateRegister>,
) -> Result<Response> {
    let body = &request.body;
    let (name, code) = checked(body)?;
    caller.require_in(Capability::StoreManage, body.store_id.uuid())?;
    let now = state.deps.clock.now();
    let mut tx = state.deps.db.tenant(&caller).await?;
    if let Claim::Replay(answer) = request.claim(&mut tx, &state.deps.clock).await? {
        return Ok(answer);
    }
    let version = store::tenant::next_directory_version(&mut tx).await?;
    let home = store::store::load(&mut tx, body.store_id)
        .await?
        .ok_or_else(unknown_store)?;
    if store::register::count(&mut tx).await? >= REGISTERS_MAX {
        return Err(codes::TOO_MANY_REGISTERS.error());
    }
    let new = Register {
        id: state.deps.entropy.id(now),
        store_id: home.id,
        name: name.as_str().to_owned(),
        series: store_fields::series(&home.code, code.as_str()),
        code: code.to_string(),
        active: body.active.unwrap_or(true),
    };
    store::register::insert(&mut tx, &new, now).await.map_err(taken)?;
    let audit = AuditEvent::new("auth.register_created", new.id.uuid())
        .in_store(new.store_id.uuid())
        .after(&new)?;
    let event = told(caller.tenant, &new, 1, version)?;
    state.tell(&mut tx, &caller, audit, event).await?;
    let answer = request.keep(&mut tx, StatusCode::CREATED, &new).await?;
    tx.commit().await?;
    state.deps.wake.written();
    Ok(answer)
}

fn checked(body: &CreateRegister) -> Result<(Name, ShortCode)> {
    let mut faults = Faults::default();
    let name = faults.take("/name", Name::parse(&body.name));
    let code = faults.take("/code", ShortCode::parse(&body.code));
    name.zip(code).ok_or_else(|| faults.error())
}

/// Changes the fields that are given.
#[utoipa::path(patch, path = "/registers/{register_id}", operation_id = "update_register", tag = "auth", request_body = UpdateRegister,
    params(("register_id" = RegisterId, Path)),
    responses(
        (status = 200, body = Register),
        (status = 400, description = "invalid_body"),
        (status = 403, description = "forbidden"),
        (status = 404, description = "not_found"),
        (status = 409, description = "register_code_taken"),
    ))]
pub(crate) async fn update_register(
    AxumState(state): AxumState<State>,
    caller: Caller,
    Path(id): Path<RegisterId>,
    Body(changes): Body<UpdateRegister>,
) -> Result<Json<Register>> {
    let mut faults = Faults::default();
    let name = faults.take_given("/name", changes.name.as_ref(), |text| Name::parse(text));
    let code = faults.take_given("/code", changes.code.as_ref(), |text| ShortCode::parse(text));
    let (Some(name), Some(code)) = (name, code) else {
        return Err(faults.error());
    };
    let mut tx = state.deps.db.tenant(&caller).await?;
    store::tenant::lock(&mut tx).await?;
    let before = store::register::load(&mut tx, id)
        .await?
        .ok_or_else(|| kernel_codes::NOT_FOUND.error())?;
    caller.require_in(Capability::StoreManage, before.store_id.uuid())?;
    let after = Register {
        name: name.map_or_else(|| before.name.clone(), |name| name.as_str().to_owned()),
        code: code.map_or_else(|| before.code.clone(), |code| code.to_string()),
        active: changes.active.unwrap_or(before.active),
        ..before.clone()
    };
    if after == before {
        return Ok(Json(before));
    }
    let version = store::register::update(&mut tx, &after).await.map_err(taken)?;
    let directory_version = store::tenant::next_directory_version(&mut tx).await?;
    let audit = AuditEvent::new("auth.register_updated", id.uuid())
        .in_store(after.store_id.uuid())
        .before(&before)?
        .after(&after)?;
    let event = told(caller.tenant, &after, version, directory_version)?;
    state.tell(&mut tx, &caller, audit, event).await?;
    tx.commit().await?;
    state.deps.wake.written();
    Ok(Json(after))
}

fn told(tenant_id: TenantId, register: &Register, version: i32, directory_version: i64) -> Result<NewEvent> {
    let payload = events::RegisterChanged {
        tenant_id,
        directory_version,
        register: register.clone(),
    };
    NewEvent::new(events::REGISTER_CHANGED, register.id.uuid(), version, &payload)
}

fn unknown_store() -> Error {
    codes::UNKNOWN_STORE
        .error()
        .at("/store_id", "unknown", "this shop has no such store")
}

fn taken(error: Error) -> Error {
    if error.violates("register_code_key") {
        codes::REGISTER_CODE_TAKEN
            .error()
            .at("/code", "taken", "another register of the store has it")
    } else if error.violates("register_series_key") {
        codes::SERIES_TAKEN.error().at(
            "/code",
            "taken",
            "with the store's code it makes another register's series",
        )
    } else {
        error
    }
}
