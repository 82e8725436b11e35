//! What the audit service hears of every context: the rows of its trail, as kernel's relay gives them out.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A row of a context's trail.
pub const AUDIT_EVENTS: &str = "audit.events";

/// A row of a context's trail; its time and id are the event's own. No personal data, no card data, no secret is in it: people are ids.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditRow {
    /// Who; nil where a service acted by itself.
    pub user_id: Uuid,
    /// The service that asked on the user's behalf, if one did.
    pub via: Option<String>,
    /// `product.updated`.
    pub action: String,
    /// What it was done to.
    pub subject_id: Uuid,
    /// Where, as far as it was in a store.
    pub store_id: Option<Uuid>,
    /// JSON as text, byte for byte as the context wrote it: it is hashed as it is.
    pub before: Option<String>,
    pub after: Option<String>,
    pub reason: Option<String>,
    pub trace_id: String,
}
