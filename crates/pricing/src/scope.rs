//! Where a sale happens, and where a price or a tax rule holds.

use serde::{Deserialize, Serialize};

use crate::key::Key;

/// Where a sale happens. The tenant is that of the snapshot the caller brings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scope {
    /// The store.
    pub store: Key,
    /// The register in it.
    pub register: Key,
}

/// Where a price or a tax rule holds: everywhere, in one store, or at one register.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "TargetText", try_from = "TargetText")]
pub enum Target {
    /// In every store.
    Tenant,
    /// In one store.
    Store {
        /// The store.
        store: Key,
    },
    /// At one register.
    Register {
        /// The register.
        register: Key,
    },
}

impl Target {
    /// How narrow the target is if it covers the scope: 1 tenant, 2 store, 3 register. The narrowest wins.
    pub(crate) fn rank(&self, scope: &Scope) -> Option<u8> {
        match self {
            Self::Tenant => Some(1),
            Self::Store { store } => (*store == scope.store).then_some(2),
            Self::Register { register } => (*register == scope.register).then_some(3),
        }
    }
}

/// `{"type":"store","store":"..."}`: read strictly and without the buffering of a derived tagged enum.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct TargetText {
    r#type: TargetType,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    store: Option<Key>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    register: Option<Key>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum TargetType {
    Tenant,
    Store,
    Register,
}

impl From<Target> for TargetText {
    fn from(target: Target) -> Self {
        match target {
            Target::Tenant => Self {
                r#type: TargetType::Tenant,
                store: None,
                register: None,
            },
            Target::Store { store } => Self {
                r#type: TargetType::Store,
                store: Some(store),
                register: None,
            },
            Target::Register { register } => Self {
                r#type: TargetType::Register,
                store: None,
                register: Some(register),
            },
        }
    }
}

impl TryFrom<TargetText> for Target {
    type Error = &'static str;

    fn try_from(text: TargetText) -> Result<Self, Self::Error> {
        match (text.r#type, text.store, text.register) {
            (TargetType::Tenant, None, None) => Ok(Self::Tenant),
            (TargetType::Store, Some(store), None) => Ok(Self::Store { store }),
            (TargetType::Register, None, Some(register)) => Ok(Self::Register { register }),
            _ => Err("a target is a tenant, a store with its `store`, or a register with its `register`"),
        }
    }
}
