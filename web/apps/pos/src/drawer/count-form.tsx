import type { DrawerSessionView } from '@novapos/api';
import { describeError, formatMoney, uuidv7 } from '@novapos/core';
import { Banner, Button } from '@novapos/ui';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CashCount } from './cash-count';
import { CountFooter } from './count-footer';
import { countDrawer } from './drawer-changes';
import { type Counted, piecesOf, sumOf } from './pieces';

type Props = {
  session: DrawerSessionView;
  count_number: number;
  onCounted: () => Promise<void>;
  onBack: () => void;
};

/** Blind: nobody sees what should be there before they have said what is. */
export function CountForm({ session, count_number, onCounted, onBack }: Props) {
  const { t } = useTranslation();
  const [key] = useState(() => uuidv7());
  const [counted, setCounted] = useState<Counted>(new Map());
  const pieces = piecesOf(counted);
  const counting = useMutation({
    mutationFn: () => countDrawer(session.id, { key, count_number, pieces }),
    onSuccess: onCounted,
  });

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!counting.isPending) counting.mutate();
      }}
      className="flex flex-col gap-5"
    >
      <div>
        <h2 className="text-lg font-semibold">{t('drawer.countTitle')}</h2>
        <p className="text-ink-soft">{t(count_number === 1 ? 'drawer.countHelp' : 'drawer.countSure')}</p>
      </div>
      <CashCount counted={counted} onChange={setCounted} />
      {counting.isError && <Banner look="danger">{describeError(t, counting.error)}</Banner>}
      <CountFooter sum_minor={sumOf(pieces)}>
        <Button size="lg" className="px-5" onClick={onBack}>
          {t('drawer.goBack')}
        </Button>
        <Button type="submit" look="primary" size="lg" className="grow px-4" isBusy={counting.isPending}>
          {pieces.length === 0
            ? t('drawer.countEmpty')
            : t('drawer.countDone', { amount: formatMoney(sumOf(pieces), session.currency) })}
        </Button>
      </CountFooter>
    </form>
  );
}
