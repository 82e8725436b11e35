//! The columns of the file: what the header names, in whatever order.

use kernel::Result;

use crate::codes::IMPORT_UNREADABLE;

/// What a column holds. An export has all of them, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Column {
    Sku,
    Name,
    Barcodes,
    Category,
    TaxCategory,
    Unit,
    Price,
    PricePer,
    Image,
    Active,
    Family,
    Options,
}

impl Column {
    pub(crate) const ALL: [Self; 12] = [
        Self::Sku,
        Self::Name,
        Self::Barcodes,
        Self::Category,
        Self::TaxCategory,
        Self::Unit,
        Self::Price,
        Self::PricePer,
        Self::Image,
        Self::Active,
        Self::Family,
        Self::Options,
    ];

    /// The name in the header.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Sku => "sku",
            Self::Name => "name",
            Self::Barcodes => "barcodes",
            Self::Category => "category",
            Self::TaxCategory => "tax_category",
            Self::Unit => "unit",
            Self::Price => "price",
            Self::PricePer => "price_per",
            Self::Image => "image",
            Self::Active => "active",
            Self::Family => "family",
            Self::Options => "options",
        }
    }

    /// Also as people write it: "Tax category", "Barcode", "EAN".
    fn named(header: &str) -> Option<Self> {
        let name = header.to_lowercase().replace([' ', '-'], "_");
        match name.as_str() {
            "barcode" | "ean" | "gtin" | "upc" => Some(Self::Barcodes),
            _ => Self::ALL.into_iter().find(|column| column.name() == name),
        }
    }
}

/// What stands in each place of a row; nothing where the header has a name that means nothing here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Columns {
    pub places: Vec<Option<Column>>,
    /// Headers that mean nothing here: their cells are passed over.
    pub ignored: Vec<String>,
}

impl Columns {
    /// # Errors
    /// 422 `import_unreadable` without a column `sku`, with nothing beside it, with the same column twice, or with one of family and options alone.
    pub(crate) fn of(header: &[String]) -> Result<Self> {
        let places: Vec<Option<Column>> = header.iter().map(|name| Column::named(name)).collect();
        for column in Column::ALL {
            if places.iter().filter(|place| **place == Some(column)).count() > 1 {
                return Err(IMPORT_UNREADABLE.because(format!("The column {} is there twice.", column.name())));
            }
        }
        if !places.contains(&Some(Column::Sku)) {
            let names = Column::ALL.map(Column::name).join(", ");
            return Err(IMPORT_UNREADABLE.because(format!(
                "The first line must name the columns, and one of them must be sku. The others can be: {names}."
            )));
        }
        if places.iter().flatten().count() < 2 {
            return Err(IMPORT_UNREADABLE.because("There is no column beside sku, so there is nothing to import."));
        }
        if places.contains(&Some(Column::Family)) != places.contains(&Some(Column::Options)) {
            return Err(IMPORT_UNREADABLE.because(
                "The columns family and options belong together: a product of the family T-shirt has options such as Size=M; Colour=red.",
            ));
        }
        let ignored = header
            .iter()
            .zip(&places)
            .filter(|(name, place)| place.is_none() && !name.is_empty());
        Ok(Self {
            ignored: ignored.map(|(name, _)| name.chars().take(60).collect()).collect(),
            places,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(header: &str) -> Result<Columns> {
        Columns::of(&header.split(',').map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn columns_are_known_by_the_names_that_people_give_them() {
        let columns = of("EAN,SKU,Colour,Tax category,,Price per").unwrap();
        assert_eq!(
            columns.places,
            [
                Some(Column::Barcodes),
                Some(Column::Sku),
                None,
                Some(Column::TaxCategory),
                None,
                Some(Column::PricePer)
            ]
        );
        assert_eq!(columns.ignored, ["Colour"]);
    }

    #[test]
    fn a_file_without_sku_with_it_alone_with_a_column_twice_or_a_family_without_options_is_refused() {
        for bad in [
            "sku,family",
            "sku,options",
            "name,price",
            "sku",
            "sku,colour",
            "sku,ean,barcodes",
            "sku,name,SKU",
        ] {
            assert_eq!(of(bad).unwrap_err().code(), "import_unreadable", "{bad}");
        }
    }
}
