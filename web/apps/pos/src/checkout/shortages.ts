import type { ApiError } from '@novapos/api';

export type Shortage = { product_id: string; wanted_milli: number; available_milli: number };

export function shortagesOf(error: ApiError): Shortage[] {
  const { shortages } = error.extra;
  return Array.isArray(shortages) ? shortages.filter(isShortage) : [];
}

function isShortage(value: unknown): value is Shortage {
  return (
    typeof value === 'object' &&
    value !== null &&
    'product_id' in value &&
    'wanted_milli' in value &&
    'available_milli' in value
  );
}
