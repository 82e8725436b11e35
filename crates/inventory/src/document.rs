//! Stock documents: receipts, corrections, the steps of transfers, damage, counts. Each line is the cause of its moves, one in each bucket
//! that it changes.

use std::collections::HashSet;

use contracts::{
    ids::{LocationId, ProductId},
    inventory::TransferOutcome,
};
use kernel::Id;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    faults::Faults,
    posting::{Bucket, MoveKind, Shelf},
    quantity::{Change, Quantity},
    transfer::TransferId,
};

pub(crate) const LINES_MAX: usize = pricing::LINES_MAX;
const NOTE_CHARS_MAX: usize = 200;

/// What the id of a receipt, a correction or another stock document names.
pub(crate) enum StockDocument {}
pub(crate) type StockDocumentId = Id<StockDocument>;

/// Why a record is corrected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum AdjustmentReason {
    Damaged,
    Lost,
    Found,
    /// Somebody counted, and this is the difference.
    Counted,
    Other,
}

impl AdjustmentReason {
    #[must_use]
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Damaged => "damaged",
            Self::Lost => "lost",
            Self::Found => "found",
            Self::Counted => "counted",
            Self::Other => "other",
        }
    }
}

/// Why goods cannot be sold, or can again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum DamageReason {
    Broken,
    Expired,
    Spoiled,
    /// The maker wants them back.
    Recalled,
    Repaired,
    Other,
}

impl DamageReason {
    #[must_use]
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Broken => "broken",
            Self::Expired => "expired",
            Self::Spoiled => "spoiled",
            Self::Recalled => "recalled",
            Self::Repaired => "repaired",
            Self::Other => "other",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DocumentKind {
    Receipt,
    Adjustment(AdjustmentReason),
    /// A transfer's goods leave.
    Ship,
    /// Some of them arrive.
    Arrive(TransferId),
    /// It is decided what became of others.
    Resolve(TransferId, TransferOutcome),
    Damage(DamageReason),
    Restore(DamageReason),
    WriteOff(DamageReason),
    /// The differences that a count found.
    Count,
}

impl DocumentKind {
    #[must_use]
    pub(crate) const fn moves(self) -> MoveKind {
        match self {
            Self::Receipt => MoveKind::Receipt,
            Self::Adjustment(_) => MoveKind::Adjustment,
            Self::Ship => MoveKind::Ship,
            Self::Arrive(_) => MoveKind::Arrive,
            Self::Resolve(..) => MoveKind::Resolve,
            Self::Damage(_) => MoveKind::Damage,
            Self::Restore(_) => MoveKind::Restore,
            Self::WriteOff(_) => MoveKind::WriteOff,
            Self::Count => MoveKind::Count,
        }
    }

    #[must_use]
    pub(crate) const fn reason(self) -> Option<&'static str> {
        match self {
            Self::Receipt | Self::Ship | Self::Arrive(_) | Self::Count => None,
            Self::Adjustment(reason) => Some(reason.name()),
            Self::Resolve(_, outcome) => Some(outcome.name()),
            Self::Damage(reason) | Self::Restore(reason) | Self::WriteOff(reason) => Some(reason.name()),
        }
    }

    /// The transfer that it is a step of; a shipment is the transfer itself.
    #[must_use]
    pub(crate) const fn transfer(self) -> Option<TransferId> {
        match self {
            Self::Arrive(transfer) | Self::Resolve(transfer, _) => Some(transfer),
            _ => None,
        }
    }

    /// What the trail calls it.
    #[must_use]
    pub(crate) const fn action(self) -> &'static str {
        match self {
            Self::Receipt => "stock.received",
            Self::Adjustment(_) => "stock.adjusted",
            Self::Ship => "transfer.shipped",
            Self::Arrive(_) => "transfer.received",
            Self::Resolve(..) => "transfer.resolved",
            Self::Damage(_) => "stock.damaged",
            Self::Restore(_) => "stock.restored",
            Self::WriteOff(_) => "stock.written_off",
            Self::Count => "count.approved",
        }
    }
}

/// Free text of a person: a delivery note's number, what happened. Trimmed, 1..=200 characters, none of them a control.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Note(String);

impl Note {
    /// Reads a field; empty is absent, what is wrong is noted.
    pub(crate) fn read(text: Option<&str>, pointer: &str, faults: &mut Faults) -> Option<Self> {
        let text = text.map(str::trim).filter(|text| !text.is_empty())?;
        if text.chars().any(char::is_control) {
            faults.add(pointer, "control_character", "control characters are not allowed here");
        } else if text.chars().count() > NOTE_CHARS_MAX {
            faults.add(pointer, "too_long", "at most 200 characters");
        } else {
            return Some(Self(text.to_owned()));
        }
        None
    }

    #[must_use]
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// One line of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct EntryLine {
    /// The cause of its move.
    pub(crate) id: Uuid,
    pub(crate) product: ProductId,
    pub(crate) change: Change,
}

/// What a line does to one bucket of one shelf: a move to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Leg {
    pub(crate) cause: Uuid,
    pub(crate) shelf: Shelf,
    pub(crate) bucket: Bucket,
    pub(crate) change: Change,
}

impl EntryLine {
    /// The line's move by `change` in this bucket of this location.
    #[must_use]
    pub(crate) const fn leg(&self, location: LocationId, bucket: Bucket, change: Change) -> Leg {
        Leg {
            cause: self.id,
            shelf: Shelf {
                location,
                product: self.product,
            },
            bucket,
            change,
        }
    }

    /// What leaves one bucket of a location and comes into another, there or elsewhere.
    #[must_use]
    pub(crate) const fn between(&self, from: (LocationId, Bucket), to: (LocationId, Bucket)) -> [Leg; 2] {
        [
            self.leg(from.0, from.1, self.change.reversed()),
            self.leg(to.0, to.1, self.change),
        ]
    }
}

/// A document as it is entered.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) id: StockDocumentId,
    pub(crate) kind: DocumentKind,
    pub(crate) location: LocationId,
    pub(crate) note: Option<Note>,
    pub(crate) line_count: usize,
    pub(crate) legs: Vec<Leg>,
}

impl Entry {
    /// A document whose lines move the shelves of its location and nothing else.
    #[must_use]
    pub(crate) fn of_shelves(
        id: StockDocumentId,
        kind: DocumentKind,
        location: LocationId,
        note: Option<Note>,
        lines: &[EntryLine],
    ) -> Self {
        Self {
            id,
            kind,
            location,
            note,
            line_count: lines.len(),
            legs: lines
                .iter()
                .map(|line| line.leg(location, Bucket::Shelf, line.change))
                .collect(),
        }
    }
}

/// Reads the lines of a body: 1..=500, each with an id of its own. What is wrong is noted.
pub(crate) fn read_lines<L>(
    lines: &[L],
    faults: &mut Faults,
    parts: impl Fn(&L) -> (Uuid, ProductId),
    change: impl Fn(&L, usize, &mut Faults) -> Option<Change>,
) -> Vec<EntryLine> {
    if !(1..=LINES_MAX).contains(&lines.len()) {
        faults.add("/lines", "out_of_range", "1 to 500 lines");
    }
    let mut seen = HashSet::new();
    let mut read = Vec::with_capacity(lines.len().min(LINES_MAX));
    for (n, line) in lines.iter().take(LINES_MAX).enumerate() {
        let (id, product) = parts(line);
        if !seen.insert(id) {
            faults.add(format!("/lines/{n}/id"), "duplicate", "each line has an id of its own");
        }
        if let Some(change) = change(line, n, faults) {
            read.push(EntryLine { id, product, change });
        }
    }
    read
}

/// The same for documents that have one line for each product.
pub(crate) fn read_distinct_lines<L>(
    lines: &[L],
    faults: &mut Faults,
    parts: impl Fn(&L) -> (Uuid, ProductId),
    change: impl Fn(&L, usize, &mut Faults) -> Option<Change>,
) -> Vec<EntryLine> {
    let mut seen = HashSet::new();
    for (n, line) in lines.iter().take(LINES_MAX).enumerate() {
        if !seen.insert(parts(line).1) {
            let pointer = format!("/lines/{n}/product_id");
            faults.add(pointer, "duplicate", "there is one line for each product");
        }
    }
    read_lines(lines, faults, parts, change)
}

/// The change of a receipt's line: goods come in.
pub(crate) fn received(milli: i64, n: usize, faults: &mut Faults) -> Option<Change> {
    Quantity::read(milli, || format!("/lines/{n}/quantity_milli"), faults).map(Change::inward)
}

/// The change of a correction's line: signed.
pub(crate) fn corrected(milli: i64, n: usize, faults: &mut Faults) -> Option<Change> {
    Change::read(milli, || format!("/lines/{n}/quantity_milli"), faults)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_trimmed_and_checked() {
        let read = |text: &str| {
            let mut faults = Faults::default();
            let note = Note::read(Some(text), "/note", &mut faults);
            (note.map(|n| n.0), faults.finish().is_err())
        };
        assert_eq!(read("  LS-4711 "), (Some("LS-4711".to_owned()), false));
        assert_eq!(read("   "), (None, false));
        assert_eq!(read("a\u{0}b"), (None, true));
        assert_eq!(read("a\nb"), (None, true));
        assert_eq!(read(&"é".repeat(200)), (Some("é".repeat(200)), false));
        assert_eq!(read(&"é".repeat(201)), (None, true));
    }

    #[test]
    fn every_faulty_line_is_named() {
        let id = Uuid::from_u128;
        let lines = [(id(1), 0), (id(1), 5), (id(2), 1_000_000_001)];
        let mut faults = Faults::default();
        let product = ProductId::from_uuid(id(9));
        let read = read_lines(
            &lines,
            &mut faults,
            |line| (line.0, product),
            |line, n, faults| received(line.1, n, faults),
        );
        assert_eq!(read.len(), 1);
        let problem = faults.finish().unwrap_err().problem();
        let pointers: Vec<&str> = problem["errors"]
            .as_array()
            .unwrap()
            .iter()
            .map(|e| e["pointer"].as_str().unwrap())
            .collect();
        assert_eq!(
            pointers,
            ["/lines/0/quantity_milli", "/lines/1/id", "/lines/2/quantity_milli"]
        );
    }
}
