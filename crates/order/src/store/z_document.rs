//! Z reports and their corrections: one chain of documents for each register.

use chrono::{DateTime, NaiveDate, Utc};
use contracts::ids::{RegisterId, SessionId, StoreId};
use kernel::{
    Error, Result, TenantTx,
    db::BatchTx,
    id::{Id, TenantId},
    sorted::Moment,
};
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    cash::{
        drawer,
        z_report::{Correction, GENESIS, GrandTotals, Head, Sealed, ZReport, seal},
    },
    checkout::Sale,
};

/// One Z report in a list.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ZSummary {
    pub register_id: RegisterId,
    pub z_number: i64,
    pub session_id: SessionId,
    pub store_id: StoreId,
    pub business_date: NaiveDate,
    pub total_minor: i64,
    pub variance_minor: i64,
    /// Sales that arrived after it.
    pub corrections: i64,
    pub at: DateTime<Utc>,
}

/// What a list of Z reports is narrowed to.
#[derive(Debug, Default)]
pub struct ZFilter {
    /// The stores that the caller may see; `None` is all.
    pub visible: Option<Vec<Uuid>>,
    pub store: Option<StoreId>,
    pub register: Option<RegisterId>,
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    pub sort: ZSort,
    /// The last report of the page before.
    pub after: Option<After>,
}

/// In which order a list of Z reports stands: what comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum ZSort {
    /// The last closed.
    #[default]
    #[serde(rename = "-at")]
    Newest,
    #[serde(rename = "at")]
    Oldest,
    /// The most over.
    #[serde(rename = "-variance")]
    Over,
    /// The most short.
    #[serde(rename = "variance")]
    Short,
}

/// Where a page ends.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct After {
    #[serde(deserialize_with = "kernel::dates::instant")]
    pub at: DateTime<Utc>,
    pub variance_minor: i64,
    pub register_id: RegisterId,
    pub z_number: i64,
}

impl ZSummary {
    /// Where the report stands in a list.
    #[must_use]
    pub const fn place(&self) -> After {
        After {
            at: self.at,
            variance_minor: self.variance_minor,
            register_id: self.register_id,
            z_number: self.z_number,
        }
    }
}

/// The head of a register's chain, held until the transaction ends; made for a register's first close.
///
/// # Errors
/// 503 when the database cannot be reached, or `busy` when it is held too long.
pub async fn head(tx: &mut TenantTx<'_>, register: RegisterId) -> Result<Head> {
    sqlx::query!(
        "INSERT INTO orders.register_total (tenant_id, register_id, last_document, last_z_number, last_hash, sales_count, sales_minor,
            voids_count, voids_minor)
        VALUES ($1, $2, 0, 0, $3, 0, 0, 0, 0) ON CONFLICT DO NOTHING",
        tx.tenant().uuid(),
        register.uuid(),
        &GENESIS[..],
    )
    .execute(&mut **tx)
    .await?;
    let tenant = tx.tenant();
    locked(tx, tenant, register).await
}

async fn locked(connection: &mut PgConnection, tenant: TenantId, register: RegisterId) -> Result<Head> {
    let row = sqlx::query!(
        "SELECT last_document, last_z_number, last_hash, sales_count, sales_minor, voids_count, voids_minor
        FROM orders.register_total WHERE tenant_id = $1 AND register_id = $2 FOR NO KEY UPDATE",
        tenant.uuid(),
        register.uuid(),
    )
    .fetch_one(connection)
    .await?;
    Ok(Head {
        document: row.last_document,
        z_number: row.last_z_number,
        hash: row
            .last_hash
            .try_into()
            .map_err(|_| Error::internal("a report's hash has another length"))?,
        totals: GrandTotals {
            sales_count: row.sales_count,
            sales_minor: row.sales_minor,
            voids_count: row.voids_count,
            voids_minor: row.voids_minor,
        },
    })
}

/// Writes a Z report and moves the register's head on.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn insert(tx: &mut TenantTx<'_>, report: &ZReport, sealed: &Sealed) -> Result<()> {
    sqlx::query!(
        "INSERT INTO orders.z_document (tenant_id, register_id, document_number, kind, z_number, session_id, store_id, business_date, body,
            previous_hash, hash, at)
        VALUES ($1, $2, $3, 'z', $4, $5, $6, $7, $8, $9, $10, $11)",
        tx.tenant().uuid(),
        report.register_id.uuid(),
        sealed.document,
        report.z_number,
        report.session_id.uuid(),
        report.store_id.uuid(),
        report.business_date,
        sealed.body,
        &sealed.previous_hash[..],
        &sealed.hash[..],
        report.closed_at,
    )
    .execute(&mut **tx)
    .await?;
    let totals = report.grand_totals;
    sqlx::query!(
        "UPDATE orders.register_total SET last_document = $3, last_z_number = $4, last_hash = $5, sales_count = $6, sales_minor = $7,
            voids_count = $8, voids_minor = $9
        WHERE tenant_id = $1 AND register_id = $2",
        tx.tenant().uuid(),
        report.register_id.uuid(),
        sealed.document,
        report.z_number,
        &sealed.hash[..],
        totals.sales_count,
        totals.sales_minor,
        totals.voids_count,
        totals.voids_minor,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Writes the correction of a sale that was written after its session's Z report, in the sale's transaction (rule 41).
///
/// # Errors
/// Any: nothing was stored.
pub async fn correct(tx: &mut BatchTx<'_>, tenant: TenantId, sale: &Sale) -> Result<()> {
    let order = &sale.document.order;
    let Some(session) = order.session_id else {
        return Err(Error::internal("a late sale has no session"));
    };
    let head = locked(tx, tenant, order.register_id).await?;
    let report = sqlx::query!(
        r#"SELECT z_number, business_date,
            (SELECT count(*) FROM orders.z_document AS c
             WHERE c.tenant_id = z.tenant_id AND c.register_id = z.register_id AND c.z_number = z.z_number AND c.kind = 'correction') AS "corrections!"
        FROM orders.z_document AS z WHERE tenant_id = $1 AND session_id = $2 AND kind = 'z'"#,
        tenant.uuid(),
        session.uuid(),
    )
    .fetch_one(&mut **tx)
    .await?;
    let cash_minor = order.paid_minor - order.change_minor;
    let correction = Correction {
        register_id: order.register_id,
        z_number: report.z_number,
        correction_number: i32::try_from(report.corrections + 1).map_err(Error::internal)?,
        session_id: session,
        business_date: report.business_date,
        order_id: order.id,
        receipt_label: order.receipt_label.clone(),
        currency: order.currency.clone(),
        net_minor: order.net_minor,
        tax_minor: order.tax_minor,
        total_minor: order.total_minor,
        cash_minor,
        arrived_at: order.created_at,
        grand_totals: head.totals.with_late(order.total_minor),
    };
    let sealed = seal(&head, &correction)?;
    sqlx::query!(
        "INSERT INTO orders.z_document (tenant_id, register_id, document_number, kind, z_number, correction_number, session_id, order_id,
            store_id, business_date, body, previous_hash, hash, at)
        VALUES ($1, $2, $3, 'correction', $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        tenant.uuid(),
        order.register_id.uuid(),
        sealed.document,
        correction.z_number,
        correction.correction_number,
        session.uuid(),
        order.id.uuid(),
        order.store_id.uuid(),
        correction.business_date,
        sealed.body,
        &sealed.previous_hash[..],
        &sealed.hash[..],
        correction.arrived_at,
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "UPDATE orders.register_total SET last_document = $3, last_hash = $4, sales_count = $5, sales_minor = $6
        WHERE tenant_id = $1 AND register_id = $2",
        tenant.uuid(),
        order.register_id.uuid(),
        sealed.document,
        &sealed.hash[..],
        correction.grand_totals.sales_count,
        correction.grand_totals.sales_minor,
    )
    .execute(&mut **tx)
    .await?;
    for (number, (account, amount)) in (1..).zip(drawer::late_sale(cash_minor)) {
        sqlx::query!(
            "INSERT INTO orders.ledger_entry (tenant_id, transaction_id, entry_number, order_id, account, currency, amount_minor)
            VALUES ($1, $2, $3, $4, $5, $6, $7)",
            tenant.uuid(),
            sale.correction_id,
            number,
            order.id.uuid(),
            account.name(),
            order.currency.code,
            amount,
        )
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}

/// A document's text as it was stored.
#[derive(Debug)]
pub struct Stored {
    pub body: String,
    pub store_id: StoreId,
    pub hash: Vec<u8>,
}

/// The Z report with this number.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn report(tx: &mut TenantTx<'_>, register: RegisterId, z_number: i64) -> Result<Option<Stored>> {
    let row = sqlx::query!(
        "SELECT body, store_id, hash FROM orders.z_document WHERE tenant_id = $1 AND register_id = $2 AND z_number = $3 AND kind = 'z'",
        tx.tenant().uuid(),
        register.uuid(),
        z_number,
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(|row| Stored {
        body: row.body,
        store_id: Id::from_uuid(row.store_id),
        hash: row.hash,
    }))
}

/// The corrections of a Z report after a number, in their order, at most `limit`.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn corrections(
    tx: &mut TenantTx<'_>,
    register: RegisterId,
    z_number: i64,
    after: i32,
    limit: i64,
) -> Result<Vec<Correction>> {
    let bodies = sqlx::query_scalar!(
        "SELECT body FROM orders.z_document
        WHERE tenant_id = $1 AND register_id = $2 AND z_number = $3 AND kind = 'correction' AND correction_number > $4
        ORDER BY correction_number LIMIT $5",
        tx.tenant().uuid(),
        register.uuid(),
        z_number,
        after,
        limit,
    )
    .fetch_all(&mut **tx)
    .await?;
    bodies
        .iter()
        .map(|body| serde_json::from_str(body).map_err(Error::internal))
        .collect()
}

struct SummaryRow {
    register_id: Uuid,
    z_number: i64,
    session_id: Uuid,
    store_id: Uuid,
    business_date: NaiveDate,
    at: DateTime<Utc>,
    total_minor: i64,
    variance_minor: i64,
    corrections: i64,
}

impl From<SummaryRow> for ZSummary {
    fn from(row: SummaryRow) -> Self {
        Self {
            register_id: Id::from_uuid(row.register_id),
            z_number: row.z_number,
            session_id: Id::from_uuid(row.session_id),
            store_id: Id::from_uuid(row.store_id),
            business_date: row.business_date,
            total_minor: row.total_minor,
            variance_minor: row.variance_minor,
            corrections: row.corrections,
            at: row.at,
        }
    }
}

/// The reports that pass the filter, after `$7`, `$8` and `$9` in their order: a statement of its own for each order, so that each goes by
/// its index.
macro_rules! page {
    ($tx:ident, $filter:ident, $limit:ident, $key:expr, $number:expr, $from_here_on:tt) => {
        sqlx::query_as!(
            SummaryRow,
            r#"SELECT register_id, z_number, session_id, store_id, business_date, at,
                (body::jsonb #>> '{takings,sales,total_minor}')::bigint - (body::jsonb #>> '{takings,voids,total_minor}')::bigint AS "total_minor!",
                variance_minor AS "variance_minor!",
                (SELECT count(*) FROM orders.z_document AS c
                 WHERE c.tenant_id = z.tenant_id AND c.register_id = z.register_id AND c.z_number = z.z_number AND c.kind = 'correction') AS "corrections!"
            FROM orders.z_document AS z
            WHERE tenant_id = $1 AND kind = 'z'
                AND ($2::uuid[] IS NULL OR store_id = ANY($2))
                AND ($3::uuid IS NULL OR store_id = $3)
                AND ($4::uuid IS NULL OR register_id = $4)
                AND ($5::date IS NULL OR business_date >= $5)
                AND ($6::date IS NULL OR business_date <= $6)
            "# + $from_here_on,
            $tx.tenant().uuid(),
            $filter.visible.as_deref(),
            $filter.store.map(Id::uuid),
            $filter.register.map(Id::uuid),
            $filter.from,
            $filter.to,
            $key,
            $number.0,
            $number.1,
            i64::from($limit) + 1,
        )
        .fetch_all(&mut **$tx)
        .await?
    };
}

/// Z reports in the filter's order; one more than `limit` says that there are more.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn list(tx: &mut TenantTx<'_>, filter: &ZFilter, limit: u32) -> Result<Vec<ZSummary>> {
    let at = |newest_first| {
        filter
            .after
            .map_or_else(|| Moment::start(newest_first).at, |after| after.at)
    };
    let variance = |start| filter.after.map_or(start, |after| after.variance_minor);
    let number = |start| {
        filter
            .after
            .map_or(start, |after| (after.register_id.uuid(), after.z_number))
    };
    let (first, last) = ((Uuid::nil(), 0), (Uuid::max(), i64::MAX));
    let rows = match filter.sort {
        ZSort::Newest => page!(
            tx,
            filter,
            limit,
            at(true),
            number(last),
            "AND (at, register_id, z_number) < ($7, $8, $9) ORDER BY at DESC, register_id DESC, z_number DESC LIMIT $10"
        ),
        ZSort::Oldest => page!(
            tx,
            filter,
            limit,
            at(false),
            number(first),
            "AND (at, register_id, z_number) > ($7, $8, $9) ORDER BY at, register_id, z_number LIMIT $10"
        ),
        ZSort::Over => page!(
            tx,
            filter,
            limit,
            variance(i64::MAX),
            number(last),
            "AND (variance_minor, register_id, z_number) < ($7, $8, $9)
            ORDER BY variance_minor DESC, register_id DESC, z_number DESC LIMIT $10"
        ),
        ZSort::Short => page!(
            tx,
            filter,
            limit,
            variance(i64::MIN),
            number(first),
            "AND (variance_minor, register_id, z_number) > ($7, $8, $9) ORDER BY variance_minor, register_id, z_number LIMIT $10"
        ),
    };
    Ok(rows.into_iter().map(ZSummary::from).collect())
}

/// The number of the Z report that closed a session.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn number_of(tx: &mut TenantTx<'_>, session: SessionId) -> Result<Option<i64>> {
    Ok(sqlx::query_scalar!(
        "SELECT z_number FROM orders.z_document WHERE tenant_id = $1 AND session_id = $2 AND kind = 'z'",
        tx.tenant().uuid(),
        session.uuid(),
    )
    .fetch_optional(&mut **tx)
    .await?)
}
