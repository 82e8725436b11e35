//! Where a request comes from, for limits per address: the socket's peer, or what our own proxies say of it.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use http::{HeaderMap, request::Parts};

use crate::http::listener::PeerAddress;

/// The address that a limit counts, behind so many proxies of our own; none for a request that came by no socket.
#[must_use]
pub fn client_address(request: &Parts, hops: u8) -> Option<IpAddr> {
    let socket = request.extensions.get::<PeerAddress>()?.0.ip();
    Some(counted(client(socket, &request.headers, hops)))
}

/// The client behind `hops` proxies of our own: each of them appended the address that it saw, so ours are the last entries and
/// only those are believed. A shorter list did not come through them: then the socket counts (reliability A14).
fn client(socket: IpAddr, headers: &HeaderMap, hops: u8) -> IpAddr {
    if hops == 0 {
        return socket;
    }
    let seen: Vec<&str> = headers
        .get_all("x-forwarded-for")
        .iter()
        .flat_map(|value| value.to_str().unwrap_or_default().split(','))
        .map(str::trim)
        .collect();
    seen.len()
        .checked_sub(usize::from(hops))
        .and_then(|index| seen.get(index))
        .and_then(|entry| {
            entry
                .parse::<IpAddr>()
                .or_else(|_| entry.parse::<SocketAddr>().map(|a| a.ip()))
                .ok()
        })
        .unwrap_or(socket)
}

/// One household has a whole IPv6 /64, so that is what counts as one address.
fn counted(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() & (u128::MAX << 64))),
        v4 => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    fn forwarded(values: &[&str]) -> HeaderMap {
        values
            .iter()
            .map(|value| ("x-forwarded-for".parse().unwrap(), value.parse().unwrap()))
            .collect()
    }

    #[test]
    fn a_forged_header_is_not_read_without_proxies_of_ours() {
        assert_eq!(client(ip("9.9.9.9"), &forwarded(&["1.1.1.1"]), 0), ip("9.9.9.9"));
    }

    #[test]
    fn only_what_our_proxies_appended_counts() {
        let headers = forwarded(&["6.6.6.6, 7.7.7.7", "1.1.1.1, 10.0.0.1"]);
        assert_eq!(client(ip("10.0.0.2"), &headers, 1), ip("10.0.0.1"));
        assert_eq!(client(ip("10.0.0.2"), &headers, 2), ip("1.1.1.1"));
        assert_eq!(client(ip("10.0.0.2"), &forwarded(&["1.1.1.1:4711"]), 1), ip("1.1.1.1"));
        assert_eq!(
            client(ip("10.0.0.2"), &forwarded(&["1.1.1.1"]), 2),
            ip("10.0.0.2"),
            "shorter than our chain"
        );
        assert_eq!(client(ip("10.0.0.2"), &forwarded(&["unknown"]), 1), ip("10.0.0.2"));
        assert_eq!(client(ip("10.0.0.2"), &HeaderMap::new(), 1), ip("10.0.0.2"));
    }

    #[test]
    fn a_whole_ipv6_network_is_one() {
        assert_eq!(counted(ip("2001:db8:1:2:3:4:5:6")), counted(ip("2001:db8:1:2:ffff::1")));
        assert_ne!(counted(ip("2001:db8:1:2::1")), counted(ip("2001:db8:1:3::1")));
        assert_eq!(counted(ip("::ffff:192.0.2.1")), ip("192.0.2.1"));
    }
}
