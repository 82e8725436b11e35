//! Checkpoints in time, and out of the database: every 60 s or 1,000 entries, for each chain that grew.

use std::sync::Arc;

use chrono::TimeDelta;
use kernel::{Error, Result, SystemTx, sealing::SealingKey, secret::Secret, service::Deps};

use crate::{
    checkpoint::{Checkpoint, Signer, StoredKey},
    config::Destination,
    exporting, store,
};

/// A chain that grows is signed this often,
const EVERY: TimeDelta = TimeDelta::seconds(60);
/// and when it grew by so many entries.
const ENTRIES_MAX: i64 = 1000;
/// Chains that are signed in one transaction.
const CHAINS_MAX: i64 = 500;
/// Checkpoints that are written off the database in one go.
const EXPORT_MAX: i64 = 1000;

/// Signs what grew, and tells of it elsewhere.
#[derive(Clone)]
pub(crate) struct Checkpoints {
    deps: Deps,
    sealing: Arc<SealingKey>,
    destination: Option<Destination>,
}

impl Checkpoints {
    pub(crate) fn new(deps: Deps, key: &Secret, destination: Option<Destination>) -> Self {
        Self {
            deps,
            sealing: Arc::new(SealingKey::derive(key, b"audit keys at rest")),
            destination,
        }
    }

    /// Makes the checkpoints that are due and writes out those that are not yet. Returns how many it made and wrote.
    ///
    /// # Errors
    /// 503 when the database cannot be reached; 500 when the key cannot be decrypted or the destination refuses.
    pub(crate) async fn work(&self) -> Result<u64> {
        let made = self.make().await?;
        Ok(made + self.export().await?)
    }

    async fn make(&self) -> Result<u64> {
        let now = self.deps.clock.now();
        let mut tx = self.deps.db.system("sign the chains that grew").await?;
        if !store::chain::lock(&mut tx).await? {
            return Ok(0);
        }
        let grown = store::chain::grown(&mut tx, now - EVERY, ENTRIES_MAX, CHAINS_MAX).await?;
        if grown.is_empty() {
            tx.commit().await?;
            return Ok(0);
        }
        let signer = self.signer(&mut tx).await?;
        let made: Vec<Checkpoint> = grown
            .iter()
            .map(|chain| signer.sign(chain.tenant, chain.size, chain.head, now))
            .collect();
        store::checkpoint::insert(&mut tx, &made).await?;
        tx.commit().await?;
        Ok(made.len() as u64)
    }

    /// The newest key; the first is made when there is none.
    async fn signer(&self, tx: &mut SystemTx<'_>) -> Result<Signer> {
        if let Some(newest) = store::signing_key::all(tx).await?.last() {
            return Signer::open(newest, &self.sealing);
        }
        let first = StoredKey::generate(&self.deps.entropy, &self.sealing, self.deps.clock.now())?;
        store::signing_key::insert(tx, &first).await?;
        tracing::info!(key = first.id, "a new audit key");
        Signer::open(&first, &self.sealing)
    }

    /// Writes what is not written yet, in the order in which it was made. What a crash lets it forget, or another process writes meanwhile, is
    /// written twice, which harms nothing.
    async fn export(&self) -> Result<u64> {
        let Some(destination) = &self.destination else {
            return Ok(0);
        };
        let name = destination.to_string();
        let mut tx = self.deps.db.system("write checkpoints off the database").await?;
        if !store::chain::lock(&mut tx).await? {
            return Ok(0);
        }
        let written = store::checkpoint::exported(&mut tx, &name).await?;
        let waiting = store::checkpoint::made_after(&mut tx, written, EXPORT_MAX).await?;
        let Some((last, _)) = waiting.last() else {
            tx.commit().await?;
            return Ok(0);
        };
        let last = *last;
        let keys = store::signing_key::all(&mut tx).await?;
        // Nothing is held while the folder is waited for: it may be far away.
        tx.commit().await?;
        let keys: Vec<_> = keys.iter().map(StoredKey::line).collect();
        let checkpoints: Vec<Checkpoint> = waiting.into_iter().map(|(_, checkpoint)| checkpoint).collect();
        let (to, count) = (destination.clone(), checkpoints.len() as u64);
        tokio::task::spawn_blocking(move || exporting::write(&to, &keys, &checkpoints))
            .await
            .map_err(Error::internal)?
            .map_err(|error| Error::internal(format!("checkpoints cannot be written to {destination}: {error}")))?;
        let mut tx = self
            .deps
            .db
            .system("note which checkpoints are off the database")
            .await?;
        store::checkpoint::set_exported(&mut tx, &name, last).await?;
        tx.commit().await?;
        Ok(count)
    }
}
