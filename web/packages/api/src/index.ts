export { mayCall, mayManage, type Operation } from './access';
export { type Api, createApi, unwrap } from './client';
export { ApiError, errorFromResponse, errorFromThrown } from './errors';
export { type Credentials, oneTabAtATime, type SignedIn } from './session';
export type {
  Capability,
  CatalogItem,
  CatalogPage,
  Category,
  ChangeProduct,
  HistoryEntry,
  Import,
  ImportFault,
  NewProduct,
  Order,
  OrderSummary,
  PastPrice,
  PriceOverride,
  PricingSettings,
  Product,
  Quote,
  Register,
  RegisterSetup,
  RoleGrant,
  SaleBody,
  Session,
  Shop,
  Store,
  TaxRule,
  TaxSettings,
  User,
  UserDetails,
} from './types';
