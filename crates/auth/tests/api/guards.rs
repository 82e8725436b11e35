//! What nobody may do to the staff: to themselves, beyond their own roles, to another tenant, or until nobody is left.

use futures_util::future::join_all;
use serde_json::{Value, json};
use testkit::{Client, Shop, TestApp};
use uuid::Uuid;

use crate::support::{count, email_of, session_of};

fn roles(role: &str, store: Value) -> Value {
    json!({"roles": [{"role": role, "store_id": store}]})
}

async fn put_roles(actor: &Client, user: impl std::fmt::Display, body: Value) -> (u16, String) {
    let answer = actor.put(&format!("/users/{user}/roles"), body).await;
    (answer.status(), answer.code())
}

#[tokio::test]
async fn nobody_changes_their_own_roles_or_switches_themselves_off() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    shop.hire("admin", None).await;
    let admin = shop.admin();
    for role in ["cashier", "manager", "admin"] {
        assert_eq!(
            put_roles(&admin, admin.user_id(), roles(role, Value::Null)).await,
            (403, "own_roles".to_owned())
        );
    }
    for what in ["deactivate", "reactivate"] {
        let answer = admin
            .post(&format!("/users/{}/{what}", admin.user_id()), json!({}))
            .await;
        assert_eq!((answer.status(), answer.code().as_str()), (403, "own_roles"));
    }
}

#[tokio::test]
async fn only_an_admin_manages_and_only_as_far_as_they_reach() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let (second, ..) = shop.another_store("B", "sell_through").await;
    let cashier = shop.hire("cashier", Some(second)).await;
    let manager = shop.manager().await;
    let everywhere = shop.cashier().await;
    let invitation = |role: &str, store: Value| json!({"email": format!("{}@example.com", Uuid::now_v7()), "name": "New", "roles": [{"role": role, "store_id": store}]});
    for actor in [&cashier, &manager] {
        assert_eq!(
            put_roles(actor, everywhere.user_id(), roles("cashier", Value::Null)).await,
            (403, "forbidden".to_owned())
        );
        assert_eq!(
            actor
                .post("/users/invitations", invitation("cashier", Value::Null))
                .await
                .expect(403)
                .code(),
            "forbidden"
        );
        assert_eq!(
            actor
                .post(&format!("/users/{}/deactivate", everywhere.user_id()), json!({}))
                .await
                .expect(403)
                .code(),
            "forbidden"
        );
    }

    // An admin of one store: there everything, elsewhere nothing, and nothing for all stores.
    let local = shop.hire("admin", Some(second)).await;
    assert_eq!(
        put_roles(&local, cashier.user_id(), roles("manager", json!(second)))
            .await
            .0,
        200
    );
    let above = (403, "role_above_own".to_owned());
    assert_eq!(
        put_roles(&local, cashier.user_id(), roles("cashier", Value::Null)).await,
        above
    );
    assert_eq!(
        put_roles(&local, cashier.user_id(), roles("admin", json!(shop.store_id()))).await,
        above
    );
    assert_eq!(
        put_roles(&local, everywhere.user_id(), roles("cashier", json!(second))).await,
        above,
        "takes away what is beyond"
    );
    assert_eq!(
        put_roles(&local, manager.user_id(), roles("cashier", json!(second))).await,
        above
    );
    local
        .post("/users/invitations", invitation("admin", json!(second)))
        .await
        .expect(201);
    for body in [
        invitation("admin", Value::Null),
        invitation("cashier", Value::Null),
        invitation("cashier", json!(shop.store_id())),
    ] {
        assert_eq!(
            local.post("/users/invitations", body).await.expect(403).code(),
            "role_above_own"
        );
    }
    for what in ["deactivate", "reactivate", "invitations"] {
        let answer = local
            .post(&format!("/users/{}/{what}", everywhere.user_id()), json!({}))
            .await;
        assert_eq!(answer.expect(403).code(), "role_above_own", "{what}");
    }
    local
        .post(&format!("/users/{}/deactivate", cashier.user_id()), json!({}))
        .await
        .expect(200);
    // Against the owner, whether or not a last admin is at stake.
    let owner = shop.admin().user_id();
    assert_eq!(put_roles(&local, owner, roles("admin", json!(second))).await.0, 409);
    shop.hire("admin", None).await;
    assert_eq!(put_roles(&local, owner, roles("admin", json!(second))).await, above);
}

#[tokio::test]
async fn the_roles_that_count_are_those_held_now() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let (second, cashier) = (shop.hire("admin", None).await, shop.cashier().await);
    assert_eq!(
        put_roles(&shop.admin(), second.user_id(), roles("manager", Value::Null))
            .await
            .0,
        200
    );
    // The token of the former admin lives on for minutes.
    assert_eq!(
        put_roles(&second, cashier.user_id(), roles("manager", Value::Null)).await,
        (403, "role_above_own".to_owned())
    );
    shop.admin()
        .post(&format!("/users/{}/deactivate", second.user_id()), json!({}))
        .await
        .expect(200);
    assert_eq!(
        put_roles(&second, cashier.user_id(), roles("manager", Value::Null)).await,
        (401, "unauthenticated".to_owned())
    );
}

async fn admins(app: &TestApp) -> i64 {
    let sql = "SELECT count(*) FROM auth.role_grant g JOIN auth.users u ON u.id = g.user_id
               WHERE g.role = 'admin' AND g.store_id IS NULL AND u.status = 'active'";
    count(app, sql).await
}

/// Two admins go for each other at the same moment, again and again: one of them stays.
async fn duel(
    app: &TestApp,
    shop: &Shop,
    attack: impl AsyncFn(Client, Client) -> (u16, String),
    restore: impl AsyncFn(&Client, &Client),
) {
    let other = shop.hire("admin", None).await;
    let email = [email_of(&shop.admin()).await, email_of(&other).await];
    let mut pair = [shop.admin(), other];
    for round in 0..4 {
        let [one, two] = pair.clone();
        let outcomes = join_all([attack(one.clone(), two.clone()), attack(two.clone(), one.clone())]).await;
        let won: Vec<usize> = (0..2).filter(|n| outcomes[*n].0 == 200).collect();
        assert_eq!(won.len(), 1, "round {round}: {outcomes:?}");
        assert_eq!(outcomes[1 - won[0]], (409, "last_admin".to_owned()), "round {round}");
        assert_eq!(admins(app).await, 1, "round {round}");
        restore(&pair[won[0]], &pair[1 - won[0]]).await;
        let loser = &email[1 - won[0]];
        let session = session_of(app, shop, loser).await;
        pair[1 - won[0]] = pair[1 - won[0]].with_token(session["access_token"].as_str().unwrap());
        assert_eq!(admins(app).await, 2);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_admins_who_demote_each_other_leave_one() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let attack =
        async |actor: Client, target: Client| put_roles(&actor, target.user_id(), roles("cashier", Value::Null)).await;
    let restore = async |winner: &Client, loser: &Client| {
        assert_eq!(
            put_roles(winner, loser.user_id(), roles("admin", Value::Null)).await.0,
            200
        );
    };
    duel(&app, &shop, attack, restore).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_admins_who_switch_each_other_off_leave_one() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let attack = async |actor: Client, target: Client| {
        let answer = actor
            .post(&format!("/users/{}/deactivate", target.user_id()), json!({}))
            .await;
        (answer.status(), answer.code())
    };
    let restore = async |winner: &Client, loser: &Client| {
        winner
            .post(&format!("/users/{}/reactivate", loser.user_id()), json!({}))
            .await
            .expect(200);
    };
    duel(&app, &shop, attack, restore).await;
}

#[tokio::test]
async fn another_tenants_users_stores_and_registers_are_not_there() {
    let app = TestApp::start().await;
    let (shop, other) = (app.shop("green-grocer").await, app.shop("blue-baker").await);
    let (mine, theirs) = (shop.admin(), other.cashier().await);
    for id in [theirs.user_id().uuid(), Uuid::now_v7()] {
        assert_eq!(
            put_roles(&mine, id, roles("cashier", Value::Null)).await,
            (404, "not_found".to_owned())
        );
        for what in ["deactivate", "reactivate", "invitations"] {
            mine.post(&format!("/users/{id}/{what}"), json!({})).await.expect(404);
        }
    }
    for id in [other.store_id().uuid(), Uuid::now_v7()] {
        mine.get(&format!("/stores/{id}")).await.expect(404);
        mine.patch(&format!("/stores/{id}"), json!({"name": "Mine now"}))
            .await
            .expect(404);
        assert_eq!(
            mine.get(&format!("/registers?store_id={id}")).await.expect(200).json()["items"],
            json!([])
        );
        let register = json!({"store_id": id, "name": "Till", "code": "9"});
        assert_eq!(
            mine.post("/registers", register).await.expect(422).code(),
            "unknown_store"
        );
        assert_eq!(
            put_roles(&mine, shop.cashier().await.user_id(), roles("cashier", json!(id))).await,
            (422, "unknown_store".to_owned())
        );
        let invitation = json!({"email": "x@example.com", "name": "X", "roles": [{"role": "cashier", "store_id": id}]});
        assert_eq!(
            mine.post("/users/invitations", invitation).await.expect(422).code(),
            "unknown_store"
        );
    }
    for id in [other.register_id().uuid(), Uuid::now_v7()] {
        mine.patch(&format!("/registers/{id}"), json!({"name": "Mine now"}))
            .await
            .expect(404);
    }
    assert_eq!(
        mine.with_tenant(other.tenant_id())
            .get("/users")
            .await
            .expect(403)
            .code(),
        "tenant_mismatch"
    );
}

#[tokio::test]
async fn fields_that_are_not_a_clients_to_set_are_refused() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let admin = shop.admin();
    for (field, value) in [
        ("tenant_id", json!(Uuid::now_v7())),
        ("status", json!("active")),
        ("id", json!(Uuid::now_v7())),
    ] {
        let mut body = json!({"email": "x@example.com", "name": "X", "roles": [{"role": "cashier", "store_id": null}]});
        body[field] = value;
        let answer = admin.post("/users/invitations", body).await.expect(400);
        assert_eq!(answer.json()["errors"][0]["pointer"], format!("/{field}"));
    }
    for field in ["id", "tenant_id", "location_id", "version"] {
        admin
            .patch(&format!("/stores/{}", shop.store_id()), json!({field: Uuid::now_v7()}))
            .await
            .expect(400);
    }
    for field in ["series", "store_id"] {
        admin
            .patch(&format!("/registers/{}", shop.register_id()), json!({field: "Z9"}))
            .await
            .expect(400);
    }
    let twice = json!({"roles": [{"role": "cashier", "store_id": null}, {"role": "cashier", "store_id": null}]});
    let cashier = shop.cashier().await;
    for body in [
        twice,
        json!({"roles": []}),
        json!({"roles": [{"role": "owner", "store_id": null}]}),
    ] {
        assert_eq!(put_roles(&admin, cashier.user_id(), body).await.0, 400);
    }
}
