import type { components as Audit, paths as AuditPaths } from './generated/audit';
import type { components as Auth, paths as AuthPaths } from './generated/auth';
import type { components as Inventory, paths as InventoryPaths } from './generated/inventory';
import type { paths as OrderPaths, components as Orders } from './generated/order';
import type { paths as ProductPaths, components as Products } from './generated/product';

/** The operations that the apps use, of all services: to a browser they are one API. */
export type paths = AuthPaths & ProductPaths & InventoryPaths & OrderPaths & AuditPaths;

// The schemas under the names that the apps use.
type AuthSchemas = Auth['schemas'];
type ProductSchemas = Products['schemas'];
type InventorySchemas = Inventory['schemas'];
type OrderSchemas = Orders['schemas'];
type AuditSchemas = Audit['schemas'];

export type AuditEntry = AuditSchemas['EntryView'];
export type AuditEntryDetail = AuditSchemas['EntryDetail'];

export type Capability = AuthSchemas['Capability'];
export type Register = AuthSchemas['Register'];
export type RoleGrant = AuthSchemas['RoleGrant'];
export type Session = AuthSchemas['Session'];
export type Shop = AuthSchemas['TenantEntry'];
export type Store = AuthSchemas['Store'];
export type ReceiptLanguage = AuthSchemas['ReceiptLanguage'];
export type User = AuthSchemas['User'];
export type UserDetails = AuthSchemas['UserDetails'];

export type BulkEdit = ProductSchemas['BulkEdit'];
export type BulkEditDone = ProductSchemas['BulkEditDone'];
export type CatalogItem = ProductSchemas['CatalogItem'];
export type Variant = ProductSchemas['Variant'];
export type CatalogPage = ProductSchemas['CatalogChanges'];
export type Category = ProductSchemas['Category'];
export type ChangeFamily = ProductSchemas['ChangeFamily'];
export type ChangeProduct = ProductSchemas['ChangeProduct'];
export type Family = ProductSchemas['Family'];
export type FamilySummary = ProductSchemas['FamilySummary'];
export type HistoryEntry = ProductSchemas['HistoryEntry'];
export type Import = ProductSchemas['Import'];
export type ImportFault = ProductSchemas['ImportFault'];
export type NewFamily = ProductSchemas['NewFamily'];
export type NewProduct = ProductSchemas['NewProduct'];
export type PastPrice = ProductSchemas['PastPriceEntry'];
export type Product = ProductSchemas['Product'];
export type ScheduledPrice = ProductSchemas['ScheduledPrice'];
export type SchedulePrice = ProductSchemas['SchedulePrice'];
export type SetStorePrice = ProductSchemas['SetStorePrice'];

export type CashCount = OrderSchemas['CashCount'];
export type CashMovement = OrderSchemas['CashMovement'];
export type GoodsStock = InventorySchemas['GoodsStock'];
export type ProductStock = InventorySchemas['ProductStock'];
export type StockCount = InventorySchemas['StockCount'];
export type StockCountLine = InventorySchemas['StockCountLine'];
export type StockMove = InventorySchemas['StockMove'];
export type StockTransfer = InventorySchemas['StockTransfer'];
export type TransferDetail = InventorySchemas['StockTransferDetail'];

export type CashSettings = OrderSchemas['CashSettings'];
export type Correction = OrderSchemas['Correction'];
export type Deposit = OrderSchemas['Deposit'];
export type DiscountSettings = OrderSchemas['DiscountSettings'];
export type Drawer = OrderSchemas['DrawerCash'];
export type DrawerSession = OrderSchemas['SessionSummary'];
export type DrawerSessionView = OrderSchemas['SessionView'];
export type MovementKind = OrderSchemas['MovementKind'];
export type NewParkedSale = OrderSchemas['NewParkedSale'];
export type Order = OrderSchemas['Order'];
export type OrderSummary = OrderSchemas['OrderSummary'];
export type Pieces = OrderSchemas['Pieces'];
export type PriceOverride = OrderSchemas['PriceOverride'];
export type PricingSettings = OrderSchemas['PricingSettings'];
export type Quote = OrderSchemas['QuoteView'];
export type RegisterSetup = OrderSchemas['RegisterSetup'];
export type SaleBody = OrderSchemas['NewOrder'];
export type StoreParkedSale = OrderSchemas['ParkedSale'];
export type Takings = OrderSchemas['Takings'];
export type TaxRule = OrderSchemas['TaxRuleView'];
export type TaxSettings = OrderSchemas['TaxSettings'];
export type Total = OrderSchemas['Total'];
export type XReport = OrderSchemas['XReport'];
export type ZReport = OrderSchemas['ZReport'];
export type ZSummary = OrderSchemas['ZSummary'];
