import { mayManage, type UserDetails } from '@novapos/api';
import { describeError, formatDateTime } from '@novapos/core';
import { Banner, Button, Skeleton } from '@novapos/ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BackLink } from '../layout/back-link';
import { Card } from '../layout/card';
import { Facts } from '../layout/facts';
import { LoadProblem } from '../layout/load-problem';
import { useMe } from '../session/me';
import { InvitationCard } from './invitation-card';
import { LinkDialog, type OneTimeLink } from './link-dialog';
import { useSwitchUser } from './mutations';
import { PasswordCard } from './password-card';
import { PinCard } from './pin-card';
import { user as userQuery } from './queries';
import { RolesCard } from './roles-card';
import { SignInsCard } from './sign-ins-card';
import { UserStatus } from './user-status';

type Props = { user_id: string; mayChange: boolean };

export function UserPage({ user_id, mayChange }: Props) {
  const { t } = useTranslation();
  const user = useQuery(userQuery(user_id));
  return (
    <>
      <BackLink to="/users">{t('users.title')}</BackLink>
      {user.isPending && <Skeleton className="h-96 w-full rounded-lg" />}
      {user.isError && !user.data && (
        <LoadProblem title={t('user.failed')} error={user.error} onRetry={() => void user.refetch()} />
      )}
      {user.data && <UserParts key={user_id} details={user.data} mayChange={mayChange} />}
    </>
  );
}

function UserParts({ details, mayChange }: { details: UserDetails; mayChange: boolean }) {
  const { t } = useTranslation();
  const me = useMe();
  const { user } = details;
  const switching = useSwitchUser(user.id);
  const [link, setLink] = useState<OneTimeLink | null>(null);
  const isMe = me?.id === user.id;
  const reaches = mayChange && mayManage(me?.roles ?? [], user.roles);
  const mayManageThem = reaches && !isMe;

  return (
    <>
      <header className="mb-5 flex flex-wrap items-center gap-3">
        <h1 className="min-w-0 text-2xl font-bold tracking-tight wrap-anywhere">
          <bdi>{user.name}</bdi>
        </h1>
        <UserStatus status={user.status} />
        {mayManageThem && user.status !== 'invited' && (
          <Button
            className="sm:ms-auto"
            look={user.status === 'active' ? 'dangerPlain' : 'plain'}
            isBusy={switching.isPending}
            onClick={() => switching.mutate(user.status !== 'active')}
          >
            {t(user.status === 'active' ? 'user.deactivate' : 'user.activate')}
          </Button>
        )}
      </header>
      <SwitchNote name={user.name} status={user.status} switching={switching} />
      {isMe && mayChange && (
        <Banner look="info" className="mb-5">
          {t('user.you')}
        </Banner>
      )}
      {mayChange && !reaches && (
        <Banner look="info" className="mb-5">
          {t('user.above')}
        </Banner>
      )}
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <RolesCard user={user} mayChange={mayManageThem} />
        <div className="flex min-w-0 flex-col gap-5">
          <Card title={t('user.facts')}>
            <Facts
              facts={[
                [t('user.email'), user.email],
                [t('user.since'), formatDateTime(user.created_at)],
              ]}
            />
          </Card>
          {mayManageThem && user.status === 'invited' && (
            <InvitationCard details={details} switching={switching} onLink={setLink} />
          )}
          {mayManageThem && user.status === 'active' && <PasswordCard details={details} onLink={setLink} />}
          {mayManageThem && user.status === 'active' && <PinCard user={user} />}
          {user.status === 'active' && <SignInsCard details={details} mayEnd={reaches} isMe={isMe} />}
        </div>
      </div>
      {link && <LinkDialog link={link} onClose={() => setLink(null)} />}
    </>
  );
}

type NoteProps = { name: string; status: string; switching: ReturnType<typeof useSwitchUser> };

/** What came of switching somebody off or on, with the way back. */
function SwitchNote({ name, status, switching }: NoteProps) {
  const { t } = useTranslation();
  if (switching.isError) {
    return (
      <Banner look="danger" className="mb-5">
        {describeError(t, switching.error)}
      </Banner>
    );
  }
  if (!switching.isSuccess) return null;
  const isOff = status === 'deactivated';
  return (
    <Banner
      look="info"
      className="mb-5"
      actions={
        <Button isBusy={switching.isPending} onClick={() => switching.mutate(isOff)}>
          {t('user.undo')}
        </Button>
      }
    >
      {t(isOff ? 'user.deactivated' : 'user.activated', { name })}
    </Banner>
  );
}
