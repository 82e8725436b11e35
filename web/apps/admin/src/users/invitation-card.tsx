import type { UserDetails } from '@novapos/api';
import { describeError, formatDateTime } from '@novapos/core';
import { Banner, Button } from '@novapos/ui';
import { useTranslation } from 'react-i18next';
import { Card } from '../layout/card';
import type { OneTimeLink } from './link-dialog';
import { useInviteAgain, type useSwitchUser } from './mutations';
import { useOneTimeLink } from './use-one-time-link';

type Props = {
  details: UserDetails;
  switching: ReturnType<typeof useSwitchUser>;
  onLink: (link: OneTimeLink) => void;
};

/** What of an invitation is still open, a new link for it, and its end. */
export function InvitationCard({ details, switching, onLink }: Props) {
  const { t } = useTranslation();
  const linkOf = useOneTimeLink('invitation');
  const { user, invitation_expires_at } = details;
  const again = useInviteAgain(user.id);
  const make = () =>
    again.mutate(undefined, {
      onSuccess: ({ invitation_token: token, ...made }) => onLink(linkOf({ ...made, token })),
    });
  return (
    <Card
      title={t('user.invitation')}
      help={
        invitation_expires_at
          ? t('user.invitedUntil', { at: formatDateTime(invitation_expires_at) })
          : t('user.invitedOver')
      }
    >
      {again.isError && <Banner look="danger">{describeError(t, again.error)}</Banner>}
      <div className="flex flex-wrap gap-3">
        <Button isBusy={again.isPending} onClick={make}>
          {t('user.inviteAgain')}
        </Button>
        <Button look="dangerPlain" isBusy={switching.isPending} onClick={() => switching.mutate(false)}>
          {t('user.cancelInvitation')}
        </Button>
      </div>
    </Card>
  );
}
