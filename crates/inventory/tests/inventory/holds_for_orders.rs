//! Holds for orders: asked for before a sale of a strict store is written, ended by the event of the sale.

use chrono::TimeDelta;
use contracts::{
    ids::OrderId,
    inventory::{INVENTORY_RELEASED, INVENTORY_RESERVED, ReservationState},
};
use futures_util::future::join_all;
use kernel::Id;
use testkit::TestApp;

use crate::support::{
    article, articles, as_order_service, assert_sums, completed, count, level, new_id, sale, told, voided, wish,
};

#[tokio::test]
async fn the_sale_turns_its_hold_into_its_move() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let service = as_order_service(&app);
    let (apples, location) = (article(&shop).await, shop.location_id());
    shop.receive(location, apples, 5_000).await;
    let mut sold = sale(&app, &shop, location, &[(apples, 2_000)]);
    sold.reserved = true;
    let held = service
        .reserve(&shop.caller(), &wish(sold.order_id, location, 120, &[(apples, 2_000)]))
        .await
        .unwrap();
    assert_eq!(held.state, ReservationState::Held);
    assert_eq!(level(&app, location, apples).await, Some((5_000, 2_000)));
    completed(&app, &shop, &sold).await;
    completed(&app, &shop, &sold).await;
    app.settle().await;
    assert_eq!(
        level(&app, location, apples).await,
        Some((3_000, 0)),
        "one decrement, and the hold is over"
    );
    let again = service
        .reserve(&shop.caller(), &wish(sold.order_id, location, 120, &[(apples, 2_000)]))
        .await
        .unwrap();
    assert_eq!(
        again.state,
        ReservationState::Committed,
        "a request that comes late holds nothing anew"
    );
    let left = service
        .release(&shop.caller(), Id::from_uuid(sold.order_id.uuid()))
        .await
        .unwrap();
    assert_eq!(
        left.state,
        ReservationState::Committed,
        "what has ended is left as it is"
    );
    assert_eq!(level(&app, location, apples).await, Some((3_000, 0)));
    voided(&app, &shop, &sold).await;
    app.settle().await;
    assert_eq!(level(&app, location, apples).await, Some((5_000, 0)));
    assert_sums(&app).await;
}

#[tokio::test]
async fn a_hold_that_lapsed_before_the_sale_is_told_is_not_given_back_twice() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let service = as_order_service(&app);
    let (apples, location) = (article(&shop).await, shop.location_id());
    shop.receive(location, apples, 5_000).await;
    let mut sold = sale(&app, &shop, location, &[(apples, 2_000)]);
    sold.reserved = true;
    service
        .reserve(&shop.caller(), &wish(sold.order_id, location, 120, &[(apples, 2_000)]))
        .await
        .unwrap();
    let other: OrderId = new_id();
    service
        .reserve(&shop.caller(), &wish(other, location, 3_600, &[(apples, 1_000)]))
        .await
        .unwrap();
    app.clock().advance(TimeDelta::seconds(121));
    app.settle().await;
    assert_eq!(level(&app, location, apples).await, Some((5_000, 1_000)), "swept");
    completed(&app, &shop, &sold).await;
    app.settle().await;
    assert_eq!(
        level(&app, location, apples).await,
        Some((3_000, 1_000)),
        "the move is made alone; the other hold keeps its goods"
    );
    assert_sums(&app).await;
}

#[tokio::test]
async fn a_hold_past_its_end_that_nobody_swept_still_becomes_the_move() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let service = as_order_service(&app);
    let (apples, location) = (article(&shop).await, shop.location_id());
    shop.receive(location, apples, 5_000).await;
    let mut sold = sale(&app, &shop, location, &[(apples, 2_000)]);
    sold.reserved = true;
    service
        .reserve(&shop.caller(), &wish(sold.order_id, location, 120, &[(apples, 2_000)]))
        .await
        .unwrap();
    app.clock().advance(TimeDelta::seconds(121));
    completed(&app, &shop, &sold).await;
    // Sweeper and consumer race here in either order; the sums are the same.
    app.settle().await;
    assert_eq!(level(&app, location, apples).await, Some((3_000, 0)));
    assert_sums(&app).await;
}

#[tokio::test]
async fn a_sale_that_knows_nothing_of_its_hold_ends_it_too() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let service = as_order_service(&app);
    let (apples, location) = (article(&shop).await, shop.location_id());
    shop.receive(location, apples, 5_000).await;
    // The answer to the hold was lost, so the till sold as without a network.
    let sold = sale(&app, &shop, location, &[(apples, 2_000)]);
    service
        .reserve(&shop.caller(), &wish(sold.order_id, location, 120, &[(apples, 2_000)]))
        .await
        .unwrap();
    completed(&app, &shop, &sold).await;
    app.settle().await;
    assert_eq!(level(&app, location, apples).await, Some((3_000, 0)));
    assert_sums(&app).await;
}

#[tokio::test]
async fn an_order_that_is_tried_again_holds_what_it_asks_for_now() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let (_, _, second) = shop.another_store("B", "strict").await;
    let service = as_order_service(&app);
    let caller = shop.caller();
    let (apples, pears, location) = (article(&shop).await, article(&shop).await, shop.location_id());
    shop.receive(location, apples, 3_000).await;
    shop.receive(location, pears, 1_000).await;
    shop.receive(second, apples, 1_000).await;
    let order: OrderId = new_id();
    let reserve = |lines: Vec<_>| {
        let (service, caller) = (service.clone(), caller.clone());
        async move { service.reserve(&caller, &wish(order, location, 60, &lines)).await }
    };
    reserve(vec![(apples, 2_000)]).await.unwrap();
    app.clock().advance(TimeDelta::seconds(30));
    let again = reserve(vec![(apples, 2_000)]).await.unwrap();
    assert_eq!(
        again.expires_at,
        app.clock().now() + TimeDelta::seconds(60),
        "the same again lasts from now"
    );
    assert_eq!(told(&app, INVENTORY_RESERVED).await.len(), 1);

    let changed = reserve(vec![(apples, 3_000), (pears, 1_000)]).await.unwrap();
    assert_eq!(changed.lines.len(), 2, "what it held itself is no obstacle");
    assert_eq!(level(&app, location, apples).await, Some((3_000, 3_000)));
    let refused = reserve(vec![(apples, 4_000)]).await.unwrap_err();
    assert_eq!(refused.code(), "out_of_stock");
    assert_eq!(
        refused.extra_value("shortages").unwrap()[0]["available_milli"],
        3_000,
        "what it held itself counts as there"
    );
    assert_eq!(
        level(&app, location, pears).await,
        Some((1_000, 1_000)),
        "a refusal leaves the hold as it was"
    );
    reserve(vec![(apples, 1_000)]).await.unwrap();
    assert_eq!(level(&app, location, apples).await, Some((3_000, 1_000)));
    assert_eq!(level(&app, location, pears).await, Some((1_000, 0)));
    service
        .reserve(&caller, &wish(order, second, 60, &[(apples, 1_000)]))
        .await
        .unwrap();
    assert_eq!(
        level(&app, location, apples).await,
        Some((3_000, 0)),
        "also to another place"
    );
    assert_eq!(level(&app, second, apples).await, Some((1_000, 1_000)));

    let id = Id::from_uuid(order.uuid());
    assert_eq!(
        service.release(&caller, id).await.unwrap().state,
        ReservationState::Released
    );
    assert_eq!(
        service.release(&caller, id).await.unwrap().state,
        ReservationState::Released
    );
    reserve(vec![(apples, 2_000)]).await.unwrap();
    app.clock().advance(TimeDelta::seconds(61));
    app.settle().await;
    assert_eq!(level(&app, location, apples).await, Some((3_000, 0)), "lapsed");
    assert_eq!(
        reserve(vec![(apples, 3_000)]).await.unwrap().state,
        ReservationState::Held
    );
    let mut versions: Vec<i32> = told(&app, INVENTORY_RESERVED)
        .await
        .iter()
        .chain(&told(&app, INVENTORY_RELEASED).await)
        .map(|e| e.1)
        .collect();
    versions.sort_unstable();
    assert_eq!(
        versions,
        (1..=i32::try_from(versions.len()).unwrap()).collect::<Vec<_>>(),
        "one aggregate, no hole"
    );
    assert_sums(&app).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_tills_sell_the_last_one_and_one_is_refused() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let (_, _, strict) = shop.another_store("B", "strict").await;
    let service = as_order_service(&app);
    let caller = shop.caller();
    for _ in 0..10 {
        let apples = article(&shop).await;
        shop.receive(strict, apples, 1_000).await;
        let tries = join_all((0..2).map(|_| {
            let (service, caller) = (service.clone(), caller.clone());
            async move {
                service
                    .reserve(&caller, &wish(new_id(), strict, 120, &[(apples, 1_000)]))
                    .await
            }
        }))
        .await;
        let refused: Vec<_> = tries.iter().filter_map(|outcome| outcome.as_ref().err()).collect();
        assert_eq!(refused.len(), 1);
        assert_eq!(refused[0].code(), "out_of_stock");
    }
    assert_sums(&app).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_order_sent_by_ten_at_once_holds_once() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let service = as_order_service(&app);
    let caller = shop.caller();
    let (apples, location) = (article(&shop).await, shop.location_id());
    shop.receive(location, apples, 1_000).await;
    let order: OrderId = new_id();
    let asked = wish(order, location, 120, &[(apples, 1_000)]);
    let tries = join_all((0..10).map(|_| service.reserve(&caller, &asked))).await;
    assert!(tries.iter().all(Result::is_ok), "{tries:?}");
    assert_eq!(level(&app, location, apples).await, Some((1_000, 1_000)));
    assert_eq!(count(&app, "SELECT count(*) FROM inventory.reservation_line").await, 1);
    assert_sums(&app).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sweeps_sales_and_requests_at_once_keep_the_sums() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let service = as_order_service(&app);
    let (caller, location) = (shop.caller(), shop.location_id());
    let products = articles(&shop, 4).await;
    for product in &products {
        shop.receive(location, *product, 1_000_000).await;
    }
    for round in 0..5 {
        let mut sales = Vec::new();
        for n in 0..12 {
            let lines = [(products[n % 4], 1_000), (products[(n + 1 + round) % 4], 500)];
            let lines = if lines[0].0 == lines[1].0 {
                &lines[..1]
            } else {
                &lines[..]
            };
            let mut sold = sale(&app, &shop, location, lines);
            sold.reserved = true;
            service
                .reserve(&caller, &wish(sold.order_id, location, 60, lines))
                .await
                .unwrap();
            sales.push(sold);
        }
        app.clock().advance(TimeDelta::seconds(61));
        for sold in &sales {
            completed(&app, &shop, sold).await;
        }
        // The holds are past their end: sweeper and consumer race for them, while the orders are asked for again.
        let retries = join_all(sales.iter().map(|sold| {
            let lines: Vec<_> = sold
                .lines
                .iter()
                .map(|line| (line.product_id, line.quantity_milli))
                .collect();
            let (service, caller) = (service.clone(), caller.clone());
            let asked = wish(sold.order_id, location, 60, &lines);
            async move { service.reserve(&caller, &asked).await }
        }));
        let (retries, ()) = tokio::join!(retries, app.settle());
        assert!(retries.iter().all(Result::is_ok), "{retries:?}");
        assert_sums(&app).await;
    }
    app.clock().advance(TimeDelta::seconds(61));
    app.settle().await;
    assert_eq!(
        count(&app, "SELECT count(*) FROM inventory.move WHERE kind = 'sale'").await,
        count(
            &app,
            "SELECT count(*) FROM inventory.move WHERE kind = 'sale' AND quantity_milli < 0"
        )
        .await
    );
    assert_eq!(
        count(&app, "SELECT sum(reserved_milli)::bigint FROM inventory.level").await,
        0
    );
    assert_eq!(count(&app, "SELECT count(*) FROM inventory.dead_letter").await, 0);
    assert_sums(&app).await;
}
