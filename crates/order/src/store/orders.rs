//! Reading orders back.

use chrono::{DateTime, NaiveDate, Utc};
use contracts::{
    Currency,
    auth::ReceiptLanguage,
    ids::{OrderId, ProductId, RegisterId, StoreId},
    product::Unit,
};
use kernel::{Error, Result, TenantTx, id::Id, id::UserId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{currency, from_json};
use crate::{
    document::{Document, Imprint, Order, OrderLine, OrderTender, OrderVoid, TenderKind, UnitPrice, receipt_label},
    status::Status,
};

/// An order as stored, `None` when the tenant has none under this id. `lock` holds its row until the transaction ends.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn document(tx: &mut TenantTx<'_>, id: OrderId, lock: bool) -> Result<Option<Document>> {
    if lock {
        sqlx::query!(
            "SELECT id FROM orders.orders WHERE tenant_id = $1 AND id = $2 FOR UPDATE",
            tx.tenant().uuid(),
            id.uuid()
        )
        .fetch_optional(&mut **tx)
        .await?;
    }
    let row = sqlx::query!(
        r#"SELECT kind, status, version, request_hash, store_id, store_name, receipt_header, time_zone, location_id, register_id, series,
            receipt_number, cashier_id, cashier_name, business_date, currency, currency_exponent, rev, prices_include_tax, tax_rounding,
            subtotal_minor, discount_minor, net_minor, tax_minor, total_minor, cash_rounding_minor, paid_minor, change_minor, taxes,
            reserved, session_id, device_at, created_at, discount, note, receipt_footer, receipt_language
        FROM orders.orders WHERE tenant_id = $1 AND id = $2"#,
        tx.tenant().uuid(),
        id.uuid(),
    )
    .fetch_optional(&mut **tx)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let order = Order {
        id,
        kind: row.kind,
        status: named(Status::named(&row.status), "status")?,
        store_id: Id::from_uuid(row.store_id),
        store_name: row.store_name,
        register_id: Id::from_uuid(row.register_id),
        session_id: row.session_id.map(Id::from_uuid),
        receipt_number: row.receipt_number,
        receipt_label: receipt_label(&row.series, row.receipt_number),
        business_date: row.business_date,
        cashier_id: Id::from_uuid(row.cashier_id),
        cashier_name: row.cashier_name,
        currency: currency(row.currency, row.currency_exponent)?,
        rev: row.rev,
        prices_include_tax: row.prices_include_tax,
        lines: lines(tx, id).await?,
        discount: row.discount.map(from_json).transpose()?,
        note: row.note,
        taxes: from_json(row.taxes)?,
        subtotal_minor: row.subtotal_minor,
        discount_minor: row.discount_minor,
        net_minor: row.net_minor,
        tax_minor: row.tax_minor,
        total_minor: row.total_minor,
        cash_rounding_minor: row.cash_rounding_minor,
        due_minor: row.paid_minor - row.change_minor,
        tenders: tenders(tx, id).await?,
        paid_minor: row.paid_minor,
        change_minor: row.change_minor,
        created_at: row.created_at,
        device_at: row.device_at,
        voided: void(tx, id).await?,
    };
    let imprint = Imprint {
        request_hash: row
            .request_hash
            .try_into()
            .map_err(|_| Error::internal("a request hash has another length"))?,
        version: row.version,
        receipt_header: row.receipt_header,
        receipt_footer: row.receipt_footer,
        // Of a language that a newer version may have, it prints in English rather than not at all.
        language: ReceiptLanguage::named(&row.receipt_language).unwrap_or_default(),
        time_zone: row.time_zone,
        location_id: Id::from_uuid(row.location_id),
        series: row.series,
        tax_rounding: if row.tax_rounding == "per_line" {
            "per_line"
        } else {
            "per_document"
        },
        reserved: row.reserved,
    };
    Ok(Some(Document { order, imprint }))
}

async fn lines(tx: &mut TenantTx<'_>, id: OrderId) -> Result<Vec<OrderLine>> {
    let rows = sqlx::query!(
        "SELECT id, product_id, name, unit, quantity_milli, amount_minor, per_milli, override_reason, subtotal_minor, discount_minor,
            net_minor, tax_minor, total_minor, taxes, discount, note
        FROM orders.order_line WHERE tenant_id = $1 AND order_id = $2 ORDER BY line_number",
        tx.tenant().uuid(),
        id.uuid(),
    )
    .fetch_all(&mut **tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(OrderLine {
                id: Id::from_uuid(row.id),
                product_id: Id::from_uuid(row.product_id),
                name: row.name,
                unit: named(Unit::named(&row.unit), "unit")?,
                quantity_milli: row.quantity_milli,
                unit_price: UnitPrice {
                    amount_minor: row.amount_minor,
                    per_milli: row.per_milli,
                },
                override_reason: row.override_reason,
                discount: row.discount.map(from_json).transpose()?,
                note: row.note,
                subtotal_minor: row.subtotal_minor,
                discount_minor: row.discount_minor,
                net_minor: row.net_minor,
                tax_minor: row.tax_minor,
                total_minor: row.total_minor,
                taxes: from_json(row.taxes)?,
            })
        })
        .collect()
}

async fn tenders(tx: &mut TenantTx<'_>, id: OrderId) -> Result<Vec<OrderTender>> {
    let rows = sqlx::query!(
        "SELECT id, amount_minor, change_minor FROM orders.tender WHERE tenant_id = $1 AND order_id = $2 ORDER BY tender_number",
        tx.tenant().uuid(),
        id.uuid(),
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| OrderTender {
            id: Id::from_uuid(row.id),
            kind: TenderKind::Cash,
            amount_minor: row.amount_minor,
            change_minor: row.change_minor,
        })
        .collect())
}

async fn void(tx: &mut TenantTx<'_>, id: OrderId) -> Result<Option<OrderVoid>> {
    let row = sqlx::query!(
        "SELECT user_id, user_name, reason, at FROM orders.order_void WHERE tenant_id = $1 AND order_id = $2",
        tx.tenant().uuid(),
        id.uuid(),
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(|row| OrderVoid {
        at: row.at,
        user_id: Id::from_uuid(row.user_id),
        user_name: row.user_name,
        reason: row.reason,
    }))
}

/// One order in a list.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct OrderSummary {
    pub id: OrderId,
    pub receipt_label: String,
    pub receipt_number: i64,
    pub store_id: StoreId,
    pub store_name: String,
    pub register_id: RegisterId,
    pub cashier_id: UserId,
    pub cashier_name: String,
    pub business_date: NaiveDate,
    pub status: Status,
    pub discount_minor: i64,
    pub net_minor: i64,
    pub tax_minor: i64,
    pub total_minor: i64,
    pub currency: Currency,
    pub line_count: i16,
    pub created_at: DateTime<Utc>,
}

impl OrderSummary {
    /// Where the order stands in a list.
    #[must_use]
    pub const fn place(&self) -> After {
        After {
            at: self.created_at,
            total_minor: self.total_minor,
            id: self.id.uuid(),
        }
    }
}

/// What a list of orders is narrowed to.
#[derive(Debug, Default)]
pub struct OrderFilter {
    /// The stores that the caller may see; `None` is all.
    pub visible: Option<Vec<Uuid>>,
    pub store: Option<StoreId>,
    pub register: Option<RegisterId>,
    pub cashier: Option<UserId>,
    pub status: Option<Status>,
    pub receipt_number: Option<i64>,
    /// Sales with a line of these goods.
    pub product: Option<ProductId>,
    /// Minor units, the bounds included.
    pub total_from: Option<i64>,
    pub total_to: Option<i64>,
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    pub sort: OrderSort,
    /// The last order of the page before.
    pub after: Option<After>,
}

/// In which order a list of orders stands: what comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum OrderSort {
    #[default]
    #[serde(rename = "-created_at")]
    Newest,
    #[serde(rename = "created_at")]
    Oldest,
    #[serde(rename = "-total")]
    Highest,
    #[serde(rename = "total")]
    Lowest,
}

/// Where a page ends.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct After {
    #[serde(deserialize_with = "kernel::dates::instant")]
    pub at: DateTime<Utc>,
    pub total_minor: i64,
    pub id: Uuid,
}

struct SummaryRow {
    id: Uuid,
    series: String,
    receipt_number: i64,
    store_id: Uuid,
    store_name: String,
    register_id: Uuid,
    cashier_id: Uuid,
    cashier_name: String,
    business_date: NaiveDate,
    status: String,
    discount_minor: i64,
    net_minor: i64,
    tax_minor: i64,
    total_minor: i64,
    currency: String,
    currency_exponent: i16,
    line_count: i16,
    created_at: DateTime<Utc>,
}

impl SummaryRow {
    fn summary(self) -> Result<OrderSummary> {
        let row = self;
        Ok(OrderSummary {
            id: Id::from_uuid(row.id),
            receipt_label: receipt_label(&row.series, row.receipt_number),
            receipt_number: row.receipt_number,
            store_id: Id::from_uuid(row.store_id),
            store_name: row.store_name,
            register_id: Id::from_uuid(row.register_id),
            cashier_id: Id::from_uuid(row.cashier_id),
            cashier_name: row.cashier_name,
            business_date: row.business_date,
            status: named(Status::named(&row.status), "status")?,
            discount_minor: row.discount_minor,
            net_minor: row.net_minor,
            tax_minor: row.tax_minor,
            total_minor: row.total_minor,
            currency: currency(row.currency, row.currency_exponent)?,
            line_count: row.line_count,
            created_at: row.created_at,
        })
    }
}

/// The orders that pass the filter, after `$13` and `$14` in their order: a statement of its own for each order, so that each goes by its index.
macro_rules! page {
    ($tx:ident, $filter:ident, $limit:ident, $key:expr, $from_here_on:tt) => {
        sqlx::query_as!(
            SummaryRow,
            r#"SELECT id, series, receipt_number, store_id, store_name, register_id, cashier_id, cashier_name, business_date, status,
                discount_minor, net_minor, tax_minor, total_minor, currency, currency_exponent, line_count, created_at
            FROM orders.orders
            WHERE tenant_id = $1
                AND ($2::uuid[] IS NULL OR store_id = ANY($2))
                AND ($3::uuid IS NULL OR store_id = $3)
                AND ($4::uuid IS NULL OR register_id = $4)
                AND ($5::uuid IS NULL OR cashier_id = $5)
                AND ($6::text IS NULL OR status = $6)
                AND ($7::bigint IS NULL OR receipt_number = $7)
                AND ($8::date IS NULL OR business_date >= $8)
                AND ($9::date IS NULL OR business_date <= $9)
                AND ($10::bigint IS NULL OR total_minor >= $10)
                AND ($11::bigint IS NULL OR total_minor <= $11)
                AND ($12::uuid IS NULL OR EXISTS (SELECT FROM orders.order_line AS line
                    WHERE line.tenant_id = $1 AND line.order_id = orders.id AND line.product_id = $12))
            "# + $from_here_on,
            $tx.tenant().uuid(),
            $filter.visible.as_deref(),
            $filter.store.map(Id::uuid),
            $filter.register.map(Id::uuid),
            $filter.cashier.map(Id::uuid),
            $filter.status.map(Status::name),
            $filter.receipt_number,
            $filter.from,
            $filter.to,
            $filter.total_from,
            $filter.total_to,
            $filter.product.map(Id::uuid),
            $filter.after.map($key),
            $filter.after.map(|after| after.id),
            i64::from($limit) + 1,
        )
        .fetch_all(&mut **$tx)
        .await?
    };
}

/// Orders in the filter's order; one more than `limit` says that there are more.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn list(tx: &mut TenantTx<'_>, filter: &OrderFilter, limit: u32) -> Result<Vec<OrderSummary>> {
    let at = |after: After| after.at;
    let total = |after: After| after.total_minor;
    let rows = match filter.sort {
        OrderSort::Newest => page!(
            tx,
            filter,
            limit,
            at,
            "AND ($13::timestamptz IS NULL OR (created_at, id) < ($13, $14)) ORDER BY created_at DESC, id DESC LIMIT $15"
        ),
        OrderSort::Oldest => page!(
            tx,
            filter,
            limit,
            at,
            "AND ($13::timestamptz IS NULL OR (created_at, id) > ($13, $14)) ORDER BY created_at, id LIMIT $15"
        ),
        OrderSort::Highest => page!(
            tx,
            filter,
            limit,
            total,
            "AND ($13::bigint IS NULL OR (total_minor, id) < ($13, $14)) ORDER BY total_minor DESC, id DESC LIMIT $15"
        ),
        OrderSort::Lowest => page!(
            tx,
            filter,
            limit,
            total,
            "AND ($13::bigint IS NULL OR (total_minor, id) > ($13, $14)) ORDER BY total_minor, id LIMIT $15"
        ),
    };
    rows.into_iter().map(SummaryRow::summary).collect()
}

/// The number that the register's next sale carries.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn next_receipt_number(tx: &mut TenantTx<'_>, register: RegisterId) -> Result<i64> {
    let last = sqlx::query_scalar!(
        "SELECT last_receipt_number FROM orders.register_counter WHERE tenant_id = $1 AND register_id = $2",
        tx.tenant().uuid(),
        register.uuid(),
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(last.unwrap_or(0) + 1)
}

fn named<T>(value: Option<T>, column: &str) -> Result<T> {
    value.ok_or_else(|| Error::internal(format!("a {column} in the database has no name in this program")))
}
