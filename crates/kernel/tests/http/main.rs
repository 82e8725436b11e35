//! HTTP as a hostile or unlucky client meets it: retries, disconnects, slow headers, large bodies (reliability D4, D7, D25, D29).
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may end with a panic and makes its own ids, tasks and clients"
)]

mod connections;
#[path = "../probe/mod.rs"]
mod probe;
mod refusals;
mod retries;
mod secure;

use std::{sync::Arc, time::Duration};

use axum::{Router, extract::State, response::Response};
use http::StatusCode;
use kernel::{
    Access, Caller, Entropy, Error, Routes,
    admission::LaneLimits,
    http::{Body, complete},
    idempotency::{Claim, Idempotent},
    lanes::{Lanes, LanesLimits},
    limits::{ApiLimits, ApiQuotas},
    peer::Peer,
    service::Gate,
    tasks::Tasks,
    token::Verifier,
};
use probe::Probe;
use serde::Deserialize;
use serde_json::json;
use sqlx::Row;
use tokio::sync::Semaphore;
use utoipa_axum::routes;
use uuid::Uuid;

#[derive(Clone)]
struct Probed {
    probe: Arc<Probe>,
    tenant: kernel::id::TenantId,
    started: Arc<Semaphore>,
    go_on: Arc<Semaphore>,
    finished: Arc<Semaphore>,
}

#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct NewThing {
    amount: i64,
}

#[utoipa::path(post, path = "/things", operation_id = "create_thing", request_body = NewThing, responses((status = 201)))]
async fn create_thing(State(state): State<Probed>, request: Idempotent<NewThing>) -> Result<Response, Error> {
    let caller = Caller::service(state.tenant, "probe");
    let mut tx = state.probe.db.tenant(&caller).await?;
    if let Claim::Replay(answer) = request.claim(&mut tx, &state.probe.clock).await? {
        return Ok(answer);
    }
    let id = insert(&state, &mut tx, request.body.amount).await?;
    let answer = request
        .keep(
            &mut tx,
            StatusCode::CREATED,
            &json!({"id": id, "amount": request.body.amount}),
        )
        .await?;
    tx.commit().await?;
    Ok(answer)
}

async fn insert(state: &Probed, tx: &mut kernel::TenantTx<'_>, amount: i64) -> Result<Uuid, Error> {
    let id = state.probe.id();
    sqlx::query("INSERT INTO probe.thing (tenant_id, id, amount) VALUES ($1, $2, $3)")
        .bind(state.tenant.uuid())
        .bind(id)
        .bind(amount)
        .execute(&mut **tx)
        .await?;
    Ok(id)
}

/// Stands still between its statement and its commit until the test says so.
#[utoipa::path(post, path = "/slow", operation_id = "create_slowly", request_body = NewThing, responses((status = 201)))]
async fn create_slowly(State(state): State<Probed>, Body(body): Body<NewThing>) -> Result<StatusCode, Error> {
    let mut tx = state.probe.db.for_tenant(state.tenant).await?;
    insert(&state, &mut tx, body.amount).await?;
    state.started.add_permits(1);
    wait(&state.go_on).await;
    tx.commit().await?;
    state.finished.add_permits(1);
    Ok(StatusCode::CREATED)
}

#[utoipa::path(get, path = "/panic", operation_id = "get_panic", responses((status = 200)))]
async fn get_panic() -> StatusCode {
    panic!("with a secret in it")
}

/// Waits for a sign from the other side, but not for ever.
async fn wait(sign: &Semaphore) {
    tokio::time::timeout(Duration::from_secs(5), sign.acquire())
        .await
        .expect("the other side goes on")
        .unwrap()
        .forget();
}

/// Four requests of nobody in particular at once, three of them from one address, and two that wait for half a second.
fn four_at_once() -> LanesLimits {
    let sync = LaneLimits {
        at_once: 4,
        per_tenant: 3,
        waiting_max: 2,
        wait_max_ms: 500,
    };
    LanesLimits {
        sync,
        ..LanesLimits::default()
    }
}

async fn app() -> (Probed, Router, Tasks) {
    let probe = Arc::new(Probe::start().await);
    let tasks = Tasks::default();
    let state = Probed {
        tenant: probe.tenant(),
        probe: Arc::clone(&probe),
        started: Arc::new(Semaphore::new(0)),
        go_on: Arc::new(Semaphore::new(0)),
        finished: Arc::new(Semaphore::new(0)),
    };
    let gate = Gate {
        verifier: Arc::new(Verifier::new(Peer::local("probe", tasks.clone()), probe.clock.clone())),
        tasks: tasks.clone(),
        service_key: None,
        clock: probe.clock.clone(),
        admission: Lanes::new(four_at_once(), Entropy::seeded(1)),
        limits: Arc::new(ApiLimits::new(ApiQuotas::default(), &probe.clock, None)),
        refusals: kernel::refusals::Refusals::default(),
    };
    let (router, _, _) = Routes::new("probe", gate)
        .add(Access::Public, routes!(create_thing))
        .add(Access::Public, routes!(create_slowly))
        .add(Access::Public, routes!(get_panic))
        .build(state.clone());
    (state, complete(router), tasks)
}

async fn things(state: &Probed) -> i64 {
    sqlx::query("SELECT count(*) FROM probe.thing")
        .fetch_one(&mut state.probe.admin().await)
        .await
        .unwrap()
        .get(0)
}
