//! The tables: SQL and nothing else. Each function names its tenant in every statement, beside row-level security.

pub(crate) mod invitation;
pub(crate) mod known_device;
pub(crate) mod password_reset;
pub(crate) mod refresh_token;
pub(crate) mod register;
pub(crate) mod role_grant;
pub(crate) mod session;
pub(crate) mod signing_key;
#[expect(clippy::module_inception, reason = "the folder is SQL, the file the table of stores")]
pub(crate) mod store;
pub(crate) mod tenant;
pub(crate) mod users;

use kernel::Error;

/// A text in a column that its CHECK does not allow: the schema and the code have parted.
pub(crate) fn unknown(column: &str, value: &str) -> Error {
    Error::internal(format!("{column} holds {value:?}"))
}
