//! The signing keys in memory: read from the table once a minute, decrypted once, made and dropped by the schedule.

use std::sync::{Arc, PoisonError, RwLock};

use chrono::{DateTime, TimeDelta, Utc};
use kernel::{
    Caller, Clock, Db, Entropy, Error, Result,
    audit::{self, AuditEvent},
    codes,
    id::TenantId,
};
use serde_json::json;
use tokio::sync::Mutex;
use uuid::Uuid;

use crate::{
    key_schedule::{self, KeyTimes},
    key_wrap::KeyWrap,
    signing_key::{self, PublicKey, SigningKey},
    store,
};

/// How long a process goes by what it read: a tenth of the time that a key is published before it signs.
const READ_EVERY: TimeDelta = TimeDelta::seconds(60);

/// The keys of access tokens.
#[derive(Clone)]
pub struct Keyring {
    db: Db,
    clock: Clock,
    entropy: Entropy,
    wrap: Arc<KeyWrap>,
    kept: Arc<RwLock<Option<Kept>>>,
    reading: Arc<Mutex<()>>,
}

#[derive(Clone)]
struct Kept {
    read_at: DateTime<Utc>,
    keys: Arc<[Arc<SigningKey>]>,
}

/// What a rotation did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rotation {
    /// The key that signs next.
    pub kid: String,
    /// From when on.
    pub signs_from: DateTime<Utc>,
    /// How many keys were dropped, because no living token needs them.
    pub dropped: u64,
}

impl Keyring {
    #[must_use]
    pub fn new(db: Db, clock: Clock, entropy: Entropy, wrap: KeyWrap) -> Self {
        Self {
            db,
            clock,
            entropy,
            wrap: Arc::new(wrap),
            kept: Arc::default(),
            reading: Arc::default(),
        }
    }

    /// The key that signs now; the first one is made when there is none. Call it outside of a transaction: it may read the table.
    ///
    /// # Errors
    /// 503 when the database cannot be reached or Vault has been gone for too long, 500 when the keys cannot be decrypted.
    pub async fn signer(&self) -> Result<Arc<SigningKey>> {
        let keys = self.current().await?;
        let generation = key_schedule::signing(&times(&keys), self.clock.now());
        let key = keys.iter().find(|key| Some(key.times.generation) == generation);
        let key = key.ok_or_else(|| Error::internal("there is no signing key"))?;
        key.confirm(&self.wrap).await?;
        Ok(Arc::clone(key))
    }

    /// Every key that a living token may need, and the one that signs next.
    ///
    /// # Errors
    /// 503 when the database cannot be reached, 500 when the keys cannot be decrypted.
    pub async fn published(&self) -> Result<Vec<PublicKey>> {
        Ok(self.current().await?.iter().map(|key| key.public.clone()).collect())
    }

    /// Makes a key when one is due and drops those that are done. Returns how many it made and dropped.
    ///
    /// # Errors
    /// 503 when the database cannot be reached.
    pub async fn tend(&self) -> Result<u64> {
        let keys = self.read().await?;
        let mut done = 0;
        if key_schedule::is_due(&times(&keys), self.clock.now()) {
            done += u64::from(self.make(&keys).await?);
        }
        Ok(done + self.drop_done().await?)
    }

    /// Makes the next key now, or finds the one that is on its way.
    ///
    /// # Errors
    /// 503 when the database cannot be reached.
    pub async fn rotate(&self) -> Result<Rotation> {
        let keys = self.read().await?;
        if key_schedule::upcoming(&times(&keys), self.clock.now()).is_none() {
            self.make(&keys).await?;
        }
        let dropped = self.drop_done().await?;
        let keys = self.read().await?;
        let newest = keys
            .iter()
            .max_by_key(|key| key.times.generation)
            .ok_or_else(|| Error::internal("there is no signing key"))?;
        Ok(Rotation {
            kid: newest.public.kid.clone(),
            signs_from: newest.times.signs_from,
            dropped,
        })
    }

    /// Wraps every stored key as it would be wrapped today: by the arm that is configured, under the newest version of Vault's key.
    /// Returns how many changed.
    ///
    /// # Errors
    /// 503 when the database or Vault cannot be reached, 500 when a key cannot be decrypted. What was wrapped before that stays so.
    pub async fn rewrap(&self) -> Result<u64> {
        let mut tx = self.db.system("read the signing keys").await?;
        let stored = store::signing_key::all(&mut tx).await?;
        tx.commit().await?;
        let mut changed = 0;
        for key in stored {
            let context = signing_key::context(&key.kid);
            let Some(private_key) = self.wrap.rewrap(&context, &key.private_key).await? else {
                continue;
            };
            let mut tx = self.db.system("wrap a signing key anew").await?;
            changed += u64::from(store::signing_key::rewrap(&mut tx, &key, &private_key).await?);
            tx.commit().await?;
        }
        Ok(changed)
    }

    async fn current(&self) -> Result<Arc<[Arc<SigningKey>]>> {
        if let Some(keys) = self.fresh() {
            return Ok(keys);
        }
        let _one_at_a_time = self.reading.lock().await;
        if let Some(keys) = self.fresh() {
            return Ok(keys);
        }
        match self.read().await {
            Ok(keys) if keys.is_empty() => {
                self.make(&keys).await?;
                self.read().await
            }
            Ok(keys) => Ok(keys),
            // What was read before serves on: tokens can be verified, and signing needs the database anyway.
            Err(error) if error.is_connection() || error.code() == codes::SECRETS_UNAVAILABLE.code => {
                self.any().ok_or(error)
            }
            Err(error) => Err(error),
        }
    }

    fn fresh(&self) -> Option<Arc<[Arc<SigningKey>]>> {
        let now = self.clock.now();
        let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner);
        kept.as_ref()
            .filter(|kept| (now - kept.read_at).abs() < READ_EVERY)
            .map(|kept| Arc::clone(&kept.keys))
    }

    fn any(&self) -> Option<Arc<[Arc<SigningKey>]>> {
        self.kept
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .as_ref()
            .map(|kept| Arc::clone(&kept.keys))
    }

    /// Reads the table; a key that was decrypted before is not decrypted again.
    async fn read(&self) -> Result<Arc<[Arc<SigningKey>]>> {
        let read_at = self.clock.now();
        let mut tx = self.db.system("read the signing keys").await?;
        let stored = store::signing_key::all(&mut tx).await?;
        tx.commit().await?;
        let known = self.any();
        let known = |kid: &str| {
            known
                .iter()
                .flat_map(|keys| keys.iter())
                .find(|key| key.public.kid == kid)
                .cloned()
        };
        let mut opened = Vec::with_capacity(stored.len());
        for stored in stored {
            opened.push(match known(&stored.kid) {
                Some(key) if key.is_stored_as(&stored) => key,
                _ => Arc::new(SigningKey::open(stored, &self.wrap).await?),
            });
        }
        let keys: Arc<[Arc<SigningKey>]> = opened.into();
        if !keys.is_empty() {
            *self.kept.write().unwrap_or_else(PoisonError::into_inner) = Some(Kept {
                read_at,
                keys: Arc::clone(&keys),
            });
        }
        Ok(keys)
    }

    /// Makes the key after these. Returns false when another process was first: then its key is there.
    async fn make(&self, keys: &[Arc<SigningKey>]) -> Result<bool> {
        let now = self.clock.now();
        let next = key_schedule::next(&times(keys), now);
        let kid = self.entropy.id::<()>(now).to_string();
        let made = tokio::task::spawn_blocking(move || signing_key::generate(kid, next))
            .await
            .map_err(Error::internal)??;
        let made = made.wrap(&self.wrap).await?;
        let mut tx = self.db.system("add a signing key").await?;
        let added = store::signing_key::insert(&mut tx, &made).await?;
        tx.commit().await?;
        if added {
            tracing::info!(kid = made.kid, signs_from = %made.times.signs_from, "a new signing key");
            let told = json!({"kid": made.kid, "signs_from": made.times.signs_from});
            self.record(AuditEvent::new("auth.key_made", Uuid::nil()).after(&told)?)
                .await?;
        }
        Ok(added)
    }

    /// Drops the keys that no living token can need.
    async fn drop_done(&self) -> Result<u64> {
        let done = key_schedule::droppable(&times(&self.read().await?), self.clock.now());
        if done.is_empty() {
            return Ok(0);
        }
        let mut tx = self.db.system("drop signing keys that are done").await?;
        let dropped = store::signing_key::delete(&mut tx, &done).await?;
        tx.commit().await?;
        self.record(AuditEvent::new("auth.keys_dropped", Uuid::nil()).before(&json!({"generations": done}))?)
            .await?;
        self.read().await?;
        Ok(dropped)
    }

    /// Writes into the trail what became of a key. Keys are for all tenants, so it is in a chain that is nobody's; and they are the system
    /// role's, which writes no trail, so it is written right after.
    async fn record(&self, event: AuditEvent<'_>) -> Result<()> {
        let nobody = Caller::service(TenantId::from_uuid(Uuid::nil()), "auth");
        let mut tx = self.db.tenant(&nobody).await?;
        audit::record(&mut tx, &nobody, &self.clock, &self.entropy, event).await?;
        tx.commit().await
    }
}

fn times(keys: &[Arc<SigningKey>]) -> Vec<KeyTimes> {
    keys.iter().map(|key| key.times).collect()
}
