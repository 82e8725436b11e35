//! Whether the chains are whole, and what they were when they were signed.
//!
//! What finds what: an edit, a removal and an insertion are found by the chain itself; a chain cut off at its end, or written anew with all its
//! hashes, only by a checkpoint that is kept where the writer could not reach it; a forged checkpoint by the keys that are kept there too.

use std::{collections::BTreeMap, fmt};

use chrono::{DateTime, Utc};
use kernel::{Db, Result, id::TenantId};
use uuid::Uuid;

use crate::{
    chaining::End,
    checkpoint::{Checkpoint, Keys},
    entry::{self, Hash},
    store::{self, chain::Chain, entry::Entry},
};

/// Entries that are read at once.
const PAGE: i64 = 500;
const CHAINS_PAGE: i64 = 500;

/// What is wrong with a tenant's chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The entry was changed: its hash is not that of its content.
    Changed { number: i64 },
    /// There is no such entry, and there are later ones or the chain says that there are.
    Missing { number: i64 },
    /// The entry follows another than the one before it.
    Unlinked { number: i64 },
    /// The entry is where the chain's own note has its end, and is another than that.
    WrongEnd { number: i64 },
    /// A checkpoint knows more entries than there are.
    CutOff { size: i64, signed: i64, at: DateTime<Utc> },
    /// Some entry from `from` to `to` is another than when the checkpoint was signed.
    Rewritten { from: i64, to: i64, at: DateTime<Utc> },
    /// The checkpoint is not what the key that it names has signed.
    Forged { size: i64, at: DateTime<Utc> },
    /// It names a key that is none of those that are trusted.
    UnknownKey { size: i64, at: DateTime<Utc>, key: String },
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let time = |at: &DateTime<Utc>| at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true);
        match self {
            Self::Changed { number } => write!(f, "entry {number} was changed: its content and its hash differ"),
            Self::Missing { number } => write!(f, "entry {number} is missing"),
            Self::Unlinked { number } => write!(f, "entry {number} does not follow the one before it"),
            Self::WrongEnd { number } => write!(f, "entry {number} is not the one that was noted as the chain's last"),
            Self::CutOff { size, signed, at } => {
                write!(
                    f,
                    "it was cut off: entry {} is missing, {signed} were signed on {}",
                    size + 1,
                    time(at)
                )
            }
            Self::Rewritten { from, to, at } => {
                write!(
                    f,
                    "it was rewritten: an entry from {from} to {to} is not what was signed on {}",
                    time(at)
                )
            }
            Self::Forged { size, at } => {
                write!(
                    f,
                    "the checkpoint of {size} entries of {} is signed by no trusted key",
                    time(at)
                )
            }
            Self::UnknownKey { size, at, key } => {
                write!(
                    f,
                    "the checkpoint of {size} entries of {} is signed by no trusted key: the key {key} is unknown",
                    time(at)
                )
            }
        }
    }
}

/// What was found in the chains.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    pub chains: u64,
    pub entries: u64,
    /// Checkpoints that were compared.
    pub checkpoints: u64,
    /// At most one for each chain, the first, and one for each checkpoint that is not to be believed.
    pub faults: Vec<(TenantId, Fault)>,
}

/// Checkpoints that are kept elsewhere, and the keys that are trusted there.
#[derive(Clone, Debug, Default)]
pub struct Kept {
    pub keys: Keys,
    pub checkpoints: Vec<Checkpoint>,
}

/// Walks the chain of one tenant, or of all, and compares it with the database's own checkpoints and with those that are kept elsewhere.
/// Without keys from elsewhere the database's own are trusted.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn verify(db: &Db, only: Option<TenantId>, kept: Kept) -> Result<Verdict> {
    let mut keys = kept.keys;
    if keys.is_empty() {
        let mut tx = db.system("keys of the checkpoints").await?;
        for key in store::signing_key::all(&mut tx).await? {
            keys.add(&key.line());
        }
    }
    let mut elsewhere: BTreeMap<TenantId, Vec<Checkpoint>> = BTreeMap::new();
    for checkpoint in kept.checkpoints {
        if only.is_none_or(|tenant| tenant == checkpoint.tenant) {
            elsewhere.entry(checkpoint.tenant).or_default().push(checkpoint);
        }
    }
    let mut verdict = Verdict::default();
    let mut after = Uuid::nil();
    loop {
        let mut tx = db.system("chains to verify").await?;
        let chains = store::chain::page(&mut tx, after, CHAINS_PAGE).await?;
        drop(tx);
        let Some(last) = chains.last() else { break };
        after = last.tenant.uuid();
        for chain in chains {
            if only.is_none_or(|tenant| tenant == chain.tenant) {
                let signed = elsewhere.remove(&chain.tenant).unwrap_or_default();
                verify_chain(db, &chain, &keys, signed, &mut verdict).await?;
            }
        }
    }
    // A chain that is gone altogether is known elsewhere only.
    for (tenant, signed) in elsewhere {
        let gone = Chain {
            tenant,
            end: End::EMPTY,
            start: End::EMPTY,
        };
        verify_chain(db, &gone, &keys, signed, &mut verdict).await?;
    }
    Ok(verdict)
}

async fn verify_chain(
    db: &Db,
    chain: &Chain,
    keys: &Keys,
    mut signed: Vec<Checkpoint>,
    verdict: &mut Verdict,
) -> Result<()> {
    signed.extend(own_checkpoints(db, chain.tenant).await?);
    verdict.chains += 1;
    verdict.checkpoints += signed.len() as u64;
    let (believed, forged): (Vec<Checkpoint>, Vec<Checkpoint>) =
        signed.into_iter().partition(|checkpoint| keys.signed(checkpoint));
    let mut walk = Walk::new(chain, believed);
    let fault = loop {
        let mut tx = db.system("entries to verify").await?;
        let entries = store::entry::after(&mut tx, chain.tenant, walk.at.size, PAGE).await?;
        drop(tx);
        if entries.is_empty() {
            break walk.finish();
        }
        if let Some(fault) = entries.iter().find_map(|entry| walk.step(entry)) {
            break Some(fault);
        }
    };
    verdict.entries += u64::try_from(walk.at.size - chain.start.size).unwrap_or(0);
    verdict.faults.extend(fault.map(|fault| (chain.tenant, fault)));
    verdict.faults.extend(forged.into_iter().map(|checkpoint| {
        let is_known = keys.know(&checkpoint);
        let Checkpoint {
            size, at, key_id: key, ..
        } = checkpoint;
        let fault = if is_known {
            Fault::Forged { size, at }
        } else {
            Fault::UnknownKey { size, at, key }
        };
        (chain.tenant, fault)
    }));
    Ok(())
}

async fn own_checkpoints(db: &Db, tenant: TenantId) -> Result<Vec<Checkpoint>> {
    let mut all: Vec<Checkpoint> = Vec::new();
    loop {
        let mut tx = db.system("checkpoints to verify").await?;
        let after = all.last().map_or(0, |last| last.size);
        let page = store::checkpoint::of(&mut tx, tenant, after, PAGE).await?;
        if page.is_empty() {
            return Ok(all);
        }
        all.extend(page);
    }
}

/// A walk along a chain, entry by entry.
struct Walk {
    tenant: TenantId,
    /// Where it began: what is before it was forgotten.
    start: End,
    /// The last entry that was whole.
    at: End,
    /// What the chain says of its end.
    end: End,
    /// Believed checkpoints by size, those ahead.
    ahead: BTreeMap<i64, Vec<(Hash, DateTime<Utc>)>>,
    /// The last size that a checkpoint agreed with.
    agreed: i64,
}

impl Walk {
    fn new(chain: &Chain, believed: Vec<Checkpoint>) -> Self {
        let mut ahead: BTreeMap<i64, Vec<(Hash, DateTime<Utc>)>> = BTreeMap::new();
        for checkpoint in believed {
            let signed = ahead.entry(checkpoint.size).or_default();
            signed.push((checkpoint.head, checkpoint.at));
        }
        // What was forgotten is judged by its last hash alone.
        ahead = ahead.split_off(&chain.start.size.max(1));
        Self {
            tenant: chain.tenant,
            start: chain.start,
            at: chain.start,
            end: chain.end,
            ahead,
            agreed: chain.start.size,
        }
    }

    /// Takes the next entry; says what is wrong with it.
    fn step(&mut self, entry: &Entry) -> Option<Fault> {
        if self.at == self.start
            && let Some(fault) = self.compare()
        {
            return Some(fault);
        }
        let number = self.at.size + 1;
        if entry.number != number {
            return Some(Fault::Missing { number });
        }
        if entry.previous != self.at.head {
            return Some(Fault::Unlinked { number });
        }
        if entry.hash != entry::hash(self.tenant, number, &entry.row, &self.at.head) {
            return Some(Fault::Changed { number });
        }
        self.at = End {
            size: number,
            head: entry.hash,
        };
        if self.at.size == self.end.size && self.at.head != self.end.head {
            return Some(Fault::WrongEnd { number });
        }
        self.compare()
    }

    /// Whether every checkpoint of this size says the same.
    fn compare(&mut self) -> Option<Fault> {
        let signed = self.ahead.remove(&self.at.size)?;
        for (head, at) in signed {
            if head != self.at.head {
                return Some(Fault::Rewritten {
                    from: (self.agreed + 1).min(self.at.size),
                    to: self.at.size,
                    at,
                });
            }
        }
        self.agreed = self.at.size;
        None
    }

    /// There are no more entries; says whether there should be.
    fn finish(&mut self) -> Option<Fault> {
        if self.at == self.start
            && let Some(fault) = self.compare()
        {
            return Some(fault);
        }
        if let Some((signed, (_, at))) = self
            .ahead
            .iter()
            .next_back()
            .and_then(|(size, signed)| Some((*size, *signed.first()?)))
        {
            return Some(Fault::CutOff {
                size: self.at.size,
                signed,
                at,
            });
        }
        // A chain that grew while it was walked has more than was noted.
        (self.at.size < self.end.size).then_some(Fault::Missing {
            number: self.at.size + 1,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::{NOTHING, Row};

    fn tenant() -> TenantId {
        TenantId::from_uuid(Uuid::from_u128(1))
    }

    fn row(number: i64) -> Row {
        Row {
            source: "order".to_owned(),
            event_id: Uuid::from_u128(u128::from(number.unsigned_abs())),
            at: DateTime::UNIX_EPOCH,
            user_id: Uuid::nil(),
            via: None,
            action: "order.completed".to_owned(),
            subject_id: Uuid::nil(),
            store_id: None,
            before: None,
            after: Some(format!("{number}")),
            reason: None,
            trace_id: String::new(),
        }
    }

    fn chain(rows: impl IntoIterator<Item = Row>) -> Vec<Entry> {
        let mut previous = NOTHING;
        (1..)
            .zip(rows)
            .map(|(number, row)| {
                let hash = entry::hash(tenant(), number, &row, &previous);
                let entry = Entry {
                    number,
                    row,
                    previous,
                    hash,
                };
                previous = hash;
                entry
            })
            .collect()
    }

    fn of_five() -> Vec<Entry> {
        chain((1..=5).map(row))
    }

    fn end(entries: &[Entry]) -> End {
        entries.last().map_or(End::EMPTY, |last| End {
            size: last.number,
            head: last.hash,
        })
    }

    /// As signed at this size.
    fn signed(entries: &[Entry], size: usize) -> Checkpoint {
        Checkpoint {
            tenant: tenant(),
            size: entries[size - 1].number,
            head: entries[size - 1].hash,
            at: DateTime::UNIX_EPOCH,
            key_id: String::new(),
            signature: Vec::new(),
        }
    }

    fn fault(entries: &[Entry], start: End, end: End, believed: Vec<Checkpoint>) -> Option<Fault> {
        let chain = Chain {
            tenant: tenant(),
            end,
            start,
        };
        let mut walk = Walk::new(&chain, believed);
        let broken = entries.iter().find_map(|entry| walk.step(entry));
        broken.or_else(|| walk.finish())
    }

    #[test]
    fn a_whole_chain_has_no_fault() {
        let entries = of_five();
        let checkpoints = vec![signed(&entries, 2), signed(&entries, 5)];
        assert_eq!(fault(&entries, End::EMPTY, end(&entries), checkpoints), None);
        assert_eq!(fault(&[], End::EMPTY, End::EMPTY, vec![]), None);
    }

    #[test]
    fn an_edit_is_found_at_its_entry() {
        let mut entries = of_five();
        let end = end(&entries);
        entries[2].row.after = None;
        assert_eq!(
            fault(&entries, End::EMPTY, end, vec![]),
            Some(Fault::Changed { number: 3 })
        );
        // With a new hash it is the next one that does not follow.
        entries[2].hash = entry::hash(tenant(), 3, &entries[2].row, &entries[2].previous);
        assert_eq!(
            fault(&entries, End::EMPTY, end, vec![]),
            Some(Fault::Unlinked { number: 4 })
        );
    }

    #[test]
    fn a_removed_entry_is_named() {
        let mut entries = of_five();
        let end = end(&entries);
        entries.remove(2);
        assert_eq!(
            fault(&entries, End::EMPTY, end, vec![]),
            Some(Fault::Missing { number: 3 })
        );
    }

    #[test]
    fn a_chain_that_is_cut_off_with_its_note_is_found_by_a_checkpoint_alone() {
        let entries = of_five();
        let cut = &entries[..3];
        assert_eq!(
            fault(cut, End::EMPTY, end(&entries), vec![]),
            Some(Fault::Missing { number: 4 })
        );
        assert_eq!(fault(cut, End::EMPTY, end(cut), vec![]), None);
        assert_eq!(
            fault(cut, End::EMPTY, end(cut), vec![signed(&entries, 5)]),
            Some(Fault::CutOff {
                size: 3,
                signed: 5,
                at: DateTime::UNIX_EPOCH
            })
        );
        assert_eq!(
            fault(&[], End::EMPTY, End::EMPTY, vec![signed(&entries, 5)]),
            Some(Fault::CutOff {
                size: 0,
                signed: 5,
                at: DateTime::UNIX_EPOCH
            })
        );
    }

    #[test]
    fn a_rewrite_with_all_hashes_is_found_by_a_checkpoint_alone() {
        let entries = of_five();
        let rewritten = chain((1..=5).map(|n| if n == 3 { row(9) } else { row(n) }));
        let end = end(&rewritten);
        assert_eq!(fault(&rewritten, End::EMPTY, end, vec![]), None);
        let checkpoints = vec![signed(&entries, 2), signed(&entries, 4)];
        assert_eq!(
            fault(&rewritten, End::EMPTY, end, checkpoints),
            Some(Fault::Rewritten {
                from: 3,
                to: 4,
                at: DateTime::UNIX_EPOCH
            })
        );
    }

    #[test]
    fn what_retention_left_verifies_from_its_anchor() {
        let entries = of_five();
        let start = End {
            size: 2,
            head: entries[1].hash,
        };
        let checkpoints = vec![signed(&entries, 1), signed(&entries, 2), signed(&entries, 5)];
        assert_eq!(fault(&entries[2..], start, end(&entries), checkpoints.clone()), None);
        assert_eq!(
            fault(&entries[3..], start, end(&entries), checkpoints.clone()),
            Some(Fault::Missing { number: 3 })
        );
        let forged = End { head: [1; 32], ..start };
        assert_eq!(
            fault(&entries[2..], forged, end(&entries), checkpoints),
            Some(Fault::Rewritten {
                from: 2,
                to: 2,
                at: DateTime::UNIX_EPOCH
            })
        );
    }

    #[test]
    fn a_note_of_another_end_is_found() {
        let entries = of_five();
        let noted = End { size: 5, head: [1; 32] };
        assert_eq!(
            fault(&entries, End::EMPTY, noted, vec![]),
            Some(Fault::WrongEnd { number: 5 })
        );
    }
}
