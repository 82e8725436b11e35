//! Sales that wait for their customers, to be taken up at any register of the store.

use axum::{extract::State as AxumState, response::Response};
use chrono::{DateTime, Utc};
use contracts::ids::{ParkedSaleId, RegisterId, StoreId};
use http::StatusCode;
use kernel::{
    Caller, Capability, Result,
    audit::AuditEvent,
    codes as kernel_codes,
    http::{Nothing, Path, Query, extract::Json},
    idempotency::{Claim, Idempotent},
    page::{self, Page},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    State,
    cart::{LINES_MAX, check_note, check_words},
    cash::z_report::Person,
    codes,
    price_book::Pages,
    store::parked::{self, ParkedCart, ParkedSale},
};

/// Sales that may wait in one store.
const WAITING_MAX: i64 = 200;
/// Characters in a label.
const LABEL_CHARS_MAX: usize = 60;

/// A sale that is to wait.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewParkedSale {
    pub id: ParkedSaleId,
    pub register_id: RegisterId,
    /// What it is known by, at most 60 characters: `blue coat`.
    #[serde(default)]
    pub label: String,
    pub cart: ParkedCart,
}

/// Whose sales.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ParkedQuery {
    #[param(value_type = Uuid)]
    pub store_id: StoreId,
    /// 1..=200.
    pub limit: Option<u32>,
    pub cursor: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ParkedCursor {
    #[serde(deserialize_with = "kernel::dates::instant")]
    at: DateTime<Utc>,
    id: ParkedSaleId,
}

/// Lets a cart wait. Nothing is priced, held or sold.
#[utoipa::path(post, path = "/parked-sales", operation_id = "park_sale", tag = "order", params(("Idempotency-Key" = String, Header)),
    request_body = NewParkedSale,
    responses((status = 201, body = ParkedSale), (status = 404, description = "not_found: no such register"),
        (status = 409, description = "too_many_parked"), (status = 422, description = "unknown_product, cart_refused, reason_refused, id_reused")))]
pub async fn park_sale(
    AxumState(state): AxumState<State>,
    caller: Caller,
    request: Idempotent<NewParkedSale>,
) -> Result<Response> {
    let new = &request.body;
    check(new)?;
    let (_, register, store) = state.directories.register(&caller, new.register_id).await?;
    caller.require_in(Capability::OrderCreate, store.id.uuid())?;
    let goods = new.cart.lines.iter().map(|line| line.product_id);
    check_goods(&state.books.of(&caller, 0, goods).await?.read(), new)?;
    let sale = ParkedSale {
        id: new.id,
        store_id: store.id,
        register_id: register.id,
        label: new.label.trim().to_owned(),
        cart: new.cart.clone(),
        by: Person::of(&caller),
        at: state.deps.clock.now(),
    };
    let mut tx = state.deps.db.tenant(&caller).await?;
    if let Claim::Replay(answer) = request.claim(&mut tx, &state.deps.clock).await? {
        return Ok(answer);
    }
    if parked::count_waiting(&mut tx, store.id).await? >= WAITING_MAX {
        return Err(codes::TOO_MANY_PARKED.error());
    }
    parked::insert(&mut tx, &sale)
        .await
        .map_err(|error| super::sessions::id_reused(error, "parked_sale_pkey"))?;
    let audit = AuditEvent::new("sale.parked", sale.id.uuid());
    state.deps.record(&mut tx, &caller, audit).await?;
    let answer = request.keep(&mut tx, StatusCode::CREATED, &sale).await?;
    tx.commit().await?;
    Ok(answer)
}

/// What waits in a store, the longest first.
#[utoipa::path(get, path = "/parked-sales", operation_id = "list_parked_sales", tag = "order", params(ParkedQuery),
    responses((status = 200, body = Page<ParkedSale>), (status = 400, description = "invalid_query, invalid_cursor"),
        (status = 404, description = "not_found: no such store")))]
pub async fn list_parked_sales(
    AxumState(state): AxumState<State>,
    caller: Caller,
    Query(query): Query<ParkedQuery>,
) -> Result<Json<Page<ParkedSale>>> {
    let limit = page::limit(query.limit)?;
    let after = page::decode_cursor::<ParkedCursor>(query.cursor.as_deref())?.map(|last| (last.at, last.id.uuid()));
    if !caller.can_in(Capability::OrderCreate, query.store_id.uuid()) {
        return Err(kernel_codes::NOT_FOUND.error());
    }
    let mut tx = state.deps.db.tenant(&caller).await?;
    let rows = parked::waiting(&mut tx, query.store_id, after, limit).await?;
    Ok(Json(Page::of(rows, limit, |sale| ParkedCursor {
        at: sale.at,
        id: sale.id,
    })?))
}

/// Takes a sale up: from then on it waits for nobody else. Sent again with the same key it gives the same cart.
#[utoipa::path(post, path = "/parked-sales/{parked_sale_id}/recall", operation_id = "recall_sale", tag = "order",
    params(("parked_sale_id" = Uuid, Path), ("Idempotency-Key" = String, Header)), request_body = Nothing,
    responses((status = 200, body = ParkedSale), (status = 404, description = "not_found"),
        (status = 409, description = "already_recalled")))]
pub async fn recall_sale(
    AxumState(state): AxumState<State>,
    caller: Caller,
    Path(id): Path<ParkedSaleId>,
    request: Idempotent<Nothing>,
) -> Result<Response> {
    let mut tx = state.deps.db.tenant(&caller).await?;
    if let Claim::Replay(answer) = request.claim(&mut tx, &state.deps.clock).await? {
        return Ok(answer);
    }
    let (sale, recalled_by) = parked::hold(&mut tx, id)
        .await?
        .filter(|(sale, _)| caller.can_in(Capability::OrderCreate, sale.store_id.uuid()))
        .ok_or_else(|| kernel_codes::NOT_FOUND.error())?;
    if let Some(name) = recalled_by {
        return Err(codes::ALREADY_RECALLED.because(format!("{name} has taken this sale up.")));
    }
    parked::recall(&mut tx, id, &Person::of(&caller), state.deps.clock.now()).await?;
    let audit = AuditEvent::new("sale.recalled", id.uuid());
    state.deps.record(&mut tx, &caller, audit).await?;
    let answer = request.keep(&mut tx, StatusCode::OK, &sale).await?;
    tx.commit().await?;
    Ok(answer)
}

/// Goods that this shop sells.
fn check_goods(pages: &Pages, new: &NewParkedSale) -> Result<()> {
    let unknown = new
        .cart
        .lines
        .iter()
        .position(|line| pages.item(line.product_id).is_none());
    unknown.map_or(Ok(()), |index| {
        let pointer = format!("/cart/lines/{index}/product_id");
        Err(codes::UNKNOWN_PRODUCT
            .error()
            .at(pointer, "unknown_product", "not in the catalogue, or no longer sold"))
    })
}

/// What can be checked without a price: a cart is priced when it is sold.
fn check(new: &NewParkedSale) -> Result<()> {
    let refused = |pointer: String, message: &'static str| {
        codes::CART_REFUSED
            .because("This cart cannot wait.")
            .at(pointer, "invalid", message)
    };
    if new.label.trim().chars().count() > LABEL_CHARS_MAX || new.label.chars().any(char::is_control) {
        return Err(refused(
            "/label".to_owned(),
            "at most 60 characters, no control characters",
        ));
    }
    if !(1..=LINES_MAX).contains(&new.cart.lines.len()) {
        return Err(refused("/cart/lines".to_owned(), "1 to 500 lines"));
    }
    check_note(new.cart.note.as_deref(), || "/cart/note".to_owned())?;
    if let Some(discount) = &new.cart.discount {
        discount.pricing("/cart/discount")?;
    }
    for (index, line) in new.cart.lines.iter().enumerate() {
        if !(1..=pricing::QUANTITY_MILLI_MAX).contains(&line.quantity_milli) {
            return Err(refused(format!("/cart/lines/{index}/quantity_milli"), "1 to 10^9"));
        }
        check_words(line, || format!("/cart/lines/{index}"))?;
        if let Some(price) = &line.price_override {
            let fits = (0..=pricing::AMOUNT_MINOR_MAX).contains(&price.amount_minor)
                && (1..=pricing::QUANTITY_MILLI_MAX).contains(&price.per_milli);
            if !fits {
                let pointer = format!("/cart/lines/{index}/price_override");
                return Err(refused(pointer, "0 to 10^12 minor units for 1 to 10^9 thousandths"));
            }
        }
        if let Some(discount) = &line.discount {
            discount.pricing(&format!("/cart/lines/{index}/discount"))?;
        }
    }
    Ok(())
}
