//! Reorder points: when somebody should be told that goods run low.

use axum::{extract::State as Extract, response::Response};
use contracts::ids::{LocationId, ProductId};
use http::StatusCode;
use kernel::{
    Caller, Capability, Result,
    idempotency::{Claim, Idempotent},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{State, faults::Faults, reordering, threshold::Threshold};

/// Reorder points of one location.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewThresholds {
    #[schema(value_type = Uuid)]
    location_id: LocationId,
    /// 1 to 500 lines, one for each product.
    lines: Vec<ThresholdLine>,
}

#[derive(Clone, Copy, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ThresholdLine {
    #[schema(value_type = Uuid)]
    product_id: ProductId,
    /// Goods run low when no more than this is on hand: 0..=10^9 thousandths; null takes the point away.
    reorder_milli: Option<i64>,
}

/// The reorder points that were set.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ThresholdsSet {
    pub location_id: Uuid,
    pub lines: Vec<ThresholdLine>,
}

/// Sets reorder points of one location, or takes them away.
#[utoipa::path(
    post,
    path = "/stock/thresholds",
    operation_id = "set_thresholds",
    tag = "inventory",
    params(("Idempotency-Key" = String, Header, description = "The same key gives the same answer.")),
    request_body = NewThresholds,
    responses(
        (status = 200, description = "Set.", body = ThresholdsSet),
        (status = 400, description = "`invalid_body`, `idempotency_key_missing`"),
        (status = 403, description = "`forbidden`"),
        (status = 404, description = "`not_found`: no such location"),
        (status = 409, description = "`request_in_progress`"),
        (status = 422, description = "`no_such_product`, `idempotency_key_reused`"),
    )
)]
pub(crate) async fn set_thresholds(
    Extract(state): Extract<State>,
    caller: Caller,
    request: Idempotent<NewThresholds>,
) -> Result<Response> {
    let body = &request.body;
    let mut faults = Faults::default();
    let lines = body.lines.iter().map(|line| (line.product_id, line.reorder_milli));
    let threshold = Threshold::read(body.location_id, lines, &mut faults);
    faults.finish()?;
    state
        .places
        .allowed_at(&caller, Capability::StockAdjust, threshold.location)
        .await?;
    state
        .goods
        .require_in_lines(&caller, body.lines.iter().map(|line| line.product_id))
        .await?;
    let mut tx = state.deps.db.tenant(&caller).await?;
    if let Claim::Replay(answer) = request.claim(&mut tx, &state.deps.clock).await? {
        return Ok(answer);
    }
    reordering::set(&state.deps, &mut tx, &caller, &threshold).await?;
    let answer = ThresholdsSet {
        location_id: threshold.location.uuid(),
        lines: body.lines.clone(),
    };
    let response = request.keep(&mut tx, StatusCode::OK, &answer).await?;
    tx.commit().await?;
    state.deps.wake.written();
    Ok(response)
}
