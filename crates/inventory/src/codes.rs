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
    "This store never counts below zero, and the correction takes away more than there is.",
    "Count again, and correct by no more than `shortages` says there is.",
);
pub const STOCK_DOCUMENT_REUSED: Code = Code::new(
    Kind::Refused,
    "stock_document_reused",
    "This id already stands for another receipt or correction.",
    "Use a new id for a new one.",
);
pub const STOCK_LINE_REUSED: Code = Code::new(
    Kind::Refused,
    "stock_line_reused",
    "A line's id was already used in another receipt or correction.",
    "Use a new id for each new line.",
);
pub const STOCK_LIMIT_REACHED: Code = Code::new(
    Kind::Refused,
    "stock_limit_reached",
    "The record of some goods would become larger than it can be.",
    "Check the quantities.",
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
];
