//! `audit.pending`: what was heard and is not chained yet.

use kernel::{Result, SystemTx, db::TenantTx, id::TenantId};
use uuid::Uuid;

use crate::entry::Row;

/// Keeps rows of the transaction's tenant, unless they are known: a row that comes again long after is chained already.
pub(crate) async fn insert(tx: &mut TenantTx<'_>, rows: &[Row]) -> Result<()> {
    let ids = |of: fn(&Row) -> Uuid| rows.iter().map(of).collect::<Vec<Uuid>>();
    let texts = |of: fn(&Row) -> &str| rows.iter().map(|row| of(row).to_owned()).collect::<Vec<String>>();
    let maybe = |of: fn(&Row) -> &Option<String>| rows.iter().map(|row| of(row).clone()).collect::<Vec<_>>();
    let times: Vec<_> = rows.iter().map(|row| row.at).collect();
    let stores: Vec<Option<Uuid>> = rows.iter().map(|row| row.store_id).collect();
    sqlx::query!(
        "INSERT INTO audit.pending (tenant_id, source, event_id, at, user_id, via, action, subject_id, store_id, before, after, reason, trace_id)
         SELECT $1, heard.*
         FROM unnest($2::text[], $3::uuid[], $4::timestamptz[], $5::uuid[], $6::text[], $7::text[], $8::uuid[], $9::uuid[], $10::text[],
             $11::text[], $12::text[], $13::text[]) AS heard (source, event_id)
         WHERE NOT EXISTS (
             SELECT FROM audit.entry WHERE entry.tenant_id = $1 AND entry.source = heard.source AND entry.event_id = heard.event_id)
         ON CONFLICT DO NOTHING",
        tx.tenant().uuid(),
        &texts(|row| &row.source),
        &ids(|row| row.event_id),
        &times,
        &ids(|row| row.user_id),
        &maybe(|row| &row.via) as _,
        &texts(|row| &row.action),
        &ids(|row| row.subject_id),
        &stores as _,
        &maybe(|row| &row.before) as _,
        &maybe(|row| &row.after) as _,
        &maybe(|row| &row.reason) as _,
        &texts(|row| &row.trace_id),
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The rows that were heard first, of all tenants.
pub(crate) async fn first(tx: &mut SystemTx<'_>, limit: i64) -> Result<Vec<(TenantId, Row)>> {
    let rows = sqlx::query!(
        "SELECT tenant_id, source, event_id, at, user_id, via, action, subject_id, store_id, before, after, reason, trace_id
         FROM audit.pending ORDER BY seq LIMIT $1",
        limit,
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            (
                TenantId::from_uuid(row.tenant_id),
                Row {
                    source: row.source,
                    event_id: row.event_id,
                    at: row.at,
                    user_id: row.user_id,
                    via: row.via,
                    action: row.action,
                    subject_id: row.subject_id,
                    store_id: row.store_id,
                    before: row.before,
                    after: row.after,
                    reason: row.reason,
                    trace_id: row.trace_id,
                },
            )
        })
        .collect())
}
