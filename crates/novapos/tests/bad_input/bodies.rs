//! A good body for each operation that takes one; several where one cannot have every field.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    openapi::{Operation, operations},
    world::World,
};

impl World {
    /// The good bodies of an operation.
    pub fn bodies(&self, operation: &Operation) -> Vec<Value> {
        let mut all = self.of_auth();
        all.extend(self.of_product());
        all.extend(self.of_inventory());
        all.extend(self.of_order());
        match all.remove(operation.id.as_str()) {
            Some(bodies) => bodies,
            // It says all that it has to say by its address.
            None if operation.properties().is_empty() => vec![json!({})],
            None => panic!("no good body for {}", operation.id),
        }
    }

    fn of_auth(&self) -> BTreeMap<&'static str, Vec<Value>> {
        let store = self.shop.store_id();
        let roles = json!([{"role": "cashier", "store_id": store}]);
        let token = json!({"client": "api", "refresh_token": self.refresh_token});
        BTreeMap::from([
            (
                "accept_invitation",
                vec![json!({"token": self.invitation_token, "password": "correct horse battery"})],
            ),
            (
                "accept_password_reset",
                vec![json!({"token": self.reset_token, "password": "correct horse battery"})],
            ),
            (
                "change_password",
                vec![json!({"current_password": testkit::PASSWORD, "new_password": "another horse battery"})],
            ),
            ("set_pin", vec![json!({"password": testkit::PASSWORD, "pin": "2580"})]),
            ("remove_pin", vec![json!({"password": testkit::PASSWORD})]),
            (
                "sign_in_by_pin",
                vec![json!({"shop_code": "corner", "email": "owner@corner.example.com", "pin": "2580"})],
            ),
            ("refresh", vec![token.clone()]),
            ("sign_out", vec![token]),
            (
                "sign_in",
                vec![
                    json!({"shop_code": "corner", "email": "owner@corner.example.com", "password": testkit::PASSWORD, "client": "api"}),
                ],
            ),
            (
                "sign_up",
                vec![
                    json!({"shop_code": "third", "shop_name": "Third", "currency": "EUR", "time_zone": "Europe/Berlin",
                    "receipt_language": "de", "prices_include_tax": true, "owner_name": "Kim", "email": "kim@example.com", "password": "correct horse battery"}),
                ],
            ),
            (
                "create_register",
                vec![json!({"store_id": store, "name": "Till 9", "code": "9", "active": true})],
            ),
            (
                "update_register",
                vec![json!({"name": "Till 7", "code": "7", "active": true})],
            ),
            (
                "create_store",
                vec![
                    json!({"name": "South", "code": "S9", "time_zone": "Europe/Berlin", "day_cutoff": "04:00", "currency": "EUR",
                    "receipt_header": "South", "receipt_footer": "Thank you", "receipt_language": "de", "stock_policy": "strict", "active": true}),
                ],
            ),
            ("update_shop", vec![json!({"name": "The Corner"})]),
            (
                "update_store",
                vec![
                    json!({"name": "North", "code": "N9", "time_zone": "Europe/Berlin", "day_cutoff": "05:00", "currency": "EUR",
                    "receipt_header": "North", "receipt_footer": "Thank you", "receipt_language": "de", "stock_policy": "strict", "active": true}),
                ],
            ),
            (
                "invite_user",
                vec![json!({"email": "lee@example.com", "name": "Lee", "roles": roles})],
            ),
            ("put_roles", vec![json!({"roles": roles})]),
            ("put_favourites", vec![json!({"product_ids": [self.product]})]),
        ])
    }

    fn of_product(&self) -> BTreeMap<&'static str, Vec<Value>> {
        let category = json!({"name": "Bread", "color": "#aabbcc", "position": 3});
        let product = json!({"name": "Milk", "sku": "MILK", "barcodes": ["4006381333931"], "category_id": self.category,
            "tax_category": "reduced", "unit": "litre", "price": {"amount_minor": 129, "per_milli": 1000}, "image": "milk.webp",
            "variant": {"family_id": self.family, "values": ["M"]}});
        let options = json!([{"name": "Size", "values": ["M"]}]);
        let mut changes = product.clone();
        changes["rev"] = self.product_rev.clone();
        BTreeMap::from([
            ("create_category", vec![category.clone()]),
            ("update_category", vec![category]),
            (
                "create_family",
                vec![
                    json!({"name": "T-shirt", "category_id": self.category, "tax_category": "standard", "unit": "piece",
                        "price": {"amount_minor": 1999, "per_milli": 1000}, "options": options,
                        "variants": [{"values": ["M"], "sku": "TS-M", "barcodes": ["96385074"], "price": {"amount_minor": 2099, "per_milli": 1000},
                            "name": "T-shirt, medium"}]}),
                ],
            ),
            ("update_family", vec![json!({"name": "Shirt", "options": options})]),
            ("list_product_labels", vec![json!({"ids": [self.product]})]),
            (
                "set_store_price",
                vec![json!({"store_id": self.shop.store_id(), "price": {"amount_minor": 199, "per_milli": 1000}})],
            ),
            (
                "schedule_price",
                vec![
                    json!({"store_id": self.shop.store_id(), "from": "2026-12-24T00:00:00Z", "price": {"amount_minor": 199, "per_milli": 1000}}),
                ],
            ),
            (
                "bulk_edit_products",
                vec![
                    json!({"product_ids": [self.product], "dry_run": false, "category_id": self.category, "tax_category": "reduced", "active": false,
                        "price": {"share_micro": 50_000, "round_to_minor": 5}}),
                    json!({"product_ids": [self.product], "dry_run": false, "price": {"add_minor": 10}}),
                ],
            ),
            ("create_product", vec![product]),
            ("update_product", vec![changes]),
        ])
    }

    fn of_inventory(&self) -> BTreeMap<&'static str, Vec<Value>> {
        let (product, location) = (self.product, self.shop.location_id());
        let line = json!({"id": Uuid::now_v7(), "product_id": product, "quantity_milli": 1000});
        let hold = json!({"id": Uuid::now_v7(), "location_id": location, "ttl_s": 60,
            "lines": [{"product_id": product, "quantity_milli": 1000}]});
        let step = json!({"id": Uuid::now_v7(), "note": "van 2", "lines": [line]});
        let mut resolution = step.clone();
        resolution["outcome"] = json!("lost");
        BTreeMap::from([
            (
                "create_transfer",
                vec![
                    json!({"id": Uuid::now_v7(), "from_location_id": location, "to_location_id": self.second, "note": "van 2", "lines": [line]}),
                ],
            ),
            ("receive_transfer", vec![step]),
            ("resolve_transfer", vec![resolution]),
            (
                "create_damage",
                vec![
                    json!({"id": Uuid::now_v7(), "location_id": location, "action": "set_aside", "reason": "broken", "note": "fell", "lines": [line]}),
                ],
            ),
            (
                "set_thresholds",
                vec![json!({"location_id": location, "lines": [{"product_id": product, "reorder_milli": 5000}]})],
            ),
            (
                "begin_count",
                vec![
                    json!({"id": Uuid::now_v7(), "location_id": location, "scope": "cycle", "note": "shelf 3", "product_ids": [product]}),
                ],
            ),
            (
                "enter_count_lines",
                vec![json!({"lines": [{"product_id": product, "counted_milli": 5000}]})],
            ),
            ("submit_count", vec![json!({"uncounted_as_zero": false})]),
            ("create_reservation", vec![hold.clone()]),
            ("hold_for_order", vec![hold]),
            (
                "create_adjustment",
                vec![
                    json!({"id": Uuid::now_v7(), "location_id": location, "reason": "found", "note": "behind the shelf", "lines": [line]}),
                ],
            ),
            (
                "create_receipt",
                vec![json!({"id": Uuid::now_v7(), "location_id": location, "reference": "D1", "lines": [line]})],
            ),
        ])
    }

    fn of_order(&self) -> BTreeMap<&'static str, Vec<Value>> {
        let target = |target: Value| {
            let rate = json!({"id": Uuid::now_v7(), "name": "VAT", "rate_micro": 100_000, "compound": false});
            json!({"id": Uuid::now_v7(), "target": target, "category": "books", "from": "2026-01-01", "until": "2027-01-01",
                "exempt": false, "rates": [rate]})
        };
        let (store, register) = (self.shop.store_id(), self.shop.register_id());
        let of_cart = |order: &Value| {
            json!({"register_id": register, "session_id": self.session, "rev": 1, "lines": order["lines"],
                "discount": order["discount"]})
        };
        let parked = |order: &Value| {
            json!({"id": Uuid::now_v7(), "register_id": register, "label": "blue coat",
                "cart": {"lines": order["lines"], "discount": order["discount"], "note": "a gift"}})
        };
        BTreeMap::from([
            ("create_order", vec![self.next_order.clone(), self.later_order.clone()]),
            (
                "compute_order",
                vec![of_cart(&self.next_order), of_cart(&self.later_order)],
            ),
            ("park_sale", vec![parked(&self.next_order), parked(&self.later_order)]),
            ("recall_sale", vec![json!({})]),
            (
                "email_receipt",
                vec![json!({"id": Uuid::now_v7(), "to": "ada@example.com"})],
            ),
            (
                "print_receipt",
                vec![json!({"id": Uuid::now_v7(), "register_id": self.shop.register_id(), "original": true})],
            ),
            (
                "put_discount_settings",
                vec![json!({"cashier_limit_micro": 100_000, "manager_limit_micro": 300_000, "reasons": ["regular"]})],
            ),
            ("void_order", vec![json!({"reason": "changed mind"})]),
            (
                "open_session",
                vec![
                    json!({"id": Uuid::now_v7(), "register_id": register, "float": [{"value_minor": 5000, "count": 2}],
                    "own_drawer": true, "training": true}),
                ],
            ),
            (
                "move_cash",
                vec![json!({"id": Uuid::now_v7(), "kind": "drop", "amount_minor": 500, "reason": "to the safe"})],
            ),
            ("open_drawer", vec![json!({"id": self.no_sale})]),
            (
                "count_drawer",
                vec![json!({"count_number": 1, "pieces": [{"value_minor": 1000, "count": 5}]})],
            ),
            ("close_session", vec![json!({"left_minor": 500})]),
            (
                "make_deposit",
                vec![json!({"id": Uuid::now_v7(), "amount_minor": 100, "reference": "Bag 17"})],
            ),
            (
                "put_cash_settings",
                vec![json!({"sessions_required": true, "variance_limit_minor": 500})],
            ),
            (
                "create_tax_rule",
                vec![
                    target(json!({"type": "tenant"})),
                    target(json!({"type": "store", "store": store})),
                    target(json!({"type": "register", "register": register})),
                ],
            ),
            (
                "put_tax_settings",
                vec![
                    json!({"prices_include_tax": true, "rounding": "per_line", "cash_rounding": {"increment_minor": 5, "tie": "away"}}),
                ],
            ),
        ])
    }
}

/// Every place in a body with what stands there, as JSON pointers; the body itself first.
pub fn places(body: &Value) -> Vec<(String, Value)> {
    fn within(value: &Value, pointer: String, all: &mut Vec<(String, Value)>) {
        all.push((pointer.clone(), value.clone()));
        match value {
            Value::Object(fields) => fields
                .iter()
                .for_each(|(name, value)| within(value, format!("{pointer}/{name}"), all)),
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    within(item, format!("{pointer}/{index}"), all);
                }
            }
            _ => {}
        }
    }
    let mut all = Vec::new();
    within(body, String::new(), &mut all);
    all
}

/// A pointer as the OpenAPI's properties are told: `/lines/0/id` is `/lines/*/id`.
fn property(pointer: &str) -> String {
    let step = |step: &str| {
        if step.parse::<usize>().is_ok() {
            "*".to_owned()
        } else {
            step.to_owned()
        }
    };
    pointer.split('/').map(step).collect::<Vec<_>>().join("/")
}

/// A field that stands in no good body would never be made wrong.
#[tokio::test]
async fn every_property_of_every_request_stands_in_a_good_body() {
    let world = World::new().await;
    let (mut lacking, mut known) = (Vec::new(), 0);
    for operation in operations(&world.app)
        .iter()
        .filter(|operation| operation.takes_a_body())
    {
        let bodies = world.bodies(operation);
        let filled: BTreeSet<String> = bodies
            .iter()
            .flat_map(places)
            .filter(|(_, value)| !value.is_null())
            .map(|(place, _)| property(&place))
            .collect();
        known += operation.properties().len();
        lacking.extend(
            operation
                .properties()
                .difference(&filled)
                .map(|place| format!("{}: {place}", operation.id)),
        );
    }
    assert!(lacking.is_empty(), "{lacking:#?}");
    assert!(known > 120, "{known}");
}
