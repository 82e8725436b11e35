//! The reasons for which inventory refuses.

use kernel::{Code, Kind};

pub const OUT_OF_STOCK: Code = Code::new(
    Kind::Conflict,
    "out_of_stock",
    "There is not enough of some goods.",
    "Take less of what `shortages` names, or choose something else.",
);
pub const RESERVATION_ENDED: Code = Code::new(
    Kind::Conflict,
    "reservation_ended",
    "This hold has ended: its goods are no longer kept.",
    "Make a new hold if the goods are still wanted.",
);
pub const RESERVATION_OF_ORDER: Code = Code::new(
    Kind::Conflict,
    "reservation_of_order",
    "This hold belongs to a sale and ends with it.",
    "Finish or cancel the sale instead.",
);
pub const RESERVATION_REUSED: Code = Code::new(
    Kind::Refused,
    "reservation_reused",
    "This id already stands for a hold on other goods.",
    "Use a new id for a new hold.",
);
pub const TOO_MANY_HOLDS: Code = Code::new(
    Kind::Refused,
    "too_many_holds",
    "This shop holds as many reservations as it may at once.",
    "Release holds that are no longer needed, or wait until some lapse.",
);
pub const WOULD_GO_NEGATIVE: Code = Code::new(
    Kind::Refused,
    "would_go_negative",
    "This store never counts below zero, and this takes away more than there is.",
    "Count again, and take away no more than `shortages` says there is.",
);
pub const STOCK_DOCUMENT_REUSED: Code = Code::new(
    Kind::Refused,
    "stock_document_reused",
    "This id already stands for another stock document.",
    "Use a new id for a new one.",
);
pub const STOCK_LINE_REUSED: Code = Code::new(
    Kind::Refused,
    "stock_line_reused",
    "A line's id was already used in another stock document.",
    "Use a new id for each new line.",
);
pub const STOCK_LIMIT_REACHED: Code = Code::new(
    Kind::Refused,
    "stock_limit_reached",
    "The record of some goods would become larger than it can be.",
    "Check the quantities.",
);
pub const NO_SUCH_PRODUCT: Code = Code::new(
    Kind::Refused,
    "no_such_product",
    "Some of these products are not in the catalogue.",
    "Correct the lines that `errors` names, or make the products first.",
);
pub const NOT_ENOUGH_DAMAGED: Code = Code::new(
    Kind::Refused,
    "not_enough_damaged",
    "Less of some goods is set aside as damaged than this takes away.",
    "Look at how much is set aside, and take away no more than that.",
);
pub const SAME_LOCATION: Code = Code::new(
    Kind::Refused,
    "same_location",
    "A transfer goes from one location to another.",
    "Choose two different locations.",
);
pub const MORE_THAN_UNDER_WAY: Code = Code::new(
    Kind::Refused,
    "more_than_under_way",
    "Less of some goods is under way with this transfer.",
    "Take no more than `shortages` says is under way; book what came on top of it as a correction.",
);
pub const COUNT_NOT_OPEN: Code = Code::new(
    Kind::Conflict,
    "count_not_open",
    "This count is no longer being taken.",
    "Open it again if it is not approved yet, or begin a new one.",
);
pub const COUNT_NOT_SUBMITTED: Code = Code::new(
    Kind::Conflict,
    "count_not_submitted",
    "Only a count that was submitted and is not decided yet can be approved or opened again.",
    "Look at how the count stands now.",
);
pub const NOT_IN_COUNT: Code = Code::new(
    Kind::Refused,
    "not_in_count",
    "Some of these products are not among those of this count.",
    "Leave out the lines that `errors` names, or begin a count of them.",
);
pub const COUNT_TOO_LARGE: Code = Code::new(
    Kind::Refused,
    "count_too_large",
    "A count has at most 5,000 products.",
    "Count the location in several parts.",
);

pub const ALL: &[Code] = &[
    OUT_OF_STOCK,
    RESERVATION_ENDED,
    RESERVATION_OF_ORDER,
    RESERVATION_REUSED,
    TOO_MANY_HOLDS,
    WOULD_GO_NEGATIVE,
    STOCK_DOCUMENT_REUSED,
    STOCK_LINE_REUSED,
    STOCK_LIMIT_REACHED,
    NO_SUCH_PRODUCT,
    NOT_ENOUGH_DAMAGED,
    SAME_LOCATION,
    MORE_THAN_UNDER_WAY,
    COUNT_NOT_OPEN,
    COUNT_NOT_SUBMITTED,
    NOT_IN_COUNT,
    COUNT_TOO_LARGE,
];
