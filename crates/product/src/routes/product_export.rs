//! `/products/export`: the catalogue as a file.

use std::collections::HashMap;

use axum::{extract::State as Axum, response::Response};
use contracts::ids::CategoryId;
use kernel::{Caller, Result, csv, http::Query, service::Deps};
use serde::Deserialize;
use serde_json::json;
use utoipa::IntoParams;
use uuid::Uuid;

use super::imports::decimals;
use crate::{
    State, exporting,
    importing::columns::Column,
    store::{
        self,
        list::{Filter, Named},
    },
};

/// How the file is to be written.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ExportProducts {
    /// The decimal places of the shop's money: 2 for cents.
    #[param(minimum = 0, maximum = 3)]
    decimals: u32,
}

/// Products that are read at once.
const PAGE: i64 = 1000;

/// Every product, on sale or not, in the order of names, with the columns that an import reads.
#[utoipa::path(get, path = "/products/export", operation_id = "export_products", tag = "product", params(ExportProducts), responses(
    (status = 200, body = String, content_type = "text/csv"),
    (status = 400, description = "`invalid_query`"),
))]
pub async fn export_products(
    Axum(state): Axum<State>,
    caller: Caller,
    Query(query): Query<ExportProducts>,
) -> Result<Response> {
    let decimals = decimals(query.decimals)?;
    state
        .deps
        .record_export(&caller, "products.exported", &json!({"decimals": decimals}))
        .await?;
    let first = Named::start(false);
    csv::paged("products.csv", Column::ALL.map(Column::name), first, move |after| {
        page(state.deps.clone(), caller.clone(), after, decimals)
    })
}

async fn page(deps: Deps, caller: Caller, after: Named, decimals: u32) -> Result<(Vec<u8>, Option<Named>)> {
    let mut tx = deps.db.tenant(&caller).await?;
    let mut rows = store::list::by_name(&mut tx, Filter::default(), &after, false, PAGE).await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let products = store::product::load(&mut tx, &ids, deps.clock.now()).await?;
    let named: Vec<CategoryId> = products
        .iter()
        .filter_map(|product| product.details.category_id)
        .collect();
    let categories: HashMap<CategoryId, String> = store::category::names(&mut tx, &named).await?.into_iter().collect();
    tx.commit().await?;
    let next = rows
        .pop()
        .filter(|_| ids.len() == usize::try_from(PAGE).unwrap_or_default());
    Ok((exporting::lines(&products, &categories, decimals)?, next))
}
