//! `GET /products`: list and search.

use axum::extract::State as Axum;
use kernel::{
    Caller, Result,
    codes::INVALID_QUERY,
    http::{Query, extract::Json},
    page::{self, Page},
};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use super::products::Product;
use crate::{
    State,
    barcode::Barcode,
    faults::Fault,
    listing::{self, Ask, ProductSort},
    search::{self, Search},
    store::list::Filter,
    text::Sku,
};

/// Which products, and which page of them. The filters combine.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ListProducts {
    /// What somebody typed: a barcode, a SKU, or words of which each begins a word of the name or SKU; case and
    /// accents do not matter. At most 200 characters and 16 words. Exact codes come first, then products on sale by
    /// the word that was found, then those off sale; where these are few, then products with words one slip away.
    #[param(max_length = 200)]
    query: Option<String>,
    /// The whole SKU; case, accents and punctuation do not matter.
    #[param(max_length = 64)]
    sku: Option<String>,
    /// The whole barcode; a UPC-A finds its EAN-13 and the other way round.
    #[param(max_length = 48)]
    barcode: Option<String>,
    /// Products of this category only.
    category_id: Option<Uuid>,
    /// Products of this family only.
    family_id: Option<Uuid>,
    /// On sale or not; both where it is left out.
    active: Option<bool>,
    /// `name` where it is left out; a minus begins with the last. Not with `query`, `sku`, `barcode` or `family_id`: what is found so has
    /// an order of its own.
    #[param(inline)]
    sort: Option<ProductSort>,
    /// 1 to 200; 50 where it is left out.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

impl ListProducts {
    fn parse(self) -> Result<Ask> {
        let refuse = |pointer: &str, fault: Fault| INVALID_QUERY.error().at(pointer, fault.code, fault.detail);
        let is_found = self.query.is_some() || self.sku.is_some() || self.barcode.is_some() || self.family_id.is_some();
        if self.sort.is_some() && is_found {
            let detail = "what is found by words, a code or a family has an order of its own";
            return Err(refuse("?sort", Fault::new("not_allowed", detail)));
        }
        let sku = self
            .sku
            .map(|text| Sku::parse(&text))
            .transpose()
            .map_err(|fault| refuse("?sku", fault))?;
        let barcode = self
            .barcode
            .map(|text| Barcode::parse(&text))
            .transpose()
            .map_err(|fault| refuse("?barcode", fault))?;
        Ok(Ask {
            filter: Filter {
                active: self.active,
                category: self.category_id,
                family: self.family_id,
            },
            sku: sku.map(|sku| search::sku(sku.as_str())),
            barcode: barcode.map(|barcode| barcode.lookup()),
            search: self.query.map(|text| Search::parse(&text)).transpose()?.flatten(),
            sort: self.sort.unwrap_or_default(),
            limit: page::limit(self.limit)?,
            cursor: self.cursor,
        })
    }
}

/// The products by name or in another order, or what a search finds.
#[utoipa::path(get, path = "/products", operation_id = "list_products", tag = "product", params(ListProducts), responses(
    (status = 200, body = Page<Product>),
    (status = 400, description = "`invalid_query`, `invalid_cursor`"),
))]
pub async fn list_products(
    Axum(state): Axum<State>,
    caller: Caller,
    Query(query): Query<ListProducts>,
) -> Result<Json<Page<Product>>> {
    let ask = query.parse()?;
    let mut tx = state.deps.db.tenant(&caller).await?;
    let page = listing::list(&mut tx, &ask, state.deps.clock.now()).await?;
    tx.commit().await?;
    Ok(Json(page.map(Product::from)))
}
