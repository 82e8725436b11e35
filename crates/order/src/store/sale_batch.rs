//! Many sales of one tenant in one statement (docs/performance.md): arrays in, the survivors written, the others named with their reason.
//!
//! All parts are data-independent of the database's state but for two questions: is the id known, and are the numbers the register's next.

use chrono::{DateTime, NaiveDate, Utc};
use kernel::{Error, Result, TenantTx};
use uuid::Uuid;

use crate::{
    checkout::Sale,
    document::{OrderLine, OrderTender},
    ledger::Account,
};

/// What became of one sale of a batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaleOutcome {
    /// Written now.
    Sold,
    /// This id is known: with this content (its hash). Nothing was written.
    Known { request_hash: Vec<u8> },
    /// The number is not the register's next. Nothing was written.
    NumberTaken { next_receipt_number: i64 },
}

/// Writes the sales, each whole or not at all. A sale whose number does not follow refuses itself only: its neighbours at the same register
/// are tried again without it.
///
/// # Errors
/// Any: nothing was stored.
pub async fn write(tx: &mut TenantTx<'_>, sales: &[&Sale]) -> Result<Vec<SaleOutcome>> {
    let mut outcomes: Vec<Option<SaleOutcome>> = vec![None; sales.len()];
    let mut rest: Vec<usize> = first_of_each_id(sales, &mut outcomes);
    rest.sort_by_key(|&index| {
        let order = &sales[index].document.order;
        (order.register_id, order.receipt_number)
    });
    let refused = write_some(tx, sales, &rest, &mut outcomes).await?;
    // Refused sales of one register may be right one after the other: a wrong number in a run refuses the whole run at first.
    for index in refused {
        if !write_some(tx, sales, &[index], &mut outcomes).await?.is_empty() {
            outcomes[index] = Some(refuse_or_begin(tx, sales, index, &mut outcomes).await?);
        }
    }
    repeat_for_twins(sales, &mut outcomes);
    Ok(outcomes
        .into_iter()
        .map(|outcome| outcome.unwrap_or(SaleOutcome::Sold))
        .collect())
}

/// Indexes of the sales that are the first of their id in this batch; a twin waits for what becomes of the first.
fn first_of_each_id(sales: &[&Sale], outcomes: &mut [Option<SaleOutcome>]) -> Vec<usize> {
    let mut seen: Vec<Uuid> = Vec::with_capacity(sales.len());
    let mut first = Vec::with_capacity(sales.len());
    for (index, sale) in sales.iter().enumerate() {
        let id = sale.document.order.id.uuid();
        outcomes[index] = None;
        if !seen.contains(&id) {
            seen.push(id);
            first.push(index);
        }
    }
    first
}

/// A twin's id is known if the first was written or known; it is refused if the first was.
fn repeat_for_twins(sales: &[&Sale], outcomes: &mut [Option<SaleOutcome>]) {
    for index in 0..sales.len() {
        if outcomes[index].is_some() {
            continue;
        }
        let first = (0..index).find(|&i| sales[i].document.order.id == sales[index].document.order.id);
        outcomes[index] = first.and_then(|first| match &outcomes[first] {
            Some(SaleOutcome::Sold) => Some(SaleOutcome::Known {
                request_hash: sales[first].document.imprint.request_hash.to_vec(),
            }),
            other => other.clone(),
        });
    }
}

/// The register's next number, or, for a register that never sold, its counter made and the sale written.
async fn refuse_or_begin(
    tx: &mut TenantTx<'_>,
    sales: &[&Sale],
    index: usize,
    outcomes: &mut [Option<SaleOutcome>],
) -> Result<SaleOutcome> {
    let register = sales[index].document.order.register_id.uuid();
    let made = sqlx::query!(
        "INSERT INTO orders.register_counter (tenant_id, register_id, last_receipt_number) VALUES ($1, $2, 0) ON CONFLICT DO NOTHING",
        tx.tenant().uuid(),
        register,
    )
    .execute(&mut **tx)
    .await?
    .rows_affected();
    if made == 1 && write_some(tx, sales, &[index], outcomes).await?.is_empty() {
        return Ok(outcomes[index].clone().unwrap_or(SaleOutcome::Sold));
    }
    let last = sqlx::query_scalar!(
        "SELECT last_receipt_number FROM orders.register_counter WHERE tenant_id = $1 AND register_id = $2",
        tx.tenant().uuid(),
        register,
    )
    .fetch_one(&mut **tx)
    .await?;
    Ok(SaleOutcome::NumberTaken {
        next_receipt_number: last + 1,
    })
}

/// One statement. Sets the outcome of those sold and known, and returns the indexes of the refused.
async fn write_some(
    tx: &mut TenantTx<'_>,
    sales: &[&Sale],
    some: &[usize],
    outcomes: &mut [Option<SaleOutcome>],
) -> Result<Vec<usize>> {
    let columns = Columns::of(sales, some)?;
    let rows = columns.run(tx).await?;
    for &index in some {
        outcomes[index] = Some(SaleOutcome::Sold);
    }
    let mut refused = Vec::new();
    for (ord, hash) in rows {
        let Some(&index) = usize::try_from(ord).ok().and_then(|ord| some.get(ord - 1)) else {
            continue;
        };
        outcomes[index] = hash.map(|request_hash| SaleOutcome::Known { request_hash });
        if outcomes[index].is_none() {
            refused.push(index);
        }
    }
    Ok(refused)
}

/// The sales as columns: one array for each, rows of the parts pointing at their sale by its ordinal (from 1).
#[derive(Default)]
struct Columns<'a> {
    orders: Orders<'a>,
    lines: Lines<'a>,
    tenders: Tenders<'a>,
    entries: Entries<'a>,
}

#[derive(Default)]
struct Orders<'a> {
    id: Vec<Uuid>,
    request_hash: Vec<&'a [u8]>,
    store_id: Vec<Uuid>,
    store_name: Vec<&'a str>,
    receipt_header: Vec<&'a str>,
    time_zone: Vec<&'a str>,
    location_id: Vec<Uuid>,
    register_id: Vec<Uuid>,
    series: Vec<&'a str>,
    receipt_number: Vec<i64>,
    cashier_id: Vec<Uuid>,
    cashier_name: Vec<&'a str>,
    business_date: Vec<NaiveDate>,
    currency: Vec<&'a str>,
    exponent: Vec<i16>,
    rev: Vec<i64>,
    inclusive: Vec<bool>,
    tax_rounding: Vec<&'a str>,
    subtotal: Vec<i64>,
    discount: Vec<i64>,
    net: Vec<i64>,
    tax: Vec<i64>,
    total: Vec<i64>,
    cash_rounding: Vec<i64>,
    paid: Vec<i64>,
    change: Vec<i64>,
    taxes: Vec<String>,
    line_count: Vec<i16>,
    reserved: Vec<bool>,
    device_at: Vec<DateTime<Utc>>,
    created_at: Vec<DateTime<Utc>>,
    event_id: Vec<Uuid>,
    event: Vec<&'a str>,
    trace_parent: Vec<Option<&'a str>>,
    audit_id: Vec<Uuid>,
    via: Vec<Option<&'a str>>,
    trace_id: Vec<&'a str>,
}

#[derive(Default)]
struct Lines<'a> {
    ord: Vec<i64>,
    number: Vec<i16>,
    id: Vec<Uuid>,
    product_id: Vec<Uuid>,
    name: Vec<&'a str>,
    unit: Vec<&'a str>,
    quantity: Vec<i64>,
    amount: Vec<i64>,
    per_milli: Vec<i64>,
    override_reason: Vec<Option<&'a str>>,
    subtotal: Vec<i64>,
    discount: Vec<i64>,
    net: Vec<i64>,
    tax: Vec<i64>,
    total: Vec<i64>,
    taxes: Vec<String>,
}

#[derive(Default)]
struct Tenders<'a> {
    ord: Vec<i64>,
    number: Vec<i16>,
    id: Vec<Uuid>,
    kind: Vec<&'a str>,
    amount: Vec<i64>,
    change: Vec<i64>,
}

#[derive(Default)]
struct Entries<'a> {
    ord: Vec<i64>,
    number: Vec<i16>,
    account: Vec<&'a str>,
    amount: Vec<i64>,
}

impl<'a> Columns<'a> {
    fn of(sales: &[&'a Sale], some: &[usize]) -> Result<Self> {
        let mut columns = Self::default();
        for (ord, &index) in (1_i64..).zip(some) {
            let sale = sales[index];
            columns.orders.push(sale)?;
            for (number, line) in (1_i16..).zip(&sale.document.order.lines) {
                columns.lines.push(ord, number, line)?;
            }
            for (number, tender) in (1_i16..).zip(&sale.document.order.tenders) {
                columns.tenders.push(ord, number, tender);
            }
            for (number, (account, amount)) in (1_i16..).zip(&sale.entries) {
                columns.entries.push(ord, number, *account, *amount);
            }
        }
        Ok(columns)
    }
}

impl<'a> Orders<'a> {
    fn push(&mut self, sale: &'a Sale) -> Result<()> {
        let (order, imprint) = (&sale.document.order, &sale.document.imprint);
        self.id.push(order.id.uuid());
        self.request_hash.push(&imprint.request_hash);
        self.store_id.push(order.store_id.uuid());
        self.store_name.push(&order.store_name);
        self.receipt_header.push(&imprint.receipt_header);
        self.time_zone.push(&imprint.time_zone);
        self.location_id.push(imprint.location_id.uuid());
        self.register_id.push(order.register_id.uuid());
        self.series.push(&imprint.series);
        self.receipt_number.push(order.receipt_number);
        self.cashier_id.push(order.cashier_id.uuid());
        self.cashier_name.push(&order.cashier_name);
        self.business_date.push(order.business_date);
        self.currency.push(&order.currency.code);
        self.exponent.push(i16::from(order.currency.exponent));
        self.rev.push(order.rev);
        self.inclusive.push(order.prices_include_tax);
        self.tax_rounding.push(imprint.tax_rounding);
        self.subtotal.push(order.subtotal_minor);
        self.discount.push(order.discount_minor);
        self.net.push(order.net_minor);
        self.tax.push(order.tax_minor);
        self.total.push(order.total_minor);
        self.cash_rounding.push(order.cash_rounding_minor);
        self.paid.push(order.paid_minor);
        self.change.push(order.change_minor);
        self.taxes.push(json(&order.taxes)?);
        self.line_count
            .push(i16::try_from(order.lines.len()).map_err(Error::internal)?);
        self.reserved.push(imprint.reserved);
        self.device_at.push(order.device_at);
        self.created_at.push(order.created_at);
        self.event_id.push(sale.event_id);
        self.event.push(&sale.event);
        self.trace_parent.push(sale.trace_parent.as_deref());
        self.audit_id.push(sale.audit_id);
        self.via.push(sale.via);
        self.trace_id.push(&sale.trace_id);
        Ok(())
    }
}

impl<'a> Lines<'a> {
    fn push(&mut self, ord: i64, number: i16, line: &'a OrderLine) -> Result<()> {
        self.ord.push(ord);
        self.number.push(number);
        self.id.push(line.id.uuid());
        self.product_id.push(line.product_id.uuid());
        self.name.push(&line.name);
        self.unit.push(line.unit.name());
        self.quantity.push(line.quantity_milli);
        self.amount.push(line.unit_price.amount_minor);
        self.per_milli.push(line.unit_price.per_milli);
        self.override_reason.push(line.override_reason.as_deref());
        self.subtotal.push(line.subtotal_minor);
        self.discount.push(line.discount_minor);
        self.net.push(line.net_minor);
        self.tax.push(line.tax_minor);
        self.total.push(line.total_minor);
        self.taxes.push(json(&line.taxes)?);
        Ok(())
    }
}

impl<'a> Tenders<'a> {
    fn push(&mut self, ord: i64, number: i16, tender: &'a OrderTender) {
        self.ord.push(ord);
        self.number.push(number);
        self.id.push(tender.id.uuid());
        self.kind.push(tender.kind.name());
        self.amount.push(tender.amount_minor);
        self.change.push(tender.change_minor);
    }
}

impl Entries<'_> {
    fn push(&mut self, ord: i64, number: i16, account: Account, amount: i64) {
        self.ord.push(ord);
        self.number.push(number);
        self.account.push(account.name());
        self.amount.push(amount);
    }
}

fn json(value: &impl serde::Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(Error::internal)
}

impl Columns<'_> {
    /// Runs the statement: a row for each sale that was not written, with the stored hash where its id is known.
    async fn run(&self, tx: &mut TenantTx<'_>) -> Result<Vec<(i64, Option<Vec<u8>>)>> {
        let (o, l, t, e) = (&self.orders, &self.lines, &self.tenders, &self.entries);
        let rows = sqlx::query_file!(
            "src/store/sale_batch.sql",
            tx.tenant().uuid(),
            &o.id,
            &o.request_hash as _,
            &o.store_id,
            &o.store_name as _,
            &o.receipt_header as _,
            &o.time_zone as _,
            &o.location_id,
            &o.register_id,
            &o.series as _,
            &o.receipt_number,
            &o.cashier_id,
            &o.cashier_name as _,
            &o.business_date,
            &o.currency as _,
            &o.exponent,
            &o.rev,
            &o.inclusive,
            &o.tax_rounding as _,
            &o.subtotal,
            &o.discount,
            &o.net,
            &o.tax,
            &o.total,
            &o.cash_rounding,
            &o.paid,
            &o.change,
            &o.taxes,
            &o.line_count,
            &o.reserved,
            &o.device_at,
            &o.created_at,
            &o.event_id,
            &o.event as _,
            &o.trace_parent as _,
            &o.audit_id,
            &o.via as _,
            &o.trace_id as _,
            &l.ord,
            &l.number,
            &l.id,
            &l.product_id,
            &l.name as _,
            &l.unit as _,
            &l.quantity,
            &l.amount,
            &l.per_milli,
            &l.override_reason as _,
            &l.subtotal,
            &l.discount,
            &l.net,
            &l.tax,
            &l.total,
            &l.taxes,
            &t.ord,
            &t.number,
            &t.id,
            &t.kind as _,
            &t.amount,
            &t.change,
            &e.ord,
            &e.number,
            &e.account as _,
            &e.amount,
        )
        .fetch_all(&mut **tx)
        .await?;
        Ok(rows.into_iter().map(|row| (row.ord, row.request_hash)).collect())
    }
}
