//! What `verify` found, as a table for people and an exit code for machines.

use std::fmt;

use uuid::Uuid;

/// As many rows of what is broken are shown.
pub const SHOWN_MAX: usize = 5;

/// A row that breaks an invariant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breach {
    /// Whose it is; none where the fault is the database's own.
    pub tenant: Option<Uuid>,
    pub what: String,
}

/// How an invariant stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    Ok,
    Violated(Vec<Breach>),
    NotYet(&'static str),
    Tests(&'static str),
}

/// One invariant and how it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    pub number: u8,
    pub what: &'static str,
    pub state: State,
}

/// All of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    pub outcomes: Vec<Outcome>,
}

impl Report {
    /// Whether nothing is broken.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.violated().is_empty()
    }

    /// The numbers of those that are broken.
    #[must_use]
    pub fn violated(&self) -> Vec<u8> {
        let broken = self
            .outcomes
            .iter()
            .filter(|outcome| matches!(outcome.state, State::Violated(_)));
        broken.map(|outcome| outcome.number).collect()
    }

    fn count(&self, is: impl Fn(&State) -> bool) -> usize {
        self.outcomes.iter().filter(|outcome| is(&outcome.state)).count()
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (state, more) = match &self.state {
            State::Ok => ("ok", String::new()),
            State::Violated(_) => ("VIOLATED", String::new()),
            State::NotYet(missing) => ("not yet", format!(" (not built: {missing})")),
            State::Tests(which) => ("proved by tests", format!(" ({which})")),
        };
        writeln!(f, "{:<4} {state:<16} {}{more}", format!("I{}", self.number), self.what)?;
        let State::Violated(breaches) = &self.state else {
            return Ok(());
        };
        for breach in breaches.iter().take(SHOWN_MAX) {
            match breach.tenant {
                Some(tenant) => writeln!(f, "       tenant {tenant}: {}", breach.what)?,
                None => writeln!(f, "       {}", breach.what)?,
            }
        }
        if breaches.len() > SHOWN_MAX {
            writeln!(f, "       and more")?;
        }
        Ok(())
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for outcome in &self.outcomes {
            outcome.fmt(f)?;
        }
        writeln!(
            f,
            "{} ok, {} violated, {} not yet, {} proved by tests alone.",
            self.count(|state| *state == State::Ok),
            self.violated().len(),
            self.count(|state| matches!(state, State::NotYet(_))),
            self.count(|state| matches!(state, State::Tests(_))),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_broken_is_named_and_the_rest_is_counted() {
        let breach = |n: usize| Breach {
            tenant: None,
            what: format!("row {n}"),
        };
        let report = Report {
            outcomes: vec![
                Outcome {
                    number: 1,
                    what: "it balances",
                    state: State::Ok,
                },
                Outcome {
                    number: 2,
                    what: "it adds up",
                    state: State::Violated((1..=6).map(breach).collect()),
                },
                Outcome {
                    number: 4,
                    what: "no refund twice",
                    state: State::NotYet("refunds"),
                },
                Outcome {
                    number: 15,
                    what: "it is there",
                    state: State::Tests("fault tests"),
                },
            ],
        };
        assert_eq!(report.violated(), [2]);
        assert!(!report.holds());
        let text = report.to_string();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[0], "I1   ok               it balances");
        assert_eq!(lines[1], "I2   VIOLATED         it adds up");
        assert_eq!(lines[6..8], ["       row 5", "       and more"]);
        assert_eq!(lines[8], "I4   not yet          no refund twice (not built: refunds)");
        assert_eq!(lines[10], "1 ok, 1 violated, 1 not yet, 1 proved by tests alone.");
    }
}
