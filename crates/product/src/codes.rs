//! The error codes of the catalogue.

use kernel::{Code, Kind};

pub const SKU_TAKEN: Code = Code::new(
    Kind::Conflict,
    "sku_taken",
    "Another product already has this SKU.",
    "Use another SKU, or change the product that has it.",
);
pub const BARCODE_TAKEN: Code = Code::new(
    Kind::Conflict,
    "barcode_taken",
    "Another product already has one of these barcodes.",
    "Search for the barcode to see which product has it, also among those not on sale.",
);
pub const CATEGORY_TAKEN: Code = Code::new(
    Kind::Conflict,
    "category_taken",
    "There is already a category of this name.",
    "Use that one, or choose another name.",
);
pub const PRODUCT_CHANGED: Code = Code::new(
    Kind::Conflict,
    "product_changed",
    "Somebody changed this product after you read it.",
    "Load it again and repeat your change.",
);
pub const UNKNOWN_CATEGORY: Code = Code::new(
    Kind::Refused,
    "unknown_category",
    "There is no such category in this shop.",
    "Choose one of the list of categories, or none.",
);

pub const ALL: &[Code] = &[
    SKU_TAKEN,
    BARCODE_TAKEN,
    CATEGORY_TAKEN,
    PRODUCT_CHANGED,
    UNKNOWN_CATEGORY,
];
