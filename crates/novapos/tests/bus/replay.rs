//! A projection that was lost is made again by hearing everything anew.

use sqlx::Row as _;

use crate::stand::{Arm, Stand};

pub async fn a_projection_is_rebuilt_from_the_beginning(arm: Arm) {
    let stand = Stand::new(arm).await;
    let running = stand.run();
    let orders = stand.sell_many(6).await;
    stand.void(orders[1]).await;
    stand.settle().await;
    running.stop().await;
    let before = projection(&stand).await;
    assert_eq!(before.len(), 7 + 1, "seven moves and a level");

    // The stock is lost, and so is what was heard of.
    stand
        .execute(
            "SET session_replication_role = replica; DELETE FROM inventory.move; DELETE FROM inventory.level;
             DELETE FROM inventory.stock_exception; DELETE FROM inventory.inbox WHERE consumer = 'inventory.orders'",
        )
        .await;
    match arm {
        Arm::Log => {
            stand
                .execute("DELETE FROM inventory.consumer_cursor WHERE consumer = 'inventory.orders'")
                .await
        }
        Arm::Kafka => {
            stand
                .topic()
                .forget_group(&stand.kafka().group(&stand.consumer().consumer))
                .await
        }
    }
    let running = stand.run();
    stand.settle().await;
    running.stop().await;
    assert_eq!(projection(&stand).await, before, "{arm:?}");
    stand.check(6, 1).await;
}

/// Everything that is known of the stock, but for the ids of its rows.
async fn projection(stand: &Stand) -> Vec<String> {
    let rows = sqlx::query(
        "SELECT format('%s %s %s %s %s %s %s', kind, cause_id, product_id, location_id, quantity_milli, document_id, at) FROM inventory.move
         UNION ALL SELECT format('%s %s %s %s', location_id, product_id, on_hand_milli, reserved_milli) FROM inventory.level ORDER BY 1",
    )
    .fetch_all(&mut stand.app.admin_connection().await)
    .await
    .unwrap();
    rows.iter().map(|row| row.get(0)).collect()
}
