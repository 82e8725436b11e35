//! `/products/bulk-edit`: the same change of many products.

use std::collections::HashSet;

use axum::{extract::State as Axum, response::Response};
use contracts::ids::{CategoryId, ProductId};
use http::StatusCode;
use kernel::{
    Caller, Error, Result,
    idempotency::{Claim, Idempotent},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    State,
    bulk::{BulkChange, PRODUCTS_MAX, PriceChange},
    change::Change,
    codes::{BULK_EDIT_REFUSED, UNKNOWN_CATEGORY},
    faults::{Fault, Faults},
    price::Price,
    product::{Details, Product, given},
    saving_many::{self, Cause},
    store::{self, import::Written},
    text::TaxCategory,
};

/// What becomes of prices: one of the two.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangePrices {
    /// By so many millionths of the price, -1,000,000 to 10,000,000: 50,000 makes it 5 % higher.
    pub share_micro: Option<i64>,
    /// To the nearest multiple of so many minor units, 1 to 100,000; only beside a share.
    pub round_to_minor: Option<i64>,
    /// By so many minor units, up or down, at most 10^12.
    pub add_minor: Option<i64>,
}

/// A change of many products: what is left out stays as it is.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BulkEdit {
    /// 1 to 1,000, each once.
    #[schema(min_items = 1, max_items = 1000)]
    pub product_ids: Vec<ProductId>,
    /// Only says what would become of them.
    pub dry_run: bool,
    /// Null takes them out of their categories.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<CategoryId>)]
    pub category_id: Option<Option<CategoryId>>,
    #[schema(min_length = 1, max_length = 40)]
    pub tax_category: Option<String>,
    pub active: Option<bool>,
    /// Of the price of all stores; stores' own prices stay.
    pub price: Option<ChangePrices>,
}

const SHARE_MICRO: std::ops::RangeInclusive<i64> = -1_000_000..=10_000_000;
const ROUND_TO_MINOR: std::ops::RangeInclusive<i64> = 1..=100_000;
const ADD_MINOR_MAX: i64 = 1_000_000_000_000;

impl BulkEdit {
    fn parse(&self) -> Result<BulkChange> {
        let mut faults = Faults::default();
        faults.take("/product_ids", self.check_ids());
        let tax_category = self.tax_category.as_deref();
        let change = BulkChange {
            category: self.category_id,
            tax_category: tax_category.and_then(|text| faults.take("/tax_category", TaxCategory::parse(text))),
            active: self.active,
            price: self.price.and_then(|price| price.parse(&mut faults)),
        };
        let nothing =
            self.category_id.is_none() && tax_category.is_none() && self.active.is_none() && self.price.is_none();
        if nothing {
            faults.take::<()>("", Err(Fault::new("nothing_to_change", "say what is to change")));
        }
        if faults.is_empty() {
            Ok(change)
        } else {
            Err(faults.error(""))
        }
    }

    fn check_ids(&self) -> Result<(), Fault> {
        let mut seen = HashSet::new();
        if self.product_ids.is_empty() || self.product_ids.len() > PRODUCTS_MAX {
            Err(Fault::new(
                "out_of_range",
                format!("1 to {PRODUCTS_MAX} products at once"),
            ))
        } else if self.product_ids.iter().all(|id| seen.insert(*id)) {
            Ok(())
        } else {
            Err(Fault::new("duplicate", "each product once"))
        }
    }
}

impl ChangePrices {
    fn parse(self, faults: &mut Faults) -> Option<PriceChange> {
        let step = self.round_to_minor;
        let within = |number, range: std::ops::RangeInclusive<i64>| {
            let fault = || Fault::new("out_of_range", format!("this is {} to {}", range.start(), range.end()));
            if range.contains(&number) {
                Ok(number)
            } else {
                Err(fault())
            }
        };
        match (self.share_micro, self.add_minor) {
            (Some(share), None) => {
                let share_micro = faults.take("/price/share_micro", within(share, SHARE_MICRO));
                let round_to_minor = faults.take("/price/round_to_minor", within(step.unwrap_or(1), ROUND_TO_MINOR));
                Some(PriceChange::Share {
                    share_micro: share_micro?,
                    round_to_minor: round_to_minor?,
                })
            }
            (None, Some(add)) if step.is_none() => {
                let add = within(add, -ADD_MINOR_MAX..=ADD_MINOR_MAX);
                Some(PriceChange::Amount(faults.take("/price/add_minor", add)?))
            }
            _ => {
                let fault = Fault::new("one_of_two", "a share, which may be rounded, or an amount");
                faults.take::<PriceChange>("/price", Err(fault))
            }
        }
    }
}

/// What of a product is changed together with others.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BulkFields {
    pub category_id: Option<CategoryId>,
    pub tax_category: String,
    pub active: bool,
    pub price: Price,
}

impl From<&Details> for BulkFields {
    fn from(details: &Details) -> Self {
        Self {
            category_id: details.category_id,
            tax_category: details.tax_category.as_str().to_owned(),
            active: details.active,
            price: details.price.into(),
        }
    }
}

/// One of the products.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct BulkEdited {
    pub product_id: ProductId,
    pub sku: String,
    pub name: String,
    pub before: BulkFields,
    pub after: BulkFields,
}

/// What became of the products, or would.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct BulkEditDone {
    pub dry_run: bool,
    pub changed: i32,
    pub unchanged: i32,
    /// Those that change, in the order in which they were named.
    pub items: Vec<BulkEdited>,
}

/// Changes many products in the same way: all of them, or none when one cannot be.
#[utoipa::path(post, path = "/products/bulk-edit", operation_id = "bulk_edit_products", tag = "product", request_body = BulkEdit,
    params(("Idempotency-Key" = String, Header, description = "1 to 200 visible ASCII characters")), responses(
    (status = 200, body = BulkEditDone),
    (status = 400, description = "`invalid_body`, `idempotency_key_missing`"),
    (status = 409, description = "`request_in_progress`"),
    (status = 422, description = "`bulk_edit_refused` with the place of each product that cannot be changed; `unknown_category`, `idempotency_key_reused`"),
))]
pub async fn bulk_edit_products(
    Axum(state): Axum<State>,
    caller: Caller,
    request: Idempotent<BulkEdit>,
) -> Result<Response> {
    let (edit, change) = (&request.body, request.body.parse()?);
    let mut tx = state.deps.db.tenant(&caller).await?;
    if let Claim::Replay(answer) = request.claim(&mut tx, &state.deps.clock).await? {
        return Ok(answer);
    }
    if let Some(Some(category)) = change.category
        && !store::category::exists(&mut tx, category).await?
    {
        return Err(UNKNOWN_CATEGORY.error());
    }
    let ids: Vec<Uuid> = edit.product_ids.iter().map(|id| id.uuid()).collect();
    // From here on nobody else changes these: what is decided is what is written.
    store::product::lock_all(&mut tx, &ids).await?;
    let products = store::product::load(&mut tx, &ids, state.deps.clock.now()).await?;
    let written = decide(&ids, products, &change)?;
    let items = written.iter().map(edited).collect::<Vec<_>>();
    let changed = i32::try_from(items.len()).map_err(Error::internal)?;
    let answer = BulkEditDone {
        dry_run: edit.dry_run,
        changed,
        unchanged: i32::try_from(ids.len()).map_err(Error::internal)? - changed,
        items,
    };
    if !edit.dry_run {
        let cause = Cause {
            audited: "product.bulk_edited",
            id: state.deps.entropy.id::<()>(state.deps.clock.now()).uuid(),
            part: 1,
        };
        saving_many::write(&state.deps, &mut tx, &caller, cause, written).await?;
    }
    let answer = request.keep(&mut tx, StatusCode::OK, &answer).await?;
    tx.commit().await?;
    state.deps.wake.written();
    Ok(answer)
}

/// What is to be written of each product that changes; their revisions come later.
fn decide(ids: &[Uuid], products: Vec<Product>, change: &BulkChange) -> Result<Vec<Written>> {
    let mut refused = BULK_EDIT_REFUSED.error();
    let (mut any_refused, mut written) = (false, Vec::new());
    let known: HashSet<Uuid> = products.iter().map(|product| product.id.uuid()).collect();
    for (n, _) in ids.iter().enumerate().filter(|(_, id)| !known.contains(*id)) {
        refused = refused.at(
            format!("/product_ids/{n}"),
            "unknown_product",
            "there is no such product in this shop",
        );
        any_refused = true;
    }
    for product in products {
        match change.apply(&product.details) {
            Ok(details) => {
                if let Some(change) = Change::between(&product.details, &details) {
                    written.push(Written {
                        id: product.id,
                        rev: 0,
                        before: Some(Box::new(product)),
                        details,
                        change,
                    });
                }
            }
            Err(fault) => {
                let n = ids.iter().position(|id| *id == product.id.uuid()).unwrap_or_default();
                let detail = format!(
                    "{} ({}): {}",
                    product.details.name.as_str(),
                    product.details.sku.as_str(),
                    fault.detail
                );
                refused = refused.at(format!("/product_ids/{n}"), fault.code, detail);
                any_refused = true;
            }
        }
    }
    if any_refused { Err(refused) } else { Ok(written) }
}

fn edited(row: &Written) -> BulkEdited {
    let after = &row.details;
    let before = row.before.as_ref().map_or(after, |before| &before.details);
    BulkEdited {
        product_id: row.id,
        sku: after.sku.as_str().to_owned(),
        name: after.name.as_str().to_owned(),
        before: before.into(),
        after: after.into(),
    }
}
