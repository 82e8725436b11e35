//! An entry of a chain, and the bytes that its hash is of.

use aws_lc_rs::digest;
use chrono::{DateTime, Utc};
use kernel::id::TenantId;
use uuid::Uuid;

/// SHA-256.
pub type Hash = [u8; 32];

/// What the first entry of a chain follows.
pub const NOTHING: Hash = [0; 32];

/// Begins every entry's bytes, so that they are the bytes of nothing else.
const TAG: &[u8] = b"novapos audit entry 1";
/// Stands for a field that is absent: no field is that long.
const ABSENT: u32 = u32::MAX;

/// A row of some context's trail, as the chain keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The context that wrote it.
    pub source: String,
    pub event_id: Uuid,
    pub at: DateTime<Utc>,
    pub user_id: Uuid,
    pub via: Option<String>,
    pub action: String,
    pub subject_id: Uuid,
    pub store_id: Option<Uuid>,
    pub before: Option<String>,
    pub after: Option<String>,
    pub reason: Option<String>,
    pub trace_id: String,
}

/// The hash of the entry of this number with this row, behind the entry of that hash: SHA-256 of
///
/// tag, tenant, number, source, event id, time, user, via, action, subject, store, before, after, reason, trace id, previous hash
///
/// in this order, each as its length in bytes (unsigned, 32 bits, big-endian) and its bytes; an absent one is the length `ffffffff` alone.
/// Ids are 16 bytes; number and time (microseconds since 1970, UTC) are 64 bits, big-endian; texts are UTF-8; the hash is 32 bytes.
/// docs/audit.md has an entry with its hash.
#[must_use]
pub fn hash(tenant: TenantId, number: i64, row: &Row, previous: &Hash) -> Hash {
    let mut bytes = Fields(digest::Context::new(&digest::SHA256));
    bytes.add(TAG);
    bytes.add(tenant.uuid().as_bytes());
    bytes.add(&number.to_be_bytes());
    bytes.add(row.source.as_bytes());
    bytes.add(row.event_id.as_bytes());
    bytes.add(&row.at.timestamp_micros().to_be_bytes());
    bytes.add(row.user_id.as_bytes());
    bytes.maybe(row.via.as_deref().map(str::as_bytes));
    bytes.add(row.action.as_bytes());
    bytes.add(row.subject_id.as_bytes());
    bytes.maybe(row.store_id.as_ref().map(|store| store.as_bytes().as_slice()));
    bytes.maybe(row.before.as_deref().map(str::as_bytes));
    bytes.maybe(row.after.as_deref().map(str::as_bytes));
    bytes.maybe(row.reason.as_deref().map(str::as_bytes));
    bytes.add(row.trace_id.as_bytes());
    bytes.add(previous);
    let mut hash = NOTHING;
    hash.copy_from_slice(bytes.0.finish().as_ref());
    hash
}

struct Fields(digest::Context);

impl Fields {
    fn add(&mut self, field: &[u8]) {
        // A text of Postgres has less than 1 GB.
        let length = u32::try_from(field.len()).unwrap_or(ABSENT - 1);
        self.0.update(&length.to_be_bytes());
        self.0.update(field);
    }

    fn maybe(&mut self, field: Option<&[u8]>) {
        match field {
            Some(field) => self.add(field),
            None => self.0.update(&ABSENT.to_be_bytes()),
        }
    }
}

/// Bytes as people write them.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
}

/// The hash that was written so.
#[must_use]
pub fn unhex(text: &str) -> Option<Hash> {
    let digits = text.as_bytes();
    if digits.len() != 64 || !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    let mut hash = NOTHING;
    for (byte, pair) in hash.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tenant() -> TenantId {
        TenantId::from_uuid(Uuid::from_u128(1))
    }

    /// The entry of docs/audit.md.
    fn documented() -> Row {
        Row {
            source: "order".to_owned(),
            event_id: Uuid::from_u128(2),
            at: "2026-03-02T10:00:00.000001Z".parse().unwrap(),
            user_id: Uuid::from_u128(3),
            via: None,
            action: "order.voided".to_owned(),
            subject_id: Uuid::from_u128(4),
            store_id: Some(Uuid::from_u128(5)),
            before: None,
            after: Some("{\"total_minor\":250}".to_owned()),
            reason: Some("Käse".to_owned()),
            trace_id: "0123456789abcdef0123456789abcdef".to_owned(),
        }
    }

    #[test]
    fn the_documented_entry_has_the_documented_hash() {
        let page = include_str!("../../../docs/audit.md");
        let hash = hex(&hash(tenant(), 7, &documented(), &NOTHING));
        assert!(page.contains(&hash), "{hash}");
    }

    #[test]
    fn every_field_is_part_of_the_hash() {
        type Change = fn(&mut Row);
        let changes: [Change; 15] = [
            |row| row.source = "auth".to_owned(),
            |row| row.event_id = Uuid::from_u128(9),
            |row| row.at += chrono::TimeDelta::microseconds(1),
            |row| row.user_id = Uuid::from_u128(9),
            |row| row.via = Some(String::new()),
            |row| row.action = "order.completed".to_owned(),
            |row| row.subject_id = Uuid::from_u128(9),
            |row| row.store_id = None,
            |row| row.before = Some(String::new()),
            |row| row.after = None,
            |row| row.reason = None,
            |row| row.reason = Some(String::new()),
            |row| row.trace_id = String::new(),
            // What one field loses, its neighbour must not be able to gain.
            |row| (row.source, row.action) = ("orderorder.".to_owned(), "voided".to_owned()),
            |row| (row.before, row.after) = (row.after.take(), None),
        ];
        let mut seen = vec![hash(tenant(), 7, &documented(), &NOTHING)];
        for change in changes {
            let mut row = documented();
            change(&mut row);
            seen.push(hash(tenant(), 7, &row, &NOTHING));
        }
        seen.push(hash(tenant(), 8, &documented(), &NOTHING));
        seen.push(hash(TenantId::from_uuid(Uuid::nil()), 7, &documented(), &NOTHING));
        seen.push(hash(tenant(), 7, &documented(), &[1; 32]));
        let all = seen.len();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), all);
    }

    #[test]
    fn hexadecimal_is_read_as_it_is_written() {
        let hash = hash(tenant(), 7, &documented(), &NOTHING);
        assert_eq!(unhex(&hex(&hash)), Some(hash));
        for bad in [
            "",
            "ab",
            &"g".repeat(64),
            &"ab".repeat(33),
            &"+1".repeat(32),
            &"é".repeat(32),
        ] {
            assert_eq!(unhex(bad), None, "{bad}");
        }
    }
}
