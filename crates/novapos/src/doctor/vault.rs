//! Vault: whether it answers, and how long it lets us in.

use kernel::{
    Clock, Entropy,
    vault::{Standing, Vault, VaultSettings},
};

use super::Finding;

/// A token that nobody can renew is a problem when it ends within a day.
const UNRENEWABLE_S_MIN: u32 = 86_400;

pub async fn examine(settings: &VaultSettings) -> Finding {
    let vault = match Vault::open(settings.clone(), Clock::system(), Entropy::system()) {
        Ok(vault) => vault,
        Err(why) => return Finding::problem(format!("{why}."), "Correct it: the keys are in docs/runbook.md."),
    };
    let address = vault.address();
    match vault.standing().await {
        Err(why) => Finding::problem(
            format!("Vault at {address} cannot be used: {why}."),
            "Start or unseal it, or correct vault.address, vault.login and the role's policies.",
        ),
        Ok(standing) => found(address, settings, standing),
    }
}

fn found(address: &str, settings: &VaultSettings, standing: Standing) -> Finding {
    let Some(seconds) = standing.good_for_s else {
        return Finding::ok(format!("Vault at {address} answers; the token has no end."));
    };
    let what = format!("Vault at {address} answers; the token is good for {seconds} s.");
    let is_ours_to_renew = standing.is_renewable || !matches!(settings.login, kernel::vault::Login::Token(_));
    Finding::when(
        is_ours_to_renew || seconds >= UNRENEWABLE_S_MIN,
        what,
        "It cannot be renewed: put a new token in its place, or sign in by a role.",
    )
}
