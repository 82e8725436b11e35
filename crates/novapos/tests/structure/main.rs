//! The structure holds: who depends on whom, whose tables are whose, what every route, code, event and connection must have.
#![expect(clippy::disallowed_methods, reason = "a test makes its own ids, tasks and clients")]

mod schemas;

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use kernel::{Context, events::Log};
use novapos::neighbours;
use serde_json::Value;
use sqlx::Row;
use testkit::TestApp;

/// Which of our crates each of our crates may use (ARCHITECTURE.md). Dev-dependencies may also be on testkit.
const EDGES: &[(&str, &[&str])] = &[
    ("pricing", &[]),
    ("pricing-wasm", &["pricing"]),
    ("kernel", &["pricing"]),
    ("contracts", &["kernel", "pricing"]),
    ("auth", &["kernel", "contracts", "pricing"]),
    ("product", &["kernel", "contracts", "pricing"]),
    ("inventory", &["kernel", "contracts", "pricing"]),
    ("order", &["kernel", "contracts", "pricing"]),
    ("audit", &["kernel", "contracts", "pricing"]),
    (
        "novapos",
        &[
            "kernel",
            "contracts",
            "pricing",
            "auth",
            "product",
            "inventory",
            "order",
            "audit",
        ],
    ),
    (
        "testkit",
        &[
            "kernel",
            "contracts",
            "pricing",
            "auth",
            "product",
            "inventory",
            "order",
            "audit",
            "novapos",
        ],
    ),
    // Of testkit, the Kafka.
    ("bench", &["pricing", "testkit"]),
];

/// Each context's crate and schema.
const CONTEXTS: &[(&str, &str)] = &[
    ("auth", "auth"),
    ("product", "product"),
    ("inventory", "inventory"),
    ("order", "orders"),
    ("audit", "audit"),
];

fn root() -> PathBuf {
    TestApp::root()
}

fn metadata() -> Value {
    let output = std::process::Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    serde_json::from_slice(&output.stdout).expect("cargo's metadata")
}

#[test]
fn crates_use_only_what_they_may() {
    let metadata = metadata();
    let packages = metadata["packages"].as_array().unwrap();
    let names: BTreeSet<&str> = packages.iter().map(|p| p["name"].as_str().unwrap()).collect();
    assert_eq!(
        names,
        EDGES.iter().map(|(name, _)| *name).collect(),
        "every crate of the workspace is in the table"
    );
    for package in packages {
        let name = package["name"].as_str().unwrap();
        let (_, allowed) = EDGES.iter().find(|(crate_name, _)| *crate_name == name).unwrap();
        for dependency in package["dependencies"].as_array().unwrap() {
            let used = dependency["name"].as_str().unwrap();
            let dev = dependency["kind"] == "dev";
            let fine = !names.contains(used) || allowed.contains(&used) || (dev && used == "testkit");
            assert!(fine, "{name} must not depend on {used}");
        }
    }
    let pricing = packages.iter().find(|p| p["name"] == "pricing").unwrap();
    let normal = pricing["dependencies"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|d| d["kind"].is_null());
    assert_eq!(
        normal.map(|d| d["name"].as_str().unwrap()).collect::<Vec<_>>(),
        ["serde"],
        "pricing has no crate but serde"
    );
}

fn files(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path, endings));
        } else if endings
            .iter()
            .any(|ending| path.extension().is_some_and(|e| e == *ending))
        {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The OpenAPI has every route that the table declares and no other, each with an access and an operation id of its own.
#[tokio::test]
async fn every_route_has_an_access_and_an_openapi_entry() {
    let app = TestApp::start().await;
    let mut operations = BTreeSet::new();
    for service in &app.assembly().services {
        let document = serde_json::to_value(&service.openapi).unwrap();
        let mut documented = BTreeSet::new();
        for (path, item) in document["paths"].as_object().unwrap() {
            let verbs = ["get", "post", "put", "patch", "delete"];
            for (method, operation) in item
                .as_object()
                .unwrap()
                .iter()
                .filter(|(m, _)| verbs.contains(&m.as_str()))
            {
                documented.insert((method.to_uppercase(), path.clone()));
                let id = operation["operationId"]
                    .as_str()
                    .unwrap_or_else(|| panic!("{method} {path} has no operation id"));
                assert!(operations.insert(id.to_owned()), "operation id {id} is used twice");
                assert!(operation["x-access"].is_string(), "{method} {path} has no access");
                let open = operation["x-access"] == "public" || operation["x-access"] == "services";
                assert_eq!(
                    operation["security"].is_array(),
                    !open,
                    "{method} {path}: security follows access"
                );
            }
        }
        let declared: BTreeSet<_> = service
            .routes
            .iter()
            .map(|r| (r.method.to_owned(), r.path.clone()))
            .collect();
        assert_eq!(documented, declared, "{}", service.context.name);
    }
    assert!(operations.len() > 40, "{}", operations.len());
}

/// Without a token every route but the public ones is 401; services' routes refuse everybody from outside.
#[tokio::test]
async fn no_route_answers_a_stranger() {
    let app = TestApp::start().await;
    let nobody = testkit::Client::nobody(app.router());
    for service in &app.assembly().services {
        for route in &service.routes {
            let method = route.method.parse().unwrap();
            let answer = nobody
                .send(
                    method,
                    &with_random_ids(&route.path),
                    &[("idempotency-key", "k")],
                    Some(b"{}".to_vec()),
                )
                .await;
            let wanted = match route.access {
                kernel::Access::Public => continue,
                kernel::Access::Services => (403, "services_only"),
                kernel::Access::SignedIn | kernel::Access::With(_) | kernel::Access::Everywhere(_) => {
                    (401, "unauthenticated")
                }
            };
            assert_eq!(
                (answer.status(), answer.code().as_str()),
                wanted,
                "{} {}",
                route.method,
                route.path
            );
        }
    }
}

/// Each role may call exactly the routes whose capability it has: 403 for all others, and never 403 for its own. What holds for every store
/// is refused to those whose role is for one.
#[tokio::test]
async fn roles_reach_their_routes_and_no_other() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let one = Some(shop.store_id());
    let callers = [
        (kernel::Role::Cashier, false, shop.cashier().await),
        (kernel::Role::Manager, true, shop.manager().await),
        (kernel::Role::Admin, true, shop.admin()),
        (kernel::Role::Manager, false, shop.hire("manager", one).await),
        (kernel::Role::Admin, false, shop.hire("admin", one).await),
    ];
    for service in &app.assembly().services {
        for route in &service.routes {
            let (capability, everywhere) = match route.access {
                kernel::Access::With(capability) => (capability, false),
                kernel::Access::Everywhere(capability) => (capability, true),
                _ => continue,
            };
            for (role, in_all_stores, caller) in &callers {
                let (method, path) = (route.method.parse().unwrap(), with_random_ids(&route.path));
                let answer = caller
                    .send(method, &path, &[("idempotency-key", "k")], Some(b"[]".to_vec()))
                    .await;
                let may = role.capabilities().contains(&capability) && (*in_all_stores || !everywhere);
                assert_eq!(
                    answer.code() != "forbidden",
                    may,
                    "{role:?} {} {}: {}",
                    route.method,
                    route.path,
                    answer.text()
                );
                assert_ne!(answer.status(), 500, "{role:?} {} {}", route.method, route.path);
            }
        }
    }
}

fn with_random_ids(path: &str) -> String {
    let part = |part: &str| {
        if part.starts_with('{') {
            uuid::Uuid::now_v7().to_string()
        } else {
            part.to_owned()
        }
    };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

#[test]
fn every_error_code_is_unique_and_explained_in_the_docs() {
    let codes = [
        kernel::codes::ALL,
        auth::codes::ALL,
        product::codes::ALL,
        inventory::codes::ALL,
        order::codes::ALL,
        audit::codes::ALL,
    ]
    .concat();
    let page = std::fs::read_to_string(root().join("docs/errors.md")).expect("docs/errors.md");
    let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
    for code in codes {
        assert!(
            code.code.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'),
            "{} is not snake case",
            code.code
        );
        assert!(
            seen.insert(code.code, code.what).is_none(),
            "{} is declared twice",
            code.code
        );
        assert!(
            page.contains(&format!("`{}`", code.code)),
            "docs/errors.md lacks {}: run `novapos docs`",
            code.code
        );
        assert!(
            page.contains(code.what) && page.contains(code.next),
            "docs/errors.md is stale on {}",
            code.code
        );
        assert!(
            code.what.ends_with('.') && code.next.ends_with('.'),
            "{} speaks in sentences",
            code.code
        );
    }
    for code in page
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split('`').next())
    {
        assert!(
            seen.contains_key(code),
            "docs/errors.md lists {code}, which no code has"
        );
    }
}

#[test]
fn every_event_is_in_the_docs() {
    let page = std::fs::read_to_string(root().join("docs/events.md")).expect("docs/events.md");
    let mut declared = BTreeSet::new();
    for file in files(&root().join("crates/contracts/src"), &["rs"]) {
        let text = std::fs::read_to_string(&file).unwrap();
        let constants = text
            .lines()
            .filter(|line| line.starts_with("pub const ") && line.contains(": &str = \""));
        declared.extend(constants.filter_map(|line| line.split('"').nth(1)).map(str::to_owned));
    }
    assert!(declared.contains("order.completed"), "{declared:?}");
    for kind in &declared {
        assert!(page.contains(&format!("| `{kind}` |")), "docs/events.md lacks {kind}");
    }
    for kind in page
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split('`').next())
    {
        assert!(
            declared.contains(kind),
            "docs/events.md lists {kind}, which contracts do not know"
        );
    }
}

/// Whom a context hears, and whose trail it keeps, is declared where its tables are made: database roles and retention go by it.
#[tokio::test]
async fn what_consumers_read_is_declared_where_the_tables_are_made() {
    let app = TestApp::start().await;
    let services = &app.assembly().services;
    let names = |contexts: &[Context]| contexts.iter().map(|context| context.name).collect::<BTreeSet<_>>();
    let of = |service: &kernel::Service, log| {
        let read = service.consumers.iter().filter(|consumer| consumer.log == log);
        read.map(|consumer| consumer.source.name).collect::<BTreeSet<_>>()
    };
    for service in services {
        let declared = service.migrations;
        assert_eq!(
            of(service, Log::Outbox),
            names(declared.hears),
            "{}",
            service.context.name
        );
        assert_eq!(
            of(service, Log::Audit),
            names(declared.keeps_trail_of),
            "{}",
            service.context.name
        );
    }
    let all: Vec<Context> = services.iter().map(|service| service.context).collect();
    let migrated: Vec<Context> = novapos::assembly::migrations().iter().map(|of| of.context).collect();
    assert_eq!(all, neighbours::ALL);
    assert_eq!(migrated, neighbours::ALL);
}

/// No connection of a service is the owner or a superuser, read from the server while requests run.
#[tokio::test(flavor = "multi_thread")]
async fn services_connect_as_a_role_that_owns_nothing() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let product = shop.product("TEA", 250).await;
    shop.sell(&shop.admin(), &[(product, 1000)]).await.expect(201);
    app.settle().await;
    let rows = sqlx::query(
        "SELECT a.usename::text, r.rolsuper, r.rolbypassrls, r.rolcreaterole, r.rolinherit,
                (SELECT count(*) FROM pg_class c WHERE c.relowner = r.oid) + (SELECT count(*) FROM pg_namespace n WHERE n.nspowner = r.oid)
         FROM pg_stat_activity a JOIN pg_roles r ON r.rolname = a.usename
         WHERE a.datname = current_database() AND a.pid <> pg_backend_pid()",
    )
    .fetch_all(&mut app.admin_connection().await)
    .await
    .unwrap();
    assert!(rows.len() >= 2, "the pool and the sales workers are connected");
    for row in rows {
        let (name, owned): (String, i64) = (row.get(0), row.get(5));
        let powers: Vec<bool> = (1..5).map(|column| row.get(column)).collect();
        assert_eq!(
            (name.as_str(), powers, owned),
            (kernel::db::LOGIN_ROLE, vec![false; 4], 0)
        );
    }
}
