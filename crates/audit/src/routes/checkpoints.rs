//! `/audit/checkpoints`: what was signed, to keep elsewhere.

use axum::extract::State as AxumState;
use kernel::{
    Caller, Result,
    http::{Query, extract::Json},
    page::{self, Page},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    State,
    checkpoint::{Checkpoint, CheckpointLine, KeyLine},
    store,
};

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CheckpointsQuery {
    /// 1 to 200; 50 when absent.
    limit: Option<u32>,
    /// Where the page before ended.
    cursor: Option<String>,
}

/// Checkpoints of the shop's chain, the newest first, and the keys that they can be verified with.
#[derive(Debug, Serialize, ToSchema)]
pub struct CheckpointsPage {
    #[serde(flatten)]
    page: Page<CheckpointLine>,
    keys: Vec<KeyLine>,
}

/// What was signed of the shop's chain, the newest first. Who keeps these lines finds out when anything before them is changed.
#[utoipa::path(get, path = "/audit/checkpoints", operation_id = "list_audit_checkpoints", tag = "audit", params(CheckpointsQuery),
    responses((status = 200, body = CheckpointsPage), (status = 400, description = "invalid_query, invalid_cursor")))]
pub async fn list_audit_checkpoints(
    AxumState(state): AxumState<State>,
    caller: Caller,
    Query(query): Query<CheckpointsQuery>,
) -> Result<Json<CheckpointsPage>> {
    let limit = page::limit(query.limit)?;
    let below: Option<i64> = page::decode_cursor(query.cursor.as_deref())?;
    let mut tx = state.deps.db.tenant(&caller).await?;
    let rows = store::checkpoint::newest(&mut tx, below, i64::from(limit) + 1).await?;
    let keys = store::signing_key::public(&mut tx).await?;
    tx.commit().await?;
    let page = Page::of(rows, limit, |checkpoint| checkpoint.size)?.map(|checkpoint: Checkpoint| checkpoint.line());
    Ok(Json(CheckpointsPage { page, keys }))
}
