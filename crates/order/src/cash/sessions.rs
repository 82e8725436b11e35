//! What never changes of a session, kept in this process: a sale reads it without asking the database.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use contracts::ids::{RegisterId, SessionId};
use kernel::{Caller, Db, Result, id::TenantId};

use crate::{
    codes,
    store::session::{self, Hold, SessionFacts},
};

/// Sessions kept over all tenants: beyond it all are forgotten, and read again as they are used.
const KEPT_MAX: usize = 50_000;

type Kept = HashMap<(TenantId, SessionId), Arc<SessionFacts>>;

/// The sessions that sales were made in.
#[derive(Clone)]
pub struct Sessions {
    db: Db,
    kept: Arc<Mutex<Kept>>,
}

impl Sessions {
    #[must_use]
    pub fn new(db: Db) -> Self {
        Self {
            db,
            kept: Arc::default(),
        }
    }

    /// The session that the caller sells in at this register, open or not: a sale that arrives late belongs to the session it was made
    /// in (rule 41).
    ///
    /// # Errors
    /// 422 `unknown_session` when it is no session of this register, or somebody else's drawer.
    pub async fn of(&self, caller: &Caller, register: RegisterId, id: SessionId) -> Result<Arc<SessionFacts>> {
        let key = (caller.tenant, id);
        let kept = self
            .kept
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&key)
            .cloned();
        let facts = match kept {
            Some(facts) => facts,
            None => self.read(caller, id).await?,
        };
        if facts.register_id == register && facts.is_for(caller.user) {
            Ok(facts)
        } else {
            Err(unknown())
        }
    }

    async fn read(&self, caller: &Caller, id: SessionId) -> Result<Arc<SessionFacts>> {
        let mut tx = self.db.tenant(caller).await?;
        let session = session::find(&mut tx, id, Hold::No).await?.ok_or_else(unknown)?;
        drop(tx);
        let facts = Arc::new(session.facts);
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= KEPT_MAX {
            kept.clear();
        }
        kept.insert((caller.tenant, id), Arc::clone(&facts));
        Ok(facts)
    }
}

fn unknown() -> kernel::Error {
    codes::UNKNOWN_SESSION
        .error()
        .at("/session_id", "unknown", "no session of this register for you")
}
