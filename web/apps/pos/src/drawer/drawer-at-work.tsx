import type { DrawerSessionView, MovementKind } from '@novapos/api';
import { formatDateTime, formatMoney, formatTime } from '@novapos/core';
import { Button } from '@novapos/ui';
import { ArrowDownToLine, ArrowUpFromLine, Coins, DoorOpen, Landmark, LockKeyhole, ReceiptText } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useSetup, useTill } from '../till/use-till';
import { MovementDialog } from './movement-dialog';
import { XReportDialog } from './x-report-dialog';

const kinds = [
  ['paid_in', ArrowDownToLine],
  ['paid_out', ArrowUpFromLine],
  ['drop', Landmark],
  ['loan', Coins],
  ['no_sale', DoorOpen],
] as const;

type Props = { session: DrawerSessionView; onChanged: () => Promise<void>; onClose: () => void };

/** An open drawer: what can be done with it, and what was done. */
export function DrawerAtWork({ session, onChanged, onClose }: Props) {
  const { t } = useTranslation();
  const till = useTill();
  const { store } = useSetup();
  const isSending = useStore(till.checkout.state, ({ step }) => step === 'sending');
  const [moving, setMoving] = useState<MovementKind | null>(null);
  const [isReporting, setIsReporting] = useState(false);
  const { opened_by, opened_at, float_minor, currency, own_drawer } = session;

  return (
    <>
      <section aria-label={t('drawer.title')} className="rounded-xl bg-surface px-5 py-4 shadow-card">
        <p className="font-semibold">
          {t('drawer.since', { time: formatDateTime(opened_at, store.time_zone), name: opened_by.name })}
        </p>
        <p className="text-ink-soft">
          {own_drawer ? t('drawer.ownDrawer', { name: opened_by.name }) : t('drawer.shared')}
        </p>
        <p className="mt-2 flex items-baseline justify-between gap-3">
          <span>{t('drawer.float')}</span>
          <span className="text-lg font-bold">{formatMoney(float_minor, currency)}</span>
        </p>
      </section>
      <div className="grid grid-cols-1 gap-2 min-[22rem]:grid-cols-2 sm:grid-cols-3">
        {kinds.map(([kind, Icon]) => (
          <Button key={kind} size="lg" className="justify-start px-4" onClick={() => setMoving(kind)}>
            <Icon className="size-6 shrink-0 text-ink-soft" aria-hidden="true" />
            <span className="text-start text-base leading-tight">{t(`drawer.move.${kind}`)}</span>
          </Button>
        ))}
        <Button size="lg" className="justify-start px-4" onClick={() => setIsReporting(true)}>
          <ReceiptText className="size-6 shrink-0 text-ink-soft" aria-hidden="true" />
          <span className="text-base">{t('drawer.xReport')}</span>
        </Button>
      </div>
      <div className="flex flex-col gap-1.5">
        <Button look="primary" size="lg" disabled={isSending} onClick={onClose}>
          <LockKeyhole className="size-6" aria-hidden="true" />
          {t('drawer.close')}
        </Button>
        {isSending && <p className="text-sm text-ink-soft">{t('drawer.busy')}</p>}
      </div>
      <section className="flex flex-col gap-2">
        <h2 className="text-lg font-semibold">{t('drawer.movements')}</h2>
        {session.movements.length === 0 && <p className="text-ink-soft">{t('drawer.movementsNone')}</p>}
        <ul
          aria-label={t('drawer.movements')}
          className="overflow-hidden rounded-xl bg-surface shadow-card empty:hidden"
        >
          {session.movements.toReversed().map((movement) => (
            <li key={movement.id} className="flex min-h-16 items-center gap-4 border-line px-5 py-2 not-last:border-b">
              <span className="w-14 shrink-0 text-ink-soft">{formatTime(movement.at, store.time_zone)}</span>
              <span className="min-w-0 grow">
                <span className="block font-semibold">{t(`drawer.moved.${movement.kind}`)}</span>
                <span className="block text-sm break-words text-ink-soft">
                  <bdi>{movement.reason}</bdi> · <bdi>{movement.by.name}</bdi>
                </span>
              </span>
              {movement.kind !== 'no_sale' && (
                <span className="font-bold">{formatMoney(movement.amount_minor, currency)}</span>
              )}
            </li>
          ))}
        </ul>
      </section>
      {moving && (
        <MovementDialog session_id={session.id} kind={moving} onMoved={onChanged} onClose={() => setMoving(null)} />
      )}
      {isReporting && <XReportDialog session_id={session.id} onClose={() => setIsReporting(false)} />}
    </>
  );
}
