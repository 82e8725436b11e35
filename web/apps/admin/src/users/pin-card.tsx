import { describeError } from '@novapos/core';
import { Banner, Button } from '@novapos/ui';
import { useTranslation } from 'react-i18next';
import { Card } from '../layout/card';
import { useRemovePin } from './mutations';

type Props = { user: { id: string; has_pin: boolean } };

/** Whether somebody has a PIN for the till, which can be taken away and neither seen nor set. */
export function PinCard({ user }: Props) {
  const { t } = useTranslation();
  const removing = useRemovePin(user.id);
  return (
    <Card title={t('user.pin')} help={t(user.has_pin ? 'user.pinHelp' : 'user.pinNone')}>
      {removing.isError && <Banner look="danger">{describeError(t, removing.error)}</Banner>}
      {removing.isSuccess && !user.has_pin && <Banner look="info">{t('user.pinRemoved')}</Banner>}
      {user.has_pin && (
        <Button look="dangerPlain" className="self-start" isBusy={removing.isPending} onClick={() => removing.mutate()}>
          {t('user.pinRemove')}
        </Button>
      )}
    </Card>
  );
}
