//! The error codes of the auth context.

pub use contracts::auth::UNKNOWN_STORE;
use kernel::error::{Code, Kind};

pub const WRONG_CREDENTIALS: Code = Code::new(
    Kind::Unauthenticated,
    "wrong_credentials",
    "The shop code, e-mail address or password is not right.",
    "Check all three and try again.",
);
pub const WRONG_PIN: Code = Code::new(
    Kind::Unauthenticated,
    "wrong_pin",
    "This PIN signs nobody in here.",
    "Try again, or sign in with the password.",
);
pub const PIN_SLEEPS: Code = Code::new(
    Kind::Unauthenticated,
    "pin_sleeps",
    "This PIN sleeps after five wrong tries.",
    "Sign in with the password: that wakes it.",
);
pub const SESSION_ENDED: Code = Code::new(
    Kind::Unauthenticated,
    "session_ended",
    "This sign-in has ended.",
    "Sign in again.",
);
pub const SIGN_UP_CLOSED: Code = Code::new(
    Kind::Forbidden,
    "sign_up_closed",
    "New shops cannot sign up here by themselves.",
    "Ask whoever runs this NovaPOS to open the shop for you.",
);
pub const OWN_ROLES: Code = Code::new(
    Kind::Forbidden,
    "own_roles",
    "Nobody can change their own roles or switch themselves off.",
    "Ask another administrator of this shop.",
);
pub const OWN_PASSWORD: Code = Code::new(
    Kind::Forbidden,
    "own_password",
    "Nobody resets their own password.",
    "Change it with the one that you have, or ask another administrator of this shop.",
);
pub const OWN_PIN: Code = Code::new(
    Kind::Forbidden,
    "own_pin",
    "Nobody takes their own PIN away without their password.",
    "Remove it in your account.",
);
pub const ROLE_ABOVE_OWN: Code = Code::new(
    Kind::Forbidden,
    "role_above_own",
    "You can only manage roles up to your own, in your own stores.",
    "Ask an administrator of the whole shop.",
);
pub const INVITATION_ENDED: Code = Code::new(
    Kind::NotFound,
    "invitation_ended",
    "This invitation does not exist, was used, or is too old.",
    "Ask for a new one.",
);
pub const RESET_ENDED: Code = Code::new(
    Kind::NotFound,
    "reset_ended",
    "This link to a new password does not exist, was used, or is too old.",
    "Ask for a new one.",
);
pub const SHOP_CODE_TAKEN: Code = Code::new(
    Kind::Conflict,
    "shop_code_taken",
    "Another shop has this shop code.",
    "Choose another one.",
);
pub const EMAIL_TAKEN: Code = Code::new(
    Kind::Conflict,
    "email_taken",
    "Somebody in this shop has this e-mail address.",
    "Look for them in the list of users.",
);
pub const LAST_ADMIN: Code = Code::new(
    Kind::Conflict,
    "last_admin",
    "The shop would be left without an administrator.",
    "Make somebody else an administrator for every store first.",
);
pub const NOT_INVITED: Code = Code::new(
    Kind::Conflict,
    "not_invited",
    "This user is not waiting for an invitation.",
    "Look at the user's status.",
);
pub const NOT_ACTIVE: Code = Code::new(
    Kind::Conflict,
    "not_active",
    "This user cannot sign in, so there is no password to reset.",
    "Switch them on first, or send them a new invitation.",
);
pub const STORE_CODE_TAKEN: Code = Code::new(
    Kind::Conflict,
    "store_code_taken",
    "Another store has this code.",
    "Choose another one.",
);
pub const REGISTER_CODE_TAKEN: Code = Code::new(
    Kind::Conflict,
    "register_code_taken",
    "Another register of this store has this code.",
    "Choose another one.",
);
pub const SERIES_TAKEN: Code = Code::new(
    Kind::Conflict,
    "series_taken",
    "The receipt series made of the store's and the register's code belongs to another register.",
    "Choose another code for the register.",
);
pub const CURRENCY_NOT_SUPPORTED: Code = Code::new(
    Kind::Refused,
    "currency_not_supported",
    "This is not a currency that a store can sell in.",
    "Use an ISO 4217 code with 0, 2 or 3 decimal places, such as EUR.",
);
pub const CURRENCY_FIXED: Code = Code::new(
    Kind::Refused,
    "currency_fixed",
    "A store's currency cannot be changed.",
    "Open a new store for another currency.",
);
pub const WRONG_PASSWORD: Code = Code::new(
    Kind::Refused,
    "wrong_password",
    "The current password is not right.",
    "Check it and try again.",
);
pub const WEAK_PASSWORD: Code = Code::new(
    Kind::Refused,
    "weak_password",
    "This password is too easy to guess.",
    "Choose another one: a few unrelated words work well.",
);
pub const WEAK_PIN: Code = Code::new(
    Kind::Refused,
    "weak_pin",
    "This PIN is too easy to guess.",
    "Choose digits that are not all the same and not in their order.",
);
pub const TOO_MANY_STORES: Code = Code::new(
    Kind::Refused,
    "too_many_stores",
    "This shop has as many stores as it can hold.",
    "Ask support to raise the limit.",
);
pub const TOO_MANY_REGISTERS: Code = Code::new(
    Kind::Refused,
    "too_many_registers",
    "This shop has as many registers as it can hold.",
    "Ask support to raise the limit.",
);
pub const TOO_MANY_USERS: Code = Code::new(
    Kind::Refused,
    "too_many_users",
    "This shop has as many users as it can hold.",
    "Ask support to raise the limit.",
);
pub const TOO_MANY_ATTEMPTS: Code = Code::new(
    Kind::TooMany,
    "too_many_attempts",
    "There were too many attempts in a short time.",
    "Wait as long as Retry-After says, then try again.",
);

pub const ALL: &[Code] = &[
    WRONG_CREDENTIALS,
    WRONG_PIN,
    PIN_SLEEPS,
    SESSION_ENDED,
    SIGN_UP_CLOSED,
    OWN_ROLES,
    OWN_PASSWORD,
    OWN_PIN,
    ROLE_ABOVE_OWN,
    INVITATION_ENDED,
    RESET_ENDED,
    SHOP_CODE_TAKEN,
    EMAIL_TAKEN,
    LAST_ADMIN,
    NOT_INVITED,
    NOT_ACTIVE,
    STORE_CODE_TAKEN,
    REGISTER_CODE_TAKEN,
    SERIES_TAKEN,
    CURRENCY_NOT_SUPPORTED,
    CURRENCY_FIXED,
    UNKNOWN_STORE,
    WRONG_PASSWORD,
    WEAK_PASSWORD,
    WEAK_PIN,
    TOO_MANY_STORES,
    TOO_MANY_REGISTERS,
    TOO_MANY_USERS,
    TOO_MANY_ATTEMPTS,
];
