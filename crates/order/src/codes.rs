//! The error codes of the order context.

use kernel::error::{Code, Kind};

pub const UNKNOWN_PRODUCT: Code = Code::new(
    Kind::Refused,
    "unknown_product",
    "Some goods in the cart are not in the catalogue.",
    "Remove the lines named in `errors`, or update the till's catalogue.",
);
pub const NO_TAX_RULE: Code = Code::new(
    Kind::Refused,
    "no_tax_rule",
    "There is no tax rule for some goods in the cart.",
    "Ask the owner to add one for their tax category.",
);
pub const CART_REFUSED: Code = Code::new(
    Kind::Refused,
    "cart_refused",
    "The cart cannot be priced.",
    "Correct it and try again.",
);
pub const REASON_REFUSED: Code = Code::new(
    Kind::Refused,
    "reason_refused",
    "This is no reason that somebody can read later.",
    "Say in 3 to 200 characters why.",
);
pub const OVER_DISCOUNT_LIMIT: Code = Code::new(
    Kind::Forbidden,
    "over_discount_limit",
    "This takes off more than your role may.",
    "Take off less (at most `limit_micro` millionths), or let a manager do it.",
);
pub const DISCOUNT_SETTINGS_REFUSED: Code = Code::new(
    Kind::Refused,
    "discount_settings_refused",
    "These limits or reasons cannot be used.",
    "Correct the fields named in `errors`.",
);
pub const TOO_MANY_PARKED: Code = Code::new(
    Kind::Conflict,
    "too_many_parked",
    "As many sales wait in this store as can.",
    "Take up one that waits first.",
);
pub const ALREADY_RECALLED: Code = Code::new(
    Kind::Conflict,
    "already_recalled",
    "Somebody has taken this sale up.",
    "Ask at the other registers.",
);
pub const MAIL_NOT_CONFIGURED: Code = Code::new(
    Kind::Conflict,
    "mail_not_configured",
    "Receipts cannot be sent by e-mail here yet.",
    "Print it, or ask whoever runs this NovaPOS to name a mail server.",
);
pub const MAIL_NOT_SENT: Code = Code::new(
    Kind::Unavailable,
    "mail_not_sent",
    "The mail server did not take the receipt.",
    "Try again in a minute, or print it.",
);
pub const ADDRESS_REFUSED: Code = Code::new(
    Kind::Refused,
    "address_refused",
    "This is no e-mail address.",
    "Correct it and try again.",
);
pub const RECEIPT_SENT_OFTEN: Code = Code::new(
    Kind::Conflict,
    "receipt_sent_often",
    "This receipt went out as often as it can.",
    "Send it another way, or show it on the screen.",
);
pub const PRINTER_NOT_CONFIGURED: Code = Code::new(
    Kind::Conflict,
    "printer_not_configured",
    "This register has no receipt printer.",
    "Print it from the browser, or start NovaPOS with `novapos up --printer`.",
);
pub const PRINTER_NOT_REACHED: Code = Code::new(
    Kind::Unavailable,
    "printer_not_reached",
    "The receipt printer did not answer.",
    "Look whether it is on, closed and has paper; then print again.",
);
pub const QUOTE_CHANGED: Code = Code::new(
    Kind::Conflict,
    "quote_changed",
    "The price changed since the till read it.",
    "Show the customer the new total in `quote` and pay that.",
);
pub const RECEIPT_NUMBER_TAKEN: Code = Code::new(
    Kind::Conflict,
    "receipt_number_taken",
    "This is not the register's next receipt number.",
    "Send the same sale with `next_receipt_number`.",
);
pub const ORDER_ID_REUSED: Code = Code::new(
    Kind::Refused,
    "order_id_reused",
    "There is another sale under this id.",
    "Make a new id for a new sale.",
);
pub const LINE_ID_REUSED: Code = Code::new(
    Kind::Refused,
    "line_id_reused",
    "A line of the cart has the id of a line that was sold before.",
    "Make a new id for each line.",
);
pub const TENDER_NOT_SUPPORTED: Code = Code::new(
    Kind::Refused,
    "tender_not_supported",
    "Only cash is taken for now.",
    "Ask the customer to pay in cash.",
);
pub const NOT_ENOUGH_PAID: Code = Code::new(
    Kind::Refused,
    "not_enough_paid",
    "The amount handed over does not cover the total.",
    "Take the rest from the customer and try again.",
);
pub const REGISTER_CLOSED: Code = Code::new(
    Kind::Conflict,
    "register_closed",
    "This register or its store is switched off.",
    "Choose another register, or ask the owner to switch it on.",
);
pub const NOT_VOIDABLE: Code = Code::new(
    Kind::Conflict,
    "not_voidable",
    "This sale cannot be voided as it stands.",
    "Look at its status: a voided sale stays voided.",
);
pub const OTHER_BUSINESS_DAY: Code = Code::new(
    Kind::Conflict,
    "other_business_day",
    "A sale can be voided on its own business day only.",
    "Refund it instead.",
);
pub const TAX_RULE_EXISTS: Code = Code::new(
    Kind::Conflict,
    "tax_rule_exists",
    "There is already a rule for this category that starts on the same day.",
    "Choose another start date.",
);
pub const TAX_RULE_REFUSED: Code = Code::new(
    Kind::Refused,
    "tax_rule_refused",
    "This tax rule cannot be used.",
    "Correct the fields named in `errors`.",
);
pub const TOO_MANY_TAX_RULES: Code = Code::new(
    Kind::Refused,
    "too_many_tax_rules",
    "This shop has as many tax rules as it can hold.",
    "Ask support to remove rules that have ended.",
);
pub const SETUP_INCOMPLETE: Code = Code::new(
    Kind::Conflict,
    "setup_incomplete",
    "This store cannot sell yet: its time zone or currency is not usable.",
    "Ask the owner to correct the store's settings.",
);

pub const SESSION_NEEDED: Code = Code::new(
    Kind::Conflict,
    "session_needed",
    "This shop sells only from an open drawer.",
    "Open a session at this register first.",
);
pub const UNKNOWN_SESSION: Code = Code::new(
    Kind::Refused,
    "unknown_session",
    "There is no such session at this register for you.",
    "Open a session at this register, or take over the one that is open.",
);
pub const DRAWER_OPEN: Code = Code::new(
    Kind::Conflict,
    "drawer_open",
    "This drawer is already in use.",
    "Continue with the session in `session_id`, or close it first.",
);
pub const SESSION_NOT_OPEN: Code = Code::new(
    Kind::Conflict,
    "session_not_open",
    "This session is being counted or is closed.",
    "Open a new session.",
);
pub const NOT_COUNTED: Code = Code::new(
    Kind::Conflict,
    "not_counted",
    "The drawer was not counted yet.",
    "Count it, then close.",
);
pub const COUNTED_TWICE: Code = Code::new(
    Kind::Conflict,
    "counted_twice",
    "The drawer was counted and recounted.",
    "Close it with the last count.",
);
pub const COUNT_REFUSED: Code = Code::new(
    Kind::Refused,
    "count_refused",
    "This is no count of a drawer.",
    "Give each coin and note once, with how many there are.",
);
pub const APPROVAL_NEEDED: Code = Code::new(
    Kind::Conflict,
    "approval_needed",
    "More is over or short than may be closed without approval.",
    "Recount, or let a manager who did not count close it.",
);
pub const MOVEMENT_REFUSED: Code = Code::new(
    Kind::Refused,
    "movement_refused",
    "This is no movement of cash.",
    "Correct the fields named in `errors`.",
);
pub const ID_REUSED: Code = Code::new(
    Kind::Refused,
    "id_reused",
    "There is something else under this id.",
    "Make a new id for a new thing.",
);

pub const ALL: &[Code] = &[
    UNKNOWN_PRODUCT,
    NO_TAX_RULE,
    CART_REFUSED,
    REASON_REFUSED,
    OVER_DISCOUNT_LIMIT,
    DISCOUNT_SETTINGS_REFUSED,
    TOO_MANY_PARKED,
    ALREADY_RECALLED,
    MAIL_NOT_CONFIGURED,
    MAIL_NOT_SENT,
    ADDRESS_REFUSED,
    RECEIPT_SENT_OFTEN,
    PRINTER_NOT_CONFIGURED,
    PRINTER_NOT_REACHED,
    QUOTE_CHANGED,
    RECEIPT_NUMBER_TAKEN,
    ORDER_ID_REUSED,
    LINE_ID_REUSED,
    TENDER_NOT_SUPPORTED,
    NOT_ENOUGH_PAID,
    REGISTER_CLOSED,
    NOT_VOIDABLE,
    OTHER_BUSINESS_DAY,
    TAX_RULE_EXISTS,
    TAX_RULE_REFUSED,
    TOO_MANY_TAX_RULES,
    SETUP_INCOMPLETE,
    SESSION_NEEDED,
    UNKNOWN_SESSION,
    DRAWER_OPEN,
    SESSION_NOT_OPEN,
    NOT_COUNTED,
    COUNTED_TWICE,
    COUNT_REFUSED,
    APPROVAL_NEEDED,
    MOVEMENT_REFUSED,
    ID_REUSED,
];
