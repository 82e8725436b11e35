//! Sales and revenue of each store, for whoever watches the system: no more exact than a process's memory, and never what a shop is paid by.

use std::{
    collections::HashSet,
    sync::{LazyLock, Mutex, PoisonError},
};

use contracts::ids::StoreId;
use kernel::{Caller, id::TenantId};

use crate::checkout::Sale;

/// Stores that a process counts apart; what others sell is counted together, so that the number of series has a bound.
const STORES_MAX: usize = 2000;
const OTHERS: &str = "other";

static STORES: LazyLock<Mutex<HashSet<StoreId>>> = LazyLock::new(Mutex::default);

/// What is counted of a sale once it is written.
pub(crate) struct Counted {
    tenant: TenantId,
    store: StoreId,
    currency: String,
    total_minor: i64,
}

impl Counted {
    pub(crate) fn of(caller: &Caller, sale: &Sale) -> Self {
        let order = &sale.document.order;
        Self {
            tenant: caller.tenant,
            store: order.store_id,
            currency: order.currency.code.clone(),
            total_minor: order.total_minor,
        }
    }

    pub(crate) fn count(self) {
        let (tenant, store) = match has_series(&mut STORES.lock().unwrap_or_else(PoisonError::into_inner), self.store) {
            true => (self.tenant.to_string(), self.store.to_string()),
            false => (OTHERS.to_owned(), OTHERS.to_owned()),
        };
        metrics::counter!("orders_total", "tenant" => tenant.clone(), "store" => store.clone()).increment(1);
        // A sale whose goods came back for more than was bought takes nothing from the revenue that was: a counter only rises.
        let revenue = u64::try_from(self.total_minor).unwrap_or(0);
        metrics::counter!("revenue_minor_total", "tenant" => tenant, "store" => store, "currency" => self.currency)
            .increment(revenue);
    }
}

fn has_series(stores: &mut HashSet<StoreId>, store: StoreId) -> bool {
    stores.contains(&store) || stores.len() < STORES_MAX && stores.insert(store)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn the_number_of_stores_with_series_of_their_own_has_a_bound() {
        let mut stores = HashSet::new();
        let store = |number: usize| StoreId::from_uuid(Uuid::from_u128(number as u128));
        for number in 0..STORES_MAX {
            assert!(has_series(&mut stores, store(number)));
        }
        assert!(!has_series(&mut stores, store(STORES_MAX)));
        assert!(has_series(&mut stores, store(7)), "one that has its series keeps them");
    }
}
