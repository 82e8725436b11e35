//! The checkout: a cart becomes a sale. Decided here, in Rust, from the price book; written by [`crate::store::sale_batch`] with the sales
//! that arrived meanwhile.

use chrono::{DateTime, Utc};
use contracts::{
    ids::{OrderId, RegisterId, SessionId, TenderId},
    inventory::{Reserve, StockLine},
};
use kernel::{Caller, Error, Result, id::Id};
use pricing::{AMOUNT_MINOR_MAX, PricingError, Settlement, TenderInput, settle};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    cart::{Cart, CartLine, Counter, PricedCart, check_note},
    codes,
    discount::{NewDiscount, OrderDiscount},
    document::{Document, Imprint, Order, OrderLine, OrderTender, Tax, TenderKind, UnitPrice, receipt_label, uuid},
    ledger::{self, Account, CashSale},
    status::Status,
    tax::rounding_name,
    traces,
};

/// Tenders in one sale (invariant I9).
pub const TENDERS_MAX: usize = 10;

/// A payment that the customer hands over.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewTender {
    pub id: TenderId,
    pub kind: TenderKind,
    /// Minor units handed over, 1..=10^12.
    pub amount_minor: i64,
}

/// What the till showed the customer. The sale is refused with a quote when the server comes to another result.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Expected {
    pub total_minor: i64,
    /// Total after cash rounding.
    pub due_minor: i64,
    pub change_minor: i64,
}

/// A sale as the till sends it. Its id is its identity for ever: the same content gives the same answer however often it is sent.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewOrder {
    pub id: OrderId,
    pub register_id: RegisterId,
    /// The drawer's session that it is made in: it fixes the business day, and whether it is only training.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session_id: Option<SessionId>,
    /// The register's next number.
    pub receipt_number: i64,
    /// The revision of the catalogue that the till priced with.
    pub rev: i64,
    /// 1..=500 lines.
    pub lines: Vec<CartLine>,
    /// Taken off all of it, after the lines' own discounts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discount: Option<NewDiscount>,
    /// For the customer to read, 1..=200 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// At most 10; none when nothing is due.
    pub tenders: Vec<NewTender>,
    pub expected: Expected,
    /// The till's clock.
    #[serde(deserialize_with = "kernel::dates::instant")]
    pub device_at: DateTime<Utc>,
}

impl NewOrder {
    /// What makes it the same sale or another one: SHA-256 over the content.
    ///
    /// # Errors
    /// 500 when it cannot be written as JSON.
    pub fn hash(&self) -> Result<[u8; 32]> {
        let bytes = serde_json::to_vec(self).map_err(Error::internal)?;
        let mut hash = [0; 32];
        hash.copy_from_slice(aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, &bytes).as_ref());
        Ok(hash)
    }

    /// What is bought.
    #[must_use]
    pub fn cart(&self) -> Cart<'_> {
        Cart {
            lines: &self.lines,
            discount: self.discount.as_ref(),
        }
    }

    /// The hold on stock that a strict store asks for first: one line for each product.
    #[must_use]
    pub fn reservation(&self, counter: &Counter, ttl_s: u32) -> Reserve {
        let mut lines: Vec<StockLine> = Vec::with_capacity(self.lines.len());
        for line in &self.lines {
            match lines.iter_mut().find(|known| known.product_id == line.product_id) {
                Some(known) => known.quantity_milli += line.quantity_milli,
                None => lines.push(StockLine {
                    product_id: line.product_id,
                    quantity_milli: line.quantity_milli,
                }),
            }
        }
        Reserve {
            id: Id::from_uuid(self.id.uuid()),
            location_id: counter.store.location_id,
            ttl_s,
            lines,
        }
    }
}

/// What the tenders come to.
///
/// # Errors
/// 422 `tender_not_supported`, `not_enough_paid`, or `cart_refused` for amounts that no sale can have.
pub fn pay(new: &NewOrder, cart: &PricedCart) -> Result<Settlement> {
    check_note(new.note.as_deref(), || "/note".to_owned())?;
    if new.tenders.len() > TENDERS_MAX {
        return Err(codes::CART_REFUSED.because("A sale has at most 10 tenders.").at(
            "/tenders",
            "out_of_range",
            "at most 10",
        ));
    }
    for (index, tender) in new.tenders.iter().enumerate() {
        let twin = new.tenders.iter().take(index).any(|other| other.id == tender.id);
        if !(1..=AMOUNT_MINOR_MAX).contains(&tender.amount_minor) {
            return Err(codes::CART_REFUSED
                .because("A tender is of 1 to 10^12 minor units.")
                .at(format!("/tenders/{index}/amount_minor"), "out_of_range", "1 to 10^12"));
        }
        if tender.kind != TenderKind::Cash {
            return Err(codes::TENDER_NOT_SUPPORTED.error().at(
                format!("/tenders/{index}/kind"),
                "not_supported",
                "cash only",
            ));
        }
        if twin {
            return Err(codes::CART_REFUSED.because("Two tenders have the same id.").at(
                format!("/tenders/{index}/id"),
                "duplicate",
                "used twice",
            ));
        }
    }
    // Each is small enough that ten of them are a number.
    let paid: i64 = new.tenders.iter().map(|tender| tender.amount_minor).sum();
    if paid > AMOUNT_MINOR_MAX {
        return Err(codes::CART_REFUSED
            .because("The tenders come to more than 10^12 minor units.")
            .at("/tenders", "out_of_range", "at most 10^12 together"));
    }
    let tenders: Vec<_> = new
        .tenders
        .iter()
        .map(|t| TenderInput {
            kind: pricing::TenderKind::Cash,
            amount_minor: t.amount_minor,
        })
        .collect();
    settle(
        cart.quote.total_minor,
        &cart.settings.currency,
        cart.settings.cash_rounding.as_ref(),
        &tenders,
    )
    .map_err(|error| unpaid(&error))
}

fn unpaid(error: &PricingError) -> Error {
    let code = if error.code() == "not_enough_paid" {
        &codes::NOT_ENOUGH_PAID
    } else {
        &codes::CART_REFUSED
    };
    code.because(format!("{error}."))
        .at("/tenders", error.code(), error.to_string())
}

/// Whether the till showed what the server came to: what is due after cash rounding, and what is given back.
#[must_use]
pub const fn agrees(expected: &Expected, settlement: &Settlement) -> bool {
    expected.due_minor == settlement.due_minor && expected.change_minor == settlement.change_minor
}

/// A sale ready to be written: nothing in it depends on the database any more.
#[derive(Debug)]
pub struct Sale {
    pub document: Document,
    pub entries: Vec<(Account, i64)>,
    pub event_id: uuid::Uuid,
    pub event: String,
    pub audit_id: uuid::Uuid,
    pub audit: String,
    pub via: Option<&'static str>,
    pub trace_parent: Option<String>,
    pub trace_id: String,
    /// The ledger transaction of its correction, when its session turns out to be closed.
    pub correction_id: uuid::Uuid,
}

/// What the receipt and the database need beside the order. The hash is [`NewOrder::hash`].
#[must_use]
pub fn imprint(counter: &Counter, cart: &PricedCart, request_hash: [u8; 32], reserved: bool) -> Imprint {
    Imprint {
        request_hash,
        version: 1,
        receipt_header: counter.store.receipt_header.clone(),
        receipt_footer: Some(counter.store.receipt_footer.clone()),
        language: counter.store.receipt_language,
        time_zone: counter.store.time_zone.clone(),
        location_id: counter.store.location_id,
        series: counter.register.series.clone(),
        tax_rounding: rounding_name(cart.settings.rounding),
        reserved,
    }
}

/// Makes the document, its ledger lines and its event.
///
/// # Errors
/// 500 when the event cannot be written as JSON.
pub fn sale(
    caller: &Caller,
    counter: &Counter,
    new: NewOrder,
    cart: PricedCart,
    settlement: &Settlement,
    imprint: Imprint,
    ids: [uuid::Uuid; 3],
) -> Result<Sale> {
    let entries = ledger::cash_sale(CashSale {
        net_minor: cart.quote.net_minor,
        tax_minor: cart.quote.tax_minor,
        cash_rounding_minor: settlement.cash_rounding_minor,
    });
    let document = Document {
        order: order(caller, counter, new, cart, settlement),
        imprint,
    };
    let event = serde_json::to_string(&traces::completed(&document)).map_err(Error::internal)?;
    let audit = serde_json::to_string(&traces::audited(&document.order)).map_err(Error::internal)?;
    Ok(Sale {
        document,
        entries,
        event_id: ids[0],
        event,
        audit_id: ids[1],
        audit,
        via: caller.via,
        trace_parent: kernel::telemetry::trace_parent(),
        trace_id: kernel::telemetry::trace_id(),
        correction_id: ids[2],
    })
}

/// The order that the cart becomes.
#[must_use]
pub fn order(caller: &Caller, counter: &Counter, new: NewOrder, cart: PricedCart, settlement: &Settlement) -> Order {
    let taxes = document_taxes(&cart.quote);
    let lines = order_lines(cart.lines, &cart.quote, &taxes);
    let discount = cart_discount(cart.discount, &cart.quote);
    Order {
        id: new.id,
        kind: "sale".to_owned(),
        status: Status::Completed,
        store_id: counter.store.id,
        store_name: counter.store.name.clone(),
        register_id: counter.register.id,
        session_id: new.session_id,
        receipt_number: new.receipt_number,
        receipt_label: receipt_label(&counter.register.series, new.receipt_number),
        business_date: counter.business_date,
        cashier_id: caller.user,
        cashier_name: caller.name.to_string(),
        currency: counter.store.currency.clone(),
        rev: cart.rev,
        prices_include_tax: cart.settings.prices_include_tax,
        lines,
        discount,
        note: new.note.map(|note| note.trim().to_owned()),
        taxes,
        subtotal_minor: cart.quote.subtotal_minor,
        discount_minor: cart.quote.discount_minor,
        net_minor: cart.quote.net_minor,
        tax_minor: cart.quote.tax_minor,
        total_minor: cart.quote.total_minor,
        cash_rounding_minor: settlement.cash_rounding_minor,
        due_minor: settlement.due_minor,
        tenders: tenders(new.tenders, settlement.change_minor),
        paid_minor: settlement.paid_minor,
        change_minor: settlement.change_minor,
        created_at: counter.now,
        device_at: whole_millis(new.device_at),
        voided: None,
    }
}

/// The taxes of a quote with their names.
#[must_use]
pub fn document_taxes(quote: &pricing::Quote) -> Vec<Tax> {
    let tax = |t: &pricing::TaxTotal| Tax {
        rate_id: uuid(t.rate_id),
        name: t.name.clone(),
        rate_micro: t.rate_micro,
        net_minor: t.net_minor,
        tax_minor: t.tax_minor,
    };
    quote.taxes.iter().map(tax).collect()
}

/// The discount on all of it, with what it came to.
#[must_use]
pub fn cart_discount(given: Option<NewDiscount>, quote: &pricing::Quote) -> Option<OrderDiscount> {
    let off_minor = quote.lines.iter().map(|line| line.cart_discount_minor).sum();
    given.map(|given| OrderDiscount::of(given, off_minor))
}

/// The lines of a quote with their names. The quote's lines are in the cart's order.
#[must_use]
pub fn order_lines(named: Vec<crate::cart::PricedLine>, quote: &pricing::Quote, taxes: &[Tax]) -> Vec<OrderLine> {
    let line = |(named, quoted): (crate::cart::PricedLine, &pricing::LineQuote)| OrderLine {
        id: named.id,
        product_id: named.product_id,
        name: named.name.into_string(),
        unit: named.unit,
        quantity_milli: quoted.quantity_milli,
        unit_price: UnitPrice {
            amount_minor: quoted.unit_price.amount_minor,
            per_milli: quoted.unit_price.per_milli,
        },
        override_reason: named.override_reason,
        discount: named
            .discount
            .map(|given| OrderDiscount::of(given, quoted.line_discount_minor)),
        note: named.note,
        subtotal_minor: quoted.subtotal_minor,
        discount_minor: quoted.line_discount_minor + quoted.cart_discount_minor,
        net_minor: quoted.net_minor,
        tax_minor: quoted.tax_minor,
        total_minor: quoted.total_minor,
        taxes: quoted.taxes.iter().map(|tax| line_tax(tax, taxes)).collect(),
    };
    named.into_iter().zip(&quote.lines).map(line).collect()
}

fn line_tax(tax: &pricing::LineTax, document: &[Tax]) -> Tax {
    let rate_id = uuid(tax.rate_id);
    let name = document
        .iter()
        .find(|t| t.rate_id == rate_id)
        .map(|t| t.name.clone())
        .unwrap_or_default();
    Tax {
        rate_id,
        name,
        rate_micro: tax.rate_micro,
        net_minor: tax.net_minor,
        tax_minor: tax.tax_minor,
    }
}

/// Change comes out of the last cash that was handed over, and out of the one before where that is not enough (rule 24).
fn tenders(new: Vec<NewTender>, change_minor: i64) -> Vec<OrderTender> {
    let mut rest = change_minor;
    let mut tenders: Vec<OrderTender> = new
        .into_iter()
        .map(|t| OrderTender {
            id: t.id,
            kind: t.kind,
            amount_minor: t.amount_minor,
            change_minor: 0,
        })
        .collect();
    for tender in tenders.iter_mut().rev() {
        tender.change_minor = rest.min(tender.amount_minor);
        rest -= tender.change_minor;
    }
    tenders
}

/// What we store is what we answer: no finer than milliseconds.
fn whole_millis(at: DateTime<Utc>) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(at.timestamp_millis()).unwrap_or(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tender(amount_minor: i64) -> NewTender {
        NewTender {
            id: Id::from_uuid(uuid::Uuid::from_u128(amount_minor.unsigned_abs().into())),
            kind: TenderKind::Cash,
            amount_minor,
        }
    }

    #[test]
    fn change_comes_out_of_the_last_cash_first() {
        let change = |amounts: &[i64], change| -> Vec<i64> {
            tenders(amounts.iter().copied().map(tender).collect(), change)
                .iter()
                .map(|t| t.change_minor)
                .collect()
        };
        assert_eq!(change(&[2000], 300), [300]);
        assert_eq!(change(&[1000, 500], 300), [0, 300]);
        assert_eq!(change(&[1000, 500], 700), [200, 500]);
        assert_eq!(change(&[1000], 0), [0]);
    }
}
