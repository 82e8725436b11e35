//! Goods for a large catalogue, as the lines of a file to be imported: real ones from a file, or made up of the demo shop's.

use std::{fs, path::Path};

use anyhow::{Context, Result, ensure};

/// The demo shop's goods: names as people write them.
const DEMO: &str = include_str!("../../crates/novapos/demo/goods.csv");
const SYLLABLES: [&str; 24] = [
    "al", "bo", "ca", "dor", "el", "fi", "ga", "hen", "io", "ju", "kar", "lu", "mo", "nel", "or", "pi", "qua", "ro",
    "sen", "ta", "ul", "ve", "wi", "zan",
];
const SIZES: [&str; 6] = ["250 g", "500 g", "1 kg", "330 ml", "1 l", "family pack"];

/// One of the goods.
#[derive(Clone, Debug)]
pub struct Good {
    pub barcode: String,
    pub name: String,
}

/// The goods of a run: those of the file where there is one, or made up.
pub fn of(file: Option<&Path>, count: usize) -> Result<Vec<Good>> {
    file.map_or_else(|| Ok(made_up(count)), |file| read(file, count))
}

/// The first `count` goods of a CSV file with the columns barcode and name.
fn read(file: &Path, count: usize) -> Result<Vec<Good>> {
    let text = fs::read_to_string(file).with_context(|| format!("reading {}", file.display()))?;
    let goods: Vec<Good> = records(&text)
        .filter_map(|cells| good(&cells, 0, 1))
        .take(count)
        .collect();
    ensure!(
        goods.len() == count,
        "{} has {} goods, not {count}",
        file.display(),
        goods.len()
    );
    Ok(goods)
}

/// Goods with the names of the demo shop's, each of a maker and in a size: of some 14,000 different words.
fn made_up(count: usize) -> Vec<Good> {
    let names: Vec<String> = records(DEMO)
        .filter_map(|cells| good(&cells, 1, 2))
        .map(|good| good.name)
        .collect();
    let pick = |n: usize| SYLLABLES.get(n % SYLLABLES.len()).copied().unwrap_or_default();
    let make = |n: usize| {
        let maker = format!("{}{}{}", pick(n), pick(n / 24), pick(n / 576));
        let name = names.get(n % names.len().max(1)).map_or("Goods", String::as_str);
        let size = SIZES.get(n % SIZES.len()).copied().unwrap_or_default();
        Good {
            barcode: format!("29{n:011}"),
            name: format!("{maker} {name} {size}"),
        }
    };
    (0..count).map(make).collect()
}

/// The goods as the file that an owner sends.
pub fn file(goods: &[Good]) -> String {
    let mut text = "sku,name,barcodes,price,tax_category\n".to_owned();
    for (n, good) in goods.iter().enumerate() {
        let tax_category = if n.is_multiple_of(5) { "reduced" } else { "standard" };
        let name = good.name.replace('"', "\"\"");
        let price = format!("{}.{:02}", 1 + n % 40, n % 100);
        text.push_str(&format!(
            "SKU-{n:06},\"{name}\",{},{price},{tax_category}\n",
            good.barcode
        ));
    }
    text
}

/// The records below the header. A quoted cell may hold commas, and no line breaks.
fn records(text: &str) -> impl Iterator<Item = Vec<String>> {
    text.lines().skip(1).map(cells)
}

fn cells(line: &str) -> Vec<String> {
    let (mut cells, mut quoted) = (vec![String::new()], false);
    for letter in line.chars() {
        match (letter, cells.last_mut()) {
            ('"', _) => quoted = !quoted,
            (',', _) if !quoted => cells.push(String::new()),
            (letter, Some(cell)) => cell.push(letter),
            (_, None) => {}
        }
    }
    cells
}

/// Goods without a name or with one that is too long are no goods.
fn good(cells: &[String], barcode: usize, name: usize) -> Option<Good> {
    let (barcode, name) = (cells.get(barcode)?.trim(), cells.get(name)?.trim());
    (1..=200).contains(&name.chars().count()).then(|| Good {
        barcode: barcode.to_owned(),
        name: name.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn made_up_goods_have_their_own_barcodes_and_names_and_make_a_file() {
        let goods = made_up(2000);
        let names: std::collections::BTreeSet<&str> = goods.iter().map(|good| good.name.as_str()).collect();
        assert_eq!(names.len(), 2000);
        let file = file(&goods);
        assert_eq!(file.lines().count(), 2001);
        assert!(file.contains("2900000001999"));
    }

    #[test]
    fn commas_in_quotes_part_nothing() {
        assert_eq!(cells("1,\"Apples, red\",x"), ["1", "Apples, red", "x"]);
    }
}
