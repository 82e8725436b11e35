export { type Api, createApi, REQUEST_TIMEOUT_MS, unwrap } from './client';
export { ApiError, errorFromResponse, errorFromThrown, retryAfterMs } from './errors';
export { type Credentials, SessionKeeper, type SessionState } from './session';
export type {
  Capability,
  CatalogItem,
  CatalogPage,
  Category,
  Order,
  OrderSummary,
  PricingSettings,
  Quote,
  Register,
  RegisterSetup,
  SaleBody,
  Session,
  Store,
} from './types';
