//! `audit.entry`: the chain.

use chrono::{DateTime, Utc};
use kernel::{Result, SystemTx, db::TenantTx, id::TenantId};
use serde::{Deserialize, Serialize};
use sqlx::{Postgres, QueryBuilder, Row as _, postgres::PgRow};
use uuid::Uuid;

use super::hash;
use crate::{
    chaining::Link,
    consumers,
    entry::{Hash, Row},
    naming,
};

/// Moves rows from what waits into the chain, each with its place.
pub(crate) async fn append(tx: &mut SystemTx<'_>, links: &[Link]) -> Result<()> {
    let tenants: Vec<Uuid> = links.iter().map(|link| link.tenant.uuid()).collect();
    let sources: Vec<String> = links.iter().map(|link| link.source.clone()).collect();
    let events: Vec<Uuid> = links.iter().map(|link| link.event_id).collect();
    let numbers: Vec<i64> = links.iter().map(|link| link.number).collect();
    let previous: Vec<Vec<u8>> = links.iter().map(|link| link.previous.to_vec()).collect();
    let hashes: Vec<Vec<u8>> = links.iter().map(|link| link.hash.to_vec()).collect();
    sqlx::query!(
        "WITH link AS MATERIALIZED (
             SELECT * FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::bigint[], $5::bytea[], $6::bytea[])
                 AS link (tenant_id, source, event_id, number, previous_hash, hash)
         ), moved AS (
             DELETE FROM audit.pending USING link
             WHERE pending.tenant_id = link.tenant_id AND pending.source = link.source AND pending.event_id = link.event_id
             RETURNING pending.*, link.number, link.previous_hash, link.hash
         )
         INSERT INTO audit.entry (tenant_id, number, source, event_id, at, user_id, via, action, subject_id, store_id, before, after, reason,
             trace_id, previous_hash, hash)
         SELECT tenant_id, number, source, event_id, at, user_id, via, action, subject_id, store_id, before, after, reason, trace_id,
             previous_hash, hash
         FROM moved",
        &tenants,
        &sources,
        &events,
        &numbers,
        &previous,
        &hashes,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// An entry as it is stored, whatever is wrong with it.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub number: i64,
    pub row: Row,
    pub previous: Hash,
    pub hash: Hash,
}

/// Entries of a tenant in their order, after that number: at most `limit`.
pub(crate) async fn after(tx: &mut SystemTx<'_>, tenant: TenantId, number: i64, limit: i64) -> Result<Vec<Entry>> {
    let sql = "SELECT number, source, event_id, at, user_id, via, action, subject_id, store_id, before, after, reason, trace_id, previous_hash, hash
         FROM audit.entry WHERE tenant_id = $1 AND number > $2 ORDER BY number LIMIT $3";
    let rows = sqlx::query(sql)
        .bind(tenant.uuid())
        .bind(number)
        .bind(limit)
        .fetch_all(&mut **tx)
        .await?;
    rows.iter().map(whole).collect()
}

/// The entry of this row of some trail, of the transaction's tenant.
pub(crate) async fn find(tx: &mut TenantTx<'_>, event_id: Uuid) -> Result<Option<Entry>> {
    let sql = "SELECT number, source, event_id, at, user_id, via, action, subject_id, store_id, before, after, reason, trace_id, previous_hash, hash
         FROM audit.entry WHERE tenant_id = $1 AND source = ANY($2) AND event_id = $3";
    let row = sqlx::query(sql)
        .bind(tx.tenant().uuid())
        .bind(consumers::sources())
        .bind(event_id)
        .fetch_optional(&mut **tx)
        .await?;
    row.as_ref().map(whole).transpose()
}

fn whole(row: &PgRow) -> Result<Entry> {
    Ok(Entry {
        number: row.get("number"),
        row: Row {
            source: row.get("source"),
            event_id: row.get("event_id"),
            at: row.get("at"),
            user_id: row.get("user_id"),
            via: row.get("via"),
            action: row.get("action"),
            subject_id: row.get("subject_id"),
            store_id: row.get("store_id"),
            before: row.get("before"),
            after: row.get("after"),
            reason: row.get("reason"),
            trace_id: row.get("trace_id"),
        },
        previous: hash(row.get("previous_hash"))?,
        hash: hash(row.get("hash"))?,
    })
}

/// What a list of entries is narrowed to.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wanted {
    pub from: Option<DateTime<Utc>>,
    /// The first moment that is no longer wanted.
    pub to: Option<DateTime<Utc>>,
    pub user: Option<Uuid>,
    pub action: Option<String>,
    pub subject: Option<Uuid>,
    pub store: Option<Uuid>,
    pub before: Option<Place>,
}

/// Where a page ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Place {
    #[serde(deserialize_with = "kernel::dates::instant")]
    pub at: DateTime<Utc>,
    pub number: i64,
}

impl Entry {
    pub(crate) const fn place(&self) -> Place {
        Place {
            at: self.row.at,
            number: self.number,
        }
    }
}

/// Entries of the transaction's tenant, the newest first: at most `limit` and one more, which says that there are more. What changed is left
/// out unless it is asked for: there may be much of it.
pub(crate) async fn list(tx: &mut TenantTx<'_>, wanted: &Wanted, with_states: bool, limit: u32) -> Result<Vec<Entry>> {
    let states = if with_states {
        "before, after"
    } else {
        "NULL::text AS before, NULL::text AS after"
    };
    let mut query = QueryBuilder::<Postgres>::new(
        "SELECT number, source, event_id, at, user_id, via, action, subject_id, store_id, reason, trace_id, previous_hash, hash, ",
    );
    // Conditions that are not there leave the statement to the index of those that are.
    query
        .push(states)
        .push(" FROM audit.entry WHERE tenant_id = ")
        .push_bind(tx.tenant().uuid());
    if let Some(from) = wanted.from {
        query.push(" AND at >= ").push_bind(from);
    }
    if let Some(to) = wanted.to {
        query.push(" AND at < ").push_bind(to);
    }
    if let Some(user) = wanted.user {
        query.push(" AND user_id = ").push_bind(user);
    }
    if let Some(action) = &wanted.action {
        query.push(" AND action = ").push_bind(action.clone());
    }
    if let Some(subject) = wanted.subject {
        query.push(" AND subject_id = ").push_bind(subject);
    }
    if let Some(store) = wanted.store {
        query.push(" AND store_id = ").push_bind(store);
    }
    if let Some(place) = wanted.before {
        query
            .push(" AND (at, number) < (")
            .push_bind(place.at)
            .push(", ")
            .push_bind(place.number)
            .push(")");
    }
    query
        .push(" ORDER BY at DESC, number DESC LIMIT ")
        .push_bind(i64::from(limit) + 1);
    let rows = query.build().fetch_all(&mut **tx).await?;
    rows.iter().map(whole).collect()
}

/// The newest state of each of these things that has its name, of the transaction's tenant.
pub(crate) async fn naming_states(tx: &mut TenantTx<'_>, subjects: &[Uuid]) -> Result<Vec<(Uuid, String)>> {
    let actions = naming::naming();
    let rows = sqlx::query!(
        r#"SELECT subject.id AS "id!", named.after AS "after!" FROM unnest($2::uuid[]) AS subject (id)
           CROSS JOIN LATERAL (
               SELECT after FROM audit.entry
               WHERE tenant_id = $1 AND subject_id = subject.id AND action = ANY($3) AND after IS NOT NULL
               ORDER BY at DESC, number DESC LIMIT 1
           ) AS named"#,
        tx.tenant().uuid(),
        subjects,
        &actions,
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.after)).collect())
}

/// Removes entries that their chains have forgotten: at most `limit`. Returns how many.
pub(crate) async fn remove_forgotten(tx: &mut SystemTx<'_>, limit: i64) -> Result<u64> {
    let done = sqlx::query!(
        "DELETE FROM audit.entry WHERE (tenant_id, number) IN (
             SELECT entry.tenant_id, entry.number FROM audit.chain
             JOIN audit.entry ON entry.tenant_id = chain.tenant_id AND entry.number <= chain.forgotten
             WHERE chain.forgotten IS NOT NULL LIMIT $1)",
        limit,
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected())
}
