import type { AuditEntry } from '@novapos/api';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { product, userNames } from '../products/queries';
import { places } from '../shop/places';
import { subjectKind } from './subject';

type About = Pick<AuditEntry, 'action' | 'subject_id' | 'subject' | 'user_id'>;

/** An entry in words: what was done, by whom, and where. */
export function useEntryWords() {
  const { t } = useTranslation();
  const names = useQuery(userNames()).data;
  const stores = useQuery(places()).data?.stores;
  return {
    // The API may know of more than this page.
    actionOf: (action: string) => t(`audit.action.${action as 'order.voided'}`, { defaultValue: action }),
    // Stock moves for one of a few reasons; others are what somebody wrote.
    reasonOf: ({ reason, source }: Pick<AuditEntry, 'reason' | 'source'>) =>
      reason && source === 'inventory'
        ? t(`stockAct.reasons.${reason as 'other'}`, { defaultValue: reason })
        : (reason ?? null),
    whoOf: ({ user_id }: Pick<AuditEntry, 'user_id'>) =>
      user_id ? (names?.get(user_id) ?? t('trail.somebody')) : t('audit.nobody'),
    whereOf: ({ store_id }: Pick<AuditEntry, 'store_id'>) =>
      store_id ? (stores?.find(({ id }) => id === store_id)?.name ?? '') : '',
  };
}

/** What these entries are about, in words; null where that says no more than the entry. */
export function useSubjectText(entries: readonly About[]): (entry: About) => string | null {
  const { t } = useTranslation();
  const people = useQuery(userNames()).data;
  const { stores = [], registers = [] } = useQuery(places()).data ?? {};
  // The trail has no name of a product that came by an import and was never changed.
  const nameless = entries.filter(({ action, subject }) => !subject && subjectKind(action) === 'product');
  const products = useProductNames([...new Set(nameless.map(({ subject_id }) => subject_id))]);

  return ({ action, subject, subject_id, user_id }) => {
    const kind = subjectKind(action);
    const known = subject ?? nameOf(subject_id);
    if (kind === null || (kind === 'person' && subject_id === user_id)) return null;
    if (kind === 'person') return people?.get(subject_id) ?? t('trail.somebody');
    if (kind === 'stockOf') return stores.find(({ location_id }) => location_id === subject_id)?.name ?? null;
    return known ?? t(`audit.subject.${kind}`);
  };

  function nameOf(id: string): string | undefined {
    return [...stores, ...registers].find((place) => place.id === id)?.name ?? products.get(id);
  }
}

/** The names of these products, each asked for once; one that is gone or not shown has none. */
export function useProductNames(ids: readonly string[]): Map<string, string> {
  return useQueries({
    queries: ids.map((id) => ({ ...product(id), staleTime: 60_000, retry: false })),
    combine: (found) => new Map(found.flatMap(({ data }) => (data ? [[data.id, data.name] as const] : []))),
  });
}
