//! A service as a value: its routes with their capabilities, its consumers, its jobs, its migrations.
//!
//! A route cannot be added without saying who may call it: [`Routes::add`] takes the [`Access`].

use std::sync::Arc;

use axum::{
    Router,
    extract::{MatchedPath, Request},
    middleware::{self, Next},
    response::{IntoResponse, Response},
};
use chrono::{DateTime, Utc};
use http::{Method, StatusCode, header, request::Parts};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};
use utoipa::openapi::{
    OpenApi, RefOr, ResponseBuilder,
    extensions::ExtensionsBuilder,
    path::{Operation, ParameterIn, Paths},
    security::SecurityRequirement,
};
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouter};
use uuid::Uuid;

use crate::{
    Caller, Capability, Clock, Db, Entropy, Error, Job, Kind, Result, TenantTx,
    admission::{Lane, Party},
    audit::{self, AuditEvent},
    caller::Grant,
    codes,
    db::{Context, ContextMigrations},
    events::{Consumer, Wake},
    http::observed,
    id::{TenantId, UserId},
    lanes::{Lanes, Place},
    limits::{ApiLimits, Near, Redis},
    outbox::{self, NewEvent},
    refusals::{self, Refusals},
    secret::Secret,
    tasks::Tasks,
    token::Verifier,
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

/// What stands before every handler: tokens are checked here, and mutations are set on tasks of their own.
#[derive(Clone)]
pub struct Gate {
    pub verifier: Arc<Verifier>,
    pub tasks: Tasks,
    /// The key with which services prove themselves to each other, where they are apart.
    pub service_key: Option<Secret>,
    pub clock: Clock,
    /// Where requests from outside wait their turn, or are refused with 503.
    pub admission: Arc<Lanes>,
    /// How often may be asked from outside.
    pub limits: Arc<ApiLimits>,
    /// What known callers were refused, for the trail.
    pub refusals: Refusals,
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
        self.table.extend(declare(&mut paths, access));
        let (gate, service, takes_query) = (self.gate.clone(), self.service, takes_query(&paths));
        let guard = middleware::from_fn(move |request: Request, next: Next| {
            let unasked = !takes_query && request.uri().query().is_some_and(|query| !query.is_empty());
            let gate = gate.clone();
            async move {
                if unasked {
                    return codes::INVALID_QUERY
                        .because("This operation takes no query.")
                        .into_response();
                }
                guard(gate, service, (access, lane), request, next).await
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

/// Whether some operation declares a parameter in the query.
fn takes_query(paths: &Paths) -> bool {
    let operations = paths.paths.values().flat_map(|item| {
        [&item.get, &item.post, &item.put, &item.patch, &item.delete]
            .into_iter()
            .flatten()
    });
    operations
        .flat_map(|operation| operation.parameters.iter().flatten())
        .any(|parameter| matches!(parameter, RefOr::T(known) if matches!(known.parameter_in, ParameterIn::Query)))
}

/// Marks each operation with who may call it, and lists the operations.
fn declare(paths: &mut Paths, access: Access) -> Vec<RouteEntry> {
    let mut entries = Vec::new();
    for (path, item) in &mut paths.paths {
        let operations = [
            ("GET", &mut item.get),
            ("POST", &mut item.post),
            ("PUT", &mut item.put),
            ("PATCH", &mut item.patch),
            ("DELETE", &mut item.delete),
        ];
        for (method, operation) in operations {
            let Some(operation) = operation else { continue };
            let mut extensions = ExtensionsBuilder::new().add("x-access", access.name());
            if matches!(access, Access::Everywhere(_)) {
                extensions = extensions.add("x-access-scope", "all_stores");
            }
            operation.extensions = Some(extensions.build());
            document_refusals(operation, method, access);
            if matches!(access, Access::SignedIn | Access::With(_) | Access::Everywhere(_)) {
                operation.security = Some(vec![SecurityRequirement::new::<_, [&str; 0], &str>("bearer", [])]);
            }
            entries.push(RouteEntry {
                method,
                path: path.clone(),
                access,
            });
        }
    }
    entries
}

/// What any operation of this kind may be refused with before or around its handler, added where it does not say so itself.
fn document_refusals(operation: &mut Operation, method: &str, access: Access) {
    let mut common = vec![(
        "503",
        "busy, database_unavailable, peer_unavailable, stopping: a retry is safe",
    )];
    if access != Access::Services {
        common.push(("429", "too_many_requests"));
    }
    if operation.request_body.is_some() {
        common.extend([
            ("400", "invalid_body"),
            ("408", "body_timeout"),
            ("413", "body_too_large"),
            ("415", "unsupported_media_type"),
        ]);
    }
    if operation.parameters.is_some() {
        common.extend([("400", "invalid_path, invalid_query, invalid_cursor")]);
    } else {
        common.extend([("400", "invalid_query: it takes none")]);
    }
    if method == "POST" && access != Access::Public {
        common.extend([
            ("400", "idempotency_key_missing"),
            ("409", "request_in_progress"),
            ("422", "idempotency_key_reused"),
        ]);
    }
    match access {
        Access::Public => {}
        Access::Services => common.push(("403", "services_only")),
        Access::SignedIn | Access::With(_) | Access::Everywhere(_) => common.extend([
            ("400", "invalid_header"),
            ("401", "unauthenticated"),
            ("403", "forbidden, tenant_mismatch"),
        ]),
    }
    for (status, codes) in common {
        let response = || RefOr::T(ResponseBuilder::new().description(codes).build());
        operation
            .responses
            .responses
            .entry(status.to_owned())
            .or_insert_with(response);
    }
}

/// A call from a service in this process. Nothing from outside can set a request's extensions.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PeerCall {
    pub asker: &'static str,
}

async fn guard(gate: Gate, service: &'static str, route: (Access, Lane), request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let admitted = admit(&gate, service, route, &mut parts).await;
    let watch = Watch::of(&gate, service, &parts);
    let near = match admitted {
        Ok(near) => near,
        Err(error) => return watch.look(error.into_response()),
    };
    let place = match line_up(&gate, route, &parts).await {
        Ok(place) => place,
        Err(error) => return error.into_response(),
    };
    let request = Request::from_parts(parts, body);
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        let mut response = watch.look(next.run(request).await);
        near.tell(response.headers_mut());
        return response;
    }
    // A mutation runs to its end even when the client goes away (reliability D4).
    let work = async move {
        let response = next.run(request).await;
        drop(place);
        response
    };
    match gate.tasks.spawn(work).await {
        Ok(response) => {
            let mut response = watch.look(response);
            near.tell(response.headers_mut());
            response
        }
        Err(error) => Error::internal(error).into_response(),
    }
}

/// Looks whether somebody whom we know was refused, and counts that for the trail. What another service asks for is counted there, where the
/// user asked.
struct Watch {
    refusals: Refusals,
    service: &'static str,
    minute: i64,
    asked: Option<(Caller, Method, MatchedPath)>,
}

impl Watch {
    fn of(gate: &Gate, service: &'static str, request: &Parts) -> Self {
        let caller = request.extensions.get::<Caller>().filter(|caller| caller.via.is_none());
        let path = request.extensions.get::<MatchedPath>();
        Self {
            refusals: gate.refusals.clone(),
            service,
            minute: refusals::minute(&gate.clock),
            asked: caller
                .zip(path)
                .map(|(caller, path)| (caller.clone(), request.method.clone(), path.clone())),
        }
    }

    fn look(self, response: Response) -> Response {
        if response.status() == StatusCode::FORBIDDEN
            && let Some((caller, method, path)) = self.asked
        {
            let operation = format!("{method} {}", path.as_str());
            let code = response
                .extensions()
                .get::<Arc<Error>>()
                .map_or("forbidden", |error| error.code());
            self.refusals.note(self.service, self.minute, &caller, operation, code);
        }
        response
    }
}

/// A place in the route's lane. Calls between services pass: a place held while waiting for another one could wait for ever.
async fn line_up(gate: &Gate, (access, lane): (Access, Lane), request: &Parts) -> Result<Option<Place>> {
    let caller = request.extensions.get::<Caller>();
    let is_ours = request.extensions.get::<PeerCall>().is_some()
        || access == Access::Services
        || caller.is_some_and(|caller| caller.via.is_some());
    if is_ours {
        return Ok(None);
    }
    let party = match caller {
        Some(caller) => Party::Tenant(caller.tenant),
        None => Party::Address(gate.limits.address(request)),
    };
    gate.admission.enter(lane, party).await.map(Some)
}

/// Establishes who calls, whether they may and how often; leaves the [`Caller`] for the handler. Calls between services count nothing:
/// what caused them was counted.
async fn admit(gate: &Gate, service: &'static str, route: (Access, Lane), request: &mut Parts) -> Result<Near> {
    let (access, lane) = route;
    let peer = match request.extensions.get::<PeerCall>() {
        Some(call) => Some(call.asker),
        None => service_caller(gate, service, request)?,
    };
    match access {
        Access::Public if peer.is_none() => return gate.limits.unknown(request).await,
        Access::Public => return Ok(Near::default()),
        Access::Services => {
            return if peer.is_some() {
                Ok(Near::default())
            } else {
                Err(codes::SERVICES_ONLY.error())
            };
        }
        Access::SignedIn | Access::With(_) | Access::Everywhere(_) => {}
    }
    let mut near = Near::default();
    if peer.is_none() {
        let caller = match bearer(gate, request).await {
            Ok(caller) => caller,
            // Nobody tries tokens while they cannot be checked.
            Err(away) if away.kind() == Kind::Unavailable => return Err(away),
            Err(refusal) => return gate.limits.unknown(request).await.and(Err(refusal)),
        };
        near = gate.limits.signed_in(&caller, lane).await?;
    }
    let caller = request
        .extensions
        .get::<Caller>()
        .ok_or_else(|| codes::UNAUTHENTICATED.error())?;
    match access {
        Access::With(capability) => caller.require(capability),
        Access::Everywhere(capability) => caller.require_everywhere(capability),
        _ => Ok(()),
    }?;
    Ok(near)
}

/// The user behind the access token becomes the caller, who must belong to the tenant that the request names.
async fn bearer(gate: &Gate, request: &mut Parts) -> Result<Caller> {
    let headers = &request.headers;
    let mut authorization = headers.get_all(header::AUTHORIZATION).iter();
    let (Some(token), None) = (authorization.next(), authorization.next()) else {
        return Err(codes::UNAUTHENTICATED.error());
    };
    let token = token
        .to_str()
        .ok()
        .and_then(|text| text.split_once(' '))
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
        .map(|(_, token)| token.trim())
        .ok_or_else(|| codes::UNAUTHENTICATED.error())?;
    let caller = gate.verifier.verify(token).await?;
    request.extensions.insert(caller.clone());
    let headers = &request.headers;
    let mut tenants = headers.get_all("x-tenant-id").iter();
    let (Some(tenant), None) = (tenants.next(), tenants.next()) else {
        return Err(codes::INVALID_HEADER.because("X-Tenant-ID must be sent exactly once."));
    };
    // Only ever compared, and only in the one form that we write ourselves.
    if tenant.as_bytes() == caller.tenant.to_string().as_bytes() {
        Ok(caller)
    } else {
        Err(codes::TENANT_MISMATCH.error())
    }
}

/// The header in which a service apart proves itself.
pub const SERVICE_TOKEN_HEADER: &str = "x-service-token";
const SERVICE_TOKEN_LIFETIME_S: i64 = 60;

/// What a service says of itself when it asks another over HTTP: who it is, whom it asks, and for which user.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct ServiceToken {
    iss: String,
    aud: String,
    exp: i64,
    user: Option<OnBehalfOf>,
}

#[derive(Debug, Serialize, Deserialize)]
struct OnBehalfOf {
    tenant: TenantId,
    user: UserId,
    name: String,
    grants: Vec<Grant>,
    session: Uuid,
}

impl ServiceToken {
    /// Signs one, good for a minute.
    pub(crate) fn sign(
        key: &Secret,
        asker: &str,
        callee: &str,
        caller: Option<&Caller>,
        now: DateTime<Utc>,
    ) -> Result<String> {
        let claims = Self {
            iss: asker.to_owned(),
            aud: callee.to_owned(),
            exp: now.timestamp() + SERVICE_TOKEN_LIFETIME_S,
            user: caller.map(|caller| OnBehalfOf {
                tenant: caller.tenant,
                user: caller.user,
                name: caller.name.to_string(),
                grants: caller.grants.to_vec(),
                session: caller.session,
            }),
        };
        let key = EncodingKey::from_secret(key.expose().as_bytes());
        jsonwebtoken::encode(&Header::new(Algorithm::HS256), &claims, &key).map_err(Error::internal)
    }
}

/// The names of the services, so that a caller's `via` is one of them and not text from a token.
const SERVICES: &[&str] = &[
    "auth",
    "product",
    "inventory",
    "order",
    "payment",
    "integration",
    "customer",
    "loyalty",
    "analytics",
    "audit",
];

/// The service behind the request, where one proves itself; its user becomes the caller.
fn service_caller(gate: &Gate, service: &'static str, request: &mut Parts) -> Result<Option<&'static str>> {
    let Some(token) = request.headers.get(SERVICE_TOKEN_HEADER) else {
        return Ok(None);
    };
    let refused = || codes::UNAUTHENTICATED.error();
    let key = gate.service_key.as_ref().ok_or_else(refused)?;
    let mut rules = Validation::new(Algorithm::HS256);
    rules.set_audience(&[service]);
    // The library checks `exp` by the machine's clock; ours is the injected one.
    rules.validate_exp = false;
    let key = DecodingKey::from_secret(key.expose().as_bytes());
    let token = token.to_str().map_err(|_| refused())?;
    let claims = jsonwebtoken::decode::<ServiceToken>(token, &key, &rules)
        .map_err(|e| refused().caused_by(e))?
        .claims;
    if claims.exp <= gate.clock.now().timestamp() {
        return Err(refused());
    }
    let asker = SERVICES
        .iter()
        .copied()
        .find(|name| *name == claims.iss)
        .ok_or_else(refused)?;
    if let Some(user) = claims.user {
        request.extensions.insert(Caller {
            tenant: user.tenant,
            user: user.user,
            name: user.name.into(),
            grants: user.grants.into(),
            session: user.session,
            via: Some(asker),
        });
    }
    Ok(Some(asker))
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
