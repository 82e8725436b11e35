//! No context's SQL names another context's schema, however it is written.

use crate::{CONTEXTS, files, root};

#[test]
fn no_context_names_another_contexts_schema_in_its_sql() {
    let mut checked = 0;
    // Kernel has no schema of its own: it works in whichever context's it is called.
    for (name, own) in CONTEXTS.iter().chain(&[("kernel", "")]) {
        let folder = root().join("crates").join(name);
        for file in ["src", "migrations", "sql"]
            .map(|part| files(&folder.join(part), &["rs", "sql"]))
            .concat()
        {
            checked += 1;
            let text = std::fs::read_to_string(&file).unwrap();
            let sql = match file.extension().is_some_and(|ending| ending == "rs") {
                true => literals(&text),
                false => without_comments(&text),
            };
            for (_, schema) in CONTEXTS.iter().filter(|(_, schema)| schema != own) {
                assert!(
                    !names(&sql, schema),
                    "{} names something in the schema {schema}",
                    file.display()
                );
            }
        }
    }
    assert!(checked > 100, "{checked} files were read");
}

/// Whether the text has `schema.something` in it: in capitals, in quotes, with spaces, behind whatever keyword or comma.
fn names(sql: &str, schema: &str) -> bool {
    let text = sql.to_lowercase().replace('"', "");
    let in_word = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == '$';
    text.match_indices(schema).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let behind = text[at + schema.len()..].trim_start();
        let thing = behind
            .strip_prefix('.')
            .map(|rest| rest.trim_start().chars().next().is_some_and(in_word));
        !before.is_some_and(|letter| in_word(letter) || letter == '.') && thing == Some(true)
    })
}

fn without_comments(sql: &str) -> String {
    let code = |line: &str| line.split("--").next().unwrap_or_default().to_owned();
    sql.lines().map(code).collect::<Vec<_>>().join("\n")
}

/// What stands in a Rust file's string literals, each on lines of its own.
fn literals(rust: &str) -> String {
    let mut found = String::new();
    let mut rest = rust;
    while let Some(at) = rest.find(['"', '/', '\'']) {
        let (before, here) = rest.split_at(at);
        let hashes = before.len() - before.trim_end_matches('#').len();
        rest = if here.starts_with("//") {
            here.split_once('\n').map_or("", |(_, next)| next)
        } else if here.starts_with("'\"'") || here.starts_with("'\\") {
            &here[3..]
        } else if !here.starts_with('"') {
            &here[1..]
        } else {
            let raw = before.trim_end_matches('#').ends_with('r');
            let end = if raw {
                format!("\"{}", "#".repeat(hashes))
            } else {
                "\"".to_owned()
            };
            let text = &here[1..];
            let length = text
                .match_indices(&end)
                .map(|(at, _)| at)
                .find(|at| raw || !is_escaped(&text[..*at]));
            let length = length.expect("a literal ends");
            found.push_str(&text[..length]);
            found.push('\n');
            &text[length + end.len()..]
        };
    }
    found
}

/// Whether an odd number of backslashes stands before what follows.
fn is_escaped(before: &str) -> bool {
    (before.len() - before.trim_end_matches('\\').len()) % 2 == 1
}

#[test]
fn a_foreign_schema_is_found_however_it_is_written() {
    for sql in [
        "SELECT 1 FROM auth.users",
        "select 1 from auth.users",
        "DELETE FROM move USING auth.users",
        "SELECT 1 FROM level, auth.users WHERE true",
        "SELECT 1 FROM level,auth.users",
        "SELECT auth.now()",
        "SELECT 'auth.users'::regclass",
        "SELECT 1 FROM \"auth\".\"users\"",
        "SELECT 1 FROM auth . users",
        "SELECT 1 FROM Auth.\n  users",
    ] {
        assert!(names(sql, "auth"), "{sql}");
    }
    for sql in [
        "SELECT oauth.users",
        "SELECT auth FROM t.auth.x",
        "SELECT auth_app.x",
        "-- all of auth. And more",
        "auth. ",
    ] {
        assert!(!names(&without_comments(sql), "auth"), "{sql}");
    }
}

#[test]
fn literals_are_told_from_code_and_comments() {
    let rust = r###"
        // "not this: auth.a"
        let quote = '"'; let other = '\'';
        let path = auth.b;
        query("SELECT \"x\" FROM auth.c", r#"in "auth.d""#, r"auth.e\");
        let life: &'static str = "auth.f";
    "###;
    let found = literals(rust);
    for (name, inside) in [
        ("a", false),
        ("b", false),
        ("c", true),
        ("d", true),
        ("e", true),
        ("f", true),
    ] {
        assert_eq!(found.contains(&format!("auth.{name}")), inside, "{name} in {found}");
    }
}
