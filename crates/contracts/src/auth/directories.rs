//! Auth's directory as other contexts keep it: a few seconds as it is, a day when auth is away. A tenant waits for its own reads only.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock},
    time::Duration,
};

use chrono::{DateTime, TimeDelta, Utc};
use kernel::{Caller, Clock, Result, codes, id::TenantId, peer::Peer, tasks::Tasks};
use tokio::sync::{Mutex as AsyncMutex, OwnedMutexGuard};

use super::{Directory, Register, Store};
use crate::ids::RegisterId;

/// A directory older than this is read again at its next use.
const FRESH: TimeDelta = TimeDelta::seconds(5);
/// When auth does not answer, what was read last serves this long.
const USABLE: TimeDelta = TimeDelta::hours(24);
/// How long a request waits for a newer directory than the one that is kept; the read goes on without it.
const PATIENCE: Duration = Duration::from_millis(500);
/// After a read that failed auth is left alone this long.
const LEFT_ALONE: TimeDelta = TimeDelta::seconds(5);
/// Reads of one tenant within [`FRESH`] that may be made for ids that are then not found.
const FRUITLESS_MAX: u32 = 8;
/// Tenants kept; beyond that all are forgotten and read again when used.
const TENANTS_MAX: usize = 10_000;

/// The directory of each tenant, kept for a few seconds and usable for a day when auth is away.
#[derive(Clone)]
pub struct Directories {
    auth: Peer,
    clock: Clock,
    tasks: Tasks,
    tenants: Arc<RwLock<HashMap<TenantId, Arc<Tenant>>>>,
}

/// One tenant's directory: what is known, and whose turn it is to ask.
#[derive(Default)]
struct Tenant {
    known: Mutex<Known>,
    reading: Arc<AsyncMutex<()>>,
}

#[derive(Default)]
struct Known {
    directory: Option<(Arc<Directory>, DateTime<Utc>)>,
    failed: Option<DateTime<Utc>>,
    /// Since when fruitless reads are counted, and how many there were.
    fruitless: Option<(DateTime<Utc>, u32)>,
}

impl Known {
    fn younger_than(&self, age: TimeDelta, now: DateTime<Utc>) -> Option<Arc<Directory>> {
        let (directory, read) = self.directory.as_ref()?;
        (now - *read < age).then(|| Arc::clone(directory))
    }

    fn failed_lately(&self, now: DateTime<Utc>) -> bool {
        self.failed.is_some_and(|failed| now - failed < LEFT_ALONE)
    }

    /// Whether an id that is not in the directory is worth another read: not when many were not found just now.
    fn worth_rereading(&self, now: DateTime<Utc>) -> bool {
        self.fruitless
            .is_none_or(|(since, count)| now - since >= FRESH || count < FRUITLESS_MAX)
    }

    fn note_fruitless(&mut self, now: DateTime<Utc>) {
        self.fruitless = match self.fruitless {
            Some((since, count)) if now - since < FRESH => Some((since, count + 1)),
            _ => Some((now, 1)),
        };
    }
}

impl Tenant {
    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Directories {
    #[must_use]
    pub fn new(auth: Peer, clock: Clock, tasks: Tasks) -> Self {
        Self {
            auth,
            clock,
            tasks,
            tenants: Arc::default(),
        }
    }

    /// The caller's tenant: not older than a few seconds while auth answers, not older than a day while it does not.
    ///
    /// # Errors
    /// 503 when auth does not answer and nothing usable is kept.
    pub async fn of(&self, caller: &Caller) -> Result<Arc<Directory>> {
        let tenant = self.tenant(caller.tenant);
        let now = self.clock.now();
        let (fresh, usable, failed) = {
            let known = tenant.known();
            (
                known.younger_than(FRESH, now),
                known.younger_than(USABLE, now),
                known.failed_lately(now),
            )
        };
        match (fresh, usable) {
            (Some(fresh), _) => Ok(fresh),
            (None, Some(usable)) if failed => Ok(usable),
            (None, Some(usable)) => Ok(self.newer(caller, &tenant).await.unwrap_or(usable)),
            (None, None) => {
                let turn = Arc::clone(&tenant.reading).lock_owned().await;
                let read_meanwhile = tenant.known().younger_than(FRESH, self.clock.now());
                match read_meanwhile {
                    Some(fresh) => Ok(fresh),
                    None => self.read(caller, &tenant, turn).await,
                }
            }
        }
    }

    /// The directory, and what `pick` finds in it. What is not in the one that is kept may have been made a moment ago: then it is
    /// read anew, though not for each of many ids that nobody knows.
    ///
    /// # Errors
    /// 503 when auth does not answer and nothing usable is kept.
    pub async fn find<T>(
        &self,
        caller: &Caller,
        pick: impl Fn(&Directory) -> Option<T>,
    ) -> Result<(Arc<Directory>, Option<T>)> {
        let kept = self.of(caller).await?;
        let found = pick(&kept);
        let tenant = self.tenant(caller.tenant);
        if found.is_some() || !tenant.known().worth_rereading(self.clock.now()) {
            return Ok((kept, found));
        }
        let turn = Arc::clone(&tenant.reading).lock_owned().await;
        let directory = self.read(caller, &tenant, turn).await.unwrap_or(kept);
        let found = pick(&directory);
        if found.is_none() {
            tenant.known().note_fruitless(self.clock.now());
        }
        Ok((directory, found))
    }

    /// The register and its store.
    ///
    /// # Errors
    /// 404 `not_found` when the tenant has no such register; 503 when auth does not answer and nothing usable is kept.
    pub async fn register(&self, caller: &Caller, id: RegisterId) -> Result<(Arc<Directory>, Register, Store)> {
        let with_store = |directory: &Directory| {
            let register = directory.register(id)?;
            Some((register.clone(), directory.store(register.store_id)?.clone()))
        };
        let (directory, found) = self.find(caller, with_store).await?;
        let (register, store) = found.ok_or_else(|| codes::NOT_FOUND.error())?;
        Ok((directory, register, store))
    }

    /// Begins a read, unless one is under way, and waits a little for it. The read ends by itself, for those who come later.
    async fn newer(&self, caller: &Caller, tenant: &Arc<Tenant>) -> Option<Arc<Directory>> {
        let turn = Arc::clone(&tenant.reading).try_lock_owned().ok()?;
        let (this, caller, tenant) = (self.clone(), caller.clone(), Arc::clone(tenant));
        let read = self.tasks.spawn(async move { this.read(&caller, &tenant, turn).await });
        tokio::time::timeout(PATIENCE, read).await.ok()?.ok()?.ok()
    }

    /// Asks auth, and remembers the answer or that there was none.
    async fn read(&self, caller: &Caller, tenant: &Tenant, _turn: OwnedMutexGuard<()>) -> Result<Arc<Directory>> {
        if tenant.known().failed_lately(self.clock.now()) {
            return Err(codes::PEER_UNAVAILABLE.error());
        }
        let read = self.auth.get::<Directory>(Some(caller), "/internal/directory").await;
        let (mut known, now) = (tenant.known(), self.clock.now());
        match read {
            Ok(read) => {
                let directory = Arc::new(read);
                known.directory = Some((Arc::clone(&directory), now));
                known.failed = None;
                Ok(directory)
            }
            Err(error) => {
                known.failed = Some(now);
                Err(error)
            }
        }
    }

    fn tenant(&self, id: TenantId) -> Arc<Tenant> {
        let kept = self
            .tenants
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&id)
            .cloned();
        kept.unwrap_or_else(|| {
            let mut tenants = self.tenants.write().unwrap_or_else(PoisonError::into_inner);
            if tenants.len() >= TENANTS_MAX {
                tenants.clear();
            }
            Arc::clone(tenants.entry(id).or_default())
        })
    }
}
