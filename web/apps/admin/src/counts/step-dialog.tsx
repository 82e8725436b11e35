import type { StockCount } from '@novapos/api';
import { describeError } from '@novapos/core';
import { Banner, Button, Dialog, SelectField } from '@novapos/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AskedStep } from './count-page';
import { useStepCount } from './mutations';

const uncounteds = ['keep', 'zero'] as const;

type Props = { count: StockCount; step: AskedStep; onClose: () => void };

/** Asks once before a count is handed in, approved or cancelled. */
export function StepDialog({ count, step, onClose }: Props) {
  const { t } = useTranslation();
  const stepping = useStepCount(count.id);
  const [uncounted, setUncounted] = useState<(typeof uncounteds)[number]>('keep');
  const confirm = () =>
    stepping.mutate(step === 'submit' ? { step, uncounted_as_zero: uncounted === 'zero' } : { step }, {
      onSuccess: onClose,
    });
  return (
    <Dialog
      role="alertdialog"
      title={t(`count.${step}Title`)}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('count.keep')}</Button>
          <Button look={step === 'cancel' ? 'danger' : 'primary'} isBusy={stepping.isPending} onClick={confirm}>
            {t(`count.${step}`)}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {stepping.isError && <Banner look="danger">{describeError(t, stepping.error)}</Banner>}
        {step === 'submit' ? (
          <SelectField
            label={t('count.uncounted')}
            value={uncounted}
            options={uncounteds.map((value) => ({ value, label: t(`count.uncounteds.${value}`) }))}
            onChange={({ target }) => setUncounted(uncounteds.find((one) => one === target.value) ?? uncounted)}
          />
        ) : (
          <p className="text-ink-soft">{t(`count.${step}Help`)}</p>
        )}
      </div>
    </Dialog>
  );
}
