//! Three brokers, each event on all of them, and one is killed: nobody notices, and nothing is lost or doubled.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use kernel::events::kafka::Settings;
use testkit::kafka::Several;

use crate::{
    stand::{Arm, PATIENCE, Stand, settings},
    steady::Steady,
};

const SALES_PER_S: u32 = 10;
/// How long it sells with all brokers, and without one.
const EACH: Duration = Duration::from_secs(10);
const MOVES: &str = "SELECT count(*) FROM inventory.move";
/// How long what is sold may be on its way while others take over what the killed broker led: partitions, and perhaps the group.
const TAKEN_OVER_MAX: Duration = Duration::from_secs(30);

#[tokio::test(flavor = "multi_thread")]
#[ignore = "three brokers want a gigabyte"]
async fn one_of_three_brokers_is_killed_and_sales_go_on_to_the_stock() {
    let several = Arc::new(tokio::task::spawn_blocking(Several::start).await.unwrap());
    let settings = Settings {
        replication: 3,
        ..settings(several.addresses())
    };
    let stand = Stand::with(Arm::Kafka, settings).await;
    let running = stand.run();
    let steady = Steady::new(SALES_PER_S);
    let scenario = async {
        // Each of them is killed in turn: one of them leads the group, whichever it is.
        for place in 0..3 {
            tokio::time::sleep(EACH).await;
            several.broker(place).kill();
            let (killed, sold) = (Instant::now(), steady.sold());
            tokio::time::sleep(EACH).await;
            // All that was sold before and right after, while the broker is still away.
            let wanted = i64::try_from(sold).unwrap() + 1;
            while stand.count(MOVES).await < wanted {
                assert!(
                    killed.elapsed() < TAKEN_OVER_MAX,
                    "effects go on without broker {place}"
                );
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            let again = several.clone();
            tokio::task::spawn_blocking(move || again.broker(place).restart())
                .await
                .unwrap();
            let since = Instant::now();
            // The next may go when this one has what it missed.
            while steady.sold() > usize::try_from(stand.count(MOVES).await).unwrap() + 2 {
                assert!(since.elapsed() < PATIENCE, "it catches up");
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        }
        tokio::time::sleep(EACH).await;
        steady.stop();
    };
    tokio::join!(steady.sell(&stand), scenario);
    stand.settle().await;
    running.stop().await;
    println!(
        "{} sales, each with one effect, while each of three brokers was killed",
        steady.sold()
    );
    stand.check(steady.sold(), 0).await;
}
