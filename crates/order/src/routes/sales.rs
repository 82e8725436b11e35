//! Quoting a cart and selling it.

use axum::{extract::State as AxumState, response::Response};
use contracts::ids::{OrderId, RegisterId, SessionId};
use http::StatusCode;
use kernel::{
    Caller, Capability, Error, Kind, Result,
    audit::AuditEvent,
    failpoint,
    http::{Body, extract::Json},
    id::Id,
    idempotency::{json_response, mark_replayed},
    telemetry::{self, SpanKind},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    State,
    cart::{self, Cart, CartLine, Counter, PricedCart},
    checkout::{self, NewOrder, Sale},
    codes,
    counted::Counted,
    discount::{NewDiscount, OrderDiscount},
    document::{Document, Order, OrderLine, Tax, document_currency, training_label},
    status::Status,
    store::{self, sale_batch::SaleOutcome},
};

/// Far beyond what a register can count to.
const RECEIPT_NUMBER_MAX: i64 = 1_000_000_000_000;
/// A sale may have 500 lines with a reason each.
const SALE_BYTES_MAX: usize = 256 * 1024;
/// How long a strict store's hold on the goods lives: long enough for the sale to be written and its event applied.
const RESERVATION_TTL_S: u32 = 300;

/// A cart to be priced.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ComputeRequest {
    pub register_id: RegisterId,
    /// The drawer's session, which fixes the business day.
    #[serde(default)]
    pub session_id: Option<SessionId>,
    /// The catalogue's revision that the asker knows: the answer is not older.
    #[serde(default)]
    pub rev: Option<i64>,
    /// 1..=500 lines.
    pub lines: Vec<CartLine>,
    /// Taken off all of it, after the lines' own discounts.
    #[serde(default)]
    pub discount: Option<NewDiscount>,
}

/// What a cart costs.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct QuoteView {
    pub currency: contracts::Currency,
    pub rev: i64,
    pub prices_include_tax: bool,
    pub lines: Vec<OrderLine>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub discount: Option<OrderDiscount>,
    pub taxes: Vec<Tax>,
    pub subtotal_minor: i64,
    pub discount_minor: i64,
    pub net_minor: i64,
    pub tax_minor: i64,
    pub total_minor: i64,
    /// The total when all of it is paid in cash.
    pub cash_total_minor: i64,
    pub cash_rounding_minor: i64,
}

/// A sale as it was made, whatever became of it since.
#[derive(Debug, Serialize, ToSchema)]
pub struct SaleReceipt {
    pub order: Order,
}

fn view(cart: PricedCart) -> QuoteView {
    let taxes = checkout::document_taxes(&cart.quote);
    QuoteView {
        currency: document_currency(&cart.settings),
        rev: cart.rev,
        prices_include_tax: cart.settings.prices_include_tax,
        lines: checkout::order_lines(cart.lines, &cart.quote, &taxes),
        discount: checkout::cart_discount(cart.discount, &cart.quote),
        taxes,
        subtotal_minor: cart.quote.subtotal_minor,
        discount_minor: cart.quote.discount_minor,
        net_minor: cart.quote.net_minor,
        tax_minor: cart.quote.tax_minor,
        total_minor: cart.quote.total_minor,
        cash_total_minor: cart.quote.cash_total_minor,
        cash_rounding_minor: cart.quote.cash_rounding_minor,
    }
}

/// Prices a cart without selling it. Changes nothing.
#[utoipa::path(post, path = "/orders/compute", operation_id = "compute_order", tag = "order", request_body = ComputeRequest,
    responses((status = 200, body = QuoteView), (status = 404, description = "not_found: no such register"),
        (status = 409, description = "register_closed, setup_incomplete"),
        (status = 403, description = "forbidden to override a price, over_discount_limit with `limit_micro`"),
        (status = 422, description = "unknown_session, unknown_product, no_tax_rule, cart_refused, reason_refused")))]
pub async fn compute_order(
    AxumState(state): AxumState<State>,
    caller: Caller,
    Body(request): Body<ComputeRequest, SALE_BYTES_MAX>,
) -> Result<Json<QuoteView>> {
    let counter = state.counter(&caller, request.register_id, request.session_id).await?;
    let goods = request.lines.iter().map(|line| line.product_id);
    let book = state.books.of(&caller, request.rev.unwrap_or(0), goods).await?;
    let cart = Cart {
        lines: &request.lines,
        discount: request.discount.as_ref(),
    };
    Ok(Json(view(cart::price(&caller, &counter, &book, cart)?)))
}

/// Sells a cart. The order's id is its identity for ever: sent again with the same content it gives the same answer.
#[utoipa::path(post, path = "/orders", operation_id = "create_order", tag = "order", request_body = NewOrder,
    responses((status = 201, body = SaleReceipt, description = "Sold; `Idempotent-Replayed: true` when it had been before"),
        (status = 403, description = "forbidden to override a price, over_discount_limit with `limit_micro`"),
        (status = 404, description = "not_found: no such register"),
        (status = 409, description = "quote_changed with `quote`, receipt_number_taken with `next_receipt_number`, out_of_stock with `shortages`, register_closed, session_needed, setup_incomplete"),
        (status = 422, description = "order_id_reused, unknown_session, line_id_reused, tender_not_supported, not_enough_paid, unknown_product, no_tax_rule, cart_refused, reason_refused"),
        (status = 503, description = "busy: send it again")))]
pub async fn create_order(
    AxumState(state): AxumState<State>,
    caller: Caller,
    Body(new): Body<NewOrder, SALE_BYTES_MAX>,
) -> Result<Response> {
    let (id, hash) = (new.id, new.hash()?);
    match sell(&state, &caller, new, hash).await {
        Ok(response) => Ok(response),
        // What was sold is answered first: a price that changed since, or a register that closed, refuses only what is new.
        Err(refusal) if refusal.kind() != Kind::Unavailable => {
            let mut tx = state.deps.db.tenant(&caller).await?;
            let known = match store::orders::document(&mut tx, id, false).await? {
                None => store::training::document(&mut tx, id).await?,
                known => known,
            };
            drop(tx);
            known.map_or(Err(refusal), |document| again(document, &hash))
        }
        Err(unavailable) => Err(unavailable),
    }
}

async fn sell(state: &State, caller: &Caller, new: NewOrder, hash: [u8; 32]) -> Result<Response> {
    if !(1..=RECEIPT_NUMBER_MAX).contains(&new.receipt_number) {
        return Err(codes::CART_REFUSED.because("A receipt number is 1 or more.").at(
            "/receipt_number",
            "out_of_range",
            "1 to 10^12",
        ));
    }
    let counter = state.counter(caller, new.register_id, new.session_id).await?;
    let goods = new.lines.iter().map(|line| line.product_id);
    let book = state.books.of(caller, new.rev, goods).await?;
    if new.session_id.is_none() && book.read().cash.sessions_required {
        return Err(codes::SESSION_NEEDED.error());
    }
    let cart = cart::price(caller, &counter, &book, new.cart())?;
    if new.expected.total_minor != cart.quote.total_minor {
        return Err(codes::QUOTE_CHANGED.error().with("quote", view(cart)));
    }
    let settlement = checkout::pay(&new, &cart)?;
    if !checkout::agrees(&new.expected, &settlement) {
        return Err(codes::QUOTE_CHANGED.error().with("quote", view(cart)));
    }
    if counter.session.as_ref().is_some_and(|session| session.training) {
        return train(state, caller, &counter, new, cart, &settlement, hash).await;
    }
    let reserved = counter.store.stock_policy == contracts::auth::StockPolicy::Strict;
    failpoint::pass(failpoint::SALE_DECIDED);
    if reserved {
        state
            .inventory
            .reserve(caller, &new.reservation(&counter, RESERVATION_TTL_S))
            .await?;
        failpoint::pass(failpoint::GOODS_HELD);
    }
    let ids = std::array::from_fn(|_| state.deps.entropy.id::<()>(counter.now).uuid());
    let id = new.id;
    let imprint = checkout::imprint(&counter, &cart, hash, reserved);
    let sale = checkout::sale(caller, &counter, new, cart, &settlement, imprint, ids)?;
    let answer = sold(&sale)?;
    let counted = Counted::of(caller, &sale);
    let told = |written: &Result<_>| {
        (
            Vec::new(),
            written.as_ref().err().map(|error: &Error| error.code().to_owned()),
        )
    };
    let submitted = async { state.sales.submit(caller.tenant, sale).await.map_err(line_reused) };
    let written = telemetry::span("order", || "write the sale".into(), SpanKind::Internal, told, submitted).await;
    if let Err(refusal) = &written
        && reserved
        && refusal.kind() != Kind::Unavailable
    {
        give_back(state, caller, id).await;
    }
    match written? {
        SaleOutcome::Sold => {
            failpoint::pass(failpoint::SALE_MADE);
            state.deps.wake.written();
            counted.count();
            Ok(answer)
        }
        SaleOutcome::NumberTaken { next_receipt_number } => Err(codes::RECEIPT_NUMBER_TAKEN
            .error()
            .with("next_receipt_number", next_receipt_number)),
        SaleOutcome::Known { request_hash } if request_hash == hash => {
            let mut tx = state.deps.db.tenant(caller).await?;
            let document = store::orders::document(&mut tx, id, false).await?;
            document.map_or_else(
                || Err(Error::internal("a known order is not there")),
                |document| again(document, &hash),
            )
        }
        SaleOutcome::Known { .. } => Err(codes::ORDER_ID_REUSED.error()),
    }
}

/// A sale made to learn: priced and answered like any other, and nothing follows from it (rule 43).
async fn train(
    state: &State,
    caller: &Caller,
    counter: &Counter,
    new: NewOrder,
    cart: PricedCart,
    settlement: &pricing::Settlement,
    hash: [u8; 32],
) -> Result<Response> {
    let imprint = checkout::imprint(counter, &cart, hash, false);
    let mut order = checkout::order(caller, counter, new, cart, settlement);
    order.kind = "training".to_owned();
    order.receipt_label = training_label(&counter.register.series, order.receipt_number);
    let Some(session) = order.session_id else {
        return Err(Error::internal("a training sale has no session"));
    };
    let answer = answer(&order)?;
    let document = Document { order, imprint };
    let mut tx = state.deps.db.tenant(caller).await?;
    let next = store::training::next_number(&mut tx, counter.register.id).await?;
    if document.order.receipt_number != next && store::training::document(&mut tx, document.order.id).await?.is_none() {
        return Err(codes::RECEIPT_NUMBER_TAKEN.error().with("next_receipt_number", next));
    }
    store::training::insert(&mut tx, session, &document)
        .await
        .map_err(|error| training_refused(error, next))?;
    let audit =
        AuditEvent::new("training_sale.made", document.order.id.uuid()).in_store(document.order.store_id.uuid());
    state.deps.record(&mut tx, caller, audit).await?;
    tx.commit().await?;
    Ok(answer)
}

fn training_refused(error: Error, next: i64) -> Error {
    if error.violates("training_sale_number_key") {
        codes::RECEIPT_NUMBER_TAKEN
            .error()
            .with("next_receipt_number", next + 1)
    } else if error.violates("training_sale_pkey") {
        codes::ORDER_ID_REUSED.error()
    } else {
        error
    }
}

/// Lets go of what was held for a sale that can never be written. If that fails, the hold runs out by itself.
async fn give_back(state: &State, caller: &Caller, id: OrderId) {
    if let Err(error) = state.inventory.release(caller, Id::from_uuid(id.uuid())).await {
        tracing::warn!(cause = error.chain(), "a refused sale's hold stays until it runs out");
    }
}

/// The answer, made before the sale is written and from the same rows.
fn sold(sale: &Sale) -> Result<Response> {
    answer(&sale.document.order)
}

/// The same answer from what is stored: the order as it was at the sale.
fn again(document: Document, hash: &[u8; 32]) -> Result<Response> {
    if document.imprint.request_hash != *hash {
        return Err(codes::ORDER_ID_REUSED.error());
    }
    let as_sold = Order {
        status: Status::Completed,
        voided: None,
        ..document.order
    };
    let mut response = answer(&as_sold)?;
    mark_replayed(&mut response);
    Ok(response)
}

fn answer(order: &Order) -> Result<Response> {
    #[derive(Serialize)]
    struct Answer<'a> {
        order: &'a Order,
    }
    let body = serde_json::to_string(&Answer { order }).map_err(Error::internal)?;
    Ok(json_response(StatusCode::CREATED, body))
}

fn line_reused(error: Error) -> Error {
    if error.violates("order_line_id_key") {
        codes::LINE_ID_REUSED.error()
    } else {
        error
    }
}

impl State {
    /// Where the caller sells: the register, its store, the hour, the business day and the drawer.
    async fn counter(&self, caller: &Caller, register: RegisterId, session: Option<SessionId>) -> Result<Counter> {
        let counter = Counter::open(
            self.directories.register(caller, register).await?,
            self.deps.clock.now(),
        )?;
        caller.require_in(Capability::OrderCreate, counter.store.id.uuid())?;
        Ok(match session {
            Some(id) => counter.within(self.sessions.of(caller, register, id).await?),
            None => counter,
        })
    }
}
