//! Configuration: built-in defaults, then `novapos.toml`, then `NOVAPOS__SECTION__KEY`. Typed; unknown keys are refused.

use std::path::Path;

use figment::{
    Figment,
    providers::{Env, Format, Serialized, Toml},
};
use serde::{Serialize, de::DeserializeOwned};

/// Reads a configuration over its defaults.
///
/// # Errors
/// A sentence that names the key and where it was set.
pub fn load<T: Serialize + DeserializeOwned + Default>(file: Option<&Path>) -> Result<T, String> {
    let mut figment = Figment::from(Serialized::defaults(T::default()));
    if let Some(path) = file {
        if !path.is_file() {
            return Err(format!("the configuration file {} does not exist", path.display()));
        }
        figment = figment.merge(Toml::file_exact(path));
    }
    figment
        .merge(Env::prefixed("NOVAPOS__").split("__"))
        .extract()
        .map_err(|error| error.into_iter().map(|e| e.to_string()).collect::<Vec<_>>().join("; "))
}
