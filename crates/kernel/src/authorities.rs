//! Authorities of our own: a PEM file names those that a client trusts, and then it trusts no others.

use std::path::Path;

/// The authorities of a file; `key` is where the configuration names it.
///
/// # Errors
/// A sentence that names key and file.
pub fn read(file: &Path, key: &str) -> Result<Vec<reqwest::Certificate>, String> {
    let authorities = std::fs::read(file)
        .ok()
        .and_then(|pem| reqwest::Certificate::from_pem_bundle(&pem).ok());
    authorities
        .filter(|authorities| !authorities.is_empty())
        .ok_or_else(|| format!("{key}: {} is not a readable PEM file", file.display()))
}
