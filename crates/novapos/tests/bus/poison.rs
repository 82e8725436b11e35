//! Events that cannot be applied, and messages that are no events.

use testkit::kafka::message;
use uuid::Uuid;

use crate::stand::{Arm, Stand};

pub async fn what_cannot_be_applied_halts_its_own_order_and_is_redriven(arm: Arm) {
    let stand = Stand::new(arm).await;
    let orders = stand.sell_many(5).await;
    let (garbled, refused) = (orders[0], orders[1]);
    stand.void(garbled).await;
    stand.void(orders[2]).await;
    // The payload of one is no JSON; the database refuses the effect of another.
    stand.execute(&format!("CREATE TABLE public.kept AS SELECT data FROM orders.outbox WHERE aggregate_id = '{garbled}' AND aggregate_version = 1")).await;
    stand
        .execute(&format!(
            "UPDATE orders.outbox SET data = '{{' WHERE aggregate_id = '{garbled}' AND aggregate_version = 1"
        ))
        .await;
    stand
        .execute(&format!(
            "CREATE FUNCTION public.refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                 IF NEW.document_id = '{refused}' THEN RAISE EXCEPTION 'not this one'; END IF; RETURN NEW; END $$;
             CREATE TRIGGER refuse BEFORE INSERT ON inventory.move FOR EACH ROW EXECUTE FUNCTION public.refuse()"
        ))
        .await;
    let running = stand.run();
    stand.settle().await;
    let waiting = "SELECT count(*) FROM inventory.dead_letter WHERE state = 'dead'";
    assert_eq!(stand.count(waiting).await, 2);
    assert_eq!(
        stand
            .count("SELECT count(*) FROM inventory.dead_letter WHERE state = 'parked'")
            .await,
        1,
        "the void behind its sale"
    );
    assert_eq!(
        stand
            .count("SELECT count(*) FROM inventory.move WHERE kind = 'sale'")
            .await,
        3,
        "the others go on"
    );

    // Mended, and applied again.
    stand.execute("DROP TRIGGER refuse ON inventory.move; UPDATE inventory.dead_letter SET data = kept.data FROM public.kept WHERE aggregate_version = 1 AND dead_letter.data = '{'").await;
    for (order, events) in [(garbled, 2), (refused, 1)] {
        let redriven = kernel::events::redrive(&stand.consumer(), stand.shop.tenant_id(), order).await;
        assert_eq!(redriven.unwrap(), events);
    }
    stand.settle().await;
    running.stop().await;
    stand.assert_in_order(&[(garbled, 2), (refused, 1), (orders[2], 2), (orders[3], 1)]);
    stand.check(5, 2).await;
}

pub async fn what_nobody_knows_is_passed_over(arm: Arm) {
    let stand = Stand::new(arm).await;
    let running = stand.run();
    let order = stand.sell().await;
    stand.settle().await;
    for version in 2..=3 {
        stand
            .execute(&format!(
                "INSERT INTO orders.outbox (tenant_id, id, type, aggregate_id, aggregate_version, at, data)
                 SELECT tenant_id, '{}', 'order.unheard_of', aggregate_id, {version}, at, 'whatever'
                 FROM orders.outbox WHERE aggregate_id = '{order}' AND aggregate_version = 1",
                Uuid::now_v7()
            ))
            .await;
    }
    stand.sell().await;
    stand.settle().await;
    if arm == Arm::Kafka {
        // An event of the order that comes later must find the one before it.
        stand
            .until(
                "SELECT count(*) FROM inventory.inbox WHERE aggregate_version IN (2, 3)",
                2,
            )
            .await;
    }
    running.stop().await;
    assert_eq!(stand.applied.lock().unwrap().len(), 2, "sales alone have an effect");
    stand.check(2, 0).await;
}

/// Only on Kafka: a row of the log is always an event.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_event_is_kept_apart_and_holds_up_nothing() {
    let stand = Stand::new(Arm::Kafka).await;
    let running = stand.run();
    stand.sell().await;
    stand.settle().await;
    let topic = stand.topic();
    let event = topic.messages().remove(0);
    topic.allow(16 << 20).await;
    for partition in 0..topic.partitions() {
        for stranger in [
            message(&event, &[("ce_id", None)], Some(b"no id".to_vec())),
            message(&event, &[("ce_tenantid", Some(b"\xff\xfe"))], Some(b"{}".to_vec())),
            message(&event, &[], Some(vec![0xff, 0x00, 0x80])),
            message(&event, &[], None),
            message(&event, &[], Some(vec![b'x'; 10 << 20])),
        ] {
            topic.write(partition, &stranger).await;
        }
    }
    stand.sell_many(3).await;
    stand.settle().await;
    running.stop().await;
    let strangers = kernel::events::kafka::unreadable_messages(&stand.app.deps(contracts::contexts::INVENTORY).db)
        .await
        .unwrap();
    assert_eq!(strangers.len(), 5 * usize::try_from(topic.partitions()).unwrap());
    for reason in [
        "no header ce_id",
        "ce_tenantid is not text",
        "not text",
        "no value",
        "more than",
    ] {
        let found = strangers
            .iter()
            .filter(|stranger| stranger.reason.contains(reason))
            .count();
        assert!(
            found >= usize::try_from(topic.partitions()).unwrap(),
            "{reason}: {strangers:?}"
        );
    }
    assert!(strangers.iter().any(|stranger| stranger.size_bytes == 10 << 20));
    let kept = stand
        .count("SELECT max(length(value))::bigint FROM inventory.unreadable_message")
        .await;
    assert_eq!(kept, 4096, "the first bytes are enough to look at");
    stand.check(4, 0).await;
}
