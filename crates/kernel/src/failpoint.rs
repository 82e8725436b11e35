//! Places where a test may kill the process, to prove that it does not matter. They exist in debug builds only.
//!
//! `NOVAPOS_FAILPOINT=name:n` kills the process, as `kill -9` would, when it passes the named place for the n-th time.

/// After a batch of commands was committed, before anybody is answered.
pub const BATCH_COMMITTED: &str = "batch_committed";
/// After the relay's stamps were committed, before a consumer is woken.
pub const RELAYED: &str = "relayed";
/// After Kafka has acknowledged a batch of events, before it is remembered that they are published.
pub const PUBLISHED: &str = "published";
/// After a consumer's effects were committed, before it goes on.
pub const EFFECT_COMMITTED: &str = "effect_committed";

/// Passes a place. Does nothing but where a test asks for it.
#[inline]
pub fn pass(name: &'static str) {
    #[cfg(debug_assertions)]
    armed::pass(name);
    #[cfg(not(debug_assertions))]
    let _ = name;
}

#[cfg(debug_assertions)]
mod armed {
    use std::sync::{
        LazyLock,
        atomic::{AtomicU64, Ordering},
    };

    static ARMED: LazyLock<Option<(String, u64)>> = LazyLock::new(|| {
        let asked = std::env::var("NOVAPOS_FAILPOINT").ok()?;
        let (name, nth) = asked.split_once(':')?;
        Some((name.to_owned(), nth.parse().ok()?))
    });
    static PASSED: AtomicU64 = AtomicU64::new(0);

    pub(super) fn pass(name: &str) {
        let Some((armed, nth)) = &*ARMED else { return };
        if armed == name && PASSED.fetch_add(1, Ordering::SeqCst) + 1 == *nth {
            let _ = rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::KILL);
        }
    }
}
