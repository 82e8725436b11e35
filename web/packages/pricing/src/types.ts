/**
 * The engine's inputs and outputs, field for field those of the Rust crate `pricing`.
 * `_minor`: minor units of the currency. `_milli`: thousandths. `_micro`: millionths (200000 is 20 %).
 * Ids are UUIDs with hyphens; instants are milliseconds since 1970; days are `YYYY-MM-DD`.
 */

export interface Currency {
  code: string;
  exponent: 0 | 2 | 3;
}

export interface Scope {
  store: string;
  register: string;
}

/** Where a price or a tax rule holds: everywhere, in one store, or at one register. */
export type Target = { type: 'tenant' } | { type: 'store'; store: string } | { type: 'register'; register: string };

/** So many minor units for so many thousandths: 1.499 a litre is 1499 per 10 000. */
export interface UnitPrice {
  amount_minor: number;
  per_milli: number;
}

export interface PriceEntry {
  target: Target;
  /** From this instant on. */
  from: number | null;
  /** Before this instant. */
  until: number | null;
  amount_minor: number;
  per_milli: number;
}

/** What the catalogue says of a product. */
export interface Item {
  prices: readonly PriceEntry[];
  tax_category: string;
}

export interface TaxRate {
  id: string;
  name: string;
  rate_micro: number;
  /** Charged on the price and every tax listed before it. */
  compound: boolean;
}

export interface TaxRule {
  target: Target;
  category: string;
  /** From this business day on. */
  from: string | null;
  /** Before this business day. */
  until: string | null;
  rates: readonly TaxRate[];
  exempt: boolean;
}

export type Rounding = 'per_line' | 'per_document';

export type CashTie = 'away' | 'down';

export interface CashRounding {
  increment_minor: number;
  tie: CashTie;
}

/** The rules snapshot of a store. */
export interface Settings {
  currency: Currency;
  prices_include_tax: boolean;
  rounding: Rounding;
  cash_rounding: CashRounding | null;
  tax_rules: readonly TaxRule[];
}

export type Discount = { type: 'percent'; rate_micro: number } | { type: 'amount'; amount_minor: number };

export interface LineInput {
  id: string;
  quantity_milli: number;
  price_override?: UnitPrice | null;
  discount?: Discount | null;
  /** The certificate by which the customer pays no tax on the line. */
  exemption?: string | null;
}

export interface QuoteLine {
  input: LineInput;
  item: Item;
}

export interface QuoteInput {
  settings: Settings;
  scope: Scope;
  /** When, for prices. */
  at: number;
  /** On which business day, for tax. */
  on: string;
  lines: readonly QuoteLine[];
  cart_discounts?: readonly Discount[];
  /** Lines returned in exchange, as `refundLine` made them. */
  returned?: readonly LineQuote[];
}

export interface LineTax {
  rate_id: string;
  rate_micro: number;
  net_minor: number;
  tax_minor: number;
}

export interface LineQuote {
  id: string;
  quantity_milli: number;
  unit_price: UnitPrice;
  subtotal_minor: number;
  line_discount_minor: number;
  cart_discount_minor: number;
  net_minor: number;
  tax_minor: number;
  total_minor: number;
  taxes: readonly LineTax[];
  exemption: string | null;
}

export interface TaxTotal {
  rate_id: string;
  name: string;
  rate_micro: number;
  net_minor: number;
  tax_minor: number;
}

export interface Quote {
  lines: readonly LineQuote[];
  /** With negative quantities and amounts. */
  returned: readonly LineQuote[];
  taxes: readonly TaxTotal[];
  subtotal_minor: number;
  discount_minor: number;
  net_minor: number;
  tax_minor: number;
  total_minor: number;
  cash_total_minor: number;
  cash_rounding_minor: number;
}

export type TenderKind = 'cash' | 'card' | 'other';

export interface TenderInput {
  kind: TenderKind;
  amount_minor: number;
}

export interface SettleInput {
  total_minor: number;
  currency: Currency;
  cash_rounding: CashRounding | null;
  tenders: readonly TenderInput[];
}

export interface Settlement {
  due_minor: number;
  cash_rounding_minor: number;
  change_minor: number;
  paid_minor: number;
  cash_minor: number;
}

export interface RefundLineInput {
  line: LineQuote;
  already_milli: number;
  k_milli: number;
}

export interface RefundShareInput {
  total_minor: number;
  n_milli: number;
  already_milli: number;
  k_milli: number;
}

export interface CashShare {
  total_minor: number;
  cash_minor: number;
}

export interface RefundCashInput {
  paid: CashShare;
  refunded: CashShare;
  refund_minor: number;
  cash_rounding: CashRounding | null;
}

export interface CashRefund {
  cash_minor: number;
  cash_rounding_minor: number;
}

export interface PriceForInput {
  prices: readonly PriceEntry[];
  scope: Scope;
  at: number;
}

export interface ParseMinorInput {
  text: string;
  currency: Currency;
}

export interface FormatMinorInput {
  amount_minor: number;
  currency: Currency;
}
