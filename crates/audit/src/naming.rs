//! What an entry is about, by name: the trail itself says it, in the states that other entries about the same thing keep. Nobody else is asked, and people,
//! whom the trail never names, have none.

use serde::Deserialize;

/// Actions whose state after them has the name of what they are about, by their first word.
const NAMING: &[(&str, &[&str])] = &[
    ("order", &["completed"]),
    (
        "product",
        &["created", "updated", "price_changed", "activated", "deactivated"],
    ),
    ("category", &["created", "updated"]),
    ("family", &["created", "updated"]),
    (
        "auth",
        &[
            "store_created",
            "store_updated",
            "register_created",
            "register_updated",
            "tenant_created",
            "shop_updated",
        ],
    ),
];

/// The same, as the trail writes them.
pub(crate) fn naming() -> Vec<String> {
    let whole =
        |&(first, rest): &(&str, &[&str])| rest.iter().map(|rest| format!("{first}.{rest}")).collect::<Vec<_>>();
    NAMING.iter().flat_map(whole).collect()
}

/// Whether what this action is about may have a name in the trail: people have none, nor has what is noted once.
pub(crate) fn is_named(action: &str) -> bool {
    match action.split_once('.') {
        Some(("auth", deed)) => ["store_", "register_", "tenant_", "shop_"]
            .iter()
            .any(|place| deed.starts_with(place)),
        Some((first, _)) => ["order", "receipt", "product", "category", "family"].contains(&first),
        None => false,
    }
}

/// The name in a state: a sale's receipt number, else what it is called.
pub(crate) fn name_in(state: &str) -> Option<String> {
    #[derive(Deserialize)]
    struct Named {
        receipt_label: Option<String>,
        name: Option<String>,
    }
    let named: Named = serde_json::from_str(state).ok()?;
    named.receipt_label.or(named.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_where_there_is_one() {
        let name = |state: &str| name_in(state);
        assert_eq!(
            name(r#"{"receipt_label":"A1-000004","total_minor":250}"#).as_deref(),
            Some("A1-000004")
        );
        assert_eq!(name(r#"{"name":"Tea","sku":"T"}"#).as_deref(), Some("Tea"));
        for none in [r#"{"rows":312}"#, r#""voided""#, "not {json", r#"{"name":7}"#] {
            assert_eq!(name(none), None, "{none}");
        }
    }

    #[test]
    fn whatever_names_something_is_about_something_with_a_name() {
        for action in naming() {
            assert!(is_named(&action), "{action}");
        }
        let of_people = format!("{}.signed_in", "auth");
        assert!(!is_named(&of_people) && !is_named("request.refused") && !is_named("order"));
    }
}
