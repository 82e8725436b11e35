import { Dialog } from '@novapos/ui';
import { useTranslation } from 'react-i18next';
import { WayIn } from '../lock/way-in';
import { useSessionState } from './api';

/** Comes over whatever is on screen when the session ends; what lies under it stays as it is. */
export function SessionEndedDialog() {
  const { t } = useTranslation();
  const { status, session } = useSessionState();
  if (status !== 'ended') return null;
  return (
    <Dialog title={t('signIn.again')} role="alertdialog">
      <p className="mb-5 text-ink-soft">{t('signIn.againHelp')}</p>
      <WayIn
        shopCode={session.tenant.shop_code}
        email={session.user.email}
        name={session.user.name}
        hasPin={session.user.has_pin ?? false}
      />
    </Dialog>
  );
}
