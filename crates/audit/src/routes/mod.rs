//! Every operation with who may call it: what happened in a shop is for whoever may see all of it.

use axum::Router;
use contracts::contexts::AUDIT;
use kernel::{
    Capability,
    service::{Access, RouteEntry, Routes},
};
use utoipa::openapi::OpenApi;
use utoipa_axum::routes;

use crate::State;

pub mod checkpoints;
pub mod entries;
pub mod export;

pub(crate) fn build(state: State) -> (Router, Vec<RouteEntry>, OpenApi) {
    let read = Access::Everywhere(Capability::AuditRead);
    Routes::new(AUDIT.name, state.deps.gate.clone())
        .add(read, routes!(entries::list_audit_entries))
        .add(read, routes!(export::export_audit_entries))
        .add(read, routes!(entries::get_audit_entry))
        .add(read, routes!(checkpoints::list_audit_checkpoints))
        .build(state)
}
