//! What a sale leaves beside its document: its event, and its row in the audit trail.

use contracts::{
    ids::{OrderLineId, ProductId},
    order::{CompletedLine, CompletedTax, CompletedTender, OrderCompleted},
};
use serde::Serialize;

use crate::{
    discount::OrderDiscount,
    document::{Document, Order, OrderLine, UnitPrice},
};

/// The document itself never changes: what it is known by, and what somebody decided.
#[derive(Serialize)]
struct Audited<'a> {
    receipt_label: &'a str,
    currency: &'a str,
    total_minor: i64,
    price_overrides: Vec<AuditedOverride<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    line_discounts: Vec<AuditedDiscount<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    discount: Option<&'a OrderDiscount>,
}

#[derive(Serialize)]
struct AuditedDiscount<'a> {
    line_id: OrderLineId,
    product_id: ProductId,
    discount: &'a OrderDiscount,
}

#[derive(Serialize)]
struct AuditedOverride<'a> {
    line_id: OrderLineId,
    product_id: ProductId,
    unit_price: UnitPrice,
    reason: &'a str,
}

/// What the audit trail keeps of the sale.
#[must_use]
pub fn audited(order: &Order) -> impl Serialize + '_ {
    Audited {
        receipt_label: &order.receipt_label,
        currency: &order.currency.code,
        total_minor: order.total_minor,
        price_overrides: order.lines.iter().filter_map(audited_override).collect(),
        line_discounts: order.lines.iter().filter_map(audited_discount).collect(),
        discount: order.discount.as_ref(),
    }
}

fn audited_override(line: &OrderLine) -> Option<AuditedOverride<'_>> {
    Some(AuditedOverride {
        line_id: line.id,
        product_id: line.product_id,
        unit_price: line.unit_price,
        reason: line.override_reason.as_deref()?,
    })
}

fn audited_discount(line: &OrderLine) -> Option<AuditedDiscount<'_>> {
    Some(AuditedDiscount {
        line_id: line.id,
        product_id: line.product_id,
        discount: line.discount.as_ref()?,
    })
}

/// The event of the sale.
#[must_use]
pub fn completed(document: &Document) -> OrderCompleted {
    let order = &document.order;
    OrderCompleted {
        order_id: order.id,
        store_id: order.store_id,
        location_id: document.imprint.location_id,
        register_id: order.register_id,
        session_id: order.session_id,
        cashier_id: order.cashier_id,
        receipt_number: order.receipt_number,
        business_date: order.business_date,
        currency: order.currency.clone(),
        net_minor: order.net_minor,
        tax_minor: order.tax_minor,
        total_minor: order.total_minor,
        discount_minor: order.discount_minor,
        cash_rounding_minor: order.cash_rounding_minor,
        reserved: document.imprint.reserved,
        lines: order
            .lines
            .iter()
            .map(|line| CompletedLine {
                line_id: line.id,
                product_id: line.product_id,
                quantity_milli: line.quantity_milli,
                net_minor: line.net_minor,
                tax_minor: line.tax_minor,
                total_minor: line.total_minor,
            })
            .collect(),
        taxes: order
            .taxes
            .iter()
            .map(|tax| CompletedTax {
                name: tax.name.clone(),
                rate_micro: tax.rate_micro,
                net_minor: tax.net_minor,
                tax_minor: tax.tax_minor,
            })
            .collect(),
        tenders: order
            .tenders
            .iter()
            .map(|t| CompletedTender {
                tender_id: t.id,
                kind: t.kind.name().to_owned(),
                amount_minor: t.amount_minor - t.change_minor,
            })
            .collect(),
        completed_at: order.created_at,
    }
}
