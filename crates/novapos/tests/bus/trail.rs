//! The trail is a log as the events are: it takes the same ways, and what comes twice is chained once.

use std::time::Duration;

use contracts::contexts;
use kernel::events::{self, Log};

use crate::stand::{Arm, Stand};

/// How long the trail may take on its way.
const WAIT_MAX: Duration = Duration::from_secs(60);

pub async fn the_trail_is_heard_and_chained_once(arm: Arm) {
    let stand = Stand::new(arm).await;
    stand.sell_many(6).await;
    let (deps, bus) = (stand.app.deps(contexts::ORDER), &stand.app.assembly().bus);
    while events::relay_once(&deps.db, bus).await.unwrap() > 0 {}
    if arm == Arm::Kafka {
        while events::kafka::publish_once(&deps.db, stand.kafka(), Log::Audit)
            .await
            .unwrap()
            > 0
        {}
        let backlog = events::kafka::backlog(&deps.db, stand.kafka(), Log::Audit)
            .await
            .unwrap();
        assert_eq!(backlog.events, 0);
    }
    let runs = stand.app.assembly().consumers();
    let trail = runs.into_iter().find(|run| run.consumer.name == "audit.order").unwrap();
    let running = stand.run_consumer(trail);
    let heard = "SELECT count(*) FROM audit.pending WHERE source = 'order' AND action = 'order.completed'";
    tokio::time::timeout(WAIT_MAX, async {
        while stand.count(heard).await < 6 {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    })
    .await
    .unwrap();
    running.stop().await;
    // On Kafka's arm this hears all of it a second time, in Postgres.
    stand.app.settle().await;
    let chained = "SELECT count(*) FROM audit.entry WHERE source = 'order' AND action = 'order.completed'";
    assert_eq!(stand.count(chained).await, 6, "{arm:?}");
    let verdict = audit::verify(&stand.app.deps(contexts::AUDIT).db, None, audit::Kept::default()).await;
    assert_eq!(verdict.unwrap().faults, [], "{arm:?}");
}
