//! Events from sales to stock, over both arms of the bus: the same scenarios with the same outcome, the effects counted in the stock's own
//! tables. The Kafka arm runs against a real Apache Kafka (reliability F1-F3, F10-F13).
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may end with a panic and makes its own ids, tasks and clients"
)]

#[path = "../support/program.rs"]
mod program;
#[path = "../support/serving.rs"]
mod serving;

mod broker;
mod killed;
mod order;
mod outage;
mod poison;
mod replay;
mod replicas;
mod slow;
mod stand;
mod steady;
mod stopped;
mod trail;

/// A test of each scenario on each arm.
macro_rules! on_both_arms {
    ($($file:ident :: $scenario:ident),+ $(,)?) => {
        mod log {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $scenario() {
                crate::$file::$scenario(crate::stand::Arm::Log).await;
            })+
        }
        mod kafka {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $scenario() {
                crate::$file::$scenario(crate::stand::Arm::Kafka).await;
            })+
        }
    };
}

on_both_arms!(
    order::an_orders_events_are_applied_in_their_order,
    order::what_comes_ten_times_has_one_effect,
    poison::what_cannot_be_applied_halts_its_own_order_and_is_redriven,
    poison::what_nobody_knows_is_passed_over,
    slow::a_slow_consumer_applies_each_event_once,
    killed::killed_after_an_effect_nothing_is_lost_or_doubled,
    replay::a_projection_is_rebuilt_from_the_beginning,
    trail::the_trail_is_heard_and_chained_once,
);
