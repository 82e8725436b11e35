//! The edge: the front of services that are processes of their own. It serves both web apps, and passes each request of the API on to its
//! service, as it came. It knows no tenant, no token and no database: whoever may ask what is decided by the services.

use std::{collections::BTreeMap, net::SocketAddr, sync::Arc, time::Duration};

use anyhow::{Context as _, Result};
use axum::{
    Router,
    body::{Body, HttpBody as _},
    extract::Request,
    response::{IntoResponse as _, Response},
    routing::{MethodFilter, MethodRouter, on},
};
use http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use kernel::{Access, Error, Service, codes, http::listener::PeerAddress, telemetry};

use crate::{config::Peers, neighbours};

const CONNECT_TIMEOUT: Duration = Duration::from_secs(1);
/// How long a service may say nothing, before its answer or in the middle of it.
const SILENCE_MAX: Duration = Duration::from_secs(60);

/// A service, as the edge sees it.
struct Upstream {
    name: &'static str,
    url: String,
    client: reqwest::Client,
}

/// The routes of all services that users may call, each passed on to where its service is. Those for services among themselves are not here.
///
/// # Errors
/// Which service's address is missing or cannot be used, or that `peers.ca_file` cannot.
#[expect(
    clippy::disallowed_methods,
    reason = "the edge passes requests on as they are, whoever asks and however long the answer is"
)]
pub fn routes(services: &[Service], peers: &Peers) -> Result<Router> {
    let mut client = reqwest::Client::builder()
        .connect_timeout(CONNECT_TIMEOUT)
        .read_timeout(SILENCE_MAX)
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        // As over plain http: a connection for each request under way, where HTTP/2 would put all of them on one that is bounded.
        .http1_only();
    if let Some(authorities) = peers.authorities()? {
        client = client.tls_certs_only(authorities);
    }
    let client = client.build().context("the services cannot be reached")?;
    let mut by_path: BTreeMap<&str, MethodRouter> = BTreeMap::new();
    for service in services {
        let upstream = Arc::new(Upstream {
            name: service.context.name,
            url: neighbours::found(peers, service.context)?
                .url
                .trim_end_matches('/')
                .to_owned(),
            client: client.clone(),
        });
        for route in service.routes.iter().filter(|route| route.access != Access::Services) {
            let method: Method = route.method.parse().context("a route's method")?;
            let filter = MethodFilter::try_from(method).context("a route's method")?;
            let upstream = Arc::clone(&upstream);
            let pass_on = on(filter, move |request: Request| pass_on(Arc::clone(&upstream), request));
            let known = by_path.remove(route.path.as_str()).unwrap_or_default();
            by_path.insert(&route.path, known.merge(pass_on));
        }
    }
    let routes = by_path
        .into_iter()
        .fold(Router::new(), |all, (path, methods)| all.route(path, methods));
    Ok(kernel::http::observed("edge", routes))
}

async fn pass_on(to: Arc<Upstream>, request: Request) -> Response {
    forward(&to, request)
        .await
        .unwrap_or_else(|error| error.into_response())
}

async fn forward(to: &Upstream, request: Request) -> Result<Response, Error> {
    let (parts, body) = request.into_parts();
    let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
    let client = parts.extensions.get::<PeerAddress>().map(|peer| peer.0);
    let mut passed = to
        .client
        .request(parts.method, format!("{}{path}", to.url))
        .headers(to_service(parts.headers, client));
    if !body.is_end_stream() {
        passed = passed.body(reqwest::Body::wrap_stream(body.into_data_stream()));
    }
    let unavailable = |error: reqwest::Error| {
        let cause = format!("{} did not answer: {error:?}", to.name);
        codes::PEER_UNAVAILABLE.error().caused_by(cause)
    };
    let answer = passed.send().await.map_err(unavailable)?;
    let (mut parts, body) = http::Response::<reqwest::Body>::from(answer).into_parts();
    remove_hop_by_hop(&mut parts.headers);
    Ok(Response::from_parts(parts, Body::new(body)))
}

/// The headers as the service gets them: without what was meant for this connection, with the client's address at the end of those that
/// came, in the trace that began here, and with no claim to be a service.
fn to_service(mut headers: HeaderMap, client: Option<SocketAddr>) -> HeaderMap {
    remove_hop_by_hop(&mut headers);
    headers.remove(kernel::service::SERVICE_TOKEN_HEADER);
    if let Some(address) = client.and_then(|client| client.ip().to_string().parse::<HeaderValue>().ok()) {
        headers.append(FORWARDED_FOR, address);
    }
    if let Some(parent) = telemetry::trace_parent().and_then(|parent| parent.parse::<HeaderValue>().ok()) {
        headers.insert("traceparent", parent);
    }
    headers
}

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// RFC 9110, 7.6.1: what concerns one connection, and whatever else its `Connection` names, ends with it.
fn remove_hop_by_hop(headers: &mut HeaderMap) {
    let named: Vec<HeaderName> = headers
        .get_all(header::CONNECTION)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|names| names.split(','))
        .filter_map(|name| name.trim().parse().ok())
        .collect();
    for name in named {
        headers.remove(name);
    }
    for name in [
        header::CONNECTION,
        HeaderName::from_static("keep-alive"),
        HeaderName::from_static("proxy-connection"),
        header::PROXY_AUTHENTICATE,
        header::PROXY_AUTHORIZATION,
        header::TE,
        header::TRAILER,
        header::TRANSFER_ENCODING,
        header::UPGRADE,
    ] {
        headers.remove(name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_meant_for_one_connection_ends_with_it_and_nobody_claims_to_be_a_service() {
        let came = [
            ("connection", "keep-alive, X-Mine"),
            ("x-mine", "1"),
            ("transfer-encoding", "chunked"),
            ("x-service-token", "forged"),
            ("x-forwarded-for", "6.6.6.6"),
            ("authorization", "Bearer abc"),
        ];
        let headers = came
            .iter()
            .map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()))
            .collect();
        let passed = to_service(headers, Some(SocketAddr::from(([192, 0, 2, 7], 4711))));
        let said = |name: &str| {
            passed
                .get_all(name)
                .iter()
                .map(|value| value.to_str().unwrap())
                .collect::<Vec<_>>()
        };
        assert_eq!(said("x-forwarded-for"), ["6.6.6.6", "192.0.2.7"]);
        assert_eq!(said("authorization"), ["Bearer abc"]);
        for gone in ["connection", "x-mine", "transfer-encoding", "x-service-token"] {
            assert!(said(gone).is_empty(), "{gone}");
        }
    }
}
