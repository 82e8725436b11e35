//! The ways to make a body wrong.

use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::{bodies::places, openapi::Operation, world::World};

/// A wrong body: what was done to it, and the statuses that are right for it.
pub struct Spoiled {
    pub what: String,
    pub bytes: Vec<u8>,
    pub right: &'static [u16],
}

/// Numbers of those tried that are good where they stand.
const GOOD: &[(&str, &str, &[i64])] = &[
    ("create_category", "/position", &[0]),
    ("update_category", "/position", &[0]),
    ("create_family", "/price/amount_minor", &[0]),
    ("create_family", "/variants/0/price/amount_minor", &[0]),
    ("create_product", "/price/amount_minor", &[0]),
    ("update_product", "/price/amount_minor", &[0]),
    ("set_store_price", "/price/amount_minor", &[0]),
    ("schedule_price", "/price/amount_minor", &[0]),
    // No change of the price is a change by nothing.
    ("bulk_edit_products", "/price/share_micro", &[0, -1, 1_000_001]),
    ("bulk_edit_products", "/price/add_minor", &[0, -1]),
    ("compute_order", "/lines/1/price_override/amount_minor", &[0]),
    ("create_adjustment", "/lines/0/quantity_milli", &[-1]),
    // Nothing is there, and nothing is the point.
    ("enter_count_lines", "/lines/0/counted_milli", &[0]),
    ("set_thresholds", "/lines/0/reorder_milli", &[0]),
    ("create_tax_rule", "/rates/0/rate_micro", &[0]),
    ("open_session", "/float/0/count", &[0]),
    ("count_drawer", "/pieces/0/count", &[0]),
    ("put_cash_settings", "/variance_limit_minor", &[0]),
    ("put_discount_settings", "/cashier_limit_micro", &[0]),
    ("put_discount_settings", "/manager_limit_micro", &[0]),
    ("park_sale", "/cart/lines/1/price_override/amount_minor", &[0]),
    // What the till says that it knows of the catalogue: a hint to look again, never a price.
    ("create_order", "/rev", &[0, -1, i64::MAX, i64::MIN]),
    ("compute_order", "/rev", &[0, -1, i64::MAX, i64::MIN]),
];

/// One more than the most, by the end of a field's name: amounts of money, quantities, rates, seconds that a hold lasts, places in a list.
const ONE_TOO_MANY: &[(&str, i64)] = &[
    ("_minor", 1_000_000_000_001),
    ("_milli", 1_000_000_001),
    ("_micro", 1_000_001),
    ("ttl_s", 3_601),
    ("position", 10_001),
];

/// The most bytes of a body (docs/api.md).
fn bytes_max(operation: &Operation) -> usize {
    match operation.id.as_str() {
        "create_order" | "compute_order" => 256 * 1024,
        _ => 64 * 1024,
    }
}

/// Every way to make a good body wrong.
pub fn spoiled(world: &World, operation: &Operation, body: &Value) -> Vec<Spoiled> {
    let mut all = as_a_whole(operation, body);
    for (pointer, value) in places(body) {
        let spoil = Spoil {
            world,
            operation,
            body,
            pointer: &pointer,
        };
        match &value {
            Value::Object(fields) => spoil.object(fields, &mut all),
            Value::Array(_) => spoil.list(&mut all),
            Value::Number(number) => spoil.number(number.as_i64().unwrap(), &mut all),
            Value::String(text) => spoil.text(text, &mut all),
            Value::Bool(_) => all.extend([
                spoil.case("a number for a truth", json!(1)),
                spoil.case("text for a truth", json!("true")),
            ]),
            Value::Null => panic!("{}: nothing stands at {pointer}", operation.id),
        }
        spoil.lack(&mut all);
    }
    all
}

/// What can be done to any body.
fn as_a_whole(operation: &Operation, body: &Value) -> Vec<Spoiled> {
    let text = body.to_string();
    // One byte more than it takes; with as many as it takes, it is read and its field is not known.
    let padded = |bytes: usize| {
        let mut padded = body.clone();
        padded["pad"] = json!("");
        padded["pad"] = json!("x".repeat(bytes - padded.to_string().len()));
        padded.to_string()
    };
    let max = bytes_max(operation);
    let depth = 200;
    [
        ("as many bytes as it takes", padded(max), &[400][..]),
        ("one byte more than it takes", padded(max + 1), &[413]),
        ("nothing", String::new(), &[400]),
        ("half of it", text[..text.len() / 2].to_owned(), &[400]),
        ("a list", "[]".to_owned(), &[400]),
        ("null", "null".to_owned(), &[400]),
        ("lists in lists", "[".repeat(depth) + &"]".repeat(depth), &[400]),
        (
            "objects in objects",
            "{\"a\":".repeat(depth) + "1" + &"}".repeat(depth),
            &[400],
        ),
        ("two at once", format!("{text}{text}"), &[400]),
        ("not UTF-8", String::new(), &[400]),
    ]
    .map(|(what, text, right)| Spoiled {
        what: what.to_owned(),
        bytes: if what == "not UTF-8" {
            b"{\"a\":\"\xff\"}".to_vec()
        } else {
            text.into_bytes()
        },
        right,
    })
    .into()
}

/// One place of one body.
struct Spoil<'a> {
    world: &'a World,
    operation: &'a Operation,
    body: &'a Value,
    pointer: &'a str,
}

/// What a field may be refused with when its type is right: as a body, as a fact, or as a clash.
const BY_MEANING: &[u16] = &[400, 401, 404, 409, 422];

impl Spoil<'_> {
    fn case(&self, what: &str, replacement: Value) -> Spoiled {
        self.refused_with(what, replacement, &[400])
    }

    fn refused_with(&self, what: &str, replacement: Value, right: &'static [u16]) -> Spoiled {
        let mut body = self.body.clone();
        *body.pointer_mut(self.pointer).unwrap() = replacement;
        let what = format!("{}: {what}", self.pointer);
        Spoiled {
            what,
            bytes: body.to_string().into_bytes(),
            right,
        }
    }

    fn object(&self, fields: &Map<String, Value>, all: &mut Vec<Spoiled>) {
        let with = |name: &str, value: Value| {
            let mut fields = fields.clone();
            fields.insert(name.to_owned(), value);
            Value::Object(fields)
        };
        all.push(self.case("an unknown field", with("paid", json!(true))));
        all.push(self.case("a tenant's id", with("tenant_id", json!(self.world.other.tenant_id()))));
        all.push(self.case("a foreign currency", with("currency_code", json!("JPY"))));
        if !fields.contains_key("currency") {
            all.push(self.case("a currency", with("currency", json!("JPY"))));
        }
        all.push(self.case("a list for an object", json!([])));
        all.push(self.case("text for an object", json!("x")));
    }

    fn list(&self, all: &mut Vec<Spoiled>) {
        all.push(self.case("text for a list", json!("x")));
        all.push(self.case("an object for a list", json!({"0": 1})));
        all.push(self.case("ten thousand nulls", json!(vec![Value::Null; 10_000])));
    }

    fn number(&self, good: i64, all: &mut Vec<Spoiled>) {
        all.push(self.case("a float", json!(1.5)));
        all.push(self.case("text", json!(good.to_string())));
        all.push(self.case("a truth", json!(true)));
        all.push(self.case("beyond 64 bits", serde_json::from_str("9223372036854775808").unwrap()));
        let is_good = |number: &i64| {
            let (id, place) = (self.operation.id.as_str(), self.pointer);
            *number == good
                || GOOD
                    .iter()
                    .any(|(i, p, numbers)| (*i, *p) == (id, place) && numbers.contains(number))
        };
        let too_many = ONE_TOO_MANY.iter().filter(|(name, _)| self.pointer.ends_with(name));
        let numbers = [0, -1, i64::MAX, i64::MIN]
            .into_iter()
            .chain(too_many.map(|(_, number)| *number));
        for number in numbers.filter(|number| !is_good(number)) {
            all.push(self.refused_with(&number.to_string(), json!(number), BY_MEANING));
        }
    }

    fn text(&self, text: &str, all: &mut Vec<Spoiled>) {
        let name = self.pointer.rsplit('/').next().unwrap_or_default();
        all.push(self.case("a number", json!(1)));
        all.push(self.case("an object", json!({})));
        if Uuid::parse_str(text).is_ok() {
            all.push(self.case("not an id", json!("1; DROP TABLE orders")));
        } else {
            all.push(self.refused_with("NUL", json!("a\u{0}b"), BY_MEANING));
            all.push(self.refused_with("10,000 letters", json!("x".repeat(10_000)), BY_MEANING));
        }
        if text.parse::<chrono::NaiveDate>().is_ok() {
            for date in ["0000-01-01", "-4800-01-01", "+20000-01-01", "2026-02-30"] {
                all.push(self.case(date, json!(date)));
            }
        }
        if text.parse::<chrono::DateTime<chrono::Utc>>().is_ok() {
            for day in ["0000-01-01", "-4800-01-01", "+262142-01-01", "2026-02-30"] {
                all.push(self.case(day, json!(format!("{day}T00:00:00Z"))));
            }
        }
        if let Some(foreign) = self.world.foreign(&self.operation.id, name) {
            all.push(self.refused_with("another tenant's", foreign, &[404, 422]));
        }
        if name == "currency" {
            all.push(self.refused_with("no currency", json!("XXQ"), &[400, 422]));
            all.push(self.refused_with("a currency that no till counts", json!("XAU"), &[400, 422]));
        }
    }

    /// Null for what must be something, and nothing at all where something must stand.
    fn lack(&self, all: &mut Vec<Spoiled>) {
        let Some((parent, name)) = self.pointer.rsplit_once('/') else {
            return;
        };
        let lack = self.operation.may_lack(self.pointer);
        if !lack.null {
            all.push(self.case("null", Value::Null));
        }
        if !lack.absent && name.parse::<usize>().is_err() {
            let mut body = self.body.clone();
            body.pointer_mut(parent).unwrap().as_object_mut().unwrap().remove(name);
            let what = format!("{}: left out", self.pointer);
            all.push(Spoiled {
                what,
                bytes: body.to_string().into_bytes(),
                right: &[400],
            });
        }
    }
}
