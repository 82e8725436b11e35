//! By which names and addresses this computer is reached, and which of them its authority may vouch for.

use std::{
    collections::BTreeSet,
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
};

/// What a home network calls its computers. Nobody on the internet has such a name.
pub(super) const HOME_DOMAINS: &[&str] = &["localhost", "local", "lan", "home", "internal", "home.arpa"];

/// Networks that are nobody's on the internet: this computer, private ones, those of providers and VPNs (RFC 6598), and what computers give themselves.
pub(super) const HOME_NETWORKS: &[(IpAddr, u8)] = &[
    (IpAddr::V4(Ipv4Addr::new(127, 0, 0, 0)), 8),
    (IpAddr::V4(Ipv4Addr::new(10, 0, 0, 0)), 8),
    (IpAddr::V4(Ipv4Addr::new(172, 16, 0, 0)), 12),
    (IpAddr::V4(Ipv4Addr::new(192, 168, 0, 0)), 16),
    (IpAddr::V4(Ipv4Addr::new(100, 64, 0, 0)), 10),
    (IpAddr::V4(Ipv4Addr::new(169, 254, 0, 0)), 16),
    (IpAddr::V6(Ipv6Addr::LOCALHOST), 128),
    (IpAddr::V6(Ipv6Addr::new(0xfc00, 0, 0, 0, 0, 0, 0, 0)), 7),
];

/// What this computer calls itself, in small letters; `localhost` where that cannot be a name in an address.
pub(super) fn host() -> String {
    let name = rustix::system::uname();
    let name = name.nodename().to_str().unwrap_or_default().to_ascii_lowercase();
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    // All digits would be read as an address.
    let is_name = name.len() < 200 && name.split('.').all(is_label) && name.bytes().any(|b| b.is_ascii_alphabetic());
    if is_name { name } else { "localhost".to_owned() }
}

/// The addresses of this computer, as far as its operating system tells them.
pub(super) fn addresses() -> Vec<IpAddr> {
    let interfaces = if_addrs::get_if_addrs().unwrap_or_default();
    interfaces.iter().map(if_addrs::Interface::ip).collect()
}

/// Those by which others reach it in their network, IPv4 first.
pub(super) fn reachable(addresses: &[IpAddr]) -> Vec<IpAddr> {
    let mut reachable: Vec<IpAddr> = addresses
        .iter()
        .copied()
        .filter(|ip| is_at_home(*ip) && !ip.is_loopback())
        .collect();
    reachable.sort();
    reachable
}

/// For which names and addresses a certificate is made, sorted: those that an authority may vouch for that was made on a computer of that name.
pub(super) fn certified(host: &str, authority_of: &str, addresses: &[IpAddr]) -> BTreeSet<String> {
    let first = host.split('.').next().unwrap_or(host);
    let is_ours = |name: &str| {
        let within = |domain: &str| {
            name.strip_suffix(domain)
                .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        };
        within(authority_of) || HOME_DOMAINS.iter().any(|domain| within(domain))
    };
    let names = [host.to_owned(), format!("{first}.local"), "localhost".to_owned()];
    let loopback = [IpAddr::from(Ipv4Addr::LOCALHOST), IpAddr::from(Ipv6Addr::LOCALHOST)];
    let at_home = addresses.iter().copied().filter(|ip| is_at_home(*ip));
    let addresses = loopback.into_iter().chain(at_home).map(|ip| ip.to_string());
    names
        .into_iter()
        .filter(|name| is_ours(name))
        .chain(addresses)
        .collect()
}

fn is_at_home(address: IpAddr) -> bool {
    HOME_NETWORKS.iter().any(|network| is_in(address, *network))
}

fn is_in(address: IpAddr, (network, prefix): (IpAddr, u8)) -> bool {
    let same = |address: u128, network: u128, bits: u32| (address ^ network) >> (bits - u32::from(prefix)) == 0;
    match (address, network) {
        (IpAddr::V4(address), IpAddr::V4(network)) => same(address.to_bits().into(), network.to_bits().into(), 32),
        (IpAddr::V6(address), IpAddr::V6(network)) => same(address.to_bits(), network.to_bits(), 128),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn certified_for(host: &str, authority_of: &str, addresses: &[&str]) -> Vec<String> {
        let addresses: Vec<IpAddr> = addresses.iter().map(|address| address.parse().unwrap()).collect();
        certified(host, authority_of, &addresses).into_iter().collect()
    }

    #[test]
    fn a_certificate_is_for_what_a_shop_types_and_for_nothing_on_the_internet() {
        let found = [
            "127.0.0.1",
            "192.168.1.5",
            "203.0.113.9",
            "172.31.0.2",
            "172.32.0.2",
            "fd00::5",
            "2001:db8::5",
            "fe80::1",
        ];
        assert_eq!(
            certified_for("shop-pc", "shop-pc", &found),
            [
                "127.0.0.1",
                "172.31.0.2",
                "192.168.1.5",
                "::1",
                "fd00::5",
                "localhost",
                "shop-pc",
                "shop-pc.local"
            ]
        );
    }

    #[test]
    fn a_computer_that_was_renamed_keeps_its_authority_which_does_not_vouch_for_the_new_name() {
        assert_eq!(
            certified_for("till-2", "shop-pc", &[]),
            ["127.0.0.1", "::1", "localhost", "till-2.local"]
        );
        assert!(certified_for("till-2.lan", "shop-pc", &[]).contains(&"till-2.lan".to_owned()));
        assert!(!certified_for("evilshop-pc", "shop-pc", &[]).contains(&"evilshop-pc".to_owned()));
        assert!(certified_for("pc.shop.example", "pc.shop.example", &[]).contains(&"pc.shop.example".to_owned()));
    }

    #[test]
    fn this_computer_has_a_name() {
        assert!(!host().is_empty() && addresses().iter().any(IpAddr::is_loopback));
    }
}
