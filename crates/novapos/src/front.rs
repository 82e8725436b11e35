//! What each listener serves: the API, its health, its documents, and on two ports the web apps.

use axum::{Router, response::IntoResponse, routing::get};
use http::header;
use kernel::Service;
use utoipa::openapi::OpenApi;

use crate::{
    assembly::Assembly,
    config::Config,
    documents,
    web_files::{self, App},
};

/// The whole API with both web apps; `/` goes to the one that comes first.
pub fn whole(assembly: &Assembly, config: &Config, first: App) -> Router {
    let document = documents::whole(&assembly.services);
    let web = web_files::routes(first, config.web.root.as_deref());
    kernel::http::complete(assembly.routes().merge(common(assembly, &document)).merge(web))
}

/// One service alone, on its own port.
pub fn single(assembly: &Assembly, service: &Service) -> Router {
    kernel::http::complete(service.router.clone().merge(common(assembly, &service.openapi)))
}

fn common(assembly: &Assembly, document: &OpenApi) -> Router {
    let text = documents::text(document);
    let openapi = get(move || async move { ([(header::CONTENT_TYPE, "application/json")], text).into_response() });
    kernel::http::health(assembly.pool.clone(), assembly.tasks.clone()).route("/openapi.json", openapi)
}
