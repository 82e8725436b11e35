//! Goods that cannot be sold: set aside, put back, or gone for good.

use axum::{extract::State as Extract, response::Response};
use contracts::ids::{LocationId, ProductId};
use kernel::{Caller, Capability, Result, idempotency::Idempotent};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::documents::{StockDocumentEntered, book_document};
use crate::{
    State,
    document::{DamageReason, DocumentKind, Entry, EntryLine, Leg, Note, StockDocumentId, read_lines, received},
    faults::Faults,
    posting::Bucket,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum DamageAction {
    /// From the shelf to the damaged goods.
    SetAside,
    /// Back to the shelf.
    Restore,
    /// The damaged goods are gone for good.
    WriteOff,
}

impl DamageAction {
    const fn kind(self, reason: DamageReason) -> DocumentKind {
        match self {
            Self::SetAside => DocumentKind::Damage(reason),
            Self::Restore => DocumentKind::Restore(reason),
            Self::WriteOff => DocumentKind::WriteOff(reason),
        }
    }

    fn legs(self, location: LocationId, lines: &[EntryLine]) -> Vec<Leg> {
        let (shelf, damaged) = ((location, Bucket::Shelf), (location, Bucket::Damaged));
        match self {
            Self::SetAside => lines.iter().flat_map(|line| line.between(shelf, damaged)).collect(),
            Self::Restore => lines.iter().flat_map(|line| line.between(damaged, shelf)).collect(),
            Self::WriteOff => lines
                .iter()
                .map(|line| line.leg(location, Bucket::Damaged, line.change.reversed()))
                .collect(),
        }
    }
}

/// Goods that are set aside as damaged, put back, or written off.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewDamage {
    /// Made by the sender: the same document is booked once, however often it is sent.
    #[schema(value_type = Uuid)]
    id: StockDocumentId,
    #[schema(value_type = Uuid)]
    location_id: LocationId,
    action: DamageAction,
    reason: DamageReason,
    /// At most 200 characters.
    note: Option<String>,
    /// 1 to 500 lines.
    lines: Vec<DamageLine>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DamageLine {
    /// The line's own id: the cause of its moves.
    id: Uuid,
    #[schema(value_type = Uuid)]
    product_id: ProductId,
    /// 1..=10^9 thousandths.
    quantity_milli: i64,
}

/// Sets goods aside as damaged, puts them back on the shelf, or writes them off.
#[utoipa::path(
    post,
    path = "/stock/damages",
    operation_id = "create_damage",
    tag = "inventory",
    params(("Idempotency-Key" = String, Header, description = "The same key gives the same answer.")),
    request_body = NewDamage,
    responses(
        (status = 201, description = "Booked.", body = StockDocumentEntered),
        (status = 400, description = "`invalid_body`, `idempotency_key_missing`"),
        (status = 403, description = "`forbidden`"),
        (status = 404, description = "`not_found`: no such location"),
        (status = 409, description = "`request_in_progress`"),
        (status = 422, description = "`no_such_product`; `not_enough_damaged`; `would_go_negative` with `shortages`, in a strict store; `stock_document_reused`, `stock_line_reused`, `stock_limit_reached`, `idempotency_key_reused`"),
    )
)]
pub(crate) async fn create_damage(
    Extract(state): Extract<State>,
    caller: Caller,
    request: Idempotent<NewDamage>,
) -> Result<Response> {
    let body = &request.body;
    let mut faults = Faults::default();
    let note = Note::read(body.note.as_deref(), "/note", &mut faults);
    let lines = read_lines(
        &body.lines,
        &mut faults,
        |l| (l.id, l.product_id),
        |l, n, faults| received(l.quantity_milli, n, faults),
    );
    faults.finish()?;
    let location = body.location_id;
    let store = state
        .places
        .allowed_at(&caller, Capability::StockAdjust, location)
        .await?;
    state
        .goods
        .require_in_lines(&caller, lines.iter().map(|line| line.product))
        .await?;
    let entry = Entry {
        id: body.id,
        kind: body.action.kind(body.reason),
        location,
        note,
        line_count: lines.len(),
        legs: body.action.legs(location, &lines),
    };
    book_document(&state, &caller, &request, &entry, store.stock_policy).await
}
