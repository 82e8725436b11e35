//! What each listener serves: the API, its health, its documents, and on two ports the web apps.

use axum::{Router, response::IntoResponse, routing::get};
use http::header;
use kernel::{Service, http::MetricsReaders, tasks::Tasks};
use utoipa::openapi::OpenApi;

use crate::{
    assembly::Assembly,
    config::Config,
    documents,
    web_files::{self, App},
};

/// The whole API with both web apps; `/` goes to the one that comes first.
pub fn whole(assembly: &Assembly, config: &Config, readers: &MetricsReaders, first: App) -> Router {
    let document = documents::whole(&assembly.services);
    let health = health(assembly, readers);
    complete(assembly.routes(), &document, health, config, first)
}

/// The same over services that are processes of their own.
pub fn edge(
    routes: Router,
    document: &OpenApi,
    tasks: &Tasks,
    config: &Config,
    readers: &MetricsReaders,
    first: App,
) -> Router {
    let health = kernel::http::health(None, readers.clone(), tasks.clone());
    complete(routes, document, health, config, first)
}

fn health(assembly: &Assembly, readers: &MetricsReaders) -> Router {
    kernel::http::health(Some(assembly.pool.clone()), readers.clone(), assembly.tasks.clone())
}

fn complete(routes: Router, document: &OpenApi, health: Router, config: &Config, first: App) -> Router {
    let web = web_files::routes(first, config.web.root.as_deref());
    kernel::http::complete(routes.merge(health).merge(openapi(document)).merge(web))
}

/// One service alone, on its own port.
pub fn single(assembly: &Assembly, readers: &MetricsReaders, service: &Service) -> Router {
    let health = health(assembly, readers);
    kernel::http::complete(service.router.clone().merge(health).merge(openapi(&service.openapi)))
}

fn openapi(document: &OpenApi) -> Router {
    let text = documents::text(document);
    let answer = get(move || async move { ([(header::CONTENT_TYPE, "application/json")], text).into_response() });
    Router::new().route("/openapi.json", answer)
}
