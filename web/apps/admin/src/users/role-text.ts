import type { RoleGrant } from '@novapos/api';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { places } from '../shop/places';

/** A role in words, with its store: “Manager · Market Square”. */
export function useRoleText(): (grant: RoleGrant) => string {
  const { t } = useTranslation();
  const { data } = useQuery(places());
  return ({ role, store_id }) => {
    const store = store_id ? data?.stores.find(({ id }) => id === store_id)?.name : t('user.everyStore');
    return store ? t('user.roleIn', { role: t(`user.roleName.${role}`), store }) : t(`user.roleName.${role}`);
  };
}
