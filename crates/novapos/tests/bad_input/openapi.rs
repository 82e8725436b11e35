//! The operations as the OpenAPI tells of them.

use std::{collections::BTreeSet, sync::Arc};

use http::Method;
use serde_json::Value;
use testkit::TestApp;

/// One operation.
pub struct Operation {
    pub id: String,
    pub method: Method,
    pub path: String,
    pub access: String,
    pub statuses: Vec<u16>,
    pub query: Vec<Parameter>,
    body: Option<Value>,
    document: Arc<Value>,
}

/// A parameter of a query.
pub struct Parameter {
    pub name: String,
    pub schema: Value,
}

/// Every operation of every service.
pub fn operations(app: &TestApp) -> Vec<Operation> {
    let mut found = Vec::new();
    for service in &app.assembly().services {
        let document = Arc::new(serde_json::to_value(&service.openapi).unwrap());
        for (path, item) in document["paths"].as_object().unwrap() {
            for (method, operation) in item.as_object().unwrap() {
                found.push(Operation::read(&document, method, path, operation));
            }
        }
    }
    found
}

impl Operation {
    fn read(document: &Arc<Value>, method: &str, path: &str, operation: &Value) -> Self {
        let query = operation["parameters"].as_array().into_iter().flatten();
        let query = query
            .filter(|parameter| parameter["in"] == "query")
            .map(|parameter| Parameter {
                name: parameter["name"].as_str().unwrap().to_owned(),
                schema: resolve(document, &parameter["schema"]).clone(),
            });
        Self {
            id: operation["operationId"].as_str().unwrap().to_owned(),
            method: method.to_uppercase().parse().unwrap(),
            path: path.to_owned(),
            access: operation["x-access"].as_str().unwrap().to_owned(),
            statuses: operation["responses"]
                .as_object()
                .unwrap()
                .keys()
                .map(|s| s.parse().unwrap())
                .collect(),
            query: query.collect(),
            body: operation
                .pointer("/requestBody/content/application~1json/schema")
                .cloned(),
            document: Arc::clone(document),
        }
    }

    pub fn takes_a_body(&self) -> bool {
        self.body.is_some()
    }

    /// Whether users reach it: services' own operations are shut to everybody else, whatever is sent.
    pub fn is_for_users(&self) -> bool {
        self.access != "services"
    }

    pub fn is_public(&self) -> bool {
        self.access == "public"
    }

    /// Every property that its body may have, as `lines/*/price_override/reason`.
    pub fn properties(&self) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        if let Some(body) = &self.body {
            properties(&self.document, body, "", &mut found);
        }
        found
    }

    /// Whether nothing may stand at a place of its body (a JSON pointer), and whether the place may be left out.
    pub fn may_lack(&self, pointer: &str) -> Lack {
        let (parent, name) = pointer.rsplit_once('/').unwrap_or_default();
        let parents = self.body.iter().flat_map(|body| shapes(&self.document, body));
        let parents = parent
            .split('/')
            .skip(1)
            .fold(parents.collect::<Vec<_>>(), |shapes, step| {
                shapes
                    .into_iter()
                    .flat_map(|shape| step_into(&self.document, shape, step))
                    .collect()
            });
        let required = |shape: &&Value| {
            shape["required"]
                .as_array()
                .is_some_and(|names| names.iter().any(|n| n == name))
        };
        let places: Vec<&Value> = parents
            .iter()
            .flat_map(|shape| step_into(&self.document, shape, name))
            .collect();
        Lack {
            null: places
                .iter()
                .any(|place| place["type"] == "null" || types(place).any(|kind| kind == "null")),
            absent: !parents.iter().any(required) && !parents.iter().any(|shape| shape["type"] == "array"),
        }
    }
}

/// What may be missing at a place.
pub struct Lack {
    pub null: bool,
    pub absent: bool,
}

fn resolve<'a>(document: &'a Value, schema: &'a Value) -> &'a Value {
    match schema["$ref"].as_str() {
        Some(reference) => resolve(document, document.pointer(&reference[1..]).unwrap()),
        None => schema,
    }
}

/// The schemas that a value may follow: itself, or each of its alternatives.
fn shapes<'a>(document: &'a Value, schema: &'a Value) -> Vec<&'a Value> {
    let schema = resolve(document, schema);
    match schema["oneOf"].as_array() {
        Some(alternatives) => alternatives.iter().flat_map(|one| shapes(document, one)).collect(),
        None => vec![schema],
    }
}

fn step_into<'a>(document: &'a Value, shape: &'a Value, step: &str) -> Vec<&'a Value> {
    let inner = if shape["items"].is_object() {
        &shape["items"]
    } else {
        &shape["properties"][step]
    };
    if inner.is_null() {
        Vec::new()
    } else {
        shapes(document, inner)
    }
}

fn types(schema: &Value) -> impl Iterator<Item = &Value> {
    schema["type"].as_array().into_iter().flatten()
}

fn properties(document: &Value, schema: &Value, place: &str, found: &mut BTreeSet<String>) {
    for shape in shapes(document, schema) {
        for (name, inner) in shape["properties"].as_object().into_iter().flatten() {
            let place = format!("{place}/{name}");
            properties(document, inner, &place, found);
            found.insert(place);
        }
        if shape["items"].is_object() {
            properties(document, &shape["items"], &format!("{place}/*"), found);
        }
    }
}
