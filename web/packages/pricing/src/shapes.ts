import type {
  CashRefund,
  CashRounding,
  CashShare,
  CashTie,
  Currency,
  Discount,
  FormatMinorInput,
  Item,
  LineInput,
  LineQuote,
  LineTax,
  ParseMinorInput,
  PriceEntry,
  PriceForInput,
  Quote,
  QuoteInput,
  QuoteLine,
  RefundCashInput,
  RefundLineInput,
  RefundShareInput,
  Rounding,
  Scope,
  Settings,
  SettleInput,
  Settlement,
  Target,
  TaxRate,
  TaxRule,
  TaxTotal,
  TenderInput,
  TenderKind,
  UnitPrice,
} from './types';
import { type Codec, choice, flag, int, key, list, optional, struct, text } from './wire';

// A `struct` is short and fast enough for what occurs once in a call. What occurs on every line is written out, which
// lets the browser compile each field's access for itself: three times as fast.

const scope = struct<Scope>({ store: key, register: key });
const currency = struct<Currency>({ code: text, exponent: int as Codec<Currency['exponent']> });
const unitPrice: Codec<UnitPrice> = {
  write(to, value) {
    to.int(value.amount_minor);
    to.int(value.per_milli);
  },
  read: (from) => ({ amount_minor: from.int(), per_milli: from.int() }),
};
const optionalInt = optional(int);
const optionalText = optional(text);

const target: Codec<Target> = {
  write(to, value) {
    targetType.write(to, value.type);
    if (value.type === 'store') to.key(value.store);
    if (value.type === 'register') to.key(value.register);
  },
  read(from) {
    const type = targetType.read(from);
    if (type === 'store') return { type, store: from.key() };
    if (type === 'register') return { type, register: from.key() };
    return { type };
  },
};
const targetType = choice<Target['type']>('tenant', 'store', 'register');

const priceEntry: Codec<PriceEntry> = {
  write(to, value) {
    target.write(to, value.target);
    optionalInt.write(to, value.from);
    optionalInt.write(to, value.until);
    to.int(value.amount_minor);
    to.int(value.per_milli);
  },
  read(from) {
    return {
      target: target.read(from),
      from: optionalInt.read(from),
      until: optionalInt.read(from),
      amount_minor: from.int(),
      per_milli: from.int(),
    };
  },
};
const prices = list(priceEntry);
const item: Codec<Item> = {
  write(to, value) {
    prices.write(to, value.prices);
    to.text(value.tax_category);
  },
  read: (from) => ({ prices: prices.read(from), tax_category: from.text() }),
};

const taxRate: Codec<TaxRate> = {
  write(to, value) {
    to.key(value.id);
    to.text(value.name);
    to.int(value.rate_micro);
    flag.write(to, value.compound);
  },
  read: (from) => ({ id: from.key(), name: from.text(), rate_micro: from.int(), compound: flag.read(from) }),
};
const taxRates = list(taxRate);
const taxRule: Codec<TaxRule> = {
  write(to, value) {
    target.write(to, value.target);
    to.text(value.category);
    optionalText.write(to, value.from);
    optionalText.write(to, value.until);
    taxRates.write(to, value.rates);
    flag.write(to, value.exempt);
  },
  read(from) {
    return {
      target: target.read(from),
      category: from.text(),
      from: optionalText.read(from),
      until: optionalText.read(from),
      rates: taxRates.read(from),
      exempt: flag.read(from),
    };
  },
};
const cashRounding = struct<CashRounding>({ increment_minor: int, tie: choice<CashTie>('away', 'down') });
const settings = struct<Settings>({
  currency,
  prices_include_tax: flag,
  rounding: choice<Rounding>('per_line', 'per_document'),
  cash_rounding: optional(cashRounding),
  tax_rules: list(taxRule),
});

const discountType = choice<Discount['type']>('percent', 'amount');
const discount: Codec<Discount> = {
  write(to, value) {
    discountType.write(to, value.type);
    to.int(value.type === 'percent' ? value.rate_micro : value.amount_minor);
  },
  read(from) {
    const type = discountType.read(from);
    return type === 'percent' ? { type, rate_micro: from.int() } : { type, amount_minor: from.int() };
  },
};

const optionalUnitPrice = optional(unitPrice);
const optionalDiscount = optional(discount);
const lineInput: Codec<LineInput> = {
  write(to, value) {
    to.key(value.id);
    to.int(value.quantity_milli);
    optionalUnitPrice.write(to, value.price_override ?? null);
    optionalDiscount.write(to, value.discount ?? null);
    optionalText.write(to, value.exemption ?? null);
  },
  read(from) {
    return {
      id: from.key(),
      quantity_milli: from.int(),
      price_override: optionalUnitPrice.read(from),
      discount: optionalDiscount.read(from),
      exemption: optionalText.read(from),
    };
  },
};
const quoteLine: Codec<QuoteLine> = {
  write(to, value) {
    lineInput.write(to, value.input);
    item.write(to, value.item);
  },
  read: (from) => ({ input: lineInput.read(from), item: item.read(from) }),
};

const lineTax: Codec<LineTax> = {
  write(to, value) {
    to.key(value.rate_id);
    to.int(value.rate_micro);
    to.int(value.net_minor);
    to.int(value.tax_minor);
  },
  read(from) {
    return { rate_id: from.key(), rate_micro: from.int(), net_minor: from.int(), tax_minor: from.int() };
  },
};
const lineTaxes = list(lineTax);
export const lineQuote: Codec<LineQuote> = {
  write(to, value) {
    to.key(value.id);
    to.int(value.quantity_milli);
    unitPrice.write(to, value.unit_price);
    to.int(value.subtotal_minor);
    to.int(value.line_discount_minor);
    to.int(value.cart_discount_minor);
    to.int(value.net_minor);
    to.int(value.tax_minor);
    to.int(value.total_minor);
    lineTaxes.write(to, value.taxes);
    optionalText.write(to, value.exemption);
  },
  read(from) {
    return {
      id: from.key(),
      quantity_milli: from.int(),
      unit_price: unitPrice.read(from),
      subtotal_minor: from.int(),
      line_discount_minor: from.int(),
      cart_discount_minor: from.int(),
      net_minor: from.int(),
      tax_minor: from.int(),
      total_minor: from.int(),
      taxes: lineTaxes.read(from),
      exemption: optionalText.read(from),
    };
  },
};
const taxTotal = struct<TaxTotal>({ rate_id: key, name: text, rate_micro: int, net_minor: int, tax_minor: int });

export const quoteInput = struct<QuoteInput>({
  settings,
  scope,
  at: int,
  on: text,
  lines: list(quoteLine),
  cart_discounts: list(discount),
  returned: list(lineQuote),
});
export const quote = struct<Quote>({
  lines: list(lineQuote),
  returned: list(lineQuote),
  taxes: list(taxTotal),
  subtotal_minor: int,
  discount_minor: int,
  net_minor: int,
  tax_minor: int,
  total_minor: int,
  cash_total_minor: int,
  cash_rounding_minor: int,
});

const tender = struct<TenderInput>({ kind: choice<TenderKind>('cash', 'card', 'other'), amount_minor: int });
export const settleInput = struct<SettleInput>({
  total_minor: int,
  currency,
  cash_rounding: optional(cashRounding),
  tenders: list(tender),
});
export const settlement = struct<Settlement>({
  due_minor: int,
  cash_rounding_minor: int,
  change_minor: int,
  paid_minor: int,
  cash_minor: int,
});

export const refundLineInput = struct<RefundLineInput>({ line: lineQuote, already_milli: int, k_milli: int });
export const refundShareInput = struct<RefundShareInput>({
  total_minor: int,
  n_milli: int,
  already_milli: int,
  k_milli: int,
});
const cashShare = struct<CashShare>({ total_minor: int, cash_minor: int });
export const refundCashInput = struct<RefundCashInput>({
  paid: cashShare,
  refunded: cashShare,
  refund_minor: int,
  cash_rounding: optional(cashRounding),
});
export const cashRefund = struct<CashRefund>({ cash_minor: int, cash_rounding_minor: int });

export const priceForInput = struct<PriceForInput>({ prices: list(priceEntry), scope, at: int });
export const foundPrice = optional(priceEntry);

export const parseMinorInput = struct<ParseMinorInput>({ text, currency });
export const formatMinorInput = struct<FormatMinorInput>({ amount_minor: int, currency });
