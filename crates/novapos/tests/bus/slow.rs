//! A consumer whose effects take longer than its group usually waits.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use kernel::Error;

use crate::stand::{Arm, Stand};

const SALES: usize = 12;
/// All of them take longer than a reader waits before it pauses its partitions (10 s).
const EACH: Duration = Duration::from_millis(1000);

pub async fn a_slow_consumer_applies_each_event_once(arm: Arm) {
    let stand = Stand::new(arm).await;
    stand.sell_many(SALES).await;
    let without_consumer = stand.run_without_consumer();
    let mut run = stand.consumer();
    let (apply, begun) = (run.consumer.apply.clone(), Arc::new(AtomicUsize::new(0)));
    let counted = begun.clone();
    run.consumer.apply = Arc::new(move |tx, events| {
        let (apply, begun) = (apply.clone(), counted.clone());
        Box::pin(async move {
            // One by one, so that a batch takes as long as all of its events.
            if events.len() > 1 {
                return Err(Error::internal("too many at once"));
            }
            begun.fetch_add(1, Ordering::SeqCst);
            tokio::time::sleep(EACH).await;
            apply(tx, events).await
        })
    });
    let since = Instant::now();
    let consumer = stand.run_consumer(run);
    while begun.load(Ordering::SeqCst) < 3 {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    // What happens meanwhile comes afterwards.
    stand.sell().await;
    stand.settle().await;
    assert!(since.elapsed() > Duration::from_secs(12), "it was slow");
    consumer.stop().await;
    without_consumer.stop().await;
    assert_eq!(
        begun.load(Ordering::SeqCst),
        SALES + 1,
        "{arm:?}: nothing was delivered again"
    );
    stand.check(SALES + 1, 0).await;
}
