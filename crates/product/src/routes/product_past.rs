//! `/products/{product_id}/history` and `/prices`: what a product was and what it cost.

use axum::extract::State as Axum;
use chrono::{DateTime, Utc};
use contracts::ids::{ProductId, StoreId};
use kernel::{
    Caller, Error, Result,
    codes::NOT_FOUND,
    http::{Path, Query, extract::Json},
    id::UserId,
    page::{self, Page},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    State,
    store::{self, change::PastChange, price::PastPrice},
};

/// Which page of a product's past.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ListPast {
    /// 1 to 200; 50 where it is left out.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// Where a page ends: what follows is older.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Cursor {
    rev: i64,
}

impl ListPast {
    fn before(&self) -> Result<i64> {
        Ok(page::decode_cursor::<Cursor>(self.cursor.as_deref())?.map_or(i64::MAX, |cursor| cursor.rev))
    }
}

/// One change of a product.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct HistoryEntry {
    pub at: DateTime<Utc>,
    /// Who changed it.
    pub user_id: UserId,
    /// `created`, `updated`, `price_changed`, `deactivated` or `activated`.
    #[schema(example = "price_changed")]
    pub action: String,
    /// The product as it was: its fields without id, rev and times. Null for its creation.
    #[schema(value_type = Option<Object>)]
    pub before: Option<serde_json::Value>,
    /// The product as it became.
    #[schema(value_type = Object)]
    pub after: serde_json::Value,
    /// The shop's revision of the change.
    pub rev: i64,
}

impl TryFrom<PastChange> for HistoryEntry {
    type Error = Error;

    fn try_from(change: PastChange) -> Result<Self> {
        let read = |text: &str| serde_json::from_str(text).map_err(Error::internal);
        Ok(Self {
            at: change.at,
            user_id: change.user_id.into(),
            action: change.action,
            before: change.before.as_deref().map(read).transpose()?,
            after: read(&change.after)?,
            rev: change.rev,
        })
    }
}

/// A product's changes, the newest first.
#[utoipa::path(get, path = "/products/{product_id}/history", operation_id = "list_product_history", tag = "product",
    params(("product_id" = Uuid, Path), ListPast), responses(
    (status = 200, body = Page<HistoryEntry>),
    (status = 400, description = "`invalid_path`, `invalid_query`, `invalid_cursor`"),
    (status = 404, description = "`not_found`"),
))]
pub async fn list_product_history(
    Axum(state): Axum<State>,
    caller: Caller,
    Path(id): Path<ProductId>,
    Query(query): Query<ListPast>,
) -> Result<Json<Page<HistoryEntry>>> {
    let (limit, before) = (page::limit(query.limit)?, query.before()?);
    let mut tx = state.deps.db.tenant(&caller).await?;
    if !store::product::exists(&mut tx, id).await? {
        return Err(NOT_FOUND.error());
    }
    let changes = store::change::history(&mut tx, id, before, i64::from(limit) + 1).await?;
    tx.commit().await?;
    let page = Page::of(changes, limit, |last| Cursor { rev: last.rev })?;
    let items = page
        .items
        .into_iter()
        .map(HistoryEntry::try_from)
        .collect::<Result<_>>()?;
    Ok(Json(Page {
        items,
        next_cursor: page.next_cursor,
    }))
}

/// One price of a product.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct PastPriceEntry {
    /// The store whose own price it is; null for the one of all others.
    pub store_id: Option<StoreId>,
    /// Minor units. Null where a store's own price ends.
    pub amount_minor: Option<i64>,
    /// For this quantity in thousandths.
    pub per_milli: i64,
    /// From this instant on, until a later one holds.
    pub from: DateTime<Utc>,
    /// The shop's revision that brought it.
    pub rev: i64,
    /// Who set it.
    pub user_id: UserId,
}

impl From<PastPrice> for PastPriceEntry {
    fn from(price: PastPrice) -> Self {
        Self {
            store_id: price.store_id.map(Into::into),
            amount_minor: price.amount_minor,
            per_milli: price.per_milli,
            from: price.from_at,
            rev: price.rev,
            user_id: price.user_id.into(),
        }
    }
}

/// A product's prices, the newest first.
#[utoipa::path(get, path = "/products/{product_id}/prices", operation_id = "list_product_prices", tag = "product",
    params(("product_id" = Uuid, Path), ListPast), responses(
    (status = 200, body = Page<PastPriceEntry>),
    (status = 400, description = "`invalid_path`, `invalid_query`, `invalid_cursor`"),
    (status = 404, description = "`not_found`"),
))]
pub async fn list_product_prices(
    Axum(state): Axum<State>,
    caller: Caller,
    Path(id): Path<ProductId>,
    Query(query): Query<ListPast>,
) -> Result<Json<Page<PastPriceEntry>>> {
    let (limit, before) = (page::limit(query.limit)?, query.before()?);
    let mut tx = state.deps.db.tenant(&caller).await?;
    if !store::product::exists(&mut tx, id).await? {
        return Err(NOT_FOUND.error());
    }
    let prices = store::price::history(&mut tx, id, before, i64::from(limit) + 1).await?;
    tx.commit().await?;
    Ok(Json(
        Page::of(prices, limit, |last| Cursor { rev: last.rev })?.map(PastPriceEntry::from),
    ))
}
