//! Families: products that differ in size, colour and the like only. Each stays a product of its own, with its SKU, barcodes, price and stock;
//! its family says by which options somebody chooses among them.

use contracts::{
    ids::{CategoryId, FamilyId},
    product::{Unit, Variant, VariantOption},
};
use kernel::{Error, Result, codes::INVALID_BODY};
use pricing::UnitPrice;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    codes::OPTION_VALUE_IN_USE,
    faults::{Fault, Faults},
    price::Price,
    product::{Details, parse_barcodes},
    text::{Name, OPTION_CHARS_MAX, Sku, TaxCategory, option_text},
};

pub(crate) const OPTIONS_MAX: usize = 3;
pub(crate) const VALUES_MAX: usize = 50;
/// The most variants of one family: they are written together, and a cashier chooses among them.
pub(crate) const VARIANTS_MAX: usize = 200;

/// A thing in which the products of a family differ, and what it can be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FamilyOption {
    /// 1 to 40 characters without `;` and `=`, once in the family.
    #[schema(example = "Size", min_length = 1, max_length = 40)]
    pub name: String,
    /// 1 to 50, each 1 to 40 characters without `;` and `=`, in the order in which they are shown.
    #[schema(example = json!(["S", "M", "L"]), min_items = 1, max_items = 50)]
    pub values: Vec<String>,
}

/// A family as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Family {
    pub id: FamilyId,
    pub name: Name,
    pub options: Vec<FamilyOption>,
}

/// Upper and lower case do not make another value: nobody could tell them apart on a till.
#[must_use]
pub(crate) fn same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

impl Family {
    /// What a product with these values, one for each option, is in this family.
    ///
    /// # Errors
    /// `unknown_option_value`.
    pub fn variant(&self, values: &[String]) -> Result<Variant, Fault> {
        if values.len() != self.options.len() {
            let names: Vec<&str> = self.options.iter().map(|option| option.name.as_str()).collect();
            return Err(Fault::new(
                "unknown_option_value",
                format!("{} has a value for each of {}", self.name.as_str(), names.join(", ")),
            ));
        }
        let options = self.options.iter().zip(values).map(|(option, value)| {
            let unknown = || {
                let shown: String = value.chars().take(OPTION_CHARS_MAX).collect();
                let detail = format!("{shown} is no {} of {}", option.name, self.name.as_str());
                Fault::new("unknown_option_value", detail)
            };
            let position = option.values.iter().position(|known| same(known, value.trim()));
            let position = position.ok_or_else(unknown)?;
            Ok(VariantOption {
                name: option.name.clone(),
                value: option.values[position].clone(),
                position: i32::try_from(position).map_err(|_| unknown())?,
            })
        });
        Ok(Variant {
            family_id: self.id,
            family: self.name.as_str().to_owned(),
            options: options.collect::<Result<_, Fault>>()?,
        })
    }

    /// The member as it is in this family, where it was in it as it stood before. A name that was made of the family's and the values is made
    /// again.
    ///
    /// # Errors
    /// `unknown_option_value` when it has a value that the family has no more.
    fn member(&self, before: &Details) -> Result<Details, Fault> {
        let Some(old) = &before.variant else {
            return Ok(before.clone());
        };
        let values: Vec<String> = old.options.iter().map(|option| option.value.clone()).collect();
        let variant = self.variant(&values)?;
        let name = if before.name.as_str() == name_of(old) {
            Name::parse(&name_of(&variant)).unwrap_or_else(|_| before.name.clone())
        } else {
            before.name.clone()
        };
        Ok(Details {
            name,
            variant: Some(variant),
            ..before.clone()
        })
    }

    /// The members as they are after the family has changed.
    ///
    /// # Errors
    /// 409 `option_value_in_use` with the first product that has a value which the family lost.
    pub(crate) fn members(&self, before: &[Details]) -> Result<Vec<Details>> {
        let member = |details: &Details| {
            self.member(details).map_err(|fault| {
                let sku = details.sku.as_str();
                let error =
                    OPTION_VALUE_IN_USE.because(format!("The product with the SKU {sku} has it: {}.", fault.detail));
                error.with("sku", sku)
            })
        };
        before.iter().map(member).collect()
    }
}

/// What a variant is called that has no name of its own: `T-shirt M red`.
fn name_of(variant: &Variant) -> String {
    let values = variant.options.iter().map(|option| option.value.as_str());
    let words: Vec<&str> = std::iter::once(variant.family.as_str()).chain(values).collect();
    words.join(" ")
}

/// A product that is to be made as one of a family.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewVariant {
    /// One for each option, in their order.
    #[schema(example = json!(["M"]), min_items = 1, max_items = 3)]
    pub values: Vec<String>,
    /// The shop's own number: 1 to 64 visible characters, unique in the shop.
    #[schema(example = "TS-M", min_length = 1, max_length = 64)]
    pub sku: String,
    /// As those of a product.
    #[serde(default)]
    #[schema(max_items = 20)]
    pub barcodes: Vec<String>,
    /// Where it differs from the family's.
    #[serde(default)]
    pub price: Option<Price>,
    /// The family's name and the values where it is left out.
    #[serde(default)]
    #[schema(min_length = 1, max_length = 200)]
    pub name: Option<String>,
}

/// What the products of a new family have alike.
struct Common {
    category_id: Option<CategoryId>,
    tax_category: TaxCategory,
    unit: Unit,
    price: UnitPrice,
}

impl NewVariant {
    /// The product, or `None` and a fault at each field that is wrong; `at` is where it stands in the body.
    fn parse(self, family: &Family, common: &Common, at: &str, faults: &mut Faults) -> Option<Details> {
        let variant = faults.take(&format!("{at}/values"), family.variant(&self.values));
        let name = self.name.or_else(|| variant.as_ref().map(name_of));
        let name = name.and_then(|name| faults.take(&format!("{at}/name"), Name::parse(&name)));
        let sku = faults.take(&format!("{at}/sku"), Sku::parse(&self.sku));
        let barcodes = parse_barcodes(&self.barcodes, at, faults);
        let price = match self.price {
            Some(price) => price.parse(&format!("{at}/price"), faults),
            None => Some(common.price),
        };
        Some(Details {
            name: name?,
            sku: sku?,
            barcodes,
            category_id: common.category_id,
            tax_category: common.tax_category.clone(),
            unit: common.unit,
            price: price?,
            own_prices: Vec::new(),
            image: None,
            variant: Some(variant?),
            active: true,
        })
    }
}

/// A family to be made, with its products.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewFamily {
    /// 1 to 200 characters, unique among the families of the shop.
    #[schema(example = "T-shirt", min_length = 1, max_length = 200)]
    pub name: String,
    #[serde(default)]
    pub category_id: Option<CategoryId>,
    /// What tax rules go by: 1 to 40 of a-z, 0-9, `_` and `-`.
    #[schema(example = "standard", min_length = 1, max_length = 40)]
    pub tax_category: String,
    #[serde(default = "crate::product::piece")]
    pub unit: Unit,
    /// Of those that have no other.
    pub price: Price,
    #[schema(min_items = 1, max_items = 3)]
    pub options: Vec<FamilyOption>,
    /// At most 200, no two with the same values. Products can join later, too.
    #[serde(default)]
    #[schema(max_items = 200)]
    pub variants: Vec<NewVariant>,
}

impl NewFamily {
    /// The checked family with its products, on sale.
    ///
    /// # Errors
    /// 400 `invalid_body` with every field that is wrong.
    pub(crate) fn parse(self, id: FamilyId) -> Result<(Family, Vec<Details>)> {
        let mut faults = Faults::default();
        let name = faults.take("/name", Name::parse(&self.name));
        let options = parse_options(self.options, &mut faults);
        let tax_category = faults.take("/tax_category", TaxCategory::parse(&self.tax_category));
        let price = self.price.parse("/price", &mut faults);
        let (Some(name), Some(options), Some(tax_category), Some(price)) = (name, options, tax_category, price) else {
            return Err(faults.error(""));
        };
        if self.variants.len() > VARIANTS_MAX {
            let fault = Fault::new("too_many", format!("a family has at most {VARIANTS_MAX} variants"));
            faults.take::<()>("/variants", Err(fault));
            return Err(faults.error(""));
        }
        let family = Family { id, name, options };
        let mut products: Vec<Details> = Vec::with_capacity(self.variants.len());
        let common = Common {
            category_id: self.category_id,
            tax_category,
            unit: self.unit,
            price,
        };
        for (n, new) in self.variants.into_iter().enumerate() {
            let at = format!("/variants/{n}");
            if let Some(details) = new.parse(&family, &common, &at, &mut faults) {
                refuse_twins(&details, &products, &at, &mut faults);
                products.push(details);
            }
        }
        if faults.is_empty() {
            Ok((family, products))
        } else {
            Err(faults.error(""))
        }
    }
}

/// No two of one request have the same values, SKU or barcode.
fn refuse_twins(new: &Details, others: &[Details], at: &str, faults: &mut Faults) {
    let mut refuse = |place: &str, twin: bool, detail: &str| {
        if twin {
            faults.take::<()>(&format!("{at}/{place}"), Err(Fault::new("duplicate", detail)));
        }
    };
    let any = |same: &dyn Fn(&Details) -> bool| others.iter().any(same);
    refuse(
        "values",
        any(&|other| other.variant == new.variant),
        "another of these variants has the same values",
    );
    refuse(
        "sku",
        any(&|other| other.sku == new.sku),
        "another of these variants has this SKU",
    );
    let shares = |other: &Details| {
        let codes = &other.barcodes;
        codes
            .iter()
            .any(|code| new.barcodes.iter().any(|own| own.lookup() == code.lookup()))
    };
    refuse("barcodes", any(&shares), "another of these variants has this barcode");
}

fn parse_options(options: Vec<FamilyOption>, faults: &mut Faults) -> Option<Vec<FamilyOption>> {
    if options.is_empty() || options.len() > OPTIONS_MAX {
        let fault = Fault::new("out_of_range", format!("a family has 1 to {OPTIONS_MAX} options"));
        return faults.take("/options", Err(fault));
    }
    let mut parsed: Vec<FamilyOption> = Vec::with_capacity(options.len());
    let count = options.len();
    for (n, option) in options.into_iter().enumerate() {
        let at = format!("/options/{n}");
        let name = faults.take(&format!("{at}/name"), option_text(&option.name));
        let values = parse_values(&option.values, &at, faults);
        let (Some(name), Some(values)) = (name, values) else {
            continue;
        };
        if parsed.iter().any(|other| same(&other.name, &name)) {
            let fault = Fault::new("duplicate", "another option has this name");
            faults.take::<()>(&format!("{at}/name"), Err(fault));
        }
        parsed.push(FamilyOption { name, values });
    }
    Some(parsed).filter(|parsed| parsed.len() == count)
}

fn parse_values(texts: &[String], at: &str, faults: &mut Faults) -> Option<Vec<String>> {
    if texts.is_empty() || texts.len() > VALUES_MAX {
        let fault = Fault::new("out_of_range", format!("an option has 1 to {VALUES_MAX} values"));
        return faults.take(&format!("{at}/values"), Err(fault));
    }
    let mut values: Vec<String> = Vec::with_capacity(texts.len());
    for (n, text) in texts.iter().enumerate() {
        let at = format!("{at}/values/{n}");
        let Some(value) = faults.take(&at, option_text(text)) else {
            continue;
        };
        if values.iter().any(|other| same(other, &value)) {
            faults.take::<()>(&at, Err(Fault::new("duplicate", "this value is there already")));
        }
        values.push(value);
    }
    Some(values).filter(|values| values.len() == texts.len())
}

/// Changes to a family: what is left out stays as it is.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeFamily {
    /// Products that are called by the family's name and their values are renamed with it.
    #[schema(min_length = 1, max_length = 200)]
    pub name: Option<String>,
    /// As many as the family has, in their order. Values that no product has may be left out; others may be added and moved.
    #[schema(min_items = 1, max_items = 3)]
    pub options: Option<Vec<FamilyOption>>,
}

/// Checked changes.
#[derive(Clone, Debug)]
pub struct Edit {
    name: Option<Name>,
    options: Option<Vec<FamilyOption>>,
}

impl ChangeFamily {
    /// # Errors
    /// 400 `invalid_body` with every field that is wrong.
    pub(crate) fn parse(self) -> Result<Edit> {
        let mut faults = Faults::default();
        let name = self.name.and_then(|text| faults.take("/name", Name::parse(&text)));
        let options = self.options.and_then(|options| parse_options(options, &mut faults));
        if faults.is_empty() {
            Ok(Edit { name, options })
        } else {
            Err(faults.error(""))
        }
    }
}

impl Edit {
    /// The family after the changes.
    ///
    /// # Errors
    /// 400 `invalid_body` for another number of options than it has.
    pub fn apply(self, before: &Family) -> Result<Family, Error> {
        let options = self.options.unwrap_or_else(|| before.options.clone());
        if options.len() != before.options.len() {
            let detail = format!("this family has {}", before.options.len());
            return Err(INVALID_BODY.error().at("/options", "out_of_range", detail));
        }
        Ok(Family {
            id: before.id,
            name: self.name.unwrap_or_else(|| before.name.clone()),
            options,
        })
    }
}
