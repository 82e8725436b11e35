//! How much people may take off.

use axum::extract::State as AxumState;
use kernel::{
    Caller, Result,
    audit::AuditEvent,
    http::{Body, extract::Json},
};

use crate::{State, discount::DiscountSettings, store::discount_settings};

/// The settings in force.
#[utoipa::path(get, path = "/discounts/settings", operation_id = "get_discount_settings", tag = "order",
    responses((status = 200, body = DiscountSettings)))]
pub async fn get_discount_settings(
    AxumState(state): AxumState<State>,
    caller: Caller,
) -> Result<Json<DiscountSettings>> {
    let mut tx = state.deps.db.tenant(&caller).await?;
    Ok(Json(discount_settings::read(&mut tx).await?))
}

/// Replaces the settings. What was sold stays as it is.
#[utoipa::path(put, path = "/discounts/settings", operation_id = "put_discount_settings", tag = "order", request_body = DiscountSettings,
    responses((status = 200, body = DiscountSettings), (status = 422, description = "discount_settings_refused")))]
pub async fn put_discount_settings(
    AxumState(state): AxumState<State>,
    caller: Caller,
    Body(mut new): Body<DiscountSettings>,
) -> Result<Json<DiscountSettings>> {
    for reason in &mut new.reasons {
        *reason = reason.trim().to_owned();
    }
    new.check()?;
    let mut tx = state.deps.db.tenant(&caller).await?;
    let before = discount_settings::read(&mut tx).await?;
    discount_settings::save(&mut tx, &new).await?;
    let audit = AuditEvent::new("discount.settings_changed", caller.tenant.uuid());
    state
        .deps
        .record(&mut tx, &caller, audit.before(&before)?.after(&new)?)
        .await?;
    tx.commit().await?;
    state.books.stale(caller.tenant);
    Ok(Json(new))
}
