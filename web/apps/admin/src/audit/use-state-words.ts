import type { AuditEntryDetail } from '@novapos/api';
import { byLocale, type Currency, type Unit } from '@novapos/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { categories, userNames } from '../products/queries';
import { places } from '../shop/places';
import { changesOf, fieldsOf, isRecord, WHOLE } from './entry-changes';
import { useProductNames } from './use-entry-words';
import { idsIn, labelOf, valueText, type Words } from './value-text';

/** As many products of one entry are named; a count has hundreds. */
const PRODUCTS_MAX = 30;
const languageNames = byLocale((locale) => new Intl.DisplayNames(locale, { type: 'language' }));
const UNITS: readonly string[] = ['piece', 'kilogram', 'litre', 'metre'];

/** Fields that hold one of a few words. What somebody wrote is never translated. */
const worded = new Set([
  WHOLE,
  'category',
  'client',
  'kind',
  'method',
  'role',
  'rounding',
  'scope',
  'state',
  'status',
  'stock_policy',
  'target',
  'tax_category',
  'tie',
  'type',
  'unit',
]);

export type WordedChange = { field: string; label: string; before: string; after: string };

/** What an entry changed, in the reader's language: without what says nothing to people. */
export function useWordedChanges(entry: AuditEntryDetail): WordedChange[] {
  const { t } = useTranslation();
  const people = useQuery(userNames()).data;
  const known = useQuery(places()).data;
  const groups = useQuery(categories()).data;
  const [before, after] = [fieldsOf(entry.before), fieldsOf(entry.after)];
  const changes = changesOf(entry.before, entry.after);
  const ids = changes.flatMap(({ field, before: was, after: is }) => [...idsIn(was), ...idsIn(is), ...idsIn(field)]);
  const unnamed = [...new Set(ids)].filter((id) => placeOf(id) === null && id !== entry.subject_id);
  const products = useProductNames(unnamed.filter(() => mentionsProducts()).slice(0, PRODUCTS_MAX));
  const state = new Map([...before, ...after]);
  const words: Words = {
    nameOf: (id) => placeOf(id) ?? products.get(id) ?? null,
    label: (field) => (field === WHOLE ? WHOLE : t(`audit.field.${field as 'name'}`, { defaultValue: plain(field) })),
    word: wordOf,
    yesNo: (value) => t(value ? 'trail.yes' : 'trail.no'),
    everyStore: t('user.everyStore'),
    roleIn: (role, store) => {
      const name = t(`user.roleName.${role as 'admin'}`, { defaultValue: role });
      return store ? t('user.roleIn', { role: name, store }) : name;
    },
    currency: currencyOf(),
    unit: UNITS.includes(String(state.get('unit'))) ? (state.get('unit') as Unit) : 'piece',
  };

  return changes
    .map(({ field, before: was, after: is }) => ({
      field,
      label: labelOf(field, words),
      before: valueText(field, was, words),
      after: valueText(field, is, words),
    }))
    .filter((change): change is WordedChange => change.label !== null && change.before !== change.after);

  function placeOf(id: string): string | null {
    const { stores = [], registers = [] } = known ?? {};
    const store = stores.find((each) => each.id === id || each.location_id === id);
    const other = [...registers, ...(groups ?? [])].find((each) => each.id === id);
    return store?.name ?? other?.name ?? people?.get(id) ?? null;
  }

  /** Only where products can be meant is anybody asked for their names. */
  function mentionsProducts(): boolean {
    return /^(count|stock|order|reservation|transfer|auth\.store)/.test(entry.action);
  }

  function wordOf(field: string, value: string): string | null {
    if (field === 'receipt_language') return languageNames().of(value) ?? null;
    if (!worded.has(field) || !/^[a-z_]+$/.test(value)) return null;
    return t(`audit.value.${value as 'open'}`, { defaultValue: '' }) || null;
  }

  function currencyOf(): Currency | null {
    const stores = known?.stores ?? [];
    const own = state.get('currency');
    const { code, exponent } = isRecord(own) ? own : {};
    if (typeof code === 'string' && typeof exponent === 'number') return { code, exponent };
    const byCode = stores.find(({ currency }) => currency.code === own)?.currency;
    const there = stores.find(({ id }) => id === (state.get('store_id') ?? entry.store_id))?.currency;
    // A price of the catalogue holds for every store, so the first one says what it is in.
    return byCode ?? there ?? stores[0]?.currency ?? null;
  }
}

/** A field that is new to this page, as it is called: `line_count` is better read as two words. */
function plain(field: string): string {
  return field.replaceAll('_', ' ');
}
