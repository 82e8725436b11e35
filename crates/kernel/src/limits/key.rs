//! Whose uses are counted.

use std::net::IpAddr;

use uuid::Uuid;

use crate::Id;

/// Whose uses are counted, small and of one size.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key([u8; 32]);

impl Key {
    /// The key of what these parts name together: a digest of them.
    #[must_use]
    pub fn of(parts: &[&str]) -> Self {
        let mut context = aws_lc_rs::digest::Context::new(&aws_lc_rs::digest::SHA256);
        for part in parts {
            context.update(&part.len().to_be_bytes());
            context.update(part.as_bytes());
        }
        let mut key = [0; 32];
        key.copy_from_slice(context.finish().as_ref());
        Self(key)
    }

    /// As it is written in Redis, where neither people nor addresses are to be read: 32 hexadecimal digits.
    pub(super) fn digest(self) -> String {
        use std::fmt::Write as _;
        let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, &self.0);
        let half = digest.as_ref().iter().take(16);
        half.fold(String::with_capacity(32), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
    }

    fn padded(bytes: [u8; 16]) -> Self {
        let mut key = [0; 32];
        key[..16].copy_from_slice(&bytes);
        Self(key)
    }
}

impl From<IpAddr> for Key {
    fn from(address: IpAddr) -> Self {
        match address {
            IpAddr::V4(v4) => Self::padded(v4.to_ipv6_mapped().octets()),
            IpAddr::V6(v6) => Self::padded(v6.octets()),
        }
    }
}

impl From<Uuid> for Key {
    fn from(id: Uuid) -> Self {
        Self::padded(*id.as_bytes())
    }
}

impl<K> From<Id<K>> for Key {
    fn from(id: Id<K>) -> Self {
        id.uuid().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_depends_on_each_part() {
        assert_eq!(Key::of(&["shop", "ann@x"]), Key::of(&["shop", "ann@x"]));
        assert_ne!(Key::of(&["shop", "ann@x"]), Key::of(&["shopa", "nn@x"]));
    }

    #[test]
    fn what_is_written_in_redis_names_nobody() {
        let address: IpAddr = "192.0.2.1".parse().unwrap();
        let digest = Key::from(address).digest();
        assert_eq!(digest.len(), 32);
        assert_ne!(digest, Key::from("192.0.2.2".parse::<IpAddr>().unwrap()).digest());
        assert!(!digest.contains("c0000201"), "{digest}");
    }
}
