//! What is written from the code is as the code says.

use std::{collections::HashSet, fs};

use novapos::documents;
use testkit::TestApp;

#[tokio::test]
async fn the_committed_openapi_documents_are_the_codes() {
    for (name, text) in documents::openapi().unwrap() {
        let path = TestApp::root().join("openapi").join(format!("{name}.json"));
        let committed = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            committed == text,
            "{} is not what the code says: run `cargo run -p novapos -- openapi`",
            path.display()
        );
    }
}

#[test]
fn the_committed_page_of_errors_is_the_codes() {
    let path = TestApp::root().join("docs/errors.md");
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == documents::errors_page(),
        "docs/errors.md is not what the code says: run `cargo run -p novapos -- docs`"
    );
}

#[test]
fn every_error_code_is_unique_and_says_what_happened_and_what_to_do() {
    let mut seen = HashSet::new();
    for (place, codes) in documents::codes() {
        for code in codes {
            assert!(seen.insert(code.code), "{place}: {} is used twice", code.code);
            assert!(
                code.code
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_'),
                "{}",
                code.code
            );
            for sentence in [code.what, code.next] {
                assert!(
                    sentence.ends_with('.') && !sentence.contains('|'),
                    "{}: {sentence:?} is not a sentence",
                    code.code
                );
            }
        }
    }
}

#[tokio::test]
async fn every_operation_says_who_may_call_it_and_has_a_name_of_its_own() {
    let mut names = HashSet::new();
    for (service, text) in documents::openapi().unwrap() {
        let document: serde_json::Value = serde_json::from_str(&text).unwrap();
        for (path, item) in document["paths"].as_object().unwrap() {
            for (method, operation) in item.as_object().unwrap() {
                assert!(
                    operation["x-access"].is_string(),
                    "{service}: {method} {path} does not say who may call it"
                );
                let name = operation["operationId"].as_str().unwrap();
                assert!(names.insert(name.to_owned()), "{service}: {name} is used twice");
            }
        }
    }
}
