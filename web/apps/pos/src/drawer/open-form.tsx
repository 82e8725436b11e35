import { describeError, formatMoney, uuidv7 } from '@novapos/core';
import { Banner, Button, ChoiceGroup } from '@novapos/ui';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCurrency, useSetup } from '../till/use-till';
import { CashCount } from './cash-count';
import { CountFooter } from './count-footer';
import { openSession } from './drawer-changes';
import { type Counted, piecesOf, sumOf } from './pieces';

/** The float is counted, whoever opens says whose the drawer is and what it is for. */
export function OpenForm({ onOpened }: { onOpened: () => Promise<void> }) {
  const { t } = useTranslation();
  const currency = useCurrency();
  const { register } = useSetup();
  const [id] = useState(() => uuidv7());
  const [counted, setCounted] = useState<Counted>(new Map());
  const [whose, setWhose] = useState<'everybody' | 'onlyMe'>('everybody');
  const [purpose, setPurpose] = useState<'selling' | 'training'>('selling');
  const float = piecesOf(counted);
  const opening = useMutation({
    mutationFn: () =>
      openSession({
        id,
        register_id: register.id,
        float,
        own_drawer: whose === 'onlyMe',
        training: purpose === 'training',
      }),
    onSuccess: onOpened,
  });

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!opening.isPending) opening.mutate();
      }}
      className="flex flex-col gap-5"
    >
      <div>
        <h2 className="text-lg font-semibold">{t('drawer.openTitle')}</h2>
        <p className="text-ink-soft">{t('drawer.openHelp')}</p>
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        <ChoiceGroup
          label={t('drawer.whose')}
          value={whose}
          options={(['everybody', 'onlyMe'] as const).map((value) => ({ value, label: t(`drawer.${value}`) }))}
          onChange={setWhose}
        />
        <ChoiceGroup
          label={t('drawer.purpose')}
          value={purpose}
          options={(['selling', 'training'] as const).map((value) => ({ value, label: t(`drawer.${value}`) }))}
          onChange={setPurpose}
        />
      </div>
      {purpose === 'training' && <Banner look="warn">{t('drawer.trainingHelp')}</Banner>}
      <CashCount counted={counted} onChange={setCounted} />
      {opening.isError && <Banner look="danger">{describeError(t, opening.error)}</Banner>}
      <CountFooter sum_minor={sumOf(float)}>
        <Button type="submit" look="primary" size="lg" className="grow px-4" isBusy={opening.isPending}>
          {t('drawer.openFloat', { amount: formatMoney(sumOf(float), currency) })}
        </Button>
      </CountFooter>
    </form>
  );
}
