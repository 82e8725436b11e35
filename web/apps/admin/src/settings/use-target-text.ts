import type { TaxRule } from '@novapos/api';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { places } from '../shop/places';

/** Where a rule holds, in words. */
export function useTargetText(): (target: TaxRule['target']) => string {
  const { t } = useTranslation();
  const { data } = useQuery(places());
  const storeName = (store_id: string | undefined) => data?.stores.find(({ id }) => id === store_id)?.name ?? '';
  return (target) => {
    if (target.type === 'tenant') return t('tax.whole');
    if (target.type === 'store') return storeName(target.store);
    const register = data?.registers.find(({ id }) => id === target.register);
    return register ? t('tax.registerOf', { store: storeName(register.store_id), register: register.name }) : '';
  };
}
