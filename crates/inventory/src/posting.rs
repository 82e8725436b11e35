//! What is written to the ledger: moves, each with a cause of its own, and the holds that end with them.

use chrono::{DateTime, Utc};
use contracts::{
    ids::{LocationId, ProductId},
    inventory::ReservationState,
};
use kernel::id::UserId;
use uuid::Uuid;

use crate::{hold::Holder, quantity::Change};

/// Why stock moved. With cause, product, location and bucket it makes a move unique.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MoveKind {
    Receipt,
    Adjustment,
    Sale,
    /// A sale that was cancelled: what it took comes back.
    Void,
    /// A person's hold whose goods were taken.
    Reservation,
    /// Goods left for another location.
    Ship,
    /// Goods of a transfer arrived.
    Arrive,
    /// It was decided what became of goods of a transfer that did not arrive.
    Resolve,
    /// Goods can no longer be sold.
    Damage,
    /// They can after all.
    Restore,
    /// Damaged goods are gone for good.
    WriteOff,
    /// The difference between a count and the record.
    Count,
}

impl MoveKind {
    /// The name in columns, documents and events.
    #[must_use]
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Receipt => "receipt",
            Self::Adjustment => "adjustment",
            Self::Sale => "sale",
            Self::Void => "void",
            Self::Reservation => "reservation",
            Self::Ship => "ship",
            Self::Arrive => "arrive",
            Self::Resolve => "resolve",
            Self::Damage => "damage",
            Self::Restore => "restore",
            Self::WriteOff => "write_off",
            Self::Count => "count",
        }
    }
}

/// Where within its location a product is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bucket {
    Shelf,
    /// Under way to it.
    Transit,
    /// Set aside: it cannot be sold.
    Damaged,
}

impl Bucket {
    #[must_use]
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Shelf => "shelf",
            Self::Transit => "transit",
            Self::Damaged => "damaged",
        }
    }
}

/// A place for one product in one location.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Shelf {
    pub(crate) location: LocationId,
    pub(crate) product: ProductId,
}

/// One row of the ledger, about to be written; it gets its id when it is booked.
#[derive(Clone, Debug)]
pub(crate) struct Move {
    /// The line's id: the same cause, kind, shelf and bucket is the same move.
    pub(crate) cause: Uuid,
    pub(crate) kind: MoveKind,
    pub(crate) shelf: Shelf,
    pub(crate) bucket: Bucket,
    pub(crate) change: Change,
    /// The document, order or reservation that the line belongs to.
    pub(crate) document: Uuid,
    pub(crate) reason: Option<&'static str>,
    pub(crate) user: UserId,
    pub(crate) at: DateTime<Utc>,
}

/// Holds that end: what they keep is given back to the shelves. A hold that has ended already is left alone.
#[derive(Debug)]
pub(crate) struct Ending {
    pub(crate) holds: Vec<Uuid>,
    /// Only holds of this holder; none is any.
    pub(crate) holder: Option<Holder>,
    pub(crate) state: ReservationState,
    /// Whether an event tells of it.
    pub(crate) told: bool,
}

impl Ending {
    #[must_use]
    pub(crate) const fn none() -> Self {
        Self {
            holds: Vec::new(),
            holder: None,
            state: ReservationState::Committed,
            told: false,
        }
    }
}
