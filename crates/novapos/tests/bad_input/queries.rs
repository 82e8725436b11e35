//! Every parameter of every query.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::Value;
use testkit::Client;

use crate::{
    fault,
    openapi::{Operation, Parameter, operations},
    world::World,
    written::Tables,
};

/// Values that are wrong for a parameter, by its name and schema. Percent-encoded.
fn wrong(parameter: &Parameter) -> Vec<String> {
    let schema = &parameter.schema;
    let number = ["", "x", "1.5", "9223372036854775808", "1e3"];
    let few: &[&str] = match (
        parameter.name.as_str(),
        schema["type"].as_str(),
        schema["format"].as_str(),
    ) {
        ("limit", ..) => {
            let over = schema["maximum"].as_u64().map_or(201, |max| max + 1);
            return number
                .into_iter()
                .map(str::to_owned)
                .chain(["-1".to_owned(), "0".to_owned(), over.to_string(), u32::MAX.to_string()])
                .collect();
        }
        ("cursor", ..) => return cursors(),
        ("decimals", ..) => &["", "x", "2.0", "-1", "1", "4"],
        (_, Some("integer"), _) => &number,
        (_, Some("boolean"), _) => &["", "1", "yes", "TRUE"],
        (_, _, Some("uuid")) => &["", "1", "1%3B%20DROP%20TABLE%20orders", "null"],
        (_, _, Some("date")) => &[
            "",
            "yesterday",
            "2026-02-30",
            "2026-03-02T10:00:00Z",
            "%2B262143-01-01",
            "%2B20000-01-01",
            "-4800-01-01",
            "0000-01-01",
        ],
        _ if schema["enum"].is_array() => &["", "nothing", "OPEN", "null"],
        // Words to look for: what is no letter only parts them.
        ("query", ..) => return vec!["x".repeat(10_000)],
        _ => return vec!["a%00b".to_owned(), "x".repeat(10_000)],
    };
    few.iter().map(|value| (*value).to_owned()).collect()
}

/// Cursors that no list gave out: no base64, no JSON, and JSON of other shapes.
fn cursors() -> Vec<String> {
    let written = [
        "{}",
        "[]",
        "[1,2,3,4]",
        "{\"rev\":\"x\"}",
        "true",
        "[\"x\",\"y\"]",
        "\"a\\u0000b\"",
        "{\"at\":\"-4800-01-01T00:00:00Z\",\"id\":\"01a22523-c4d4-7ef2-91ff-bcb032ff80ae\"}",
    ];
    let written = written.map(|json| URL_SAFE_NO_PAD.encode(json));
    ["%", "%20", "....", "x", "%00"]
        .map(str::to_owned)
        .into_iter()
        .chain(written)
        .collect()
}

/// An address with a parameter, and with those beside it that the operation cannot do without.
fn asked(operation: &Operation, path: &str, name: &str, value: &str) -> String {
    let needed: &[(&str, &str)] = match operation.id.as_str() {
        "list_orders" | "export_orders" | "list_sessions" | "export_sessions" | "export_z_reports" => {
            &[("from", "2026-01-01"), ("to", "2026-01-31")]
        }
        "list_parked_sales" => &[("store_id", "01a22523-c4d4-7ef2-91ff-bcb032ff80ae")],
        "get_order_totals" => &[("by", "store"), ("from", "2026-01-01"), ("to", "2026-12-31")],
        _ => &[],
    };
    let beside: String = needed
        .iter()
        .filter(|(other, _)| *other != name)
        .map(|(name, value)| format!("{name}={value}&"))
        .collect();
    format!("{path}?{beside}{name}={value}")
}

#[tokio::test(flavor = "multi_thread")]
async fn every_parameter_of_every_query_made_wrong_is_refused() {
    let world = World::new().await;
    let admin = world.shop.admin();
    let before = Tables::of(&world.app).await;
    let (mut faults, mut tried) = (Vec::new(), 0);
    for operation in operations(&world.app).iter().filter(|o| o.is_for_users()) {
        if operation.query.is_empty() {
            tried += 1;
            let path = format!("{}?unknown=1", world.path(&operation.path));
            let answer = admin.send(operation.method.clone(), &path, &[], None).await;
            faults.extend(fault(&answer, "a query that none is asked for", &[400], operation));
            if answer.code() != "invalid_query" {
                faults.push(format!("{}: {}", operation.id, answer.text()));
            }
            continue;
        }
        let path = world.path(&operation.path);
        let mut queries = vec![
            ("unknown", "1".to_owned()),
            ("tenant_id", world.other.tenant_id().to_string()),
        ];
        for parameter in &operation.query {
            queries.extend(
                wrong(parameter)
                    .into_iter()
                    .map(|value| (parameter.name.as_str(), value)),
            );
        }
        for (name, value) in queries {
            tried += 1;
            let path = asked(operation, &path, name, &value);
            let answer = admin
                .send(operation.method.clone(), &path, &[("content-type", "text/csv")], None)
                .await;
            faults.extend(fault(&answer, &format!("{name}={value:.80}"), &[400], operation));
        }
    }
    assert!(faults.is_empty(), "{} of {tried}:\n{}", faults.len(), faults.join("\n"));
    println!("{tried} bad queries refused");
    assert!(tried > 200, "{tried}");
    let changed = before.changed().await;
    assert!(changed.is_empty(), "written: {changed:?}");
}

/// The cursors that a list gives out for pages of one.
async fn given_out(client: &Client, operation: &Operation, path: &str) -> Option<String> {
    let page = client
        .get(&asked(operation, path, "limit", "1"))
        .await
        .expect(200)
        .json();
    let cursor = page["next_cursor"].as_str().map(str::to_owned);
    assert!(operation.id != "list_catalog_changes" || cursor.is_some());
    cursor
}

/// A cursor of another tenant's list, or of another list, is refused or leads on in one's own: it never shows what is another's.
#[tokio::test(flavor = "multi_thread")]
async fn a_foreign_cursor_shows_nothing_foreign() {
    let world = World::new().await;
    for shop in [&world.shop, &world.other] {
        // More than one of everything, so that each list has a next page.
        shop.hire("cashier", None).await;
        let (_, register, location) = shop.another_store("M2", "sell_through").await;
        let (product, more) = (shop.product("OIL", 990).await, shop.product("RYE", 300).await);
        shop.receive(location, product, 1000).await;
        for _ in 0..2 {
            shop.sell_at(&shop.admin(), register, &[(product, 5000), (more, 1000)])
                .await
                .expect(201);
        }
        shop.admin()
            .post("/categories", serde_json::json!({"name": "Food"}))
            .await
            .expect(201);
    }
    world.app.settle().await;
    let (mine, theirs) = (world.shop.admin(), world.other.admin());
    let all = operations(&world.app);
    let lists: Vec<&Operation> = all
        .iter()
        .filter(|o| o.is_for_users() && o.query.iter().any(|parameter| parameter.name == "cursor"))
        .collect();
    let mut cursors = Vec::new();
    for list in &lists {
        cursors.extend(
            given_out(&theirs, list, &world.foreign_path(&list.path))
                .await
                .map(|cursor| (&list.id, cursor)),
        );
    }
    assert!(cursors.len() >= 8, "{cursors:?}");
    let foreign = world.foreign_ids();
    for list in &lists {
        let path = world.path(&list.path);
        for (of, cursor) in &cursors {
            let answer = mine.get(&asked(list, &path, "cursor", cursor)).await;
            let what = format!("{} with a foreign cursor of {of}: {:.300}", list.id, answer.text());
            assert!([200, 400].contains(&answer.status()), "{what}");
            assert!(answer.status() == 200 || answer.code() == "invalid_cursor", "{what}");
            let text = answer.json().get("items").map(Value::to_string).unwrap_or_default();
            assert!(!foreign.iter().any(|id| text.contains(id)), "{what}");
        }
    }
}
