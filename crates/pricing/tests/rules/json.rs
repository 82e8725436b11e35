//! The JSON of inputs and outputs: stable, strict, integers only.

use pricing::Rounding::PerDocument;
use pricing::{Discount, Key, QuoteInput, Target, TenderInput, refund_line};
use serde_json::{Value, from_value, json, to_value};

use crate::support::{Cart, amount, percent, rate, rule};

const LINE: &str = "00000000-0000-0000-0000-000000000001";

fn input() -> Value {
    json!({
        "settings": {
            "currency": {"code": "EUR", "exponent": 2},
            "prices_include_tax": false,
            "rounding": "per_document",
            "cash_rounding": {"increment_minor": 5, "tie": "away"},
            "tax_rules": [{
                "target": {"type": "tenant"},
                "category": "goods",
                "from": "2020-01-01",
                "until": null,
                "rates": [{"id": "00000000-0000-0000-0000-0000000000aa", "name": "VAT", "rate_micro": 200_000}]
            }]
        },
        "scope": {"store": "00000000-0000-0000-0000-000000000064", "register": "00000000-0000-0000-0000-0000000000c8"},
        "at": 1_795_600_000_000_i64,
        "on": "2026-11-25",
        "lines": [{
            "input": {"id": LINE, "quantity_milli": 2000, "discount": {"type": "percent", "rate_micro": 100_000}},
            "item": {
                "tax_category": "goods",
                "prices": [{"target": {"type": "store", "store": "00000000-0000-0000-0000-000000000064"}, "amount_minor": 999}]
            }
        }],
        "cart_discounts": [{"type": "amount", "amount_minor": 98}]
    })
}

/// 2 x 9.99 = 19.98; 10 % is 1.998, so 2.00 off; 0.98 off the cart leaves 17.00; 20 % is 3.40.
#[test]
fn a_quote_reads_and_writes_as_documented() {
    let input: QuoteInput = from_value(input()).unwrap();
    let rate = "00000000-0000-0000-0000-0000000000aa";
    let expected = json!({
        "lines": [{
            "id": LINE,
            "quantity_milli": 2000,
            "unit_price": {"amount_minor": 999, "per_milli": 1000},
            "subtotal_minor": 1998,
            "line_discount_minor": 200,
            "cart_discount_minor": 98,
            "net_minor": 1700,
            "tax_minor": 340,
            "total_minor": 2040,
            "taxes": [{"rate_id": rate, "rate_micro": 200_000, "net_minor": 1700, "tax_minor": 340}],
            "exemption": null
        }],
        "returned": [],
        "taxes": [{"rate_id": rate, "name": "VAT", "rate_micro": 200_000, "net_minor": 1700, "tax_minor": 340}],
        "subtotal_minor": 1998,
        "discount_minor": 298,
        "net_minor": 1700,
        "tax_minor": 340,
        "total_minor": 2040,
        "cash_total_minor": 2040,
        "cash_rounding_minor": 0
    });
    assert_eq!(to_value(input.quote().unwrap()).unwrap(), expected);
}

#[test]
fn what_is_written_is_read_back() {
    let back = refund_line(
        &Cart::net(PerDocument)
            .rule("a", &[rate(1, 1)])
            .line("a", 5)
            .quote()
            .lines[0],
        0,
        1,
    )
    .unwrap();
    let cart = Cart::gross(PerDocument)
        .rule("goods", &[rate(1, 200_000)])
        .line("goods", 5);
    let cart = cart.off(percent(5)).off(amount(1)).with(|input| {
        let register = Target::Register { register: Key::from(5) };
        input.settings.tax_rules.push(pricing::TaxRule {
            target: register,
            ..rule("food", &[])
        });
        input.returned.push(back);
    });
    let text = serde_json::to_string(&cart.0).unwrap();
    assert_eq!(serde_json::from_str::<QuoteInput>(&text).unwrap(), cart.0);
}

/// Sets one place of the input and tells whether it is still read.
fn reads_with(pointer: &str, value: Value) -> bool {
    let mut input = input();
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    let parent = input.pointer_mut(parent).unwrap();
    match parent {
        Value::Array(items) => items[name.parse::<usize>().unwrap()] = value,
        _ => parent[name] = value,
    }
    from_value::<QuoteInput>(input).is_ok()
}

#[test]
fn unknown_fields_are_refused_everywhere() {
    let places = [
        "",
        "/settings",
        "/settings/currency",
        "/settings/cash_rounding",
        "/settings/tax_rules/0",
        "/settings/tax_rules/0/target",
        "/settings/tax_rules/0/rates/0",
        "/scope",
        "/lines/0",
        "/lines/0/input",
        "/lines/0/input/discount",
        "/lines/0/item",
        "/lines/0/item/prices/0",
        "/lines/0/item/prices/0/target",
        "/cart_discounts/0",
    ];
    for place in places {
        assert!(!reads_with(&format!("{place}/extra"), json!(1)), "{place}");
    }
    assert!(reads_with("/lines/0/input/exemption", json!("DE-1")));
}

#[test]
fn amounts_and_quantities_are_whole_numbers() {
    for value in [
        json!(1.5),
        json!(1000.0),
        json!("1000"),
        json!(null),
        json!(true),
        json!(1e3),
        json!(u64::MAX),
    ] {
        assert!(!reads_with("/lines/0/input/quantity_milli", value.clone()), "{value}");
        assert!(
            !reads_with("/lines/0/item/prices/0/amount_minor", value.clone()),
            "{value}"
        );
    }
    for text in ["-0", "1e2", "0.0005", "1.0", "NaN", "01"] {
        assert!(
            serde_json::from_str::<TenderInput>(&format!(r#"{{"kind":"cash","amount_minor":{text}}}"#)).is_err(),
            "{text}"
        );
    }
}

#[test]
fn ids_days_and_currencies_are_checked_when_read() {
    for text in [
        "",
        "1",
        "00000000000000000000000000000001",
        "0000000g-0000-0000-0000-000000000001",
        "00000000-0000-0000-0000_000000000001",
        "{0000000-0000-0000-0000-00000000001}",
    ] {
        assert!(!reads_with("/lines/0/input/id", json!(text)), "{text}");
    }
    assert!(reads_with(
        "/lines/0/input/id",
        json!("0000000A-0000-0000-0000-00000000000F")
    ));
    assert!(!reads_with("/on", json!("2026-02-30")));
    assert!(!reads_with("/settings/currency", json!({"code": "EUR", "exponent": 1})));
    let key: Key = "019ab1c2-0f3e-7abc-8def-0123456789ab".parse().unwrap();
    assert_eq!(key.to_string(), "019ab1c2-0f3e-7abc-8def-0123456789ab");
    assert_eq!(u128::from(key), 0x019a_b1c2_0f3e_7abc_8def_0123_4567_89ab);
    assert!(Key::from(1) < Key::from(2) && key > Key::from(u128::MAX >> 8));
}

#[test]
fn targets_and_discounts_have_exactly_their_own_fields() {
    let target = |value| from_value::<Target>(value).ok();
    assert_eq!(target(json!({"type": "tenant"})), Some(Target::Tenant));
    assert_eq!(
        target(json!({"register": LINE, "type": "register"})),
        Some(Target::Register { register: Key::from(1) })
    );
    assert_eq!(target(json!({"type": "store"})), None);
    assert_eq!(target(json!({"type": "tenant", "store": LINE})), None);
    assert_eq!(target(json!({"type": "store", "store": LINE, "register": LINE})), None);
    let discount = |value| from_value::<Discount>(value).ok();
    assert_eq!(discount(json!({"type": "amount", "amount_minor": 5})), Some(amount(5)));
    assert_eq!(discount(json!({"type": "amount", "rate_micro": 5})), None);
    assert_eq!(
        discount(json!({"type": "percent", "rate_micro": 5, "amount_minor": 5})),
        None
    );
    for value in [to_value(percent(5)).unwrap(), to_value(Target::Tenant).unwrap()] {
        assert!(!value.as_object().unwrap().values().any(Value::is_null), "{value}");
    }
}
