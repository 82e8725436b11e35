//! The invariants I1 to I41: what each says, and how it is proved.

/// How an invariant is proved.
#[derive(Clone, Copy, Debug)]
pub enum Proof {
    /// By queries that return what breaks it. One that names `__schema__` is asked of each context.
    Queries(&'static [&'static str]),
    /// What it is about is not built.
    NotYet(&'static str),
    /// It needs more than the database; named is what proves it.
    Tests(&'static str),
}

/// Something that must always hold.
#[derive(Clone, Copy, Debug)]
pub struct Invariant {
    pub number: u8,
    pub what: &'static str,
    pub proof: Proof,
}

const fn invariant(number: u8, what: &'static str, proof: Proof) -> Invariant {
    Invariant { number, what, proof }
}

macro_rules! sql {
    ($($file:literal),+) => { Proof::Queries(&[$(include_str!(concat!("sql/", $file, ".sql"))),+]) };
}

use Proof::{NotYet, Tests};

/// All of them, in their order.
pub const ALL: &[Invariant] = &[
    invariant(
        1,
        "every transaction of the sales ledger balances",
        sql!("01_ledger_balances"),
    ),
    invariant(
        2,
        "lines, taxes and totals of a sale add up",
        sql!("02_order_arithmetic"),
    ),
    invariant(3, "a completed sale is paid in full", sql!("03_paid_in_full")),
    invariant(4, "nothing is refunded twice", NotYet("refunds")),
    invariant(5, "a sale's states follow the graph", sql!("05_states")),
    invariant(6, "a till's cash is accounted for", sql!("06_drawers", "06_z_chain")),
    // Analytics join when they are built.
    invariant(
        7,
        "sales equal the ledger's revenue and tax, and the Z reports",
        sql!("07_orders_and_ledger", "07_z_reports"),
    ),
    invariant(8, "a sale is in one currency", sql!("08_one_currency")),
    invariant(9, "money and quantities stay in range", sql!("09_ranges")),
    invariant(10, "a payment attempt is resolved once", NotYet("card payments")),
    invariant(11, "captures and refunds are the provider's", NotYet("card payments")),
    invariant(12, "an order's id is its identity for ever", sql!("12_identity")),
    invariant(13, "a device's sales form one chain", NotYet("enrolled devices")),
    invariant(14, "receipt numbers have no gap", sql!("14_receipt_numbers")),
    invariant(15, "every acknowledged sale is there", Tests("fault tests")),
    invariant(16, "every sale was sent by a till", Tests("fault tests")),
    invariant(
        17,
        "a line's price is the catalogue's, or an override",
        sql!("17_prices"),
    ),
    invariant(
        18,
        "stock on hand is the sum of its moves",
        sql!("18_stock_is_its_moves", "18_counts"),
    ),
    invariant(19, "reserved stock is the sum of its holds", sql!("19_reserved")),
    invariant(20, "each sold line moves its stock once", sql!("20_sales_move_stock")),
    invariant(21, "a hold on stock ends once", sql!("21_holds_end_once")),
    invariant(22, "transfers of stock lose nothing", sql!("22_transfers")),
    invariant(23, "low stock is told once", sql!("23_low_stock")),
    invariant(
        24,
        "no row without its event, no event without its row",
        sql!("24_rows_and_events"),
    ),
    invariant(25, "events are published within a minute", sql!("25_published_soon")),
    invariant(
        26,
        "an event has its effect exactly once",
        sql!("26_effects_once", "26_inbox_key"),
    ),
    invariant(
        27,
        "an aggregate's events come in order",
        sql!("27_versions_rise", "27_orders_without_hole"),
    ),
    invariant(28, "no event waits as a dead letter", sql!("28_dead_letters")),
    invariant(29, "no personal or card data in events", NotYet("customers, cards")),
    invariant(30, "loyalty points are the sum of their entries", NotYet("loyalty")),
    invariant(31, "an erased customer is gone", NotYet("customers")),
    invariant(
        32,
        "tenants and contexts are kept apart by the database",
        sql!("32_isolation"),
    ),
    invariant(
        33,
        "no answer carries another tenant's data",
        Tests("the matrix of routes, roles and tenants"),
    ),
    invariant(
        34,
        "caches and topics agree on the tenant",
        NotYet("Redis, a look into topics"),
    ),
    invariant(
        35,
        "the audit trail is one unbroken chain",
        sql!("35_chains", "35_heard"),
    ),
    invariant(36, "every change has one row in the trail", sql!("36_audited")),
    invariant(37, "ledgers and trail can only grow", sql!("37_append_only")),
    invariant(38, "no secret is logged or shown", Tests("secrets planted in requests")),
    invariant(39, "a sign-in has one live refresh token", sql!("39_one_live_token")),
    invariant(40, "a restored backup keeps all of this", Tests("restore of a backup")),
    invariant(41, "a variant has values of its family", sql!("41_variants")),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_numbered_1_to_41() {
        assert!(ALL.iter().map(|invariant| invariant.number).eq(1..=41));
    }
}
