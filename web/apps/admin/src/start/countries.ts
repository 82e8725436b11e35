import type { ReceiptLanguage, TaxRule } from '@novapos/api';
import { byLocale, uuidv7 } from '@novapos/core';

const EU = 'https://europa.eu/youreurope/business/taxation/vat/vat-rules-rates/';

/** Of a tax category: what is charged on goods that are in it. */
export type TaxCategory = 'standard' | 'reduced' | 'reduced-2' | 'zero';

export type Country = {
  /** ISO 3166. */
  code: string;
  /** ISO 4217. */
  currency: string;
  /** The first is the one of most shops. */
  time_zones: readonly [string, ...string[]];
  prices_include_tax: boolean;
  /** What most receipts there are printed in, of what we can print. */
  receipt_language: ReceiptLanguage;
  /** The smallest coin where it is not the smallest amount. */
  coin_minor?: number;
  /** What the tax is called on a receipt, and its rates in millionths by tax category. None: there is no tax that holds for the country. */
  tax: { name: string; rates: Partial<Record<TaxCategory, number>> };
  /** Where the rates are published. */
  source: string;
};

/**
 * What a shop in a country begins with. The rates are a proposal that its owner checks: those of January 2026 that most retailers meet, as the
 * page that is named publishes them. Special and regional ones are not here.
 */
export const countries: readonly Country[] = [
  eu('AT', 'de', 'Europe/Vienna', 'USt', { standard: 200_000, reduced: 100_000, 'reduced-2': 130_000 }),
  eu('BE', 'nl', 'Europe/Brussels', 'BTW/TVA', { standard: 210_000, reduced: 60_000, 'reduced-2': 120_000 }),
  {
    code: 'CH',
    currency: 'CHF',
    time_zones: ['Europe/Zurich'],
    receipt_language: 'de',
    prices_include_tax: true,
    coin_minor: 5,
    tax: { name: 'MWST', rates: { standard: 81_000, reduced: 26_000 } },
    source: 'https://www.estv.admin.ch/estv/en/home/value-added-tax/vat-rates-switzerland.html',
  },
  eu('DE', 'de', 'Europe/Berlin', 'USt', { standard: 190_000, reduced: 70_000 }),
  eu('ES', 'es', 'Europe/Madrid', 'IVA', { standard: 210_000, reduced: 100_000, 'reduced-2': 40_000 }, [
    'Atlantic/Canary',
  ]),
  eu('FR', 'fr', 'Europe/Paris', 'TVA', { standard: 200_000, reduced: 55_000, 'reduced-2': 100_000 }),
  {
    code: 'GB',
    currency: 'GBP',
    time_zones: ['Europe/London'],
    receipt_language: 'en',
    prices_include_tax: true,
    tax: { name: 'VAT', rates: { standard: 200_000, reduced: 50_000, zero: 0 } },
    source: 'https://www.gov.uk/vat-rates',
  },
  eu('IE', 'en', 'Europe/Dublin', 'VAT', { standard: 230_000, reduced: 135_000, 'reduced-2': 90_000, zero: 0 }),
  eu('IT', 'it', 'Europe/Rome', 'IVA', { standard: 220_000, reduced: 100_000, 'reduced-2': 40_000 }),
  eu('NL', 'nl', 'Europe/Amsterdam', 'btw', { standard: 210_000, reduced: 90_000 }),
  {
    ...eu('PL', 'en', 'Europe/Warsaw', 'VAT', { standard: 230_000, reduced: 80_000, 'reduced-2': 50_000 }),
    currency: 'PLN',
  },
  {
    code: 'AE',
    currency: 'AED',
    time_zones: ['Asia/Dubai'],
    receipt_language: 'en',
    prices_include_tax: true,
    tax: { name: 'VAT', rates: { standard: 50_000, zero: 0 } },
    source: 'https://tax.gov.ae/en/taxes/vat.aspx',
  },
  {
    code: 'SA',
    currency: 'SAR',
    time_zones: ['Asia/Riyadh'],
    receipt_language: 'en',
    prices_include_tax: true,
    tax: { name: 'VAT', rates: { standard: 150_000, zero: 0 } },
    source: 'https://zatca.gov.sa/en/RulesRegulations/Taxes/Pages/default.aspx',
  },
  {
    code: 'US',
    currency: 'USD',
    time_zones: [
      'America/New_York',
      'America/Chicago',
      'America/Denver',
      'America/Phoenix',
      'America/Los_Angeles',
      'America/Anchorage',
      'Pacific/Honolulu',
    ],
    receipt_language: 'en',
    prices_include_tax: false,
    tax: { name: 'Sales tax', rates: {} },
    source: 'https://www.usa.gov/state-taxes',
  },
];

function eu(
  code: string,
  receipt_language: ReceiptLanguage,
  time_zone: string,
  name: string,
  rates: Country['tax']['rates'],
  more_zones: readonly string[] = [],
): Country {
  return {
    code,
    currency: 'EUR',
    time_zones: [time_zone, ...more_zones],
    prices_include_tax: true,
    receipt_language,
    tax: { name, rates },
    source: EU,
  };
}

export function countryOf(code: string): Country | undefined {
  return countries.find((country) => country.code === code);
}

/** The country whose clock this is. */
export function countryAt(time_zone: string): Country | undefined {
  return countries.find(({ time_zones }) => time_zones.includes(time_zone));
}

const names = byLocale((locale) => new Intl.DisplayNames(locale, { type: 'region' }));

export function countryName(code: string): string {
  return names().of(code) ?? code;
}

/** The rules that such a shop begins with, for the whole of it. Without a tax for the country, goods are sold without one. */
export function rulesOf({ tax }: Country): TaxRule[] {
  const whole = { target: { type: 'tenant' as const }, from: null, until: null };
  const rates = Object.entries(tax.rates);
  if (rates.length === 0) return [{ ...whole, id: uuidv7(), category: 'standard', exempt: true, rates: [] }];
  return rates.map(([category, rate_micro]) => ({
    ...whole,
    id: uuidv7(),
    category,
    exempt: false,
    rates: [{ id: uuidv7(), name: tax.name, rate_micro, compound: false }],
  }));
}
