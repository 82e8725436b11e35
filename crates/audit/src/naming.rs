//! What an entry is about, by name: the trail itself says it, in the states that other entries about the same thing keep. Nobody else is asked, and people,
//! whom the trail never names, have none.

use serde::Deserialize;

/// Actions whose state after them has the name of what they are about.
pub(crate) const NAMING: &[&str] = &[
    "order.completed",
    "product.created",
    "product.updated",
    "product.price_changed",
    "product.activated",
    "product.deactivated",
    "category.created",
    "category.updated",
    "family.created",
    "family.updated",
    "auth.store_created",
    "auth.store_updated",
    "auth.register_created",
    "auth.register_updated",
    "auth.tenant_created",
    "auth.shop_updated",
];

/// The beginnings of actions that are about something with a name; what else there is has none to look for.
const NAMED: &[&str] = &[
    "order.",
    "receipt.",
    "product.",
    "category.",
    "family.",
    "auth.store_",
    "auth.register_",
    "auth.tenant_",
    "auth.shop_",
];

/// Whether what this action is about may have a name in the trail.
pub(crate) fn is_named(action: &str) -> bool {
    NAMED.iter().any(|beginning| action.starts_with(beginning))
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
        for action in NAMING {
            assert!(is_named(action), "{action}");
        }
        assert!(!is_named("auth.signed_in") && !is_named("request.refused"));
    }
}
