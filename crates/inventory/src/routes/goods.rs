//! The stock list: each product with what there is of it, by location and in total.

use std::collections::HashMap;

use axum::extract::State as Extract;
use contracts::{ids::LocationId, product::ProductLabel};
use kernel::{
    Caller, Capability, Result, codes,
    http::{Query, extract::Json},
    page::{self, LIMIT_MAX, Page},
};
use serde::Deserialize;
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::stock::{LocationStock, Sums};
use crate::{
    State,
    store::{
        self,
        level::LevelRow,
        totals::{Having, Measure, Wanted},
    },
};

/// A product with its stock in the locations that were asked for.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct GoodsStock {
    pub product_id: Uuid,
    /// What the product is called; null when the catalogue no longer says.
    pub product: Option<ProductLabel>,
    /// The sums over `locations`, in thousandths.
    #[serde(flatten)]
    pub total: Sums,
    /// Whether it is low in one of them.
    pub low: bool,
    pub locations: Vec<LocationStock>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum GoodsState {
    /// At or below the reorder point in one of the locations.
    Low,
    /// Nothing available.
    Out,
    /// A record below zero in one of the locations.
    Negative,
    /// Something is under way.
    InTransit,
    /// Something is set aside as damaged.
    Damaged,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
pub(crate) enum GoodsSort {
    #[serde(rename = "name")]
    Name,
    #[serde(rename = "-name")]
    NameFalling,
    #[serde(rename = "available")]
    Available,
    #[serde(rename = "-available")]
    AvailableFalling,
    #[serde(rename = "on_hand")]
    OnHand,
    #[serde(rename = "-on_hand")]
    OnHandFalling,
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct GoodsQuery {
    /// What somebody typed: a barcode, a SKU or words of a name, as `GET /products` takes it. With a state or another order than by
    /// name, the 200 best matches are looked at.
    #[param(max_length = 200)]
    query: Option<String>,
    /// Only this location; all of the caller's when absent.
    #[param(value_type = Option<Uuid>)]
    location_id: Option<LocationId>,
    /// Only products in this state; all of the catalogue when absent, also those of which there never was any.
    #[param(inline)]
    state: Option<GoodsState>,
    /// `name` when absent; by what is available with a state. A minus begins with the most, or with the last name, which a search has
    /// not: it has its best matches first.
    #[param(inline)]
    sort: Option<GoodsSort>,
    /// 1 to 200, 50 when absent.
    limit: Option<u32>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// The stock of each product: on hand, reserved, available, in transit and damaged, by location and in total.
#[utoipa::path(
    get,
    path = "/stock/goods",
    operation_id = "list_goods_stock",
    tag = "inventory",
    params(GoodsQuery),
    responses(
        (status = 200, description = "A page of products with their stock in the caller's stores.", body = Page<GoodsStock>),
        (status = 400, description = "`invalid_query`, `invalid_cursor`"),
        (status = 403, description = "`forbidden`: the location is of another store"),
        (status = 404, description = "`not_found`: no such location"),
    )
)]
pub(crate) async fn list_goods_stock(
    Extract(state): Extract<State>,
    caller: Caller,
    Query(query): Query<GoodsQuery>,
) -> Result<Json<Page<GoodsStock>>> {
    page::limit(query.limit)?;
    let locations = state
        .places
        .allowed(&caller, Capability::StockRead, query.location_id)
        .await?;
    let by_name = query.state.is_none() && matches!(query.sort, None | Some(GoodsSort::Name | GoodsSort::NameFalling));
    let page = if by_name {
        by_catalogue(&state, &caller, &query).await?
    } else {
        by_stock(&state, &caller, &query, &locations).await?
    };
    let ids: Vec<Uuid> = page.items.iter().map(|(id, _)| *id).collect();
    let mut tx = state.deps.db.tenant(&caller).await?;
    let rows = store::level::of_products(&mut tx, &ids, &locations).await?;
    tx.rollback().await?;
    let mut shelves: HashMap<Uuid, Vec<LevelRow>> = HashMap::new();
    for row in rows {
        shelves.entry(row.product_id).or_default().push(row);
    }
    Ok(Json(page.map(|(product_id, product)| {
        let rows = shelves.remove(&product_id).unwrap_or_default();
        GoodsStock {
            product_id,
            product,
            total: Sums::of(&rows),
            low: rows.iter().any(LevelRow::is_low),
            locations: rows.into_iter().map(LocationStock::from).collect(),
        }
    })))
}

type Named = Page<(Uuid, Option<ProductLabel>)>;

/// In the order of the catalogue or of its search: everything, whether there is any or not.
async fn by_catalogue(state: &State, caller: &Caller, query: &GoodsQuery) -> Result<Named> {
    let limit = page::limit(query.limit)?;
    let (words, cursor) = (query.query.as_deref(), query.cursor.as_deref());
    let falling = query.sort == Some(GoodsSort::NameFalling);
    if falling && words.is_some() {
        let error = codes::INVALID_QUERY.error();
        return Err(error.at("?sort", "not_allowed", "what a query finds has its best matches first"));
    }
    let catalogue = &state.goods.catalogue;
    let page = catalogue.list(caller, words, falling, limit, cursor).await?;
    Ok(page.map(|label| (label.id.uuid(), Some(label))))
}

/// Products that are looked at when only those that are low are wanted.
const LOW_MAX: i64 = 10_000;

/// By how much there is: only what has a record.
async fn by_stock(state: &State, caller: &Caller, query: &GoodsQuery, locations: &[Uuid]) -> Result<Named> {
    let limit = page::limit(query.limit)?;
    let after: Option<(i64, Uuid)> = page::decode_cursor(query.cursor.as_deref())?;
    let mut products: Option<Vec<Uuid>> = None;
    if let Some(words) = query.query.as_deref().filter(|words| !words.trim().is_empty()) {
        let catalogue = &state.goods.catalogue;
        let found = catalogue.list(caller, Some(words), false, LIMIT_MAX, None).await?;
        products = Some(found.items.iter().map(|label| label.id.uuid()).collect());
    }
    let mut tx = state.deps.db.tenant(caller).await?;
    if query.state == Some(GoodsState::Low) {
        let low = store::low_stock::products(&mut tx, locations, LOW_MAX).await?;
        products = Some(match products {
            None => low,
            Some(found) => found.into_iter().filter(|id| low.contains(id)).collect(),
        });
    }
    let (measure, falling) = match query.sort {
        None | Some(GoodsSort::Available) => (Measure::Available, false),
        Some(GoodsSort::AvailableFalling) => (Measure::Available, true),
        Some(GoodsSort::OnHand) => (Measure::OnHand, false),
        Some(GoodsSort::OnHandFalling) => (Measure::OnHand, true),
        Some(GoodsSort::Name | GoodsSort::NameFalling) => {
            let error = codes::INVALID_QUERY.error();
            return Err(error.at(
                "?sort",
                "not_allowed",
                "with a state, goods are sorted by how much there is",
            ));
        }
    };
    let wanted = Wanted {
        locations,
        products: products.as_deref(),
        having: match query.state {
            None | Some(GoodsState::Low) => Having::Anything,
            Some(GoodsState::Out) => Having::Out,
            Some(GoodsState::Negative) => Having::Negative,
            Some(GoodsState::InTransit) => Having::InTransit,
            Some(GoodsState::Damaged) => Having::Damaged,
        },
        measure,
        falling,
        after: after.unwrap_or((i64::MIN, Uuid::nil())),
        count: i64::from(limit) + 1,
    };
    let rows = store::totals::ranked(&mut tx, &wanted).await?;
    tx.rollback().await?;
    let page = Page::of(rows, limit, |row| (row.rank_milli, row.product_id))?;
    let ids: Vec<Uuid> = page.items.iter().map(|row| row.product_id).collect();
    let mut labels = state.goods.labels(caller, &ids).await?;
    Ok(page.map(|row| (row.product_id, labels.remove(&row.product_id))))
}
