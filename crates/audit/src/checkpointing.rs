//! Checkpoints in time, and out of the database: every 60 s or 1,000 entries, for each chain that grew. A place that is away holds up neither
//! signing nor another place.

use std::sync::Arc;

use chrono::TimeDelta;
use kernel::{
    Caller, Result, SystemTx, audit::AuditEvent, id::TenantId, sealing::SealingKey, secret::Secret, service::Deps,
};
use serde_json::json;
use uuid::Uuid;

use crate::{
    checkpoint::{Checkpoint, KeyLine, Signer, StoredKey},
    place::Place,
    store,
};

/// A chain that grows is signed this often,
const EVERY: TimeDelta = TimeDelta::seconds(60);
/// and when it grew by so many entries.
const ENTRIES_MAX: i64 = 1000;
/// Chains that are signed in one transaction.
const CHAINS_MAX: i64 = 500;
/// Checkpoints that are written off the database in one go.
const EXPORT_MAX: i64 = 1000;

/// Makes the key that signs from now on. The earlier ones stay, for whoever verifies.
///
/// # Errors
/// 503 when the database cannot be reached, or somebody signs for longer than one waits for a lock.
pub async fn rotate_key(deps: &Deps, key: &Secret) -> Result<KeyLine> {
    let sealing = sealing(key);
    let next = StoredKey::generate(&deps.entropy, &sealing, deps.clock.now())?;
    let mut tx = deps.db.system("add a key of checkpoints").await?;
    // What is being signed at this moment is signed by the key before, and nothing after that.
    store::chain::wait_for_lock(&mut tx).await?;
    store::signing_key::insert(&mut tx, &next).await?;
    tx.commit().await?;
    tracing::info!(key = next.id, "a new audit key");
    let nobody = Caller::service(TenantId::from_uuid(Uuid::nil()), "audit");
    let mut tx = deps.db.tenant(&nobody).await?;
    let told = AuditEvent::new("audit.key_made", Uuid::nil()).after(&json!({"key": next.id}))?;
    deps.record(&mut tx, &nobody, told).await?;
    tx.commit().await?;
    Ok(next.line())
}

fn sealing(key: &Secret) -> SealingKey {
    SealingKey::derive(key, b"audit keys at rest")
}

/// Signs what grew, and tells of it elsewhere.
#[derive(Clone)]
pub(crate) struct Checkpoints {
    deps: Deps,
    sealing: Arc<SealingKey>,
    places: Arc<[Place]>,
}

impl Checkpoints {
    pub(crate) fn new(deps: Deps, key: &Secret, places: Arc<[Place]>) -> Self {
        Self {
            deps,
            sealing: Arc::new(sealing(key)),
            places,
        }
    }

    /// Makes the checkpoints that are due. Returns how many.
    ///
    /// # Errors
    /// 503 when the database cannot be reached; 500 when the key cannot be decrypted.
    pub(crate) async fn make(&self) -> Result<u64> {
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

    /// The public halves of the keys that were made under this secret. Another one in the table was put there by somebody else, and is not vouched for
    /// where keys are believed.
    fn ours(&self, keys: &[StoredKey]) -> Vec<KeyLine> {
        let (ours, others): (Vec<&StoredKey>, Vec<&StoredKey>) =
            keys.iter().partition(|key| Signer::open(key, &self.sealing).is_ok());
        for other in others {
            tracing::warn!(
                key = other.id,
                "a key of checkpoints was not made under this secret: it is not written off the database"
            );
        }
        ours.into_iter().map(StoredKey::line).collect()
    }

    /// Writes to each place what is not there yet. Returns how many checkpoints were taken: a place that takes none is tried again later.
    ///
    /// # Errors
    /// 503 when the database cannot be reached.
    pub(crate) async fn export(&self) -> Result<u64> {
        let mut written = 0;
        for place in self.places.iter() {
            written += self.export_to(place).await?;
        }
        Ok(written)
    }

    /// In the order in which they were made. What a crash lets it forget, or another process writes meanwhile, is written twice, which harms nothing.
    async fn export_to(&self, place: &Place) -> Result<u64> {
        let now = self.deps.clock.now();
        if place.rests(now) {
            return Ok(0);
        }
        let mut tx = self.deps.db.system("write checkpoints off the database").await?;
        if !store::chain::lock(&mut tx).await? {
            return Ok(0);
        }
        let written = store::checkpoint::exported(&mut tx, &place.name).await?;
        let waiting = store::checkpoint::made_after(&mut tx, written, EXPORT_MAX).await?;
        let Some((last, _)) = waiting.last() else {
            tx.commit().await?;
            return Ok(0);
        };
        let last = *last;
        let keys = store::signing_key::all(&mut tx).await?;
        // Nothing is held while the place is waited for: it may be far away.
        tx.commit().await?;
        let keys = self.ours(&keys);
        let checkpoints: Vec<Checkpoint> = waiting.into_iter().map(|(_, checkpoint)| checkpoint).collect();
        let count = checkpoints.len() as u64;
        if !place.write(keys, checkpoints, now).await {
            return Ok(0);
        }
        let mut tx = self
            .deps
            .db
            .system("note which checkpoints are off the database")
            .await?;
        store::checkpoint::set_exported(&mut tx, &place.name, last).await?;
        tx.commit().await?;
        Ok(count)
    }
}
