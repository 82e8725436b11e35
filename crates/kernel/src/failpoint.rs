//! Places where a test may kill the process, to prove that it does not matter. They exist in debug builds only.
//!
//! `NOVAPOS_FAILPOINT=name:n` kills the process, as `kill -9` would, when it passes the named place for the n-th time. The tests kill it at
//! every place of the two lists (`novapos/tests/kill`, `novapos/tests/bus/killed.rs`): who writes one more line here has one more test.

/// A place, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Failpoint(&'static str);

impl Failpoint {
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.0
    }
}

/// Places, and the list of them all.
macro_rules! failpoints {
    ($(#[$about:meta])* $list:ident: $($(#[$where:meta])* $place:ident = $name:literal),+ $(,)?) => {
        $($(#[$where])* pub const $place: Failpoint = Failpoint($name);)+
        $(#[$about])* pub const $list: &[Failpoint] = &[$($place),+];
    };
}

failpoints! {
    /// Those that are passed whatever the bus is.
    EVERYWHERE:
    /// A sign-in's session is written, and not committed.
    SIGN_IN_WRITTEN = "sign_in_written",
    /// A sign-in's session is committed, and nobody is answered.
    SIGN_IN_COMMITTED = "sign_in_committed",
    /// A sale is priced and paid; nothing is held or written.
    SALE_DECIDED = "sale_decided",
    /// A strict store's hold on the goods is written, and not committed.
    HOLD_WRITTEN = "hold_written",
    /// The hold is committed, and the sale does not know it.
    HOLD_COMMITTED = "hold_committed",
    /// The sale knows that its goods are held, and is not written.
    GOODS_HELD = "goods_held",
    /// A batch has its transaction, and nothing in it.
    BATCH_BEGUN = "batch_begun",
    /// A batch of commands is written, and not committed.
    BATCH_WRITTEN = "batch_written",
    /// After a batch of commands was committed, before anybody is answered.
    BATCH_COMMITTED = "batch_committed",
    /// The sale is written, its relay is not woken, and nobody is answered.
    SALE_MADE = "sale_made",
    /// A refused sale's hold is given back, and not committed.
    RELEASE_WRITTEN = "release_written",
    /// A refused sale's hold is given back, and the sale is not answered.
    RELEASE_COMMITTED = "release_committed",
    /// The key of a void is taken; nothing of it is written.
    VOID_CLAIMED = "void_claimed",
    /// A void is written with its ledger, event and answer, and not committed.
    VOID_WRITTEN = "void_written",
    /// A void is committed, and nobody is answered.
    VOID_COMMITTED = "void_committed",
    /// Events have their positions, which are not committed.
    RELAY_STAMPED = "relay_stamped",
    /// After the relay's stamps were committed, before a consumer is woken.
    RELAYED = "relayed",
    /// A consumer has its transaction and the inbox knows the events; they have no effect yet.
    EFFECT_BEGUN = "effect_begun",
    /// Effects are written, and not committed.
    EFFECT_WRITTEN = "effect_written",
    /// After a consumer's effects were committed, before it goes on: on Kafka, before the offset is.
    EFFECT_COMMITTED = "effect_committed",
    /// The sweeper knows whose holds have lapsed, and ended none.
    SWEEP_FOUND = "sweep_found",
    /// Lapsed holds are ended, and not committed.
    SWEEP_WRITTEN = "sweep_written",
    /// Lapsed holds are ended, and their events' relay is not woken.
    SWEEP_COMMITTED = "sweep_committed",
    /// Rows of the trail were heard, which is not committed.
    TRAIL_WRITTEN = "trail_written",
    /// Rows of the trail were heard, and wait to be chained.
    TRAIL_COMMITTED = "trail_committed",
    /// Rows have their links, and nothing is written.
    CHAIN_LINKED = "chain_linked",
    /// Entries are written and the chain's end is not moved.
    CHAIN_APPENDED = "chain_appended",
    /// Entries are written and the chain's end is moved, which is not committed.
    CHAIN_WRITTEN = "chain_written",
    /// After a batch of the trail was chained.
    CHAIN_COMMITTED = "chain_committed",
}

failpoints! {
    /// Those that are passed where the bus is Kafka.
    ON_KAFKA:
    /// A batch of the log is read, and nothing is sent.
    PUBLISH_READ = "publish_read",
    /// After Kafka has acknowledged a batch of events, before it is remembered that they are published.
    PUBLISHED = "published",
    /// It is remembered what is published, which is not committed.
    PUBLISH_NOTED = "publish_noted",
    /// After it was remembered what is published.
    PUBLISH_COMMITTED = "publish_committed",
    /// A batch of a topic is read, and nothing is applied.
    TOPIC_READ = "topic_read",
    /// A batch of a topic is applied, and its offset is not committed.
    TOPIC_APPLIED = "topic_applied",
    /// The offset of what was applied is on its way to the broker.
    OFFSET_SENT = "offset_sent",
}

/// Passes a place. Does nothing but where a test asks for it.
#[inline]
pub fn pass(place: Failpoint) {
    #[cfg(debug_assertions)]
    armed::pass(place.name());
    #[cfg(not(debug_assertions))]
    let _ = place;
}

/// The same where only some of what passes is meant.
#[inline]
pub fn pass_if(meant: bool, place: Failpoint) {
    if meant {
        pass(place);
    }
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
