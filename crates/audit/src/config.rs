//! What a deployment decides about the trail.

use std::{fmt, path::PathBuf, str::FromStr};

use kernel::secret::SecretRef;
use serde::{Deserialize, Serialize};

/// `[audit]` of the configuration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AuditSettings {
    /// Where checkpoints are written off the database: `folder:/path`. Without it they stay in the database, where whoever can rewrite the
    /// chain can rewrite them.
    pub checkpoints: Option<Destination>,
    /// How many days entries are kept.
    pub keep_days: u16,
    /// What the keys that sign checkpoints are stored under; auth's key where none is named. An audit that is a process of its own needs no key
    /// of auth's.
    pub key: Option<SecretRef>,
}

impl Default for AuditSettings {
    fn default() -> Self {
        Self {
            checkpoints: None,
            keep_days: 3650,
            key: None,
        }
    }
}

/// A place off the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// A folder of this computer, or one that it has mounted.
    Folder(PathBuf),
}

impl FromStr for Destination {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.split_once(':') {
            Some(("folder", path)) if !path.is_empty() => Ok(Self::Folder(path.into())),
            _ => Err("checkpoints are written to folder:/path".to_owned()),
        }
    }
}

impl fmt::Display for Destination {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(path) => write!(f, "folder:{}", path.display()),
        }
    }
}

impl<'de> Deserialize<'de> for Destination {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

impl Serialize for Destination {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_named_by_what_it_is() {
        let folder: Destination = "folder:/var/lib/checkpoints".parse().unwrap();
        assert_eq!(folder, Destination::Folder("/var/lib/checkpoints".into()));
        assert_eq!(folder.to_string(), "folder:/var/lib/checkpoints");
        for bad in ["/var/lib/checkpoints", "folder:", "s3://bucket", ""] {
            assert!(bad.parse::<Destination>().is_err(), "{bad}");
        }
    }
}
