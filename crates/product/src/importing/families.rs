//! The families that rows name: which ones they need, and what a row's product is in its own.

use std::collections::{HashMap, HashSet};

use contracts::{
    ids::FamilyId,
    product::{Variant, VariantOption},
};

use super::row::Row;
use crate::{
    family::{Family, FamilyOption, VALUES_MAX, VARIANTS_MAX, same},
    faults::Fault,
    fold,
    text::Name,
};

/// What the catalogue has of the families that a chunk of rows names.
#[derive(Debug, Default)]
pub(crate) struct Families {
    /// By folded name.
    pub by_name: HashMap<String, Family>,
    /// The SKUs that have, or had before this chunk, these values of a family. Values that one product gives up are another's with the next
    /// chunk: the rows of one are written together.
    taken: HashMap<FamilyId, HashMap<Vec<String>, String>>,
}

/// A family that rows need: new, or with values that it did not have.
#[derive(Debug)]
pub(crate) struct Grown {
    pub before: Option<Family>,
    pub after: Family,
}

impl Families {
    pub(crate) fn of(families: Vec<Family>) -> Self {
        let by_name = families.into_iter();
        Self {
            by_name: by_name
                .map(|family| (fold::fold(family.name.as_str()), family))
                .collect(),
            taken: HashMap::new(),
        }
    }

    /// The product of this SKU has these values.
    pub(crate) fn take(&mut self, family: FamilyId, values: Vec<String>, sku: &str) {
        self.taken.entry(family).or_default().insert(values, sku.to_owned());
    }

    pub(crate) fn take_variant(&mut self, variant: &Variant, sku: &str) {
        let values = values(&variant.options);
        self.take(variant.family_id, values, sku);
    }

    /// Makes the families that the rows name and nobody made, and gives the others the values that they lack. A family takes the options of
    /// the first row that names it.
    pub(crate) fn grow(&mut self, rows: &[Row], mut new_id: impl FnMut() -> FamilyId) -> Vec<Grown> {
        let mut before: Vec<(String, Option<Family>)> = Vec::new();
        let mut seen = HashSet::new();
        for row in rows {
            let Some(name) = row.family.as_deref().filter(|name| !name.is_empty()) else {
                continue;
            };
            let folded = fold::fold(name);
            if seen.insert(folded.clone()) {
                before.push((folded.clone(), self.by_name.get(&folded).cloned()));
            }
            let family = self.by_name.entry(folded).or_insert_with(|| Family {
                id: new_id(),
                name: Name::stored(name.to_owned()),
                options: row.options.iter().map(|(name, _)| option(name)).collect(),
            });
            if !has_options(family, row) {
                continue;
            }
            for option in &mut family.options {
                let value = value_of(row, &option.name).unwrap_or_default();
                if option.values.len() < VALUES_MAX && !option.values.iter().any(|known| same(known, value)) {
                    option.values.push(value.to_owned());
                }
            }
        }
        let grown = before
            .into_iter()
            .filter_map(|(folded, before)| Some((before, self.by_name.get(&folded)?.clone())));
        grown
            .filter(|(before, after)| before.as_ref() != Some(after))
            .map(|(before, after)| Grown { before, after })
            .collect()
    }

    /// What the row's product is afterwards, that was `before` in its family.
    ///
    /// # Errors
    /// The column and what is wrong with it.
    pub(crate) fn placed(&self, row: &Row, before: Option<&Variant>) -> Result<Option<Variant>, (&'static str, Fault)> {
        let Some(name) = &row.family else {
            return Ok(before.cloned());
        };
        let Some(family) = self.by_name.get(&fold::fold(name)).filter(|_| !name.is_empty()) else {
            return Ok(None);
        };
        if !has_options(family, row) {
            let names: Vec<&str> = family.options.iter().map(|option| option.name.as_str()).collect();
            let detail = format!("{} has the options {}", family.name.as_str(), names.join(", "));
            return Err(("options", Fault::new("other_options", detail)));
        }
        let options = family.options.iter();
        let asked: Vec<String> = options
            .map(|option| value_of(row, &option.name).unwrap_or_default().to_owned())
            .collect();
        let variant = family.variant(&asked).map_err(|fault| ("options", fault))?;
        let taken = self.taken.get(&family.id);
        match taken.and_then(|taken| taken.get(&values(&variant.options))) {
            Some(sku) if *sku != row.sku => {
                let detail = format!("the product with the SKU {sku} has these values already");
                return Err(("options", Fault::new("variant_taken", detail)));
            }
            _ => {}
        }
        let joins = before.is_none_or(|before| before.family_id != family.id);
        if joins && taken.is_some_and(|taken| taken.len() >= VARIANTS_MAX) {
            let detail = format!("a family has at most {VARIANTS_MAX} products");
            return Err(("family", Fault::new("too_many", detail)));
        }
        Ok(Some(variant))
    }
}

fn option(name: &str) -> FamilyOption {
    FamilyOption {
        name: name.to_owned(),
        values: Vec::new(),
    }
}

fn values(options: &[VariantOption]) -> Vec<String> {
    options.iter().map(|option| option.value.clone()).collect()
}

/// Whether the row has a value for each option of the family and for no other.
fn has_options(family: &Family, row: &Row) -> bool {
    let mut options = family.options.iter();
    family.options.len() == row.options.len() && options.all(|option| value_of(row, &option.name).is_some())
}

fn value_of<'a>(row: &'a Row, option: &str) -> Option<&'a str> {
    let mut options = row.options.iter();
    let (_, value) = options.find(|(name, _)| same(name, option))?;
    Some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(sku: &str, family: &str, options: &[(&str, &str)]) -> Row {
        let json = serde_json::json!({"line": 2, "sku": sku, "family": family, "options": options});
        serde_json::from_value(json).unwrap()
    }

    fn grown(families: &mut Families, rows: &[Row]) -> Vec<Grown> {
        let mut next = 0_u128;
        families.grow(rows, || {
            next += 1;
            FamilyId::from_uuid(uuid::Uuid::from_u128(next))
        })
    }

    #[test]
    fn rows_make_the_family_and_give_it_their_values_in_their_order() {
        let rows = [
            row("1", "T-shirt", &[("Size", "M"), ("Colour", "red")]),
            row("2", "t-shirt", &[("colour", "Blue"), ("size", "m")]),
            row("3", "", &[]),
        ];
        let mut families = Families::default();
        let made = grown(&mut families, &rows);
        assert_eq!((made.len(), made[0].before.is_none()), (1, true));
        let options = &made[0].after.options;
        assert_eq!(
            (options[0].values.clone(), options[1].values.clone()),
            (vec!["M".to_owned()], vec!["red".to_owned(), "Blue".to_owned()])
        );
        let second = families.placed(&rows[1], None).unwrap().unwrap();
        assert_eq!(values(&second.options), ["M", "Blue"]);
        assert_eq!(
            families.placed(&rows[2], Some(&second)),
            Ok(None),
            "an empty cell takes it out"
        );
        assert!(grown(&mut families, &rows).is_empty(), "a second time changes nothing");
        let more = grown(
            &mut families,
            &[row("4", "T-shirt", &[("Size", "L"), ("Colour", "red")])],
        );
        assert_eq!((more.len(), more[0].before.is_some()), (1, true));
        assert_eq!(more[0].after.options[0].values, ["M", "L"]);
    }

    #[test]
    fn what_does_not_fit_the_family_is_refused_with_its_column() {
        let first = row("1", "T-shirt", &[("Size", "M")]);
        let mut families = Families::default();
        grown(&mut families, std::slice::from_ref(&first));
        let variant = families.placed(&first, None).unwrap().unwrap();
        families.take_variant(&variant, "1");
        let refused = |row: &Row| {
            families
                .placed(row, None)
                .map_err(|(column, fault)| (column, fault.code))
        };
        assert!(refused(&first).is_ok(), "it is its own");
        assert_eq!(
            refused(&row("2", "T-shirt", &[("Size", "M")])),
            Err(("options", "variant_taken"))
        );
        assert_eq!(
            refused(&row("2", "T-shirt", &[("Colour", "red")])),
            Err(("options", "other_options"))
        );
        assert_eq!(
            refused(&row("2", "T-shirt", &[("Size", "L")])),
            Err(("options", "unknown_option_value"))
        );
        let unnamed = Row {
            family: None,
            ..first.clone()
        };
        assert_eq!(families.placed(&unnamed, Some(&variant)), Ok(Some(variant.clone())));
    }

    #[test]
    fn a_family_takes_no_more_than_it_may() {
        let many: Vec<Row> = (0..=VALUES_MAX)
            .map(|n| row(&n.to_string(), "T", &[("Size", &n.to_string())]))
            .collect();
        let mut families = Families::default();
        let made = grown(&mut families, &many);
        assert_eq!(made[0].after.options[0].values.len(), VALUES_MAX);
        let id = made[0].after.id;
        for n in 0..VARIANTS_MAX {
            families.take(id, vec![format!("v{n}")], &format!("S{n}"));
        }
        let refused = families.placed(&many[0], None);
        assert_eq!(
            refused.map_err(|(column, fault)| (column, fault.code)),
            Err(("family", "too_many"))
        );
    }
}
