//! The shop itself.

use axum::extract::State as AxumState;
use contracts::auth::{TenantEntry, events};
use kernel::{
    Caller, Result,
    audit::AuditEvent,
    http::{Body, extract::Json},
    outbox::NewEvent,
};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{State, faults::Faults, store, texts::Name};

/// What shall be different about the shop. Its shop code is fixed: people sign in with it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct UpdateShop {
    /// 1 to 200 characters.
    name: String,
}

/// The shop that the caller works for.
#[utoipa::path(get, path = "/shop", operation_id = "get_shop", tag = "auth", responses((status = 200, body = TenantEntry)))]
pub(crate) async fn get_shop(AxumState(state): AxumState<State>, caller: Caller) -> Result<Json<TenantEntry>> {
    let mut tx = state.deps.db.tenant(&caller).await?;
    let (shop, _) = store::tenant::load(&mut tx).await?;
    tx.commit().await?;
    Ok(Json(shop))
}

/// Renames the shop. The same name again changes nothing.
#[utoipa::path(patch, path = "/shop", operation_id = "update_shop", tag = "auth", request_body = UpdateShop,
    responses((status = 200, body = TenantEntry), (status = 400, description = "invalid_body"), (status = 403, description = "forbidden")))]
pub(crate) async fn update_shop(
    AxumState(state): AxumState<State>,
    caller: Caller,
    Body(changes): Body<UpdateShop>,
) -> Result<Json<TenantEntry>> {
    let mut faults = Faults::default();
    let Some(name) = faults.take("/name", Name::parse(&changes.name)) else {
        return Err(faults.error());
    };
    let mut tx = state.deps.db.tenant(&caller).await?;
    store::tenant::lock(&mut tx).await?;
    let (before, _) = store::tenant::load(&mut tx).await?;
    if before.name == name.as_str() {
        return Ok(Json(before));
    }
    let version = store::tenant::rename(&mut tx, &name).await?;
    let directory_version = store::tenant::next_directory_version(&mut tx).await?;
    let after = TenantEntry {
        name: name.as_str().to_owned(),
        ..before.clone()
    };
    let audit = AuditEvent::new("auth.shop_updated", before.id.uuid())
        .before(&before)?
        .after(&after)?;
    let payload = events::TenantChanged {
        directory_version,
        tenant: after.clone(),
    };
    let event = NewEvent::new(events::TENANT_CHANGED, before.id.uuid(), version, &payload)?;
    state.tell(&mut tx, &caller, audit, event).await?;
    tx.commit().await?;
    state.deps.wake.written();
    Ok(Json(after))
}
