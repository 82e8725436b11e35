//! The directory: what other contexts read of a tenant, and keep.

use axum::extract::State as AxumState;
use contracts::auth::Directory;
use kernel::{Caller, Result, http::extract::Json};

use super::{registers::REGISTERS_MAX, stores::STORES_MAX};
use crate::{State, store};

/// The tenant of the caller that the asking service hands over, with all its stores and registers.
#[utoipa::path(get, path = "/internal/directory", operation_id = "get_directory", tag = "auth",
    responses((status = 200, body = Directory), (status = 403, description = "services_only"), (status = 404, description = "not_found")))]
pub(crate) async fn get_directory(AxumState(state): AxumState<State>, caller: Caller) -> Result<Json<Directory>> {
    let mut tx = state.deps.db.tenant(&caller).await?;
    // A change may commit between these. So the version first: the content may be newer than it says, never older. And registers
    // before stores: each register's store is there.
    let (tenant, version) = store::tenant::load(&mut tx).await?;
    let registers = store::register::page(&mut tx, None, None, REGISTERS_MAX).await?;
    let stores = store::store::page(&mut tx, None, None, STORES_MAX).await?;
    tx.commit().await?;
    Ok(Json(Directory {
        version,
        tenant,
        stores,
        registers,
    }))
}
