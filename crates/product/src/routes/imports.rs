//! `/imports`: catalogues from CSV files.

use axum::{
    extract::{FromRequest, Request, State as Axum},
    response::Response,
};
use chrono::{DateTime, Utc};
use http::{StatusCode, header};
use kernel::{
    Caller, Error, Result,
    audit::AuditEvent,
    codes::{INVALID_QUERY, NOT_FOUND, UNSUPPORTED_MEDIA_TYPE},
    http::{Nothing, Path, Query, extract::Json},
    id::UserId,
    idempotency::{Claim, Idempotent},
    page::{self, Page},
    sorted::{self, Moment, Place},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{State, codes::IMPORT_NOT_READ, importing::upload, store, store::imports};

/// How far an import is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ImportState {
    /// The file is arriving.
    Reading,
    /// What it would do is known; nothing is changed yet.
    Checked,
    Applying,
    Applied,
}

/// An import: what its rows would do while it is `checked`, what they did from `applying` on.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct Import {
    pub id: Uuid,
    pub state: ImportState,
    pub user_id: UserId,
    pub user_name: String,
    /// Headers that mean nothing here.
    pub ignored_columns: Vec<String>,
    /// Rows below the header.
    pub rows: i32,
    pub created: i32,
    pub updated: i32,
    pub unchanged: i32,
    /// Rows with faults: they change nothing.
    pub refused: i32,
    /// How many of the rows that are not refused have been applied.
    pub rows_applied: i32,
    pub created_at: DateTime<Utc>,
    pub changed_at: DateTime<Utc>,
}

impl TryFrom<imports::Import> for Import {
    type Error = Error;

    fn try_from(import: imports::Import) -> Result<Self> {
        let state = serde_json::Value::String(import.state);
        Ok(Self {
            id: import.id,
            state: serde_json::from_value(state).map_err(Error::internal)?,
            user_id: import.user_id.into(),
            user_name: import.user_name,
            ignored_columns: import.ignored_columns,
            rows: import.rows,
            created: import.created,
            updated: import.updated,
            unchanged: import.unchanged,
            refused: import.refused,
            rows_applied: import.rows_applied,
            created_at: import.created_at,
            changed_at: import.changed_at,
        })
    }
}

/// How the file is to be read.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ReadImport {
    /// The decimal places of the shop's money: 2 for cents.
    #[param(minimum = 0, maximum = 3)]
    decimals: u32,
}

/// Checks the decimal places of money.
///
/// # Errors
/// 400 `invalid_query` unless they are 0, 2 or 3.
pub(crate) fn decimals(asked: u32) -> Result<u32> {
    match asked {
        0 | 2 | 3 => Ok(asked),
        _ => Err(INVALID_QUERY
            .error()
            .at("?decimals", "out_of_range", "money has 0, 2 or 3 decimal places")),
    }
}

/// A file as it arrives.
#[derive(Debug)]
pub struct CsvFile(axum::body::Body);

impl<S: Send + Sync> FromRequest<S> for CsvFile {
    type Rejection = Error;

    async fn from_request(request: Request, _: &S) -> Result<Self> {
        let kind = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok());
        let kind = kind.unwrap_or_default().split(';').next().unwrap_or_default().trim();
        if kind.eq_ignore_ascii_case("text/csv") {
            Ok(Self(request.into_body()))
        } else {
            Err(UNSUPPORTED_MEDIA_TYPE.because("Send the file as text/csv."))
        }
    }
}

/// Reads a CSV file and says what it would do; nothing of the catalogue changes before `apply`. At most 200,000 rows and 64 MiB. The first
/// line names the columns, in any order: `sku` and any of `name`, `barcodes` (parted by spaces), `category`, `tax_category`, `unit`,
/// `price`, `price_per`, `image`, `active`. A product is known by its SKU; columns that are not there stay as they are. The id is the
/// client's: the same file sent again under it changes nothing.
#[utoipa::path(put, path = "/imports/{import_id}", operation_id = "put_import", tag = "product", params(("import_id" = Uuid, Path), ReadImport),
    request_body(content = String, content_type = "text/csv"), responses(
    (status = 200, body = Import),
    (status = 409, description = "`import_restarted`"),
    (status = 422, description = "`import_unreadable`, `import_id_reused`"),
))]
pub async fn put_import(
    Axum(state): Axum<State>,
    caller: Caller,
    Path(id): Path<Uuid>,
    Query(query): Query<ReadImport>,
    CsvFile(body): CsvFile,
) -> Result<Json<Import>> {
    let decimals = decimals(query.decimals)?;
    let import = upload::receive(&state.deps, &caller, id, decimals, body).await?;
    Ok(Json(import.try_into()?))
}

/// Applies a checked import, in the background: `GET` says how far it is. Asked again it changes nothing.
#[utoipa::path(post, path = "/imports/{import_id}/apply", operation_id = "start_import", tag = "product", request_body = Nothing,
    params(("import_id" = Uuid, Path), ("Idempotency-Key" = String, Header)), responses(
    (status = 200, body = Import),
    (status = 404, description = "`not_found`"),
    (status = 409, description = "`import_not_read`, `request_in_progress`"),
))]
pub async fn start_import(
    Axum(state): Axum<State>,
    caller: Caller,
    Path(id): Path<Uuid>,
    request: Idempotent<Nothing>,
) -> Result<Response> {
    let mut tx = state.deps.db.tenant(&caller).await?;
    if let Claim::Replay(answer) = request.claim(&mut tx, &state.deps.clock).await? {
        return Ok(answer);
    }
    if imports::start(&mut tx, id, state.deps.clock.now()).await? {
        state
            .deps
            .record(&mut tx, &caller, AuditEvent::new("import.started", id))
            .await?;
    }
    let import = Import::try_from(imports::find(&mut tx, id).await?.ok_or_else(|| NOT_FOUND.error())?)?;
    if import.state == ImportState::Reading {
        return Err(IMPORT_NOT_READ.error());
    }
    let answer = request.keep(&mut tx, StatusCode::OK, &import).await?;
    tx.commit().await?;
    Ok(answer)
}

/// Which page of the faults.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ListFaults {
    /// 1 to 200; 50 where it is left out.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// Which end of time the list of imports begins with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub(crate) enum ImportSort {
    #[default]
    #[serde(rename = "-created_at")]
    Newest,
    #[serde(rename = "created_at")]
    Oldest,
}

/// Which page of the imports.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ListImports {
    /// `-created_at` (the newest first) where it is left out.
    #[param(inline)]
    sort: Option<ImportSort>,
    /// 1 to 200; 50 where it is left out.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// The imports of the last month, newest first where no other order is asked for.
#[utoipa::path(get, path = "/imports", operation_id = "list_imports", tag = "product", params(ListImports), responses(
    (status = 200, body = Page<Import>),
    (status = 400, description = "`invalid_query`, `invalid_cursor`"),
))]
pub async fn list_imports(
    Axum(state): Axum<State>,
    caller: Caller,
    Query(query): Query<ListImports>,
) -> Result<Json<Page<Import>>> {
    let limit = page::limit(query.limit)?;
    let sort = query.sort.unwrap_or_default();
    let newest_first = sort == ImportSort::Newest;
    let after = sorted::after(query.cursor.as_deref(), sort)?.unwrap_or_else(|| Moment::start(newest_first));
    let mut tx = state.deps.db.tenant(&caller).await?;
    let rows = imports::list(&mut tx, newest_first, after, i64::from(limit) + 1).await?;
    tx.commit().await?;
    let page = Page::of(rows, limit, |last| Place::of(sort, last.place()))?;
    let items = page.items.into_iter().map(Import::try_from).collect::<Result<_>>()?;
    Ok(Json(Page {
        items,
        next_cursor: page.next_cursor,
    }))
}

/// How an import stands.
#[utoipa::path(get, path = "/imports/{import_id}", operation_id = "get_import", tag = "product", params(("import_id" = Uuid, Path)), responses(
    (status = 200, body = Import),
    (status = 404, description = "`not_found`"),
))]
pub async fn get_import(Axum(state): Axum<State>, caller: Caller, Path(id): Path<Uuid>) -> Result<Json<Import>> {
    let mut tx = state.deps.db.tenant(&caller).await?;
    let import = imports::find(&mut tx, id).await?.ok_or_else(|| NOT_FOUND.error())?;
    tx.commit().await?;
    Ok(Json(import.try_into()?))
}

/// What is wrong with a cell of the file.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct ImportFault {
    /// The line of the file, counted from 1.
    pub line: i32,
    /// Empty where the whole row is wrong.
    pub column: String,
    pub code: String,
    pub detail: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FaultCursor {
    line: i32,
    column: String,
}

/// What is wrong with the rows that were refused, in the order of the file. Of a file with more than 5,000 faults the first are kept.
#[utoipa::path(get, path = "/imports/{import_id}/faults", operation_id = "list_import_faults", tag = "product",
    params(("import_id" = Uuid, Path), ListFaults), responses(
    (status = 200, body = Page<ImportFault>),
    (status = 400, description = "`invalid_query`, `invalid_cursor`"),
    (status = 404, description = "`not_found`"),
))]
pub async fn list_import_faults(
    Axum(state): Axum<State>,
    caller: Caller,
    Path(id): Path<Uuid>,
    Query(query): Query<ListFaults>,
) -> Result<Json<Page<ImportFault>>> {
    let limit = page::limit(query.limit)?;
    let after = page::decode_cursor::<FaultCursor>(query.cursor.as_deref())?;
    let after = after.as_ref().map_or((0, ""), |last| (last.line, last.column.as_str()));
    let mut tx = state.deps.db.tenant(&caller).await?;
    if store::imports::find(&mut tx, id).await?.is_none() {
        return Err(NOT_FOUND.error());
    }
    let rows = imports::faults(&mut tx, id, after, i64::from(limit) + 1).await?;
    tx.commit().await?;
    let page = Page::of(rows, limit, |last| FaultCursor {
        line: last.line,
        column: last.column.clone(),
    })?;
    Ok(Json(page.map(|fault| ImportFault {
        line: fault.line,
        column: fault.column,
        code: fault.code,
        detail: fault.detail,
    })))
}
