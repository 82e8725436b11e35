//! A row of the file: its cells read as what they mean, or a fault for each that means nothing.

use contracts::product::Unit;
use kernel::csv::bare;
use pricing::{AMOUNT_MINOR_MAX, QUANTITY_MILLI_MAX};
use serde::{Deserialize, Serialize};

use super::{
    columns::{Column, Columns},
    records::Record,
};
use crate::{
    barcode::{self, Barcode},
    family,
    faults::Fault,
    fold,
    text::{ImageRef, Name, Sku, TaxCategory, option_text},
};

/// What a row says, each field checked by itself; what it leaves out stays as it is. An empty cell clears what may be empty (barcodes,
/// category, image, family) and says nothing where it may not (tax category, unit, price, active).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Row {
    pub line: u32,
    pub sku: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub barcodes: Option<Vec<String>>,
    /// The category's name; empty for none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tax_category: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Unit>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount_minor: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per_milli: Option<i64>,
    /// Empty for none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub active: Option<bool>,
    /// The family's name; empty for none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub family: Option<String>,
    /// What the product is in its family: the names of options and its values; none without a family.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<(String, String)>,
}

/// What is wrong with a cell of a row, or with the row where no column is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RowFault {
    pub line: u32,
    pub column: &'static str,
    pub fault: Fault,
}

/// The decimal places of quantities.
const QUANTITY_DECIMALS: u32 = 3;

impl Row {
    /// Reads a record. `decimals` are the decimal places of the shop's money: 2 for cents.
    ///
    /// # Errors
    /// Every cell that is wrong.
    pub(crate) fn read(record: &Record, columns: &Columns, decimals: u32) -> Result<Self, Vec<RowFault>> {
        let line = record.line;
        let places = columns.places.len();
        // Spreadsheets leave out empty cells at the end of a row, and add some.
        if record.cells.iter().skip(places).any(|cell| !cell.is_empty()) {
            let fault = Fault::new(
                "too_many_cells",
                format!(
                    "this row has {} cells and the header {places}; a comma in a text needs quotes around it",
                    record.cells.len()
                ),
            );
            return Err(vec![RowFault {
                line,
                column: "",
                fault,
            }]);
        }
        let mut row = Self {
            line,
            sku: String::new(),
            name: None,
            barcodes: None,
            category: None,
            tax_category: None,
            unit: None,
            amount_minor: None,
            per_milli: None,
            image: None,
            active: None,
            family: None,
            options: Vec::new(),
        };
        let mut faults = Vec::new();
        for (n, place) in columns.places.iter().enumerate() {
            let Some(column) = place else { continue };
            let cell = bare(record.cells.get(n).map_or("", String::as_str));
            if let Err(fault) = row.take(*column, cell, decimals) {
                let column = column.name();
                faults.push(RowFault { line, column, fault });
            }
        }
        if faults.is_empty()
            && let Some((column, fault)) = row.lacks()
        {
            faults.push(RowFault { line, column, fault });
        }
        if faults.is_empty() { Ok(row) } else { Err(faults) }
    }

    /// What no other row of the file may be: a family with these values, in whatever order they stand.
    pub(crate) fn variant_key(&self) -> Option<String> {
        let family = self.family.as_deref().filter(|family| !family.is_empty())?;
        let mut options: Vec<String> = self
            .options
            .iter()
            .map(|(name, value)| format!("{name}={value}").to_lowercase())
            .collect();
        options.sort_unstable();
        Some(format!("{};{}", fold::fold(family), options.join(";")))
    }

    /// What a family or its options are without the other.
    fn lacks(&self) -> Option<(&'static str, Fault)> {
        let in_family = self.family.as_ref().is_some_and(|family| !family.is_empty());
        match (in_family, self.options.is_empty()) {
            (true, true) => Some((
                "options",
                Fault::new("missing", "a product of a family needs options such as Size=M"),
            )),
            (false, false) => Some(("family", Fault::new("missing", "a product with options needs a family"))),
            _ => None,
        }
    }

    fn take(&mut self, column: Column, cell: &str, decimals: u32) -> Result<(), Fault> {
        let given = !cell.is_empty();
        match column {
            Column::Sku => self.sku = Sku::parse(cell)?.into_string(),
            Column::Name => self.name = Some(Name::parse(cell)?.into_string()),
            Column::Barcodes => self.barcodes = Some(barcodes(cell)?),
            Column::Category if given => self.category = Some(Name::parse(cell)?.into_string()),
            Column::Category => self.category = Some(String::new()),
            Column::TaxCategory if given => self.tax_category = Some(TaxCategory::parse(cell)?.into_string()),
            Column::Unit if given => self.unit = Some(unit(cell)?),
            Column::Price if given => self.amount_minor = Some(decimal(cell, decimals, 0, AMOUNT_MINOR_MAX)?),
            Column::PricePer if given => {
                self.per_milli = Some(decimal(cell, QUANTITY_DECIMALS, 1, QUANTITY_MILLI_MAX)?);
            }
            Column::Image if given => self.image = Some(ImageRef::parse(cell)?.into_string()),
            Column::Image => self.image = Some(String::new()),
            Column::Active if given => self.active = Some(yes_or_no(cell)?),
            Column::Family if given => self.family = Some(Name::parse(cell)?.into_string()),
            Column::Family => self.family = Some(String::new()),
            Column::Options => self.options = options(cell)?,
            Column::TaxCategory | Column::Unit | Column::Price | Column::PricePer | Column::Active => {}
        }
        Ok(())
    }
}

/// `Size=M; Colour=red`.
fn options(cell: &str) -> Result<Vec<(String, String)>, Fault> {
    let mut options: Vec<(String, String)> = Vec::new();
    for part in cell.split(';').map(str::trim).filter(|part| !part.is_empty()) {
        let wrong = || Fault::new("not_an_option", "options are written as Size=M; Colour=red");
        let (name, value) = part.split_once('=').ok_or_else(wrong)?;
        let option = (option_text(name)?, option_text(value)?);
        if options.iter().any(|(name, _)| family::same(name, &option.0)) {
            return Err(Fault::new("duplicate", format!("{} is there twice", option.0)));
        }
        options.push(option);
    }
    if options.len() > family::OPTIONS_MAX {
        return Err(Fault::new(
            "too_many",
            format!("a family has at most {} options", family::OPTIONS_MAX),
        ));
    }
    Ok(options)
}

/// Codes parted by spaces or bars.
fn barcodes(cell: &str) -> Result<Vec<String>, Fault> {
    let codes = cell.split([' ', '|']).filter(|code| !code.is_empty());
    let codes = codes.map(Barcode::parse).collect::<Result<Vec<_>, _>>()?;
    barcode::check_set(&codes)?;
    Ok(codes.into_iter().map(Barcode::into_string).collect())
}

fn unit(cell: &str) -> Result<Unit, Fault> {
    let name = match cell.to_lowercase().as_str() {
        "pc" | "pcs" | "each" | "ea" => "piece".to_owned(),
        "kg" => "kilogram".to_owned(),
        "l" => "litre".to_owned(),
        "m" => "metre".to_owned(),
        other => other.to_owned(),
    };
    Unit::named(&name).ok_or_else(|| Fault::new("unknown_unit", "a unit is piece, kilogram, litre or metre"))
}

fn yes_or_no(cell: &str) -> Result<bool, Fault> {
    match cell.to_lowercase().as_str() {
        "yes" | "true" | "1" | "y" => Ok(true),
        "no" | "false" | "0" | "n" => Ok(false),
        _ => Err(Fault::new("unknown_choice", "this is yes or no")),
    }
}

/// A number as people write it, in units of its last decimal place: `2.5` with two places is 250. A comma may stand for the point; there
/// are no signs for thousands, which would make `1,234` two numbers.
fn decimal(cell: &str, decimals: u32, min: i64, max: i64) -> Result<i64, Fault> {
    let wrong = || {
        Fault::new(
            "not_a_number",
            format!(
                "this is a number such as 1234{}, without a currency or a sign for thousands",
                &".500"[..decimals_shown(decimals)]
            ),
        )
    };
    let (whole, part) = cell.split_once(['.', ',']).unwrap_or((cell, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() && part.is_empty() || !digits(whole) || !digits(part) || cell.len() > 20 {
        return Err(wrong());
    }
    // Zeros, too: `1,000` may be a thousand.
    if part.len() > decimals as usize {
        return Err(Fault::new(
            "too_exact",
            format!("this has at most {decimals} decimal places, and no sign for thousands"),
        ));
    }
    let number = format!("{whole}{part:0<width$}", width = decimals as usize);
    match number.parse::<i64>() {
        Ok(number) if (min..=max).contains(&number) => Ok(number),
        _ => Err(Fault::new("out_of_range", "this number is too small or too large")),
    }
}

/// How much of `.500` an example shows.
const fn decimals_shown(decimals: u32) -> usize {
    match decimals {
        0 => 0,
        1 | 2 => 3,
        _ => 4,
    }
}

#[cfg(test)]
mod tests {
    use kernel::csv::guarded;
    use proptest::prelude::*;

    use super::*;

    fn read(header: &str, cells: &[&str]) -> Result<Row, Vec<(&'static str, &'static str)>> {
        let header: Vec<String> = header.split(',').map(str::to_owned).collect();
        let record = Record {
            line: 7,
            cells: cells.iter().map(|cell| (*cell).to_owned()).collect(),
        };
        Row::read(&record, &Columns::of(&header).unwrap(), 2)
            .map_err(|faults| faults.iter().map(|f| (f.column, f.fault.code)).collect())
    }

    #[test]
    fn a_full_row_is_read() {
        let row = read(
            "sku,name,barcodes,category,tax_category,unit,price,price_per,image,active",
            &[
                "A1", "Tea", "40 41|42", "Drinks", "reduced", "KG", "2,5", "0.1", "t.png", "no",
            ],
        )
        .unwrap();
        assert_eq!(
            (row.line, row.sku.as_str(), row.name.as_deref()),
            (7, "A1", Some("Tea"))
        );
        assert_eq!(row.barcodes.unwrap(), ["40", "41", "42"]);
        assert_eq!(
            (row.unit, row.amount_minor, row.per_milli),
            (Some(Unit::Kilogram), Some(250), Some(100))
        );
        assert_eq!((row.image.as_deref(), row.active), (Some("t.png"), Some(false)));
    }

    #[test]
    fn an_empty_cell_clears_what_may_be_empty_and_says_nothing_elsewhere() {
        let row = read("sku,barcodes,category,image,tax_category,unit,price,active", &["A1"]).unwrap();
        assert_eq!(
            (row.barcodes.as_deref(), row.category.as_deref()),
            (Some(&[][..]), Some(""))
        );
        assert_eq!(row.image.as_deref(), Some(""));
        assert_eq!(
            (row.tax_category, row.unit, row.amount_minor, row.active),
            (None, None, None, None)
        );
    }

    #[test]
    fn a_family_is_read_with_its_options_and_neither_is_alone() {
        let row = |family, options| read("sku,family,options", &["A", family, options]);
        let read = row("T-shirt", " Size = M ;Colour=dark red;").unwrap();
        assert_eq!(read.family.as_deref(), Some("T-shirt"));
        let option = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(read.options, [option("Size", "M"), option("Colour", "dark red")]);
        assert_eq!(row("", "").unwrap().family.as_deref(), Some(""));
        for (family, options, wrong) in [
            ("T-shirt", "", ("options", "missing")),
            ("", "Size=M", ("family", "missing")),
            ("T-shirt", "M", ("options", "not_an_option")),
            ("T-shirt", "Size=", ("options", "empty")),
            ("T-shirt", "Size=M=L", ("options", "invalid_characters")),
            ("T-shirt", "Size=M;size=L", ("options", "duplicate")),
            ("T-shirt", "A=1;B=2;C=3;D=4", ("options", "too_many")),
        ] {
            assert_eq!(row(family, options).unwrap_err(), [wrong], "{options}");
        }
    }

    #[test]
    fn every_cell_that_is_wrong_is_told() {
        assert_eq!(
            read(
                "sku,name,barcodes,unit,price,active",
                &["", " ", "ä", "box", "1.999", "maybe"]
            )
            .unwrap_err(),
            [
                ("sku", "empty"),
                ("name", "empty"),
                ("barcodes", "invalid_characters"),
                ("unit", "unknown_unit"),
                ("price", "too_exact"),
                ("active", "unknown_choice")
            ]
        );
        assert_eq!(
            read("sku,name", &["A", "Tea", "", "green"]).unwrap_err(),
            [("", "too_many_cells")]
        );
        assert!(read("sku,name", &["A", "Tea", "", ""]).is_ok());
    }

    #[test]
    fn numbers_are_exact_or_refused() {
        let number = |text| decimal(text, 2, 0, 1_000_000_000_000).map_err(|fault| fault.code);
        for (text, wanted) in [
            ("2", 200),
            ("2.5", 250),
            ("2,50", 250),
            ("0.01", 1),
            (".5", 50),
            ("1000", 100_000),
            ("007", 700),
        ] {
            assert_eq!(number(text), Ok(wanted), "{text}");
        }
        for bad in [
            "", ".", "-1", "+1", "1 000", "1.2.3", "1,234.50", "€2", "1e3", "0x10", "２",
        ] {
            assert_eq!(number(bad), Err("not_a_number"), "{bad}");
        }
        for ambiguous in ["1.005", "1.000", "1,000"] {
            assert_eq!(number(ambiguous), Err("too_exact"), "{ambiguous}");
        }
        assert_eq!(number("99999999999"), Err("out_of_range"));
        assert_eq!(decimal("12", 0, 0, 99), Ok(12));
        assert_eq!(decimal("0", 3, 1, 99).map_err(|fault| fault.code), Err("out_of_range"));
    }

    proptest! {
        #[test]
        fn what_is_guarded_for_spreadsheets_comes_back_bare(text in "['=+@a -]{0,6}") {
            let safe = guarded(&text);
            prop_assert!(!safe.starts_with(['=', '+', '-', '@']));
            prop_assert_eq!(bare(&safe), text.as_str());
        }
    }
}
