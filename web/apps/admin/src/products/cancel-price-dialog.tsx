import type { ScheduledPrice } from '@novapos/api';
import { describeError } from '@novapos/core';
import { Banner, Button, Dialog } from '@novapos/ui';
import { useTranslation } from 'react-i18next';
import { useCancelScheduledPrice } from './mutations';

type Props = {
  planned: ScheduledPrice;
  words: { price: string; when: string; where: string };
  onClose: () => void;
};

export function CancelPriceDialog({ planned, words, onClose }: Props) {
  const { t } = useTranslation();
  const cancel = useCancelScheduledPrice(planned);
  return (
    <Dialog
      role="alertdialog"
      title={t('schedule.cancelTitle')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('schedule.keep')}</Button>
          <Button
            look="danger"
            isBusy={cancel.isPending}
            onClick={() => cancel.mutate(undefined, { onSuccess: onClose })}
          >
            {t('schedule.cancel')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {cancel.isError && <Banner look="danger">{describeError(t, cancel.error)}</Banner>}
        <p className="text-ink-soft">{t('schedule.cancelHelp', words)}</p>
      </div>
    </Dialog>
  );
}
