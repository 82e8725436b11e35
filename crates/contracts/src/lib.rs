//! What contexts say to each other: events, calls and the thin clients that make them. One module a context.
//!
//! Changes here are additive only; a breaking change is a new event type or a new path.

pub mod audit;
pub mod auth;
pub mod inventory;
pub mod order;
pub mod product;

/// What the ids of the contexts name. Contexts share the names, not the tables.
pub mod ids {
    use kernel::Id;

    pub enum Store {}
    pub enum Register {}
    pub enum Location {}
    pub enum Product {}
    pub enum Category {}
    pub enum Family {}
    pub enum Order {}
    pub enum OrderLine {}
    pub enum Tender {}
    pub enum Reservation {}
    pub enum Session {}
    pub enum CashMovement {}
    pub enum Deposit {}
    pub enum ParkedSale {}
    pub enum ReceiptSending {}

    pub type StoreId = Id<Store>;
    pub type RegisterId = Id<Register>;
    pub type LocationId = Id<Location>;
    pub type ProductId = Id<Product>;
    pub type CategoryId = Id<Category>;
    pub type FamilyId = Id<Family>;
    pub type OrderId = Id<Order>;
    pub type OrderLineId = Id<OrderLine>;
    pub type TenderId = Id<Tender>;
    pub type ReservationId = Id<Reservation>;
    pub type SessionId = Id<Session>;
    pub type CashMovementId = Id<CashMovement>;
    pub type DepositId = Id<Deposit>;
    pub type ParkedSaleId = Id<ParkedSale>;
    pub type ReceiptSendingId = Id<ReceiptSending>;
}

/// The contexts by their names and schemas: whose log a consumer reads, whose schema a migration fills.
pub mod contexts {
    use kernel::Context;

    pub const AUTH: Context = Context::new("auth", "auth");
    pub const PRODUCT: Context = Context::new("product", "product");
    pub const INVENTORY: Context = Context::new("inventory", "inventory");
    pub const ORDER: Context = Context::new("order", "orders");
    pub const AUDIT: Context = Context::new("audit", "audit");
}

/// A currency as stores carry it: ISO 4217 code and the number of minor digits (0, 2 or 3).
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
pub struct Currency {
    #[schema(example = "EUR")]
    pub code: String,
    #[schema(example = 2)]
    pub exponent: u8,
}
