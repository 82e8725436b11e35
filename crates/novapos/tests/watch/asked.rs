//! What the rules of Prometheus and the dashboards of Grafana ask for: their queries, and the metrics and labels in these.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::PathBuf,
};

use serde_json::Value;
use testkit::TestApp;

/// A query, and where it stands.
pub struct Query {
    pub place: String,
    pub text: String,
    /// What it is recorded as.
    pub record: Option<String>,
}

/// What a query names.
#[derive(Debug, Default, PartialEq)]
pub struct Named {
    /// Metrics, with the labels that they are chosen by.
    pub metrics: BTreeMap<String, BTreeSet<String>>,
    /// Labels that it groups, joins or lists by.
    pub by: BTreeSet<String>,
}

fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let folder = TestApp::root().join(folder);
    let mut files: Vec<PathBuf> = fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|found| found == ending))
        .collect();
    files.sort();
    assert!(!files.is_empty(), "{} has files", folder.display());
    files
}

pub fn rule_files() -> Vec<PathBuf> {
    files("deploy/prometheus/rules", "yml")
}

/// Every query of rules and dashboards.
pub fn queries() -> Vec<Query> {
    let mut queries = Vec::new();
    for file in rule_files() {
        of_rules(&fs::read_to_string(&file).unwrap(), &mut queries);
    }
    for file in files("deploy/grafana/dashboards", "json") {
        let board: Value = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        of_dashboard(&name, &board, &mut queries);
    }
    assert!(queries.len() > 50, "there are {} queries", queries.len());
    queries
}

/// The rules are YAML of one form: `- alert: NAME` or `- record: NAME`, then `expr: QUERY` in one line or `expr: |-` and deeper lines.
fn of_rules(text: &str, queries: &mut Vec<Query>) {
    let mut lines = text.lines().peekable();
    let (mut place, mut record) = (String::new(), None);
    while let Some(line) = lines.next() {
        let indent = line.len() - line.trim_start().len();
        let line = line.trim_start();
        if let Some(name) = line.strip_prefix("- alert: ") {
            (place, record) = (name.to_owned(), None);
        } else if let Some(name) = line.strip_prefix("- record: ") {
            (place, record) = (name.to_owned(), Some(name.to_owned()));
        } else if let Some(query) = line.strip_prefix("expr: ") {
            let mut text = query.to_owned();
            if query == "|-" {
                text.clear();
                while let Some(more) = lines.next_if(|next| next.len() - next.trim_start().len() > indent) {
                    text.push_str(more.trim_start());
                    text.push('\n');
                }
            }
            queries.push(Query {
                place: place.clone(),
                text,
                record: record.clone(),
            });
        }
    }
}

fn of_dashboard(name: &str, board: &Value, queries: &mut Vec<Query>) {
    let mut add = |place: String, text: &Value| {
        queries.push(Query {
            place,
            text: text
                .as_str()
                .unwrap_or_else(|| panic!("{name}: no query: {text}"))
                .to_owned(),
            record: None,
        });
    };
    for panel in board["panels"].as_array().unwrap() {
        for target in panel["targets"].as_array().into_iter().flatten() {
            add(
                format!("{name} › {}", panel["title"].as_str().unwrap()),
                &target["expr"],
            );
        }
    }
    for variable in board["templating"]["list"].as_array().unwrap() {
        if variable["type"] == "query" {
            add(
                format!("{name}, ${}", variable["name"].as_str().unwrap()),
                &variable["query"]["query"],
            );
        }
    }
}

const GROUPING: [&str; 6] = ["by", "without", "on", "ignoring", "group_left", "group_right"];
const WORDS: [&str; 12] = [
    "and", "or", "unless", "offset", "bool", "sum", "max", "min", "avg", "count", "group", "topk",
];

/// What the query names. It is PromQL as promtool has read it already: this only finds names in it.
pub fn named(query: &str) -> Named {
    let mut named = Named::default();
    let query = match query
        .strip_prefix("label_values(")
        .and_then(|rest| rest.strip_suffix(')'))
    {
        Some(inside) => {
            let (of, label) = inside.rsplit_once(',').unwrap_or_else(|| panic!("no label: {query}"));
            named.by.insert(label.trim().to_owned());
            of
        }
        None => query,
    };
    let mut rest = query;
    let mut last = String::new();
    while let Some(first) = rest.chars().next() {
        if first == '"' {
            rest = after_string(rest);
        } else if first == '[' {
            rest = &rest[rest.find(']').unwrap() + 1..];
        } else if first == '{' {
            let (labels, after) = labels(&rest[1..]);
            named.metrics.entry(last.clone()).or_default().extend(labels);
            rest = after;
        } else if first.is_alphabetic() || first == '_' || first == ':' {
            let (word, after) = word(rest);
            rest = after;
            let next = rest.trim_start();
            if GROUPING.contains(&word) {
                if let Some(inside) = next.strip_prefix('(') {
                    let (list, after) = inside.split_once(')').unwrap();
                    let listed = list.split(',').map(|label| label.trim().to_owned());
                    named.by.extend(listed.filter(|label| !label.is_empty()));
                    rest = after;
                }
            } else if !next.starts_with('(') && !WORDS.contains(&word) {
                last = word.to_owned();
                named.metrics.entry(last.clone()).or_default();
            }
        } else if first.is_ascii_digit() {
            rest = rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '.');
        } else {
            rest = &rest[first.len_utf8()..];
        }
    }
    named
}

fn word(text: &str) -> (&str, &str) {
    let end = text.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':'));
    text.split_at(end.unwrap_or(text.len()))
}

fn after_string(text: &str) -> &str {
    let mut escaped = false;
    for (at, letter) in text.char_indices().skip(1) {
        match letter {
            '"' if !escaped => return &text[at + 1..],
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    panic!("a string without an end: {text}");
}

/// The labels of a selector, and what comes behind it.
fn labels(mut rest: &str) -> (BTreeSet<String>, &str) {
    let mut labels = BTreeSet::new();
    loop {
        match rest
            .chars()
            .next()
            .unwrap_or_else(|| panic!("a selector without an end"))
        {
            '}' => return (labels, &rest[1..]),
            '"' => rest = after_string(rest),
            first if first.is_alphabetic() || first == '_' => {
                let (label, after) = word(rest);
                labels.insert(label.to_owned());
                rest = after;
            }
            first => rest = &rest[first.len_utf8()..],
        }
    }
}

#[test]
fn names_are_found_in_a_query() {
    let set = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<BTreeSet<_>>();
    let found = named(
        "sum by (service, le) (rate(a_bucket{b=~\"x{}y\", c!=\"\\\"\"}[5m])) / on (service) group_left d > 14.4 * 0.001 or label_replace(e offset 5m, \"f\", \"g\", \"\", \"\")",
    );
    assert_eq!(found.by, set(&["service", "le"]));
    assert_eq!(
        found.metrics.keys().cloned().collect::<BTreeSet<_>>(),
        set(&["a_bucket", "d", "e"])
    );
    assert_eq!(found.metrics["a_bucket"], set(&["b", "c"]));
    let listed = named("label_values(orders_total{tenant=~\"$tenant\"}, store)");
    assert_eq!(
        (listed.metrics["orders_total"].clone(), listed.by),
        (set(&["tenant"]), set(&["store"]))
    );
}
