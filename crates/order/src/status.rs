//! The states of an order and the only ways between them.

/// Where an order stands. Refunds and returns are documents of their own and change nothing here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Put aside, not sold.
    Parked,
    /// Waiting for a payment to be confirmed.
    Pending,
    /// Sold and paid.
    Completed,
    /// Cancelled on its business day; its number stays.
    Voided,
    /// Its payment failed.
    Failed,
}

/// What can happen to an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transition {
    /// A parked cart is recalled and waits for its payment.
    Submit,
    /// It is paid in full.
    Complete,
    /// Its payment is refused or runs out.
    Fail,
    /// It is cancelled.
    Void,
}

impl Status {
    pub const ALL: &[Self] = &[Self::Parked, Self::Pending, Self::Completed, Self::Voided, Self::Failed];

    /// The name in columns and JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Parked => "parked",
            Self::Pending => "pending",
            Self::Completed => "completed",
            Self::Voided => "voided",
            Self::Failed => "failed",
        }
    }

    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|status| status.name() == name)
    }

    /// Where the transition leads; `None` when there is no such way (invariant I5).
    #[must_use]
    pub const fn after(self, transition: Transition) -> Option<Self> {
        match (self, transition) {
            (Self::Parked, Transition::Submit) => Some(Self::Pending),
            (Self::Parked | Self::Pending, Transition::Complete) => Some(Self::Completed),
            (Self::Pending, Transition::Fail) => Some(Self::Failed),
            (Self::Parked | Self::Pending | Self::Completed, Transition::Void) => Some(Self::Voided),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Status::*, Transition::*, *};

    #[test]
    fn the_graph_has_these_edges_and_no_other() {
        let edges = [
            (Parked, Submit, Pending),
            (Parked, Complete, Completed),
            (Parked, Void, Voided),
            (Pending, Complete, Completed),
            (Pending, Fail, Failed),
            (Pending, Void, Voided),
            (Completed, Void, Voided),
        ];
        for status in Status::ALL {
            for transition in [Submit, Complete, Fail, Void] {
                let wanted = edges
                    .iter()
                    .find(|(from, by, _)| from == status && *by == transition)
                    .map(|(_, _, to)| *to);
                assert_eq!(status.after(transition), wanted, "{status:?} {transition:?}");
            }
        }
    }

    #[test]
    fn final_states_have_no_way_out() {
        for status in [Voided, Failed] {
            assert!(
                [Submit, Complete, Fail, Void]
                    .into_iter()
                    .all(|t| status.after(t).is_none())
            );
        }
    }

    #[test]
    fn names_are_read_back() {
        assert!(
            Status::ALL
                .iter()
                .all(|status| Status::named(status.name()) == Some(*status))
        );
    }
}
