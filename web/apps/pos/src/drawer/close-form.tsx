import { type CashCount, type DrawerSessionView, errorFromThrown } from '@novapos/api';
import { describeError, formatMoney, uuidv7 } from '@novapos/core';
import { Banner, Button } from '@novapos/ui';
import { useMutation } from '@tanstack/react-query';
import { clsx } from 'clsx';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { lockTill } from '../lock/lock';
import { closeSession } from './drawer-changes';
import { LeftDialog } from './left-dialog';

type Props = {
  session: DrawerSessionView;
  count: CashCount;
  onRecount: () => void;
  onClosed: (z_number: number | null) => Promise<void>;
};

/** What the count came to, what stays for the next one, and the end. Without more ado the float stays. */
export function CloseForm({ session, count, onRecount, onClosed }: Props) {
  const { t } = useTranslation();
  const [key] = useState(() => uuidv7());
  const [left_minor, setLeft] = useState(Math.min(session.float_minor, count.counted_minor));
  const [isChanging, setIsChanging] = useState(false);
  const money = (minor: number) => formatMoney(minor, session.currency);
  const { counted_minor, expected_minor, variance_minor } = count;
  const closing = useMutation({
    mutationFn: () => closeSession(session.id, { key, left_minor }),
    onSuccess: (closed) => onClosed(closed.z_number ?? null),
  });
  const needsApproval = closing.isError && errorFromThrown(closing.error).code === 'approval_needed';

  return (
    <>
      <section aria-label={t('drawer.resultTitle')} className="rounded-xl bg-surface px-5 py-4 shadow-card">
        <h2 className="mb-2 text-lg font-semibold">{t('drawer.resultTitle')}</h2>
        <dl className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1.5 text-lg">
          <dt>{t('drawer.expected')}</dt>
          <dd className="text-end">{money(expected_minor)}</dd>
          <dt>{t('drawer.counted')}</dt>
          <dd className="text-end font-bold">{money(counted_minor)}</dd>
        </dl>
        <p
          role="status"
          className={clsx(
            'mt-3 border-t border-line pt-3 text-xl font-bold',
            variance_minor === 0 ? 'text-ok' : 'text-warn',
          )}
        >
          {variance_minor === 0
            ? t('drawer.exact')
            : t(variance_minor > 0 ? 'drawer.over' : 'drawer.short', { amount: money(Math.abs(variance_minor)) })}
        </p>
      </section>
      <section
        aria-label={t('drawer.left')}
        className="flex flex-col gap-1 rounded-xl bg-surface px-5 py-3 shadow-card"
      >
        <div className="flex items-center justify-between gap-4">
          <span>{t('drawer.left')}</span>
          <Button
            look="soft"
            aria-label={t('drawer.changeLeft', { amount: money(left_minor) })}
            onClick={() => setIsChanging(true)}
          >
            {money(left_minor)}
          </Button>
        </div>
        <p className="flex justify-between gap-4 text-ink-soft">
          <span>{t('drawer.toSafe')}</span>
          <span className="pe-4">{money(counted_minor - left_minor)}</span>
        </p>
      </section>
      {closing.isError && (
        <Banner
          look="danger"
          actions={needsApproval && <Button onClick={lockTill}>{t('drawer.changeCashier')}</Button>}
        >
          {describeError(t, closing.error)}
          {needsApproval && ` ${t('drawer.approvalHelp')}`}
        </Banner>
      )}
      <div className="flex flex-wrap gap-3">
        {count.count_number === 1 && (
          <Button size="lg" className="px-5" onClick={onRecount}>
            {t('drawer.recount')}
          </Button>
        )}
        <Button
          look="primary"
          size="lg"
          className="grow px-4"
          isBusy={closing.isPending}
          onClick={() => closing.mutate()}
        >
          {t('drawer.closeNow')}
        </Button>
      </div>
      {isChanging && (
        <LeftDialog
          most_minor={counted_minor}
          currency={session.currency}
          onSet={setLeft}
          onClose={() => setIsChanging(false)}
        />
      )}
    </>
  );
}
