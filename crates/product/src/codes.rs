//! The error codes of the catalogue.

pub use contracts::auth::UNKNOWN_STORE;
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

pub const FAMILY_TAKEN: Code = Code::new(
    Kind::Conflict,
    "family_taken",
    "There are already products with variants of this name.",
    "Add the variant to those, or choose another name.",
);
pub const VARIANT_TAKEN: Code = Code::new(
    Kind::Conflict,
    "variant_taken",
    "Another product of the family has the same values.",
    "Choose other values, or change the product that has them.",
);
pub const OPTION_VALUE_IN_USE: Code = Code::new(
    Kind::Conflict,
    "option_value_in_use",
    "A product still has a value that would be gone.",
    "Give the product another value first, or take it out of the family.",
);
pub const TOO_MANY_VARIANTS: Code = Code::new(
    Kind::Conflict,
    "too_many_variants",
    "The family has as many products as one may have.",
    "Make a second family for the others.",
);
pub const UNKNOWN_FAMILY: Code = Code::new(
    Kind::Refused,
    "unknown_family",
    "There is no such family of products in this shop.",
    "Choose one of the list, or make it first.",
);
pub const UNKNOWN_OPTION_VALUE: Code = Code::new(
    Kind::Refused,
    "unknown_option_value",
    "The family does not have these values.",
    "Choose one value for each of its options, or add the value to the family first.",
);

pub const PRICE_MOMENT_TAKEN: Code = Code::new(
    Kind::Conflict,
    "price_moment_taken",
    "Another price of this product is scheduled for the same moment.",
    "Cancel that one first, or choose another moment.",
);
pub const TOO_MANY_SCHEDULED_PRICES: Code = Code::new(
    Kind::Refused,
    "too_many_scheduled_prices",
    "As many prices of this product wait for their moment as may.",
    "Cancel one that is not needed, or wait until one holds.",
);
pub const PRICE_PAST_CANCELLING: Code = Code::new(
    Kind::Conflict,
    "price_past_cancelling",
    "The moment of this price has come already.",
    "Change the product's price instead.",
);

pub const BULK_EDIT_REFUSED: Code = Code::new(
    Kind::Refused,
    "bulk_edit_refused",
    "Some of the products cannot be changed so; none was.",
    "Leave out those that are named, or change the price by less.",
);
pub const PICTURE_UNREADABLE: Code = Code::new(
    Kind::Refused,
    "picture_unreadable",
    "The file is no picture that can be shown.",
    "Send a JPEG, PNG or WebP file that opens on your computer.",
);

pub const IMPORT_UNREADABLE: Code = Code::new(
    Kind::Refused,
    "import_unreadable",
    "The file cannot be imported.",
    "Mend the file and send it again under a new id.",
);
pub const IMPORT_ID_REUSED: Code = Code::new(
    Kind::Refused,
    "import_id_reused",
    "There is another file under this id.",
    "Make a new id for a new file.",
);
pub const IMPORT_RESTARTED: Code = Code::new(
    Kind::Conflict,
    "import_restarted",
    "The same import was sent again before this one had arrived.",
    "Ask how the import stands; send the file again if it is not there.",
);
pub const IMPORT_NOT_READ: Code = Code::new(
    Kind::Conflict,
    "import_not_read",
    "This file has not been read to its end yet.",
    "Wait until it is checked, or send it again.",
);

pub const CURSOR_EXPIRED: Code = Code::new(
    Kind::Gone,
    "cursor_expired",
    "The catalogue was rebuilt since this cursor was given out.",
    "Read it from the beginning, beside what you have, and then take the new one.",
);

pub const ALL: &[Code] = &[
    SKU_TAKEN,
    BARCODE_TAKEN,
    CATEGORY_TAKEN,
    PRODUCT_CHANGED,
    UNKNOWN_CATEGORY,
    FAMILY_TAKEN,
    VARIANT_TAKEN,
    OPTION_VALUE_IN_USE,
    TOO_MANY_VARIANTS,
    UNKNOWN_FAMILY,
    UNKNOWN_OPTION_VALUE,
    PRICE_MOMENT_TAKEN,
    TOO_MANY_SCHEDULED_PRICES,
    PRICE_PAST_CANCELLING,
    BULK_EDIT_REFUSED,
    PICTURE_UNREADABLE,
    IMPORT_UNREADABLE,
    IMPORT_ID_REUSED,
    IMPORT_RESTARTED,
    IMPORT_NOT_READ,
    CURSOR_EXPIRED,
];
