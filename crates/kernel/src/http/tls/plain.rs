//! Plain HTTP on a port that speaks TLS: somebody typed an address without its `s`.

use axum::{
    Router,
    body::Body,
    extract::Request,
    middleware,
    response::{IntoResponse, Response},
};
use http::{HeaderMap, HeaderValue, Method, StatusCode, header, uri::Authority};

/// These routes, and https for everything else. Each answer is the connection's last.
pub(super) fn answers(routes: Router) -> Router {
    routes.fallback(to_https).layer(middleware::map_response(last))
}

/// A page is led to https. What may carry a secret is not: it has been sent openly already, and that should be noticed.
async fn to_https(request: Request<Body>) -> Response {
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let address = host(request.headers()).map(|host| format!("https://{host}{path}"));
    match address.and_then(|address| HeaderValue::try_from(address).ok()) {
        Some(address) if reads && !request.headers().contains_key(header::AUTHORIZATION) => {
            (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, address)]).into_response()
        }
        _ => (
            StatusCode::BAD_REQUEST,
            "Here is only https, not http: ask again with https://\n",
        )
            .into_response(),
    }
}

/// Where the client believes it is.
fn host(headers: &HeaderMap) -> Option<Authority> {
    let host = headers.get(header::HOST)?.to_str().ok()?;
    host.parse().ok().filter(|_| !host.contains('@'))
}

async fn last(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

#[cfg(test)]
mod tests {
    use tower::ServiceExt as _;

    use super::*;

    async fn ask(method: Method, host: Option<&str>, more: Option<(&str, &str)>) -> (StatusCode, Option<String>) {
        let mut request = Request::builder().method(method).uri("/pos/sales?day=1");
        for (name, value) in host.map(|host| ("host", host)).into_iter().chain(more) {
            request = request.header(name, value);
        }
        let answer = answers(Router::new())
            .oneshot(request.body(Body::empty()).unwrap())
            .await
            .unwrap();
        assert_eq!(answer.headers()["connection"], "close");
        let to = answer.headers().get(header::LOCATION);
        (answer.status(), to.map(|to| to.to_str().unwrap().to_owned()))
    }

    #[tokio::test]
    async fn a_page_is_led_to_https_and_nothing_else_is() {
        let to = |address: &str| (StatusCode::TEMPORARY_REDIRECT, Some(address.to_owned()));
        let refused = (StatusCode::BAD_REQUEST, None);
        assert_eq!(
            ask(Method::GET, Some("192.0.2.7:8080"), None).await,
            to("https://192.0.2.7:8080/pos/sales?day=1")
        );
        assert_eq!(
            ask(Method::HEAD, Some("[::1]:8080"), None).await,
            to("https://[::1]:8080/pos/sales?day=1")
        );
        assert_eq!(ask(Method::POST, Some("shop:8080"), None).await, refused);
        assert_eq!(
            ask(Method::GET, Some("shop:8080"), Some(("authorization", "Bearer x"))).await,
            refused
        );
        for not_a_place in [None, Some(""), Some("you@shop"), Some("shop/elsewhere")] {
            assert_eq!(ask(Method::GET, not_a_place, None).await, refused, "{not_a_place:?}");
        }
    }
}
