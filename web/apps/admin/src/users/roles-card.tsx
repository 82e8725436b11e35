import { mayManage, type RoleGrant, type User } from '@novapos/api';
import { describeError } from '@novapos/core';
import { Banner, Button } from '@novapos/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../layout/card';
import { UnsavedGuard } from '../layout/unsaved-guard';
import { storesToGive, useMe } from '../session/me';
import { usePutRoles } from './mutations';
import { hasTwice, RoleFields } from './role-fields';
import { useRoleText } from './role-text';

/** What a user may do, to be changed by those who reach that far. */
export function RolesCard({ user, mayChange }: { user: User; mayChange: boolean }) {
  const { t } = useTranslation();
  const roleText = useRoleText();
  const grants = useMe()?.roles ?? [];
  // Nothing while nothing is changed, so that what others save is shown.
  const [draft, setDraft] = useState<RoleGrant[] | null>(null);
  const [isTwice, setIsTwice] = useState(false);
  const put = usePutRoles(user.id);
  const roles = draft ?? user.roles;
  const isChanged = JSON.stringify(roles) !== JSON.stringify(user.roles);

  if (!mayChange) {
    return (
      <Card title={t('user.roles')}>
        <ul className="flex flex-col gap-2">
          {user.roles.map((grant) => (
            <li key={roleText(grant)} className="font-medium">
              {roleText(grant)}
            </li>
          ))}
        </ul>
      </Card>
    );
  }
  const save = () => {
    setIsTwice(hasTwice(roles));
    if (!hasTwice(roles)) put.mutate(roles, { onSuccess: () => setDraft(null) });
  };
  return (
    <Card title={t('user.roles')} help={t('user.rolesHelp')}>
      <UnsavedGuard isUnsaved={isChanged} />
      {put.isError && <Banner look="danger">{describeError(t, put.error)}</Banner>}
      {put.isSuccess && !isChanged && <Banner look="info">{t('user.rolesSaved')}</Banner>}
      <RoleFields
        roles={roles}
        onChange={(changed) => {
          setIsTwice(false);
          setDraft(changed);
        }}
        stores={storesToGive(grants)}
        error={isTwice ? t('user.roleTwice') : undefined}
      />
      {isChanged && (
        <div className="flex flex-wrap items-center justify-end gap-3 border-t border-line pt-4">
          <p className="min-w-0 grow text-sm text-ink-soft">{t('user.rolesNote')}</p>
          <Button
            onClick={() => {
              put.reset();
              setIsTwice(false);
              setDraft(null);
            }}
          >
            {t('user.rolesDiscard')}
          </Button>
          <Button look="primary" isBusy={put.isPending} disabled={!mayManage(grants, roles)} onClick={save}>
            {t('user.rolesSave')}
          </Button>
        </div>
      )}
    </Card>
  );
}
