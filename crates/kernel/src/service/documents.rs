//! What every operation has in its OpenAPI entry without saying so itself: who may call it, and what it may be refused with.

use utoipa::openapi::{
    RefOr, ResponseBuilder,
    extensions::ExtensionsBuilder,
    path::{Operation, ParameterIn, Paths},
    security::SecurityRequirement,
};

use super::{Access, RouteEntry};

/// Whether some operation declares a parameter in the query.
pub(super) fn takes_query(paths: &Paths) -> bool {
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
pub(super) fn declare(paths: &mut Paths, access: Access) -> Vec<RouteEntry> {
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
