//! Attack A83: what is refused, what the chain finds, and what only a checkpoint off the database finds.

use std::fmt::Write as _;

use audit::{Fault, Kept};
use sqlx::{Connection as _, Executor as _, PgConnection, Row as _};
use testkit::{Shop, TestApp};

use crate::support::{Folder, app, count, fault, force, kept, shop, sign, verify};

/// A shop of two checkpoints: at `signed` entries, and at the end.
async fn signed_twice(app: &TestApp) -> (Shop, i64) {
    let shop = shop(app, "corner", 1).await;
    let signed = count(app, "SELECT max(size) FROM audit.checkpoint").await;
    shop.product("MILK", 120).await;
    shop.product("RYE", 300).await;
    sign(app).await;
    (shop, signed)
}

/// Everything that has a hash made anew, as somebody can who knows how: with the chain's end, and with the database's own checkpoints taken away.
async fn rehash(app: &TestApp) {
    let mut connection = app.admin_connection().await;
    let mut sql = String::from(
        "CREATE FUNCTION pg_temp.field(f bytea) RETURNS bytea LANGUAGE sql AS
             $$ SELECT coalesce(int4send(length(f)) || f, '\\xffffffff'::bytea) $$;
         DO $$ DECLARE e record; before_it bytea := decode(repeat('00', 32), 'hex'); made bytea; BEGIN
             FOR e IN SELECT * FROM audit.entry ORDER BY number LOOP
                 made := sha256(''",
    );
    let fields = [
        "'novapos audit entry 1'::bytea",
        "uuid_send(e.tenant_id)",
        "int8send(e.number)",
        "convert_to(e.source, 'UTF8')",
        "uuid_send(e.event_id)",
        "int8send((extract(epoch FROM e.at) * 1000000)::bigint)",
        "uuid_send(e.user_id)",
        "convert_to(e.via, 'UTF8')",
        "convert_to(e.action, 'UTF8')",
        "uuid_send(e.subject_id)",
        "uuid_send(e.store_id)",
        "convert_to(e.before, 'UTF8')",
        "convert_to(e.after, 'UTF8')",
        "convert_to(e.reason, 'UTF8')",
        "convert_to(e.trace_id, 'UTF8')",
        "before_it",
    ];
    for field in fields {
        let _ = write!(sql, " || pg_temp.field({field})");
    }
    sql.push_str(
        ");
                 UPDATE audit.entry SET previous_hash = before_it, hash = made WHERE tenant_id = e.tenant_id AND number = e.number;
                 before_it := made;
             END LOOP;
             UPDATE audit.chain SET head = before_it, size = (SELECT max(number) FROM audit.entry);
         END $$;
         DELETE FROM audit.checkpoint",
    );
    let sql = format!("SET session_replication_role = replica; {sql}");
    sqlx::raw_sql(sqlx::AssertSqlSafe(sql))
        .execute(&mut connection)
        .await
        .unwrap();
}

#[tokio::test]
async fn the_applications_roles_and_the_owner_can_change_no_entry() {
    let folder = Folder::new();
    let app = app(&folder).await;
    let (shop, _) = signed_twice(&app).await;
    let tenant = shop.tenant_id();
    for (role, sql) in [
        ("audit_app", "UPDATE audit.entry SET reason = 'x'"),
        ("audit_app", "DELETE FROM audit.entry"),
        ("audit_app", "INSERT INTO audit.entry SELECT * FROM audit.entry"),
        ("audit_app", "DELETE FROM audit.checkpoint"),
        ("audit_system", "UPDATE audit.entry SET reason = 'x'"),
        ("audit_system", "DELETE FROM audit.entry"),
        ("audit_system", "UPDATE audit.checkpoint SET size = 1"),
        ("audit_system", "UPDATE audit.chain SET forgotten = 1, anchor = head"),
        ("audit_app", "UPDATE audit.chain SET forgotten = 1, anchor = head"),
        ("order_system", "UPDATE orders.audit_event SET position = 99"),
        ("order_system", "UPDATE orders.audit_event SET reason = 'x'"),
        ("order_app", "UPDATE orders.audit_event SET position = NULL"),
        ("order_app", "DELETE FROM orders.audit_event"),
    ] {
        let mut connection = PgConnection::connect_with(&app.database().options_as(kernel::db::LOGIN_ROLE))
            .await
            .unwrap();
        let begin = format!("BEGIN; SET LOCAL ROLE {role}; SELECT set_config('app.tenant_id', '{tenant}', true)");
        connection.execute(sqlx::AssertSqlSafe(begin)).await.unwrap();
        let refused = connection.execute(sql).await.unwrap_err().to_string();
        let is_refusal = ["permission denied", "append-only", "foreign key"]
            .iter()
            .any(|reason| refused.contains(reason));
        assert!(is_refusal, "{role}: {sql}: {refused}");
    }
    // A superuser is stopped by the trigger, until he switches it off.
    let mut admin = app.admin_connection().await;
    for sql in [
        "UPDATE audit.entry SET reason = 'x'",
        "DELETE FROM audit.entry",
        "DELETE FROM orders.audit_event",
    ] {
        let refused = admin.execute(sql).await.unwrap_err().to_string();
        assert!(refused.contains("append-only"), "{sql}: {refused}");
    }
    assert_eq!(fault(&app, kept(&folder)).await, None);
}

#[tokio::test]
async fn an_edit_is_found_by_the_chain() {
    let folder = Folder::new();
    let app = app(&folder).await;
    signed_twice(&app).await;
    force(
        &app,
        "UPDATE audit.entry SET user_id = gen_random_uuid() WHERE number = 3",
    )
    .await;
    assert_eq!(fault(&app, Kept::default()).await, Some(Fault::Changed { number: 3 }));
    assert_eq!(fault(&app, kept(&folder)).await, Some(Fault::Changed { number: 3 }));
}

#[tokio::test]
async fn a_removed_and_a_planted_entry_are_found_by_the_chain() {
    let folder = Folder::new();
    let app = app(&folder).await;
    signed_twice(&app).await;
    force(&app, "DELETE FROM audit.entry WHERE number = 2").await;
    assert_eq!(fault(&app, Kept::default()).await, Some(Fault::Missing { number: 2 }));
    force(
        &app,
        "INSERT INTO audit.entry SELECT tenant_id, 2, source, gen_random_uuid(), at, user_id, via, action, subject_id, store_id, before, after,
             reason, trace_id, previous_hash, hash FROM audit.entry WHERE number = 1",
    )
    .await;
    assert_eq!(fault(&app, Kept::default()).await, Some(Fault::Unlinked { number: 2 }));
}

#[tokio::test]
async fn a_tail_that_was_cut_off_is_found_by_what_is_kept_elsewhere() {
    let folder = Folder::new();
    let app = app(&folder).await;
    let (_, signed) = signed_twice(&app).await;
    let size = count(&app, "SELECT max(number) FROM audit.entry").await;
    force(&app, &format!("DELETE FROM audit.entry WHERE number > {signed}")).await;
    assert!(
        matches!(fault(&app, Kept::default()).await, Some(Fault::CutOff { .. })),
        "the database's own checkpoints know"
    );
    force(
        &app,
        &format!(
            "DELETE FROM audit.checkpoint WHERE size > {signed};
             UPDATE audit.chain SET size = {signed}, head = (SELECT hash FROM audit.entry WHERE number = {signed})"
        ),
    )
    .await;
    assert_eq!(
        fault(&app, Kept::default()).await,
        None,
        "nothing in the database tells"
    );
    let found = fault(&app, kept(&folder)).await;
    assert!(
        matches!(found, Some(Fault::CutOff { size: at, signed: was, .. }) if at == signed && was == size),
        "{found:?}"
    );
    force(
        &app,
        "DELETE FROM audit.entry; DELETE FROM audit.chain; DELETE FROM audit.checkpoint",
    )
    .await;
    assert_eq!(fault(&app, Kept::default()).await, None);
    let found = fault(&app, kept(&folder)).await;
    assert!(matches!(found, Some(Fault::CutOff { size: 0, .. })), "{found:?}");
}

#[tokio::test]
async fn a_rewrite_with_all_hashes_is_found_by_an_earlier_checkpoint_that_is_kept_elsewhere() {
    let folder = Folder::new();
    let app = app(&folder).await;
    let (_, signed) = signed_twice(&app).await;
    let earlier = kept(&folder);
    rehash(&app).await;
    assert_eq!(
        fault(&app, earlier.clone()).await,
        None,
        "the same hashes: nothing was changed yet"
    );
    force(
        &app,
        "UPDATE audit.entry SET user_id = gen_random_uuid() WHERE number = 2",
    )
    .await;
    rehash(&app).await;
    assert_eq!(
        fault(&app, Kept::default()).await,
        None,
        "nothing in the database tells"
    );
    // What is signed after the rewrite believes it.
    app.clock().advance(chrono::TimeDelta::seconds(60));
    force(&app, "DELETE FROM audit.exported").await;
    app.settle().await;
    assert_eq!(fault(&app, Kept::default()).await, None);
    let found = fault(&app, earlier).await;
    assert!(
        matches!(found, Some(Fault::Rewritten { from: 1, to, .. }) if to == signed),
        "{found:?}"
    );
}

#[tokio::test]
async fn a_forged_checkpoint_is_not_believed() {
    let folder = Folder::new();
    let app = app(&folder).await;
    let (shop, _) = signed_twice(&app).await;
    let mut kept = kept(&folder);
    let last = kept.checkpoints.last_mut().unwrap();
    let (size, at) = (last.size, last.at);
    last.head[0] ^= 1;
    let forged = Fault::Forged { size, at };
    assert_eq!(fault(&app, kept).await, Some(forged));
    // A key that somebody planted in the database signs nothing that is believed where the true one is kept.
    let trusted = crate::support::kept(&folder);
    force(
        &app,
        "UPDATE audit.signing_key SET public_key = sha256(public_key), id = 'planted';
         UPDATE audit.checkpoint SET key_id = 'planted'",
    )
    .await;
    let (faults, size) = (
        verify(&app, trusted).await.faults,
        count(&app, "SELECT count(*) FROM audit.checkpoint").await,
    );
    assert_eq!((faults.len(), size), (2, 2), "{faults:?}");
    for (tenant, fault) in faults {
        assert!(
            tenant == shop.tenant_id() && matches!(&fault, Fault::UnknownKey { key, .. } if key == "planted"),
            "{fault:?}"
        );
    }
}

#[tokio::test]
async fn the_private_key_is_in_the_database_encrypted_only() {
    let folder = Folder::new();
    let app = app(&folder).await;
    signed_twice(&app).await;
    let row = sqlx::query("SELECT private_key, public_key FROM audit.signing_key")
        .fetch_one(&mut app.admin_connection().await)
        .await
        .unwrap();
    let (sealed, public): (Vec<u8>, Vec<u8>) = (row.get(0), row.get(1));
    // Nonce, seed and tag.
    assert_eq!((sealed.len(), public.len()), (12 + 32 + 16, 32));
}
