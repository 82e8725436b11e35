//! Stock as others ask for it: reservations, and the events.

use chrono::{DateTime, Utc};
use kernel::{Caller, Result, peer::Peer};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::ids::{LocationId, OrderId, ProductId, ReservationId};

pub const INVENTORY_RESERVED: &str = "inventory.reserved";
pub const INVENTORY_RELEASED: &str = "inventory.released";
pub const INVENTORY_ADJUSTED: &str = "inventory.adjusted";
pub const INVENTORY_OVERSOLD: &str = "inventory.oversold";
pub const INVENTORY_LOW_STOCK: &str = "inventory.low_stock";
pub const INVENTORY_TRANSFERRED: &str = "inventory.transferred";

/// How much of a product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StockLine {
    pub product_id: ProductId,
    /// Thousandths of the product's unit, 1..=10^9.
    pub quantity_milli: i64,
}

/// Asks to hold goods for a while. The id makes it one hold however often it is sent; an order uses its own id.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Reserve {
    pub id: ReservationId,
    pub location_id: LocationId,
    /// Seconds until it lapses, 1..=3600.
    pub ttl_s: u32,
    /// 1..=500 lines, one for each product.
    pub lines: Vec<StockLine>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReservationState {
    Held,
    Committed,
    Released,
    Expired,
}

impl ReservationState {
    pub const ALL: &[Self] = &[Self::Held, Self::Committed, Self::Released, Self::Expired];

    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Committed => "committed",
            Self::Released => "released",
            Self::Expired => "expired",
        }
    }

    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|state| state.name() == name)
    }
}

/// A hold on goods.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Reservation {
    pub id: ReservationId,
    pub location_id: LocationId,
    pub state: ReservationState,
    pub expires_at: DateTime<Utc>,
    pub lines: Vec<StockLine>,
}

/// What a 409 `out_of_stock` says of each product that is short (`shortages`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Shortage {
    pub product_id: ProductId,
    pub wanted_milli: i64,
    pub available_milli: i64,
}

/// `inventory.oversold`: a sale took the record of a shelf below zero.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Oversold {
    pub product_id: ProductId,
    pub location_id: LocationId,
    pub on_hand_milli: i64,
    pub order_id: OrderId,
}

/// `inventory.low_stock`: what is on a shelf has fallen to its reorder point, or the point was set above what is there. Told once; again
/// only after the shelf has been above its point.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LowStock {
    pub product_id: ProductId,
    pub location_id: LocationId,
    pub on_hand_milli: i64,
    pub reorder_milli: i64,
}

/// What was done with the goods of a transfer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TransferStep {
    /// They left the sender's shelves and are under way.
    Shipped,
    /// They arrived on the receiver's shelves.
    Received,
    /// They did not arrive, and it was decided what became of them.
    Resolved,
}

/// What became of goods that did not arrive with the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TransferOutcome {
    /// They are gone.
    Lost,
    /// They turned up and are on the receiver's shelves.
    Found,
    /// They are back on the sender's shelves.
    Returned,
    /// They arrived and cannot be sold: the receiver has them among the damaged.
    Damaged,
}

impl TransferOutcome {
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Lost => "lost",
            Self::Found => "found",
            Self::Returned => "returned",
            Self::Damaged => "damaged",
        }
    }
}

/// `inventory.transferred`: a step of a transfer between two locations.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Transferred {
    pub transfer_id: Uuid,
    /// The shipment (the transfer's own id), the arrival or the resolution.
    pub document_id: Uuid,
    pub step: TransferStep,
    /// With `resolved` only.
    pub outcome: Option<TransferOutcome>,
    pub from_location_id: LocationId,
    pub to_location_id: LocationId,
    pub lines: Vec<StockLine>,
}

/// `inventory.adjusted`: stock was received, corrected, counted, set aside, or taken from a hold; not by a sale, which `order.completed`
/// tells of, nor by a transfer.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Adjusted {
    /// The receipt, the correction, the count, or the reservation.
    pub cause_id: Uuid,
    pub location_id: LocationId,
    /// `receipt`, `adjustment`, `count`, `damage`, `restore`, `write_off` or `reservation`.
    pub kind: String,
    /// By how much the shelves changed; with `write_off`, by how much the damaged goods did. Signed: what goes out is negative.
    pub lines: Vec<StockLine>,
}

/// `inventory.reserved`: goods are held. Told again when an order's hold is made anew.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Reserved {
    pub reservation_id: ReservationId,
    pub location_id: LocationId,
    pub expires_at: DateTime<Utc>,
    pub lines: Vec<StockLine>,
}

/// `inventory.released`: a hold ended without its goods being taken.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Released {
    pub reservation_id: ReservationId,
    pub location_id: LocationId,
    /// `released` by somebody, or `expired` by itself.
    pub state: ReservationState,
    pub lines: Vec<StockLine>,
}

/// Holds goods for an order.
#[derive(Clone)]
pub struct InventoryClient {
    pub peer: Peer,
}

impl InventoryClient {
    /// Holds the goods, or finds the hold that this id already has.
    ///
    /// # Errors
    /// 409 `out_of_stock` with `shortages`; 503 when inventory does not answer.
    pub async fn reserve(&self, caller: &Caller, reserve: &Reserve) -> Result<Reservation> {
        self.peer.post(Some(caller), "/internal/reservations", reserve).await
    }

    /// Lets go of a hold; one that has ended is left as it is.
    ///
    /// # Errors
    /// 404 when there is no such hold; 503 when inventory does not answer.
    pub async fn release(&self, caller: &Caller, id: ReservationId) -> Result<Reservation> {
        self.peer
            .post(
                Some(caller),
                &format!("/internal/reservations/{id}/release"),
                &serde_json::json!({}),
            )
            .await
    }
}
