export { type Api, createApi, unwrap } from './client';
export { ApiError, errorFromThrown } from './errors';
export { type Credentials, oneTabAtATime, type SignedIn } from './session';
export type {
  Capability,
  CatalogItem,
  CatalogPage,
  Category,
  Order,
  OrderSummary,
  PricingSettings,
  Quote,
  RegisterSetup,
  SaleBody,
  Session,
} from './types';
