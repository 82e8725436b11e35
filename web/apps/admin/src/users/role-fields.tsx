import type { RoleGrant } from '@novapos/api';
import { Button, SelectField } from '@novapos/ui';
import { useQuery } from '@tanstack/react-query';
import { Plus, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { places } from '../shop/places';

const roles = ['cashier', 'manager', 'admin'] as const;
/** What the API takes of one user. */
const ROLES_MAX = 50;

type Props = {
  roles: readonly RoleGrant[];
  onChange: (roles: RoleGrant[]) => void;
  /** The stores that the editor may give roles for; null: all of them, and for every store at once. */
  stores: readonly string[] | null;
  error?: string | undefined;
};

/** The roles of one user, each in a store or in all. */
export function RoleFields({ roles: given, onChange, stores, error }: Props) {
  const { t } = useTranslation();
  const { data } = useQuery(places());
  const known = data?.stores.filter(({ id }) => stores === null || stores.includes(id)) ?? [];
  const change = (index: number, changes: Partial<RoleGrant>) =>
    onChange(given.map((grant, at) => (at === index ? { ...grant, ...changes } : grant)));
  const storeOptions = [
    ...(stores === null ? [{ value: '', label: t('user.everyStore') }] : []),
    ...known.map(({ id, name }) => ({ value: id, label: name })),
  ];

  return (
    <div className="flex flex-col gap-4">
      {given.map((grant, index) => (
        // A role has no name of its own but its place.
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: rows are only added at the end, and each is wholly given by its value
          key={index}
          className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-3 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto]"
        >
          <SelectField
            label={t('user.role')}
            value={grant.role}
            options={roles.map((role) => ({ value: role, label: t(`user.roleName.${role}`) }))}
            onChange={({ target }) =>
              change(index, { role: roles.find((role) => role === target.value) ?? grant.role })
            }
          />
          <SelectField
            label={t('user.store')}
            value={grant.store_id ?? ''}
            options={storeOptions}
            onChange={({ target }) => change(index, { store_id: target.value || null })}
            className="max-sm:order-1 max-sm:col-span-2"
          />
          <Button
            look="quiet"
            size="icon"
            className="mt-7"
            disabled={given.length === 1}
            aria-label={t('user.roleRemove', { number: index + 1 })}
            onClick={() => onChange(given.filter((_, at) => at !== index))}
          >
            <X className="size-5" aria-hidden="true" />
          </Button>
          <p className="col-span-full -mt-1 text-sm text-ink-soft max-sm:order-1">{t(`user.roleHelp.${grant.role}`)}</p>
        </div>
      ))}
      {error && (
        <p role="alert" className="text-sm font-medium text-danger">
          {error}
        </p>
      )}
      {given.length < ROLES_MAX && (
        <Button
          look="quiet"
          className="-ms-2 self-start"
          onClick={() => onChange([...given, { role: 'cashier', store_id: storeOptions[0]?.value || null }])}
        >
          <Plus className="size-5" aria-hidden="true" />
          {t('user.roleAdd')}
        </Button>
      )}
    </div>
  );
}

/** Whether some role stands there twice, which the API refuses. */
export function hasTwice(given: readonly RoleGrant[]): boolean {
  return new Set(given.map(({ role, store_id }) => `${role} ${store_id ?? ''}`)).size < given.length;
}
