export { PricingError, type PricingErrorCode, pricingErrorCodes } from './errors';
export { Pricing, type WasmSource } from './pricing';
export type * from './types';
