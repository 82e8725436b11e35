//! The error codes of the shared mechanism.

use crate::error::{Code, Kind};

pub const INVALID_BODY: Code = Code::new(
    Kind::Invalid,
    "invalid_body",
    "The request's body is not what this operation takes.",
    "Correct the fields named in `errors` and send it again.",
);
pub const INVALID_QUERY: Code = Code::new(
    Kind::Invalid,
    "invalid_query",
    "The request's query is not what this operation takes.",
    "Correct the parameter named in `errors` and send it again.",
);
pub const INVALID_PATH: Code = Code::new(
    Kind::Invalid,
    "invalid_path",
    "An id in the address is not a UUID.",
    "Check the link.",
);
pub const INVALID_CURSOR: Code = Code::new(
    Kind::Invalid,
    "invalid_cursor",
    "This cursor was not made by this list.",
    "Start again without a cursor.",
);
pub const INVALID_HEADER: Code = Code::new(
    Kind::Invalid,
    "invalid_header",
    "A header is missing or malformed.",
    "Correct the header that is named here and send it again.",
);
pub const IDEMPOTENCY_KEY_MISSING: Code = Code::new(
    Kind::Invalid,
    "idempotency_key_missing",
    "This operation needs an Idempotency-Key header of 1 to 200 visible characters.",
    "Send one, and send the same one when you retry.",
);
pub const UNAUTHENTICATED: Code = Code::new(
    Kind::Unauthenticated,
    "unauthenticated",
    "The access token is missing, wrong or expired.",
    "Sign in again.",
);
pub const FORBIDDEN: Code = Code::new(
    Kind::Forbidden,
    "forbidden",
    "Your role does not allow this.",
    "Ask a manager of this shop.",
);
pub const TENANT_MISMATCH: Code = Code::new(
    Kind::Forbidden,
    "tenant_mismatch",
    "The X-Tenant-ID header is not the tenant of this token.",
    "Send the id of the shop that you are signed in to.",
);
pub const SERVICES_ONLY: Code = Code::new(
    Kind::Forbidden,
    "services_only",
    "This address is for services, not for people.",
    "Use the public operation instead.",
);
pub const NOT_FOUND: Code = Code::new(
    Kind::NotFound,
    "not_found",
    "There is nothing here under this id.",
    "Check the id or the address.",
);
pub const METHOD_NOT_ALLOWED: Code = Code::new(
    Kind::MethodNotAllowed,
    "method_not_allowed",
    "This address does not take this method.",
    "See the API's documentation.",
);
pub const BODY_TIMEOUT: Code = Code::new(
    Kind::Timeout,
    "body_timeout",
    "The request's body did not arrive in time.",
    "Check the network and send it again.",
);
pub const REQUEST_IN_PROGRESS: Code = Code::new(
    Kind::Conflict,
    "request_in_progress",
    "The same request is still running.",
    "Wait a second and send it again.",
);
pub const BODY_TOO_LARGE: Code = Code::new(
    Kind::TooLarge,
    "body_too_large",
    "The request's body is larger than this operation takes.",
    "Send less at once.",
);
pub const UNSUPPORTED_MEDIA_TYPE: Code = Code::new(
    Kind::UnsupportedMediaType,
    "unsupported_media_type",
    "The request's body must be JSON.",
    "Send Content-Type: application/json.",
);
pub const IDEMPOTENCY_KEY_REUSED: Code = Code::new(
    Kind::Refused,
    "idempotency_key_reused",
    "This Idempotency-Key was used for another request.",
    "Use a new key for a new request.",
);
pub const TOO_MANY_REQUESTS: Code = Code::new(
    Kind::TooMany,
    "too_many_requests",
    "More was asked in a short time than is allowed.",
    "Wait as long as Retry-After says, then try again; nothing was changed.",
);
pub const INTERNAL: Code = Code::new(
    Kind::Internal,
    "internal",
    "Something went wrong on our side; nothing was changed.",
    "Try again, and give support the trace id if it stays.",
);
pub const BUSY: Code = Code::new(
    Kind::Unavailable,
    "busy",
    "The service is busy.",
    "Try again in a moment; nothing was changed.",
);
pub const DATABASE_UNAVAILABLE: Code = Code::new(
    Kind::Unavailable,
    "database_unavailable",
    "The database cannot be reached.",
    "Try again in a moment; retries are safe.",
);
pub const PEER_UNAVAILABLE: Code = Code::new(
    Kind::Unavailable,
    "peer_unavailable",
    "A service that this one needs cannot be reached.",
    "Try again in a moment; retries are safe.",
);
pub const SECRETS_UNAVAILABLE: Code = Code::new(
    Kind::Unavailable,
    "secrets_unavailable",
    "The place where passwords and keys of this NovaPOS are kept does not give them out.",
    "Try again in a moment; whoever runs this NovaPOS looks at Vault (`novapos doctor`).",
);
pub const STOPPING: Code = Code::new(
    Kind::Unavailable,
    "stopping",
    "The service is stopping.",
    "Try again in a moment; retries are safe.",
);

pub const ALL: &[Code] = &[
    INVALID_BODY,
    INVALID_QUERY,
    INVALID_PATH,
    INVALID_CURSOR,
    INVALID_HEADER,
    IDEMPOTENCY_KEY_MISSING,
    UNAUTHENTICATED,
    FORBIDDEN,
    TENANT_MISMATCH,
    SERVICES_ONLY,
    NOT_FOUND,
    METHOD_NOT_ALLOWED,
    BODY_TIMEOUT,
    REQUEST_IN_PROGRESS,
    BODY_TOO_LARGE,
    UNSUPPORTED_MEDIA_TYPE,
    IDEMPOTENCY_KEY_REUSED,
    TOO_MANY_REQUESTS,
    INTERNAL,
    BUSY,
    DATABASE_UNAVAILABLE,
    PEER_UNAVAILABLE,
    SECRETS_UNAVAILABLE,
    STOPPING,
];
