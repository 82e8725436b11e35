//! What stands before every handler: who asks is established, whether they may, how often, and when it is their turn.

use std::sync::Arc;

use axum::{
    extract::{MatchedPath, Request},
    middleware::Next,
    response::{IntoResponse, Response},
};
use http::{Method, StatusCode, header, request::Parts};

use super::{Access, proof};
use crate::{
    Caller, Clock, Error, Kind, Result,
    admission::{Lane, Party},
    codes,
    lanes::{Lanes, Place},
    limits::{ApiLimits, Near},
    refusals::{self, Refusals},
    secret::Secret,
    tasks::Tasks,
    token::Verifier,
};

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

/// Lets a request of this route through to its handler, or refuses it.
pub(super) async fn guard(
    gate: Gate,
    service: &'static str,
    (access, lane): (Access, Lane),
    request: Request,
    next: Next,
) -> Response {
    let (mut parts, body) = request.into_parts();
    let asker = match proof::asker(gate.service_key.as_ref(), &gate.clock, service, &mut parts) {
        Ok(asker) => asker,
        Err(error) => return error.into_response(),
    };
    let admitted = match asker {
        Some(_) => admit_service(access, &parts).map(|()| Near::default()),
        None => admit(&gate, (access, lane), &mut parts).await,
    };
    let watch = Watch::of(&gate, service, &parts);
    let near = match admitted {
        Ok(near) => near,
        Err(error) => return watch.look(error.into_response()),
    };
    // Calls between services pass: a place held while waiting for another one could wait for ever.
    let place = match asker {
        Some(_) => None,
        None => match line_up(&gate, lane, &parts).await {
            Ok(place) => Some(place),
            Err(error) => return error.into_response(),
        },
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

/// A place in the route's lane.
async fn line_up(gate: &Gate, lane: Lane, request: &Parts) -> Result<Place> {
    let party = match request.extensions.get::<Caller>() {
        Some(caller) => Party::Tenant(caller.tenant),
        None => Party::Address(gate.limits.address(request)),
    };
    gate.admission.enter(lane, party).await
}

/// Whether a service may ask this, for itself or for its user. It counts nothing: what caused the call was counted.
fn admit_service(access: Access, request: &Parts) -> Result<()> {
    match access {
        Access::Public | Access::Services => Ok(()),
        Access::SignedIn | Access::With(_) | Access::Everywhere(_) => {
            let caller = request.extensions.get::<Caller>();
            allowed(access, caller.ok_or_else(|| codes::UNAUTHENTICATED.error())?)
        }
    }
}

/// Establishes who asks from outside, whether they may and how often; leaves the [`Caller`] for the handler.
async fn admit(gate: &Gate, (access, lane): (Access, Lane), request: &mut Parts) -> Result<Near> {
    match access {
        Access::Public => return gate.limits.unknown(request).await,
        Access::Services => return Err(codes::SERVICES_ONLY.error()),
        Access::SignedIn | Access::With(_) | Access::Everywhere(_) => {}
    }
    let caller = match bearer(gate, request).await {
        Ok(caller) => caller,
        // Nobody tries tokens while they cannot be checked.
        Err(away) if away.kind() == Kind::Unavailable => return Err(away),
        Err(refusal) => return gate.limits.unknown(request).await.and(Err(refusal)),
    };
    let near = gate.limits.signed_in(&caller, lane).await?;
    allowed(access, &caller).map(|()| near)
}

fn allowed(access: Access, caller: &Caller) -> Result<()> {
    match access {
        Access::With(capability) => caller.require(capability),
        Access::Everywhere(capability) => caller.require_everywhere(capability),
        _ => Ok(()),
    }
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
