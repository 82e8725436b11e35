import { byLocale } from '@novapos/core';

const currencyNames = byLocale((locale) => new Intl.DisplayNames(locale, { type: 'currency' }));

/** The time zones that the browser knows, with the one that is set already: a server may know it under another name. */
export function timeZones(present: string): { value: string; label: string }[] {
  const zones = Intl.supportedValuesOf('timeZone');
  const all = zones.includes(present) ? zones : [present, ...zones];
  return all.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }));
}

/** The currencies that the browser knows, by code: “EUR · Euro”. */
export function currencies(): { value: string; label: string }[] {
  const names = currencyNames();
  return Intl.supportedValuesOf('currency').map((code) => ({ value: code, label: `${code} · ${names.of(code)}` }));
}
