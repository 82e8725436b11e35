//! `novapos doctor`: looks at an installation from the outside in, and says in plain words what is wrong and what to do.

mod background;
mod checkpoints;
mod database;
mod finding;
mod redis;
mod surroundings;
mod vault;

use std::path::Path;

pub use finding::Finding;

use crate::{config::Config, database::Database};

/// Examines everything that can be examined: what depends on something broken is left out.
pub async fn examine(loaded: Result<Config, String>, home: Option<&Path>) -> Vec<Finding> {
    let config = match loaded {
        Ok(config) => config,
        Err(why) => {
            let next = "Correct what it names: the keys are in docs/runbook.md.";
            return vec![Finding::problem(
                format!("The configuration cannot be used: {why}."),
                next,
            )];
        }
    };
    let mut findings = vec![Finding::ok("The configuration can be read.")];
    findings.extend(surroundings::web_apps(&config));
    if let Some(settings) = &config.vault {
        let vault = vault::examine(settings).await;
        let is_needed = vault.is_problem();
        findings.push(vault);
        if is_needed {
            return findings;
        }
    }
    let database = match Database::find(&config, home).await {
        Ok(database) => database,
        Err(cause) => {
            findings.push(Finding::problem(
                format!("{cause:#}"),
                "Nothing else can be examined before that is mended.",
            ));
            return findings;
        }
    };
    findings.extend(database.home.as_deref().map(surroundings::disk));
    findings.push(redis::examine(&config, database.secrets()).await);
    findings.extend(database::examine(&database, &config).await);
    if let Err(cause) = database.close().await {
        findings.push(Finding::problem(format!("{cause:#}"), "Stop it by hand."));
    }
    findings
}
