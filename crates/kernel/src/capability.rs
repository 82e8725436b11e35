//! Who may do what: capabilities, roles, and the one table between them.

use serde::{Deserialize, Serialize};

/// One thing that a member of staff may be allowed to do. A route names the one that it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Capability {
    CatalogRead,
    CatalogWrite,
    StoreRead,
    StoreManage,
    UserRead,
    UserManage,
    TaxManage,
    StockRead,
    StockReceive,
    StockAdjust,
    StockReserve,
    StockTransfer,
    StockCount,
    OrderCreate,
    OrderRead,
    OrderVoid,
    PriceOverride,
    CashHandle,
    CashApprove,
    AuditRead,
}

impl Capability {
    pub const ALL: &[Self] = &[
        Self::CatalogRead,
        Self::CatalogWrite,
        Self::StoreRead,
        Self::StoreManage,
        Self::UserRead,
        Self::UserManage,
        Self::TaxManage,
        Self::StockRead,
        Self::StockReceive,
        Self::StockAdjust,
        Self::StockReserve,
        Self::StockTransfer,
        Self::StockCount,
        Self::OrderCreate,
        Self::OrderRead,
        Self::OrderVoid,
        Self::PriceOverride,
        Self::CashHandle,
        Self::CashApprove,
        Self::AuditRead,
    ];

    /// The name used in tokens, documents and the OpenAPI.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::CatalogRead => "catalog_read",
            Self::CatalogWrite => "catalog_write",
            Self::StoreRead => "store_read",
            Self::StoreManage => "store_manage",
            Self::UserRead => "user_read",
            Self::UserManage => "user_manage",
            Self::TaxManage => "tax_manage",
            Self::StockRead => "stock_read",
            Self::StockReceive => "stock_receive",
            Self::StockAdjust => "stock_adjust",
            Self::StockReserve => "stock_reserve",
            Self::StockTransfer => "stock_transfer",
            Self::StockCount => "stock_count",
            Self::OrderCreate => "order_create",
            Self::OrderRead => "order_read",
            Self::OrderVoid => "order_void",
            Self::PriceOverride => "price_override",
            Self::CashHandle => "cash_handle",
            Self::CashApprove => "cash_approve",
            Self::AuditRead => "audit_read",
        }
    }
}

/// A job in a shop. Held for one store or for all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Cashier,
    Manager,
    Admin,
}

impl Role {
    pub const ALL: &[Self] = &[Self::Cashier, Self::Manager, Self::Admin];

    /// What this role may do: the one table of the whole system.
    #[must_use]
    pub const fn capabilities(self) -> &'static [Capability] {
        use Capability as C;
        match self {
            Self::Cashier => &[
                C::CatalogRead,
                C::StoreRead,
                C::StockRead,
                C::StockCount,
                C::OrderCreate,
                C::OrderRead,
                C::CashHandle,
            ],
            Self::Manager => &[
                C::CatalogRead,
                C::CatalogWrite,
                C::StoreRead,
                C::UserRead,
                C::StockRead,
                C::StockReceive,
                C::StockAdjust,
                C::StockReserve,
                C::StockTransfer,
                C::StockCount,
                C::OrderCreate,
                C::OrderRead,
                C::OrderVoid,
                C::PriceOverride,
                C::CashHandle,
                C::CashApprove,
            ],
            Self::Admin => Capability::ALL,
        }
    }

    /// The name used in tokens and columns.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cashier => "cashier",
            Self::Manager => "manager",
            Self::Admin => "admin",
        }
    }

    /// The role of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|role| role.name() == name)
    }
}
