import type { UserDetails } from '@novapos/api';
import { describeError, formatDateTime } from '@novapos/core';
import { Banner, Button } from '@novapos/ui';
import { KeyRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Card } from '../layout/card';
import type { OneTimeLink } from './link-dialog';
import { useResetPassword } from './mutations';
import { useOneTimeLink } from './use-one-time-link';

type Props = { details: UserDetails; onLink: (link: OneTimeLink) => void };

/** The way back in for somebody who forgot their password. */
export function PasswordCard({ details, onLink }: Props) {
  const { t } = useTranslation();
  const linkOf = useOneTimeLink('reset');
  const { user, password_reset_expires_at } = details;
  const reset = useResetPassword(user.id);
  const make = () =>
    reset.mutate(undefined, {
      onSuccess: ({ reset_token: token, ...made }) => onLink(linkOf({ ...made, token })),
    });
  return (
    <Card title={t('user.password')} help={t('user.passwordHelp')}>
      {reset.isError && <Banner look="danger">{describeError(t, reset.error)}</Banner>}
      {password_reset_expires_at && (
        <p className="text-sm">{t('user.passwordUntil', { at: formatDateTime(password_reset_expires_at) })}</p>
      )}
      <Button className="self-start" isBusy={reset.isPending} onClick={make}>
        <KeyRound className="size-5" aria-hidden="true" />
        {t('user.passwordReset')}
      </Button>
    </Card>
  );
}
