//! What is written from the code: the OpenAPI document of each service, and the page of errors.

use std::fmt::Write as _;

use anyhow::Result;
use kernel::{
    Clock, Code, Entropy, Secrets, Service,
    db::{Db, PoolLimits},
    events::Bus,
    secret::Secret,
    tasks::Tasks,
};
use serde_json::{Map, Value};
use sqlx::postgres::PgConnectOptions;
use utoipa::openapi::OpenApi;

use crate::{
    assembly::{self, Parts},
    config::Config,
    neighbours::Neighbours,
};

/// The services as they are described: their routes and documents. They are put together over a database that is never asked, and none of
/// them runs.
///
/// # Errors
/// Never with the defaults: what could be wrong is configured.
pub fn services() -> Result<Vec<Service>> {
    let parts = Parts {
        pool: Db::open(PgConnectOptions::new_without_pgpass(), PoolLimits::default()),
        clock: Clock::system(),
        entropy: Entropy::system(),
        tasks: Tasks::default(),
        bus: Bus::Log,
        auth_key: Some(Secret::new("none is needed to describe the services")),
        audit_key: Some(Secret::new("nor for this one")),
        neighbours: Neighbours::none(),
        secrets: Secrets::Here,
        redis: None,
    };
    let assembly = assembly::assemble(parts, &Config::default())?;
    assembly.tasks.stop();
    Ok(assembly.services)
}

/// The name and the document of each service.
///
/// # Errors
/// As [`services`].
pub fn openapi() -> Result<Vec<(&'static str, String)>> {
    let of = |service: &Service| (service.context.name, text(&service.openapi));
    Ok(services()?.iter().map(of).collect())
}

/// The document of one service as a file: keys sorted, so that it changes only when the API does, with a newline at its end.
#[must_use]
pub fn text(document: &OpenApi) -> String {
    let value = serde_json::to_value(document).unwrap_or_default();
    let mut text = serde_json::to_string_pretty(&sorted(value)).unwrap_or_default();
    text.push('\n');
    text
}

/// The document of all services on one port.
#[must_use]
pub fn whole(services: &[Service]) -> OpenApi {
    let mut all = OpenApi::default();
    for service in services {
        all.merge(service.openapi.clone());
    }
    all.info.title = "NovaPOS".to_owned();
    env!("CARGO_PKG_VERSION").clone_into(&mut all.info.version);
    all.info.description = Some("See docs/api.md for what is common to all services.".to_owned());
    all.info.license = None;
    all.info.contact = None;
    all
}

fn sorted(value: Value) -> Value {
    match value {
        Value::Object(members) => {
            let mut members: Vec<(String, Value)> =
                members.into_iter().map(|(name, value)| (name, sorted(value))).collect();
            members.sort_by(|(one, _), (other, _)| one.cmp(other));
            Value::Object(members.into_iter().collect::<Map<_, _>>())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(sorted).collect()),
        other => other,
    }
}

/// Where codes come from, and those of each.
#[must_use]
pub fn codes() -> Vec<(&'static str, &'static [Code])> {
    vec![
        ("Everywhere", kernel::codes::ALL),
        ("auth", auth::codes::ALL),
        ("product", product::codes::ALL),
        ("inventory", inventory::codes::ALL),
        ("order", order::codes::ALL),
        ("audit", audit::codes::ALL),
    ]
}

/// `docs/errors.md`.
#[must_use]
pub fn errors_page() -> String {
    let mut page = String::from(
        "# Errors\n\n\
         <!-- Written by `novapos docs` from the code; a test compares. -->\n\n\
         Every refusal is `application/problem+json` (RFC 9457). `code` is stable: branch on it, never on the text. `detail` says what\n\
         happened this time and what to do next, in words for the person at the till; `errors` names each wrong field. A 503 may be sent\n\
         again as it is, after `Retry-After` seconds where that is given.\n",
    );
    for (place, codes) in codes() {
        let _ = write!(
            page,
            "\n## {place}\n| code | status | what happened | what to do |\n|---|---|---|---|\n"
        );
        for code in codes {
            let _ = writeln!(
                page,
                "| `{}` | {} | {} | {} |",
                code.code,
                code.kind.status().as_u16(),
                code.what,
                code.next
            );
        }
    }
    page
}
