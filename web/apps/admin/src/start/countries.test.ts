import { describe, expect, it } from 'vitest';
import { countries, countryAt, countryOf, rulesOf } from './countries';

const zones = Intl.supportedValuesOf('timeZone');

describe('what a shop of a country begins with', () => {
  it.each(countries)('$code has a currency, a clock and rates that the API takes', (country) => {
    expect(Intl.supportedValuesOf('currency')).toContain(country.currency);
    for (const zone of country.time_zones) expect(zones).toContain(zone);
    for (const rule of rulesOf(country)) {
      expect(rule.category).toMatch(/^[a-z0-9_-]{1,40}$/);
      expect(rule.exempt).toBe(rule.rates.length === 0);
      for (const { rate_micro } of rule.rates) expect(rate_micro).toBeGreaterThanOrEqual(0);
      for (const { rate_micro } of rule.rates) expect(rate_micro).toBeLessThan(300_000);
    }
    expect(rulesOf(country).map(({ category }) => category)).toContain('standard');
    expect(new URL(country.source).protocol).toBe('https:');
  });

  it('has each country once', () => {
    expect(new Set(countries.map(({ code }) => code)).size).toBe(countries.length);
    expect(countries.length).toBeGreaterThanOrEqual(12);
  });

  it('is known by the clock', () => {
    expect(countryAt('Europe/Berlin')?.code).toBe('DE');
    expect(countryAt('America/Chicago')?.code).toBe('US');
    expect(countryAt('Asia/Tokyo')).toBeUndefined();
  });

  it('sells without a tax where none holds for the country', () => {
    const us = countryOf('US');
    expect(us && rulesOf(us)).toMatchObject([{ category: 'standard', exempt: true, rates: [] }]);
  });

  it('makes rules with ids of their own each time', () => {
    const germany = countryOf('DE');
    const [first, second] = germany ? [rulesOf(germany), rulesOf(germany)] : [];
    expect(first?.[0]?.rates[0]?.rate_micro).toBe(190_000);
    expect(first?.[0]?.id).not.toBe(second?.[0]?.id);
  });
});
