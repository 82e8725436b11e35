//! Auth through the real router, on a database of each test's own, with a clock that only the test moves.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test may end with a panic and makes its own ids, tasks and clients"
)]

mod directory;
mod guards;
mod invitations;
mod key_wrap;
mod limits;
mod password_resets;
mod passwords;
mod pins;
mod refresh;
mod secrecy;
mod shop;
mod sign_in;
mod sign_up;
mod signing_keys;
mod stores;
mod support;
mod tokens;
mod users;
