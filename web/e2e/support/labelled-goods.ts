import { type APIRequestContext, expect } from '@playwright/test';
import { demo } from './shop.ts';

/** The thirteenth digit. */
function ean13(twelve: string): string {
  const sum = [...twelve].reduce((total, digit, place) => total + Number(digit) * (place % 2 === 0 ? 1 : 3), 0);
  return `${twelve}${(10 - (sum % 10)) % 10}`;
}

/** Goods that a scale weighs and labels: `label` is the code of a pack, with its grams (prefix 21) or its cents (prefix 23). */
export async function makeLabelledGoods(
  request: APIRequestContext,
  { name, prefix, amount_minor }: { name: string; prefix: '21' | '23'; amount_minor: number },
): Promise<{ name: string; label: (value: number) => string }> {
  const credentials = { shop_code: demo.shop_code, email: demo.owner, password: demo.password, client: 'api' };
  const { access_token, tenant } = await (await request.post('/auth/sign-in', { data: credentials })).json();
  const number = `${Date.now()}`.slice(-5);
  const product = {
    name: `${name} ${number}`,
    sku: `SCALE-${prefix}-${number}`,
    barcodes: [ean13(`${prefix}${number}00000`)],
    tax_category: 'standard',
    unit: 'kilogram',
    price: { amount_minor, per_milli: 1000 },
  };
  const headers = {
    Authorization: `Bearer ${access_token}`,
    'X-Tenant-ID': tenant.id,
    'Idempotency-Key': crypto.randomUUID(),
  };
  const answer = await request.post('/products', { headers, data: product });
  expect(answer.ok(), await answer.text()).toBe(true);
  return { name: product.name, label: (value) => ean13(`${prefix}${number}${`${value}`.padStart(5, '0')}`) };
}
