//! `/products/{product_id}/scheduled-prices`: prices that are to hold from a moment to come.

use axum::{extract::State as Axum, response::Response};
use chrono::{DateTime, Utc};
use contracts::ids::{ProductId, StoreId};
use http::StatusCode;
use kernel::{
    Caller, Error, Result,
    audit::AuditEvent,
    codes::NOT_FOUND,
    http::{Nothing, Path, extract::Json},
    id::UserId,
    idempotency::{Claim, Idempotent},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    State,
    codes::{PRICE_MOMENT_TAKEN, PRICE_PAST_CANCELLING, TOO_MANY_SCHEDULED_PRICES},
    faults::Faults,
    price::Price,
    schedule,
    store::{self, scheduled_price},
};

/// A price and the moment from which it is to hold.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SchedulePrice {
    /// The store whose own price it will be; the price of all stores without their own where it is left out.
    #[serde(default)]
    pub store_id: Option<StoreId>,
    /// To come, and at most two years away.
    pub from: DateTime<Utc>,
    pub price: Price,
}

/// Whether a scheduled price still waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ScheduledPriceState {
    Waiting,
    Applied,
    /// Somebody set another price after its moment and before it was made.
    Overtaken,
    Cancelled,
}

/// A scheduled price.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct ScheduledPrice {
    pub id: Uuid,
    pub product_id: ProductId,
    /// Null for the price of all stores without their own.
    pub store_id: Option<StoreId>,
    pub from: DateTime<Utc>,
    pub price: Price,
    pub state: ScheduledPriceState,
    /// Who scheduled it.
    pub user_id: UserId,
    pub user_name: String,
}

impl TryFrom<scheduled_price::ScheduledPrice> for ScheduledPrice {
    type Error = Error;

    fn try_from(scheduled: scheduled_price::ScheduledPrice) -> Result<Self> {
        let price = scheduled.price().into();
        Ok(Self {
            id: scheduled.id,
            product_id: scheduled.product_id.into(),
            store_id: scheduled.store_id.map(Into::into),
            from: scheduled.from_at,
            price,
            state: serde_json::from_value(scheduled.state.into()).map_err(Error::internal)?,
            user_id: scheduled.user_id.into(),
            user_name: scheduled.user_name,
        })
    }
}

/// Schedules a price. When its moment has come it becomes the product's price, as if it were set then.
#[utoipa::path(post, path = "/products/{product_id}/scheduled-prices", operation_id = "schedule_price", tag = "product",
    request_body = SchedulePrice, params(("product_id" = Uuid, Path),
    ("Idempotency-Key" = String, Header, description = "1 to 200 visible ASCII characters")), responses(
    (status = 201, body = ScheduledPrice),
    (status = 400, description = "`invalid_body`, `invalid_path`, `idempotency_key_missing`"),
    (status = 404, description = "`not_found`"),
    (status = 409, description = "`price_moment_taken`, `request_in_progress`"),
    (status = 422, description = "`too_many_scheduled_prices`, `unknown_store`, `idempotency_key_reused`"),
))]
pub async fn schedule_price(
    Axum(state): Axum<State>,
    caller: Caller,
    Path(id): Path<ProductId>,
    request: Idempotent<SchedulePrice>,
) -> Result<Response> {
    let (now, asked) = (state.deps.clock.now(), &request.body);
    let mut faults = Faults::default();
    let Some(price) = asked.price.parse("/price", &mut faults) else {
        return Err(faults.error(""));
    };
    if let Some(store) = asked.store_id {
        state.require_store(&caller, store).await?;
    }
    let mut tx = state.deps.db.tenant(&caller).await?;
    if let Claim::Replay(answer) = request.claim(&mut tx, &state.deps.clock).await? {
        return Ok(answer);
    }
    schedule::check_moment(asked.from, now)?;
    // The product's lock keeps the count true.
    if store::product::lock(&mut tx, id, now).await?.is_none() {
        return Err(NOT_FOUND.error());
    }
    let waiting = store::scheduled_price::waiting(&mut tx, id, schedule::WAITING_MAX).await?;
    if i64::try_from(waiting.len()).unwrap_or(i64::MAX) >= schedule::WAITING_MAX {
        return Err(TOO_MANY_SCHEDULED_PRICES.error());
    }
    let new = scheduled_price::ScheduledPrice {
        id: state.deps.entropy.id::<()>(now).uuid(),
        product_id: id.uuid(),
        store_id: asked.store_id.map(StoreId::uuid),
        from_at: asked.from,
        amount_minor: price.amount_minor,
        per_milli: price.per_milli,
        state: "waiting".to_owned(),
        user_id: caller.user.uuid(),
        user_name: caller.name.to_string(),
    };
    store::scheduled_price::insert(&mut tx, &new, now)
        .await
        .map_err(taken)?;
    let audit = AuditEvent::new("product.price_scheduled", id.uuid()).after(&new)?;
    state.deps.record(&mut tx, &caller, audit).await?;
    let answer = ScheduledPrice::try_from(new)?;
    let answer = request.keep(&mut tx, StatusCode::CREATED, &answer).await?;
    tx.commit().await?;
    Ok(answer)
}

fn taken(error: Error) -> Error {
    if error.violates("scheduled_price_moment") {
        PRICE_MOMENT_TAKEN.error().caused_by(error)
    } else {
        error
    }
}

/// Prices that wait for their moment.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct ScheduledPrices {
    /// At most 50, by their moments.
    pub items: Vec<ScheduledPrice>,
}

/// A product's prices that wait for their moment.
#[utoipa::path(get, path = "/products/{product_id}/scheduled-prices", operation_id = "list_scheduled_prices", tag = "product",
    params(("product_id" = Uuid, Path)), responses(
    (status = 200, body = ScheduledPrices),
    (status = 400, description = "`invalid_path`"),
    (status = 404, description = "`not_found`"),
))]
pub async fn list_scheduled_prices(
    Axum(state): Axum<State>,
    caller: Caller,
    Path(id): Path<ProductId>,
) -> Result<Json<ScheduledPrices>> {
    let mut tx = state.deps.db.tenant(&caller).await?;
    if !store::product::exists(&mut tx, id).await? {
        return Err(NOT_FOUND.error());
    }
    let waiting = store::scheduled_price::waiting(&mut tx, id, schedule::WAITING_MAX).await?;
    tx.commit().await?;
    let items = waiting
        .into_iter()
        .map(ScheduledPrice::try_from)
        .collect::<Result<_>>()?;
    Ok(Json(ScheduledPrices { items }))
}

/// Cancels a price that waits for its moment. One that was cancelled stays so.
#[utoipa::path(post, path = "/products/{product_id}/scheduled-prices/{scheduled_price_id}/cancel", operation_id = "cancel_scheduled_price",
    tag = "product", request_body = Nothing, params(("product_id" = Uuid, Path), ("scheduled_price_id" = Uuid, Path),
    ("Idempotency-Key" = String, Header, description = "1 to 200 visible ASCII characters")), responses(
    (status = 200, body = ScheduledPrice),
    (status = 400, description = "`invalid_path`, `idempotency_key_missing`"),
    (status = 404, description = "`not_found`"),
    (status = 409, description = "`price_past_cancelling`, `request_in_progress`"),
    (status = 422, description = "`idempotency_key_reused`"),
))]
pub async fn cancel_scheduled_price(
    Axum(state): Axum<State>,
    caller: Caller,
    Path((product, id)): Path<(ProductId, Uuid)>,
    request: Idempotent<Nothing>,
) -> Result<Response> {
    let mut tx = state.deps.db.tenant(&caller).await?;
    if let Claim::Replay(answer) = request.claim(&mut tx, &state.deps.clock).await? {
        return Ok(answer);
    }
    let scheduled = store::scheduled_price::lock(&mut tx, product, id).await?;
    let scheduled = scheduled.ok_or_else(|| NOT_FOUND.error())?;
    let before = serde_json::to_string(&scheduled).map_err(Error::internal)?;
    let mut answer = ScheduledPrice::try_from(scheduled)?;
    match answer.state {
        ScheduledPriceState::Cancelled => {}
        ScheduledPriceState::Applied | ScheduledPriceState::Overtaken => return Err(PRICE_PAST_CANCELLING.error()),
        ScheduledPriceState::Waiting => {
            store::scheduled_price::end(&mut tx, id, "cancelled").await?;
            answer.state = ScheduledPriceState::Cancelled;
            let mut audit = AuditEvent::new("product.scheduled_price_cancelled", product.uuid());
            audit.before = Some(before);
            state.deps.record(&mut tx, &caller, audit).await?;
        }
    }
    let answer = request.keep(&mut tx, StatusCode::OK, &answer).await?;
    tx.commit().await?;
    Ok(answer)
}
