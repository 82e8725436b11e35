import { Button } from '@novapos/ui';
import { useTranslation } from 'react-i18next';

type Props = { isBusy: boolean; onDiscard: () => void };

/** Saving and discarding, in sight for as long as something is changed. */
export function SaveBar({ isBusy, onDiscard }: Props) {
  const { t } = useTranslation();
  return (
    <div className="sticky bottom-3 z-10 flex flex-wrap justify-end gap-3 rounded-lg border border-line bg-raised p-3 shadow-float">
      <Button onClick={onDiscard}>{t('settings.discard')}</Button>
      <Button type="submit" look="primary" isBusy={isBusy}>
        {t('settings.save')}
      </Button>
    </div>
  );
}
