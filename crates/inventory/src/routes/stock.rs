//! What is on the shelves, and how it came and went.

use axum::extract::State as Extract;
use chrono::{DateTime, Utc};
use contracts::ids::{LocationId, ProductId};
use kernel::{
    Caller, Capability, Result, codes,
    http::{Path, Query, extract::Json},
    page::{self, Page},
    sorted::{self, ByTime, Place},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    State,
    store::{self, ledger::MoveRow, level::LevelRow},
};

/// What there is, in thousandths.
#[derive(Clone, Copy, Debug, Default, Serialize, ToSchema)]
pub(crate) struct Sums {
    /// What the ledger says is on the shelf; below zero when more was sold than was known of.
    pub on_hand_milli: i64,
    /// How much of it is held.
    pub reserved_milli: i64,
    /// On hand less reserved.
    pub available_milli: i64,
    /// Under way to the location from another.
    pub in_transit_milli: i64,
    /// Set aside: it cannot be sold, and is not on hand.
    pub damaged_milli: i64,
}

impl Sums {
    /// The sums over several shelves.
    #[must_use]
    pub(crate) fn of(rows: &[LevelRow]) -> Self {
        rows.iter().fold(Self::default(), |sum, row| Self {
            on_hand_milli: sum.on_hand_milli + row.on_hand_milli,
            reserved_milli: sum.reserved_milli + row.reserved_milli,
            available_milli: sum.available_milli + row.available_milli(),
            in_transit_milli: sum.in_transit_milli + row.in_transit_milli,
            damaged_milli: sum.damaged_milli + row.damaged_milli,
        })
    }
}

/// One product in one location.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StockLevel {
    pub product_id: Uuid,
    #[serde(flatten)]
    pub stock: LocationStock,
}

impl From<LevelRow> for StockLevel {
    fn from(row: LevelRow) -> Self {
        Self {
            product_id: row.product_id,
            stock: row.into(),
        }
    }
}

/// One product in all locations that the caller may see.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ProductStock {
    pub product_id: Uuid,
    /// The sums over `locations`.
    #[serde(flatten)]
    pub total: Sums,
    pub locations: Vec<LocationStock>,
}

/// A product's stock in one location.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LocationStock {
    pub location_id: Uuid,
    #[serde(flatten)]
    pub sums: Sums,
    /// Goods run low when no more than this is on hand, in thousandths; null when no point is set.
    pub reorder_milli: Option<i64>,
    /// Whether they do.
    pub low: bool,
}

impl From<LevelRow> for LocationStock {
    fn from(row: LevelRow) -> Self {
        Self {
            location_id: row.location_id,
            low: row.is_low(),
            reorder_milli: row.reorder_milli,
            sums: Sums::of(&[row]),
        }
    }
}

/// One move of the ledger.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StockMove {
    pub id: Uuid,
    /// `receipt`, `adjustment`, `sale`, `void`, `reservation`, `ship`, `arrive`, `resolve`, `damage`, `restore`, `write_off` or `count`.
    pub kind: String,
    /// Where in the location: `shelf`, `transit` (under way to it) or `damaged`. What goes from one to another is two moves with one cause.
    pub bucket: String,
    /// Signed, in thousandths: what goes out is negative.
    pub quantity_milli: i64,
    pub location_id: Uuid,
    /// The line that caused it: of a stock document, an order or a reservation.
    pub cause_id: Uuid,
    /// What the line belongs to.
    pub document_id: Uuid,
    /// The transfer of which its document is a step; null for everything else.
    pub transfer_id: Option<Uuid>,
    /// Why the record was corrected, goods were set aside, or what became of goods of a transfer; null for everything else.
    pub reason: Option<String>,
    /// What was written on the document.
    pub note: Option<String>,
    pub user_id: Uuid,
    pub at: DateTime<Utc>,
}

impl From<MoveRow> for StockMove {
    fn from(row: MoveRow) -> Self {
        Self {
            id: row.id,
            bucket: row.bucket,
            quantity_milli: row.quantity_milli,
            location_id: row.location_id,
            cause_id: row.cause_id,
            transfer_id: row
                .transfer_id
                .or_else(|| (row.kind == "ship").then_some(row.document_id)),
            document_id: row.document_id,
            reason: row.reason,
            note: row.note,
            user_id: row.user_id,
            at: row.at,
            kind: row.kind,
        }
    }
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct StockQuery {
    /// Only this location.
    #[param(value_type = Option<Uuid>)]
    location_id: Option<LocationId>,
    /// Only this product.
    #[param(value_type = Option<Uuid>)]
    product_id: Option<ProductId>,
    /// 1 to 200, 50 when absent.
    limit: Option<u32>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// What is on the shelves, by location and product.
#[utoipa::path(
    get,
    path = "/stock",
    operation_id = "list_stock",
    tag = "inventory",
    params(StockQuery),
    responses(
        (status = 200, description = "A page of shelves, in the caller's stores.", body = Page<StockLevel>),
        (status = 400, description = "`invalid_query`, `invalid_cursor`"),
        (status = 403, description = "`forbidden`: the location is of another store"),
        (status = 404, description = "`not_found`: no such location"),
    )
)]
pub(crate) async fn list_stock(
    Extract(state): Extract<State>,
    caller: Caller,
    Query(query): Query<StockQuery>,
) -> Result<Json<Page<StockLevel>>> {
    let limit = page::limit(query.limit)?;
    // The least UUIDs stand before every shelf.
    let after: (Uuid, Uuid) = page::decode_cursor(query.cursor.as_deref())?.unwrap_or_default();
    let locations = state
        .places
        .allowed(&caller, Capability::StockRead, query.location_id)
        .await?;
    let count = i64::from(limit) + 1;
    let mut tx = state.deps.db.tenant(&caller).await?;
    let rows = match (query.product_id, locations.as_slice()) {
        (Some(product), _) => store::level::of_product(&mut tx, product, &locations, after.0, count).await?,
        (None, [location]) => store::level::of_location(&mut tx, *location, after.1, count).await?,
        (None, _) => store::level::of_locations(&mut tx, &locations, after, count).await?,
    };
    tx.rollback().await?;
    Ok(Json(
        Page::of(rows, limit, |row| (row.location_id, row.product_id))?.map(StockLevel::from),
    ))
}

/// How many locations one answer names: every store of the largest chain.
const LOCATIONS_MAX: i64 = 10_000;

/// One product's stock, in all locations that the caller may see.
#[utoipa::path(
    get,
    path = "/stock/{product_id}",
    operation_id = "get_stock",
    tag = "inventory",
    params(("product_id" = Uuid, Path, description = "The product")),
    responses(
        (status = 200, description = "Its stock.", body = ProductStock),
        (status = 404, description = "`not_found`: no stock of it was ever recorded in the caller's stores"),
    )
)]
pub(crate) async fn get_stock(
    Extract(state): Extract<State>,
    caller: Caller,
    Path(product): Path<ProductId>,
) -> Result<Json<ProductStock>> {
    let locations = state.places.allowed(&caller, Capability::StockRead, None).await?;
    let mut tx = state.deps.db.tenant(&caller).await?;
    let rows = store::level::of_product(&mut tx, product, &locations, Uuid::nil(), LOCATIONS_MAX).await?;
    tx.rollback().await?;
    if rows.is_empty() {
        return Err(codes::NOT_FOUND.error());
    }
    Ok(Json(ProductStock {
        product_id: product.uuid(),
        total: Sums::of(&rows),
        locations: rows.into_iter().map(LocationStock::from).collect(),
    }))
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct MovesQuery {
    /// Only this location.
    #[param(value_type = Option<Uuid>)]
    location_id: Option<LocationId>,
    /// `-at` (the newest first) where it is left out.
    #[param(inline)]
    sort: Option<ByTime>,
    /// 1 to 200, 50 when absent.
    limit: Option<u32>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// How a product came and went, newest first where no other order is asked for.
#[utoipa::path(
    get,
    path = "/stock/{product_id}/moves",
    operation_id = "list_stock_moves",
    tag = "inventory",
    params(("product_id" = Uuid, Path, description = "The product"), MovesQuery),
    responses(
        (status = 200, description = "A page of moves, in the caller's stores.", body = Page<StockMove>),
        (status = 400, description = "`invalid_query`, `invalid_cursor`"),
        (status = 403, description = "`forbidden`: the location is of another store"),
        (status = 404, description = "`not_found`: no such location, or no stock of the product was ever recorded in the caller's stores"),
    )
)]
pub(crate) async fn list_stock_moves(
    Extract(state): Extract<State>,
    caller: Caller,
    Path(product): Path<ProductId>,
    Query(query): Query<MovesQuery>,
) -> Result<Json<Page<StockMove>>> {
    let limit = page::limit(query.limit)?;
    let sort = query.sort.unwrap_or_default();
    let after: Option<Uuid> = sorted::after(query.cursor.as_deref(), sort)?;
    let locations = state
        .places
        .allowed(&caller, Capability::StockRead, query.location_id)
        .await?;
    let mut tx = state.deps.db.tenant(&caller).await?;
    let rows = store::ledger::history(&mut tx, product, &locations, sort, after, i64::from(limit) + 1).await?;
    let known = after.is_some()
        || !rows.is_empty()
        || !store::level::of_product(&mut tx, product, &locations, Uuid::nil(), 1)
            .await?
            .is_empty();
    tx.rollback().await?;
    if !known {
        return Err(codes::NOT_FOUND.error());
    }
    Ok(Json(
        Page::of(rows, limit, |row| Place::of(sort, row.id))?.map(StockMove::from),
    ))
}
