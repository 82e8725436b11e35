//! Chaining: what was heard becomes the next entries of its tenant's chain, in the order in which it was heard.
//!
//! One chainer works at a time, whatever runs it. Its commit waits for the disk, unlike the consumers': a checkpoint may be told of it
//! elsewhere, and what others were told must not be undone (docs/adr/0006).

use std::collections::BTreeMap;

use kernel::{Result, failpoint, id::TenantId, service::Deps};

use crate::{
    entry::{self, Hash, NOTHING, Row},
    store,
};

/// Rows that one transaction chains.
const BATCH_MAX: i64 = 1000;

/// The end of a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct End {
    pub size: i64,
    pub head: Hash,
}

impl End {
    pub(crate) const EMPTY: Self = Self { size: 0, head: NOTHING };
}

/// A row with its place in the chain.
pub(crate) struct Link {
    pub tenant: TenantId,
    pub source: String,
    pub event_id: uuid::Uuid,
    pub number: i64,
    pub previous: Hash,
    pub hash: Hash,
}

/// Chains one batch. Returns how many rows; zero also when another process's chainer is at work.
///
/// # Errors
/// 503 when the database cannot be reached.
pub(crate) async fn chain_once(deps: &Deps) -> Result<u64> {
    let mut tx = deps.db.system("chain the trail").await?;
    if !store::chain::lock(&mut tx).await? {
        return Ok(0);
    }
    let rows = store::pending::first(&mut tx, BATCH_MAX).await?;
    if rows.is_empty() {
        // Dropped, it would keep the lock for a moment.
        tx.commit().await?;
        return Ok(0);
    }
    let tenants: Vec<TenantId> = rows.iter().map(|(tenant, _)| *tenant).collect();
    let mut ends = store::chain::ends(&mut tx, &tenants).await?;
    let links = link(&mut ends, &rows);
    failpoint::pass(failpoint::CHAIN_LINKED);
    store::entry::append(&mut tx, &links).await?;
    failpoint::pass(failpoint::CHAIN_APPENDED);
    store::chain::move_ends(&mut tx, &ends).await?;
    failpoint::pass(failpoint::CHAIN_WRITTEN);
    tx.commit().await?;
    failpoint::pass(failpoint::CHAIN_COMMITTED);
    Ok(links.len() as u64)
}

/// Puts each row behind the end of its tenant's chain, which moves.
fn link(ends: &mut BTreeMap<TenantId, End>, rows: &[(TenantId, Row)]) -> Vec<Link> {
    let mut links = Vec::with_capacity(rows.len());
    for (tenant, row) in rows {
        let end = ends.entry(*tenant).or_insert(End::EMPTY);
        let number = end.size + 1;
        let hash = entry::hash(*tenant, number, row, &end.head);
        links.push(Link {
            tenant: *tenant,
            source: row.source.clone(),
            event_id: row.event_id,
            number,
            previous: end.head,
            hash,
        });
        *end = End {
            size: number,
            head: hash,
        };
    }
    links
}
