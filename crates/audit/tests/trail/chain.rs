//! Every row of every trail is in its tenant's chain, once.

use chrono::TimeDelta;
use contracts::{audit::AUDIT_EVENTS, contexts::AUDIT};
use kernel::events::{Bus, Log, relay_once, run_consumer_once};
use serde_json::json;

use crate::support::{Folder, app, count, kept, shop, sign, verify};

const CONTEXTS: [(&str, &str); 5] = [
    ("auth", "auth"),
    ("product", "product"),
    ("inventory", "inventory"),
    ("order", "orders"),
    ("audit", "audit"),
];

#[tokio::test]
async fn every_row_of_every_trail_is_chained_once_and_as_it_was_written() {
    let folder = Folder::new();
    let app = app(&folder).await;
    let shop = shop(&app, "corner", 2).await;
    let _other = crate::support::shop(&app, "other", 1).await;
    shop.admin().get("/audit/entries/export").await.expect(200);
    app.settle().await;
    for (context, schema) in CONTEXTS {
        let lost = count(
            &app,
            &format!(
                "SELECT count(*) FROM {schema}.audit_event t WHERE NOT EXISTS (
                     SELECT FROM audit.entry e
                     WHERE (e.tenant_id, e.source, e.event_id, e.at, e.user_id, e.action, e.subject_id, e.trace_id)
                         = (t.tenant_id, '{context}', t.id, t.at, t.user_id, t.action, t.subject_id, t.trace_id)
                         AND (e.via, e.store_id, e.before, e.after, e.reason) IS NOT DISTINCT FROM (t.via, t.store_id, t.before, t.after, t.reason))"
            ),
        )
        .await;
        assert_eq!(lost, 0, "{context}");
        assert!(count(&app, &format!("SELECT count(*) FROM {schema}.audit_event")).await > 0 || context == "inventory");
    }
    assert_eq!(count(&app, "SELECT count(*) FROM audit.pending").await, 0);
    let gaps = "SELECT count(*) FROM (SELECT tenant_id FROM audit.entry GROUP BY tenant_id
                HAVING min(number) <> 1 OR max(number) <> count(*)) broken";
    assert_eq!(count(&app, gaps).await, 0);
    let sales_without_store = "SELECT count(*) FROM audit.entry WHERE action = 'order.completed' AND store_id IS NULL";
    assert_eq!(count(&app, sales_without_store).await, 0);
    let verdict = verify(&app, kept(&folder)).await;
    assert_eq!((verdict.chains, verdict.faults), (2, vec![]));
    assert_eq!(
        verdict.entries,
        count(&app, "SELECT count(*) FROM audit.entry").await.unsigned_abs()
    );
}

/// What concerns all shops, such as the keys of access tokens, is chained and verified too, and shown to none of them.
#[tokio::test]
async fn what_concerns_all_shops_has_a_chain_of_its_own() {
    let folder = Folder::new();
    let app = app(&folder).await;
    let shop = app.shop("corner").await;
    app.settle().await;
    let nobodys = format!(
        "SELECT count(*) FROM audit.entry WHERE action = 'auth.key_made' AND tenant_id = '{}'",
        uuid::Uuid::nil()
    );
    assert_eq!(count(&app, &nobodys).await, 1);
    let seen = shop
        .admin()
        .get("/audit/entries?action=auth.key_made")
        .await
        .expect(200)
        .json();
    assert_eq!(seen["items"], json!([]));
    let verdict = verify(&app, kept(&folder)).await;
    assert_eq!((verdict.chains, verdict.faults), (2, vec![]));
}

/// What one sale writes in its transaction did not become more.
#[tokio::test]
async fn a_sale_writes_one_row_of_its_trail() {
    let folder = Folder::new();
    let app = app(&folder).await;
    let shop = shop(&app, "corner", 1).await;
    let (before, seen) = (
        count(&app, "SELECT count(*) FROM orders.audit_event").await,
        count(&app, "SELECT count(*) FROM audit.entry").await,
    );
    let product = shop.product("COFFEE", 300).await;
    shop.sell(&shop.admin(), &[(product, 1000)]).await.expect(201);
    assert_eq!(count(&app, "SELECT count(*) FROM orders.audit_event").await, before + 1);
    assert_eq!(
        count(&app, "SELECT count(*) FROM audit.entry").await,
        seen,
        "the chain comes afterwards"
    );
}

/// A log that is read again, by a consumer that lost its cursor and its inbox, adds nothing.
#[tokio::test]
async fn a_trail_that_is_heard_again_is_not_chained_again() {
    let folder = Folder::new();
    let app = app(&folder).await;
    shop(&app, "corner", 2).await;
    let before = count(&app, "SELECT count(*) FROM audit.entry").await;
    crate::support::force(&app, "DELETE FROM audit.consumer_cursor; DELETE FROM audit.inbox").await;
    let runs = app.assembly().consumers();
    let trails: Vec<_> = runs.iter().filter(|run| run.consumer.log == Log::Audit).collect();
    assert_eq!(trails.len(), CONTEXTS.len());
    for run in trails {
        assert_eq!((run.consumer.kinds, run.db.context()), (&[AUDIT_EVENTS][..], AUDIT));
        while run_consumer_once(run).await.unwrap() > 0 {}
    }
    app.settle().await;
    assert_eq!(count(&app, "SELECT count(*) FROM audit.entry").await, before);
    assert_eq!(crate::support::fault(&app, kept(&folder)).await, None);
}

/// Two processes chain at once: no number twice, none left out.
#[tokio::test(flavor = "multi_thread")]
async fn many_chainers_make_one_chain() {
    let folder = Folder::new();
    let app = app(&folder).await;
    let shop = app.shop("corner").await;
    for number in 0..20 {
        shop.product(&format!("SKU{number}"), 100).await;
    }
    for (context, _) in CONTEXTS {
        let service = app
            .assembly()
            .services
            .iter()
            .find(|service| service.context.name == context);
        while relay_once(&app.deps(service.unwrap().context).db, &Bus::Log)
            .await
            .unwrap()
            > 0
        {}
    }
    for run in app.assembly().consumers() {
        while run_consumer_once(&run).await.unwrap() > 0 {}
    }
    assert!(count(&app, "SELECT count(*) FROM audit.pending").await > 20);
    let jobs = app.assembly().services.iter().flat_map(|service| &service.jobs);
    let chainer = jobs.into_iter().find(|job| job.name == "audit.chain").unwrap();
    let (one, two, three) = tokio::join!((chainer.run)(), (chainer.run)(), (chainer.run)());
    let chained = one.unwrap() + two.unwrap() + three.unwrap();
    assert_eq!(
        chained,
        count(&app, "SELECT count(*) FROM audit.entry").await.unsigned_abs()
    );
    app.settle().await;
    assert_eq!(crate::support::fault(&app, kept(&folder)).await, None);
}

#[tokio::test]
async fn a_chain_that_grew_is_signed_after_a_minute_and_written_off_the_database() {
    let folder = Folder::new();
    let app = app(&folder).await;
    let shop = shop(&app, "corner", 1).await;
    let size = "SELECT max(size) FROM audit.checkpoint";
    let first = count(&app, size).await;
    assert_eq!(kept(&folder).checkpoints.len(), 1, "the first at once");
    shop.admin().patch("/shop", json!({"name": "New"})).await.expect(200);
    app.settle().await;
    assert_eq!(count(&app, size).await, first, "the next after a minute");
    app.clock().advance(TimeDelta::seconds(60));
    app.settle().await;
    assert!(count(&app, size).await > first);
    app.clock().advance(TimeDelta::seconds(600));
    app.settle().await;
    let kept = kept(&folder);
    assert_eq!(
        kept.checkpoints.len(),
        2,
        "a chain that did not grow is not signed again"
    );
    assert!(kept.checkpoints.iter().all(|checkpoint| kept.keys.signed(checkpoint)));
}

#[tokio::test]
async fn a_thousand_entries_are_signed_before_the_minute_is_over() {
    let folder = Folder::new();
    let app = app(&folder).await;
    let shop = shop(&app, "corner", 0).await;
    let signed = kept(&folder).checkpoints.len();
    let many = format!(
        "INSERT INTO auth.audit_event (tenant_id, id, at, user_id, action, subject_id, trace_id)
         SELECT '{}', gen_random_uuid(), '{}', gen_random_uuid(), 'auth.signed_in', gen_random_uuid(), 't' FROM generate_series(1, 1000)",
        shop.tenant_id(),
        app.clock().now().to_rfc3339()
    );
    crate::support::force(&app, &many).await;
    app.settle().await;
    assert_eq!(kept(&folder).checkpoints.len(), signed + 1);
    sign(&app).await;
    assert_eq!(crate::support::fault(&app, kept(&folder)).await, None);
}
