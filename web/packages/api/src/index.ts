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
  PricingSettings,
  Product,
  Quote,
  RegisterSetup,
  SaleBody,
  Session,
} from './types';
