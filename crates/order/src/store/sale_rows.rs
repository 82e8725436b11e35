//! Sales as the rows of [`super::sale_batch`]'s statement: one array for each kind of row.

use chrono::{DateTime, NaiveDate, Utc};
use kernel::{Error, Result, composite, db::BatchTx, id::TenantId};
use sqlx::{Encode, types::Json};
use uuid::Uuid;

use crate::{
    checkout::Sale,
    discount::OrderDiscount,
    document::{OrderLine, OrderTender, Tax},
    ledger::Account,
};

composite!(NewSale<'_>, "orders.new_sale_4");
composite!(NewLine<'_>, "orders.new_line_2");
composite!(NewTender<'_>, "orders.new_tender");
composite!(NewEntry<'_>, "orders.new_entry");

/// `ord` numbers the sales of the statement from 1; the other rows name their sale by it.
#[derive(Encode)]
struct NewSale<'a> {
    ord: i64,
    id: Uuid,
    request_hash: &'a [u8],
    store_id: Uuid,
    store_name: &'a str,
    receipt_header: &'a str,
    time_zone: &'a str,
    location_id: Uuid,
    register_id: Uuid,
    series: &'a str,
    receipt_number: i64,
    cashier_id: Uuid,
    cashier_name: &'a str,
    business_date: NaiveDate,
    currency: &'a str,
    currency_exponent: i16,
    rev: i64,
    prices_include_tax: bool,
    tax_rounding: &'a str,
    subtotal_minor: i64,
    discount_minor: i64,
    net_minor: i64,
    tax_minor: i64,
    total_minor: i64,
    cash_rounding_minor: i64,
    paid_minor: i64,
    change_minor: i64,
    taxes: Json<&'a [Tax]>,
    line_count: i16,
    reserved: bool,
    session_id: Option<Uuid>,
    device_at: DateTime<Utc>,
    created_at: DateTime<Utc>,
    event_id: Uuid,
    event: &'a str,
    trace_parent: Option<&'a str>,
    audit_id: Uuid,
    audit: &'a str,
    via: Option<&'a str>,
    trace_id: &'a str,
    discount: Option<Json<&'a OrderDiscount>>,
    note: Option<&'a str>,
    receipt_footer: Option<&'a str>,
    receipt_language: &'a str,
}

#[derive(Encode)]
struct NewLine<'a> {
    ord: i64,
    line_number: i16,
    id: Uuid,
    product_id: Uuid,
    name: &'a str,
    unit: &'a str,
    quantity_milli: i64,
    amount_minor: i64,
    per_milli: i64,
    override_reason: Option<&'a str>,
    subtotal_minor: i64,
    discount_minor: i64,
    net_minor: i64,
    tax_minor: i64,
    total_minor: i64,
    taxes: Json<&'a [Tax]>,
    discount: Option<Json<&'a OrderDiscount>>,
    note: Option<&'a str>,
}

#[derive(Encode)]
struct NewTender<'a> {
    ord: i64,
    tender_number: i16,
    id: Uuid,
    kind: &'a str,
    amount_minor: i64,
    change_minor: i64,
}

#[derive(Encode)]
struct NewEntry<'a> {
    ord: i64,
    entry_number: i16,
    account: &'a str,
    amount_minor: i64,
}

/// What the statement tells of a sale; of those that are simply sold it tells nothing.
pub(super) struct Told {
    pub(super) ord: i64,
    /// Its id is known: the stored hash.
    pub(super) request_hash: Option<Vec<u8>>,
    /// It was written, and its session is closed.
    pub(super) late: bool,
}

/// The rows of some sales.
#[derive(Default)]
pub(super) struct Rows<'a> {
    tenants: Vec<Uuid>,
    sales: Vec<NewSale<'a>>,
    lines: Vec<NewLine<'a>>,
    tenders: Vec<NewTender<'a>>,
    entries: Vec<NewEntry<'a>>,
}

impl<'a> Rows<'a> {
    /// # Errors
    /// 500 for more lines than a sale can have.
    pub(super) fn of(sales: &[(TenantId, &'a Sale)], some: &[usize]) -> Result<Self> {
        let mut rows = Self::default();
        for (ord, &index) in (1..).zip(some) {
            let (tenant, sale) = sales[index];
            let order = &sale.document.order;
            rows.tenants.push(tenant.uuid());
            rows.sales.push(new_sale(ord, sale)?);
            rows.lines.extend(
                (1..)
                    .zip(&order.lines)
                    .map(|(number, line)| new_line(ord, number, line)),
            );
            rows.tenders.extend(
                (1..)
                    .zip(&order.tenders)
                    .map(|(number, tender)| new_tender(ord, number, tender)),
            );
            rows.entries.extend(
                (1..)
                    .zip(&sale.entries)
                    .map(|(number, entry)| new_entry(ord, number, *entry)),
            );
        }
        Ok(rows)
    }

    /// Runs the statement: the sales that were not written, and those written into a session that is closed.
    ///
    /// # Errors
    /// Any: nothing was stored.
    pub(super) async fn insert(&self, tx: &mut BatchTx<'_>) -> Result<Vec<Told>> {
        let rows = sqlx::query_file!(
            "src/store/sale_batch.sql",
            &self.tenants,
            &self.sales as _,
            &self.lines as _,
            &self.tenders as _,
            &self.entries as _,
        )
        .fetch_all(&mut **tx)
        .await?;
        Ok(rows
            .into_iter()
            .map(|row| Told {
                ord: row.ord,
                request_hash: row.request_hash,
                late: row.late,
            })
            .collect())
    }
}

fn new_sale(ord: i64, sale: &Sale) -> Result<NewSale<'_>> {
    let (order, imprint) = (&sale.document.order, &sale.document.imprint);
    Ok(NewSale {
        ord,
        id: order.id.uuid(),
        request_hash: &imprint.request_hash,
        store_id: order.store_id.uuid(),
        store_name: &order.store_name,
        receipt_header: &imprint.receipt_header,
        time_zone: &imprint.time_zone,
        location_id: imprint.location_id.uuid(),
        register_id: order.register_id.uuid(),
        series: &imprint.series,
        receipt_number: order.receipt_number,
        cashier_id: order.cashier_id.uuid(),
        cashier_name: &order.cashier_name,
        business_date: order.business_date,
        currency: &order.currency.code,
        currency_exponent: i16::from(order.currency.exponent),
        rev: order.rev,
        prices_include_tax: order.prices_include_tax,
        tax_rounding: imprint.tax_rounding,
        subtotal_minor: order.subtotal_minor,
        discount_minor: order.discount_minor,
        net_minor: order.net_minor,
        tax_minor: order.tax_minor,
        total_minor: order.total_minor,
        cash_rounding_minor: order.cash_rounding_minor,
        paid_minor: order.paid_minor,
        change_minor: order.change_minor,
        taxes: Json(&order.taxes),
        line_count: i16::try_from(order.lines.len()).map_err(Error::internal)?,
        reserved: imprint.reserved,
        session_id: order.session_id.map(kernel::id::Id::uuid),
        device_at: order.device_at,
        created_at: order.created_at,
        event_id: sale.event_id,
        event: &sale.event,
        trace_parent: sale.trace_parent.as_deref(),
        audit_id: sale.audit_id,
        audit: &sale.audit,
        via: sale.via,
        trace_id: &sale.trace_id,
        discount: order.discount.as_ref().map(Json),
        note: order.note.as_deref(),
        receipt_footer: imprint.receipt_footer.as_deref(),
        receipt_language: imprint.language.name(),
    })
}

fn new_line(ord: i64, line_number: i16, line: &OrderLine) -> NewLine<'_> {
    NewLine {
        ord,
        line_number,
        id: line.id.uuid(),
        product_id: line.product_id.uuid(),
        name: &line.name,
        unit: line.unit.name(),
        quantity_milli: line.quantity_milli,
        amount_minor: line.unit_price.amount_minor,
        per_milli: line.unit_price.per_milli,
        override_reason: line.override_reason.as_deref(),
        subtotal_minor: line.subtotal_minor,
        discount_minor: line.discount_minor,
        net_minor: line.net_minor,
        tax_minor: line.tax_minor,
        total_minor: line.total_minor,
        taxes: Json(&line.taxes),
        discount: line.discount.as_ref().map(Json),
        note: line.note.as_deref(),
    }
}

fn new_tender(ord: i64, tender_number: i16, tender: &OrderTender) -> NewTender<'_> {
    NewTender {
        ord,
        tender_number,
        id: tender.id.uuid(),
        kind: tender.kind.name(),
        amount_minor: tender.amount_minor,
        change_minor: tender.change_minor,
    }
}

fn new_entry(ord: i64, entry_number: i16, (account, amount_minor): (Account, i64)) -> NewEntry<'static> {
    NewEntry {
        ord,
        entry_number,
        account: account.name(),
        amount_minor,
    }
}
