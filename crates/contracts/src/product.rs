//! The catalogue as others see it: the change feed, and the events.

use kernel::{Caller, Result, page::Page, peer::Peer};
use pricing::PriceEntry;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::ids::{CategoryId, FamilyId, ProductId};

pub const PRODUCT_CREATED: &str = "product.created";
pub const PRODUCT_UPDATED: &str = "product.updated";
pub const PRODUCT_DEACTIVATED: &str = "product.deactivated";
pub const PRODUCT_PRICE_CHANGED: &str = "product.price_changed";
pub const PRODUCT_IMPORTED: &str = "product.imported";

/// What one of a product is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    Piece,
    Kilogram,
    Litre,
    Metre,
}

impl Unit {
    pub const ALL: &[Self] = &[Self::Piece, Self::Kilogram, Self::Litre, Self::Metre];

    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Piece => "piece",
            Self::Kilogram => "kilogram",
            Self::Litre => "litre",
            Self::Metre => "metre",
        }
    }

    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|unit| unit.name() == name)
    }
}

/// A product as tills and the price book need it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CatalogItem {
    pub id: ProductId,
    /// The tenant's revision at which this product last changed.
    pub rev: i64,
    pub name: String,
    pub sku: String,
    pub barcodes: Vec<String>,
    pub category_id: Option<CategoryId>,
    pub tax_category: String,
    pub unit: Unit,
    pub image: Option<String>,
    /// Where it is one of several that differ in size, colour and the like.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variant: Option<Variant>,
    #[schema(value_type = Vec<PriceEntryShape>)]
    pub prices: Vec<PriceEntry>,
}

/// What a product is among those of its family, which differ in size, colour and the like only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Variant {
    pub family_id: FamilyId,
    /// The family's name.
    pub family: String,
    /// All products of a family have the same options in the same order: 1 to 3.
    pub options: Vec<VariantOption>,
}

/// One of the things in which products of a family differ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct VariantOption {
    #[schema(example = "Size")]
    pub name: String,
    #[schema(example = "M")]
    pub value: String,
    /// The value's place among those of the option, from 0.
    pub position: i32,
}

/// The shape of a price in documents: see docs/pricing.md.
#[derive(ToSchema)]
#[schema(as = PriceEntry)]
pub struct PriceEntryShape {
    pub target: TargetShape,
    /// Unix milliseconds; null = always.
    pub from: Option<i64>,
    pub until: Option<i64>,
    pub amount_minor: i64,
    pub per_milli: i64,
}

/// Whom a price or tax rule is for.
#[derive(ToSchema)]
#[schema(as = Target)]
#[serde(tag = "type", rename_all = "snake_case")]
#[derive(Serialize)]
pub enum TargetShape {
    Tenant,
    Store { store: Uuid },
    Register { register: Uuid },
}

/// A page of changes since a cursor.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct CatalogChanges {
    pub items: Vec<CatalogItem>,
    /// Products that are no longer sold.
    pub deleted: Vec<ProductId>,
    /// Send it next time, whether or not there is more now.
    pub next_cursor: String,
    pub has_more: bool,
    /// When it differs from the last one, forget everything and start without a cursor.
    pub epoch: String,
    /// The revision that this page brings the reader to.
    pub rev: i64,
    /// How many products are on sale in all.
    pub total: i64,
}

/// `product.created`, `product.updated`, `product.deactivated` and `product.price_changed` carry the product as it is now.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ProductChanged {
    pub rev: i64,
    pub active: bool,
    pub item: CatalogItem,
}

/// What `product.imported` says: many products were made at once, and whoever follows the catalogue reads them from
/// the feed, from `from_rev` to `to_rev`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductsImported {
    pub from_rev: i64,
    pub to_rev: i64,
    pub rows: i64,
}

/// A product as other contexts' lists and files name it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ProductLabel {
    pub id: ProductId,
    pub name: String,
    pub sku: String,
    pub unit: Unit,
    /// Whether it is on sale.
    pub active: bool,
}

/// Asks for the labels of products.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LabelsOf {
    /// At most 1,000.
    pub ids: Vec<ProductId>,
}

impl LabelsOf {
    pub const IDS_MAX: usize = 1000;
}

/// The labels of those that the tenant has, on sale or not; the others are left out.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ProductLabels {
    pub items: Vec<ProductLabel>,
}

/// Reads the catalogue.
#[derive(Clone)]
pub struct ProductClient {
    pub peer: Peer,
}

impl ProductClient {
    /// The changes after `cursor`, at most `limit` (1..=5000).
    ///
    /// # Errors
    /// Those of `GET /catalog/changes`; 503 when product does not answer.
    pub async fn changes(&self, caller: &Caller, cursor: Option<&str>, limit: u32) -> Result<CatalogChanges> {
        let path = match cursor {
            Some(cursor) => format!("/catalog/changes?limit={limit}&cursor={cursor}"),
            None => format!("/catalog/changes?limit={limit}"),
        };
        self.peer.get(Some(caller), &path).await
    }
    /// What these products are called; those that the tenant does not have are left out.
    ///
    /// # Errors
    /// 503 when product does not answer.
    pub async fn labels(&self, caller: &Caller, ids: &[ProductId]) -> Result<Vec<ProductLabel>> {
        let mut items = Vec::with_capacity(ids.len());
        for piece in ids.chunks(LabelsOf::IDS_MAX) {
            let wanted = LabelsOf { ids: piece.to_vec() };
            let found: ProductLabels = self
                .peer
                .post(Some(caller), "/internal/products/labels", &wanted)
                .await?;
            items.extend(found.items);
        }
        Ok(items)
    }

    /// A page of the catalogue by name, from its end where it is `falling`, or of what `query` finds, the best first.
    ///
    /// # Errors
    /// Those of `GET /products`; 503 when product does not answer.
    pub async fn list(
        &self,
        caller: &Caller,
        query: Option<&str>,
        falling: bool,
        limit: u32,
        cursor: Option<&str>,
    ) -> Result<Page<ProductLabel>> {
        let mut path = format!("/products?limit={limit}");
        for (name, value) in [
            ("query", query),
            ("sort", falling.then_some("-name")),
            ("cursor", cursor),
        ] {
            if let Some(value) = value {
                path = format!("{path}&{name}={}", escaped(value));
            }
        }
        self.peer.get(Some(caller), &path).await
    }
}

/// Text as it stands in a query: every byte that could mean something else there is written as its number.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.') {
            escaped.push(char::from(byte));
        } else {
            escaped.push_str(&format!("%{byte:02X}"));
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_in_a_query_means_itself() {
        assert_eq!(escaped("Crème & 50% =x"), "Cr%C3%A8me%20%26%2050%25%20%3Dx");
        assert_eq!(escaped("AB-1_2.c"), "AB-1_2.c");
    }
}
