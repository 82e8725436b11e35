//! A bound on handshakes under way. When there is one too many, the oldest goes: whoever says nothing has waited longest, and whoever comes
//! to speak is done within a moment.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::sync::oneshot;

/// The handshakes of one listener.
pub(in crate::http) struct Handshakes {
    max: usize,
    time_max: Duration,
    under_way: Mutex<UnderWay>,
}

#[derive(Default)]
struct UnderWay {
    begun: u64,
    /// In the order in which they began; one whose sender is dropped is to end.
    all: BTreeMap<u64, oneshot::Sender<()>>,
}

struct Place {
    number: u64,
    of: Arc<Handshakes>,
}

impl Handshakes {
    pub(in crate::http) fn new(max: usize, time_max: Duration) -> Arc<Self> {
        Arc::new(Self {
            max,
            time_max,
            under_way: Mutex::default(),
        })
    }

    /// Does one among the others. None when it took too long, or was the oldest of too many.
    pub(in crate::http) async fn one<T>(self: &Arc<Self>, work: impl Future<Output = Option<T>>) -> Option<T> {
        let (place, displaced) = self.begin();
        let done = tokio::select! {
            done = tokio::time::timeout(self.time_max, work) => done.unwrap_or_else(|_| {
                failed("too_slow");
                None
            }),
            _ = displaced => {
                failed("too_many");
                None
            }
        };
        drop(place);
        done
    }

    fn begin(self: &Arc<Self>) -> (Place, oneshot::Receiver<()>) {
        let (sender, displaced) = oneshot::channel();
        let mut under_way = self.under_way();
        if under_way.all.len() >= self.max {
            under_way.all.pop_first();
        }
        let number = under_way.begun;
        under_way.begun += 1;
        under_way.all.insert(number, sender);
        drop(under_way);
        let of = Arc::clone(self);
        (Place { number, of }, displaced)
    }

    fn under_way(&self) -> MutexGuard<'_, UnderWay> {
        self.under_way.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.of.under_way().all.remove(&self.number);
    }
}

/// Counts one that failed.
pub(super) fn failed(why: &'static str) {
    metrics::counter!("tls_handshakes_failed_total", "why" => why).increment(1);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_oldest_of_too_many_goes_and_one_that_takes_too_long() {
        let handshakes = Handshakes::new(2, Duration::from_secs(1));
        let silent = || handshakes.one(std::future::pending::<Option<()>>());
        let began = std::time::Instant::now();
        let (first, second) = (silent(), silent());
        tokio::pin!(first, second);
        tokio::select! {
            biased;
            _ = &mut first => unreachable!("there is place"),
            _ = &mut second => unreachable!("there is place"),
            () = std::future::ready(()) => {}
        }
        assert_eq!(handshakes.one(async { Some(3) }).await, Some(3));
        assert_eq!(first.await, None, "the oldest goes at once");
        assert!(began.elapsed() < Duration::from_millis(900), "{:?}", began.elapsed());
        assert_eq!(second.await, None);
        assert!(began.elapsed() >= Duration::from_secs(1), "{:?}", began.elapsed());
        assert!(handshakes.under_way().all.is_empty());
    }
}
