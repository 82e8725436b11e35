//! HTTP: what every service does alike around its handlers.

pub mod extract;
mod lingering;
pub mod listener;
mod metrics;
mod observe;
mod opening;
pub mod tls;

use axum::{Router, middleware, response::IntoResponse as _, routing::get};
use http::header;

pub use extract::{Body, Path, Query};
pub use metrics::MetricsReaders;
use observe::observe;

use crate::{Error, codes, tasks::panicked};

/// The body of a request that says all it has to say by its address: `{}`.
#[derive(Clone, Debug, serde::Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Nothing {}

/// The largest JSON body of an operation.
pub const BODY_BYTES_MAX: usize = 64 * 1024;

/// What stands around each of a service's routes, for a listener and for a peer in this process alike: panics caught, every
/// request counted and logged under its service's name.
pub fn observed(service: &'static str, routes: Router) -> Router {
    routes
        .layer(tower_http::catch_panic::CatchPanicLayer::custom(
            |panic: Box<dyn std::any::Any + Send>| panicked(&*panic).into_response(),
        ))
        .layer(middleware::from_fn(move |request, next| {
            observe(service, request, next)
        }))
}

/// Makes merged routes into what a listener serves: unknown paths and methods answered as problems, every request in a trace.
pub fn complete(routes: Router) -> Router {
    routes
        .fallback(|| async { codes::NOT_FOUND.error() })
        .method_not_allowed_fallback(|| async { codes::METHOD_NOT_ALLOWED.error() })
        .layer(middleware::from_fn(observe::traced))
}

/// The health checks and metrics of a listener. `/livez` needs neither token nor database; the edge has no database at all.
pub fn health(pool: Option<crate::db::Pool>, readers: MetricsReaders, tasks: crate::tasks::Tasks) -> Router {
    let ready = {
        move || {
            let (pool, tasks) = (pool.clone(), tasks.clone());
            async move {
                if tasks.is_stopping() {
                    return Err(codes::STOPPING.error());
                }
                if let Some(pool) = pool {
                    pool.ping().await?;
                }
                Ok::<_, Error>("ready\n")
            }
        }
    };
    Router::new()
        .route(
            "/livez",
            get(|| async { ([(header::CACHE_CONTROL, "no-store")], "alive\n") }),
        )
        .route("/readyz", get(ready))
        .merge(metrics::route(readers))
}
