import type { AuditEntry } from '@novapos/api';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { userNames } from '../products/queries';
import { places } from '../shop/places';

/** An entry in words: what was done, by whom, and where. */
export function useEntryWords() {
  const { t } = useTranslation();
  const names = useQuery(userNames()).data;
  const stores = useQuery(places()).data?.stores;
  return {
    // The API may know of more than this page.
    actionOf: (action: string) => t(`audit.action.${action as 'order.voided'}`, { defaultValue: action }),
    whoOf: ({ user_id }: Pick<AuditEntry, 'user_id'>) =>
      user_id ? (names?.get(user_id) ?? t('trail.somebody')) : t('audit.nobody'),
    whereOf: ({ store_id }: Pick<AuditEntry, 'store_id'>) =>
      store_id ? (stores?.find(({ id }) => id === store_id)?.name ?? '') : '',
  };
}
