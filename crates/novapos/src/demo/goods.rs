//! What the demo shop sells. The file is under a licence of its own: see demo/ATTRIBUTION.md.

use std::collections::HashMap;

use anyhow::{Context as _, Result};
use contracts::{ids::CategoryId, product::Unit};
use kernel::{Caller, service::Deps};
use serde::Deserialize;

use crate::database::told;

const FILE: &str = include_str!("../../demo/goods.csv");

/// The aisles in their order, with the colour of their tiles.
const CATEGORIES: &[(&str, &str)] = &[
    ("Fruit & Vegetables", "#3f9142"),
    ("Bakery", "#c07a2b"),
    ("Dairy & Eggs", "#3b82c4"),
    ("Meat & Fish", "#c2453d"),
    ("Pantry", "#8a6d3b"),
    ("Breakfast & Coffee", "#7b4b2a"),
    ("Sweets & Snacks", "#b0459b"),
    ("Drinks", "#1f8a8a"),
    ("Frozen", "#5b6fd6"),
];

/// All in one transaction.
const CHUNK: usize = 1000;

/// One article of the file.
#[derive(Debug, Deserialize)]
pub struct Article {
    pub sku: String,
    /// Empty for what is weighed.
    pub barcode: String,
    pub name: String,
    pub category: String,
    pub tax_category: String,
    pub unit: Unit,
    pub price_minor: i64,
}

/// All articles, in the order of the file.
pub fn all() -> Result<Vec<Article>> {
    let rows = csv::Reader::from_reader(FILE.as_bytes()).into_deserialize();
    rows.collect::<Result<_, _>>().context("goods.csv")
}

/// Makes the categories and the articles that are not there yet.
pub async fn stock_the_shelves(deps: &Deps, owner: &Caller) -> Result<()> {
    let refused = |error: kernel::Error| told("The goods were refused", &error);
    let categories = CATEGORIES.iter().map(|(name, color)| product::NewCategory {
        name: (*name).to_owned(),
        color: Some((*color).to_owned()),
        position: None,
    });
    let ids = product::seed_categories(deps, owner, categories.collect())
        .await
        .map_err(refused)?;
    let ids: HashMap<&str, CategoryId> = CATEGORIES.iter().map(|(name, _)| *name).zip(ids).collect();
    let products = all()?.into_iter().map(|article| new_product(article, &ids)).collect();
    product::seed_products(deps, owner, products, CHUNK)
        .await
        .map_err(refused)?;
    Ok(())
}

fn new_product(article: Article, categories: &HashMap<&str, CategoryId>) -> product::NewProduct {
    product::NewProduct {
        category_id: categories.get(article.category.as_str()).copied(),
        barcodes: if article.barcode.is_empty() {
            Vec::new()
        } else {
            vec![article.barcode]
        },
        name: article.name,
        sku: article.sku,
        tax_category: article.tax_category,
        unit: article.unit,
        price: product::Price {
            amount_minor: article.price_minor,
            per_milli: 1000,
        },
        image: None,
        variant: None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    /// GS1's check digit: the weights 3 and 1 from the right.
    fn is_valid(barcode: &str) -> bool {
        let digits: Option<Vec<u32>> = barcode.chars().map(|digit| digit.to_digit(10)).collect();
        let sum = |digits: Vec<u32>| {
            digits
                .iter()
                .rev()
                .enumerate()
                .map(|(n, d)| if n % 2 == 0 { *d } else { d * 3 })
                .sum::<u32>()
        };
        matches!(barcode.len(), 8 | 13) && digits.is_some_and(|digits| sum(digits) % 10 == 0)
    }

    #[test]
    fn the_file_is_a_tidy_grocery() {
        let all = all().unwrap();
        assert!(all.len() >= 240);
        let known: HashSet<&str> = CATEGORIES.iter().map(|(name, _)| *name).collect();
        let (mut skus, mut names, mut barcodes) = (HashSet::new(), HashSet::new(), HashSet::new());
        for article in &all {
            assert!(
                skus.insert(&article.sku) && names.insert(&article.name),
                "{article:?}: twice"
            );
            assert!(known.contains(article.category.as_str()), "{article:?}: category");
            assert!(
                ["standard", "reduced"].contains(&article.tax_category.as_str()),
                "{article:?}: tax"
            );
            assert!((20..=5000).contains(&article.price_minor), "{article:?}: price");
            match article.unit {
                Unit::Kilogram => assert!(
                    article.barcode.is_empty(),
                    "{article:?}: what is weighed has no barcode"
                ),
                _ => assert!(
                    is_valid(&article.barcode) && barcodes.insert(&article.barcode),
                    "{article:?}: barcode"
                ),
            }
        }
        assert!(all.iter().filter(|article| article.unit == Unit::Kilogram).count() >= 5);
    }
}
