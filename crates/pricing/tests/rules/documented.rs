//! `docs/pricing.md` names every test of a rule, and no other.

use std::collections::BTreeSet;

const PAGE: &str = include_str!("../../../../docs/pricing.md");
const SOURCES: [&str; 5] = [
    include_str!("money.rs"),
    include_str!("tax.rs"),
    include_str!("discounts.rs"),
    include_str!("cash.rs"),
    include_str!("returns.rs"),
];

/// The tests that the table names; `..rest` stands for a test of the rule that the row began with.
fn named() -> BTreeSet<String> {
    let mut rule = "";
    let mut names = BTreeSet::new();
    for word in PAGE.split('`').skip(1).step_by(2) {
        if word.starts_with("rule_") {
            rule = word.get(..8).unwrap_or_default();
            names.insert(word.to_owned());
        } else if let Some(rest) = word.strip_prefix("..") {
            names.insert(format!("{rule}{rest}"));
        }
    }
    names
}

#[test]
fn the_page_names_every_test_of_a_rule() {
    let lines = SOURCES.iter().flat_map(|source| source.lines());
    let tests = lines
        .filter_map(|line| line.strip_prefix("fn ")?.split_once('('))
        .map(|(name, _)| name.to_owned());
    let tests: BTreeSet<String> = tests.filter(|name| name.starts_with("rule_")).collect();
    assert_eq!(tests, named());
}
