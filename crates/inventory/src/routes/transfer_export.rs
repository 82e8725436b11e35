//! `/stock/transfers/export`: what went from one location to another, as a file.

use std::{collections::HashMap, sync::Arc};

use axum::{extract::State as Extract, response::Response};
use contracts::{ids::LocationId, product::ProductLabel};
use kernel::{
    Caller, Capability, Result,
    csv::{self, decimal, guarded, instant},
    http::Query,
    sorted::{ByTime, Moment},
};
use serde::Deserialize;
use serde_json::json;
use utoipa::IntoParams;
use uuid::Uuid;

use super::transfers::TransferState;
use crate::{
    State,
    store::transfer::{self, LineRow, TransferRow},
};

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct TransferExportQuery {
    /// Only those in this state; all when absent.
    #[param(inline)]
    state: Option<TransferState>,
    /// Only those from or to this location.
    #[param(value_type = Option<Uuid>)]
    location_id: Option<LocationId>,
}

/// Transfers that are read at once, each of at most 500 lines.
const PAGE: u32 = 20;
const COLUMNS: [&str; 14] = [
    "sent_at",
    "from",
    "to",
    "state",
    "note",
    "sku",
    "name",
    "unit",
    "shipped",
    "received",
    "resolved",
    "in_transit",
    "product_id",
    "transfer_id",
];

/// Every line of the transfers that the list has with the same filters, the newest transfer first.
#[utoipa::path(
    get,
    path = "/stock/transfers/export",
    operation_id = "export_transfers",
    tag = "inventory",
    params(TransferExportQuery),
    responses(
        (status = 200, description = "The file.", body = String, content_type = "text/csv"),
        (status = 400, description = "`invalid_query`"),
        (status = 403, description = "`forbidden`: the location is of another store"),
        (status = 404, description = "`not_found`: no such location"),
    )
)]
pub(crate) async fn export_transfers(
    Extract(state): Extract<State>,
    caller: Caller,
    Query(query): Query<TransferExportQuery>,
) -> Result<Response> {
    let locations = state
        .places
        .allowed(&caller, Capability::StockRead, query.location_id)
        .await?;
    let wanted = query.state.map(TransferState::name);
    let narrowed_to = json!({"location_id": query.location_id, "state": wanted});
    state
        .deps
        .record_export(&caller, "transfers.exported", &narrowed_to)
        .await?;
    let reader = Reader {
        stores: Arc::new(state.places.names(&caller).await?),
        locations: locations.into(),
        wanted,
        state,
        caller,
    };
    csv::paged("transfers.csv", COLUMNS, Moment::start(true), move |after| {
        reader.clone().page(after)
    })
}

#[derive(Clone)]
struct Reader {
    state: State,
    caller: Caller,
    locations: Arc<[Uuid]>,
    wanted: Option<&'static str>,
    /// What the stores are called, by their location.
    stores: Arc<HashMap<Uuid, String>>,
}

impl Reader {
    /// The lines of the transfers after this one, and where to go on.
    async fn page(self, after: Moment) -> Result<(Vec<u8>, Option<Moment>)> {
        let mut tx = self.state.deps.db.tenant(&self.caller).await?;
        let count = i64::from(PAGE) + 1;
        let mut transfers = transfer::list(&mut tx, &self.locations, self.wanted, ByTime::Newest, after, count).await?;
        let next = csv::next(&mut transfers, PAGE, TransferRow::place);
        let ids: Vec<Uuid> = transfers.iter().map(|row| row.id).collect();
        let mut lines: HashMap<Uuid, Vec<LineRow>> = HashMap::new();
        for line in transfer::lines_of(&mut tx, &ids).await? {
            lines.entry(line.transfer_id).or_default().push(line);
        }
        tx.rollback().await?;
        let mut goods: Vec<Uuid> = lines.values().flatten().map(|line| line.product_id).collect();
        goods.sort_unstable();
        goods.dedup();
        let labels = self.state.goods.labels(&self.caller, &goods).await?;
        let rows = transfers.iter().flat_map(|row| {
            let lines = lines.get(&row.id).into_iter().flatten();
            lines.map(|line| self.row(row, line, labels.get(&line.product_id)))
        });
        Ok((csv::rows(rows)?, next))
    }

    fn row(&self, of: &TransferRow, line: &LineRow, label: Option<&ProductLabel>) -> [String; 14] {
        let store = |location| guarded(self.stores.get(location).map_or("", String::as_str));
        [
            instant(of.at),
            store(&of.from_location_id),
            store(&of.to_location_id),
            of.state.clone(),
            guarded(of.note.as_deref().unwrap_or_default()),
            guarded(label.map_or("", |label| &label.sku)),
            guarded(label.map_or("", |label| &label.name)),
            label.map_or("", |label| label.unit.name()).to_owned(),
            decimal(line.shipped_milli, 3),
            decimal(line.received_milli, 3),
            decimal(line.resolved_milli, 3),
            decimal(line.in_transit_milli(), 3),
            line.product_id.to_string(),
            of.id.to_string(),
        ]
    }
}
