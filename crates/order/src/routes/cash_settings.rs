//! How a shop handles its drawers.

use axum::extract::State as AxumState;
use kernel::{
    Caller, Result,
    audit::AuditEvent,
    http::{Body, extract::Json},
};
use pricing::AMOUNT_MINOR_MAX;

use crate::{
    State, codes,
    store::cash_settings::{self, CashSettings},
};

/// The settings in force.
#[utoipa::path(get, path = "/cash/settings", operation_id = "get_cash_settings", tag = "order", responses((status = 200, body = CashSettings)))]
pub async fn get_cash_settings(AxumState(state): AxumState<State>, caller: Caller) -> Result<Json<CashSettings>> {
    let mut tx = state.deps.db.tenant(&caller).await?;
    Ok(Json(cash_settings::read(&mut tx).await?))
}

/// Replaces the settings. Sessions that were closed stay as they are.
#[utoipa::path(put, path = "/cash/settings", operation_id = "put_cash_settings", tag = "order", request_body = CashSettings,
    responses((status = 200, body = CashSettings), (status = 422, description = "movement_refused")))]
pub async fn put_cash_settings(
    AxumState(state): AxumState<State>,
    caller: Caller,
    Body(new): Body<CashSettings>,
) -> Result<Json<CashSettings>> {
    if new
        .variance_limit_minor
        .is_some_and(|limit| !(0..=AMOUNT_MINOR_MAX).contains(&limit))
    {
        return Err(codes::MOVEMENT_REFUSED
            .error()
            .at("/variance_limit_minor", "out_of_range", "0 to 10^12"));
    }
    let mut tx = state.deps.db.tenant(&caller).await?;
    let before = cash_settings::read(&mut tx).await?;
    cash_settings::save(&mut tx, new).await?;
    let audit = AuditEvent::new("cash.settings_changed", caller.tenant.uuid());
    state
        .deps
        .record(&mut tx, &caller, audit.before(&before)?.after(&new)?)
        .await?;
    tx.commit().await?;
    state.books.stale(caller.tenant);
    Ok(Json(new))
}
