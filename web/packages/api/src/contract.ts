/** Written by hand after docs/api.md; gives way to src/generated/ as soon as openapi/ has files. */
type Json<T> = { content: { 'application/json': T } };
type Parameters<Query, Path> = {
  parameters: ([Query] extends [never] ? { query?: never } : { query?: Query }) &
    ([Path] extends [never] ? { path?: never } : { path: Path });
};
type Get<Ok, Query = never, Path = never> = { get: Parameters<Query, Path> & { responses: { 200: Json<Ok> } } };
type Post<Ok, Body, Path = never> = {
  post: Parameters<never, Path> & { requestBody: Json<Body>; responses: { 200: Json<Ok> } };
};

export type List<T> = { items: T[]; next_cursor: string | null };
type Page = { limit?: number; cursor?: string };

export type RoleGrant = { role: 'admin' | 'manager' | 'cashier'; store_id: string | null };
export type SessionUser = { id: string; name: string; email: string; roles: RoleGrant[]; capabilities: string[] };
export type Session = {
  access_token: string;
  token_type: 'Bearer';
  expires_in_s: number;
  refresh_token: string | null;
  tenant: { id: string; shop_code: string; name: string };
  user: SessionUser;
};
export type Store = {
  id: string;
  name: string;
  code: string;
  time_zone: string;
  day_cutoff: string;
  currency: { code: string; exponent: number };
  receipt_header: string;
  stock_policy: 'sell_through' | 'strict';
  location_id: string;
  active: boolean;
};
export type Register = { id: string; store_id: string; name: string; code: string; series: number; active: boolean };
export type Category = { id: string; name: string; color: string | null; position: number };
export type PriceEntry = {
  target: { type: 'tenant' } | { type: 'store'; store: string } | { type: 'register'; register: string };
  from: number | null;
  until: number | null;
  amount_minor: number;
  per_milli: number;
};
export type CatalogItem = {
  id: string;
  rev: number;
  name: string;
  sku: string;
  barcodes: string[];
  category_id: string | null;
  tax_category: string;
  unit: 'piece' | 'kilogram' | 'litre' | 'metre';
  image: string | null;
  prices: PriceEntry[];
};
export type CatalogPage = {
  items: CatalogItem[];
  deleted: string[];
  next_cursor: string;
  has_more: boolean;
  epoch: string;
  rev: number;
  total: number;
};
export type Settings = {
  currency: { code: string; exponent: 0 | 2 | 3 };
  prices_include_tax: boolean;
  rounding: 'per_line' | 'per_document';
  cash_rounding: { increment_minor: number; tie: 'away' | 'down' } | null;
  tax_rules: TaxRule[];
};
export type TaxRule = {
  target: PriceEntry['target'];
  category: string;
  from: string | null;
  until: string | null;
  exempt: boolean;
  rates: { id: string; name: string; rate_micro: number; compound: boolean }[];
};
export type RegisterSetup = {
  register: Register;
  store: Store;
  pricing: Settings;
  rev: number;
  next_receipt_number: number;
  cashier_may: string[];
};
export type TaxAmount = { rate_id: string; name: string; rate_micro: number; net_minor: number; tax_minor: number };
export type QuoteLine = {
  id: string;
  product_id: string;
  name: string;
  quantity_milli: number;
  unit: 'piece' | 'kilogram' | 'litre' | 'metre';
  unit_price: { amount_minor: number; per_milli: number };
  subtotal_minor: number;
  discount_minor: number;
  net_minor: number;
  tax_minor: number;
  total_minor: number;
  taxes: TaxAmount[];
};
export type Quote = {
  currency: { code: string; exponent: number };
  rev: number;
  prices_include_tax: boolean;
  lines: QuoteLine[];
  taxes: TaxAmount[];
  subtotal_minor: number;
  discount_minor: number;
  net_minor: number;
  tax_minor: number;
  total_minor: number;
  cash_total_minor: number;
  cash_rounding_minor: number;
};
export type SaleBody = {
  id: string;
  register_id: string;
  receipt_number: number;
  rev: number;
  lines: { id: string; product_id: string; quantity_milli: number }[];
  tenders: { id: string; kind: 'cash'; amount_minor: number }[];
  expected: { total_minor: number; due_minor: number; change_minor: number };
  device_at: string;
};
export type Order = {
  id: string;
  kind: 'sale';
  store_id: string;
  register_id: string;
  receipt_number: number;
  receipt_label: string;
  business_date: string;
  status: 'completed' | 'voided';
  cashier_id: string;
  cashier_name: string;
  currency: { code: string; exponent: number };
  rev: number;
  prices_include_tax: boolean;
  lines: QuoteLine[];
  taxes: TaxAmount[];
  subtotal_minor: number;
  discount_minor: number;
  net_minor: number;
  tax_minor: number;
  total_minor: number;
  cash_rounding_minor: number;
  due_minor: number;
  tenders: { id: string; kind: 'cash'; amount_minor: number; change_minor: number }[];
  paid_minor: number;
  change_minor: number;
  created_at: string;
  device_at: string;
  voided: { at: string; user_id: string; user_name: string; reason: string } | null;
};
export type SaleReceipt = { order: Order };
export type OrderSummary = Pick<
  Order,
  | 'id'
  | 'receipt_label'
  | 'receipt_number'
  | 'store_id'
  | 'register_id'
  | 'cashier_id'
  | 'cashier_name'
  | 'business_date'
  | 'status'
  | 'total_minor'
  | 'currency'
  | 'created_at'
> & { line_count: number };

type Client = 'pos' | 'admin' | 'api';
export type OrderQuery = Page & {
  store_id?: string;
  register_id?: string;
  cashier_id?: string;
  status?: 'completed' | 'voided';
  receipt_number?: number;
  from?: string;
  to?: string;
};

export type paths = {
  '/auth/sign-in': Post<Session, { shop_code: string; email: string; password: string; client: Client }>;
  '/auth/refresh': Post<Session, { client: Client }>;
  '/auth/sign-out': Post<undefined, { client: Client }>;
  '/stores': Get<List<Store>, Page>;
  '/registers': Get<List<Register>, Page & { store_id?: string }>;
  '/categories': Get<List<Category>, Page>;
  '/catalog/changes': Get<CatalogPage, Page>;
  '/registers/{register_id}/setup': Get<RegisterSetup, never, { register_id: string }>;
  '/orders': Get<List<OrderSummary>, OrderQuery> & Post<SaleReceipt, SaleBody>;
  '/orders/{order_id}': Get<Order, never, { order_id: string }>;
  '/orders/{order_id}/receipt': Get<string, never, { order_id: string }>;
  '/orders/{order_id}/void': Post<Order, { reason: string }, { order_id: string }>;
};
