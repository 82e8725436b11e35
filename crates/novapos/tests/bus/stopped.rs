//! The process of a consumer stands still (`SIGSTOP`) for longer than its group waits for it, and goes on: as a machine that sleeps, or one
//! that is moved. What it held then is read again, and has one effect (reliability F13).

use std::time::{Duration, Instant};

use kernel::events::kafka::Settings;
use rustix::process::Signal;

use crate::{
    program::{PATIENCE, Program},
    stand::{Arm, CONSUMER, Stand, settings, shared},
    steady::{Steady, rate},
};

/// The tests' broker takes a member for dead after 6 s without a sign of it.
const SHORT: Still = Still {
    lasts: Duration::from_secs(12),
    poll_interval_max_s: 5,
    sales_per_s: 15,
};
const LONG: Still = Still {
    lasts: Duration::from_secs(360),
    poll_interval_max_s: 300,
    sales_per_s: 5,
};
/// It sells so long before the process stands still, and afterwards, too.
const AROUND: Duration = Duration::from_secs(3);
const MOVES: &str = "SELECT count(*) FROM inventory.move";

#[derive(Clone, Copy)]
struct Still {
    lasts: Duration,
    poll_interval_max_s: u32,
    sales_per_s: u32,
}

/// Whether somebody else is in the group who can go on.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Others {
    Nobody,
    OneMore,
}

#[tokio::test(flavor = "multi_thread")]
async fn who_stood_still_catches_up_and_doubles_nothing() {
    stands_still(SHORT, Others::Nobody).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_somebody_held_who_stands_still_is_taken_over_and_has_one_effect() {
    stands_still(SHORT, Others::OneMore).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "six minutes"]
async fn who_stood_still_for_six_minutes_catches_up_and_doubles_nothing() {
    stands_still(LONG, Others::Nobody).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "six minutes"]
async fn what_somebody_held_for_six_minutes_has_one_effect() {
    stands_still(LONG, Others::OneMore).await;
}

async fn stands_still(still: Still, others: Others) {
    let broker = shared().await;
    let settings = Settings {
        poll_interval_max_s: still.poll_interval_max_s,
        ..settings(broker.address())
    };
    let stand = Stand::with(Arm::Kafka, settings).await;
    let selling = stand.run_without_consumer();
    let process = Program::start(&stand.app, None, &stand.environment()).await;
    let other = (others == Others::OneMore).then(|| stand.run_consumer(stand.consumer()));
    let steady = Steady::new(still.sales_per_s);
    let scenario = async {
        tokio::time::sleep(AROUND).await;
        wait_until(
            async || stand.count(MOVES).await > 0,
            "the process applies what is sold",
        )
        .await;
        process.signal(Signal::STOP);
        let at_stop = (stand.count(MOVES).await, Instant::now());
        tokio::time::sleep(still.lasts).await;
        if other.is_some() {
            // Whoever goes on has nothing left but what was sold a moment ago.
            let (sold, moves) = (steady.sold(), stand.count(MOVES).await);
            let behind = sold.saturating_sub(usize::try_from(moves).unwrap());
            let few = usize::try_from(3 * still.sales_per_s).unwrap();
            assert!(
                behind <= few,
                "{behind} of {sold} sales wait for the process that stands still"
            );
        } else {
            assert_eq!(stand.count(MOVES).await, at_stop.0, "nobody else applies anything");
        }
        process.signal(Signal::CONT);
        let (since, before) = (Instant::now(), (steady.sold(), stand.count(MOVES).await));
        let caught_up = async || i64::try_from(steady.sold()).unwrap() - stand.count(MOVES).await <= 2;
        wait_until(caught_up, "it catches up").await;
        let took = since.elapsed();
        let sold = rate(steady.sold() - before.0, took);
        let applied = rate(usize::try_from(stand.count(MOVES).await - before.1).unwrap(), took);
        tokio::time::sleep(AROUND).await;
        steady.stop();
        (took, sold, applied)
    };
    let ((), (took, sold, applied)) = tokio::join!(steady.sell(&stand), scenario);
    stand.settle().await;
    let sales = steady.sold();
    stand.check_effects(sales, 0).await;
    let read = process.counted("events_consumed_total", CONSUMER).await;
    println!(
        "{others:?} in the group: caught up {took:?} after it went on, {applied:.0} effects/s at {sold:.0} sales/s; {read} messages read of {sales}"
    );
    // What it held may come once more; a group in which members come and go would give them the same again and again.
    #[expect(clippy::cast_precision_loss, reason = "some hundred sales")]
    let again = read / sales as f64;
    assert!(again <= 1.25, "{read} messages were read of {sales}");
    if let Some(other) = other {
        other.stop().await;
    } else {
        assert!(applied >= 2.0 * sold, "{applied} effects/s at {sold} sales/s");
    }
    selling.stop().await;
    drop(process);
}

async fn wait_until(reached: impl AsyncFn() -> bool, what: &str) {
    let since = Instant::now();
    while !reached().await {
        assert!(since.elapsed() < PATIENCE, "{what}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
