//! SQL and nothing else. Roles: the application's sees one tenant; the system's chains, signs and exports for all.

use kernel::{Error, Result};

use crate::entry::Hash;

pub(crate) mod chain;
pub(crate) mod checkpoint;
pub(crate) mod entry;
pub(crate) mod pending;
pub(crate) mod signing_key;

/// # Errors
/// 500 for other than 32 bytes; the tables have no other.
fn hash(bytes: &[u8]) -> Result<Hash> {
    bytes.try_into().map_err(Error::internal)
}
