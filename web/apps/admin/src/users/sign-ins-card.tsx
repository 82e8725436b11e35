import type { UserDetails } from '@novapos/api';
import { describeError, formatDateTime } from '@novapos/core';
import { Banner, Button, Dialog } from '@novapos/ui';
import { LogOut } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../layout/card';
import { api } from '../session/api';
import { useSignOutEverywhere } from './mutations';

type Props = { details: UserDetails; mayEnd: boolean; isMe: boolean };

/** Where a user is signed in, and the end of all of it. */
export function SignInsCard({ details, mayEnd, isMe }: Props) {
  const { t } = useTranslation();
  const { user, sessions } = details;
  const [isAsking, setIsAsking] = useState(false);
  const signOut = useSignOutEverywhere(user.id);
  const end = () =>
    signOut.mutate(undefined, {
      onSuccess: () => {
        setIsAsking(false);
        // One's own sign-in has ended with the others: the portal learns of it now and not at its next question.
        if (isMe) void api.session.refresh();
      },
    });
  return (
    <Card title={t('user.signIns')}>
      {signOut.isSuccess && !isMe && (
        <Banner look="info">{t('user.signedOut', { count: signOut.data.sessions })}</Banner>
      )}
      {sessions.length === 0 ? (
        <p className="text-sm text-ink-soft">{t('user.signInsNone')}</p>
      ) : (
        <ul className="flex flex-col gap-2.5 text-sm">
          {sessions.map(({ id, client, used_at }) => (
            <li key={id} className="flex flex-wrap justify-between gap-x-4">
              <span className="font-medium">{t(`user.client.${client}`)}</span>
              <span className="text-ink-soft">{t('user.lastUsed', { at: formatDateTime(used_at) })}</span>
            </li>
          ))}
        </ul>
      )}
      {mayEnd && sessions.length > 0 && (
        <Button look="dangerPlain" className="self-start" onClick={() => setIsAsking(true)}>
          <LogOut className="size-5 rtl:-scale-x-100" aria-hidden="true" />
          {t('user.signOut')}
        </Button>
      )}
      {isAsking && (
        <Dialog
          role="alertdialog"
          title={t('user.signOutTitle', { name: user.name })}
          onClose={() => setIsAsking(false)}
          footer={
            <>
              <Button data-autofocus onClick={() => setIsAsking(false)}>
                {t('user.signOutKeep')}
              </Button>
              <Button look="danger" isBusy={signOut.isPending} onClick={end}>
                {t('user.signOut')}
              </Button>
            </>
          }
        >
          {signOut.isError && (
            <Banner look="danger" className="mb-4">
              {describeError(t, signOut.error)}
            </Banner>
          )}
          <p className="text-ink-soft">{t('user.signOutHelp')}</p>
          {isMe && <p className="mt-3 font-medium">{t('user.signOutOwn')}</p>}
        </Dialog>
      )}
    </Card>
  );
}
