//! What a session took, added up by the database: a close of 10,000 sales reads none of them into the program.

use contracts::ids::SessionId;
use kernel::{Result, TenantTx, id::Id};

use super::from_json;
use crate::cash::{
    drawer::DrawerCash,
    figures::{CashierFigures, Figures, Takings},
};

/// Sales and cancellations of a session. Under [`super::session::Hold::Alone`] nothing is added meanwhile.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn read(tx: &mut TenantTx<'_>, session: SessionId) -> Result<Takings> {
    let numbers = sqlx::query!(
        "SELECT min(receipt_number) AS first, max(receipt_number) AS last FROM orders.orders WHERE tenant_id = $1 AND session_id = $2",
        tx.tenant().uuid(),
        session.uuid(),
    )
    .fetch_one(&mut **tx)
    .await?;
    let cashiers = sqlx::query!(
        r#"SELECT cashier_id, max(cashier_name) AS "cashier_name!", count(*) AS "count!", sum(total_minor)::bigint AS "total_minor!"
        FROM orders.orders WHERE tenant_id = $1 AND session_id = $2 GROUP BY cashier_id ORDER BY 2, 1"#,
        tx.tenant().uuid(),
        session.uuid(),
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(Takings {
        sales: figures(tx, session, false).await?,
        voids: figures(tx, session, true).await?,
        first_receipt_number: numbers.first,
        last_receipt_number: numbers.last,
        cashiers: cashiers
            .into_iter()
            .map(|row| CashierFigures {
                cashier_id: Id::from_uuid(row.cashier_id),
                cashier_name: row.cashier_name,
                count: row.count,
                total_minor: row.total_minor,
            })
            .collect(),
    })
}

/// Of the session's sales, or of the sales that were cancelled in it.
async fn figures(tx: &mut TenantTx<'_>, session: SessionId, voids: bool) -> Result<Figures> {
    let row = sqlx::query_file!("src/store/takings.sql", tx.tenant().uuid(), session.uuid(), voids)
        .fetch_one(&mut **tx)
        .await?;
    Ok(Figures {
        count: row.count,
        subtotal_minor: row.subtotal_minor,
        discount_minor: row.discount_minor,
        net_minor: row.net_minor,
        tax_minor: row.tax_minor,
        total_minor: row.total_minor,
        cash_rounding_minor: row.cash_rounding_minor,
        taxes: from_json(row.taxes)?,
        tenders: from_json(row.tenders)?,
    })
}

/// The cash of a session beside its float.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn cash(
    tx: &mut TenantTx<'_>,
    session: SessionId,
    float_minor: i64,
    takings: &Takings,
) -> Result<DrawerCash> {
    let moved = sqlx::query!(
        r#"SELECT coalesce(sum(amount_minor) FILTER (WHERE kind = 'paid_in'), 0)::bigint AS "paid_in!",
            coalesce(sum(amount_minor) FILTER (WHERE kind = 'paid_out'), 0)::bigint AS "paid_out!",
            coalesce(sum(amount_minor) FILTER (WHERE kind = 'drop'), 0)::bigint AS "drops!",
            coalesce(sum(amount_minor) FILTER (WHERE kind = 'loan'), 0)::bigint AS "loans!",
            count(*) FILTER (WHERE kind = 'no_sale') AS "no_sales!"
        FROM orders.cash_movement WHERE tenant_id = $1 AND session_id = $2"#,
        tx.tenant().uuid(),
        session.uuid(),
    )
    .fetch_one(&mut **tx)
    .await?;
    Ok(DrawerCash {
        float_minor,
        sales_minor: takings.sales.cash_minor(),
        voids_minor: takings.voids.cash_minor(),
        paid_in_minor: moved.paid_in,
        paid_out_minor: moved.paid_out,
        drops_minor: moved.drops,
        loans_minor: moved.loans,
        no_sales: moved.no_sales,
    })
}
