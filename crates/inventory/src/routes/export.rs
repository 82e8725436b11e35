//! `/stock/export`: the levels as a file.

use std::{collections::HashMap, sync::Arc};

use axum::{extract::State as Extract, response::Response};
use contracts::ids::LocationId;
use kernel::{Caller, Capability, Result, csv, http::Query};
use serde::Deserialize;
use serde_json::json;
use utoipa::IntoParams;
use uuid::Uuid;

use crate::{State, exporting, store};

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ExportQuery {
    /// Only this location; all of the caller's when absent.
    #[param(value_type = Option<Uuid>)]
    location_id: Option<LocationId>,
}

/// Shelves that are read at once.
const PAGE: i64 = 1000;

/// Every shelf of the caller's stores, by location and product.
#[utoipa::path(
    get,
    path = "/stock/export",
    operation_id = "export_stock",
    tag = "inventory",
    params(ExportQuery),
    responses(
        (status = 200, description = "The file.", body = String, content_type = "text/csv"),
        (status = 400, description = "`invalid_query`"),
        (status = 403, description = "`forbidden`: the location is of another store"),
        (status = 404, description = "`not_found`: no such location"),
    )
)]
pub(crate) async fn export_stock(
    Extract(state): Extract<State>,
    caller: Caller,
    Query(query): Query<ExportQuery>,
) -> Result<Response> {
    let locations = state
        .places
        .allowed(&caller, Capability::StockRead, query.location_id)
        .await?;
    let narrowed_to = json!({"location_id": query.location_id});
    state
        .deps
        .record_export(&caller, "stock.exported", &narrowed_to)
        .await?;
    let reader = Reader {
        stores: Arc::new(state.places.names(&caller).await?),
        locations: locations.into(),
        state,
        caller,
    };
    csv::paged(
        "stock.csv",
        exporting::COLUMNS,
        (Uuid::nil(), Uuid::nil()),
        move |after| reader.clone().page(after),
    )
}

#[derive(Clone)]
struct Reader {
    state: State,
    caller: Caller,
    locations: Arc<[Uuid]>,
    /// What the stores are called, by their location.
    stores: Arc<HashMap<Uuid, String>>,
}

impl Reader {
    /// The lines after this shelf, and where to go on.
    async fn page(self, after: (Uuid, Uuid)) -> Result<(Vec<u8>, Option<(Uuid, Uuid)>)> {
        let mut tx = self.state.deps.db.tenant(&self.caller).await?;
        let rows = store::level::of_locations(&mut tx, &self.locations, after, PAGE).await?;
        tx.rollback().await?;
        let ids: Vec<Uuid> = rows.iter().map(|row| row.product_id).collect();
        let labels = self.state.goods.labels(&self.caller, &ids).await?;
        let shelves = rows.iter().map(|row| {
            let store = self.stores.get(&row.location_id).map_or("", String::as_str);
            (row, store, labels.get(&row.product_id))
        });
        let lines = exporting::lines(shelves)?;
        let is_full = rows.len() == usize::try_from(PAGE).unwrap_or_default();
        let next = rows
            .last()
            .filter(|_| is_full)
            .map(|row| (row.location_id, row.product_id));
        Ok((lines, next))
    }
}
