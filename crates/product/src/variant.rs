//! A product's place in a family, as it is asked for.

use contracts::{ids::FamilyId, product::Variant};
use kernel::{Result, TenantTx};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    codes::{TOO_MANY_VARIANTS, UNKNOWN_FAMILY, UNKNOWN_OPTION_VALUE},
    family::VARIANTS_MAX,
    store,
};

/// The family that a product is to be of, and its values there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VariantOf {
    pub family_id: FamilyId,
    /// One for each of the family's options, in their order.
    #[schema(example = json!(["M"]), min_items = 1, max_items = 3)]
    pub values: Vec<String>,
}

/// What the product is in the family. The catalogue's head is locked until the transaction ends: a family changes only behind it.
///
/// # Errors
/// 422 `unknown_family`, `unknown_option_value`; 409 `too_many_variants`.
pub(crate) async fn placed(
    tx: &mut TenantTx<'_>,
    before: Option<&Variant>,
    wanted: Option<VariantOf>,
) -> Result<Option<Variant>> {
    let Some(wanted) = wanted else { return Ok(None) };
    store::head::lock(tx).await?;
    let family = store::family::find(tx, wanted.family_id)
        .await?
        .ok_or_else(|| UNKNOWN_FAMILY.error())?;
    let variant = family
        .variant(&wanted.values)
        .map_err(|fault| UNKNOWN_OPTION_VALUE.because(format!("{}.", fault.detail)))?;
    let joins = before.is_none_or(|before| before.family_id != variant.family_id);
    if joins && store::family::members(tx, family.id).await?.len() >= VARIANTS_MAX {
        return Err(TOO_MANY_VARIANTS.error());
    }
    Ok(Some(variant))
}
