//! The Z report and its corrections: documents of one chain for each register, written once (rules 36 and 41).

use chrono::{DateTime, NaiveDate, Utc};
use contracts::{
    Currency,
    ids::{OrderId, RegisterId, SessionId, StoreId},
};
use kernel::{
    Caller, Error, Result,
    id::{Id, UserId},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{count::Pieces, drawer::DrawerCash, figures::Takings};

/// The hash before the first document of a register.
pub const GENESIS: [u8; 32] = [0; 32];

/// Totals of a register since its first sale: they never go back to zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GrandTotals {
    pub sales_count: i64,
    pub sales_minor: i64,
    pub voids_count: i64,
    pub voids_minor: i64,
}

/// The head of a register's chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    pub document: i64,
    pub z_number: i64,
    pub hash: [u8; 32],
    pub totals: GrandTotals,
}

/// Somebody of the staff, as named at the time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Person {
    pub id: UserId,
    pub name: String,
}

impl Person {
    #[must_use]
    pub const fn named(id: Uuid, name: String) -> Self {
        Self {
            id: Id::from_uuid(id),
            name,
        }
    }

    /// Who asks.
    #[must_use]
    pub fn of(caller: &Caller) -> Self {
        Self {
            id: caller.user,
            name: caller.name.to_string(),
        }
    }
}

/// The Z report of a session. Its text is stored as written here, and never changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ZReport {
    pub register_id: RegisterId,
    pub series: String,
    pub store_id: StoreId,
    pub z_number: i64,
    pub session_id: SessionId,
    pub business_date: NaiveDate,
    pub time_zone: String,
    pub currency: Currency,
    pub opened_at: DateTime<Utc>,
    pub opened_by: Person,
    pub closed_at: DateTime<Utc>,
    pub counted_by: Person,
    /// Who approved the close, when it was somebody else than who counted.
    pub closed_by: Person,
    pub takings: Takings,
    pub cash: DrawerCash,
    pub expected_minor: i64,
    pub counted_minor: i64,
    /// Counted less expected.
    pub variance_minor: i64,
    /// What stays in the drawer for the next session; the rest goes to the safe.
    pub left_minor: i64,
    pub pieces: Vec<Pieces>,
    pub grand_totals: GrandTotals,
}

/// A sale that arrived after its session's Z report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Correction {
    pub register_id: RegisterId,
    pub z_number: i64,
    /// From 1 for each Z report.
    pub correction_number: i32,
    pub session_id: SessionId,
    pub business_date: NaiveDate,
    pub order_id: OrderId,
    pub receipt_label: String,
    pub currency: Currency,
    pub net_minor: i64,
    pub tax_minor: i64,
    pub total_minor: i64,
    /// What it adds to the cash that was expected.
    pub cash_minor: i64,
    pub arrived_at: DateTime<Utc>,
    pub grand_totals: GrandTotals,
}

/// A document ready to be stored: its text, and the link to the one before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    pub document: i64,
    pub body: String,
    pub previous_hash: [u8; 32],
    pub hash: [u8; 32],
}

/// Writes a document and links it: `hash = SHA-256(previous hash || document number, 8 bytes big-endian || body)`.
///
/// # Errors
/// 500 when it cannot be written as JSON.
pub fn seal(head: &Head, body: &impl Serialize) -> Result<Sealed> {
    let body = serde_json::to_string(body).map_err(Error::internal)?;
    let document = head.document + 1;
    Ok(Sealed {
        document,
        hash: hash(&head.hash, document, &body),
        previous_hash: head.hash,
        body,
    })
}

fn hash(previous: &[u8; 32], document: i64, body: &str) -> [u8; 32] {
    let mut context = aws_lc_rs::digest::Context::new(&aws_lc_rs::digest::SHA256);
    context.update(previous);
    context.update(&document.to_be_bytes());
    context.update(body.as_bytes());
    let mut hash = [0; 32];
    hash.copy_from_slice(context.finish().as_ref());
    hash
}

impl GrandTotals {
    /// With a session's takings.
    #[must_use]
    pub fn with(self, takings: &Takings) -> Self {
        Self {
            sales_count: self.sales_count + takings.sales.count,
            sales_minor: self.sales_minor + takings.sales.total_minor,
            voids_count: self.voids_count + takings.voids.count,
            voids_minor: self.voids_minor + takings.voids.total_minor,
        }
    }

    /// With a sale that arrived late.
    #[must_use]
    pub const fn with_late(self, total_minor: i64) -> Self {
        Self {
            sales_count: self.sales_count + 1,
            sales_minor: self.sales_minor + total_minor,
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_hangs_on_the_text_its_place_and_the_one_before() {
        let head = Head {
            document: 0,
            z_number: 0,
            hash: GENESIS,
            totals: GrandTotals::default(),
        };
        let first = seal(&head, &"a").unwrap();
        assert_eq!(
            (first.document, first.body.as_str(), first.previous_hash),
            (1, "\"a\"", GENESIS)
        );
        // printf '%064d0000000000000001' 0 | xxd -r -p, then "a" in quotes, through sha256sum
        assert_eq!(hex(&first.hash), SHA_OF_FIRST);
        let next = Head {
            document: 1,
            hash: first.hash,
            ..head
        };
        let second = seal(&next, &"a").unwrap();
        assert_ne!(second.hash, first.hash);
        assert_ne!(seal(&next, &"b").unwrap().hash, second.hash);
        assert_ne!(seal(&Head { document: 2, ..next }, &"a").unwrap().hash, second.hash);
    }

    const SHA_OF_FIRST: &str = "ec35296950f8225e9d0fbacfd1a03000ee3bcd00ccfe1b5621f8a62db841e712";

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}
