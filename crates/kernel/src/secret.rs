//! Secrets by reference: configuration names where a secret is, never the secret itself.

use std::{fmt, path::PathBuf, str::FromStr};

use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};

/// Where a secret is kept: `env:NAME`, `file:/path`, or `vault:path#key`, which needs `[vault]` in the configuration ([`crate::secrets`]).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecretRef {
    Env(String),
    File(PathBuf),
    /// A key of a KV v2 secret: the path below the mount, without `data/`.
    Vault {
        path: String,
        key: String,
    },
}

/// Bytes of a path in Vault.
const PATH_BYTES_MAX: usize = 512;

impl SecretRef {
    /// Reads a secret of this computer: what is in Vault is read through [`crate::Secrets`].
    ///
    /// # Errors
    /// A sentence that names the reference and what is wrong with it, never the value.
    pub fn read_here(&self) -> Result<Secret, String> {
        let text = match self {
            Self::Env(name) => {
                std::env::var(name).map_err(|_| format!("the environment variable {name} is not set"))?
            }
            Self::File(path) => std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?,
            Self::Vault { .. } => {
                return Err(format!(
                    "{self} is in Vault: this one is named by env:NAME or file:/path"
                ));
            }
        };
        let text = text.trim_end_matches(['\n', '\r']);
        if text.is_empty() {
            return Err(format!("{self} is empty"));
        }
        Ok(Secret::new(text))
    }
}

impl FromStr for SecretRef {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.split_once(':') {
            Some(("env", name)) if !name.is_empty() => Ok(Self::Env(name.to_owned())),
            Some(("file", path)) if !path.is_empty() => Ok(Self::File(path.into())),
            Some(("vault", place)) => in_vault(place),
            _ => Err("a secret is named by env:NAME, file:/path or vault:path#key, not written here".to_owned()),
        }
    }
}

fn in_vault(place: &str) -> Result<SecretRef, String> {
    // What goes into an address as it is.
    let plain = |text: &str| {
        !text.is_empty()
            && text
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
            && !text.starts_with('.')
    };
    match place.split_once('#') {
        Some((path, key)) if path.len() <= PATH_BYTES_MAX && path.split('/').all(plain) && plain(key) => {
            Ok(SecretRef::Vault {
                path: path.to_owned(),
                key: key.to_owned(),
            })
        }
        _ => Err("a secret in Vault is named by vault:path#key, of letters, digits, `-`, `_`, `.` and `/`".to_owned()),
    }
}

impl fmt::Display for SecretRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Env(name) => write!(f, "env:{name}"),
            Self::File(path) => write!(f, "file:{}", path.display()),
            Self::Vault { path, key } => write!(f, "vault:{path}#{key}"),
        }
    }
}

impl<'de> Deserialize<'de> for SecretRef {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

impl Serialize for SecretRef {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A secret in memory: wiped when dropped, and masked wherever it would be printed.
#[derive(Clone)]
pub struct Secret(SecretString);

impl Secret {
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(SecretString::from(text.to_owned()))
    }

    /// The secret itself: only for the call that needs it.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(***)")
    }
}

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|text| Self::new(&text))
    }
}

/// For `#[schema(value_type = String)]` fields the shape is a plain string.
impl utoipa::PartialSchema for Secret {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::SchemaType::Type(
                utoipa::openapi::schema::Type::String,
            ))
            .format(Some(utoipa::openapi::SchemaFormat::KnownFormat(
                utoipa::openapi::KnownFormat::Password,
            )))
            .into()
    }
}
impl utoipa::ToSchema for Secret {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_written_in_the_configuration_is_refused() {
        assert!("hunter2".parse::<SecretRef>().is_err());
        assert_eq!("env:X".parse::<SecretRef>(), Ok(SecretRef::Env("X".into())));
    }

    #[test]
    fn a_secret_in_vault_is_a_path_and_a_key_that_cannot_leave_its_mount() {
        let text = "vault:novapos/database#password";
        let parsed: SecretRef = text.parse().unwrap();
        assert_eq!(parsed.to_string(), text);
        for bad in [
            "novapos",
            "#x",
            "a#",
            "/a#x",
            "a/#x",
            "a/../sys#x",
            "a?b#x",
            "a%2e#x",
            "a#x#y",
            "a b#x",
        ] {
            assert!(format!("vault:{bad}").parse::<SecretRef>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_secret_never_prints_itself() {
        assert!(!format!("{:?}", Secret::new("hunter2")).contains("hunter2"));
    }
}
