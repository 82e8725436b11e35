//! A checkpoint: the signed statement that a tenant's chain had this size and this head. Who keeps one elsewhere finds out when anything
//! before it is changed, even by somebody who can write the whole database.

use std::collections::BTreeMap;

use aws_lc_rs::signature::{ED25519, Ed25519KeyPair, KeyPair as _, UnparsedPublicKey};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use chrono::{DateTime, SecondsFormat, Utc};
use kernel::{Entropy, Error, Result, id::TenantId, sealing::SealingKey};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::entry::{Hash, hex, unhex};

/// Begins what is signed, so that a signature is good for nothing else.
const TAG: &[u8] = b"novapos audit checkpoint 1";
/// Characters of a key's id: the first 64 bits of the SHA-256 of its public half.
const KEY_ID_CHARS: usize = 16;

/// What is signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    pub tenant: TenantId,
    /// The number of the last entry.
    pub size: i64,
    /// Its hash.
    pub head: Hash,
    pub at: DateTime<Utc>,
    pub key_id: String,
    pub signature: Vec<u8>,
}

/// A checkpoint outside of the database: one line of JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CheckpointLine {
    pub tenant: Uuid,
    /// Entries that the chain had: the number of the last one.
    pub size: i64,
    /// The hash of the last one, in hexadecimal.
    pub head: String,
    /// To the microsecond.
    pub at: String,
    /// The id of the key.
    pub key: String,
    /// Ed25519, in base64.
    pub signature: String,
}

/// A public key outside of the database: one line of JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct KeyLine {
    pub key: String,
    /// Ed25519, 32 bytes in base64.
    pub public_key: String,
    /// When it was made.
    pub since: String,
}

/// A key as it is stored; the private half is sealed with the id as context.
pub struct StoredKey {
    pub id: String,
    pub public_key: Vec<u8>,
    pub private_key: Vec<u8>,
    pub created_at: DateTime<Utc>,
}

impl StoredKey {
    /// Makes a new one and seals its private half.
    ///
    /// # Errors
    /// 500 when the library refuses; it does not.
    pub fn generate(entropy: &Entropy, sealing: &SealingKey, now: DateTime<Utc>) -> Result<Self> {
        let seed = entropy.bytes::<32>();
        let pair = Ed25519KeyPair::from_seed_unchecked(&seed).map_err(Error::internal)?;
        let public_key = pair.public_key().as_ref().to_vec();
        let id = key_id(&public_key);
        let private_key = sealing.seal(&context(&id), &seed)?;
        Ok(Self {
            id,
            public_key,
            private_key,
            created_at: now,
        })
    }

    #[must_use]
    pub fn line(&self) -> KeyLine {
        KeyLine {
            key: self.id.clone(),
            public_key: STANDARD.encode(&self.public_key),
            since: instant(self.created_at),
        }
    }
}

/// What ties a sealed key to its row.
fn context(id: &str) -> String {
    format!("audit key {id}")
}

/// A key's id says which key it is: nobody can give another key the same.
fn key_id(public_key: &[u8]) -> String {
    let hash = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, public_key);
    hex(hash.as_ref()).chars().take(KEY_ID_CHARS).collect()
}

/// A key that can sign.
pub struct Signer {
    id: String,
    pair: Ed25519KeyPair,
}

impl Signer {
    /// # Errors
    /// 500 when it was sealed with another secret.
    pub fn open(stored: &StoredKey, sealing: &SealingKey) -> Result<Self> {
        let seed = sealing.open(&context(&stored.id), &stored.private_key)?;
        let pair = Ed25519KeyPair::from_seed_and_public_key(&seed, &stored.public_key)
            .map_err(|e| Error::internal(e.to_string()))?;
        Ok(Self {
            id: stored.id.clone(),
            pair,
        })
    }

    /// Signs that the tenant's chain has this size and this head.
    #[must_use]
    pub fn sign(&self, tenant: TenantId, size: i64, head: Hash, at: DateTime<Utc>) -> Checkpoint {
        let signature = self.pair.sign(&message(tenant, size, &head, at, &self.id));
        Checkpoint {
            tenant,
            size,
            head,
            at,
            key_id: self.id.clone(),
            signature: signature.as_ref().to_vec(),
        }
    }
}

/// Tag, tenant, size, head, time and key id, each as its length (32 bits, big-endian) and its bytes: written as an entry's fields are.
fn message(tenant: TenantId, size: i64, head: &Hash, at: DateTime<Utc>, key_id: &str) -> Vec<u8> {
    let (tenant, size, at) = (tenant.uuid(), size.to_be_bytes(), at.timestamp_micros().to_be_bytes());
    let fields: [&[u8]; 6] = [TAG, tenant.as_bytes(), &size, head, &at, key_id.as_bytes()];
    let with_length = |field: &[u8]| {
        let length = u32::try_from(field.len()).unwrap_or(u32::MAX);
        [&length.to_be_bytes(), field].concat()
    };
    fields.map(with_length).concat()
}

fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Micros, true)
}

impl Checkpoint {
    #[must_use]
    pub fn line(&self) -> CheckpointLine {
        CheckpointLine {
            tenant: self.tenant.uuid(),
            size: self.size,
            head: hex(&self.head),
            at: instant(self.at),
            key: self.key_id.clone(),
            signature: STANDARD.encode(&self.signature),
        }
    }

    /// The checkpoint of a line; none where it is malformed.
    #[must_use]
    pub fn of(line: &CheckpointLine) -> Option<Self> {
        Some(Self {
            tenant: TenantId::from_uuid(line.tenant),
            size: line.size,
            head: unhex(&line.head)?,
            at: line.at.parse().ok()?,
            key_id: line.key.clone(),
            signature: STANDARD.decode(&line.signature).ok()?,
        })
    }
}

/// Public keys that are trusted, by their ids.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keys(BTreeMap<String, Vec<u8>>);

impl Keys {
    /// Adds a key. One whose id is not its own is none.
    pub fn add(&mut self, line: &KeyLine) -> bool {
        let Ok(public_key) = STANDARD.decode(&line.public_key) else {
            return false;
        };
        let fits = key_id(&public_key) == line.key;
        if fits {
            self.0.insert(line.key.clone(), public_key);
        }
        fits
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether it names one of these keys.
    #[must_use]
    pub fn know(&self, checkpoint: &Checkpoint) -> bool {
        self.0.contains_key(&checkpoint.key_id)
    }

    /// Whether one of these keys signed it as it is.
    #[must_use]
    pub fn signed(&self, checkpoint: &Checkpoint) -> bool {
        let message = message(
            checkpoint.tenant,
            checkpoint.size,
            &checkpoint.head,
            checkpoint.at,
            &checkpoint.key_id,
        );
        self.0.get(&checkpoint.key_id).is_some_and(|key| {
            let key = UnparsedPublicKey::new(&ED25519, key);
            key.verify(&message, &checkpoint.signature).is_ok()
        })
    }
}

#[cfg(test)]
mod tests {
    use kernel::secret::Secret;

    use super::*;

    fn now() -> DateTime<Utc> {
        "2026-03-02T10:00:00.123456Z".parse().unwrap()
    }

    fn sealing() -> SealingKey {
        SealingKey::derive(&Secret::new("a secret"), b"tests")
    }

    fn key(seed: u64) -> StoredKey {
        StoredKey::generate(&Entropy::seeded(seed), &sealing(), now()).unwrap()
    }

    fn signed() -> (Keys, Checkpoint) {
        let key = key(1);
        let mut keys = Keys::default();
        assert!(keys.add(&key.line()));
        let tenant = TenantId::from_uuid(Uuid::from_u128(1));
        let checkpoint = Signer::open(&key, &sealing()).unwrap().sign(tenant, 7, [9; 32], now());
        (keys, checkpoint)
    }

    #[test]
    fn a_signature_is_good_for_what_was_signed_and_nothing_else() {
        let (keys, checkpoint) = signed();
        assert!(keys.signed(&checkpoint));
        type Change = fn(&mut Checkpoint);
        let changes: [Change; 6] = [
            |it| it.tenant = TenantId::from_uuid(Uuid::nil()),
            |it| it.size += 1,
            |it| it.head[31] ^= 1,
            |it| it.at += chrono::TimeDelta::microseconds(1),
            |it| it.key_id = key(2).id,
            |it| it.signature[0] ^= 1,
        ];
        for change in changes {
            let mut changed = checkpoint.clone();
            change(&mut changed);
            assert!(!keys.signed(&changed), "{changed:?}");
        }
    }

    #[test]
    fn a_line_reads_back_and_malformed_ones_are_none() {
        let (keys, checkpoint) = signed();
        let line = checkpoint.line();
        assert_eq!(Checkpoint::of(&line), Some(checkpoint));
        let text = serde_json::to_string(&line).unwrap();
        let read: CheckpointLine = serde_json::from_str(&text).unwrap();
        assert!(keys.signed(&Checkpoint::of(&read).unwrap()));
        type Change = fn(&mut CheckpointLine);
        let changes: [Change; 3] = [
            |line| line.head.truncate(63),
            |line| line.at = "yesterday".to_owned(),
            |line| line.signature = "?".to_owned(),
        ];
        for change in changes {
            let mut line = line.clone();
            change(&mut line);
            assert_eq!(Checkpoint::of(&line), None, "{line:?}");
        }
    }

    #[test]
    fn a_key_cannot_take_the_id_of_another() {
        let (ours, theirs) = (key(1), key(2));
        let mut keys = Keys::default();
        let forged = KeyLine {
            public_key: theirs.line().public_key,
            ..ours.line()
        };
        assert!(!keys.add(&forged) && keys.is_empty());
    }

    #[test]
    fn a_stored_key_opens_with_its_secret_alone() {
        let stored = key(1);
        assert!(Signer::open(&stored, &SealingKey::derive(&Secret::new("another"), b"tests")).is_err());
        let seed = Entropy::seeded(1).bytes::<32>();
        assert!(!stored.private_key.windows(32).any(|window| window == seed));
    }
}
