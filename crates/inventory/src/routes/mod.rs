//! The operations of inventory, a file for each resource.

pub(crate) mod documents;
pub(crate) mod exceptions;
pub(crate) mod internal;
pub(crate) mod reservations;
pub(crate) mod stock;

/// A body that says nothing yet: `{}`.
#[derive(Debug, serde::Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Nothing {}
