//! What a change of a product is called, what it tells others, and what of it has to be written.

use contracts::product::{PRODUCT_CREATED, PRODUCT_DEACTIVATED, PRODUCT_PRICE_CHANGED, PRODUCT_UPDATED};

use crate::product::Details;

/// What was done to a product, as its history names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    Created,
    Updated,
    PriceChanged,
    Deactivated,
    Activated,
}

impl Action {
    /// The name in the history's column and answers.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Updated => "updated",
            Self::PriceChanged => "price_changed",
            Self::Deactivated => "deactivated",
            Self::Activated => "activated",
        }
    }

    /// The name in the audit trail.
    #[must_use]
    pub const fn audited(self) -> &'static str {
        match self {
            Self::Created => "product.created",
            Self::Updated => "product.updated",
            Self::PriceChanged => "product.price_changed",
            Self::Deactivated => "product.deactivated",
            Self::Activated => "product.activated",
        }
    }
}

/// A change that was decided on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    pub action: Action,
    /// In the order in which they are told.
    pub events: &'static [&'static str],
    pub price: bool,
    /// Whether a store sells at another price of its own.
    pub own_prices: bool,
    pub barcodes: bool,
    /// Whether it is found by other words, or under other filters.
    pub terms: bool,
    /// How many more products are on sale.
    pub on_sale: i64,
}

impl Change {
    /// What it takes to make a product.
    pub const CREATION: Self = Self {
        action: Action::Created,
        events: &[PRODUCT_CREATED],
        price: true,
        own_prices: false,
        barcodes: true,
        terms: true,
        on_sale: 1,
    };

    /// What it takes to get from one state to the other; nothing when they are the same.
    #[must_use]
    pub fn between(before: &Details, after: &Details) -> Option<Self> {
        let price = before.price != after.price;
        let own_prices = before.own_prices != after.own_prices;
        let other = Details {
            price: before.price,
            own_prices: before.own_prices.clone(),
            ..after.clone()
        } != *before;
        let (action, events): (_, &'static [&'static str]) = match (before.active, after.active) {
            (true, false) => (Action::Deactivated, &[PRODUCT_DEACTIVATED]),
            (false, true) => (Action::Activated, &[PRODUCT_UPDATED]),
            _ => match (other, price || own_prices) {
                (false, false) => return None,
                (true, false) => (Action::Updated, &[PRODUCT_UPDATED]),
                (false, true) => (Action::PriceChanged, &[PRODUCT_PRICE_CHANGED]),
                (true, true) => (Action::Updated, &[PRODUCT_UPDATED, PRODUCT_PRICE_CHANGED]),
            },
        };
        Some(Self {
            action,
            events,
            price,
            own_prices,
            barcodes: before.barcodes != after.barcodes,
            terms: (
                &before.name,
                &before.sku,
                &before.variant,
                before.active,
                before.category_id,
            ) != (&after.name, &after.sku, &after.variant, after.active, after.category_id),
            on_sale: i64::from(after.active) - i64::from(before.active),
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::{
        price,
        product::NewProduct,
        text::{ImageRef, Name},
    };

    fn apple() -> Details {
        let body = json!({"name": "Apple", "sku": "A", "tax_category": "x", "price": {"amount_minor": 100}});
        serde_json::from_value::<NewProduct>(body).unwrap().parse("").unwrap()
    }

    fn told(after: &Details) -> Option<(Action, &'static [&'static str])> {
        Change::between(&apple(), after).map(|change| (change.action, change.events))
    }

    #[test]
    fn each_change_tells_what_it_is() {
        let price = pricing::UnitPrice {
            amount_minor: 90,
            per_milli: 1000,
        };
        let name = Name::stored("Pear".into());
        assert_eq!(told(&apple()), None);
        assert_eq!(
            told(&Details { price, ..apple() }),
            Some((Action::PriceChanged, &[PRODUCT_PRICE_CHANGED][..]))
        );
        assert_eq!(
            told(&Details {
                name: name.clone(),
                ..apple()
            }),
            Some((Action::Updated, &[PRODUCT_UPDATED][..]))
        );
        let own_prices = price::with_own(&[], contracts::ids::StoreId::from_uuid(uuid::Uuid::nil()), Some(price));
        assert_eq!(
            told(&Details { own_prices, ..apple() }),
            Some((Action::PriceChanged, &[PRODUCT_PRICE_CHANGED][..]))
        );
        let both = Details { name, price, ..apple() };
        assert_eq!(
            told(&both),
            Some((Action::Updated, &[PRODUCT_UPDATED, PRODUCT_PRICE_CHANGED][..]))
        );
        assert_eq!(
            told(&Details {
                active: false,
                ..apple()
            }),
            Some((Action::Deactivated, &[PRODUCT_DEACTIVATED][..]))
        );
    }

    #[test]
    fn only_what_changed_is_written() {
        let image = Details {
            image: Some(ImageRef::stored("a.png".into())),
            ..apple()
        };
        let change = Change::between(&apple(), &image).unwrap();
        assert_eq!(
            (change.price, change.barcodes, change.terms, change.on_sale),
            (false, false, false, 0)
        );
        let off = Details {
            active: false,
            ..apple()
        };
        let (away, back) = (
            Change::between(&apple(), &off).unwrap(),
            Change::between(&off, &apple()).unwrap(),
        );
        assert_eq!(
            (away.terms, away.on_sale, back.terms, back.on_sale),
            (true, -1, true, 1)
        );
        assert_eq!((back.action, back.events), (Action::Activated, &[PRODUCT_UPDATED][..]));
    }
}
