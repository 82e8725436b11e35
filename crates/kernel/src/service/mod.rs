//! A service as a value: its routes with their capabilities, its consumers, its jobs, its migrations.
//!
//! A route cannot be added without saying who may call it: [`Routes::add`] takes the [`Access`].

mod documents;
mod gate;
mod proof;

use axum::{
    Router,
    extract::Request,
    middleware::{self, Next},
    response::IntoResponse,
};
use serde::Serialize;
use utoipa::openapi::OpenApi;
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouter};
use uuid::Uuid;

pub use gate::Gate;
pub use proof::SERVICE_TOKEN_HEADER;
pub(crate) use proof::{PeerCall, ServiceToken};

use crate::{
    Caller, Capability, Clock, Db, Entropy, Job, Result, TenantTx,
    admission::Lane,
    audit::{self, AuditEvent},
    codes,
    db::{Context, ContextMigrations},
    events::{Consumer, Wake},
    http::observed,
    limits::Redis,
    outbox::{self, NewEvent},
    tasks::Tasks,
};

/// Who may call a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Anybody: sign-in and what it needs.
    Public,
    /// Any signed-in user.
    SignedIn,
    /// Whoever has the capability in some store; a handler that works in one store checks that store, too.
    With(Capability),
    /// Whoever has the capability for all stores: what is changed holds for all of them.
    Everywhere(Capability),
    /// Other services only.
    Services,
}

impl Access {
    /// The name in the OpenAPI (`x-access`).
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::SignedIn => "signed_in",
            Self::With(capability) | Self::Everywhere(capability) => capability.name(),
            Self::Services => "services",
        }
    }
}

/// One route as declared, for tests and documents.
#[derive(Clone, Debug)]
pub struct RouteEntry {
    pub method: &'static str,
    pub path: String,
    pub access: Access,
}

/// The routes of a service, each with its access and its OpenAPI entry.
pub struct Routes<S> {
    service: &'static str,
    gate: Gate,
    router: OpenApiRouter<S>,
    table: Vec<RouteEntry>,
}

impl<S: Clone + Send + Sync + 'static> Routes<S> {
    #[must_use]
    pub fn new(service: &'static str, gate: Gate) -> Self {
        Self {
            service,
            gate,
            router: OpenApiRouter::new(),
            table: Vec::new(),
        }
    }

    /// Adds what `utoipa_axum::routes!` made of one handler, for callers with this access.
    #[must_use]
    pub fn add(self, access: Access, routes: UtoipaMethodRouter<S>) -> Self {
        self.add_in(Lane::usual(access), access, routes)
    }

    /// The same in another lane than the usual one.
    #[must_use]
    pub fn add_in(mut self, lane: Lane, access: Access, routes: UtoipaMethodRouter<S>) -> Self {
        let (schemas, mut paths, methods) = routes;
        self.table.extend(documents::declare(&mut paths, access));
        let (gate, service, takes_query) = (self.gate.clone(), self.service, documents::takes_query(&paths));
        let guard = middleware::from_fn(move |request: Request, next: Next| {
            let unasked = !takes_query && request.uri().query().is_some_and(|query| !query.is_empty());
            let gate = gate.clone();
            async move {
                if unasked {
                    return codes::INVALID_QUERY
                        .because("This operation takes no query.")
                        .into_response();
                }
                gate::guard(gate, service, (access, lane), request, next).await
            }
        });
        self.router = self.router.routes((schemas, paths, methods.layer(guard)));
        self
    }

    /// The router to merge into a listener's or to bind to a peer, the table of its routes, and its OpenAPI document.
    pub fn build(self, state: S) -> (Router, Vec<RouteEntry>, OpenApi) {
        let (router, mut document) = self.router.with_state(state).split_for_parts();
        document.info.title = format!("NovaPOS {}", self.service);
        env!("CARGO_PKG_VERSION").clone_into(&mut document.info.version);
        document.info.description = Some("See docs/api.md for what is common to all services.".to_owned());
        document.info.license = None;
        document.info.contact = None;
        (observed(self.service, router), self.table, document)
    }
}

/// What every service is built from.
#[derive(Clone)]
pub struct Deps {
    pub db: Db,
    pub gate: Gate,
    pub clock: Clock,
    pub entropy: Entropy,
    pub tasks: Tasks,
    /// Wakes this context's relay: call `wake.written()` after the commit of a transaction that published.
    pub wake: Wake,
    /// Where limits are counted for all processes together, where one is configured.
    pub redis: Option<Redis>,
}

impl Deps {
    /// Writes the audit row of a mutation ([`crate::audit::record`]).
    ///
    /// # Errors
    /// 503 when the database cannot be reached.
    pub async fn record(&self, tx: &mut TenantTx<'_>, caller: &Caller, event: AuditEvent<'_>) -> Result<()> {
        audit::record(tx, caller, &self.clock, &self.entropy, event).await
    }

    /// Writes down that somebody takes a list out as a file, and what it was narrowed to: before the file, in a transaction of its own.
    ///
    /// # Errors
    /// 503 when the database cannot be reached: then there is no file either.
    pub async fn record_export(
        &self,
        caller: &Caller,
        action: &'static str,
        narrowed_to: &impl Serialize,
    ) -> Result<()> {
        let mut tx = self.db.tenant(caller).await?;
        let event = AuditEvent::new(action, caller.user.uuid()).after(narrowed_to)?;
        self.record(&mut tx, caller, event).await?;
        tx.commit().await
    }

    /// Writes an event ([`crate::outbox::publish`]).
    ///
    /// # Errors
    /// 503 when the database cannot be reached.
    pub async fn publish(&self, tx: &mut TenantTx<'_>, event: NewEvent) -> Result<Uuid> {
        outbox::publish(tx, &self.clock, &self.entropy, event).await
    }
}

/// A service: what a process runs, as a value.
pub struct Service {
    pub context: Context,
    pub port: u16,
    pub router: Router,
    pub routes: Vec<RouteEntry>,
    pub consumers: Vec<Consumer>,
    pub jobs: Vec<Job>,
    pub migrations: ContextMigrations,
    pub openapi: OpenApi,
}
