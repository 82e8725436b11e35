//! What a deployment decides about the trail.

use std::{fmt, path::PathBuf, str::FromStr};

use kernel::secret::SecretRef;
use serde::{Deserialize, Serialize};

/// `[audit]` of the configuration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AuditSettings {
    /// Where checkpoints are written off the database: `folder:/path`. Without it and without a bucket they stay in the database, where whoever
    /// can rewrite the chain can rewrite them.
    pub checkpoints: Option<Destination>,
    /// A bucket that they are written to as well.
    pub bucket: Option<BucketSettings>,
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
            bucket: None,
            keep_days: 3650,
            key: None,
        }
    }
}

/// `[audit.bucket]`: a bucket of S3, or of a store that speaks as S3 does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BucketSettings {
    pub name: String,
    /// The beginning of all names in it: `novapos/checkpoints`. Shops that share a bucket need one each.
    #[serde(default = "usual_prefix")]
    pub prefix: String,
    /// `https://storage.example.com`; without it, AWS's own of the region.
    #[serde(default)]
    pub endpoint: Option<String>,
    /// What requests are signed for.
    #[serde(default = "usual_region")]
    pub region: String,
    /// Both, or neither: then the role that EKS gives to the pod is used (pod identity, or a web identity).
    #[serde(default)]
    pub access_key: Option<SecretRef>,
    #[serde(default)]
    pub secret_key: Option<SecretRef>,
}

fn usual_prefix() -> String {
    "novapos".to_owned()
}

fn usual_region() -> String {
    "us-east-1".to_owned()
}

/// As the log, the metrics and `audit.exported` know it.
impl fmt::Display for BucketSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = self.endpoint.as_deref().unwrap_or(&self.region);
        write!(f, "bucket:{at}/{}/{}", self.name, self.prefix)
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
