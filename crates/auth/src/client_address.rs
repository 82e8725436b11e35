//! Where a request comes from, for limits per address.

use std::net::IpAddr;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use kernel::limits::client_address;

use crate::State;

/// The address that a limit counts, or none for a request that came by no socket.
#[derive(Clone, Copy, Debug)]
pub struct ClientAddress(pub Option<IpAddr>);

impl FromRequestParts<State> for ClientAddress {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &State) -> Result<Self, Self::Rejection> {
        Ok(Self(client_address(parts, state.config.trusted_proxies_hops)))
    }
}
