//! The two logs of a context: what happened, for other contexts; and who did it, for the audit service (docs/adr/0013).
//!
//! Both are tables whose rows are written in the transaction of what they tell of and get their positions from the relay. Everything about them
//! that is not written here is the same.

use super::Consumer;

/// One of a context's logs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Log {
    /// What happened: `outbox`.
    Outbox,
    /// Who did what: `audit_event`.
    Audit,
}

impl Log {
    pub const ALL: [Self; 2] = [Self::Outbox, Self::Audit];

    /// The name in metrics.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Outbox => "outbox",
            Self::Audit => "audit",
        }
    }

    /// The log's name in cursors and topics: `order`, `order.audit`.
    #[must_use]
    pub fn of(self, context: crate::Context) -> String {
        match self {
            Self::Outbox => context.name.to_owned(),
            Self::Audit => format!("{}.audit", context.name),
        }
    }

    /// The kind of the database role that reads it and nothing else.
    pub(super) const fn reader(self) -> &'static str {
        match self {
            Self::Outbox => "log",
            Self::Audit => "trail",
        }
    }

    /// The table of its rows.
    pub(super) const fn table(self) -> &'static str {
        match self {
            Self::Outbox => "outbox",
            Self::Audit => "audit_event",
        }
    }

    /// The table with the last position that was given out.
    pub(super) const fn head(self) -> &'static str {
        match self {
            Self::Outbox => "outbox_head",
            Self::Audit => "audit_head",
        }
    }

    /// What a row is as an event: columns for [`super::relay::event_of`]. A row of the trail is the first and last event of what it is
    /// about: it follows nothing and nothing follows it.
    pub(super) fn columns(self) -> String {
        match self {
            Self::Outbox => "tenant_id, id, position, type, aggregate_id, aggregate_version, at, trace_parent, data".to_owned(),
            Self::Audit => format!(
                "tenant_id, id, position, '{name}.events'::text AS type, subject_id AS aggregate_id, 1 AS aggregate_version, at, NULL::text AS trace_parent,
                 json_build_object('user_id', user_id, 'via', via, 'action', action, 'subject_id', subject_id, 'store_id', store_id,
                     'before', before, 'after', after, 'reason', reason, 'trace_id', trace_id)::text AS data",
                name = self.name()
            ),
        }
    }
}

impl Consumer {
    /// The log that it reads, as cursors and dead letters name it.
    #[must_use]
    pub fn source_log(&self) -> String {
        self.log.of(self.source)
    }
}
