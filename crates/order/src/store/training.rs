//! Sales made to learn: kept whole, apart from sales, in numbers of their own (rule 43).

use contracts::{
    auth::ReceiptLanguage,
    ids::{LocationId, OrderId, RegisterId, SessionId},
};
use kernel::{Error, Result, TenantTx};
use serde::{Deserialize, Serialize};

use super::{from_json, to_json};
use crate::document::{Document, Imprint, Order};

/// What is kept of a training sale: enough to answer and to print it again.
#[derive(Serialize, Deserialize)]
struct Body {
    order: Order,
    receipt_header: String,
    #[serde(default)]
    receipt_footer: Option<String>,
    #[serde(default)]
    receipt_language: ReceiptLanguage,
    time_zone: String,
    location_id: LocationId,
    series: String,
}

/// The number that the register's next training sale carries.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn next_number(tx: &mut TenantTx<'_>, register: RegisterId) -> Result<i64> {
    Ok(sqlx::query_scalar!(
        r#"SELECT coalesce(max(receipt_number), 0) + 1 AS "next!" FROM orders.training_sale WHERE tenant_id = $1 AND register_id = $2"#,
        tx.tenant().uuid(),
        register.uuid(),
    )
    .fetch_one(&mut **tx)
    .await?)
}

/// Writes a training sale.
///
/// # Errors
/// Violates `training_sale_pkey` when the id is known, `training_sale_number_key` when the number is taken.
pub async fn insert(tx: &mut TenantTx<'_>, session: SessionId, document: &Document) -> Result<()> {
    let (order, imprint) = (&document.order, &document.imprint);
    let body = Body {
        order: order.clone(),
        receipt_header: imprint.receipt_header.clone(),
        receipt_footer: imprint.receipt_footer.clone(),
        receipt_language: imprint.language,
        time_zone: imprint.time_zone.clone(),
        location_id: imprint.location_id,
        series: imprint.series.clone(),
    };
    sqlx::query!(
        "INSERT INTO orders.training_sale (tenant_id, id, session_id, register_id, receipt_number, request_hash, body, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        tx.tenant().uuid(),
        order.id.uuid(),
        session.uuid(),
        order.register_id.uuid(),
        order.receipt_number,
        &document.imprint.request_hash[..],
        to_json(&body)?,
        order.created_at,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The training sale under this id.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn document(tx: &mut TenantTx<'_>, id: OrderId) -> Result<Option<Document>> {
    let row = sqlx::query!(
        "SELECT request_hash, body FROM orders.training_sale WHERE tenant_id = $1 AND id = $2",
        tx.tenant().uuid(),
        id.uuid()
    )
    .fetch_optional(&mut **tx)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let body: Body = from_json(row.body)?;
    Ok(Some(Document {
        order: body.order,
        imprint: Imprint {
            request_hash: row
                .request_hash
                .try_into()
                .map_err(|_| Error::internal("a request hash has another length"))?,
            version: 1,
            receipt_header: body.receipt_header,
            receipt_footer: body.receipt_footer,
            language: body.receipt_language,
            time_zone: body.time_zone,
            location_id: body.location_id,
            series: body.series,
            tax_rounding: "per_document",
            reserved: false,
        },
    }))
}
